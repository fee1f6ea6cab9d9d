"""Exact arithmetic with fractions: what stays rational is computed exactly, nothing else is pretended to be.

The functions of this module take `Fraction`, and as well python-flint's `fmpq`, which computes alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from tutor.maths.definitions import Functions
from tutor.maths.errors import MathsError
from tutor.maths.evaluator import Evaluator
from tutor.maths.tree import Node, Number

MOST_BITS = 40_000
"""A longer number is left to enclosures."""

MOST_FACTORIAL = 3_000
MOST_ARGUMENT_BITS = 1_000
"""What a program is handed fits into a float."""

MOST_ROOT = 100
MOST_ROOTED_BITS = 2_000
"""Roots of longer numbers are left to enclosures."""

_AT_ZERO = {
    **dict.fromkeys(("sin", "tan", "arcsin", "arctan", "sinh", "tanh", "arsinh", "artanh", "erf"), 0),
    **dict.fromkeys(("exp", "cos", "cosh"), 1),
}


class IrrationalError(Exception):
    """The value is not rational, or not known to be."""


def undefined(message: str) -> MathsError:
    """The error for a formula without a value."""
    return MathsError("undefined", message)


def bits(value: Fraction) -> int:
    """The length of a fraction in binary digits."""
    return int(value.numerator.bit_length() + value.denominator.bit_length())


def quotient(a: Fraction, b: Fraction) -> Fraction:
    """The quotient a/b. Raises MathsError (undefined) for b = 0."""
    if b == 0:
        raise undefined("This divides by zero.")
    return a / b


def power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """The power where it is rational and not too long, None elsewhere. Raises MathsError for 0 to a negative power."""
    if exponent == 0 or base == 1:
        return base * 0 + 1
    if base == 0:
        if exponent < 0:
            raise undefined("This divides by zero: 0 to a negative power.")
        return base
    if abs(exponent.numerator) * bits(base) > MOST_BITS:
        return None
    inner = root(base, int(exponent.denominator))
    return None if inner is None else inner ** int(exponent.numerator)


def root(value: Fraction, degree: int) -> Fraction | None:
    """The root of a power of a positive fraction; None for anything else."""
    if degree == 1:
        return value
    if value < 0 or degree > MOST_ROOT or bits(value) > MOST_ROOTED_BITS:
        return None
    above, below = _whole_root(int(value.numerator), degree), _whole_root(int(value.denominator), degree)
    found = (value * 0 + above) / below
    return found if found**degree == value else None


def _whole_root(value: int, degree: int) -> int:
    """The whole part of a root, found bit by bit."""
    if degree == 2:
        return math.isqrt(value)
    found = 0
    for place in range(value.bit_length() // degree, -1, -1):
        trial = found | 1 << place
        if trial**degree <= value:
            found = trial
    return found


def call(name: str, arguments: Sequence[Fraction]) -> Fraction | None:
    """A primitive function where its value is rational and known, None elsewhere."""
    x = arguments[0]
    zero = x * 0
    if name in ("max", "min"):
        return max(arguments) if name == "max" else min(arguments)
    if len(arguments) == 2:
        return _based_logarithm(x, arguments[1])
    if name in ("factorial", "gamma"):
        return _factorial(x - (1 if name == "gamma" else 0), name)
    if name in _AT_ZERO:
        return zero + _AT_ZERO[name] if x == 0 else None
    simple: dict[str, Callable[[], Fraction | None]] = {
        "abs": lambda: abs(x),
        "floor": lambda: zero + x.numerator // x.denominator,
        "ceil": lambda: zero - (-x.numerator // x.denominator),
        "re": lambda: x,
        "conj": lambda: x,
        "im": lambda: zero,
        "arg": lambda: zero if x > 0 else None,
        "sqrt": lambda: root(x, 2),
        "log": lambda: _logarithm(x),
    }
    return simple[name]() if name in simple else None


def _logarithm(x: Fraction) -> Fraction | None:
    if x == 0:
        raise undefined("The logarithm of 0 has no value.")
    return x - 1 if x == 1 else None


def _based_logarithm(x: Fraction, base: Fraction) -> Fraction | None:
    """The logarithm of a whole power of the base; None for anything else."""
    if x <= 0 or base <= 0 or base == 1 or max(bits(x), bits(base)) > MOST_BITS:
        return None
    guess = round(_log2(x) / _log2(base))
    return x * 0 + guess if abs(guess) <= MOST_BITS and power(base, x * 0 + guess) == x else None


def _log2(x: Fraction) -> float:
    return math.log2(int(x.numerator)) - math.log2(int(x.denominator))


def _factorial(x: Fraction, name: str) -> Fraction | None:
    if x.denominator != 1:
        return None
    if x < 0:
        raise undefined(f"The {name} of a negative whole number has no value.")
    if x > MOST_FACTORIAL:
        raise MathsError("large", f"Factorials are computed up to {MOST_FACTORIAL}.")
    return x * 0 + math.factorial(int(x.numerator))


def program(function: Callable[..., object], arguments: Sequence[Fraction]) -> Fraction:
    """A program's value at exact numbers: integers go in as int, the rest as float; its result counts as exact."""
    fractions = [Fraction(int(x.numerator), int(x.denominator)) for x in arguments]
    if any(bits(x) > MOST_ARGUMENT_BITS for x in fractions):
        raise MathsError("large", "A value in this formula is too large to be computed.")
    result = called(function, [x.numerator if x.denominator == 1 else float(x) for x in fractions])
    number = float(result) if not isinstance(result, (int, Fraction)) else result  # type: ignore[arg-type]
    if isinstance(number, float) and not math.isfinite(number):
        raise undefined("This function has no value here.")
    return Fraction(number)


