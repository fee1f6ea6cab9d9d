"""Which branch of |u|, max, min, floor, where … a formula in x is on just beside a point.

On one side of x₀, close enough to it, a formula of such pieces is one smooth formula: `branch` finds it, from the
innermost argument outwards. What decides is the sign of an argument just beside x₀: that of its value there, or,
where that is 0, of the first of its derivatives that is not.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from fractions import Fraction

import numpy as np

from tutor.maths import MathsError, differentiate, exact, function, names, substitute
from tutor.maths.calculus import primed
from tutor.maths.definitions import defined
from tutor.maths.tree import Call, Compare, Name, Neg, Node, Number, Sum, Where

MOST_ORDERS = 8
"""Derivatives that are looked at for a sign; what vanishes to a higher order is not decided."""
_ROUNDING = 1e-12
_BENT = frozenset(
    "sign step round mod cbrt clip elu leaky_relu relu relu6 selu softsign hardtanh hardsigmoid hardswish".split()
)
"""Functions that are looked into, as their definitions have branches."""
_RELATIONS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


class UndecidedError(ValueError):
    """Which branch a formula is on beside the point cannot be told."""


def branch(tree: Node, x0: float, side: int) -> Node:
    """Return the formula without branches that equals `tree` close to x₀ on one side, −1 or 1.

    Raises:
        UndecidedError: where a branch cannot be told.
        MathsError: where an argument has no value or derivative.
    """
    return _Side(x0, side).smooth(tree)


class _Side:
    def __init__(self, x0: float, side: int) -> None:
        self._x0, self._side = x0, side
        near = Fraction(x0).limit_denominator(10**6)
        self._exactly = near if float(near) == x0 else Fraction(repr(x0))

    def smooth(self, node: Node) -> Node:
        """Return the branch of a node that holds here."""
        if "x" not in names(node):
            return node
        match node:
            case Call(name, arguments, primes) if name in _BENT or primes:
                return self.smooth(_looked_into(name, arguments, primes))
            case Call("where", (condition, value, otherwise)) | Where(condition, value, otherwise):
                return self.smooth(value if self._holds(condition) else otherwise)
            case Call("and" | "or" | "not") | Compare():
                return Number("1" if self._holds(node) else "0")
        parts = tuple(self.smooth(part) for part in node.parts)
        match node:
            case Call("abs"):
                return Neg(parts[0]) if self._sign(parts[0]) < 0 else parts[0]
            case Call("max" | "min" as name):
                return self._extreme(parts, 1 if name == "max" else -1)
            case Call("floor" | "ceil" as name):
                return self._whole(parts[0], name == "floor")
        return node.rebuilt(parts)

    def _extreme(self, parts: tuple[Node, ...], way: int) -> Node:
        best = parts[0]
        for part in parts[1:]:
            if way * self._compared(part, best) > 0:
                best = part
        return best

    def _whole(self, argument: Node, down: bool) -> Node:
        nearest = round(self._value(argument))
        at = Number(str(abs(nearest)))
        sign = self._compared(argument, Neg(at) if nearest < 0 else at)
        number = nearest + (min(sign, 0) if down else max(sign, 0))
        digits = Number(str(abs(number)))
        return Neg(digits) if number < 0 else digits

    def _holds(self, condition: Node) -> bool:
        match condition:
            case Call("and", arguments):
                return all(self._holds(each) for each in arguments)
            case Call("or", arguments):
                return any(self._holds(each) for each in arguments)
            case Call("not", (argument,)):
                return not self._holds(argument)
            case Compare(relations, operands):
                smooth = [self.smooth(each) for each in operands]
                pairs = zip(relations, smooth, smooth[1:], strict=False)
                return all(_RELATIONS[how](self._compared(one, other), 0) for how, one, other in pairs)
        return self._sign(self.smooth(condition)) != 0

    def _compared(self, one: Node, other: Node) -> int:
        return self._sign(Sum((one, Neg(other))))

    def _sign(self, smooth: Node) -> int:
        """Return the sign just beside x₀: 1, −1, or 0 for what is 0 all along."""
        way = 1
        for _ in range(MOST_ORDERS):
            here = self._sign_here(smooth)
            if here:
                return here * way
            smooth = differentiate(smooth, "x")
            if smooth == Number("0"):
                return 0
            way *= self._side
        raise UndecidedError("vanishes to a high order")

    def _sign_here(self, smooth: Node) -> int:
        try:
            known = exact(smooth, {"x": self._exactly})
        except MathsError:
            known = None
        if known is not None:
            return (known > 0) - (known < 0)
        value = self._value(smooth)
        terms = smooth.terms if isinstance(smooth, Sum) else ()
        size = sum(abs(self._value(term)) for term in terms)
        slope = self._value(differentiate(smooth, "x"), strict=False)
        if abs(value) <= _ROUNDING * (size + abs(self._x0 * slope)):
            return 0
        return 1 if value > 0 else -1

    def _value(self, smooth: Node, strict: bool = True) -> float:
        with np.errstate(all="ignore"):
            value = float(np.ravel(function(smooth, ("x",))(np.array([self._x0])))[0])
        if math.isfinite(value):
            return value
        if strict:
            raise UndecidedError("has no value")
        return 0.0


def _looked_into(name: str, arguments: tuple[Node, ...], primes: int) -> Node:
    found = primed(name, primes, len(arguments)) if primes else defined(name, len(arguments))
    if found is None:
        raise UndecidedError(f"{name} is not known")
    return substitute(found.tree, dict(zip(found.parameters, arguments, strict=False)))


def bends(tree: Node) -> bool:
    """Whether a formula in x has branches, so that it may have kinks or jumps somewhere."""
    if "x" not in names(tree) or isinstance(tree, Name):
        return False
    if isinstance(tree, Compare | Where):
        return True
    own = isinstance(tree, Call) and (
        tree.function in _BENT | {"abs", "max", "min", "floor", "ceil", "where", "and", "or", "not"}
        or tree.primes > 0
    )
    return own or any(bends(part) for part in tree.parts)
