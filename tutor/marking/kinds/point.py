"""A point: numbers or formulas in order, `(1, 0.8)`, `1; 0.8`, `x = 1, y = 0.8`.

`expected` is such a text or a sequence. Without variables each coordinate is marked as a number, with them as a
formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tutor.marking.collection import expected_members, mark_member, members_of, placed
from tutor.marking.members import Member, listed
from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.verdict import Outcome, Verdict, correct, invalid, wrong


@kind("point", "tuple")
def mark(task: Task) -> Verdict:
    """Mark a point: right when every coordinate is."""
    right = expected_members(task.expected)
    typed = members_of(task.text)
    if len(typed) != len(right):
        return invalid("count", f"Give {len(right)} values like {_like(len(right))}; yours has {len(typed)}.")
    task = task.of_members(len(right))
    verdicts = [mark_member(task, one, other) for one, other in zip(typed, right, strict=True)]
    read_as = f"({', '.join(verdict.read_as for verdict in verdicts)})"
    fits = [verdict.outcome is Outcome.CORRECT for verdict in verdicts]
    if all(fits):
        return correct(read_as)
    free = next((at for at, verdict in enumerate(verdicts) if verdict.is_free), None)
    if free is not None and all(fit or one.is_free for fit, one in zip(fits, verdicts, strict=True)):
        first, *rest = verdicts[free].feedback
        said = (f"In the {_ordinal(free)} coordinate: {first[0].lower()}{first[1:]}", *rest)
        return replace(placed(verdicts[free], typed[free]), read_as=read_as, feedback=said)
    if len(typed) > 1 and _fits_reversed(task, typed, right):
        return wrong(read_as, "The numbers are right, but in the reverse order.", code="reversed")
    good = listed([_ordinal(at) for at, fit in enumerate(fits) if fit])
    return wrong(read_as, f"Only the {good} coordinate is right." if good else "No coordinate is right.")


def _fits_reversed(task: Task, typed: Sequence[Member], right: Sequence[Any]) -> bool:
    return all(
        mark_member(task, one, other).outcome is Outcome.CORRECT
        for one, other in zip(typed, reversed(right), strict=True)
    )


def _like(count: int) -> str:
    return "(" + ", ".join(["1", "0.8", "2", "5"][at % 4] for at in range(count)) + ")"


def _ordinal(at: int) -> str:
    return ["first", "second", "third", "fourth", "fifth"][at] if at < 5 else f"{at + 1}th"
