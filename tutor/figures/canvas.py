"""The stretch of the plane that is drawn, and the cells and dots it is drawn with."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from tutor.figures.dots import ACROSS, DOWN
from tutor.figures.marks import Mark, marks_along, marks_down
from tutor.figures.scale import Floats, Span

_FEWEST_COLUMNS, _FEWEST_ROWS = 12, 6
_LONGEST = 1e300


@dataclass(frozen=True)
class Canvas:
    """`columns` × `rows` cells that show `x` from left to right and `y` from bottom to top."""

    columns: int
    rows: int
    x: Span
    y: Span

    @property
    def width(self) -> int:
        """Dots across."""
        return self.columns * ACROSS

    @property
    def height(self) -> int:
        """Dots from top to bottom."""
        return self.rows * DOWN

    def across(self, places: Floats) -> Floats:
        """Map x coordinates to dots from the left."""
        return self.x.fraction(places) * (self.width - 1)

    def down(self, places: Floats) -> Floats:
        """Map y coordinates to dots from the top."""
        return (1 - self.y.fraction(places)) * (self.height - 1)

    def column(self, place: float) -> int | None:
        """Give the cell that an x coordinate falls into; None outside the canvas."""
        return _cell(self.across(np.array([place]))[0], self.width, ACROSS)

    def row(self, place: float) -> int | None:
        """Give the cell, from the top, that a y coordinate falls into; None outside the canvas."""
        return _cell(self.down(np.array([place]))[0], self.height, DOWN)

    def with_equal_units(self) -> Canvas:
        """Make one unit of x as long as one of y: shrink the canvas along the shorter side, else show more."""
        if self.x.scale != self.y.scale or max(self.x.length, self.y.length) > _LONGEST:
            return self  # a decade has no length in units, and more than the largest float cannot be shown
        unit_x, unit_y = self.x.length / (self.width - 1), self.y.length / (self.height - 1)
        if unit_x > unit_y:
            wanted = math.ceil((self.y.length / unit_x + 1) / DOWN)
            rows = min(self.rows, max(wanted, _FEWEST_ROWS))
            return replace(self, rows=rows, y=self.y.widened(unit_x * (rows * DOWN - 1)))
        wanted = math.ceil((self.x.length / unit_y + 1) / ACROSS)
        columns = min(self.columns, max(wanted, _FEWEST_COLUMNS))
        return replace(self, columns=columns, x=self.x.widened(unit_y * (columns * ACROSS - 1)))

    def x_marks(self, left: int, reserved: int = 0) -> tuple[Mark, ...]:
        """Choose ticks whose labels stand apart; see `marks_along`."""
        return marks_along(
            lambda most: [(self.column(tick.place), tick.label) for tick in self.x.ticks(most)],
            self.columns,
            left,
            reserved,
        )

    def y_marks(self) -> tuple[Mark, ...]:
        """Choose ticks on rows of their own."""
        return marks_down(
            lambda most: [(self.row(tick.place), tick.label) for tick in self.y.ticks(most)], self.rows
        )


def _cell(dot: float, dots: int, per_cell: int) -> int | None:
    nearest = math.floor(dot + 0.5) if math.isfinite(dot) else -1
    return nearest // per_cell if 0 <= nearest < dots else None
