"""Formulas over python-flint's numbers: exact fractions while they last, then balls that enclose the value.

A ball that excludes 0 is a proof that a value is not 0. Bounds are tested before anything large is computed.
Importing this module imports flint (60 ms); the room imports it only inside functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import flint
from flint import acb, arb, fmpq

from tutor.maths import rationals
from tutor.maths.ball_limits import (
    MOST_GAMMA,
    MOST_LOG2,
    MOST_WHOLE,
    Value,
    are_exact,
    check_size,
    fail,
    kept,
    large,
    real_part,
    size,
    to_ball,
    to_fmpq,
    unclear,
)
from tutor.maths.budget import Limit
from tutor.maths.definitions import Functions
from tutor.maths.evaluator import Evaluator
from tutor.maths.tree import Node, Number

_METHODS: dict[str, Callable[[Value], Value]] = {
    "exp": acb.exp,
    "sin": acb.sin,
    "cos": acb.cos,
    "tan": acb.tan,
    "arcsin": acb.asin,
    "arccos": acb.acos,
    "arctan": acb.atan,
    "sinh": acb.sinh,
    "cosh": acb.cosh,
    "tanh": acb.tanh,
    "arsinh": acb.asinh,
    "arcosh": acb.acosh,
    "artanh": acb.atanh,
    "erf": acb.erf,
    "gamma": acb.gamma,
    "conj": acb.conjugate,
}


class _Balls:
    """The algebra of exact fractions and balls at the precision that flint is set to."""

    direct = frozenset[str]()

    def __init__(self, rounded: bool = False, branches: list[int] | None = None) -> None:
        self._rounded = rounded
        self._branches = branches

    def number(self, node: Number) -> Value:
        if self._rounded and node.is_decimal:
            return acb(arb(to_fmpq(node.value), to_fmpq(node.half_unit)))
        return to_fmpq(node.value)

    def rational(self, value: Fraction) -> Value:
        return to_fmpq(value)

    def constant(self, name: str) -> Value:
        if name == "pi":
            return acb.pi()
        if name == "e":
            return acb(arb.const_e())
        if name == "i":
            return acb(0, 1)
        raise rationals.undefined(
            "Infinity is not a number to compute with." if name == "inf" else "No case applies here."
        )

    def add(self, a: Value, b: Value) -> Value:
        return kept(a + b) if are_exact(a, b) else to_ball(a) + to_ball(b)

    def negative(self, a: Value) -> Value:
        return -a

    def multiply(self, a: Value, b: Value) -> Value:
        return kept(a * b) if are_exact(a, b) else to_ball(a) * to_ball(b)

    def divide(self, a: Value, b: Value) -> Value:
        if are_exact(a, b):
            return kept(rationals.quotient(a, b))
        divisor = to_ball(b)
        if divisor == 0:
            raise rationals.undefined("This divides by zero.")
        if divisor.contains(0):
            raise unclear()
        return to_ball(a) / divisor

    def power(self, a: Value, b: Value) -> Value:
        if are_exact(a, b):
            found = rationals.power(a, b)
            if found is not None:
                return kept(found)
        base, exponent = to_ball(a), to_ball(b)
        if base == 0:
            return self._power_of_zero(exponent)
        if isinstance(b, fmpq) and b.denominator == 1 and abs(b) <= MOST_WHOLE:
            return self._whole_power(base, b)
        if base.contains(0):
            raise unclear()
        logarithm = base.log()
        if not size(logarithm) * size(exponent) <= MOST_LOG2:
            raise large()
        self._note_side(base)
        return base**exponent

    def _whole_power(self, base: Value, exponent: Value) -> Value:
        if base.contains(0):
            if exponent < 0:
                raise unclear()
            return base ** int(exponent.numerator) if exponent <= MOST_GAMMA else fail(unclear())
        if not size(base.log()) * abs(int(exponent.numerator)) <= MOST_LOG2:
            raise large()
        return base ** int(exponent.numerator)

    def _power_of_zero(self, exponent: Value) -> Value:
        if exponent.real > 0:
            return fmpq(0)
        raise rationals.undefined("0 has no such power.")

    def call(self, name: str, arguments: Sequence[Value]) -> Value:
        if name in ("max", "min"):
            return self._extreme(name, arguments)
        if name == "abs":
            return self._absolute(arguments[0])
        if name in ("floor", "ceil"):
            return self._rounded_to_whole(name, arguments[0])
        if are_exact(*arguments):
            found = rationals.call(name, arguments)
            if found is not None:
                return kept(found)
        if len(arguments) == 2:
            return self.divide(*(self.call(name, [part]) for part in arguments))
        return self._computed(name, to_ball(arguments[0]))

    def _computed(self, name: str, x: Value) -> Value:
        if name in ("log", "sqrt"):
            return self._branched(name, x)
        if name == "re":
            return acb(x.real)
        if name == "im":
            return acb(x.imag)
        if name == "arg":
            return acb(x.arg()) if not x.contains(0) else fail(unclear())
        if name == "factorial":
            name, x = "gamma", x + 1
        check_size(name, x)
        return _METHODS[name](x)

    def _branched(self, name: str, x: Value) -> Value:
        if x == 0:
            return (
                fmpq(0) if name == "sqrt" else fail(rationals.undefined("The logarithm of 0 has no value."))
            )
        if name == "log" and x.contains(0):
            raise unclear()
        self._note_side(x)
        return x.sqrt() if name == "sqrt" else x.log()

    def program(self, function: Callable[..., object], arguments: Sequence[Value]) -> Value:
        if not are_exact(*arguments):
            raise unclear()
        return to_fmpq(rationals.program(function, arguments))

    def compare(self, relation: str, a: Value, b: Value) -> Value:
        if are_exact(a, b):
            found = rationals.holds(relation, a, b)
        else:
            found = self._compared(relation, to_ball(a) - to_ball(b))
        self._note(int(found))
        return fmpq(found)

    def _compared(self, relation: str, difference: Value) -> bool:
        if relation in ("==", "!="):
            if difference != 0 and difference.contains(0):
                raise unclear()
            return bool(difference == 0) == (relation == "==")
        sign = real_part(difference)
        if sign == 0:
            return relation in ("<=", ">=")
        if not (sign > 0 or sign < 0):
            raise unclear()
        return bool(sign > 0) == (relation in (">", ">="))

    def choose(self, condition: Value, value: Callable[[], Value], otherwise: Callable[[], Value]) -> Value:
        if not isinstance(condition, fmpq) and condition.contains(0) and condition != 0:
            raise unclear()
        return value() if condition != 0 else otherwise()

    def whole(self, lower: Value, upper: Value) -> tuple[int, int]:
        if not are_exact(lower, upper):
            raise unclear()
        return rationals.whole(lower), rationals.whole(upper)

    def member(self, family: Sequence[Value], index: Value) -> Value:
        if not isinstance(index, fmpq):
            raise unclear()
        return family[rationals.place(index, len(family))]

    def _extreme(self, name: str, arguments: Sequence[Value]) -> Value:
        best = arguments[0]
        for other in arguments[1:]:
            if are_exact(best, other):
                is_better = other > best if name == "max" else other < best
                best = other if is_better else best
                self._note(int(is_better))
                continue
            left, right = real_part(to_ball(best)), real_part(to_ball(other))
            self._note(1 if right > left else 0 if right <= left else -1)
            best = acb(left.max(right) if name == "max" else left.min(right))
        if not isinstance(best, fmpq):
            real_part(best)
        return best

    def _absolute(self, x: Value) -> Value:
        if isinstance(x, fmpq):
            self._note(int(x > 0))
            return abs(x)
        self._note(int(bool(x.real > 0)))
        return acb(abs(x))

    def _rounded_to_whole(self, name: str, x: Value) -> Value:
        if isinstance(x, fmpq):
            found = rationals.call(name, [x])
        else:
            ball = real_part(x)
            whole = (ball.floor() if name == "floor" else ball.ceil()).unique_fmpz()
            found = fmpq(whole) if whole is not None else fail(unclear())
        self._note(max(-3, min(3, int(found.numerator))))  # type: ignore[union-attr]
        return found

    def _note(self, branch: int) -> None:
        if self._branches is not None:
            self._branches.append(branch)

    def _note_side(self, x: Value) -> None:
        """On which side of the branch cut a number lies: right, negative real, above, below."""
        if self._branches is not None:
            self._note((0 if x.real > 0 else 1) if x.imag == 0 else 2 if x.imag > 0 else 3)


def ball(
    tree: Node,
    point: Mapping[str, Value | Sequence[Value]],
    *,
    precision: int = 128,
    functions: Functions | None = None,
    rounded: bool = False,
    branches: list[int] | None = None,
    budget: Limit | None = None,
) -> Value:
    """The value of a formula at one exact point: an `fmpq` where it is exact, else an `acb` that encloses it.

    Raises MathsError: code undefined, large, real, or unclear where more precision is needed.
    """
    before = flint.ctx.prec
    flint.ctx.prec = precision
    try:
        points = {name: _point(value) for name, value in point.items()}
        result = Evaluator[Value](_Balls(rounded, branches), functions, budget).value(tree, points)
    finally:
        flint.ctx.prec = before
    if type(result) is not fmpq and not result.is_finite():
        raise unclear()
    return result


def _point(value: Value | Sequence[Value]) -> Value | list[Value]:
    if isinstance(value, (list, tuple)):
        return [_point(member) for member in value]
    if isinstance(value, complex):
        return acb(value) if value.imag else _point(value.real)
    return to_fmpq(Fraction(value)) if isinstance(value, (int, float, Fraction)) else value
