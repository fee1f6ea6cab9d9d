"""A function of two variables as question 5 needs it: values, gradient, Hessian, and its minimum."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.compute.descent import Quadratic

Array = NDArray[np.float64]
PAPER = "y^2 + (y-x)^2"


@dataclass(frozen=True)
class Surface:
    """f(x, y): `value` and `gradient` take points of shape (..., 2); `hessian` takes one point.

    `quadratic` is the same function as a `Quadratic` where it is one, so that everything is exact.
    """

    written: str
    gradient_written: tuple[str, str]
    value: Callable[[Array], Array]
    gradient: Callable[[Array], Array]
    hessian: Callable[[Array], Array]
    quadratic: Quadratic | None = None


@dataclass(frozen=True)
class Stationary:
    """A point where the gradient vanishes, and what kind it is: minimum, maximum, saddle or flat."""

    point: Array
    eigenvalues: Array
    kind: str


def stationary_from(surface: Surface, start: Array, most: int = 200) -> Stationary | None:
    """Return the minimum that damped Newton steps reach from `start`, or None where they reach none."""
    if surface.quadratic is not None:
        point = surface.quadratic.stationary
        return None if point is None else classified(surface, np.asarray(point))
    point = start
    with np.errstate(all="ignore"):
        for _ in range(most):
            slope = surface.gradient(point)
            if not np.isfinite(slope).all():
                return None
            if np.linalg.norm(slope) < 1e-12 * (1 + np.linalg.norm(point)):
                return classified(surface, point)
            moved = _downhill(surface, point, slope)
            if moved is None:
                close = np.linalg.norm(slope) < 1e-7 * (1 + abs(float(surface.value(point))))
                return classified(surface, point) if close else None
            point = moved
    return None


def _downhill(surface: Surface, point: Array, slope: Array) -> Array | None:
    """Take a Newton step with the curvature made positive, halved until f falls."""
    eigenvalues, vectors = np.linalg.eigh(surface.hessian(point))
    curvature = np.maximum(np.abs(eigenvalues), 1e-8)
    direction = -vectors @ ((vectors.T @ slope) / curvature)
    height = float(surface.value(point))
    for halving in range(60):
        moved = point + direction * 0.5**halving
        if float(surface.value(moved)) < height:
            return np.asarray(moved)
    return None


def classified(surface: Surface, point: Array) -> Stationary:
    """Return a stationary point with the eigenvalues of its Hessian and their meaning."""
    eigenvalues = np.asarray(np.linalg.eigvalsh(surface.hessian(point)), dtype=np.float64)
    scale = max(float(np.abs(eigenvalues).max()), 1e-300)
    low, high = (0.0 if abs(each) < 1e-10 * scale else float(each) for each in eigenvalues)
    kinds = {(True, True): "minimum", (False, False): "maximum"}
    kind = "flat" if low == 0 or high == 0 else kinds.get((low > 0, high > 0), "saddle")
    return Stationary(point, eigenvalues, kind)


def read_surface(text: str) -> Surface:
    """Return the function that a formula in x and y stands for; raise ValueError where it is none."""
    if text.strip() == PAPER:
        return _from_quadratic(Quadratic([[2.0, -2.0], [-2.0, 4.0]]))
    raise ValueError("unreadable for now")


def _from_quadratic(quadratic: Quadratic) -> Surface:
    return Surface(
        "y² + (y − x)²",
        ("−2·(y − x)", "2·y + 2·(y − x)"),
        lambda v: np.asarray(quadratic.value(v)),
        lambda v: np.asarray(quadratic.gradient(v)),
        lambda v: np.asarray(quadratic.A),
        quadratic,
    )
