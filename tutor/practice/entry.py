"""What is kept of practice: what was shown, and one entry for everything the learner did with it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import msgspec

Key = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$")]
"""A name that no other tutor gives: the digest of what was shown, or a random one for what happened."""

MOST_TEXT = 20_000
Short = Annotated[str, msgspec.Meta(max_length=200)]
Text = Annotated[str, msgspec.Meta(max_length=MOST_TEXT)]
Amount = Annotated[str, msgspec.Meta(pattern=r"^\d{1,6}(/[1-9]\d{0,5})?$")]
"""Marks: a whole number, or a fraction."""

Moment = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Mode = Literal["drill", "mixed", "review", "exam"]
What = Literal["answer", "hint", "reveal", "skip"]
Said = Literal["", "correct", "partial", "wrong", "invalid", "undecided"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Anything kept: an unknown field is a fault."""


class Shown(Record, frozen=True):
    """A variant as the learner saw it, so that it can be shown again when its template has long changed."""

    key: Key
    variant: Short
    kind: Short
    title: Short
    prompt: Text
    numbers: dict[Short, Any]
    answer: Text
    solution: Text


class Entry(Record, frozen=True):
    """One thing that the learner did: an answer with its verdict, a hint opened, a solution shown, a skip.

    Attributes:
        item: what belongs together: everything done with one variant on the table.
        shown: the key of what was shown.
        mistakes: the wrong rules that this variant would have told apart.
        outcome: of an answer; empty for the rest.
        share: how much of the answer was right, from 0 to 1, before any price.
        hints: how many rungs of the ladder were open.
        tries: how many answers had been charged before this one.
        seconds: how long the variant had been on the table.
    """

    id: Key
    at: Moment
    day: date
    session: Key
    item: Key
    mode: Mode
    what: What
    shown: Key
    variant: Short
    template: Short
    part: Short
    skill: Short
    marks: Amount
    mistakes: tuple[Short, ...] = ()
    answer: Any = None
    outcome: Said = ""
    share: Share = 0.0
    read_as: Text = ""
    mistake: Short | None = None
    code: Short | None = None
    feedback: tuple[Text, ...] = ()
    note: Text = ""
    hints: Count = 0
    tries: Count = 0
    seconds: Annotated[float, msgspec.Meta(ge=0)] = 0.0

    @property
    def is_scored(self) -> bool:
        """Whether this was an answer that counts: neither unreadable nor undecided."""
        return self.outcome in ("correct", "partial", "wrong")


class Draft(Record, frozen=True):
    """What stands in one field of an exam; an empty answer has been taken back."""

    variant: Short
    at: Moment
    answer: Any


class Sitting(Record, frozen=True):
    """An exam, under way or handed in.

    Attributes:
        seed: None for the paper's own numbers.
        minutes: the time limit; None is without.
        spent: the seconds it has been open.
        shown: the keys of its variants, in order.
        marks: how many can be earned.
        handed_in: None while it is under way.
        earned: the marks, once it is handed in.
    """

    id: Key
    begun: Moment
    saved: Moment
    seed: int | None
    minutes: Annotated[int, msgspec.Meta(ge=1, le=10_000)] | None
    spent: Annotated[float, msgspec.Meta(ge=0)]
    shown: tuple[Key, ...]
    marks: Amount
    handed_in: Moment | None = None
    earned: Amount | None = None
    drafts: tuple[Draft, ...] = ()


def clean(text: str) -> str:
    """Text as it can be kept: not endless, and without the halves of characters that a terminal may send."""
    return text[:MOST_TEXT].encode("utf-8", "replace").decode("utf-8")


def kept(answer: Any) -> Any:
    """An answer as it can be kept: text, or lists of it."""
    if isinstance(answer, (list, tuple)):
        return [kept(one) for one in answer]
    return answer if answer is None or isinstance(answer, (bool, int, float)) else clean(str(answer))
