"""What points and sets share: members read one by one, each marked as a number or a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tutor.marking.members import Member, split, trimmed, unwrapped
from tutor.marking.registry import marker
from tutor.marking.task import Task
from tutor.marking.verdict import Verdict
from tutor.maths import MathsError

_EMPTY = frozenset({"", "∅", "none", "empty", "the empty set", "no solution", "no solutions"})
_NAMED = re.compile(r"[^\W\d]\w*\s*(?::=|=|:)(?!=)\s*")
_POINT = re.compile(r"\s*(?:at\s+|\(\s*\w+\s*,\s*\w+\s*\)\s*=(?!=)\s*)(?=[(\[{⟨])")
_TRANSPOSED = re.compile(r"(?<=[)\]])\s*(?:ᵀ|⊤|\^T|\.T)\s*$")


def members_of(text: str) -> list[Member]:
    """The members of a typed list, with or without brackets and names: `(0; 1)`, `x = 0, y = 1`, `0 and 1`.

    Semicolons separate where there are any, commas otherwise.
    """
    named = _POINT.match(text)
    start = named.end() if named else 0
    whole = unwrapped(trimmed(_TRANSPOSED.sub("", text[start:]), start))
    if whole.text.casefold() in _EMPTY:
        return []
    pieces = split(whole, ";")
    if len(pieces) == 1:
        pieces = split(whole, ",")
    return [_unnamed(piece) for each in pieces for piece in _around_and(each)]


def expected_members(expected: Any) -> list[Any]:
    """The members of the right answer: of a text, or of a sequence of texts and numbers.

    Raises:
        ValueError: if it is neither.
    """
    if isinstance(expected, str):
        return [member.text for member in members_of(expected)]
    if isinstance(expected, Iterable):
        return list(expected)
    raise ValueError(f"expected: {expected!r} is not a list of members.")


def mark_member(task: Task, typed: Member, right: Any) -> Verdict:
    """One member against one right one; a fault is placed in the learner's whole text.

    Raises:
        MathsError: if the member cannot be read.
    """
    kind = "formula" if task.variables or task.domain else "number"
    try:
        return marker(kind)(task.member(kind, typed.text, right))
    except MathsError as fault:
        raise MathsError(
            fault.code, fault.message, fault.position + typed.offset, fault.length, fault.hint
        ) from None


def placed(verdict: Verdict, typed: Member) -> Verdict:
    """A member's verdict with its position in the whole text."""
    moved = None if verdict.position is None else verdict.position + typed.offset
    return replace(verdict, position=moved)


def _around_and(member: Member) -> list[Member]:
    """The two sides of each `and` or `or` between members."""
    pieces, at = [], 0
    for link in re.finditer(r"\s+(?:and|or)\s+", member.text):
        pieces.append(trimmed(member.text[at : link.start()], member.offset + at))
        at = link.end()
    return [*pieces, trimmed(member.text[at:], member.offset + at)]


def _unnamed(member: Member) -> Member:
    """The member without the name in `x = 0`."""
    name = _NAMED.match(member.text)
    return trimmed(member.text[name.end() :], member.offset + name.end()) if name else member
