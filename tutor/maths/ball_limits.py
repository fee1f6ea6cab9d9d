"""What may be computed with balls: bounds tested before anything large, and small steps between the two kinds."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import acb, fmpq

from tutor.maths import rationals
from tutor.maths.errors import MathsError

Value = Any
"""An `fmpq` where the value is exact, else an `acb`."""

MOST_LOG2 = 4e6
"""Values beyond 2^±4,000,000 are refused before they are computed."""

MOST_EXPONENT = 2.7e6
MOST_WHOLE = 1_000_000
"""Up to this exponent, whole powers are computed by multiplication."""

MOST_ANGLE = 1e5
MOST_GAMMA = 3_000
MOST_EXACT_BITS = 2_000
_ALMOST = 2.0**-40

_CIRCULAR = frozenset({"sin", "cos", "tan"})
_HYPERBOLIC = frozenset({"sinh", "cosh", "tanh", "exp"})


def unclear() -> MathsError:
    """More precision is needed to say anything."""
    return MathsError("unclear", "This value cannot be told apart from a critical one.")


def large() -> MathsError:
    """A value is beyond all bounds."""
    return MathsError("large", "A value in this formula is too large to be computed.")


def to_fmpq(value: Fraction) -> Value:
    """A fraction as flint has it."""
    return fmpq(value.numerator, value.denominator)


def are_exact(*values: Value) -> bool:
    """Whether all the values are fractions."""
    return all(type(value) is fmpq for value in values)


def to_ball(value: Value) -> Value:
    """A value as a ball."""
    return acb(value) if type(value) is fmpq else value


def kept(value: Value) -> Value:
    """An exact value while it is short, a ball when it has grown long."""
    return value if rationals.bits(value) <= MOST_EXACT_BITS else acb(value)


def size(x: Value) -> float:
    """An upper bound of the absolute value."""
    return float(x.abs_upper())


def fail(error: MathsError) -> Value:
    """Raise an error where an expression is wanted."""
    raise error


def real_part(x: Value) -> Value:
    """The real part of a number that is real as far as can be told. Raises MathsError for others."""
    imaginary = x.imag
    if imaginary != 0:
        if not imaginary.contains(0):
            raise MathsError("real", "Only real numbers can be compared or rounded.")
        if float(imaginary.abs_upper()) > _ALMOST:
            raise unclear()
    return x.real


def check_size(name: str, x: Value) -> None:
    """Raise MathsError before a value is computed that would be too large or too slow."""
    magnitude = size(x)
    if name in _CIRCULAR or name == "erf":
        is_small = magnitude <= MOST_ANGLE
    elif name in _HYPERBOLIC:
        is_small = magnitude <= MOST_EXPONENT
    else:
        is_small = name != "gamma" or magnitude <= MOST_GAMMA
    if not is_small:
        raise large()
