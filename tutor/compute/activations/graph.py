"""Where an activation turns, bends and is steepest, found by looking for changes of sign."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tutor.compute.activations.model import Activation

# Every turning point and inflection of the catalogue lies within ±6, or ±6/|beta| where there is a beta.
_REACH = 12.0
_STEPS = 480


@dataclass(frozen=True)
class Point:
    """A place and what is found there."""

    x: float
    value: float


@dataclass(frozen=True)
class TurningPoint(Point):
    """Where a function turns from falling to rising ("min") or from rising to falling ("max")."""

    kind: Literal["min", "max"]


@dataclass(frozen=True)
class Landmarks:
    """What the eye looks for on the graph of an activation.

    Attributes:
        turning: the turning points, from left to right (kinks included, as at the tip of |x|).
        inflections: where the curvature changes sign and the slope exists.
        lipschitz: the supremum of |f′|, the factor by which the function stretches distances at most.
        lipschitz_at: the inflection where |f′| reaches it, or None: a limit, or a whole interval.
        slope_minus_inf: limit of f′ for x → −inf.
        slope_plus_inf: limit of f′ for x → +inf.
    """

    turning: tuple[TurningPoint, ...]
    inflections: tuple[float, ...]
    lipschitz: float
    lipschitz_at: float | None
    slope_minus_inf: float
    slope_plus_inf: float


def landmarks(function: Activation) -> Landmarks:
    """Return the landmarks of an activation, roots to about 1e-15 of its scale."""
    turning = tuple(_turning_point(function, x, down) for x, down in _sign_changes(function, 1))
    inflections = tuple(x for x, _ in _sign_changes(function, 2) if function.one_sided(x).exists)
    ends = function.derivative(-math.inf) + 0.0, function.derivative(math.inf) + 0.0
    sides = [function.one_sided(kink) for kink in function.kinks]
    borders = [*ends, *(side.left for side in sides), *(side.right for side in sides)]
    border = max(abs(slope) for slope in borders)
    steepest = max(inflections, key=lambda x: abs(function.derivative(x)), default=None)
    peak = 0.0 if steepest is None else abs(function.derivative(steepest))
    return Landmarks(
        turning=turning,
        inflections=inflections,
        lipschitz=max(border, peak),
        lipschitz_at=steepest if peak >= border else None,
        slope_minus_inf=ends[0],
        slope_plus_inf=ends[1],
    )


def _turning_point(function: Activation, x: float, falls_first: bool) -> TurningPoint:
    return TurningPoint(x, function.value(x), "min" if falls_first else "max")


def _sign_changes(function: Activation, order: int) -> list[tuple[float, bool]]:
    """Where that derivative changes sign, each with whether it was negative before."""
    scale = 1 / abs(function.params.get("beta", 1.0) or 1.0)
    grid = np.linspace(-_REACH, _REACH, _STEPS + 1) * scale
    kinks = np.asarray(function.kinks)
    signs = np.sign(function.derivative(grid, order))
    keep = (signs != 0) & ~np.isin(grid, kinks)
    grid, signs = grid[keep], signs[keep]
    return [
        (_root(function, order, float(grid[i]), float(grid[i + 1])), bool(signs[i] < 0))
        for i in np.flatnonzero(signs[:-1] != signs[1:])
    ]


def _root(function: Activation, order: int, low: float, high: float) -> float:
    """The change of sign between low and high: the kink between them, or else a zero, by bisection."""
    for kink in function.kinks:
        if low < kink < high:
            return kink
    negative = function.derivative(low, order) < 0
    while low < (middle := (low + high) / 2) < high:
        if (slope := function.derivative(middle, order)) == 0:
            return middle + 0.0  # no −0
        low, high = (middle, high) if (slope < 0) == negative else (low, middle)
    return middle
