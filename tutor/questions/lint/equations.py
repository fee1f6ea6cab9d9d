"""Whether what is printed is true: in “3 − 0.1·2 = 2.8” both sides are numbers, and they must agree."""

from __future__ import annotations

import re
from fractions import Fraction

from tutor import maths
from tutor.maths import MathsError
from tutor.maths.tree import Neg, Node, Number

_SIGN = re.compile(r"[=≈]")
_ENDS = re.compile(r"[;:]\s|,\s|\.\s|\s{2,}| at | for | and | so | with | is | but | of ")
MOST = 400
LONG = 5
"""A number of so many figures may have been rounded when it was printed."""


def untrue_equation(text: str) -> str | None:
    """The first equation between two numbers in a text that does not hold, to the figures printed; or None."""
    for line in text.splitlines():
        for piece in _ENDS.split(line):
            false = _untrue(piece)
            if false:
                return false
    return None


def _untrue(piece: str) -> str | None:
    sides = _SIGN.split(piece)
    values = [_value(side) for side in sides] if len(sides) > 1 else []
    for at in range(1, len(values)):
        left, right = values[at - 1], values[at]
        if left is not None and right is not None and abs(left[0] - right[0]) > left[1] + right[1]:
            return f"{sides[at - 1].strip()} = {sides[at].strip()}"
    return None


def _value(side: str) -> tuple[Fraction, Fraction] | None:
    """The value of one side and how far rounding may have moved it, or None if it is no number."""
    text = side.strip().rstrip(".,;")
    if not text or len(text) > MOST or not re.search(r"\d", text):
        return None
    try:
        tree = maths.read(text).tree
        found = maths.number(tree)
    except MathsError:
        return None
    middle = (found.low + found.high) / 2
    return middle, _hidden(tree, middle) + abs(middle) / 10**9


def _hidden(tree: Node, result: Fraction) -> Fraction:
    """What rounding may hide: half a unit of a number that stands alone, and of long decimals inside a formula."""
    alone = tree.operand if isinstance(tree, Neg) else tree
    if isinstance(alone, Number):
        return alone.half_unit if alone.is_decimal else Fraction(0)
    long = [part for part in maths.walk(tree) if isinstance(part, Number) and part.digits >= LONG]
    return sum((max(part.half_unit, abs(result) * part.half_unit / part.value) for part in long), Fraction(0))
