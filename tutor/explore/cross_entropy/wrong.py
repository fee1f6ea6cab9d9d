"""Wrong rules for question 4, each as something that can be drawn beside the right one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor.compute.information import cross_entropy, entropy, kl

Array: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class WrongRule:
    """A wrong rule: what it does in words, its formula, its values, and what comes of following it."""

    words: str
    formula: str
    lesson: str
    value: Callable[[Array, Array], Array]
    """Values in nats from target and prediction, arrays that broadcast."""
    falls: bool = False
    """Whether its values go below 0."""


def _minus_cross(x: Array, p: Array) -> Array:
    return -np.asarray(cross_entropy(x, p))


def _difference(x: Array, p: Array) -> Array:
    return np.asarray(np.asarray(entropy(x)) - np.asarray(kl(x, p)))


def _reversed_kl(x: Array, p: Array) -> Array:
    return np.asarray(kl(p, x))


def _reversed_cross(x: Array, p: Array) -> Array:
    return np.asarray(cross_entropy(p, x))


RULES = {
    "ce.sign": WrongRule(
        "leaving out the minus of the cross-entropy",
        "x log p + (1−x) log(1−p)",
        "is largest at p = x, so that minimising it drives p to an edge",
        _minus_cross,
        falls=True,
    ),
    "ce.H_minus_KL": WrongRule(
        "subtracting KL from the entropy instead of adding it",
        "H − KL",
        "is largest at p = x, so that minimising it drives p away from x",
        _difference,
        falls=True,
    ),
    "ce.rev": WrongRule(
        "swapping target and prediction in the cross-entropy",
        "−p log x − (1−p) log(1−x)",
        "is a straight line in p, so that nothing draws p to a soft x",
        _reversed_cross,
    ),
    "kl.rev": WrongRule(
        "taking KL the other way round",
        "KL(p‖x)",
        "is 0 at p = x too, but takes its mean over the prediction, not over the labels",
        _reversed_kl,
    ),
}
