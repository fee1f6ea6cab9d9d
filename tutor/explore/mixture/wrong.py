"""Wrong rules for question 3: the network's own layers, wired wrongly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tutor.compute.mixture import Layer, MixtureOfLogistics, Network
from tutor.explore.format import number
from tutor.explore.mixture.setting import Array, Setting
from tutor.explore.mixture.writing import chance

Layers = tuple[Layer, ...]
_SQUASH = Layer("Sigmoid", 1, 1)


@dataclass(frozen=True)
class WrongRule:
    """What a wrong rule does in words, its formula, and its layers, made from the right ones."""

    words: str
    formula: str
    rewire: Callable[[Layers], Layers]
    squashed: bool = True
    """Whether what comes out lies between 0 and 1."""

    def value(self, mixture: MixtureOfLogistics, points: Array) -> Array:
        """Return what the rule takes for p(y = 1 | x) at points of shape (..., d)."""
        return Network(self.rewire(mixture.as_network().layers))(points)[..., 0]

    def written(self, setting: Setting) -> str:
        """Return what the rule gives at x."""
        value = float(self.value(setting.mixture, setting.x))
        return chance(value, 1 - value) if self.squashed else number(value)


def _sigma_last(right: Layers) -> Layers:
    return right[0], right[2], _SQUASH


def _sigma_twice(right: Layers) -> Layers:
    return (*right[:3], _SQUASH)


def _no_sigma(right: Layers) -> Layers:
    return right[0], right[2]


def _equal_weights(right: Layers) -> Layers:
    K = right[2].inputs
    return right[0], right[1], Layer("Linear", K, 1, np.full((1, K), 1 / K))


RULES = {
    "mix.nosigma": WrongRule("leaving σ out of the hidden units", "Σ π_k w_k·x", _no_sigma, squashed=False),
    "mix.extrasig": WrongRule("applying σ to the output as well", "σ(Σ π_k σ(w_k·x))", _sigma_twice),
    "mix.avglogit": WrongRule("averaging w_k·x before the σ", "σ(Σ π_k w_k·x)", _sigma_last),
    "mix.uniform": WrongRule("averaging without the weights π", "(1/K) Σ σ(w_k·x)", _equal_weights),
}
