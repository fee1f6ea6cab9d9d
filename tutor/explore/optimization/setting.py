"""The inputs of question 5, read, with what follows from them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from tutor.compute.descent import SGD, Adagrad, Adam, Optimizer, Path, Quadratic, RMSprop, descend
from tutor.explore.optimization.stationary import Stationary, all_stationary, stationary_from
from tutor.explore.optimization.surface import PAPER, Array, Surface, read_surface

OPTIMIZERS = ("gradient descent", "nesterov", "adam", "rmsprop", "adagrad")


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
        downhill = stationary_from(self.surface, self.start)
        minima = [each for each in self.others if each.kind == "minimum"]
        if downhill is not None or not minima:
            return downhill
        return min(minima, key=lambda each: float(np.linalg.norm(each.point - self.start)))

    @cached_property
    def others(self) -> list[Stationary]:
        """Every stationary point found nearby; none are looked for where f is a quadratic."""
        return [] if self.surface.quadratic is not None else all_stationary(self.surface, self.start)

    @property
    def target(self) -> Array | None:
        """The minimum, or None."""
        found = self.stationary
        return found.point if found is not None and found.kind == "minimum" else None

    @cached_property
    def local(self) -> Quadratic | None:
        """Close to its minimum, f as a quadratic (exactly, where it is one); None without a minimum."""
        if self.surface.quadratic is not None:
            return self.surface.quadratic
        if self.target is None:
            return None
        curvature = self.surface.hessian(self.target)
        return Quadratic(curvature, -curvature @ self.target)

    def way_down(self, name: str | None = None, momentum: float | None = None) -> Optimizer:
        """Return an optimizer by name with the step size and the momentum."""
        weight = self.momentum if momentum is None else momentum
        ways: dict[str, Optimizer] = {
            "gradient descent": SGD(self.step, momentum=weight),
            "nesterov": SGD(self.step, momentum=weight, nesterov=weight > 0),
            "adam": Adam(self.step),
            "rmsprop": RMSprop(self.step, momentum=weight),
            "adagrad": Adagrad(self.step),
        }
        return ways[name or self.optimizer]

    def descend(self, optimizer: Optimizer) -> Path:
        """Return the path of an optimizer from the start."""
        return descend(self.surface.value, self.surface.gradient, self.start, self.steps, optimizer)
