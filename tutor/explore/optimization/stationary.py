"""Where the gradient of a surface vanishes, and what kind of point that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.compute.descent import minimize, stationary_points
from tutor.explore.optimization.surface import Array, Surface

MOST_STEPS = 100
FLAT = 1e-9
"""Curvature below this share of the curvature at the start says nothing: f has flattened out."""


@dataclass(frozen=True)
class Stationary:
    """A point where the gradient vanishes; `kind` is minimum, maximum, saddle or degenerate."""

    point: Array
    eigenvalues: Array
    kind: str


def stationary_from(surface: Surface, start: Array) -> Stationary | None:
    """Return the stationary point of a quadratic, or else the minimum downhill of `start`; None for neither."""
    quadratic = surface.quadratic
    if quadratic is None:
        try:
            found = minimize(surface.value, surface.gradient, start, surface.hessian, max_steps=MOST_STEPS)
        except ValueError:  # the way down leads to where f is not defined
            return None
        if found is None:
            return None
        scale = float(np.abs(surface.hessian(start)).max())
        return _classified(surface, found.point, scale)
    if quadratic.stationary is None:
        return None
    return Stationary(quadratic.stationary, quadratic.eigenvalues, quadratic.kind)


def all_stationary(surface: Surface, start: Array) -> list[Stationary]:
    """Return the stationary points found in a square around the origin that holds the start."""
    half = max(5.0, 1.5 * float(np.abs(start).max()))
    axis = np.linspace(-half, half, 9)
    starts = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    found = stationary_points(surface.gradient, surface.hessian, starts)
    return [_classified(surface, point, 0.0) for point in found]


def _classified(surface: Surface, point: Array, scale: float) -> Stationary:
    rounded = _rounded(surface, point)
    eigenvalues = np.asarray(np.linalg.eigvalsh(surface.hessian(rounded)), dtype=np.float64)
    largest = float(np.abs(eigenvalues).max())
    low, high = (0 if abs(each) <= FLAT * max(largest, scale) else int(np.sign(each)) for each in eigenvalues)
    kinds = {(1, 1): "minimum", (-1, -1): "maximum", (-1, 1): "saddle"}
    return Stationary(rounded, eigenvalues, kinds.get((low, high), "degenerate"))


def _rounded(surface: Surface, point: Array) -> Array:
    """Prefer the round point beside what was found, where the gradient is no larger there: (3, 2)."""
    candidate = np.round(point, 6) + 0.0
    with np.errstate(all="ignore"):
        better = np.linalg.norm(surface.gradient(candidate)) <= np.linalg.norm(surface.gradient(point))
    return candidate if better else point
