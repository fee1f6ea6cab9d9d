"""Tick labels stand apart, whole, and under their ticks."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.figures.grid import Grid
from tutor.figures.marks import marks_along, marks_down
from tutor.figures.panel import Panel


@given(st.integers(10, 100), st.integers(1, 14), st.integers(0, 6), st.integers(0, 8))
@settings(max_examples=80, deadline=None)
def test_labels_of_any_length_are_all_drawn_with_room_between(
    columns: int, length: int, phase: int, reserved: int
) -> None:
    def propose(most: int) -> list[tuple[int | None, str]]:
        return [(phase % most + k * (columns - 1) // most, "x" * length) for k in range(most)]

    marks = marks_along(propose, columns, 2, reserved)
    panel = Panel(columns, 3, marks, ((0, "1"), (2, "0")))
    grid = Grid(columns + panel.margin, 5)
    panel.draw_on(grid, 0, 0)
    labels = "".join(grid.characters[4])
    assert labels.split() == ["x" * length] * len(marks)
    assert labels.rstrip() == labels[: grid.width - reserved].rstrip()
    places = [i for i, c in enumerate(grid.characters[3]) if c == "┬"]
    assert places == [panel.margin + cell for cell, _ in marks]
    starts = [i for i, c in enumerate(f" {labels}") if c == "x" and f" {labels}"[i - 1] == " "]
    assert all(later - earlier >= length + 2 for earlier, later in pairwise(starts))
    for place, start in zip(places, starts, strict=True):
        assert start - 2 <= place <= start + length, "a label reaches to its tick"


def test_ticks_outside_the_canvas_or_on_one_cell_are_left_out() -> None:
    assert marks_down(lambda _: [(None, "9"), (4, "1"), (4, "1.1"), (0, "2")], 6) == ((4, "1"), (0, "2"))
