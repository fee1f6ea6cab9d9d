"""Decimals that stand for exact numbers: 0.333x is x/3 to three digits."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from tutor import maths
from tutor.marking.identity.space import Space
from tutor.maths import Budget
from tutor.maths.tree import Node, Number

POINTS = 8


def digits_if_rounded(
    typed: Node,
    right: Node,
    space: Space,
    budget: Budget,
    seed: int,
    functions: Mapping[str, Any] | None = None,
) -> int:
    """How many digits are right when every decimal is taken as rounded in its last digit; 0 when it is wrong.

    Each decimal becomes a ball of half a unit in its last digit. If the answer meets the resulting ball at every
    point, the formula is right as far as its digits go. Beside other decimals, one digit as in 0.5 is exact.
    """
    digits = [node.digits for node in maths.walk(typed) if isinstance(node, Number) and node.is_decimal]
    if len(digits) > 1 and 1 in digits:
        typed = _with_exact_digits(typed)
        digits = [count for count in digits if count > 1]
    if not digits:
        return 0
    random = Random(seed)
    met = 0
    for _ in range(1 if space.is_empty else POINTS):
        budget.check()
        point = {} if space.is_empty else space.random_point(random)
        found = maths.agree(typed, right, point, functions=functions, rounded=True, budget=budget)
        if found in ("different", "left undefined"):
            return 0
        met += found in ("overlap", "same")
    return min(digits) if met else 0


def _with_exact_digits(node: Node) -> Node:
    """The formula with 0.5 as 1/2, and every other decimal of one digit as its fraction."""
    if isinstance(node, Number) and node.is_decimal and node.digits == 1:
        return maths.rational(node.value)
    return node.rebuilt(tuple(_with_exact_digits(part) for part in node.parts))
