"""Where the gradient of a surface vanishes, and what kind of point that is."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tutor.compute.descent import Quadratic, minimize, stationary_points
from tutor.explore.optimization.around import Around, around
from tutor.explore.optimization.surface import Array, Surface

MOST_STEPS = 100
FLAT = 1e-9
"""Curvature below this share of the curvature at the start says nothing: f has flattened out."""
SUSPECT = 1e-3
"""Curvature below this share of it may be on its way to 0: Newton's method is given time to show it."""
_POLISH = 400
_SOLVABLE = 1e-12


@dataclass(frozen=True)
class Stationary:
    """A point where the gradient vanishes; `kind` is minimum, maximum, saddle or degenerate.

    Of a quadratic that is level along a line, or everywhere, it is the point nearest to the start, and `flat` holds
    the directions of length 1 in which it is level, as rows. `around` is what was found around a degenerate point.
    """

    point: Array
    eigenvalues: Array
    kind: str
    flat: Array = field(default_factory=lambda: np.empty((0, 2)))
    around: Around | None = None

    @property
    def lowest(self) -> bool:
        """Whether f is nowhere lower around it, as far as second derivatives or a search can tell."""
        if self.around is not None:
            return self.around.verdict in ("higher", "level")
        return self.kind == "minimum"


def stationary_from(surface: Surface, start: Array) -> Stationary | None:
    """Return the stationary point of a quadratic, or else the minimum downhill of `start`; None for neither."""
    if surface.quadratic is not None:
        return _of_quadratic(surface.quadratic, start)
    try:
        found = minimize(surface.value, surface.gradient, start, surface.hessian, max_steps=MOST_STEPS)
    except ValueError:  # the way down leads to where f is not defined
        return None
    scale = float(np.abs(surface.hessian(start)).max())
    if found is not None:
        return _classified(surface, found.point, scale, start)
    point = _polished(surface, start, scale)
    flat = None if point is None else _classified(surface, point, scale, start)
    return flat if flat is not None and flat.kind == "degenerate" and flat.lowest else None


def all_stationary(surface: Surface, start: Array) -> list[Stationary]:
    """Return the stationary points found in a square around the origin that holds the start."""
    half = max(5.0, 1.5 * float(np.abs(start).max()))
    axis = np.linspace(-half, half, 9)
    starts = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    found = stationary_points(surface.gradient, surface.hessian, starts)
    return [_classified(surface, point, 0.0) for point in found]


def _of_quadratic(quadratic: Quadratic, start: Array) -> Stationary | None:
    eigenvalues = quadratic.eigenvalues
    if quadratic.stationary is not None:
        return Stationary(quadratic.stationary, eigenvalues, quadratic.kind)
    flat = quadratic.eigenvectors[:, eigenvalues == 0].T
    slope = np.abs(flat @ quadratic.b).max(initial=0.0)
    if not flat.size or slope > _SOLVABLE * np.abs(quadratic.b).max():
        return None  # f falls without end along a level direction of its gradient
    kind = "minimum" if eigenvalues.min() >= 0 else "maximum"
    return Stationary(_foot(quadratic, start), eigenvalues, kind, flat)


def _foot(quadratic: Quadratic, start: Array) -> Array:
    """Return the point nearest to `start` where the gradient of a singular quadratic vanishes."""
    curved = quadratic.eigenvalues != 0
    across = quadratic.eigenvectors[:, curved]
    slopes = across.T @ (quadratic.A @ start + quadratic.b)
    point = start - across @ (slopes / quadratic.eigenvalues[curved])
    tidy = np.round(point, 12) + 0.0
    return np.asarray(tidy if np.allclose(tidy, point, rtol=1e-12, atol=1e-12) else point)


def _classified(surface: Surface, point: Array, scale: float, start: Array | None = None) -> Stationary:
    eigenvalues = _curvatures(surface, point)
    if start is not None and eigenvalues[0] <= SUSPECT * max(float(np.abs(eigenvalues).max()), scale):
        polished = _polished(surface, point, scale)
        point = point if polished is None else polished
    rounded = _rounded(surface, point)
    eigenvalues = _curvatures(surface, rounded)
    level = FLAT * max(float(np.abs(eigenvalues).max()), scale)
    low, high = (0 if abs(each) <= level else int(np.sign(each)) for each in eigenvalues)
    kinds = {(1, 1): "minimum", (-1, -1): "maximum", (-1, 1): "saddle"}
    kind = kinds.get((low, high), "degenerate")
    if kind != "degenerate" or start is None:
        return Stationary(rounded, eigenvalues, kind)
    reach = float(np.linalg.norm(start - rounded)) or 1.0
    return Stationary(rounded, eigenvalues, kind, around=around(surface, rounded, reach))


def _curvatures(surface: Surface, point: Array) -> Array:
    hessian = surface.hessian(point)
    return np.asarray(np.linalg.eigvalsh(hessian), dtype=np.float64)


def _polished(surface: Surface, point: Array, scale: float) -> Array | None:
    """Return where many more of Newton's steps lead, each a part of the way only where f is flat; None if nowhere."""
    bound = 10 * (1 + float(np.linalg.norm(point)))
    with np.errstate(all="ignore"):
        for _ in range(_POLISH):
            hessian, slope = surface.hessian(point), surface.gradient(point)
            if not (np.isfinite(hessian).all() and np.isfinite(slope).all()):
                return None
            step = np.linalg.pinv(hessian, rcond=1e-15, hermitian=True) @ slope
            point = np.asarray(point - step)
            if not np.linalg.norm(point) <= bound:
                return None
            if np.linalg.norm(step) <= 1e-15 * (1 + np.linalg.norm(point)):
                break
        left = float(np.linalg.norm(surface.gradient(point)))
    return point if left <= 1e-9 * scale * max(1.0, float(np.linalg.norm(point))) else None


def _rounded(surface: Surface, point: Array) -> Array:
    """Prefer a round point beside what was found, where the gradient is no larger there: (3, 2)."""
    with np.errstate(all="ignore"):
        found = float(np.linalg.norm(surface.gradient(point)))
        for decimals in (2, 6):
            candidate = np.round(point, decimals) + 0.0
            if np.linalg.norm(surface.gradient(candidate)) <= found:
                return np.asarray(candidate)
    return np.where(np.abs(point) <= 1e-12 * max(1.0, float(np.abs(point).max())), 0.0, point)
