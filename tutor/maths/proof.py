"""Whether two formulas agree at a point, proved with balls; and what a number that was typed is worth, exactly."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from tutor.maths.budget import Limit
from tutor.maths.definitions import Functions
from tutor.maths.errors import MathsError
from tutor.maths.rationals import exact
from tutor.maths.reading import read
from tutor.maths.tree import Node

LADDER = (128, 512, 4096)
"""Bits of precision, tried in turn."""

AGREEMENT = 2.0**-60
"""A difference that may be 0 and is at most this, relative to the values, counts as 0."""

Outcome = Literal[
    "same", "different", "overlap", "left undefined", "right undefined", "both undefined", "large", "unclear"
]

Point = Mapping[str, Any]


def agree(
    left: Node,
    right: Node,
    point: Point,
    *,
    functions: Functions | None = None,
    rounded: bool = False,
    budget: Limit | None = None,
) -> Outcome:
    """Compare two formulas at one point (numbers, and sequences of numbers for families).

    "different" is a proof; "same" is exact, or means that the values agree to 60 bits and more. With
    `rounded`, each decimal of `left` is a ball of half a unit in its last digit, and "overlap" says that
    the ball of the value holds the value of `right`. "large" and "unclear" say that nothing could be shown.
    """
    outcome: Outcome = "unclear"
    for precision in LADDER:
        if budget:
            budget.check()
        first = _value(left, point, precision, functions, rounded, budget)
        second = _value(right, point, precision, functions, False, budget)
        outcome = _compared(first, second, precision, rounded)
        if outcome != "unclear":
            return outcome
    return outcome


def _value(
    tree: Node, point: Point, precision: int, functions: Functions | None, rounded: bool, budget: Limit | None
) -> Any:
    """A value, or the code of the error that says why there is none."""
    from tutor.maths.balls import ball

    try:
        return ball(tree, point, precision=precision, functions=functions, rounded=rounded, budget=budget)
    except MathsError as error:
        if error.code in ("undefined", "real", "large", "unclear"):
            return "undefined" if error.code == "real" else error.code
        raise


def _compared(left: Any, right: Any, precision: int, rounded: bool) -> Outcome:
    codes = [value if isinstance(value, str) else "" for value in (left, right)]
    if "unclear" in codes:
        return "unclear"
    if "large" in codes:
        return "large"
    if codes == ["undefined", "undefined"]:
        return "both undefined"
    if "undefined" in codes:
        return "left undefined" if codes[0] else "right undefined"
    return _difference(left, right, precision, rounded)


def _difference(left: Any, right: Any, precision: int, rounded: bool) -> Outcome:
    import flint
    from flint import acb, arb, fmpq

    if type(left) is fmpq and type(right) is fmpq:
        return "same" if left == right else "different"
    with flint.ctx.workprec(precision):
        difference = acb(left) - acb(right)
        if not difference.contains(0):
            return "different"
        if rounded:
            return "overlap"
        size = difference.abs_upper()
        scale = acb(left).abs_lower().max(acb(right).abs_lower())
        agrees = size <= scale * AGREEMENT
        is_tiny = precision > LADDER[0] and size <= arb(2) ** (-precision // 2)
    return "same" if agrees or is_tiny else "unclear"


@dataclass(frozen=True, slots=True)
class Exact:
    """A number: its tree, its exact value where it is rational, and an enclosure (equal bounds where exact)."""

    tree: Node
    exact: Fraction | None
    low: Fraction
    high: Fraction

    def __float__(self) -> float:
        middle = (self.low + self.high) / 2
        try:
            return float(middle)
        except OverflowError:
            return math.inf if middle > 0 else -math.inf


def number(
    formula: str | Node,
    values: Mapping[str, Fraction | int | Sequence[Fraction | int]] | None = None,
    functions: Functions | None = None,
    precision: int = LADDER[0],
) -> Exact:
    """The value of a formula without variables, or with these values for them, to at least 60 bits.

    Raises MathsError when it cannot be read or has no real value (codes undefined, real, large, unclear).
    """
    tree = formula if isinstance(formula, Node) else read(formula, tuple(values or ()), functions or ()).tree
    found = exact(tree, values, functions)
    if found is not None:
        return Exact(tree, found, found, found)
    low, high = _enclosure(tree, values or {}, functions, precision)
    return Exact(tree, low if low == high else None, low, high)


def _enclosure(
    tree: Node, values: Point, functions: Functions | None, precision: int
) -> tuple[Fraction, Fraction]:
    from flint import fmpq

    from tutor.maths.balls import ball

    for bits in (bits for bits in (precision, *LADDER) if bits >= precision):
        try:
            value = ball(tree, values, precision=bits, functions=functions)
        except MathsError as error:
            if error.code != "unclear" or bits == LADDER[-1]:
                raise
            continue
        if type(value) is fmpq:
            exactly = Fraction(int(value.numerator), int(value.denominator))
            return exactly, exactly
        if not value.imag.contains(0):
            raise MathsError("real", "This number is not real.")
        middle, radius = _fraction(value.real.mid()), _fraction(value.real.rad())
        low, high = middle - radius, middle + radius
        if high - low <= Fraction(AGREEMENT) * max(abs(low), abs(high)) or bits == LADDER[-1]:
            return low, high
    raise MathsError("unclear", "The value of this number could not be found.")


def _fraction(value: Any) -> Fraction:
    mantissa, exponent = value.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
