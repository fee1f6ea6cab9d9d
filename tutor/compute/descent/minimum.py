"""A nearby minimum of any smooth function, its curvature there, and the step sizes that this allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tutor.compute.descent import checks
from tutor.compute.descent.checks import Array
from tutor.compute.descent.path import Function, Gradient, gradient_at, value_at
from tutor.compute.descent.quadratic import Quadratic

Hessian = Callable[[Array], npt.ArrayLike]

#: Where the error of the differences, of order h⁴, balances the rounding, of order ε/h.
_WIDTH = float(np.finfo(np.float64).eps ** (1 / 5))


@dataclass(frozen=True, eq=False)
class Minimum:
    """A local minimum: its `point` (d,), the `value` there, the `grad_norm` left over, and the `model`.

    The model is the function's second-order Taylor polynomial at the point: its eigenvalues, condition and
    stability limit are the function's own there.
    """

    point: Array
    value: float
    grad_norm: float
    model: Quadratic


def hessian(grad: Gradient, point: npt.ArrayLike) -> Array:
    """The matrix of second derivatives at `point`, shape (d, d), from differences of the gradient.

    Four-point central differences, (−g(2h) + 8g(h) − 8g(−h) + g(−2h)) / 12h (Abramowitz and Stegun 25.3.6),
    made symmetric.

    Raises:
        ValueError: if the gradient is not finite around the point.
    """
    p = checks.point("point", point)
    columns = []
    with np.errstate(all="ignore"):
        for axis in range(p.size):
            h = np.zeros_like(p)
            h[axis] = _WIDTH * max(1.0, abs(p[axis]))
            near = gradient_at(grad, p + h) - gradient_at(grad, p - h)
            far = gradient_at(grad, p + 2 * h) - gradient_at(grad, p - 2 * h)
            columns.append((8 * near - far) / (12 * h[axis]))
    matrix = np.array(columns)
    if not np.isfinite(matrix).all():
        raise ValueError("grad must be finite around the point.")
    return matrix / 2 + matrix.T / 2


def local_quadratic(
    f: Function, grad: Gradient, point: npt.ArrayLike, second: Hessian | None = None
) -> Quadratic:
    """The second-order Taylor polynomial of f at `point`; `second` gives exact Hessians, else differences do.

    Raises:
        ValueError: if f, its gradient or its Hessian is not finite there.
    """
    p = checks.point("point", point)
    with np.errstate(all="ignore"):
        value = checks.real("f", value_at(f, p))
        g = checks.point("grad", gradient_at(grad, p), p.size)
        H = checks.symmetric_matrix("second", second(p) if second else hessian(grad, p))
        return Quadratic(H, g - H @ p, value - float(g @ p) + float(p @ H @ p) / 2)


def minimize(
    f: Function,
    grad: Gradient,
    start: npt.ArrayLike,
    second: Hessian | None = None,
    *,
    tol: float = 1e-9,
    max_steps: int = 500,
) -> Minimum | None:
    """Walk downhill from `start` to a local minimum by Newton steps that never turn uphill.

    Each step is −|H|⁻¹g with all eigenvalues of H made positive (Nocedal and Wright, section 3.4), no longer
    than max(1, ‖p‖), halved until f falls. A saddle is left along its most negative eigenvalue's eigenvector.

    Args:
        f: the function, of points of shape (d,).
        grad: its gradient, of shape (d,).
        start: the first point, shape (d,).
        second: exact Hessians of shape (d, d), if known.
        tol: how small the gradient must become, relative to the largest second derivative.
        max_steps: how many steps to try.

    Returns:
        The minimum; None where none is confirmed: f falls without end, or some direction is flatter than a
        billionth of the steepest.

    Raises:
        ValueError: if f or a derivative is not finite on the way, or an argument does not fit.
    """
    p = checks.point("start", start)
    with np.errstate(all="ignore"):
        for _ in range(checks.count("max_steps", max_steps) + 1):
            model = local_quadratic(f, grad, p, second)
            g = gradient_at(grad, p)
            scale = float(np.abs(model.eigenvalues).max()) * _reach(p)
            settled = float(np.linalg.norm(g)) <= tol * scale
            if settled and _curved(model):
                return _confirmed(f, grad, p + _newton(model, g, p), second)
            ways = _escapes(model, p) if settled else [_newton(model, g, p)]
            moved = next((q for way in ways if (q := _downhill(f, grad, p, way)) is not None), None)
            if moved is None:
                break
            p = moved
    return None


def _confirmed(f: Function, grad: Gradient, p: Array, second: Hessian | None) -> Minimum | None:
    """What is known at p, after one last Newton step that squares the error, if the minimum is there still."""
    model = local_quadratic(f, grad, p, second)
    if not _curved(model):
        return None
    return Minimum(p, value_at(f, p), float(np.linalg.norm(gradient_at(grad, p))), model)


def _curved(model: Quadratic) -> bool:
    """Whether all curvature is positive beyond the error of differences, a billionth of the largest."""
    return bool(model.eigenvalues[0] > 1e-9 * np.abs(model.eigenvalues).max())


def _reach(p: Array) -> float:
    """How far one step may go."""
    return max(1.0, float(np.linalg.norm(p)))


def _newton(model: Quadratic, g: Array, p: Array) -> Array:
    """The step −|H|⁻¹g, cut to the reach, which a direction without curvature uses up."""
    sizes = np.abs(model.eigenvalues)
    slopes = model.eigenvectors.T @ g
    lengths = np.divide(-slopes, sizes, out=-np.sign(slopes) * _reach(p), where=sizes > 0)
    step = model.eigenvectors @ lengths
    return np.asarray(step * min(1.0, _reach(p) / max(float(np.linalg.norm(step)), 1e-300)))


def _escapes(model: Quadratic, p: Array) -> list[Array]:
    """Both ways out of a stationary point along its most negative curvature; none where there is no such."""
    if model.eigenvalues[0] >= 0:
        return []
    way = model.eigenvectors[:, 0] * _reach(p) / 10
    return [way, -way]


def _downhill(f: Function, grad: Gradient, p: Array, step: Array) -> Array | None:
    """The first of p + step, p + step/2, … where f falls, or is level but flatter; None if none."""
    value, slope = value_at(f, p), float(np.linalg.norm(gradient_at(grad, p)))
    level = value + 4 * float(np.finfo(np.float64).eps) * abs(value)
    for _ in range(60):
        trial = p + step
        there = value_at(f, trial)
        if np.isfinite(there) and there < value:
            return trial
        if there <= level and float(np.linalg.norm(gradient_at(grad, trial))) < slope / 2:
            return trial
        step = step / 2
    return None
