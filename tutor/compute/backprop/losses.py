"""The losses at the end of the network, as PyTorch defines them, with their gradients at the output.

Every loss is a sum of one term an output unit and sample, divided for the reduction "mean" by the number of
entries (mse, bce_logits) or of samples (half_sq, ce, ce_soft). A class number is turned into a one-hot row
first, so "ce" is "ce_soft" with a certain target.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from tutor.compute.activations.arrays import FloatArray, real_array
from tutor.compute.activations.gates import sigmoid

Pair = Callable[[FloatArray, FloatArray], FloatArray]
REDUCTIONS = ("mean", "sum")


@dataclass(frozen=True)
class Loss:
    """A loss L(o, y) of the outputs o (…, B, s) and the targets y (B, s).

    Attributes:
        terms: the summands, (…, B, s).
        slope: the derivative of their sum in o, (…, B, s).
        mean_over: what the reduction "mean" divides by the number of.
        target: what y may hold.
    """

    terms: Pair
    slope: Pair
    mean_over: Literal["entries", "samples"]
    target: Literal["numbers", "probabilities", "distributions", "classes"]

    def divisor(self, rows: int, units: int, reduction: str) -> int:
        """What the sum of the terms of B rows of s units is divided by."""
        if reduction == "sum":
            return 1
        return rows * units if self.mean_over == "entries" else rows


def _log_softmax(o: FloatArray) -> FloatArray:
    below = o - o.max(axis=-1, keepdims=True)
    result: FloatArray = below - np.log(np.exp(below).sum(axis=-1, keepdims=True))
    return result


def _bce_terms(o: FloatArray, y: FloatArray) -> FloatArray:
    """−y ln σ(o) − (1 − y) ln(1 − σ(o)), without a logarithm of 0."""
    result: FloatArray = np.maximum(o, 0) - o * y + np.log1p(np.exp(-np.abs(o)))
    return result


def _bce_slope(o: FloatArray, y: FloatArray) -> FloatArray:
    """σ(o) − y, without cancellation when the unit is saturated on the right side."""
    return (1 - y) * sigmoid(o) - y * sigmoid(-o)


def _ce_slope(o: FloatArray, y: FloatArray) -> FloatArray:
    """softmax(o) − y; exact for targets that sum to 1 only nearly, too."""
    result: FloatArray = y.sum(axis=-1, keepdims=True) * np.exp(_log_softmax(o)) - y
    return result


def _ce_terms(o: FloatArray, y: FloatArray) -> FloatArray:
    return -y * _log_softmax(o)


LOSSES: Mapping[str, Loss] = {
    "mse": Loss(lambda o, y: (o - y) ** 2, lambda o, y: 2 * (o - y), "entries", "numbers"),
    "half_sq": Loss(lambda o, y: (o - y) ** 2 / 2, lambda o, y: o - y, "samples", "numbers"),
    "bce_logits": Loss(_bce_terms, _bce_slope, "entries", "probabilities"),
    "ce": Loss(_ce_terms, _ce_slope, "samples", "classes"),
    "ce_soft": Loss(_ce_terms, _ce_slope, "samples", "distributions"),
}


def checked_loss(loss: str, reduction: str = "mean") -> Loss:
    """The loss of that name.

    Raises:
        ValueError: if the loss or the reduction is not known.
    """
    if loss not in LOSSES:
        raise ValueError(f"loss {loss!r} is not known; known are {', '.join(LOSSES)}")
    if reduction not in REDUCTIONS:
        raise ValueError(f"reduction {reduction!r} is not known; known are {', '.join(REDUCTIONS)}")
    return LOSSES[loss]


def target_rows(kind: Loss, y: ArrayLike, batch: int | None, units: int) -> FloatArray:
    """The targets y as rows (B, s), one-hot for classes; batch is None for one sample without a batch axis.

    Raises:
        ValueError: if y has another shape than the loss expects, or values that it cannot mean.
    """
    given = real_array("y", y)
    rows = () if batch is None else (batch,)
    expected = rows if kind.target == "classes" else (*rows, units)
    if given.shape != expected:
        raise ValueError(f"y has shape {given.shape}, expected {expected}")
    if not np.all(np.isfinite(given)):
        raise ValueError("y must hold finite numbers")
    if kind.target == "classes":
        return _one_hot(given, units)
    if kind.target != "numbers" and (np.any(given < 0) or np.any(given > 1)):
        raise ValueError("y must hold probabilities between 0 and 1 for this loss")
    if kind.target == "distributions" and np.any(np.abs(given.sum(axis=-1) - 1) > 1e-6):
        raise ValueError("y must hold probabilities that sum to 1 over the classes")
    return given.reshape(-1, units)


def _one_hot(classes: FloatArray, units: int) -> FloatArray:
    if np.any(classes != np.floor(classes)) or np.any(classes < 0) or np.any(classes >= units):
        raise ValueError(f"y must hold whole class numbers from 0 to {units - 1}")
    return np.asarray(np.eye(units)[np.atleast_1d(classes).astype(int)])
