"""Points where the gradient vanishes, found by Newton's method from many starts at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from tutor.compute.descent import checks
from tutor.compute.descent.checks import Array

Field = Callable[[Array], npt.ArrayLike]


def stationary_points(gradient: Field, hessian: Field, starts: npt.ArrayLike, most_steps: int = 60) -> Array:
    """The different points of shape (k, d), in lexical order, that Newton's method reaches from `starts`.

    Newton's steps −H⁻¹∇f (Nocedal and Wright, Numerical Optimization, chapter 11) are shortened to the
    spread of the starts. There may be more points than are found; each that is returned is a zero of the
    gradient up to rounding, and lies within three times the box of the starts.

    Args:
        gradient: takes points of shape (n, d), returns the gradients, shape (n, d).
        hessian: takes points of shape (n, d), returns the Hessians, shape (n, d, d).
        starts: where to begin, shape (n, d).
        most_steps: steps from each start.

    Raises:
        ValueError: if starts is not an array of finite points.
    """
    points = checks.finite_array("starts", starts)
    if points.ndim != 2:
        raise ValueError(f"starts must have shape (n, d), not {points.shape}.")
    low, high = points.min(axis=0), points.max(axis=0)
    reach = float(np.linalg.norm(high - low)) or 1.0
    with np.errstate(all="ignore"):
        for _ in range(most_steps):
            points = points - _shortened(_newton_steps(gradient, hessian, points), reach / 4)
        slopes = np.linalg.norm(np.asarray(gradient(points)), axis=1)
        curvature = np.linalg.norm(np.asarray(hessian(points)), axis=(1, 2))
        settled = slopes <= 1e-9 * (curvature * (1e-3 + np.linalg.norm(points, axis=1)) + 1e-300)
        near = ((points >= low - (high - low)) & (points <= high + (high - low))).all(axis=1)
    return _different(points[settled & near & np.isfinite(points).all(axis=1)], reach * 1e-6)


def _newton_steps(gradient: Field, hessian: Field, points: Array) -> Array:
    slopes, matrices = np.asarray(gradient(points)), np.asarray(hessian(points))
    usable = np.isfinite(matrices).all(axis=(1, 2)) & np.isfinite(slopes).all(axis=1)
    steps = np.full_like(points, np.nan)
    if usable.any():
        inverse = np.linalg.pinv(matrices[usable], rcond=1e-12, hermitian=True)
        steps[usable] = np.einsum("nij,nj->ni", inverse, slopes[usable])
    return steps


def _shortened(steps: Array, longest: float) -> Array:
    lengths = np.linalg.norm(steps, axis=1, keepdims=True)
    return np.asarray(steps * np.minimum(1.0, longest / np.maximum(lengths, 1e-300)))


def _different(points: Array, apart: float) -> Array:
    kept: list[Array] = []
    for point in points:
        if all(float(np.linalg.norm(point - other)) > apart for other in kept):
            kept.append(point)
    kept.sort(key=lambda point: np.round(point, 6).tolist())
    return np.array(kept).reshape(-1, points.shape[1])
