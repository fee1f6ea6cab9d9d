"""From what the learner did to a rating: was the skill recalled, today, without help?

One rating a skill and a day, from the first item of that day that gives one; whatever comes later is practice, and
is kept, but not rated. Only unaided first tries say anything about tomorrow (Corbett and Anderson 1995; the table of
ratings follows the makers of FSRS: correct is Good, wrong is Again, and nobody is ever rated Easy by a program).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from tutor.practice.entry import Entry

SLIPS = frozenset({"rounded", "sign", "percent", "hundredth", "in_bits", "in_bytes", "nats", "bits", "log10"})
"""Codes of faults that happen to one who knows the rule: a sign, a unit, a rounding."""

NEARLY = 0.8
"""The share of an answer from which it was recalled with difficulty rather than not at all."""


class Rating(IntEnum):
    """What FSRS is told; its numbers are those of `fsrs.Rating`."""

    AGAIN = 1
    HARD = 2
    GOOD = 3


@dataclass(frozen=True, slots=True)
class Rated:
    """A skill's rating on a day, and the item that gave it."""

    skill: str
    day: date
    item: str
    rating: Rating


def rate(entries: Sequence[Entry]) -> Rating | None:
    """The rating that everything done with one item gives so far; None while nothing can be said."""
    # Too few figures in an exam earn half the marks, and say nothing of the skill.
    scored = [entry for entry in entries if entry.is_scored and entry.code != "close"]
    if not scored:
        gave_up = any(entry.what in ("reveal", "skip") for entry in entries)
        return Rating.AGAIN if gave_up else None
    # Of words the learner has the last word, and it counts for the answer that was judged.
    first = next((entry for entry in scored if entry.code == "own"), scored[0])
    revealed = any(entry.what == "reveal" for entry in entries[: entries.index(first)])
    if revealed or first.hints > 1:
        return Rating.AGAIN
    if first.outcome == "correct":
        return Rating.HARD if first.hints else Rating.GOOD
    if first.outcome == "partial":
        return Rating.HARD if first.share >= NEARLY and first.mistake is None else Rating.AGAIN
    return Rating.HARD if _slipped(scored, entries) else Rating.AGAIN


def _slipped(scored: Sequence[Entry], entries: Sequence[Entry]) -> bool:
    """Whether the first answer was a slip, put right at the second try without any help."""
    if len(scored) < 2 or scored[0].mistake is not None or scored[0].code not in SLIPS:
        return False
    between = entries[: entries.index(scored[1])]
    helped = any(entry.what != "answer" for entry in between)
    return scored[1].outcome == "correct" and not helped


class ItemRating:
    """Follows one item and says what it rates its skill, on the day that it first did."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._day: date | None = None

    def foresee(self, entry: Entry) -> Rated | None:
        """What the rating would be if this happened too."""
        rating = rate([*self._entries, entry])
        return None if rating is None else Rated(entry.skill, self._day or entry.day, entry.item, rating)

    def after(self, entry: Entry) -> Rated | None:
        """The rating now that this has happened too."""
        rated = self.foresee(entry)
        self._entries.append(entry)
        if rated is not None:
            self._day = rated.day
        return rated


def replay(entries: Iterable[Entry]) -> dict[tuple[str, date], Rated]:
    """Every rating that a log gives: the entries in the order in which they happened, as practice rated them."""
    items: dict[str, ItemRating] = {}
    found: dict[tuple[str, date], Rated] = {}
    for entry in entries:
        rated = items.setdefault(entry.item, ItemRating()).after(entry)
        if rated is None:
            continue
        held = found.setdefault((rated.skill, rated.day), rated)
        if held.item == rated.item:
            found[rated.skill, rated.day] = rated
    return found
