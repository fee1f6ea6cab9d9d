"""Level lines of a function on a grid, found by marching squares."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tutor.figures.dots import Indices
from tutor.figures.scale import Floats
from tutor.figures.strokes import Segments

# Corners of a square: 0 is (row i, column j), 1 (i, j+1), 2 (i+1, j+1), 3 (i+1, j); edge k joins corner k
# with the next. A case counts 2^k for every corner k above the level; its row names the edges joined by the
# line, and in the two saddles (5 and 10) by a second line.
_JOINS = np.array(
    [
        [(-1, -1), (-1, -1)], [(3, 0), (-1, -1)], [(0, 1), (-1, -1)], [(3, 1), (-1, -1)],
        [(1, 2), (-1, -1)], [(3, 0), (1, 2)], [(0, 2), (-1, -1)], [(3, 2), (-1, -1)],
        [(2, 3), (-1, -1)], [(2, 0), (-1, -1)], [(0, 1), (2, 3)], [(2, 1), (-1, -1)],
        [(1, 3), (-1, -1)], [(1, 0), (-1, -1)], [(0, 3), (-1, -1)], [(-1, -1), (-1, -1)],
    ]
)  # fmt: skip
_CORNERS = np.array([[[0, 0], [0, 1]], [[0, 1], [1, 1]], [[1, 1], [1, 0]], [[1, 0], [0, 0]]])
"""The (row, column) steps from the square's first corner to both ends of each edge."""


def level_lines(across: Floats, down: Floats, heights: Floats, levels: Floats) -> Segments:
    """Find where a surface over a grid crosses some levels, as straight pieces inside the grid's squares.

    Args:
        across: coordinate of each of the n columns of the grid.
        down: coordinate of each of its m rows.
        heights: the surface, shape (m, n); a square with a corner that is not finite is left out.
        levels: the heights of the lines.

    Returns:
        The ends of the pieces, four arrays of equal length.
    """
    which, row, column, case = _cases(heights, levels)
    joins = _JOINS[case]
    square, line = np.nonzero(joins[:, :, 0] >= 0)
    row, column, level = row[square], column[square], levels[which[square]]
    first, last = joins[square, line, 0], joins[square, line, 1]
    start = _crossing(across, down, heights, level, row, column, first)
    return start + _crossing(across, down, heights, level, row, column, last)


def _cases(heights: Floats, levels: Floats) -> tuple[Indices, Indices, Indices, Indices]:
    """Find the squares that each level crosses: (level, row, column, case), one entry for each."""
    above = (heights > levels[:, None, None]).astype(np.uint8)
    case = above[:, :-1, :-1] | above[:, :-1, 1:] << 1 | above[:, 1:, 1:] << 2 | above[:, 1:, :-1] << 3
    known = np.isfinite(heights)
    whole = known[:-1, :-1] & known[:-1, 1:] & known[1:, 1:] & known[1:, :-1]
    which, row, column = np.nonzero((case > 0) & (case < 15) & whole)
    found = case[which, row, column].astype(np.intp)
    # Where the middle of a saddle lies above the level, it is the low corners that the lines cut off.
    saddle = (found == 5) | (found == 10)
    r, c = row[saddle], column[saddle]
    middle = (heights[r, c] / 4 + heights[r, c + 1] / 4) + (heights[r + 1, c] / 4 + heights[r + 1, c + 1] / 4)
    found[saddle] = np.where(middle > levels[which[saddle]], 15 - found[saddle], found[saddle])
    return which, row, column, found


def _crossing(
    across: Floats,
    down: Floats,
    heights: Floats,
    level: Floats,
    row: Indices,
    column: Indices,
    edge: NDArray[np.intp],
) -> tuple[Floats, Floats]:
    """Interpolate where each level crosses an edge of its square."""
    (r0, c0), (r1, c1) = ((row + _CORNERS[edge, end, 0], column + _CORNERS[edge, end, 1]) for end in (0, 1))
    here, there = heights[r0, c0], heights[r1, c1]
    # Halves, because two heights of opposite sign may differ by more than the largest float.
    rise = there / 2 - here / 2
    part = np.divide(level / 2 - here / 2, rise, out=np.full(rise.shape, 0.5), where=rise != 0)
    return across[c0] + part * (across[c1] - across[c0]), down[r0] + part * (down[r1] - down[r0])
