"""The first answer of a process is not the one that pays for loading the marker."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tutor.marking import mark

FIRST_USE_IS_SLOW = """
import time
import tutor.marking.identity.decide as decide
from tutor.marking import mark

at_point = decide._at
calls = []

def slow_at_first(*arguments):
    calls.append(1)
    end = time.thread_time() + (0.1 if len(calls) == 1 else 0)
    while time.thread_time() < end:
        pass
    return at_point(*arguments)

decide._at = slow_at_first
print(mark("formula", "max(x, 0)", expected="(x + |x|)/2").outcome)
"""


def test_what_is_slow_only_once_is_marked_all_the_same() -> None:
    command = [sys.executable, "-c", FIRST_USE_IS_SLOW]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "correct"


@pytest.mark.parametrize("kind", ["number", "point", "shape", "set", "formula", "table", "blanks", "order"])
@pytest.mark.parametrize("text", ["1" + " " * 200_000 + "1", "=" * 200_000, "1," * 100_000, ") " * 100_000])
def test_an_endless_answer_is_refused_at_once(kind: str, text: str) -> None:
    expected = {"table": [["1"]], "blanks": ["1"], "order": ["a", "b"]}.get(
        kind, "(1, 2)" if kind == "set" else "1"
    )
    start = time.thread_time()
    assert mark(kind, text, expected=expected).outcome == "invalid"
    assert time.thread_time() - start < 0.2
