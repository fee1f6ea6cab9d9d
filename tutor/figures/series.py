"""The layers of a plot made ready: their points on the axes' scales, and the symbol each series goes by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tutor.figures.canvas import Canvas
from tutor.figures.contours import level_lines
from tutor.figures.dots import ACROSS, DOWN, Dots, Indices
from tutor.figures.figure import Contours, Figure, Line
from tutor.figures.grid import ink_of
from tutor.figures.heading import Entry
from tutor.figures.panel import Cell
from tutor.figures.scale import Floats, Span, on_scale
from tutor.figures.strokes import rasterise, scatter, trace

SYMBOLS = "●▲■◆○△□◇★✚"
"""What tells curves apart without colour, in this order."""
_COLUMNS_PER_SYMBOL = 10


@dataclass(frozen=True, eq=False)
class Series:
    """A layer with its points in the axes' coordinates; the surface's heights for contours."""

    layer: Line | Contours
    x: Floats
    y: Floats
    symbol: str | None = None
    marked: bool = False
    """The symbol is put here and there on the curve, to tell it from others, not on every point."""

    @property
    def entry(self) -> Entry:
        """The line of the legend."""
        joined = isinstance(self.layer, Contours) or self.layer.joined
        if self.symbol is None:
            return Entry("⠒⠒" if joined else "⠢⠔", self.layer.label, self.layer.role)
        return Entry(self.symbol, self.layer.label, self.layer.role, f"⠒{self.symbol}⠒" if joined else "")


def prepare(figure: Figure) -> list[Series]:
    """Put the points of a figure's curves on its scales and choose symbols; contours come first, below the rest."""
    layers = [layer for layer in figure.layers if isinstance(layer, Line | Contours)]
    layers.sort(key=lambda layer: not isinstance(layer, Contours))
    several = sum(bool(layer.label) for layer in layers) > 1
    taken = {layer.symbol for layer in layers if isinstance(layer, Line)}
    free = iter([symbol for symbol in SYMBOLS if symbol not in taken] + list(SYMBOLS) * len(layers))
    found = []
    for layer in layers:
        x, y = on_scale(layer.x, figure.x.scale), on_scale(layer.y, figure.y.scale)
        own = layer.symbol if isinstance(layer, Line) else None
        marked = several and isinstance(layer, Line) and bool(layer.label) and own is None
        found.append(Series(layer, x, y, next(free) if marked else own, marked))
    return found


def extent(series: Sequence[Series], within: Span | None = None) -> tuple[list[Floats], list[Floats]]:
    """Give the x and the y coordinates of every point that can be drawn (and lies within a stretch of x)."""
    xs, ys = [], []
    for item in series:
        x, y = item.x, item.y
        if isinstance(item.layer, Line):
            there = np.isfinite(x) & np.isfinite(y)
            if within is not None:
                there &= (x >= within.low) & (x <= within.high)
            x, y = x[there], y[there]
        elif not np.isfinite(item.layer.z).any():
            continue
        xs.append(x)
        ys.append(y)
    return xs, ys


def cells(series: Sequence[Series], canvas: Canvas) -> list[Cell]:
    """Draw the series on a canvas: level lines, over them the curves, over those the symbols."""
    under, over = Dots(canvas.columns, canvas.rows), Dots(canvas.columns, canvas.rows)
    here_and_there: list[Cell] = []
    everywhere: list[Cell] = []
    count = sum(item.marked for item in series)
    turns = iter(range(count))
    for item in series:
        ink = ink_of(item.layer.role)
        if isinstance(item.layer, Contours):
            under.add(*_level_dots(item, item.layer, canvas), ink)
            continue
        across, down = canvas.across(item.x), canvas.down(item.y)
        if item.layer.joined or item.symbol is None or item.marked:
            dots = (trace if item.layer.joined else scatter)(across, down, canvas.width, canvas.height)
            over.add(*dots, ink)
        if item.marked:
            here_and_there += _markers(item, next(turns), count, dots, canvas)
        elif item.symbol is not None:
            everywhere += _symbols(
                item.symbol, scatter(across, down, canvas.width, canvas.height), canvas, ink
            )
    return [*under.characters(), *over.characters(), *here_and_there, *everywhere]


def _level_dots(item: Series, layer: Contours, canvas: Canvas) -> tuple[Indices, Indices]:
    """Draw level lines; a grid finer than the dots is thinned first."""
    columns, rows = _thinned(item.x.size, canvas.width), _thinned(item.y.size, canvas.height)
    heights = np.asarray(layer.z, dtype=np.float64)[np.ix_(rows, columns)]
    across, down = canvas.across(item.x[columns]), canvas.down(item.y[rows])
    # What a logarithmic axis cannot show is a gap in the surface.
    heights[np.isnan(down), :] = np.nan
    heights[:, np.isnan(across)] = np.nan
    levels = np.asarray(layer.levels, dtype=np.float64)
    return rasterise(level_lines(across, down, heights, levels), canvas.width, canvas.height)


def _thinned(size: int, dots: int) -> Indices:
    """Give at most so many positions, evenly spread, with both ends."""
    return np.unique(np.linspace(0, size - 1, min(size, dots)).astype(np.intp))


def _markers(
    item: Series, number: int, count: int, dots: tuple[Indices, Indices], canvas: Canvas
) -> Iterable[Cell]:
    """Put a curve's symbol on it at columns that no other curve uses, so that one shows where curves coincide."""
    columns, rows = dots[0] // ACROSS, dots[1] // DOWN
    if columns.size == 0:
        return
    times = min(max(round(canvas.columns / _COLUMNS_PER_SYMBOL / count), 2), 4)
    found = []
    for turn in range(times):
        column = int((turn + (number + 0.5) / count) / times * canvas.columns)
        found.append(np.nonzero(columns == column)[0])
    places = [indices[indices.size // 2] for indices in found if indices.size] or [columns.size // 2]
    for place in places:
        yield int(rows[place]), int(columns[place]), item.symbol or "", ink_of(item.layer.role)


def _symbols(symbol: str, dots: tuple[Indices, Indices], canvas: Canvas, ink: int) -> Iterable[Cell]:
    """Put a symbol into every cell that holds a point."""
    for cell in np.unique(dots[1] // DOWN * canvas.columns + dots[0] // ACROSS).tolist():
        yield cell // canvas.columns, cell % canvas.columns, symbol, ink
