"""The elementwise terms whose sums are cross-entropy and divergence, exact at their edges."""

import numpy as np

from tutor.compute.information.domain import Array

_NEAR = 0.1  # relative distance below which log(1 + u) − u is summed as a series
_SERIES = tuple(1 / (2 * power + 3) for power in range(8))  # 1/3, 1/5, …: terms beyond are below 1e-17


def log_prediction(p: Array) -> Array:
    """Natural logarithm, −∞ at 0."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(p))


def log_complement(p: Array) -> Array:
    """log(1 − p), exact for tiny p too, −∞ at 1."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log1p(-p))


def cross_term(weight: Array, log_q: Array) -> Array:
    """−weight · log q, where 0 · log 0 = 0."""
    with np.errstate(invalid="ignore"):
        return np.where(weight == 0, 0.0, -weight * log_q)


def divergence_term(x: Array, p: Array, gap: Array) -> Array:
    """The term x log(x/p) − x + p: never negative, 0 only where p = x, ∞ where p = 0 < x.

    Summed over a distribution, −x + p cancels and the Kullback-Leibler divergence remains. Unlike the terms
    x log(x/p), these do not cancel each other: the sum keeps its digits however close p is to x.

    Args:
        x: weight in [0, 1].
        p: prediction in [0, 1].
        gap: p − x, which the caller may know more exactly.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        u = gap / x
        far = x * _log_ratio(x, p) + gap
        near = x * _linear_minus_log(u)
    return np.where(x == 0, p, np.where(np.abs(u) < _NEAR, near, far))


def _log_ratio(x: Array, p: Array) -> Array:
    """log(x/p) by the quotient that can neither overflow nor underflow."""
    size = np.log(np.minimum(x, p) / np.maximum(x, p))
    return np.where(x < p, size, -size)


def _linear_minus_log(u: Array) -> Array:
    """The difference u − log(1 + u) for small u, by log(1 + u) = 2 artanh(u/(2 + u))."""
    z = u / (2 + u)
    square = z * z
    tail = np.zeros_like(z)
    for coefficient in reversed(_SERIES):
        tail = tail * square + coefficient
    return np.asarray(z * u - 2 * z * square * tail)
