"""Numbers as people and programs give them, with the figures that were written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tutor import maths
from tutor.maths.tree import Constant, Neg, Node, Number, Power, Product, Quotient

LARGEST_COUNT = 10**15
"""Beyond this a whole number is not marked exactly."""

_TEN = (Fraction(10), Fraction(100), Fraction(1000))


@dataclass(frozen=True, slots=True)
class Figures:
    """How precisely a number was written: its significant digits, and half a unit in the last one."""

    digits: int
    half_unit: Fraction


@dataclass(frozen=True, slots=True)
class Value:
    """A number: exact, or enclosed so narrowly that only a proof of equality needs more."""

    tree: Node
    exact: Fraction | None
    low: Fraction
    high: Fraction
    figures: Figures | None = None
    """The figures written, if it is one number and no formula."""

    @property
    def middle(self) -> Fraction:
        """The number itself, or the middle of its enclosure."""
        return self.exact if self.exact is not None else (self.low + self.high) / 2

    @property
    def is_whole(self) -> bool:
        """Whether it is exactly an integer, and one that counts something: 6·10²³ is a measurement."""
        return self.exact is not None and self.exact.denominator == 1 and abs(self.exact) < LARGEST_COUNT

    def times(self, worth: Fraction) -> Value:
        """The number times a positive exact one, as a change of units makes it."""
        figures = self.figures and Figures(self.figures.digits, self.figures.half_unit * worth)
        tree = Product("*", (maths.rational(worth), self.tree))
        exact = None if self.exact is None else self.exact * worth
        return Value(tree, exact, self.low * worth, self.high * worth, figures)


def value_of(
    source: Any, numbers: Mapping[str, Any] | None = None, functions: Mapping[str, Any] | None = None
) -> Value:
    """A number from a text, a Python or numpy number, or a formula over named numbers.

    Raises:
        MathsError: if a text cannot be read or has no finite real value.
    """
    if not isinstance(source, str):
        fraction = fraction_of(source)
        return Value(maths.rational(fraction), fraction, fraction, fraction)
    values = {name: fraction_of(value) for name, value in (numbers or {}).items()}
    found = maths.number(source, values, functions)
    return Value(found.tree, found.exact, found.low, found.high, _figures(found.tree))


def fraction_of(number: Any) -> Fraction:
    """An exact fraction from any real number; a float means the shortest decimal that is written for it.

    Raises:
        ValueError: if it is not a finite real number.
    """
    if isinstance(number, (int, Fraction)):
        return Fraction(number)
    try:
        return Fraction(repr(float(number)))
    except (TypeError, ValueError):
        raise ValueError(f"expected: {number!r} is not a finite real number.") from None


def is_named(tree: Node) -> bool:
    """Whether a formula is infinity, minus infinity or `undefined`, which are answers but no numbers."""
    bare = tree.operand if isinstance(tree, Neg) else tree
    return isinstance(bare, Constant) and bare.name in ("inf", "undefined")


def _figures(tree: Node) -> Figures | None:
    """Figures of a number, of minus a number, of a number times a power of ten, of a percentage."""
    if isinstance(tree, Neg):
        return _figures(tree.operand)
    if isinstance(tree, Number):
        return Figures(tree.digits, tree.half_unit)
    mantissa, scale = _scaled(tree)
    if mantissa is None or scale is None:
        return None
    return Figures(mantissa.digits, mantissa.half_unit * scale)


def _scaled(tree: Node) -> tuple[Number | None, Fraction | None]:
    """The mantissa and the scale of `2×10^-3` and `12.5%`."""
    if isinstance(tree, Quotient) and isinstance(tree.numerator, Number):
        divisor = tree.denominator
        if isinstance(divisor, Number) and divisor.value in _TEN:
            return tree.numerator, 1 / divisor.value
    if isinstance(tree, Product) and len(tree.factors) == 2 and isinstance(tree.factors[0], Number):
        power = tree.factors[1]
        if isinstance(power, Power) and power.base == Number("10"):
            exponent = maths.exact(power.exponent)
            if exponent is not None and exponent.denominator == 1 and abs(exponent) <= 300:
                return tree.factors[0], Fraction(10) ** int(exponent)
    return None, None
