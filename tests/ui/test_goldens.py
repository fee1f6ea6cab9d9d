"""A few screens as readable text, where looks matter. UPDATE_GOLDENS=1 renews them."""

import os
from pathlib import Path

import pytest

GOLDENS = Path(__file__).parent / "goldens"
# Dots of a curve may move by rounding from one CPU to another.
MOST_DIFFERENT_CELLS = 6

SCREENS = {
    "home-80x24": ((80, 24), []),
    "question-5-120x40": ((120, 40), ["5"]),
    "question-5-80x24": ((80, 24), ["5"]),
    "picture-80x24": ((80, 24), ["5", "f6", "f6"]),
    "question-2-fault-120x40": ((120, 40), ["2", "tab", "x"]),
    "theory-80x24": ((80, 24), ["5", "f4"]),
    "too-small-30x8": ((30, 8), ["5"]),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(run, name):
    size, keys = SCREENS[name]
    shown = []

    async def scenario(terminal):
        for key in keys:
            await terminal.press(key)
        shown.append(terminal.text)

    run(scenario, size=size)
    golden = GOLDENS / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(shown[0] + "\n", encoding="utf-8")
    wanted = golden.read_text(encoding="utf-8").splitlines()
    got = shown[0].splitlines()
    assert len(got) == len(wanted)
    different = sum(
        a != b
        for x, y in zip(got, wanted, strict=True)
        for a, b in zip(x.ljust(200), y.ljust(200), strict=True)
    )
    assert different <= MOST_DIFFERENT_CELLS, shown[0]
