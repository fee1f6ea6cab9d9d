"""How many tests run at once."""

import os

import pytest


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are processors: tests of screens wait as often as they compute."""
    return (os.cpu_count() or 1) + 1
