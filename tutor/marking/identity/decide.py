"""The decision whether two formulas agree, from exact points.

One point at which the two enclosures do not meet proves a difference. Agreement to 60 bits at ten random points, at
every critical point that a search can find, and to 2,000 bits at one point, is taken for identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from random import Random
from typing import Any

import flint

from tutor import maths
from tutor.marking.identity.coverage import critical_points
from tutor.marking.identity.space import Point, Space
from tutor.maths import Budget, MathsError
from tutor.maths.balls import ball
from tutor.maths.tree import Node

POINTS = 10
ENOUGH = 8
MOST_DRAWS = 40
FINE = 2048
"""Bits of precision for the last word at one point."""


class Answer(Enum):
    """What the comparison of two formulas has shown."""

    SAME = "same"
    DIFFERENT = "different"
    UNDEFINED = "undefined"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of a comparison, with the point that decided it."""

    answer: Answer
    point: Point = field(default_factory=dict)


def decide(
    typed: Node,
    right: Node,
    space: Space,
    budget: Budget,
    seed: int,
    functions: Mapping[str, Any] | None = None,
) -> Decision:
    """Whether a typed formula is the right one everywhere on its domain.

    Raises:
        MathsError: if it takes longer than the budget allows (code `budget`).
    """
    if typed == right:
        return Decision(Answer.SAME)
    agreed: list[Point] = []
    for point in _points(space, Random(seed), agreed):
        decision = _at(typed, right, point, space, budget, functions)
        if decision is not None and decision.answer is not Answer.SAME:
            return decision
        if decision is not None:
            agreed.append(point)
    if len(agreed) < (1 if space.is_empty else ENOUGH):
        return Decision(Answer.UNCLEAR)
    if _differs_by_a_hair(typed, right, agreed[0], budget, functions):
        return Decision(Answer.DIFFERENT, agreed[0])
    if space.is_empty:
        return Decision(Answer.SAME)
    for point in critical_points((typed, right), space, agreed, seed, functions):
        decision = _at(typed, right, point, space, budget, functions)
        if decision is not None and decision.answer is not Answer.SAME:
            return decision
    return Decision(Answer.SAME)


def _at(
    typed: Node,
    right: Node,
    point: Point,
    space: Space,
    budget: Budget,
    functions: Mapping[str, Any] | None,
) -> Decision | None:
    """What one point shows, or None where the right formula is undefined or the point is too hard."""
    budget.check()
    found = maths.agree(typed, right, point, functions=functions, budget=budget)
    if found == "same":
        return Decision(Answer.SAME, point)
    if found == "different":
        return Decision(Answer.DIFFERENT, point)
    if found != "left undefined" or _is_gap(typed, right, space.beside(point), budget, functions):
        return None
    return Decision(Answer.UNDEFINED, point)


def _is_gap(
    typed: Node, right: Node, beside: Point | None, budget: Budget, functions: Mapping[str, Any] | None
) -> bool:
    """Whether a formula has a mere gap here, as n/n has at 0: close by it has the right value.

    Among real numbers such gaps are never met; among whole ones they are.
    """
    if beside is None:
        return False
    return maths.agree(typed, right, beside, functions=functions, budget=budget) == "same"


def _differs_by_a_hair(
    typed: Node, right: Node, point: Point, budget: Budget, functions: Mapping[str, Any] | None
) -> bool:
    """Whether a difference shows at a precision that no 1e-300 escapes."""
    try:
        values = [
            ball(tree, point, precision=FINE, functions=functions, budget=budget) for tree in (typed, right)
        ]
    except MathsError as fault:
        if fault.code == "budget":
            raise
        return False
    with flint.ctx.workprec(FINE):
        return not (flint.acb(values[0]) - flint.acb(values[1])).contains(0)


def _points(space: Space, random: Random, agreed: list[Point]) -> Iterator[Point]:
    """Random points until enough of them agree; one alone where there is no variable."""
    if space.is_empty:
        yield {}
        return
    for _ in range(MOST_DRAWS):
        if len(agreed) >= POINTS:
            return
        yield space.random_point(random)
