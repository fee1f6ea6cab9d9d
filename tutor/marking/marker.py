"""Marking an answer: the one way in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import tutor.marking.kinds  # noqa: F401  (enters every kind in the registry)
from tutor.marking.refusal import refused
from tutor.marking.registry import Marker, marker
from tutor.marking.task import Task
from tutor.marking.verdict import Verdict, invalid
from tutor.maths import Budget, MathsError

_NOTHING: Mapping[str, Any] = MappingProxyType({})
MOST_TYPED = 4_000
"""The longest answer of any kind that is looked at; single formulas and texts have shorter limits of their own."""

_retried: list[str] = []
"""The kind of the answer for which marking was warmed up, if it had to be."""


def mark(
    kind: str,
    answer: Any,
    *,
    expected: Any,
    variables: Mapping[str, Any] | Sequence[str] = _NOTHING,
    aliases: Mapping[str, str] = _NOTHING,
    functions: Mapping[str, Any] = _NOTHING,
    domain: Mapping[str, Any] = _NOTHING,
    tolerance: Mapping[str, Any] | None = None,
    broadcast: bool = False,
    generic: Sequence[str] = (),
) -> Verdict:
    """Mark one answer.

    Args:
        kind: formula, matrix, number, shape, point, set, table, choice, choices, truth, order, blanks or text.
        answer: what the learner typed; tables, blanks and choices also take lists.
        expected: the right answer, in the form that the kind's module describes.
        variables: each name's domain (`"real"`, `"positive"`, `"unit"`, `"int"`, `"int+"`, `"complex"`,
            `"count"` for how many members a family such as `π_k` has, `[low, high]`) or, for matrices, its
            shape (`["s", "r"]`); mere names are real.
        aliases: other spellings of names, such as `{"dL/do": "g"}`.
        functions: functions that formulas may call beside the usual ones.
        domain: more domains by name, or for all other names under `"*"`.
        tolerance: `{"mode": "rel" | "abs", "tol": …}` or `{"mode": "sigfigs" | "decimals", "digits": …}`.
        broadcast: whether a row may be added to every row of a matrix.
        generic: names of free functions, which stand for any smooth function.

    Raises:
        ValueError: if the question is at fault: an unknown kind, or an expected answer that cannot be read.
            No answer raises anything.
    """
    settings = (variables, aliases, functions, domain, tolerance, broadcast, tuple(generic))
    return mark_task(Task(kind, answer, expected, *settings))


def mark_task(task: Task) -> Verdict:
    """Mark a task that has been put together."""
    marking = marker(task.kind)
    if isinstance(task.answer, str) and not task.text:
        return invalid("empty", "Nothing has been typed yet.", position=0)
    if isinstance(task.answer, str) and len(task.answer) > MOST_TYPED:
        return invalid("length", f"This is too long to read: at most {MOST_TYPED} characters.")
    verdict = _marked(marking, task)
    if verdict.code == "budget" and not _retried:
        # The first answers pay for what is loaded and compiled with them, which is no fault of theirs.
        from tutor.marking.warmth import warm_up

        _retried.append(task.kind)
        warm_up()
        verdict = _marked(marking, replace(task, budget=Budget()))
    return verdict


def _marked(marking: Marker, task: Task) -> Verdict:
    try:
        return marking(task)
    except MathsError as fault:
        return refused(fault, str(task.answer))
