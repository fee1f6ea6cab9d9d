"""The logistic function without overflow, and logistic regression on weighted rows."""

from __future__ import annotations

import numpy as np

from tutor.compute.descent.checks import Array

_STEPS = 1000
_SETTLED = 1e-10
_CONDITION = 1e12


def log_sigmoid(z: Array) -> Array:
    """The log of σ(z) = 1/(1 + e⁻ᶻ), elementwise: −log(1 + e⁻ᶻ), which is z itself far below 0."""
    return np.asarray(-np.logaddexp(0, -z))


def sigmoid(z: Array) -> Array:
    """The logistic function σ(z), elementwise, with full relative precision also where it is tiny."""
    return np.asarray(np.exp(log_sigmoid(z)))


def log_sum_exp(terms: Array) -> Array:
    """The log of Σ exp(term) over the last axis; one term at least must be above −∞."""
    largest = terms.max(axis=-1, keepdims=True)
    return np.asarray(np.log(np.exp(terms - largest).sum(axis=-1)) + largest[..., 0])


def weighted_logistic(sided: Array, weight: Array, ridge: float) -> Array:
    """The w of shape (d,) that minimises Σₙ rₙ log(1 + exp(−wᵀmₙ)) + ridge/2 · ‖w‖²; the shortest of several.

    Args:
        sided: the rows mₙ = ±xₙ, + for label 1 and − for label 0, shape (N, d).
        weight: the rows' weights rₙ ≥ 0, shape (N,).
        ridge: at least 0.

    Raises:
        ValueError: if ridge is 0 and w would grow for ever, because a plane parts the labels.

    The rows are turned into orthonormal coordinates first (a singular value decomposition): columns of different
    size then do not matter, and directions that no row has stay out.
    """
    used = weight > 0
    scale = max(ridge, float(weight.max(initial=0.0)))
    if not used.any() or not sided[used].any():
        return np.zeros(sided.shape[1])
    left, sizes, right = np.linalg.svd(sided[used], full_matrices=False)
    kept = sizes > sizes[0] * max(sided.shape) * np.finfo(np.float64).eps
    left, sizes, right = left[:, kept], sizes[kept], right[kept]
    found = _newton(left, weight[used] / scale, ridge / scale / sizes / sizes)
    if found is None:
        raise ValueError("ridge must be above 0 here: without one an expert's weights would grow for ever.")
    return np.asarray((found / sizes) @ right)


def _newton(rows: Array, weight: Array, damping: Array) -> Array | None:
    """The u that minimises Σ r log(1 + exp(−rowᵀu)) + Σ damping/2 · u², or None where there is no such u."""
    u = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        margin = rows @ u
        pull = weight * sigmoid(-margin)
        slope = damping * u - pull @ rows
        curvature = (rows.T * (pull * sigmoid(margin))) @ rows + np.diag(damping)
        try:
            step: Array = np.asarray(np.linalg.solve(curvature, -slope), dtype=np.float64)
        except np.linalg.LinAlgError:
            return None
        if np.linalg.norm(step) <= _SETTLED * max(1.0, float(np.linalg.norm(u))):
            # Where labels are parted the curvature dies away in some direction, and with it all meaning of the step.
            sound = damping.any() or np.linalg.cond(curvature) < _CONDITION
            return np.asarray(u + step) if sound else None
        u = u + step * _length(rows, weight, damping, u, step, float(-slope @ step))
    return None


def _length(rows: Array, weight: Array, damping: Array, u: Array, step: Array, promised: float) -> float:
    """The first of 1, ½, ¼, … that lowers the objective by a ten-thousandth of what the slope promised."""

    def objective(at: Array) -> float:
        return float(weight @ np.logaddexp(0, -(rows @ at)) + damping @ (at * at) / 2)

    before, length = objective(u), 1.0
    rounding = 1e-14 * before
    while length > 1e-9 and objective(u + length * step) > before - 1e-4 * length * promised + rounding:
        length /= 2
    return length
