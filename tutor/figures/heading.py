"""What stands above a canvas: the title, the legend, and a line for the y label and the names of upright lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor.figures.figure import Role
from tutor.figures.grid import Grid
from tutor.figures.text import cell_width, shorten


@dataclass(frozen=True)
class Entry:
    """One item of the legend: the symbol it goes by, what it is, and perhaps a longer sample of its looks."""

    symbol: str
    text: str
    role: Role | None
    drawn: str = ""

    @property
    def sample(self) -> str:
        """How it looks in the picture, where there is room to show it."""
        return self.drawn or self.symbol


@dataclass(frozen=True)
class Rows:
    """How many rows each part of a drawing takes."""

    title: int
    legend: int
    names: int
    canvas: int
    x_label: int

    @property
    def top(self) -> int:
        """The row where the canvas begins."""
        return self.title + self.legend + self.names


def share_rows(height: int, wanted: Rows, axis: int, least: int) -> Rows | None:
    """Divide the height; in a low picture the canvas gets its half, at the cost of the other parts.

    Args:
        height: rows there are.
        wanted: rows each part would like (its canvas is not looked at).
        axis: rows the x axis and its labels take.
        least: rows of canvas below which nothing is drawn; None comes back then.
    """
    title, legend, names, x_label = wanted.title, wanted.legend, wanted.names, wanted.x_label

    def canvas() -> int:
        return height - axis - title - legend - names - x_label

    half = max(height // 2, least)
    if canvas() < half:
        x_label = 0
    if canvas() < half:
        legend = min(legend, 2)
    if canvas() < half:
        names = 0
    if canvas() < half:
        legend = min(legend, 1)
    if canvas() < half:
        title = 0
    if canvas() < least:
        legend = 0
    return Rows(title, legend, names, canvas(), x_label) if canvas() >= least else None


@dataclass(frozen=True)
class Legend:
    """The entries in lines that fit the width, each item with its role."""

    lines: tuple[tuple[tuple[str, Role | None], ...], ...]
    gap: int

    def free_at_left(self, width: int) -> int:
        """Columns left of the last line, which stands in the middle."""
        return (width - self._length(len(self.lines) - 1)) // 2 if self.lines else 0

    def _length(self, number: int) -> int:
        line = self.lines[number]
        return sum(cell_width(text) for text, _ in line) + self.gap * (len(line) - 1)

    def cut_to(self, count: int, width: int) -> Legend:
        """Keep so many lines; the last then ends with the number of entries left out."""
        if len(self.lines) <= count or count == 0:
            return replace(self, lines=self.lines[:count])
        last, hidden = list(self.lines[count - 1]), sum(map(len, self.lines[count:]))
        while last:
            note = (f"+{hidden} more", None)
            shorter = replace(self, lines=(*self.lines[: count - 1], (*last, note)))
            if shorter._length(count - 1) <= width:
                return shorter
            last.pop()
            hidden += 1
        return replace(self, lines=(*self.lines[: count - 1], ((f"+{hidden} more", None),)))

    def write_on(self, grid: Grid, row: int) -> None:
        """Write the lines from a row on, each in the middle."""
        for number, line in enumerate(self.lines):
            column = max((grid.width - self._length(number)) // 2, 0)
            for text, role in line:
                grid.write(row + number, column, text, role)
                column += cell_width(text) + self.gap


def make_legend(entries: Sequence[Entry], width: int) -> Legend:
    """Distribute the entries over lines; they stand closer together where that saves a line."""
    wide = _flow([f"{entry.sample} {entry.text}".strip() for entry in entries], entries, width, 3)
    close = _flow([f"{entry.symbol} {entry.text}".strip() for entry in entries], entries, width, 2)
    return close if len(close.lines) < len(wide.lines) else wide


def _flow(texts: Sequence[str], entries: Sequence[Entry], width: int, gap: int) -> Legend:
    lines: list[list[tuple[str, Role | None]]] = []
    used = 0
    for text, entry in zip(texts, entries, strict=True):
        text = shorten(text, width)
        length = cell_width(text)
        if not lines or used + gap + length > width:
            lines.append([])
            used = -gap
        lines[-1].append((text, entry.role))
        used += gap + length
    return Legend(tuple(map(tuple, lines)), gap)


def write_centred(grid: Grid, row: int, text: str, role: Role | None = None) -> None:
    """Write a text in the middle of a row, shortened if it must be."""
    text = shorten(text, grid.width)
    grid.write(row, (grid.width - cell_width(text)) // 2, text, role)
