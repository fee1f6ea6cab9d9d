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
from tutor.maths.tree import Node

Array = NDArray[np.float64]
Values = Callable[[Array], Array]
_NAMES = Choice(tuple(ACTIVATIONS))
_MEET, _NOISE = 1e-9, 1e-15
_STEPS = (1e-3, 1e-5, 1e-7, 1e-9, 1e-11)


@dataclass(frozen=True)
class Typed(Activation):
    """A function given by formulas; `bends` says that they may have kinks of their own, anywhere."""

    bends: bool = False


@dataclass(frozen=True)
class Pieces:
    """One formula in x, or two, of which the first holds up to x₀ and the second from there on."""

    text: str
    trees: tuple[Node, ...]

    def joined(self, x0: float) -> Typed:
        """Return the function with its slopes at x₀ from both sides.

        Raises:
            InputFault: where it has no value or no slopes at x₀, or jumps there.
        """
        from tutor.explore.backpropagation.branches import bends

        value = float(_curve(self.trees[0]).value(np.array([x0]))[0])
        if not np.isfinite(value):
            raise InputFault("kink", f"{self.text} has no value at {number(x0)}")
        left, right = (
            self._limits(tree, x0, side) for tree, side in ((self.trees[0], -1), (self.trees[-1], 1))
        )
        self._check_jump(x0, value, left.value, right.value)
        right = right.settled(left)
        before, after = _pinned(_curve(self.trees[0]), x0, left), _pinned(_curve(self.trees[-1]), x0, right)
        bent = any(bends(tree) for tree in self.trees)
        if left == right and len(self.trees) == 1:
            return Typed("f", {}, "not monotone", (before,), bends=bent)
        return Typed("f", {}, "not monotone", (before, after), (Joint(x0, left.first),), bent)

    def _limits(self, tree: Node, x0: float, side: int) -> _Limits:
        """Return f, f′ and f″ just beside x₀ on one side, exactly, and held against a difference quotient."""
        from tutor.explore.backpropagation.branches import UndecidedError, branch
        from tutor.maths import MathsError

        where = f"from the {'left' if side < 0 else 'right'} at {number(x0)}"
        try:
            curve, at = _curve(branch(tree, x0, side)), np.array([x0])
            found = _Limits(*(float(f(at)[0]) for f in (curve.value, curve.first, curve.second)))
        except (UndecidedError, MathsError):
            raise InputFault("kink", f"the slope of {self.text} {where} cannot be worked out here") from None
        if not np.isnan(found.first) and not np.isfinite([found.first, found.second]).all():
            which = "slope" if np.isinf(found.first) else "second derivative"
            raise InputFault("kink", f"{self.text} has no finite {which} {where}")
        if not _borne_out(_curve(tree).value, x0, side, found):
            raise InputFault("kink", f"the slope of {self.text} {where} cannot be worked out here")
        return found.without_noise()

    def _check_jump(self, x0: float, value: float, left: float, right: float) -> None:
        close = _MEET * max(1.0, abs(value))
        if abs(left - right) > close and len(self.trees) == 2:
            ends = f"{number(left)} and {number(right)} at x₀ = {number(x0)}"
            raise InputFault("kink", f"the pieces do not meet: they are {ends}")
        if abs(left - right) > close:
            ends = f"from {number(left)} to {number(right)}"
            raise InputFault("kink", f"{self.text} jumps at {number(x0)} {ends}: it has no derivative there")
        if abs(left - value) > close:
            beside = f"{number(value)} at {number(x0)}, but {number(left)} on both sides"
            raise InputFault("kink", f"{self.text} is {beside}: it has no derivative there")


@dataclass(frozen=True)
class _Limits:
    """What f, f′ and f″ tend to from one side of a point."""

    value: float
    first: float
    second: float

    def without_noise(self) -> _Limits:
        """Return these limits, with 0 for what is nothing but rounding beside the largest of them."""
        size = max(abs(self.value), abs(self.first), abs(self.second))
        kept = (0.0 if abs(each) <= _NOISE * size else each for each in (self.value, self.first, self.second))
        return _Limits(*kept)

    def settled(self, other: _Limits) -> _Limits:
        """Return these limits, equal to the others where rounding alone tells them apart."""
        pairs = ((self.value, other.value), (self.first, other.first), (self.second, other.second))
        return _Limits(
            *(theirs if np.isclose(own, theirs, rtol=1e-12, atol=1e-14) else own for own, theirs in pairs)
        )


def _borne_out(f: Values, x0: float, side: int, found: _Limits) -> bool:
    """Whether the quotients of the formula as typed come to that slope, for one step at least."""
    steps = side * np.array(_STEPS) * max(1.0, abs(x0))
    quotients = (f(x0 + steps) - found.value) / steps
    noise = 1e-15 * (abs(found.value) + abs(x0 * found.first)) / np.abs(steps)
    allowed = 1e-3 * abs(found.first) + 1e-6 + np.abs(found.second * steps) + noise
    return bool((np.abs(quotients - found.first) <= allowed).any())


def _pinned(curve: Curve, x0: float, ends: _Limits) -> Curve:
    """Return a curve whose value and derivatives at x₀ are the limits from its side."""

    def pinned(f: Values, limit: float) -> Values:
        return lambda x: np.where(x == x0, limit, f(x))

    firsts, seconds = pinned(curve.first, ends.first), pinned(curve.second, ends.second)
    return Curve(pinned(curve.value, ends.value), firsts, seconds)


def read_shape(text: str) -> str | Pieces:
    """Return the name of an activation, or the pieces that the formulas stand for.

    Raises:
        ValueError: where it is neither, in one sentence.
    """
    name = "_".join(text.lower().split())
    try:
        return _NAMES.read(name)
    except ValueError:
        pieces = text.split("|")
    if len(pieces) > 2:
        raise ValueError("one formula, or two with | between them; |x| is written abs(x)")
    return Pieces(text.strip(), tuple(_tree(piece) for piece in pieces))


@lru_cache(maxsize=64)
def _tree(text: str) -> Node:
    from tutor.maths import MathsError, read

    try:
        tree = read(text, variables={"x": "real"}).tree
    except MathsError as fault:
        if fault.code in ("unknown", "empty"):
            wrong = f"“{text.strip()}” is neither" if text.strip() else "needs"
            raise ValueError(
                f"{wrong} an activation {'nor' if text.strip() else 'or'} a formula in x"
            ) from None
        raise ValueError(in_short(fault)) from None
    _curve(tree)  # says whether it can be differentiated
    return tree


@lru_cache(maxsize=128)
def _curve(tree: Node) -> Curve:
    from tutor.maths import MathsError, differentiate

    try:
        first = differentiate(tree, "x")
        trees = (tree, first, differentiate(first, "x"))
    except MathsError as fault:
        raise ValueError(in_short(fault)) from None
    return Curve(*(_function(each) for each in trees))


def _function(tree: Node) -> Values:
    from tutor.maths import function

    f = function(tree, ("x",))

    def value(x: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.array(np.broadcast_to(f(x), np.shape(x)), dtype=np.float64)

    return value
