"""Follow-through: what is right for the learner who goes on rightly from an earlier wrong value.

A later answer is marked against the true value and against what follows from the learner's own earlier one; the
better mark counts and the learner is told. Nothing follows from 0, 1 or an undefined value: with those the later
step shows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tutor.marking.values import value_of
from tutor.marking.verdict import Outcome, Verdict
from tutor.maths import MathsError

DEGENERATE = (Fraction(0), Fraction(1))
FOLLOWS = "This follows rightly from your earlier answer, so it counts."


def follows(formula: Any, earlier: Mapping[str, Fraction], functions: Mapping[str, Any]) -> Any | None:
    """What a formula over earlier answers gives for the learner's own, or None when nothing follows.

    A list of formulas gives a list of values (the sizes of a shape).
    """
    if isinstance(formula, (list, tuple)):
        values = [follows(one, earlier, functions) for one in formula]
        return None if None in values else values
    try:
        value = value_of(formula, earlier, functions)
    except MathsError:
        return None
    return None if value.middle in DEGENERATE else value.exact if value.exact is not None else value.middle


def better(direct: Verdict, followed: Verdict) -> Verdict:
    """The better of two marks: against the true answer, and against what follows from an earlier one."""
    gained = followed.score / followed.max > direct.score / direct.max
    if not gained or followed.outcome not in (Outcome.CORRECT, Outcome.PARTIAL):
        return direct
    return replace(followed, note=FOLLOWS)