def called(function: Callable[..., object], arguments: Sequence[float]) -> object:
    """A program's result. Raises MathsError (code undefined) with its own words where it refuses."""
    try:
        return function(*arguments)
    except (ValueError, ArithmeticError, TypeError) as error:
        raise undefined(f"This function has no value here: {error}.") from error


class _Fractions:
    """The algebra of fractions; IrrationalError where it ends."""

    direct = frozenset[str]()

    def number(self, node: Number) -> Fraction:
        return node.value

    def rational(self, value: Fraction) -> Fraction:
        return value

    def constant(self, name: str) -> Fraction:
        raise IrrationalError

    def add(self, a: Fraction, b: Fraction) -> Fraction:
        return self._checked(a + b)

    def negative(self, a: Fraction) -> Fraction:
        return -a

    def multiply(self, a: Fraction, b: Fraction) -> Fraction:
        return self._checked(a * b)

    def divide(self, a: Fraction, b: Fraction) -> Fraction:
        return self._checked(quotient(a, b))

    def power(self, a: Fraction, b: Fraction) -> Fraction:
        return self._checked(power(a, b))

    def call(self, name: str, arguments: Sequence[Fraction]) -> Fraction:
        return self._checked(call(name, arguments))

    def program(self, function: Callable[..., object], arguments: Sequence[Fraction]) -> Fraction:
        return program(function, arguments)

    def compare(self, relation: str, a: Fraction, b: Fraction) -> Fraction:
        return Fraction(holds(relation, a, b))

    def choose(
        self, condition: Fraction, value: Callable[[], Fraction], otherwise: Callable[[], Fraction]
    ) -> Fraction:
        return value() if condition else otherwise()

    def whole(self, lower: Fraction, upper: Fraction) -> tuple[int, int]:
        return whole(lower), whole(upper)

    def member(self, family: Sequence[Fraction], index: Fraction) -> Fraction:
        return family[place(index, len(family))]

    def _checked(self, value: Fraction | None) -> Fraction:
        if value is None or bits(value) > MOST_BITS:
            raise IrrationalError
        return value


def holds(relation: str, a: Fraction, b: Fraction) -> bool:
    """Whether a relation holds between two exact numbers."""
    if relation in ("==", "!="):
        return (a == b) == (relation == "==")
    if relation in ("<", ">="):
        return (a < b) == (relation == "<")
    return (a > b) == (relation == ">")


def whole(value: Fraction) -> int:
    """A whole number as int. Raises MathsError for a fraction."""
    if value.denominator != 1:
        raise undefined("The bounds of a sum must be whole numbers.")
    return int(value.numerator)


def place(index: Fraction, size: int) -> int:
    """Where a member of a family stands, from 0. Raises MathsError outside the family."""
    found = whole(index) - 1
    if not 0 <= found < size:
        raise undefined(f"There is no member {found + 1}: the family has {size}.")
    return found


def exact(
    tree: Node,
    values: Mapping[str, Fraction | int | Sequence[Fraction | int]] | None = None,
    functions: Functions | None = None,
) -> Fraction | None:
    """The exact value of a formula, or None where it is irrational or very long.

    Raises MathsError (code undefined) where it has no value, (code large) for factorials beyond 3,000.
    """
    points: dict[str, Fraction | Sequence[Fraction]] = {}
    for name, value in (values or {}).items():
        points[name] = [Fraction(x) for x in value] if isinstance(value, Sequence) else Fraction(value)
    try:
        return Evaluator[Fraction](_Fractions(), functions).value(tree, points)
    except IrrationalError:
        return None
