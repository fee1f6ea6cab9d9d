"""A number: exact where it is whole, and near enough where it is not (see `tolerance`).

`expected` is a number, a text such as `sqrt(41)/5` (over the drawn `numbers`, where there are any), or
`{"value": …, "unit": "bytes", "units": {"words": 2}}`, where the unit may be written or left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tutor import maths
from tutor.marking import slips
from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.tolerance import FIGURES_IN_WORDS, Fit, Tolerance, fit
from tutor.marking.units import Units
from tutor.marking.values import Value, is_named, value_of
from tutor.marking.verdict import Outcome, Verdict, close, correct, invalid, wrong
from tutor.maths import MathsError
from tutor.maths.tree import Node

_UNDEFINED = frozenset(
    {"does not exist", "doesn't exist", "dne", "not defined", "no derivative", "nonexistent"}
)
"""Other words for a value that there is not."""

MOST_EQUAL = 3
_EQUAL = re.compile(r"[≈≃≅~]|(?<![<>=!:])=(?!=)")
_NAME = re.compile(r"(?:[^\W\d]\w*)?")


@kind("number")
def mark(task: Task) -> Verdict:
    """Mark a number."""
    declared = task.expected if isinstance(task.expected, Mapping) else {"value": task.expected}
    source = declared["value"]
    units = Units(str(declared["unit"]), declared.get("units")) if declared.get("unit") else None
    if units is None:
        return _mark(task, source, task.text, Fraction(1), "")
    text, unit = units.split(task.text)
    worth = units.worth_of(unit)
    if worth is None:
        place = task.text.rindex(unit)
        return invalid("unit", f"Give the number in {units.asked}.", position=place, length=len(unit))
    return _mark(task, source, text, worth, unit)


def _mark(task: Task, source: Any, text: str, worth: Fraction, unit: str) -> Verdict:
    """A typed number against the right one; of several that are said to be equal, every one must be right."""
    pieces = [piece.strip() for piece in _EQUAL.split(text, maxsplit=MOST_EQUAL)]
    if len(pieces) > 1 and _NAME.fullmatch(pieces[0]):
        pieces = pieces[1:]
    if not 1 < len(pieces) <= MOST_EQUAL or not all(map(_is_readable, pieces)):
        return _mark_one(task, source, pieces[0] if len(pieces) == 1 else text, worth, unit)
    verdicts = [_mark_one(task, source, piece, worth, unit) for piece in pieces]
    wrong_one = next((one for one in verdicts if one.outcome is Outcome.WRONG), None)
    right_one = next((one for one in verdicts if one.outcome is Outcome.CORRECT), None)
    return wrong_one or right_one or verdicts[-1]


def _is_readable(text: str) -> bool:
    try:
        maths.read(text)
    except MathsError:
        return False
    return True


def _mark_one(task: Task, source: Any, text: str, worth: Fraction, unit: str) -> Verdict:
    """A typed number, worth so much of the asked unit, against the right one."""
    text = "undefined" if " ".join(text.casefold().split()).rstrip(".") in _UNDEFINED else text
    reading = maths.read(text)
    read_as = f"{reading.printed} {unit}".strip()
    named = _named_value(source)
    if named is not None or is_named(reading.tree):
        is_same = reading.tree == named
        return correct(read_as) if is_same else wrong(read_as, "That is not the value asked for.")
    right = _right(task, source)
    typed = value_of(text) if worth == 1 else value_of(text).times(worth)
    return correct(read_as) if _equal(typed, right, task) else _unequal(task, typed, right, read_as)


def _right(task: Task, source: Any) -> Value:
    """The right number.

    Raises:
        ValueError: if it cannot be read or has no value.
    """
    try:
        return value_of(source, task.numbers, task.functions)
    except MathsError as fault:
        raise ValueError(f"expected: {source!r} is not a number. {fault}") from None


def _named_value(source: Any) -> Node | None:
    """The tree of `undefined`, `inf` or `-inf`, if that is what is expected."""
    if not isinstance(source, str):
        return None
    try:
        tree = maths.read(source).tree
    except MathsError:
        return None
    return tree if is_named(tree) else None


def _equal(typed: Value, right: Value, task: Task) -> bool:
    """Whether two numbers are equal: exactly if they are rational, to 60 bits and more if they are not."""
    if typed.exact is not None and right.exact is not None:
        return typed.exact == right.exact
    if typed.high < right.low or typed.low > right.high or maths.names(right.tree):
        return False
    return maths.agree(typed.tree, right.tree, {}, functions=task.functions, budget=task.budget) == "same"


def _unequal(task: Task, typed: Value, right: Value, read_as: str) -> Verdict:
    """A number that is not equal to the right one: near enough, close, or wrong."""
    if task.tolerance is not None:
        allowed = Tolerance.of(task.tolerance).allows(abs(typed.middle - right.middle), right.middle)
        return correct(read_as) if allowed else _wrong(typed, right, read_as)
    how = fit(typed.middle, right.middle, typed.figures, right.is_whole)
    if how is Fit.RIGHT:
        return correct(read_as)
    if how is Fit.CLOSE:
        return close(read_as, f"Close, but give {FIGURES_IN_WORDS} figures.")
    return _wrong(typed, right, read_as)


def _wrong(typed: Value, right: Value, read_as: str) -> Verdict:
    """What can be said about a wrong number: a slip, or at least the direction."""
    found = slips.of_number(typed, right)
    if found:
        return wrong(read_as, *slips.said(found), code=found[0].code)
    return wrong(read_as, f"Yours is too {'large' if typed.middle > right.middle else 'small'}.")
