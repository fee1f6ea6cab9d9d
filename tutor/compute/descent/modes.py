"""How one eigendirection of a quadratic behaves under gradient descent, with or without momentum.

Along an eigenvector with eigenvalue λ the error after t steps obeys a linear recurrence of its own. Plain
descent multiplies it by the factor 1 − sλ. With momentum μ the recurrence has two roots z:

    z² − (1 − sλ + μ)z + μ = 0           in PyTorch's form, v ← μv + g, p ← p − sv
    z² − (1 + μ)(1 − sλ)z + μ(1 − sλ) = 0     in Nesterov's variant, p ← p − s(g + μv)

The radius, the largest |z|, is the factor by which the error shrinks per step in the long run (Polyak 1964;
Goh, "Why Momentum Really Works", Distill 2017).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

#: A radius this close to 1 counts as exactly 1: at the stability limit rounding leaves 0.9999999999999998.
MARGIN = 1e-12


@dataclass(frozen=True)
class Direction:
    """One eigendirection: its `eigenvalue`, the plain `factor` 1 − sλ, and the long-run `radius` per step.

    `complex` tells whether momentum makes the error spiral (complex roots); `shape` is "monotone" or
    "alternating" for plain descent and None with momentum.
    """

    eigenvalue: float
    factor: float
    radius: float
    complex: bool
    shape: str | None


def _trace_and_determinant(factor: Array, momentum: Array, nesterov: bool) -> tuple[Array, Array]:
    """Sum and product of the recurrence's two roots."""
    if nesterov:
        return (1 + momentum) * factor, momentum * factor
    return factor + momentum, np.broadcast_to(momentum, np.shape(factor + momentum))


def spirals(factor: Array, momentum: Array, nesterov: bool) -> npt.NDArray[np.bool_]:
    """Whether the roots are complex, elementwise over broadcast `factor` = 1 − sλ and `momentum`."""
    with np.errstate(over="ignore", invalid="ignore"):
        trace, determinant = _trace_and_determinant(factor, momentum, nesterov)
        return np.asarray(trace * trace < 4 * determinant)


def radius(factor: Array, momentum: Array, nesterov: bool) -> Array:
    """The larger root's absolute value, elementwise over broadcast `factor` = 1 − sλ and `momentum`."""
    with np.errstate(over="ignore", invalid="ignore"):
        trace, determinant = _trace_and_determinant(factor, momentum, nesterov)
        discriminant = trace * trace - 4 * determinant
        real = (np.abs(trace) + np.sqrt(np.maximum(discriminant, 0))) / 2
        return np.where(discriminant < 0, np.sqrt(np.abs(determinant)), real)


def remaining(factor: Array, momentum: float, nesterov: bool, steps: int) -> Array:
    """What is left of the error after `steps` steps, as a share of the first one, elementwise over `factor`.

    The error e and the last velocity u = sv obey, with c = 1 − factor = sλ,
    e′ = e − u′ (in Nesterov's variant e′ = e − ce − μu′), u′ = ce + μu, starting from u = 0.
    """
    c = 1 - factor
    moved = np.stack([c, np.full_like(c, momentum)], axis=-1)  # u′ in terms of (e, u)
    kept = np.stack([np.ones_like(c), np.zeros_like(c)], axis=-1)  # e
    error = kept * factor[..., np.newaxis] - momentum * moved if nesterov else kept - moved
    matrix, power = np.stack([error, moved], axis=-2), np.broadcast_to(np.eye(2), (*c.shape, 2, 2))
    with np.errstate(over="ignore", invalid="ignore"):
        while steps:
            power = matrix @ power if steps & 1 else power
            matrix, steps = matrix @ matrix, steps >> 1
    left = power[..., 0, 0]
    return np.where(np.isnan(left), np.inf, left)  # infinities against each other


def steps_until(rate: float, tol: float) -> float:
    """Smallest t with rate^t ≤ tol (an int), or `math.inf` when the rate does not lie below 1.

    t = ⌈ln tol / ln rate⌉, where a quotient that is whole up to rounding counts as whole (0.1⁶ reaches 10⁻⁶).
    """
    if tol >= 1:
        return 0
    if rate >= 1 - MARGIN:
        return math.inf
    if rate == 0:
        return 1
    return math.ceil(math.log(tol) / math.log(rate) * (1 - 1e-12))
