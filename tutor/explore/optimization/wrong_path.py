"""The ways that wrong rules of question 5 go, from the same start with the same optimizer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tutor.compute.descent import Optimizer, Path, descend
from tutor.explore.optimization.setting import Setting
from tutor.explore.optimization.surface import Array


@dataclass(frozen=True)
class _SecondDoubled:
    """An optimizer whose second step goes twice as far."""

    right: Optimizer

    def begin(self, dimension: int) -> Callable[[Array, Array], Array]:
        """Return the step function of a fresh start."""
        step, taken = self.right.begin(dimension), 0

        def step_taken(point: Array, slope: Array) -> Array:
            nonlocal taken
            taken += 1
            after = step(point, slope)
            return 2 * after - point if taken == 2 else after

        return step_taken


def doubled(setting: Setting) -> Array:
    """Return where the chosen way is after T steps, if the second one goes twice as far."""
    return np.asarray(setting.descend(_SecondDoubled(setting.way_down())).points[-1])


def wrong_path(setting: Setting, rule: str) -> Path:
    """Follow a wrong rule from the same start with the same optimizer: gd.plus, gd.seq, gd.noeta, gd.old_gradient."""
    surface = setting.surface

    def gradient(v: Array) -> Array:
        right = np.asarray(surface.gradient(v))
        if rule == "gd.old_gradient":
            return setting.slope
        if rule == "gd.seq":
            moved = np.array([v[0] - setting.step * right[0], v[1]])
            return np.array([right[0], np.asarray(surface.gradient(moved))[1]])
        return -right if rule == "gd.plus" else right

    way = setting.way_down(step=1.0 if rule == "gd.noeta" else None)
    return descend(surface.value, gradient, setting.start, setting.steps, way)
