"""A function of two variables as question 5 needs it: values, gradient, Hessian, and its minimum."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.compute.descent import Quadratic, minimize

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
    """A point where the gradient vanishes, and what kind: minimum, maximum, saddle or degenerate."""

    point: Array
    eigenvalues: Array
    kind: str


def stationary_from(surface: Surface, start: Array) -> Stationary | None:
    """Return the stationary point of a quadratic, or else the minimum downhill of `start`; None for neither."""
    quadratic = surface.quadratic
    if quadratic is None:
        found = minimize(surface.value, surface.gradient, start, surface.hessian)
        return None if found is None else Stationary(found.point, found.model.eigenvalues, "minimum")
    if quadratic.stationary is None:
        return None
    return Stationary(quadratic.stationary, quadratic.eigenvalues, quadratic.kind)


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
