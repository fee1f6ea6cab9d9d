"""What may be typed as the function whose slopes are looked at: an activation, a formula in x, or two pieces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tutor.compute.activations import ACTIVATIONS, Activation
from tutor.compute.activations.model import Curve, Joint
from tutor.explore.explorer import InputFault
from tutor.explore.format import number
from tutor.explore.inputs import Choice
from tutor.explore.typed import in_short

Array = NDArray[np.float64]
_NAMES = Choice(tuple(ACTIVATIONS))
_MEET = 1e-9


@dataclass(frozen=True)
class Pieces:
    """One formula in x, or two, of which the first holds up to x₀ and the second from there on."""

    text: str
    curves: tuple[Curve, ...]

    def joined(self, x0: float) -> Activation:
        """Return the function that has its kink, if there is one, at x₀.

        Raises:
            InputFault: where a piece has no value or slope at x₀, or the two do not meet there.
        """
        at = np.array([x0])
        with np.errstate(all="ignore"):
            ends = [float(curve.value(at)[0]) for curve in self.curves]
            slopes = [float(curve.first(at)[0]) for curve in self.curves]
        if not np.isfinite([*ends, *slopes]).all():
            raise InputFault("kink", f"{self.text} has no slope at {number(x0)}")
        if abs(ends[0] - ends[-1]) > _MEET * max(1.0, abs(ends[0])):
            where = f"{number(ends[0])} and {number(ends[-1])} at x₀ = {number(x0)}"
            raise InputFault("kink", f"the pieces do not meet: they are {where}")
        joints = (Joint(x0, slopes[0]),) if len(self.curves) == 2 else ()
        return Activation("f", {}, "not monotone", self.curves, joints)


def read_shape(text: str) -> str | Pieces:
    """Return the name of an activation, or the pieces that the formulas stand for.

    Raises:
        ValueError: where it is neither, in one sentence.
    """
    try:
        return _NAMES.read(text)
    except ValueError:
        pieces = text.split("|")
    if len(pieces) > 2:
        raise ValueError("one formula, or two with | between them")
    return Pieces(text.strip(), tuple(_curve(piece) for piece in pieces))


@lru_cache(maxsize=64)
def _curve(text: str) -> Curve:
    from tutor.maths import MathsError, differentiate, read

    try:
        tree = read(text, variables={"x": "real"}).tree
        first = differentiate(tree, "x")
        trees = (tree, first, differentiate(first, "x"))
    except MathsError as fault:
        raise ValueError(in_short(fault)) from None
    return Curve(*(_function(each) for each in trees))


def _function(tree: object) -> Callable[[Array], Array]:
    from tutor.maths import function

    f = function(tree, ("x",))  # type: ignore[arg-type]

    def value(x: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.array(np.broadcast_to(f(x), np.shape(x)), dtype=np.float64)

    return value
