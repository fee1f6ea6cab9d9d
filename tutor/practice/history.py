"""What the log says in sum: a bounded memory of every template, mistake and day, however long the log."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tutor.practice.entry import Entry
from tutor.practice.rating import ItemRating, Rating

REMEMBERED = 12
DAYS_TO_RETIRE = 2
"""A mistake is over once it could have been made, and was not, on two later days."""


PRICE = 0.25
"""The share of the marks that a rung of the ladder costs, and a wrong try."""


def worth(share: float, hints: int, tries: int) -> float:
    """What an answer is worth after the price of help; a shown solution leaves nothing to earn."""
    return share * max(0.0, 1 - PRICE * (hints + tries))


@dataclass(slots=True)
class Past:
    """What was done with a template.

    Attributes:
        items: how many variants of it got a first scored answer.
        right: how many of these first answers were right without help.
        share: what the last first answer was worth, after the price of help; None before the first.
        owed: whether its solution was shown, and no fresh variant of it has been answered since.
        recent: the last few variants.
    """

    items: int = 0
    right: int = 0
    share: float | None = None
    last: date | None = None
    owed: bool = False
    recent: deque[str] = field(default_factory=lambda: deque(maxlen=REMEMBERED))


@dataclass(slots=True)
class Habit:
    """A mistake that was made: how often, where, and the later days on which it was not."""

    mistake: str
    skill: str
    count: int
    last: date
    said: str
    cleared: tuple[date, ...] = ()

    @property
    def is_alive(self) -> bool:
        """Whether it may well be made again."""
        return len(self.cleared) < DAYS_TO_RETIRE


@dataclass(slots=True)
class Day:
    """What was done on a study day."""

    answers: int = 0
    right: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class _Open:
    """The item that is being worked on in a session."""

    item: str
    rating: ItemRating
    scored: bool = False
    seconds: float = 0.0


class History:
    """The log, folded. Entries of one item follow one another within their session."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.templates: dict[str, Past] = {}
        self.habits: dict[str, Habit] = {}
        self.days: dict[date, Day] = {}
        self._open: dict[str, _Open] = {}
        for entry in entries:
            self.add(entry)

    @property
    def last_day(self) -> date | None:
        """The last study day on which anything was done."""
        return max(self.days, default=None)

    @property
    def alive(self) -> list[Habit]:
        """The mistakes that may well be made again, the latest first."""
        found = [habit for habit in self.habits.values() if habit.is_alive]
        return sorted(found, key=lambda habit: (habit.last, habit.count), reverse=True)

    def past(self, template: str) -> Past:
        """What was done with a template."""
        return self.templates.get(template) or Past()

    def add(self, entry: Entry) -> None:
        """Take in what happened last."""
        past = self.templates.setdefault(entry.template, Past())
        past.last = max(past.last or entry.day, entry.day)
        if entry.variant not in past.recent:
            past.recent.append(entry.variant)
        item = self._item(entry)
        rated = item.rating.after(entry)
        self._count(entry, item)
        if entry.what == "reveal":
            past.owed = True
        if not entry.is_scored:
            return
        if not item.scored:
            item.scored = True
            self._first_answer(entry, past, rated.rating if rated else Rating.AGAIN)
        elif entry.code == "own":  # of words the learner has the last word
            past.share = worth(entry.share, entry.hints, entry.tries)
        self._habits(entry)

    def _item(self, entry: Entry) -> _Open:
        found = self._open.get(entry.session)
        if found is None or found.item != entry.item:
            found = self._open[entry.session] = _Open(entry.item, ItemRating())
            while len(self._open) > REMEMBERED:
                del self._open[next(iter(self._open))]
        return found

    def _count(self, entry: Entry, item: _Open) -> None:
        day = self.days.setdefault(entry.day, Day())
        day.seconds += max(0.0, entry.seconds - item.seconds)
        item.seconds = max(item.seconds, entry.seconds)
        if entry.is_scored:
            day.answers += 1
            day.right += entry.outcome == "correct"

    def _first_answer(self, entry: Entry, past: Past, rating: Rating) -> None:
        past.items += 1
        past.share = worth(entry.share, entry.hints, entry.tries)
        past.right += rating is Rating.GOOD
        if rating is not Rating.AGAIN:
            past.owed = False

    def _habits(self, entry: Entry) -> None:
        if entry.mistake is not None:
            habit = self.habits.get(entry.mistake)
            count = habit.count + 1 if habit else 1
            said = entry.feedback[0] if entry.feedback else entry.mistake
            self.habits[entry.mistake] = Habit(entry.mistake, entry.skill, count, entry.day, said)
        elif entry.outcome == "correct" and entry.hints == 0 and entry.tries == 0:
            for name in entry.mistakes:
                made = self.habits.get(name)
                if made is not None and entry.day > made.last and entry.day not in made.cleared:
                    made.cleared = (*made.cleared, entry.day)[:DAYS_TO_RETIRE]
