"""The inputs of question 5, read, with what follows from them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from tutor.compute.descent import Optimizer, Path, Quadratic, descend
from tutor.explore.optimization.stationary import Stationary, all_stationary, stationary_from
from tutor.explore.optimization.surface import PAPER, Array, Surface, read_surface
from tutor.explore.optimization.way import Way

_NOISE = 1e-13
"""What is smaller than this share of its surroundings is what rounding left."""


@lru_cache(maxsize=4)
def _found(surface: Surface, x0: float, y0: float) -> tuple[Stationary | None, list[Stationary]]:
    """Look for stationary points once: a picture against the step size asks for a hundred settings from one start."""
    start = np.array([x0, y0])
    others = [] if surface.quadratic is not None else all_stationary(surface, start)
    downhill = stationary_from(surface, start)
    minima = [each for each in others if each.lowest]
    if downhill is not None or not minima:
        return downhill, others
    return min(minima, key=lambda each: float(np.linalg.norm(each.point - start))), others


@dataclass(frozen=True)
class Setting:
    """A function, a start and a way down."""

    surface: Surface
    start: Array
    step: float
    steps: int
    optimizer: str
    momentum: float
    sizes: tuple[float, ...]

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Setting:
        """Return the setting that the read inputs describe."""
        start = np.array([values["x0"], values["y0"]], dtype=np.float64)
        names = ("step", "steps", "optimizer", "momentum", "sizes")
        return cls(values["f"], start, *(values[name] for name in names))

    @property
    def is_paper(self) -> bool:
        """Whether f is the paper's own."""
        return self.surface.written == read_surface(PAPER).written

    @cached_property
    def slope(self) -> Array:
        """The gradient at the start."""
        return np.asarray(self.surface.gradient(self.start))

    @cached_property
    def stationary(self) -> Stationary | None:
        """The stationary point downhill of the start; else the nearest minimum found; or None."""
        return _found(self.surface, *self.start.tolist())[0]

    @cached_property
    def others(self) -> list[Stationary]:
        """Every stationary point found nearby; none are looked for where f is a quadratic."""
        return _found(self.surface, *self.start.tolist())[1]

    @property
    def target(self) -> Array | None:
        """The minimum, or of a line of minima the one nearest to the start; None where there is none."""
        found = self.stationary
        return found.point if found is not None and found.lowest else None

    @property
    def way(self) -> Way:
        """The way down."""
        return Way(self.optimizer, self.momentum)

    @property
    def constant(self) -> bool:
        """Whether f is the same everywhere."""
        return self.stationary is not None and len(self.stationary.flat) == 2

    @property
    def lacking(self) -> str:
        """What is said where there is no minimum, without a full stop."""
        return "f has no minimum" if self.surface.quadratic is not None else "no minimum was found from here"

    @cached_property
    def local(self) -> Quadratic | None:
        """Close to its minimum, f as a quadratic (exactly, where it is one); None without a minimum."""
        if self.surface.quadratic is not None:
            return self.surface.quadratic
        if self.target is None:
            return None
        curvature = self.surface.hessian(self.target)
        return Quadratic(curvature, -curvature @ self.target)

    @cached_property
    def curved(self) -> Quadratic | None:
        """Around the minimum, f in the coordinates of the eigenvectors along which it curves.

        None without a minimum, and where some curvature vanishes though f is not level: no rate holds there.
        """
        found = self.stationary
        if found is None or found.kind != "minimum" or self.local is None:
            return None
        along = self.local.eigenvalues[len(found.flat) :]
        return Quadratic(np.diag(along)) if along.size else None

    @property
    def off(self) -> Array:
        """Where the start is in those coordinates, which begin at the minimum."""
        assert self.local is not None and self.target is not None and self.stationary is not None
        across = self.local.eigenvectors[:, len(self.stationary.flat) :]
        return np.asarray(across.T @ (self.start - self.target))

    def gap(self, points: Array) -> Array:
        """Return how far points of shape (..., 2) are from the minimum, or the line of minima; NaN without one."""
        if self.target is None or self.stationary is None:
            return np.full(np.shape(points)[:-1], np.nan)
        off, flat = points - self.target, self.stationary.flat
        with np.errstate(all="ignore"):
            return np.asarray(np.linalg.norm(off - off @ flat.T @ flat, axis=-1))

    def height(self, at: Array) -> float:
        """Return f there; what is far smaller than f nearby is what rounding left of 0."""
        value = float(self.surface.value(at))
        reach = 0.1 * max(1.0, float(np.linalg.norm(at)))
        with np.errstate(all="ignore"):
            near = np.abs(
                self.surface.value(at + reach * np.array([[1, 0], [0, 1], [1, 1], [-1, 0], [0, -1]]))
            )
        size = float(np.max(near, initial=0.0, where=np.isfinite(near)))
        return 0.0 if abs(value) <= _NOISE * size else value

    def curvatures(self, at: Array) -> Array:
        """Return the Hessian there, without what rounding left of entries that are 0."""
        hessian = self.surface.hessian(at)
        return np.where(np.abs(hessian) <= _NOISE * np.abs(hessian).max(), 0.0, hessian)

    def way_down(self, way: Way | None = None, step: float | None = None) -> Optimizer:
        """Return the optimizer of a way, or of the one that was chosen, with the step size."""
        return (way or self.way).optimizer_with(self.step if step is None else step)

    def descend(self, optimizer: Optimizer) -> Path:
        """Return the path of an optimizer from the start."""
        return descend(self.surface.value, self.surface.gradient, self.start, self.steps, optimizer)
