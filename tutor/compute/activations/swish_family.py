"""Swish, x·σ(βx): the family between a straight line and ReLU, and its landmarks in closed form."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.compute.activations.arrays import FloatArray, as_given, real_array, real_number
from tutor.compute.activations.gates import gated
from tutor.compute.activations.graph import Point, TurningPoint

# f′(x) = 0 reads 1 + u·σ(−u) = 0 with u = βx; writing u = −1 − w gives w·e^w = 1/e, so w = W(1/e) (Lambert).
_LAMBERT_W_OF_1_OVER_E = 0.27846454276107380
# f″(x) = 0 reads u·tanh(u/2) = 2; its positive root. There f′ = 1/2 + u/4, and f′(−x) = 1 − f′(x).
_STEEPEST_U = 2.3993572805154677


@overload
def swish(x: float, beta: float) -> float: ...
@overload
def swish(x: Sequence[Any] | NDArray[Any], beta: ArrayLike) -> FloatArray: ...
@overload
def swish(x: float, beta: Sequence[Any] | NDArray[Any]) -> FloatArray: ...
def swish(x: ArrayLike, beta: ArrayLike) -> float | FloatArray:
    """Return swish, x·σ(βx), with x and beta broadcast against each other.

    Never overflows, and keeps its relative accuracy in the tail that dies out (Ramachandran et al. 2017).

    Raises:
        ValueError: if x or beta is not made of real numbers, if beta is not finite (see `swish_limit`), or
            if the shapes do not broadcast.
    """
    points, betas = real_array("x", x), real_array("beta", beta)
    if not np.all(np.isfinite(betas)):
        raise ValueError("beta must be finite; swish_limit gives the limits for beta → ±inf")
    try:
        points, betas = np.broadcast_arrays(points, betas)
    except ValueError:
        raise ValueError(
            f"x and beta must broadcast, but have shapes {points.shape} and {betas.shape}"
        ) from None
    with np.errstate(over="ignore", under="ignore"):
        exponent = betas * np.where(betas == 0, 0.0, points)  # 0·inf would be NaN
        return as_given(np.asarray(np.where(np.isnan(points), points, gated(points, exponent))))


@overload
def swish_limit(x: float, beta: float) -> float: ...
@overload
def swish_limit(x: Sequence[Any] | NDArray[Any], beta: float) -> FloatArray: ...
def swish_limit(x: ArrayLike, beta: float) -> float | FloatArray:
    """Return the pointwise limit of x·σ(βx) for β → 0 (x/2), β → +inf (ReLU) or β → −inf (min(0, x)).

    Args:
        x: a number or an array.
        beta: where β goes: 0, inf or -inf.

    Raises:
        ValueError: if x is not made of real numbers, or beta is none of the three.
    """
    points = real_array("x", x)
    if beta == 0:
        return as_given(points / 2)
    if beta == math.inf:
        return as_given(np.maximum(points, 0.0))
    if beta == -math.inf:
        return as_given(np.minimum(points, 0.0))
    raise ValueError(f"beta must be 0, inf or -inf, not {beta!r}")


def swish_minimum(beta: float) -> tuple[float, float]:
    """Return (x, value) of the turning point of x·σ(βx): a minimum for beta > 0, a maximum for beta < 0.

    x = −(1 + w)/β and value = −w/β, where w = W(1/e) = 0.278465 is Lambert's function: the dip moves along
    a ray, and its value is x + 1/β.

    Raises:
        ValueError: if beta is 0 (x/2 does not turn) or not one finite number.
    """
    slope = real_number("beta", beta)
    if slope == 0:
        raise ValueError("beta must not be 0: swish is then x/2, which has no minimum")
    return -(1 + _LAMBERT_W_OF_1_OVER_E) / slope, -_LAMBERT_W_OF_1_OVER_E / slope


@dataclass(frozen=True)
class SwishLandmarks:
    """Where x·σ(βx) turns, bends and is steepest.

    Attributes:
        extremum: its only turning point, kind "min" for β > 0 and "max" for β < 0.
        slope_at_zero: f′(0) = 1/2 for every β.
        curvature_at_zero: f″(0) = β/2.
        slope_max: where the slope is greatest, and that slope, 1.09984 for every β (an inflection).
        slope_min: where the slope is least, and that slope, −0.09984 for every β (an inflection).
        sup_gap_relu: the largest distance to the limit for |β| → inf, 0.278465/|β|; that limit is ReLU for
            β > 0 and min(0, x) for β < 0. It is attained at ±extremum.x.
        decreasing_on: the interval on which the function decreases, one end infinite.
    """

    extremum: TurningPoint
    slope_at_zero: float
    curvature_at_zero: float
    slope_max: Point
    slope_min: Point
    sup_gap_relu: float
    decreasing_on: tuple[float, float]


def swish_landmarks(beta: float) -> SwishLandmarks:
    """Return the landmarks of x·σ(βx) in closed form.

    Everything scales: f_β(x) = f₁(βx)/β, so slopes do not depend on β and places go like 1/β.

    Raises:
        ValueError: if beta is 0 or not one finite number.
    """
    x, value = swish_minimum(beta)
    steepest = _STEEPEST_U / float(beta)
    return SwishLandmarks(
        extremum=TurningPoint(x, value, "min" if beta > 0 else "max"),
        slope_at_zero=0.5,
        curvature_at_zero=float(beta) / 2,
        slope_max=Point(steepest, 0.5 + _STEEPEST_U / 4),
        slope_min=Point(-steepest, 0.5 - _STEEPEST_U / 4),
        sup_gap_relu=abs(value),
        decreasing_on=(-math.inf, x) if beta > 0 else (x, math.inf),
    )
