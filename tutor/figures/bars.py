"""Bars drawn sideways: a name, a bar, and its value in print."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tutor.figures.canvas import Canvas
from tutor.figures.figure import Axis, Bars, Figure, Reference, Role
from tutor.figures.grid import Grid, ink_of
from tutor.figures.heading import Legend, Rows, make_legend, share_rows, write_centred
from tutor.figures.message import NO_VALUES, NOTHING, NOTHING_ON_LOG, TOO_SMALL
from tutor.figures.numbers import number
from tutor.figures.panel import Cell, Panel, Rule
from tutor.figures.references import Composed, Site, locate, name_lines, rules, settle
from tutor.figures.scale import Floats, Span, on_scale, span_of
from tutor.figures.text import cell_width, shorten

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_WIDEST_PITCH = 2
_FEWEST_COLUMNS = 5


@dataclass(frozen=True)
class _Bar:
    name: str
    place: float
    """The value on the axis's scale; NaN leaves the bar out."""
    text: str
    role: Role


def draw_bars(figure: Figure, width: int, height: int) -> Grid | str:
    """Draw bars; a sentence comes back where there is nothing to draw or no room."""
    layers = [layer for layer in figure.layers if isinstance(layer, Bars)]
    bars = [bar for layer in layers for bar in _bars(layer, figure.x)]
    if not bars:
        return NO_VALUES
    places = np.array([bar.place for bar in bars])
    if np.isnan(places).all():
        finite = any(np.isfinite(np.asarray(layer.values, dtype=np.float64)).any() for layer in layers)
        return NOTHING_ON_LOG if finite else NOTHING
    return settle(_Chart(figure, bars, _span(figure.x, places), width, height).compose)


def _bars(layer: Bars, axis: Axis) -> Iterator[_Bar]:
    places = on_scale(layer.values, axis.scale).tolist()
    texts = [number(float(value)) for value in layer.values] if layer.texts is None else layer.texts
    for name, place, text in zip(layer.names, places, texts, strict=True):
        yield _Bar(name, place, text, layer.role)


def _span(axis: Axis, places: Floats) -> Span:
    """Choose the axis: from zero, or on a log scale from the power of ten below the smallest value."""
    start = 0.0 if axis.scale == "linear" else float(np.ceil(np.nanmin(places)) - 1)
    span = span_of(axis, [places, np.array([start])])
    assert span is not None  # the start is always finite
    return span


@dataclass(frozen=True)
class _Chart:
    """What is drawn and how much room there is."""

    figure: Figure
    bars: Sequence[_Bar]
    x: Span
    width: int
    height: int

    @property
    def name_room(self) -> int:
        """Columns for the names; a third of the width at most."""
        return min(max(cell_width(bar.name) for bar in self.bars), self.width // 3)

    @property
    def canvas(self) -> Canvas:
        """Where the bars grow; the printed values lie to its right."""
        text_room = max(cell_width(bar.text) for bar in self.bars) + 1
        return Canvas(self.width - self.name_room - 1 - text_room, 1, self.x, Span(0, 1))

    def compose(self, in_legend: Sequence[Reference]) -> Composed:
        """Lay everything out with the names of some reference lines in the legend."""
        if self.canvas.columns < _FEWEST_COLUMNS:
            return TOO_SMALL
        located = locate([item for item in self.figure.references if item.axis == "x"], self.canvas)
        legend = make_legend([item.entry for item in located if item.reference in in_legend], self.width)
        labels = bool(self.figure.x.label or self.figure.y.label) or any(item.name for item in located)
        wanted = Rows(bool(self.figure.title), len(legend.lines), labels, 0, 0)
        rows = share_rows(self.height, wanted, 0, min(len(self.bars), 2))
        if rows is None:
            return TOO_SMALL
        grid = Grid(self.width, self.height)
        self._write_heading(grid, rows, legend)
        panel = self._draw_bars(grid, rows, rules(located))
        names = rows.top - 1 if rows.names else None
        site = Site(rows.top, self.name_room + panel.margin, panel.columns, panel.rows, names)
        return grid, name_lines(grid, site, [item for item in located if item.reference not in in_legend])

    def _draw_bars(self, grid: Grid, rows: Rows, lines: tuple[Rule, ...]) -> Panel:
        """Draw as many bars as there are rows for, and say how many are missing."""
        count = len(self.bars)
        shown = count if count <= rows.canvas else rows.canvas - 1
        pitch = min(max(rows.canvas // count, 1), _WIDEST_PITCH)
        places = [(bar, turn * pitch) for turn, bar in enumerate(self.bars[:shown])]
        drawn = [cell for bar, row in places for cell in self._cells(bar, row)]
        columns = self.width - self.name_room - 1
        panel = Panel(columns, max(shown * pitch, 1), rules=lines, x_axis=False, cells=drawn)
        panel.draw_on(grid, rows.top, self.name_room)
        for bar, row in places:
            name = shorten(bar.name, self.name_room)
            grid.write(rows.top + row, self.name_room - cell_width(name), name)
            grid.write(rows.top + row, self.name_room + panel.margin + self._end(bar) + 1, bar.text)
        if shown < count:
            write_centred(grid, rows.top + panel.rows, f"and {count - shown} more", "muted")
        return panel

    def _write_heading(self, grid: Grid, rows: Rows, legend: Legend) -> None:
        if rows.title:
            write_centred(grid, 0, self.figure.title, "strong")
        legend.cut_to(rows.legend, self.width).write_on(grid, rows.title)
        if rows.names:
            grid.write(rows.top - 1, 0, shorten(self.figure.y.label, self.name_room))
            scale = " (log scale)" if self.x.scale == "log" else ""
            grid.write(rows.top - 1, self.name_room + 1, self.figure.x.label + scale)

    def _reach(self, bar: _Bar) -> tuple[float, float]:
        """Give both ends of a bar in cells from the left; equal where there is no bar."""
        base = 0.0 if self.x.scale == "log" else max(min(self._cells_to(0.0), self.canvas.columns), 0.0)
        end = base if np.isnan(bar.place) else max(min(self._cells_to(bar.place), self.canvas.columns), 0.0)
        return min(base, end), max(base, end)

    def _cells_to(self, place: float) -> float:
        return float(self.x.fraction(np.array([place]))[0]) * self.canvas.columns

    def _end(self, bar: _Bar) -> int:
        return math.ceil(self._reach(bar)[1])

    def _cells(self, bar: _Bar, row: int) -> Iterator[Cell]:
        """Draw a bar in eighths of a cell; a value that is not zero always leaves a trace."""
        start, end = self._reach(bar)
        characters = _blocks(start, end)
        if not characters and end > start:
            characters = {int(start): _EIGHTHS[1]}
        for column, character in characters.items():
            yield row, column, character, ink_of(bar.role)


def _blocks(start: float, end: float) -> dict[int, str]:
    """Fill the cells from start to end: whole ones, a half at the left end, eighths at the right."""
    first, last = math.floor(start), math.floor(end)
    blocks = dict.fromkeys(range(first, last), _EIGHTHS[8])
    if first < last and start - first >= 0.25:
        blocks[first] = "▐" if start - first < 0.75 else " "
    eighths = int((end - max(last, start)) * 8 + 0.5)
    if eighths:
        blocks[last] = _EIGHTHS[eighths]
    return {column: block for column, block in blocks.items() if block != " "}
