"""A mixture of logistic regressions: π a vector, W a matrix with a row for each of its entries, x and y data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.compute.mixture import MixtureOfLogistics
from tutor.questions.core import Programs


def _of(pi: Sequence[float], W: Any) -> MixtureOfLogistics:
    return MixtureOfLogistics(pi, W)


FUNCTIONS: Programs = {
    "mixture.preactivation": (lambda pi, W, x: _of(pi, W).preactivation(x), 3, 3),
    "mixture.hidden": (lambda pi, W, x: _of(pi, W).hidden(x), 3, 3),
    "mixture.probability": (lambda pi, W, x: _of(pi, W).probability(x), 3, 3),
    "mixture.responsibilities": (lambda pi, W, x, y: _of(pi, W).responsibilities(x, y), 4, 4),
    "mixture.log_likelihood": (lambda pi, W, x, y: _of(pi, W).log_likelihood(x, y), 4, 4),
    "mixture.nll": (lambda pi, W, x, y: _of(pi, W).nll(x, y), 4, 4),
}
