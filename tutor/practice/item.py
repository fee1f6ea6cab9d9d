"""One variant on the table: tries, hints and their price, the solution, and when it is over."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec

from tutor.marking.verdict import Outcome, Verdict
from tutor.practice.entry import Shown
from tutor.practice.history import worth
from tutor.practice.rating import ItemRating

if TYPE_CHECKING:
    from tutor.questions.variant import Variant

OWN = "own"
"""The code of a verdict that the learner has given."""

TRIES = 3
"""Wrong answers after which the solution is shown and fresh numbers are owed; of few options fewer."""

PAUSE = 4.0
"""Seconds between two rungs of the ladder: who clicks through them has read none. Another try opens the next."""

Ticks = Callable[[], float]
"""A clock for durations."""


class State(StrEnum):
    """Where an item stands."""

    OPEN = "open"
    RIGHT = "right"
    SPENT = "spent"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer's verdict, and what it costs.

    Attributes:
        charged: whether a try is used up.
        repeated: whether the very same answer was marked before; it then costs nothing and is not kept again.
    """

    verdict: Verdict
    charged: bool
    repeated: bool = False

    @property
    def share(self) -> float:
        """How much of the answer is right, from 0 to 1."""
        return share_of(self.verdict)


class Item:
    """A variant that is being worked on. What is asked of it changes nothing; what is told to it (`take…`) does."""

    def __init__(self, variant: Variant, ticks: Ticks = time.monotonic) -> None:
        self.id = uuid4().hex
        self.variant = variant
        self.shown = shown_of(variant)
        self.state = State.OPEN
        self.hints = 0
        self.wrong = 0
        self.last: Marked | None = None
        self.earned = 0.0
        self.rating = ItemRating()
        self.given: Any = None
        self.tries = tries_of(variant)
        self._given: dict[str, Verdict] = {}
        self._ticks = ticks
        self._begun = ticks()
        self._helped = float("-inf")

    @property
    def is_open(self) -> bool:
        """Whether it still takes answers."""
        return self.state is State.OPEN

    @property
    def is_scored(self) -> bool:
        """Whether an answer to it has counted."""
        return bool(self._given)

    @property
    def seconds(self) -> float:
        """How long it has been on the table."""
        return self._ticks() - self._begun

    @property
    def tries_left(self) -> int:
        """The wrong answers that are still allowed."""
        return self.tries - self.wrong if self.is_open else 0

    @property
    def hint_wait(self) -> float:
        """The seconds until the next rung opens."""
        return max(0.0, PAUSE - (self._ticks() - self._helped))

    def mark(self, answer: Any, earlier: Mapping[str, str] | None = None) -> Marked:
        """Mark an answer; `earlier` has the learner's own answers to what it may follow from."""
        verdict = self.variant.mark(answer, earlier)
        same = self._given.get(_sameness(verdict, answer))
        if same is not None:
            return Marked(replace(same, note="You gave this answer before; it costs nothing."), False, True)
        return Marked(verdict, charged=verdict.outcome is Outcome.WRONG)

    def take(self, marked: Marked, answer: Any) -> None:
        """Take in an answer that has been marked and kept."""
        self.last, self.given = marked, answer
        if marked.repeated or marked.verdict.is_free:
            return
        self.earned = max(self.earned, worth(marked.share, self.hints, self.wrong))
        self.wrong += marked.charged
        self._given[_sameness(marked.verdict, answer)] = marked.verdict
        self._helped = float("-inf")
        if marked.verdict.outcome is Outcome.CORRECT:
            self.state = State.RIGHT
        elif self.wrong >= self.tries:
            self.state = State.SPENT

    @property
    def awaits_learner(self) -> bool:
        """Whether words were given of which only the learner can tell whether they say what was asked."""
        verdict = self.last.verdict if self.is_open and self.last else None
        return verdict is not None and verdict.code == "self" and verdict.outcome is not Outcome.CORRECT

    def judged(self, share: float) -> Marked:
        """The last answer with the share of it that the learner says is right, from 0 to 1."""
        assert self.last is not None
        before = self.last.verdict
        outcome = Outcome.CORRECT if share >= 1 else Outcome.PARTIAL if share > 0 else Outcome.WRONG
        said = replace(before, outcome=outcome, score=share * before.max, code=OWN, feedback=(), note="")
        return Marked(said, charged=False)

    def take_judged(self, marked: Marked) -> None:
        """Take in the learner's own score. The model answer has been seen: the item is over."""
        self.last = marked
        self.earned = max(self.earned, worth(marked.share, self.hints, self.wrong))
        self._given[_sameness(marked.verdict, self.given)] = marked.verdict
        self.state = State.RIGHT if marked.verdict.outcome is Outcome.CORRECT else State.SHOWN

    def take_hint(self) -> None:
        """Open the next rung."""
        self.hints += 1
        self._helped = self._ticks()

    def take_reveal(self) -> None:
        """Give up: the solution is shown."""
        self.state = State.SHOWN


def tries_of(variant: Variant) -> int:
    """How many wrong answers are allowed: guessing through all the options is no answer."""
    if variant.kind == "truth":
        return 1
    if variant.kind == "choice":
        return min(TRIES, max(len(variant.form.options) - 1, 1))
    return TRIES


def share_of(verdict: Verdict) -> float:
    """How much of an answer is right, from 0 to 1; nothing of one that could not be marked."""
    if verdict.is_free or not verdict.max:
        return 0.0
    return min(max(verdict.score / verdict.max, 0.0), 1.0)


def shown_of(variant: Variant) -> Shown:
    """A variant as it is kept. Its key is a digest of all that the learner sees of it, and of its name."""
    values: dict[str, Any] = {
        "variant": variant.id,
        "kind": variant.kind,
        "title": variant.title,
        "prompt": variant.prompt,
        "numbers": variant.numbers,
        "answer": variant.answer,
        "solution": variant.solution,
    }
    return Shown(key=sha256(msgspec.json.encode(values)).hexdigest()[:32], **values)


def _sameness(verdict: Verdict, answer: Any) -> str:
    """What two answers share when they are the same: how they are read, or what was typed."""
    return verdict.read_as or str(answer).strip()
