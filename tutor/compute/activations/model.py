"""An activation function: its values, its derivatives, and where the derivatives jump."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.compute.activations.arrays import FloatArray, as_given, real_array, real_number

Monotone = Literal["strictly increasing", "nondecreasing", "nonincreasing", "not monotone"]
Smoothness = Literal["C0", "C1", "Cinf"]
Function = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True)
class OneSided:
    """The limits of a difference quotient from both sides of a point.

    Attributes:
        left: limit of the quotient for h → 0 from below.
        right: limit of the quotient for h → 0 from above.
        exists: whether the (two-sided) derivative exists there.
        value: the derivative, or None where it does not exist.
        clarke: for order 1 Clarke's generalised derivative, the interval between the two limits (for a
            convex function its subdifferential); None for order 2.
    """

    left: float
    right: float
    exists: bool
    value: float | None
    clarke: tuple[float, float] | None = None


@dataclass(frozen=True)
class Curve:
    """A smooth formula with its first two derivatives, good for every float of its piece, ±inf too."""

    value: Function
    first: Function
    second: Function

    def derivative(self, order: int) -> Function:
        """The formula of the derivative of that order (1 or 2)."""
        return self.first if order == 1 else self.second


@dataclass(frozen=True)
class Joint:
    """Where one formula ends and the next begins, and the slope that autograd reports exactly there."""

    x: float
    slope: float


@dataclass(frozen=True)
class Activation:
    """An activation function, possibly pieced together from smooth curves.

    Made by `activation(name, **params)`. All methods take a number or an array of any shape: a number gives
    a float, an array an array of the same shape. NaN stays NaN; at ±inf the values are the limits.

    Attributes:
        name: its name, one of `ACTIVATIONS` or "silu".
        params: its parameters by name.
        monotone: "strictly increasing", "nondecreasing", "nonincreasing" or "not monotone".
        curves: the formulas from left to right.
        joints: the points between them, one fewer than curves.
    """

    name: str
    params: Mapping[str, float]
    monotone: Monotone
    curves: tuple[Curve, ...]
    joints: tuple[Joint, ...] = ()

    @overload
    def value(self, x: float) -> float: ...
    @overload
    def value(self, x: Sequence[Any] | NDArray[Any]) -> FloatArray: ...
    def value(self, x: ArrayLike) -> float | FloatArray:
        """Return f(x), with the shape of x.

        Raises:
            ValueError: if x holds something that is not a real number.
        """
        return as_given(self._piecewise([curve.value for curve in self.curves], real_array("x", x)))

    @overload
    def derivative(self, x: float, order: int = 1) -> float: ...
    @overload
    def derivative(self, x: Sequence[Any] | NDArray[Any], order: int = 1) -> FloatArray: ...
    def derivative(self, x: ArrayLike, order: int = 1) -> float | FloatArray:
        """Return f′(x) or f″(x), with the shape of x.

        At a kink no derivative exists; what is returned there is what PyTorch's autograd reports by
        convention (ReLU′(0) = 0, f″ = 0). `one_sided` tells what is true.

        Raises:
            ValueError: if x holds something that is not a real number, or order is neither 1 nor 2.
        """
        points = real_array("x", x)
        formulas = [curve.derivative(_checked(order)) for curve in self.curves]
        result = self._piecewise(formulas, points)
        for joint in self.joints:
            result = np.where(points == joint.x, joint.slope if order == 1 else 0.0, result)
        return as_given(result)

    def one_sided(self, x0: float, order: int = 1) -> OneSided:
        """Return the derivative of that order at x0 from the left and from the right.

        Order 1: the limits of (f(x0+h) − f(x0))/h. Order 2: the limits of (f′(x0+h) − f′(x0±))/h, that is
        of f″; the second derivative exists only where the first one does.

        Raises:
            ValueError: if x0 is not one finite number, or order is neither 1 nor 2.
        """
        point, order = real_number("x0", x0), _checked(order)
        left, right = self._slopes(point, order)
        exists = left == right and (order == 1 or self.one_sided(point).exists)
        interval = (min(left, right), max(left, right)) if order == 1 else None
        return OneSided(left, right, exists, left if exists else None, interval)

    @cached_property
    def kinks(self) -> tuple[float, ...]:
        """The points, from left to right, where the first or the second derivative does not exist."""
        return tuple(joint.x for joint in self.joints if not self.one_sided(joint.x, 2).exists)

    @cached_property
    def smoothness(self) -> Smoothness:
        """Whether the slope jumps somewhere ("C0"), or only f″ ("C1"), or none ("Cinf")."""
        if not self.kinks:
            return "Cinf"
        return "C1" if all(self.one_sided(kink).exists for kink in self.kinks) else "C0"

    @property
    def slope_from_output(self) -> bool:
        """Whether the output a = f(z) alone tells f′(z), so that a backward pass can do without z.

        True for a monotone function: the output then gives z back, or lies on a flat piece, where the slope
        is 0. One that turns round (swish, GELU, |z|) has the same output twice, with slopes of opposite
        sign.
        """
        return self.monotone != "not monotone"

    def _slopes(self, point: float, order: int) -> tuple[float, float]:
        places = [joint.x for joint in self.joints]
        sides = (np.searchsorted(places, point, "left"), np.searchsorted(places, point, "right"))
        at = np.array([point])
        with np.errstate(over="ignore", under="ignore"):
            left, right = (float(self.curves[int(side)].derivative(order)(at)[0]) for side in sides)
        return left, right

    def _piecewise(self, formulas: Sequence[Function], x: FloatArray) -> FloatArray:
        """Evaluate each formula on its own piece only, where it cannot overflow or divide by zero."""
        piece = np.searchsorted([joint.x for joint in self.joints], x)
        result = np.array(x)
        with np.errstate(over="ignore", under="ignore"):
            for index, formula in enumerate(formulas):
                here = (piece == index) & ~np.isnan(x)
                result[here] = formula(x[here])
        return result


def _checked(order: int) -> int:
    if order not in (1, 2):
        raise ValueError(f"order must be 1 or 2, not {order!r}")
    return int(order)
