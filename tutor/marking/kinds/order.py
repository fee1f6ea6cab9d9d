"""Steps to put in order, with partial credit for the longest run of steps in the right order.

`expected` is the labels in the right order (`["b", "a", "c"]` or `"b a c"`), or
`{"answer": [...], "also": [[...], ...]}` where several orders are right. A learner types the labels:
`b a c`, `b, a, c`, `b > a > c` or `bac`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from tutor.marking.options import plain
from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.verdict import Verdict, correct, invalid, of_points

_SEPARATOR = re.compile(r"\s*(?:->|[,;>→\n|–—-]|\bthen\b)\s*|\s+")


@kind("order")
def mark(task: Task) -> Verdict:
    """Mark an order of steps: n steps are worth n − 1 points, one for each that follows rightly."""
    orders = _orders(task.expected)
    labels = {plain(label): label for label in orders[0]}
    typed = _typed(task.answer, labels)
    fault = _fault(typed, labels)
    if fault:
        return invalid("order", fault)
    steps = [labels[name] for name in typed]
    best = max(_longest_right(steps, order) for order in orders)
    read_as = " → ".join(steps)
    if best == len(steps):
        return correct(read_as, points=max(best - 1.0, 1.0))
    said = f"{best} of the {len(steps)} steps stand in the right order; the others are out of place."
    why = said if best > 1 else "No two steps stand in the right order."
    return of_points(best - 1.0, len(steps) - 1.0, read_as, why)


def _orders(expected: Any) -> list[list[str]]:
    """The right orders, the main one first."""
    also: Sequence[Any] = ()
    if isinstance(expected, Mapping):
        expected, also = expected["answer"], expected.get("also", ())
    orders = [_listed(order) for order in (expected, *also)]
    first = sorted(orders[0])
    if len(set(map(plain, first))) != len(first) or not first:
        raise ValueError("expected: an order needs steps with labels that differ.")
    if any(sorted(order) != first for order in orders):
        raise ValueError("expected: every right order must use the same steps.")
    return orders


def _listed(order: Any) -> list[str]:
    return _SEPARATOR.split(order.strip()) if isinstance(order, str) else [str(label) for label in order]


def _typed(answer: Any, labels: Mapping[str, str]) -> list[str]:
    """The labels in the order typed."""
    if not isinstance(answer, str) and isinstance(answer, Sequence):
        return [plain(str(label)) for label in answer]
    text = str(answer).strip().strip("()[]{}")
    names = [plain(name) for name in _SEPARATOR.split(text) if name]
    run_together = len(names) == 1 and names[0] not in labels and all(len(name) == 1 for name in labels)
    return list(names[0]) if run_together else names


def _fault(typed: Sequence[str], labels: Mapping[str, str]) -> str:
    """Why this is not an order of these steps yet, or nothing."""
    for name in typed:
        if name not in labels:
            return f"“{name}” is not a step: the steps are {', '.join(sorted(labels.values()))}."
        if typed.count(name) > 1:
            return f"Step {labels[name]} stands there twice: use every step once."
    missing = [label for name, label in sorted(labels.items()) if name not in typed]
    return f"Use every step once: {', '.join(missing)} {_is_are(missing)} missing." if missing else ""


def _is_are(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _longest_right(steps: Sequence[str], order: Sequence[str]) -> int:
    """The length of the longest subsequence of `steps` in the right order (patience sorting)."""
    tails: list[int] = []
    for place in (order.index(step) for step in steps):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
