"""Steps to put in order, with partial credit for the longest run of steps in the right order.

`expected` is the labels in the right order (`["b", "a", "c"]` or `"b a c"`), or
`{"answer": [...], "also": [[...], ...]}` where several orders are right. A learner types the labels:
`b a c`, `b, a, c`, `b > a > c` or `bac`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tutor.marking.options import plain
from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.verdict import Verdict, correct, invalid, of_points

_SEPARATOR = re.compile(r"\s*(?:->|[,;>→\n|–—-]|\bthen\b)\s*|\s+")

AS_GOOD = "Several orders are right: yours is as good as the one that is shown."


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
    kept = max((_longest_right(steps, order) for order in orders), key=len)
    read_as = " → ".join(steps)
    if len(kept) == len(steps):
        note = "" if steps == orders[0] else AS_GOOD
        return correct(read_as, note, points=max(len(kept) - 1.0, 1.0))
    first = next(step for step in steps if step not in kept)
    said = (
        f"{len(kept)} of the {len(steps)} steps stand in the right order; the first out of place is {first}."
    )
    why = said if len(kept) > 1 else "No two steps stand in the right order."
    return of_points(len(kept) - 1.0, len(steps) - 1.0, read_as, why)


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


def _longest_right(steps: Sequence[str], order: Sequence[str]) -> list[str]:
    """The longest run of steps, with others between them, that stand in the right order."""
    best: list[list[str]] = []
    for step in steps:
        before = [run for run in best if order.index(run[-1]) < order.index(step)]
        best.append([*max(before, key=len, default=[]), step])
    return max(best, key=len)
