"""The canvas of a picture as plotext draws it: axes with their ticks, reference lines, and what lies on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from tutor.figures.grid import Grid, ink_of
from tutor.figures.marks import Mark, label_room, label_start

Cell = tuple[int, int, str, int]
"""Something drawn: row from the top, column from the left, character, ink."""

_INK_OF = {code: code for code in range(1, 256)}
"""Reads plotext's colours back as inks; its word for no colour is not among them."""


@dataclass(frozen=True)
class Rule:
    """A straight line across the canvas at a cell of one axis."""

    axis: Literal["x", "y"]
    cell: int
    ink: int


@dataclass(frozen=True)
class Panel:
    """A canvas of `columns` × `rows` cells with a y axis at its left and perhaps an x axis below."""

    columns: int
    rows: int
    x_marks: tuple[Mark, ...] = ()
    y_marks: tuple[Mark, ...] = ()
    rules: tuple[Rule, ...] = ()
    x_axis: bool = True
    cells: Iterable[Cell] = field(default=())

    @property
    def margin(self) -> int:
        """Columns left of the canvas: the y labels and the axis."""
        return label_room(self.y_marks) + 1

    def draw_on(self, grid: Grid, row: int, column: int) -> None:
        """Draw the panel with its top left corner at a cell of the grid."""
        matrix = self._built()
        inks = [[_INK_OF.get(code, 0) for code in line] for line in reversed(matrix.fullground)]
        grid.place(row, column, matrix.marker[::-1], inks)  # plotext counts rows from the bottom
        for mark in self.x_marks:
            start = column + self.margin + label_start(mark, self.columns, self.margin)
            grid.write(row + self.rows + 1, start, mark[1], "muted")

    def _built(self) -> Any:
        """Let plotext draw; its matrix of characters is read directly, because text with colour codes is slower."""
        below = int(self.x_axis) + bool(self.x_marks)  # plotext keeps no row for labels there are none of
        figure = _new_figure(self.margin + self.columns, self.rows + below)
        figure.xlim(0, max(self.columns - 1, 1))
        figure.ylim(0, max(self.rows - 1, 1))
        figure.xaxes(self.x_axis, False)
        figure.yaxes(True, False)
        # plotext shifts and drops labels that come close to others; blank ones keep their ticks.
        figure.xticks(*_split([(cell, " ") for cell, _ in self.x_marks]))
        figure.yticks(*_split([(self.rows - 1 - cell, label) for cell, label in self.y_marks]))
        figure.scatter([0], [0], marker=" ")  # plotext leaves an axis without data bare
        for rule in self.rules:
            if rule.axis == "x":
                figure.vertical_line(rule.cell, color=rule.ink)
            else:
                figure.horizontal_line(self.rows - 1 - rule.cell, color=rule.ink)
        figure.monitor.build_plot()
        matrix = figure.monitor.matrix
        bottom = self.rows - 1 + below
        left = self.margin
        for row, column, character, ink in self.cells:
            matrix.insert_element(left + column, bottom - row, character, ink)
        return matrix


def _new_figure(width: int, height: int) -> Any:
    """Make a plotext figure of its own: the one in plotext's module is shared by everybody."""
    from plotext._figure import _figure_class

    figure = _figure_class()
    figure._limit_size(False, False)  # else it is cut to the terminal that happens to be there
    figure.plot_size(width, height)
    figure.theme("clear")
    figure.ticks_color(ink_of("muted"))
    return figure


def _split(marks: Iterable[Mark]) -> tuple[list[int], list[str]]:
    pairs = list(marks)
    return [cell for cell, _ in pairs], [label for _, label in pairs]
