"""A grid of cells in classes, each drawn with its symbol: what a unit sees, which weights are kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from tutor.figures.figure import Axis, Cells, Figure
from tutor.figures.grid import Grid, ink_of
from tutor.figures.heading import Entry, Legend, Rows, make_legend, share_rows, write_centred
from tutor.figures.marks import Proposal, label_room, marks_along, marks_down
from tutor.figures.message import NO_VALUES, TOO_SMALL
from tutor.figures.numbers import number
from tutor.figures.panel import Cell, Panel
from tutor.figures.text import cell_width, shorten
from tutor.figures.ticks import whole_ticks

Kinds = np.ndarray[tuple[int, int], np.dtype[np.int_]]

_AXIS_ROWS = 2
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 4
_LARGEST = 4


@dataclass(frozen=True)
class _Raster:
    """How cells become characters: each takes down × across characters, or a block of them shares one."""

    down: int
    across: int
    shared: bool = False

    def size(self, rows: int, columns: int) -> tuple[int, int]:
        """Give the characters (rows, columns) that a grid takes."""
        if self.shared:
            return math.ceil(rows / self.down), math.ceil(columns / self.across)
        return rows * self.down, columns * self.across

    def row(self, index: int) -> int:
        """Give the row of characters in which a row of cells shows."""
        return index // self.down if self.shared else index * self.down + (self.down - 1) // 2

    def column(self, index: int) -> int:
        """Give the column of characters in which a column of cells shows."""
        return index // self.across if self.shared else index * self.across + (self.across - 1) // 2

    @property
    def words(self) -> str:
        """What the legend says about characters that stand for several cells."""
        return (
            f"one character: {self.down} × {self.across} cells, the rarest kind shows" if self.shared else ""
        )


def _raster(rows: int, columns: int, room_down: int, room_across: int) -> _Raster:
    """Choose the largest cells that fit, twice as wide as high because characters are higher than wide."""
    for down in range(_LARGEST, 0, -1):
        if rows * down <= room_down and columns * 2 * down <= room_across:
            return _Raster(down, 2 * down)
    if rows <= room_down and columns <= room_across:
        return _Raster(1, 1)
    down = math.ceil(rows / room_down)
    across = max(math.ceil(columns / room_across), 1)
    # A character that shows twice as many rows as columns keeps the grid's shape.
    return _Raster(max(down, 2 * across - 1), max(across, (down + 1) // 2), shared=True)


def draw_cells(figure: Figure, width: int, height: int) -> Grid | str:
    """Draw a grid of cells with its legend in words; a sentence comes back where there is nothing or no room."""
    layer = next(layer for layer in figure.layers if isinstance(layer, Cells))
    kind = np.atleast_2d(np.asarray(layer.kind))
    if kind.size == 0:
        return NO_VALUES
    entries = _entries(layer, kind)
    legend = make_legend(entries, width)
    fit = _fit(figure, kind, legend, width, height)
    if fit is not None and fit[1].shared:  # the legend says so, which may take a row from the grid
        legend = make_legend([*entries, Entry("", fit[1].words, None)], width)
        fit = _fit(figure, kind, legend, width, height)
    if fit is None:
        return TOO_SMALL
    rows, raster = fit
    if raster.shared:
        legend = make_legend([*entries, Entry("", raster.words, None)], width)
    down, across = raster.size(*kind.shape)
    y_marks = marks_down(_numbered(figure.y, kind.shape[0], raster.row), down)
    x_marks = marks_along(_numbered(figure.x, kind.shape[1], raster.column), across, label_room(y_marks) + 1)
    drawn = _characters(layer, _gathered(kind, raster), raster)
    panel = Panel(across, down, x_marks, y_marks, cells=drawn)
    grid = Grid(width, height)
    if rows.title:
        write_centred(grid, 0, figure.title, "strong")
    legend.cut_to(rows.legend, width).write_on(grid, rows.title)
    start = (width - panel.margin - across) // 2
    panel.draw_on(grid, rows.top, start)
    if rows.names:
        grid.write(rows.top - 1, start, figure.y.label)
    if rows.x_label:
        label = shorten(figure.x.label, across)
        grid.write(
            rows.top + down + _AXIS_ROWS, start + panel.margin + (across - cell_width(label)) // 2, label
        )
    return grid


def _entries(layer: Cells, kind: Kinds) -> list[Entry]:
    """Name the classes that occur."""
    present = set(np.unique(kind).tolist())
    return [
        Entry(symbol, words, role) for i, (symbol, words, role) in enumerate(layer.meaning) if i in present
    ]


def _fit(figure: Figure, kind: Kinds, legend: Legend, width: int, height: int) -> tuple[Rows, _Raster] | None:
    """Share the rows out and choose how large the cells are drawn."""
    wanted = Rows(bool(figure.title), len(legend.lines), bool(figure.y.label), 0, bool(figure.x.label))
    rows = share_rows(height, wanted, _AXIS_ROWS, _FEWEST_ROWS)
    (count, across), first = kind.shape, _first(figure.y)
    room = width - 1 - max(len(number(first)), len(number(first + count - 1)))
    if rows is None or room < _FEWEST_COLUMNS:
        return None
    return rows, _raster(count, across, rows.canvas, room)


def _first(axis: Axis) -> int:
    """Give the number of the first row or column: the axis's low limit, or 0."""
    return int(axis.low) if axis.low is not None and math.isfinite(axis.low) else 0


def _numbered(axis: Axis, count: int, cell: Callable[[int], int]) -> Proposal:
    """Propose whole numbers as ticks, each at the cell of its row or column."""
    first = _first(axis)

    def propose(most: int) -> list[tuple[int | None, str]]:
        return [(cell(index - first), number(index)) for index in whole_ticks(first, count, most)]

    return propose


def _gathered(kind: Kinds, raster: _Raster) -> Kinds:
    """Let one class stand for each block of cells: the one that is rarest in the whole grid."""
    if not raster.shared:
        return kind
    classes, counts = np.unique(kind, return_counts=True)
    down, across = np.arange(0, kind.shape[0], raster.down), np.arange(0, kind.shape[1], raster.across)
    gathered = np.zeros((down.size, across.size), dtype=kind.dtype)
    for value in classes[np.argsort(-counts, kind="stable")]:
        here = np.logical_or.reduceat(np.logical_or.reduceat(kind == value, down, axis=0), across, axis=1)
        gathered[here] = value
    return gathered


def _characters(layer: Cells, kind: Kinds, raster: _Raster) -> Iterator[Cell]:
    """Draw every cell; blocks such as █ fill it, other symbols stand apart."""
    looks = [(symbol, "▀" <= symbol <= "▟", ink_of(role)) for symbol, _, role in layer.meaning]
    down, across = (1, 1) if raster.shared else (raster.down, raster.across)
    for row, line in enumerate(kind.tolist()):
        for column, value in enumerate(line):
            symbol, fills, ink = looks[value]
            for below in range(down):
                for beside in range(0, across, 1 if fills else 2):
                    yield row * down + below, column * across + beside, symbol, ink
