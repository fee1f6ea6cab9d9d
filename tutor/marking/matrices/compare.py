"""Two matrix formulas on the same instances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
import numpy.typing as npt

from tutor import maths
from tutor.marking.expected import NoValueError
from tutor.marking.matrices.instances import Frame, Instance, Shape
from tutor.maths import Budget, MathsError, Resolved

Values = npt.NDArray[np.float64]

SCALES = (1.5, 1.0, 0.5, 1.5)
"""The instances that decide, near the origin."""

DRAWS = 10
AGREES = 1e-9
"""The largest difference, relative to the largest entry."""

AGREES_FAR_OUT = 1e-6
"""Far out formulas cancel and overflow; a kink still shows."""

_NUDGE = 1e-13
_STEADY = 1e-9


class Fit(Enum):
    """How a matrix formula relates to the right one."""

    SAME = "same"
    SHAPE = "shape"
    UNDEFINED = "undefined"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Reference:
    """The right formula with its value on every instance."""

    shape: Shape
    instances: tuple[Instance, ...]
    values: tuple[Values, ...]
    functions: Mapping[str, Any]
    budget: Budget

    @classmethod
    def of(
        cls, right: Resolved, frame: Frame, functions: Mapping[str, Any], seed: int, budget: Budget
    ) -> Reference:
        """Draw instances on which the right formula has a steady value.

        Raises:
            NoValueError: if there are none.
        """
        random = np.random.default_rng(seed)
        drawn = [_draw(right, frame, functions, random, scale) for scale in (*SCALES, *frame.further)]
        if None in drawn[: len(SCALES)]:
            raise NoValueError("expected: the answer has no value on its domain.")
        kept = [one for one in drawn if one is not None]
        return cls(
            right.shape, tuple(one[0] for one in kept), tuple(one[1] for one in kept), functions, budget
        )

    def fit(self, typed: Resolved) -> Fit:
        """How a formula relates to the right one.

        Raises:
            MathsError: if that takes too long or a value is too large.
        """
        if typed.shape != self.shape:
            return Fit.SHAPE
        for place, (instance, right) in enumerate(zip(self.instances, self.values, strict=True)):
            self.budget.check()
            is_near = place < len(SCALES)
            value = self.value(typed, instance)
            if value is None or not np.all(np.isfinite(value)):
                if is_near:
                    return Fit.UNDEFINED
                continue
            agreement = AGREES if is_near else AGREES_FAR_OUT
            if value.shape != right.shape or np.abs(value - right).max() > agreement * np.abs(right).max():
                return Fit.DIFFERENT
        return Fit.SAME

    def value(self, typed: Resolved, instance: Instance) -> Values | None:
        """A formula's value on one instance, or None where it has none."""
        try:
            return maths.evaluate_matrix(typed.tree, instance, self.functions)
        except MathsError as fault:
            if fault.code == "undefined":
                return None
            raise

    def samples(self, typed: Resolved, transposed: bool = False) -> tuple[Values, Values] | None:
        """All entries of a formula and of the right one, side by side; None where they cannot be."""
        found = [self.value(typed, instance) for instance in self.instances]
        if any(value is None for value in found):
            return None
        arrays = [value.T if transposed else value for value in found if value is not None]
        if any(one.shape != right.shape for one, right in zip(arrays, self.values, strict=True)):
            return None
        return np.concatenate([one.ravel() for one in arrays]), np.concatenate(
            [one.ravel() for one in self.values]
        )

    def is_transpose(self, typed: Resolved) -> bool:
        """Whether a formula is the right one transposed."""
        if typed.shape != self.shape[::-1]:
            return False
        pair = self.samples(typed, transposed=True)
        return pair is not None and bool(np.allclose(*pair, rtol=1e-7, atol=1e-9))


def _draw(
    right: Resolved, frame: Frame, functions: Mapping[str, Any], random: np.random.Generator, scale: float
) -> tuple[Instance, Values] | None:
    """An instance with the right value on it, or None where none was found at this scale."""
    for _ in range(DRAWS):
        instance = frame.instance(random, scale)
        value = _steady_value(right, instance, functions)
        if value is not None:
            return instance, value
    return None


def _steady_value(right: Resolved, instance: Instance, functions: Mapping[str, Any]) -> Values | None:
    """The right value, if it is finite, not all 0 by accident, and does not jump when the entries move a hair."""
    nudged = {name: _nudged(value) for name, value in instance.items()}
    try:
        value = maths.evaluate_matrix(right.tree, instance, functions)
        near = maths.evaluate_matrix(right.tree, nudged, functions)
    except MathsError:
        return None
    if not np.all(np.isfinite(value)) or not np.all(np.isfinite(near)):
        return None
    return value if np.abs(value - near).max() <= _STEADY * np.abs(value).max() else None


def _nudged(value: Any) -> Any:
    if isinstance(value, list):
        return [one * (1 + _NUDGE) for one in value]
    return value if isinstance(value, int) else value * (1 + _NUDGE)
