"""Line search: a step size chosen anew at every point, exactly on a quadratic or by backtracking."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tutor.compute.descent import checks
from tutor.compute.descent.checks import Array
from tutor.compute.descent.path import Function, Gradient, gradient_at, value_at
from tutor.compute.descent.quadratic import Quadratic


@dataclass(frozen=True, eq=False)
class LineSearch:
    """Where a line search went: `points` (steps+1, d), `values` (steps+1,), step sizes `alphas` (steps,).

    At a stationary point the step size is 0 and the point stays.
    """

    points: Array
    values: Array
    alphas: Array


def line_search(quadratic: Quadratic, start: npt.ArrayLike, steps: int) -> LineSearch:
    """Steepest descent with the best step size along each gradient, α = gᵀg / gᵀAg (Cauchy).

    Args:
        quadratic: the function, with positive curvature along every gradient met.
        start: the first point, shape (d,).
        steps: how many steps, at least 0.

    Raises:
        ValueError: if the quadratic falls without end along a gradient, or an argument does not fit.
    """
    p = checks.point("start", start, quadratic.dimension)
    points, alphas = [p], []
    for _ in range(checks.count("steps", steps)):
        g = quadratic.gradient(p)
        size = np.abs(g).max()
        direction = g / size if size else g  # scaled, so that no square leaves float64
        curvature = direction @ quadratic.A @ direction
        if size and curvature <= 0:
            raise ValueError("quadratic has no minimum along its gradient, so no best step exists.")
        alphas.append(float(direction @ direction / curvature) if size else 0.0)
        p = p - alphas[-1] * g
        points.append(p)
    visited = np.array(points)
    return LineSearch(visited, np.asarray(quadratic.value(visited)), np.array(alphas))


def backtracking(
    f: Function,
    grad: Gradient,
    start: npt.ArrayLike,
    steps: int,
    *,
    first: float = 1.0,
    shrink: float = 0.5,
    slope: float = 1e-4,
) -> LineSearch:
    """Steepest descent that shrinks each step until f falls enough (Armijo 1966).

    A step size α is accepted once f(p − αg) ≤ f(p) − slope·α‖g‖².

    Args:
        f: the function, of points of shape (d,).
        grad: its gradient, of shape (d,).
        start: the first point, shape (d,), where f must be finite.
        steps: how many steps, at least 0.
        first: the step size tried first each time, above 0.
        shrink: the factor of a refused step size, between 0 and 1.
        slope: the share of the promised decrease that is asked for, between 0 and 1.

    Raises:
        ValueError: if f is not finite at the start, or an argument does not fit.
    """
    _check_settings(first, shrink=shrink, slope=slope)
    p = checks.point("start", start)
    points, alphas = [p], []
    with np.errstate(all="ignore"):
        values = [value_at(f, p)]
        if not np.isfinite(values[0]):
            raise ValueError("start must be a point where f is finite.")
        for _ in range(checks.count("steps", steps)):
            g = gradient_at(grad, points[-1])
            alpha, p, value = _armijo(f, points[-1], values[-1], g, first, shrink, slope)
            alphas.append(alpha)
            points.append(p)
            values.append(value)
    return LineSearch(np.array(points), np.array(values), np.array(alphas))


def _armijo(
    f: Function, p: Array, value: float, g: Array, first: float, shrink: float, slope: float
) -> tuple[float, Array, float]:
    """The first step size that is accepted, the point and f there; a step of 0 if none moves the point."""
    promised = slope * float(g @ g)
    alpha = first
    while promised > 0 and alpha > 0:
        trial = p - alpha * g
        if (trial == p).all():
            break
        there = value_at(f, trial)
        if np.isfinite(there) and there <= value - alpha * promised:
            return alpha, trial, there
        alpha *= shrink
    return 0.0, p, value


def _check_settings(first: float, **fractions: float) -> None:
    if checks.real("first", first) <= 0:
        raise ValueError(f"first must be above 0, but is {first}.")
    for name, setting in fractions.items():
        if not 0 < checks.real(name, setting) < 1:
            raise ValueError(f"{name} must lie between 0 and 1, but is {setting}.")
