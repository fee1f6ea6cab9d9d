"""A picture as data: what is drawn and how it is labelled, free of any renderer.

Every array is one-dimensional unless said otherwise. A value that is NaN or infinite is a gap.
Colours are named by what they mean (a `Role`); whoever shows the picture maps them to a theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tutor.figures.text import cell_width

Values = NDArray[np.float64] | Sequence[float]
Scale = Literal["linear", "log"]
Role = Literal[
    "first", "second", "third", "fourth", "fifth", "sixth", "right", "wrong", "reference", "muted", "strong"
]


@dataclass(frozen=True)
class Axis:
    """One axis: its label (with the unit), scale and limits; a limit of None follows the data."""

    label: str
    scale: Scale = "linear"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Line:
    """Points (x, y) joined in order; `joined=False` scatters them. An empty label stays out of the legend."""

    x: Values
    y: Values
    label: str = ""
    role: Role = "first"
    joined: bool = True
    symbol: str | None = None
    """One character drawn at every point, such as '●'; None draws fine dots.

    Where several layers have a label, a line without a symbol gets one here and there, so that it
    can be told from the others without colour.
    """

    def __post_init__(self) -> None:
        if np.shape(self.x) != np.shape(self.y) or np.ndim(self.x) != 1:
            raise ValueError(
                f"x and y must be equally long lists, not of shape {np.shape(self.x)} and {np.shape(self.y)}."
            )
        if self.symbol is not None and cell_width(self.symbol) != 1:
            raise ValueError(f"symbol must be one character, one cell wide, not {self.symbol!r}.")


@dataclass(frozen=True)
class Bars:
    """One bar for each name, drawn sideways with its value printed: memory, parameters a layer.

    Several `Bars` in a figure follow one another; `Axis.label` of x names what is measured.
    """

    names: Sequence[str]
    values: Values
    role: Role = "first"
    texts: Sequence[str] | None = None
    """What is printed beside each bar; None prints the value."""

    def __post_init__(self) -> None:
        if not len(self.names) == len(self.values) == len(self.texts or self.names):
            raise ValueError("names, values and texts must be equally long.")


@dataclass(frozen=True)
class Contours:
    """Level lines of z over a grid: x has n values, y has m, z has shape (m, n), row i at y[i]."""

    x: Values
    y: Values
    z: NDArray[np.float64]
    levels: Values
    role: Role = "muted"
    label: str = ""

    def __post_init__(self) -> None:
        if np.shape(self.z) != (len(self.y), len(self.x)):
            raise ValueError(
                f"z must have shape {(len(self.y), len(self.x))} (y by x), not {np.shape(self.z)}."
            )


@dataclass(frozen=True)
class Cells:
    """A grid of cells in classes: `kind` has shape (rows, columns) of integers into `meaning`.

    `meaning[i]` is the (symbol, words, role) of class i; row 0 is drawn at the top. Rows and columns
    are numbered from the low limits of the figure's axes (0 without).
    """

    kind: NDArray[np.int_]
    meaning: Sequence[tuple[str, str, Role]]

    def __post_init__(self) -> None:
        kind = np.asarray(self.kind)
        if kind.ndim != 2:
            raise ValueError(f"kind must have rows and columns, not shape {kind.shape}.")
        if kind.size and not 0 <= kind.min() <= kind.max() < len(self.meaning):
            raise ValueError(
                f"kind must hold whole numbers from 0 to {len(self.meaning) - 1}, one for each meaning."
            )
        if any(cell_width(symbol) != 1 for symbol, _, _ in self.meaning):
            raise ValueError("every symbol in meaning must be one character, one cell wide.")


@dataclass(frozen=True)
class Reference:
    """A straight line across the picture at `value` of an axis.

    The value is printed after the label, as in "limit = 0.38197"; a label that has an = of its own
    is printed as it is, and an empty one leaves the line without a name.
    """

    axis: Literal["x", "y"]
    value: float
    label: str
    role: Role = "reference"


Layer = Line | Bars | Contours | Cells


@dataclass(frozen=True)
class Figure:
    """A picture: layers over common axes, reference lines, and one sentence that says what it shows.

    Lines and contours share a picture; `Bars` and `Cells` have one to themselves.
    """

    title: str
    caption: str
    layers: Sequence[Layer]
    x: Axis = Axis("")
    y: Axis = Axis("")
    references: Sequence[Reference] = ()
    equal: bool = False
    """Keep one unit of x as long as one unit of y (contours and paths)."""


@dataclass(frozen=True)
class Run:
    """Characters of one row that share a role; None is the plain colour of text."""

    text: str
    role: Role | None = None


@dataclass(frozen=True)
class Drawing:
    """A figure drawn at a size: `rows` of runs, each row exactly as wide as was asked (in cells)."""

    rows: tuple[tuple[Run, ...], ...]

    @property
    def text(self) -> str:
        """The drawing without colour, one line a row."""
        return "\n".join("".join(run.text for run in row) for row in self.rows)
