"""Reference lines: what they are called, and a place for the name where it covers nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tutor.figures.canvas import Canvas
from tutor.figures.figure import Reference
from tutor.figures.grid import Grid, ink_of
from tutor.figures.heading import Entry
from tutor.figures.numbers import number
from tutor.figures.panel import Rule
from tutor.figures.scale import on_scale
from tutor.figures.text import cell_width

_LOOKS = {"x": "│", "y": "─"}


@dataclass(frozen=True)
class Located:
    """A reference line and the cell it falls into; None where it lies outside the picture."""

    reference: Reference
    cell: int | None

    @property
    def name(self) -> str:
        """The label with the value, as in "limit = 0.38197"; a label with an = of its own is kept."""
        label = self.reference.label
        return label if not label or "=" in label else f"{label} = {number(self.reference.value)}"

    @property
    def entry(self) -> Entry:
        """The line of the legend, for a name that found no place beside its line."""
        outside = "" if self.cell is not None else " (outside the picture)"
        return Entry(_LOOKS[self.reference.axis], self.name + outside, self.reference.role)


def locate(references: Sequence[Reference], canvas: Canvas) -> list[Located]:
    """Find the cell of every reference line."""
    found = []
    for reference in references:
        across = reference.axis == "x"
        place = float(on_scale(reference.value, (canvas.x if across else canvas.y).scale)[0])
        cell = None if math.isnan(place) else (canvas.column if across else canvas.row)(place)
        found.append(Located(reference, cell))
    return found


def rules(located: Sequence[Located]) -> tuple[Rule, ...]:
    """Make the lines for plotext to draw."""
    return tuple(
        Rule(item.reference.axis, item.cell, ink_of(item.reference.role))
        for item in located
        if item.cell is not None
    )


@dataclass(frozen=True)
class Site:
    """Where on the grid a canvas lies, and the row of names above it (None if there is none)."""

    top: int
    left: int
    columns: int
    rows: int
    names: int | None


def name_lines(grid: Grid, site: Site, located: Sequence[Located]) -> list[Reference]:
    """Write every name where there is room, and return the references whose name has no place."""
    homeless = []
    for item in located:
        if not item.name:
            continue
        spots = _beside(grid, site, item) if item.cell is not None else iter(())
        spot = next(spots, None)
        if spot is None:
            homeless.append(item.reference)
        else:
            row, column = spot
            grid.write(row, column - 1, f" {item.name} ", item.reference.role)
    return homeless


def _beside(grid: Grid, site: Site, item: Located) -> Iterator[tuple[int, int]]:
    """Give the free places for a name with a blank at each end, the best first."""
    cell, length = item.cell or 0, cell_width(item.name)
    if item.reference.axis == "x":
        yield from _above(grid, site, site.left + cell, length)
        yield from _at_side(grid, site, site.left + cell, length)
    else:
        yield from _along(grid, site, site.top + cell, length)


def _above(grid: Grid, site: Site, column: int, length: int) -> Iterator[tuple[int, int]]:
    """Over the upper end of an upright line."""
    if site.names is None:
        return
    for start in (column - length // 2, column, column - length + 1):
        start = max(min(start, grid.width - length - 1), 1)
        if grid.is_blank(site.names, start - 1, min(start + length + 2, grid.width)):
            yield site.names, start


def _at_side(grid: Grid, site: Site, column: int, length: int) -> Iterator[tuple[int, int]]:
    """Right or left of an upright line, the higher the better."""
    for row in range(site.top, site.top + site.rows):
        if column + length + 2 < site.left + site.columns and grid.is_blank(
            row, column + 1, column + length + 3
        ):
            yield row, column + 2
        start = column - length - 1
        if start > site.left and grid.is_blank(row, start - 1, column):
            yield row, start


def _along(grid: Grid, site: Site, row: int, length: int) -> Iterator[tuple[int, int]]:
    """In a level line, or just over or under it, the further right the better."""
    end = site.left + site.columns
    starts = range(end - length - 2, site.left + 1, -1)
    for start in starts:
        if grid.is_filled(row, start - 1, start + length + 1, "─"):
            yield row, start
    for line in (row - 1, row + 1):
        if site.top <= line < site.top + site.rows:
            yield from ((line, s) for s in starts if grid.is_blank(line, s - 1, s + length + 1))


Composed = tuple[Grid, list[Reference]] | str
"""A drawing with the references whose names found no place, or a sentence that says why there is none."""


def settle(compose: Callable[[Sequence[Reference]], Composed]) -> Grid | str:
    """Compose a drawing; move names that find no place beside their lines to the legend, and compose again."""
    in_legend: list[Reference] = []
    while True:
        composed = compose(in_legend)
        if isinstance(composed, str):
            return composed
        grid, homeless = composed
        if not homeless:
            return grid
        in_legend += homeless
