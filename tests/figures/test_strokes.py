"""Points become dots: thinned without losing spikes, cut at the edge, with gaps left open."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tutor.figures.dots import Dots
from tutor.figures.strokes import clip, rasterise, scatter, thin, trace

COORDINATES = st.lists(
    st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)) | st.just((math.nan, math.nan)), max_size=30
)


def picture(dots: tuple[np.ndarray, np.ndarray], width: int, height: int) -> list[str]:
    rows = [[" "] * width for _ in range(height)]
    for across, down in zip(*dots, strict=True):
        rows[down][across] = "#"
    return ["".join(row).rstrip() for row in rows]


def test_a_line_is_joined_dot_by_dot() -> None:
    assert picture(trace(np.array([0.0, 5]), np.array([0.0, 2]), 6, 3), 6, 3) == ["##", "  ##", "    ##"]


def test_a_gap_is_not_bridged_and_a_lone_point_is_drawn() -> None:
    down = np.array([0, 0, np.nan, 0, np.nan, 0, 0.0])
    assert picture(trace(np.arange(7.0), down, 7, 1), 7, 1) == ["## # ##"]


def test_a_spike_survives_any_number_of_points() -> None:
    down = np.full(100_000, 9.0)
    down[54_321] = 0
    across = np.linspace(0, 19, down.size)
    columns, rows = trace(across, down, 20, 10)
    assert set(zip(columns.tolist(), rows.tolist(), strict=True)) >= {
        (round(across[54_321]), 0),
        (0, 9),
        (19, 9),
    }
    assert thin(across, down)[0].size <= 4 * 20


def test_a_line_leaves_the_picture_where_it_should() -> None:
    x0, y0, x1, y1 = clip(tuple(np.array([v]) for v in (-10.0, 5.0, 30.0, 5.0)), 20, 10)
    assert (x0[0], y0[0], x1[0], y1[0]) == (-0.5, 5, 19.5, 5)
    steep = rasterise(tuple(np.array([v]) for v in (5.0, 5.0, 1005.0, -9995.0)), 20, 10)
    assert set(steep[0].tolist()) <= {5, 6} and steep[1].min() == 0, (
        "the slope is kept, not bent towards a corner"
    )


def test_a_line_that_only_passes_by_draws_nothing() -> None:
    assert trace(np.array([-5.0, 3]), np.array([4.0, -9]), 8, 8)[0].size == 0
    assert trace(np.array([]), np.array([]), 8, 8)[0].size == 0
    assert trace(np.array([np.nan]), np.array([1.0]), 8, 8)[0].size == 0


@given(COORDINATES, st.integers(1, 40), st.integers(1, 40))
@settings(max_examples=150, deadline=None)
@example(points=[(235452.0, 0.0), (-561504.0, 0.0)], width=1, height=1)
def test_every_dot_lies_on_the_canvas_and_points_on_it_are_drawn(
    points: list[tuple[float, float]], width: int, height: int
) -> None:
    across, down = np.array(points).reshape(-1, 2).T
    for draw in (trace, scatter):
        columns, rows = draw(across, down, width, height)
        assert ((columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)).all()
    drawn = set(zip(*(part.tolist() for part in trace(across, down, width, height)), strict=True))
    for x, y in points:
        if 0 <= x <= width - 1 and 0 <= y <= height - 1:
            # Neighbours within a dot of each other may share one.
            assert any(abs(x - c) <= 0.5 and abs(y - r) <= 1.01 for c, r in drawn)


@pytest.mark.parametrize(
    ("dots", "character"),
    [([(0, 0)], "⠁"), ([(1, 3)], "⢀"), ([(0, 0), (0, 1), (0, 2), (0, 3)], "⡇"), ([(1, 0), (0, 3)], "⡈")],
)  # fmt: skip
def test_dots_become_braille(dots: list[tuple[int, int]], character: str) -> None:
    canvas = Dots(1, 1)
    canvas.add(np.array([x for x, _ in dots]), np.array([y for _, y in dots]), 3)
    assert list(canvas.characters()) == [(0, 0, character, 3)]


def test_curves_that_meet_in_a_cell_both_keep_their_dots() -> None:
    canvas = Dots(2, 1)
    canvas.add(np.array([0, 2]), np.array([0, 0]), 1)
    canvas.add(np.array([0]), np.array([3]), 2)
    assert list(canvas.characters()) == [(0, 0, "⡁", 2), (0, 1, "⠁", 1)]
