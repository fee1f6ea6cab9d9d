"""From points to dots: a line thinned to the canvas, clipped to it, and drawn dot by dot."""

from __future__ import annotations

import numpy as np

from tutor.figures.dots import Indices
from tutor.figures.scale import Floats

Segments = tuple[Floats, Floats, Floats, Floats]
"""The ends (across, down) → (across, down) of straight pieces, in dots from the top left."""


def thin(across: Floats, down: Floats) -> tuple[Floats, Floats]:
    """Reduce consecutive points in one column of dots to where they enter, their extremes, and where they leave.

    So a spike survives however many points there are. Points that would lie within one dot of
    each other become one. Gaps (NaN) stay gaps, one NaN each.
    """
    column = np.floor(across + 0.5)
    gap = np.isnan(column) | np.isnan(down)
    column[gap] = np.nan
    if column.size == 0:
        return column, down
    # NaN differs from NaN, but neighbouring gaps are one gap.
    changes = (column[1:] != column[:-1]) & ~(gap[1:] & gap[:-1])
    starts = np.concatenate(([0], np.nonzero(changes)[0] + 1))
    stops = np.append(starts[1:], column.size) - 1
    with np.errstate(invalid="ignore"):
        top = np.minimum.reduceat(down, starts)
        bottom = np.maximum.reduceat(down, starts)
    course = np.stack([down[starts], top, bottom, down[stops]], axis=1)
    flat = bottom - top < 1
    course[flat] = ((top + bottom) / 2)[flat, None]
    course[gap[starts]] = np.nan
    return np.repeat(column[starts], 4), course.ravel()


def segments(across: Floats, down: Floats) -> Segments:
    """Join neighbouring points that are both there; a point between two gaps becomes a piece of length 0."""
    there = ~(np.isnan(across) | np.isnan(down))
    joined = there[1:] & there[:-1]
    begin = np.nonzero(joined)[0]
    linked = np.zeros(there.size + 1, dtype=bool)
    linked[1:-1] = joined
    single = np.nonzero(there & ~linked[:-1] & ~linked[1:])[0]
    first = np.concatenate((begin, single))
    last = np.concatenate((begin + 1, single))
    return across[first], down[first], across[last], down[last]


def clip(pieces: Segments, width: int, height: int) -> Segments:
    """Cut pieces to the canvas of width × height dots (Liang and Barsky's parametric clipping)."""
    x0, y0, x1, y1 = pieces
    dx, dy = x1 - x0, y1 - y0
    enter, leave = np.zeros(x0.size), np.ones(x0.size)
    outside = np.zeros(x0.size, dtype=bool)
    walls = ((-dx, x0 + 0.5), (dx, width - 0.5 - x0), (-dy, y0 + 0.5), (dy, height - 0.5 - y0))
    for toward, room in walls:
        outside |= (toward == 0) & (room < 0)
        with np.errstate(over="ignore"):  # a piece that hardly moves meets the wall at infinity
            at = np.divide(room, toward, out=np.zeros(x0.size), where=toward != 0)
        enter = np.where(toward < 0, np.maximum(enter, at), enter)
        leave = np.where(toward > 0, np.minimum(leave, at), leave)
    keep = ~outside & (enter <= leave)
    x0, y0, dx, dy, enter, leave = (part[keep] for part in (x0, y0, dx, dy, enter, leave))
    return x0 + enter * dx, y0 + enter * dy, x0 + leave * dx, y0 + leave * dy


def rasterise(pieces: Segments, width: int, height: int) -> tuple[Indices, Indices]:
    """Give the dots (across, down) of straight pieces in drawing order, one for each step of the longer side."""
    x0, y0, x1, y1 = (np.floor(part + 0.5) for part in clip(pieces, width, height))
    dx, dy = x1 - x0, y1 - y0
    steps = np.maximum(np.maximum(np.abs(dx), np.abs(dy)), 1).astype(np.intp)
    total = int(steps.sum()) + steps.size
    ends = np.cumsum(steps + 1)
    which = np.repeat(np.arange(steps.size), steps + 1)
    along = (np.arange(total) - (ends - steps - 1)[which]) / steps[which]
    across = np.floor(x0[which] + dx[which] * along + 0.5).astype(np.intp)
    down = np.floor(y0[which] + dy[which] * along + 0.5).astype(np.intp)
    return np.clip(across, 0, width - 1), np.clip(down, 0, height - 1)


def trace(across: Floats, down: Floats, width: int, height: int) -> tuple[Indices, Indices]:
    """Give the dots of a line through points, in order along the line."""
    return rasterise(segments(*thin(across, down)), width, height)


def scatter(across: Floats, down: Floats, width: int, height: int) -> tuple[Indices, Indices]:
    """Give the dots of separate points; those outside the canvas are left out."""
    x, y = np.floor(across + 0.5), np.floor(down + 0.5)
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)  # NaN is never inside
    return x[inside].astype(np.intp), y[inside].astype(np.intp)
