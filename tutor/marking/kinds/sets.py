"""A set: numbers or formulas in any order, `{-1, 1}`, `1 and -1`, `±1`, `∅`; repeating one changes nothing.

`expected` is such a text or a sequence. Without variables members are marked as numbers, with them as formulas.
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

MOST_MEMBERS = 24


@kind("set")
def mark(task: Task) -> Verdict:
    """Mark a set: right when every member belongs and none is missing."""
    right = [one for each in expected_members(task.expected) for one in _both_signs(each)]
    typed = [one for each in members_of(task.text) for one in _both_signs(each)]
    if len(typed) > MOST_MEMBERS:
        return invalid("count", f"These are too many members to check: give at most {MOST_MEMBERS}.")
    task = task.of_members(len(typed))
    hits: set[int] = set()
    readings: dict[str, bool] = {}
    waiting: list[Verdict] = []
    for member in typed:
        verdicts = [mark_member(task, member, other) for other in right] or [_alone(task, member)]
        places = {at for at, verdict in enumerate(verdicts) if verdict.outcome is Outcome.CORRECT}
        free = next((verdict for verdict in verdicts if verdict.is_free), None)
        if free is not None and not places:
            waiting.append(placed(free, member))
        hits |= places
        readings[verdicts[0].read_as] = bool(places) or free is not None
    read_as = "{" + ", ".join(readings) + "}" if readings else "∅"
    strangers = [reading for reading, belongs in readings.items() if not belongs]
    if not strangers and waiting:
        return replace(waiting[0], read_as=read_as)
    if not strangers and len(hits) == len(right):
        return correct(read_as)
    return wrong(read_as, _why(strangers, len(right) - len(hits)))


def _alone(task: Task, member: Member) -> Verdict:
    """A member where the right set is empty: read, and wrong."""
    return mark_member(task, member, "undefined")


def _both_signs(member: Any) -> Sequence[Any]:
    """The two members that ±a stands for."""
    text = member.text if isinstance(member, Member) else member
    if not isinstance(text, str):
        return [member]
    sign = next((sign for sign in ("±", "+/-", "+-") if text.startswith(sign)), None)
    if sign is None:
        return [member]
    bare = text[len(sign) :]
    if isinstance(member, Member):
        return [Member(bare, member.offset + len(sign)), Member(f"-({bare})", member.offset + len(sign) - 2)]
    return [bare, f"-({bare})"]


def _why(strangers: Sequence[str], missing: int) -> str:
    """Which members do not belong, and how many are missing."""
    parts = []
    if strangers:
        parts.append(f"{listed(strangers)} {'does' if len(strangers) == 1 else 'do'} not belong")
    if missing:
        parts.append(f"{missing} {'member is' if missing == 1 else 'members are'} missing")
    why = " and ".join(parts)
    return why[0].upper() + why[1:] + "."
