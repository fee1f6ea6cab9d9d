"""What comes next: one policy a mode, each a queue that is told how every item went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

SPACE = 2
"""How many places further back something missed comes again, where skills are mixed."""


class Why(StrEnum):
    """Why something is asked, as the learner is told."""

    NAMED = "you asked for it"
    DUE = "it is due today"
    OWED = "you saw its solution"
    AGAIN = "it did not sit yet"
    SPLIT = "to find out which of several mistakes it was"
    HABIT = "a mistake of yours belongs to it"
    NEW = "it is new"
    OLD = "to keep it fresh"


@dataclass(frozen=True, slots=True)
class Pick:
    """What to ask next: a template, why, and mistakes that its numbers are to tell apart."""

    template: str
    why: Why
    suspects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ending:
    """How an item ended.

    Attributes:
        sat: whether it was recalled: right at once, or as good as.
        skipped: whether it was left without a scored answer.
        suspects: the mistakes that a wrong answer left possible, when there are several.
    """

    sat: bool
    skipped: bool = False
    suspects: frozenset[str] = frozenset()

    def again(self, pick: Pick) -> Pick:
        """The same template once more."""
        return Pick(pick.template, Why.SPLIT if self.suspects else Why.AGAIN, self.suspects)


class Queue(Protocol):
    """What a mode asks, in its order."""

    hides_topic: bool
    """Whether choosing the method is part of the question."""

    def next(self) -> Pick | None:
        """What comes now; None when there is nothing left."""

    def ended(self, pick: Pick, ending: Ending) -> None:
        """Told how an item went."""

    def once_more(self, pick: Pick) -> None:
        """Told that the learner wants fresh numbers of the same."""

    @property
    def left(self) -> int | None:
        """How many are certain to come; None where there is no end."""
