"""What question 3 asks for, as wrong rules answer it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tutor.explore.comparison import Asked, Sweep
from tutor.explore.format import times
from tutor.explore.formulas import varied
from tutor.explore.mixture.setting import Array, Setting
from tutor.explore.mixture.writing import named

T = Sweep[Setting]("t", lambda s: s.walk[::3], lambda s: s.t, varied("t"))


def _each(letter: str) -> Callable[[Setting], list[str]]:
    return lambda s: [named(letter, k) for k in range(s.K)]


def _shape(values: Array) -> str:
    return times(int(each) for each in values)


def label_slopes(setting: Setting) -> Array:
    """Return ∂L/∂(w_k·x) = r_k(σ_k − y) for every expert, with L = −ln p(y | x)."""
    errors = -setting.unhidden if setting.y else setting.hidden
    return np.asarray(setting.responsibilities * errors)


def gate_slopes(setting: Setting) -> Array:
    """Return ∂L/∂a_k = π_k − r_k, where π = softmax(a)."""
    return np.asarray(setting.pi - setting.responsibilities)


_GIVEN = ", where p_k is what expert k gives to the label"
_SHARE = "r₁ is the responsibility of expert 1"

P = Asked[Setting]("3", "p(y=1 | x)", lambda s: s.p, "Σ π_k σ(w_k·x)", sweep=T)
NLL = Asked[Setting]("3", "−ln p(y | x)", lambda s: s.nll, f"−ln Σ π_k p_k{_GIVEN}", sweep=T)
SLOPE = Asked[Setting](
    "3", "∂L/∂(w₁·x)", lambda s: label_slopes(s)[0], f"r₁(σ₁ − y), with σ₁ = σ(w₁·x){_SHARE}", sweep=T
)
GATE = Asked[Setting](
    "3", "∂L/∂a₁", lambda s: gate_slopes(s)[0], "π₁ − r₁, where r₁ is the responsibility of expert 1", sweep=T
)
FAR = Asked[Setting]("3", "p far along u", lambda s: s.far[1], "Σ π_k where w_k·u > 0")
BLAME = Asked[Setting]("3", "r", lambda s: s.responsibilities, f"π_k p_k/Σ π_j p_j{_GIVEN}", _each("r"))
HIDDEN = Asked[Setting]("3", "hidden values", lambda s: s.hidden, "σ(w_k·x)", _each("σ"))
PRIOR = Asked[Setting]("3", "p(z=k | x)", lambda s: s.pi, "π_k", _each("π"))
INPUTS = Asked[Setting]("3", "input units", lambda s: s.d, "d, the number of entries of x")
LAYERS = Asked[Setting]("3", "hidden layers", lambda _: 1, "1")
UNITS = Asked[Setting]("3", "hidden units", lambda s: s.K, "K, the number of experts")
OUTPUTS = Asked[Setting]("3", "output units", lambda _: 1)
SHAPE = Asked[Setting](
    "3", "shape of W", lambda s: (s.K, s.d), "K×d", lambda _: ["rows", "columns"], written=_shape
)
