"""Level lines lie where the surface has that height."""

import numpy as np
import pytest

from tutor.figures.contours import level_lines

GRID = np.linspace(-2, 2, 81)


def surface(function) -> np.ndarray:  # type: ignore[no-untyped-def]
    return function(GRID[None, :], GRID[:, None])


def test_level_lines_of_a_bowl_are_circles() -> None:
    x0, y0, x1, y1 = level_lines(GRID, GRID, surface(lambda x, y: x * x + y * y), np.array([1.0, 2.25]))
    radii = np.hypot(np.concatenate((x0, x1)), np.concatenate((y0, y1)))
    assert np.minimum(abs(radii - 1), abs(radii - 1.5)).max() < 2e-3
    length = np.hypot(x1 - x0, y1 - y0).sum()
    assert length == pytest.approx(2 * np.pi * (1 + 1.5), rel=2e-3), "closed circles, each drawn once"


def test_ends_meet_so_the_lines_are_unbroken() -> None:
    heights = surface(lambda x, y: y * y + (y - x) ** 2)
    x0, y0, x1, y1 = level_lines(GRID, GRID, heights, np.array([np.pi / 6]))
    ends = np.round(np.concatenate((np.stack((x0, y0)), np.stack((x1, y1))), axis=1), 9)
    _, counts = np.unique(ends, axis=1, return_counts=True)
    assert (counts == 2).all(), "an ellipse inside the grid: every end is shared by two pieces"


@pytest.mark.parametrize("middle_above", [False, True])
def test_a_saddle_is_opened_towards_its_middle(middle_above: bool) -> None:
    heights = np.array([[1.0, -1.0], [-1.0, 1.0]]) + (0.1 if middle_above else -0.1)
    x0, y0, x1, y1 = level_lines(np.array([0.0, 1]), np.array([0.0, 1]), heights, np.array([0.0]))
    assert x0.size == 2
    # A piece cuts off the corner nearest to its middle: a low one if the square's middle is high.
    nearest = np.round([(y0 + y1) / 2, (x0 + x1) / 2]).astype(int)
    assert ((heights[*nearest] < 0) == middle_above).all()


def test_squares_with_an_undefined_corner_are_left_out() -> None:
    heights = surface(lambda x, y: x + 0 * y)
    heights[:41] = np.nan
    heights[60] = np.inf
    _, y0, _, y1 = level_lines(GRID, GRID, heights, np.array([0.03]))
    assert min(y0.min(), y1.min()) == pytest.approx(GRID[41])
    assert not ((y0 > GRID[59] + 1e-9) & (y0 < GRID[61] - 1e-9)).any()


@pytest.mark.filterwarnings("error")
def test_huge_and_flat_surfaces_are_no_trouble() -> None:
    heights = np.array([[-1.7e308, 1.7e308]] * 2)
    x0, _, x1, _ = level_lines(np.array([0.0, 1]), np.array([0.0, 1]), heights, np.array([0.0]))
    assert (x0, x1) == (0.5, 0.5)
    assert (
        level_lines(GRID, GRID, surface(lambda x, y: 0 * x * y), np.array([0.0, np.nan, np.inf]))[0].size == 0
    )
    assert level_lines(GRID, GRID, surface(lambda x, y: x + y), np.zeros(0))[0].size == 0
