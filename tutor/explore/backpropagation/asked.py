"""What question 1 asks for, as wrong rules answer it, and the letters that their formulas are written in."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from tutor.compute.activations import swish_landmarks, swish_limit
from tutor.explore.backpropagation.setting import Array, Setting
from tutor.explore.comparison import Asked, Sweep
from tutor.explore.format import number, subscript, times
from tutor.explore.formulas import Formulas, grid, varied


def _batches(setting: Setting) -> Array:
    return np.unique(np.round(np.linspace(1, max(8, 2 * setting.batch), 60)))


def _around(setting: Setting) -> Array:
    return setting.x0 + np.linspace(-3, 3, 121)


BATCH = Sweep[Setting]("batch", _batches, lambda s: s.batch, lambda s, value: replace(s, batch=round(value)))
X0 = Sweep[Setting]("x₀", _around, lambda s: s.x0, varied("x0"))
BETA = Sweep[Setting]("β", lambda _: np.array([-1.0, 0.5, 2.0, 4.0]), lambda s: s.beta, varied("beta"))
X1 = Sweep[Setting]("x₁", grid(-4, 4, 121), lambda s: s.x1, varied("x1"))


def stored(setting: Setting) -> float:
    """Return the bytes of what must be stored."""
    return setting.kept_bytes


def _at(order: int) -> Callable[[Setting], float]:
    def value(setting: Setting) -> float:
        sides = setting.kink.one_sided(setting.x0, order)
        return math.nan if sides.value is None else sides.value

    return value


def _sides(setting: Setting) -> tuple[float, float]:
    sides = setting.kink.one_sided(setting.x0)
    return sides.left, sides.right


def _turn(setting: Setting) -> tuple[float, float]:
    if setting.beta == 0:
        return math.nan, math.nan
    turn = swish_landmarks(setting.beta).extremum
    return turn.x, setting.factor * turn.value


DIP = swish_landmarks(1.0).extremum
BYTES = Asked[Setting]("1.2", "bytes to store", stored, sweep=BATCH)
SLOPE = Asked[Setting]("1.3", "f′(x₀)", _at(1), sweep=X0)
SIDES = Asked[Setting]("1.3", "(left, right)", _sides, entries=lambda _: ["left", "right"])
BOTH = Asked[Setting](
    "1.4", "(f′, f″) at x₀", lambda s: (_at(1)(s), _at(2)(s)), entries=lambda _: ["f′(x₀)", "f″(x₀)"]
)
TO_ZERO = Asked[Setting](
    "1.5", "g(x₁) for β → 0", lambda s: s.factor * swish_limit(s.x1, 0), "c·x/2", sweep=X1
)
TO_INFINITY = Asked[Setting](
    "1.5", "g(x₁) for β → ∞", lambda s: s.factor * swish_limit(s.x1, math.inf), "c·max(x, 0)", sweep=X1
)
TURN = Asked[Setting]("1.5", "swish's minimum", _turn, entries=lambda _: ["x", "g(x)"], sweep=BETA)


def _told(values: Array) -> str:
    """Return the shape of a gradient, and its norm."""
    shape = (*values.shape, 1)[:2] if values.ndim else (1, 1)
    return f"{times(shape)}, norm {number(float(np.linalg.norm(values)))}"


def gradient(name: str) -> Asked[Setting]:
    """Return what is asked for a parameter, W1 to b3, or for a."""
    label = name if name == "a" else name[0] + subscript(int(name[1]))
    return Asked("1.1", f"∂L/∂{label}", lambda s: vars(s.gradients)[f"dL_d{name}"], written=_told)


LETTERS = Formulas[Setting](
    {
        "n": lambda s: s.n,
        "m": lambda s: s.m,
        "r": lambda s: s.r,
        "s": lambda s: s.s,
        "B": lambda s: s.batch,
        "k": lambda s: s.bytes,
        "c": lambda s: s.factor,
        "β": lambda s: s.beta,
        "x": lambda s: s.x1,
        "u": lambda _: DIP.x,
        "v": lambda _: DIP.value,
    },
    {
        "B": "the batch size",
        "k": "the bytes of a number",
        "u": f"= {number(DIP.x, 5)}",
        "v": f"= {number(DIP.value)}: where x·σ(x) is lowest, and how low",
    },
)
"""Sizes and bytes of the network; swish at x₁; u and v are where x·σ(x) is lowest, and how low."""

AT_X0 = Formulas[Setting](
    {
        "z": lambda s: s.x0,
        "x": lambda s: s.x0,
        "a": lambda s: s.kink.value(s.x0),
        "β": lambda s: s.beta,
        "left": lambda s: _sides(s)[0],
        "right": lambda s: _sides(s)[1],
        "second": _at(2),
        "c": lambda s: s.factor,
    }
)
"""The function whose slopes are looked at: its input z or x, its output a, its slopes from both sides."""
