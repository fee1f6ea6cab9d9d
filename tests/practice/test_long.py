"""Ten thousand answers in one process: memory stays flat, and the last is marked as fast as the first."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest

ANSWERS = 10_000
WARM = 1_000
LARGEST_GROWTH = 10 * 1024 * 1024


def resident() -> int:
    """Bytes of memory that this process holds now."""
    from resource import getpagesize

    return int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize()


@pytest.mark.fuzz
def test_ten_thousand_answers_cost_neither_memory_nor_speed(
    desk: Any, request: pytest.FixtureRequest
) -> None:
    if "fuzz" not in (request.config.getoption("-m") or ""):
        pytest.skip("long: asked for with -m fuzz")
    if not Path("/proc/self/statm").exists():
        pytest.skip("needs /proc")
    session, took, held = desk.practise("mixed"), [], 0
    for number in range(ANSWERS):
        desk.later(seconds=5)
        right = session.item.variant.answer
        begun = time.perf_counter()
        session.answer(right if number % 3 else "-7")
        took.append(time.perf_counter() - begun)
        session.next()
        if number == WARM:
            held = resident()
    assert resident() - held < LARGEST_GROWTH
    assert median(took[-WARM:]) < 1.5 * median(took[WARM : 2 * WARM])
    assert len(list(desk.logbook.store.entries())) >= ANSWERS
