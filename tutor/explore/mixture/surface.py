"""The plane of question 3: where the mixture is undecided, and where each expert is."""

from __future__ import annotations

import numpy as np

from tutor.explore.format import joined, number, vector
from tutor.explore.mixture.setting import Array, Setting
from tutor.explore.mixture.writing import named, output
from tutor.explore.mixture.wrong import WrongRule
from tutor.figures.figure import Axis, Contours, Figure, Line, Role

SURFACE = "Decision surface in the plane"
LEVELS = (0.1, 0.25, 0.75, 0.9)
_DECIMALS = 12
"""Of p; what is left behind them is rounding."""
_WIDEST = 1e15
_APART = 6
"""Columns of the grid from one ½ to the next."""
ROLES: tuple[Role, ...] = ("first", "second", "third", "fourth", "fifth", "sixth")


def surface(setting: Setting, wrong: WrongRule | None) -> Figure:
    """Draw level lines of p over the plane with every expert's boundary; words where x has not two coordinates."""
    if setting.d != 2:
        what = (
            f"x has {setting.d}"
            if setting.d > 1
            else "x has only 1; the picture along a line shows everything"
        )
        return Figure(SURFACE, f"A plane needs two coordinates, and {what}.", [])
    half = _half(setting)
    side = np.linspace(-half, half, 61)
    grid = np.stack(np.meshgrid(side, side), axis=-1)
    heights = np.round(setting.mixture.probability(grid), _DECIMALS)
    layers: list[Line | Contours] = [
        Contours(side, side, heights, LEVELS, "muted", f"p = {', '.join(map(number, LEVELS))}"),
    ]
    caption = _caption(setting, heights)
    if wrong is not None:
        values = np.round(wrong.value(setting.mixture, grid), _DECIMALS)
        layers += _line_at_half(side, values, f"your rule: {wrong.formula} = ½", "wrong", "×")
        if not values.min() < 0.5 < values.max():
            caption += f" {wrong.words.capitalize()} leaves no line at ½ here."
    layers += _boundaries(setting, half)
    layers += _line_at_half(side, heights, "p = ½", "right", "½")
    layers.append(Line(setting.x[:1], setting.x[1:], "x", "strong", joined=False, symbol="X"))
    return Figure(
        SURFACE, caption, layers, Axis("x₁", low=-half, high=half), Axis("x₂", low=-half, high=half)
    )


def _half(setting: Setting) -> float:
    """Return how far the picture reaches from the origin: beyond x, and to where an expert has made up its mind."""
    lengths = np.hypot(*setting.mixture.W.T)
    lengths = lengths[lengths > 0]
    decided = min(4 / float(np.median(lengths)), _WIDEST) if lengths.size else 0.0
    return max(1.25 * float(np.abs(setting.x).max()), decided) or 1.0


def _boundaries(setting: Setting, half: float) -> list[Line]:
    """Return the line w_k·x = 0 of every expert, through the whole picture."""
    lines = []
    for k, w in enumerate(setting.mixture.W):
        if w.any():
            ends = np.outer([-1, 1], _across(w)) * 2 * half
            lines.append(Line(ends[:, 0], ends[:, 1], f"{named('w', k)}·x = 0", ROLES[k]))
    return lines


def _across(w: Array) -> Array:
    """Return the direction at right angles to w, of length 1."""
    return np.array([-w[1], w[0]]) / float(np.hypot(*w))


def _line_at_half(side: Array, values: Array, label: str, role: Role, symbol: str) -> list[Contours | Line]:
    """Return the level line at ½ with its symbol on it, to be told from the others without colour."""
    x, up = _crossings(side, values)
    y, along = _crossings(side, values.T)
    if not x.size + y.size:
        return []
    marks = Line(np.append(x, along), np.append(up, y), label, role, joined=False, symbol=symbol)
    return [Contours(side, side, values, (0.5,), role), marks]


def _crossings(side: Array, values: Array) -> tuple[Array, Array]:
    """Return some columns of a grid, and where in them the values cross ½."""
    chosen = values[:, ::_APART]
    row, column = np.nonzero((chosen[1:] > 0.5) != (chosen[:-1] > 0.5))
    here, there = chosen[row, column], chosen[row + 1, column]
    return side[::_APART][column], side[row] + (0.5 - here) / (there - here) * (side[1] - side[0])


def _caption(setting: Setting, heights: Array) -> str:
    ones = [str(k + 1) for k in range(setting.K) if setting.inner[k] > 0]
    say = "says" if len(ones) == 1 else "say"
    noun = "expert" if len(ones) == 1 else "experts"
    who = f"{noun} {joined(ones)} of {setting.K} {say}" if ones else "no expert says"
    at = f"At x = {vector(setting.x)} {who} “rather 1”, and p = {output(setting)}"
    flat = float((heights == 0.5).mean())
    if flat == 1:
        return f"{at}; p = ½ everywhere."
    if flat > 0.05:
        return f"{at}; in a part of the plane p is ½ to {_DECIMALS} decimals."
    return f"{at}; p = ½ passes through 0, where every expert says ½; one logistic regression has a straight line."
