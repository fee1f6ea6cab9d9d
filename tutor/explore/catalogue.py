"""Which explorer belongs to which name; each is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module

from tutor.explore.explorer import Explorer

EXPLORERS = ("backpropagation", "convolution", "mixture", "cross_entropy", "optimization")


def explorer(name: str) -> Explorer:
    """Return the explorer of that name; raise KeyError when there is none."""
    if name not in EXPLORERS:
        raise KeyError(name)
    module = import_module(f"tutor.explore.{name}")
    found: Explorer = module.EXPLORER
    return found
