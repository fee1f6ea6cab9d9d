"""Mixed: never the same skill twice in a row, so that finding the method is part of every question.

Interleaved practice helped most of all that was ever measured in mathematics (Rohrer, Dedrick and Burgess 2014).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tutor.practice.catalogue import Catalogue
from tutor.practice.choice import template_of
from tutor.practice.logbook import Logbook
from tutor.practice.queue import SPACE, Ending, Pick, Why
from tutor.practice.rating import Rating


class Mixed:
    """Without an end: what is owed and due first, then what is new or weak, then whatever was longest not asked."""

    hides_topic = True

    def __init__(self, catalogue: Catalogue, logbook: Logbook, scope: Iterable[str]) -> None:
        self._catalogue = catalogue
        self._logbook = logbook
        self._scope = tuple(scope)
        self._skills = catalogue.skills_of(self._scope)
        self._asked: Counter[str] = Counter()
        self._visited: Counter[str] = Counter()
        self._turn = 0
        self._previous: str | None = None
        self._waiting: list[tuple[int, Pick]] = []

    @property
    def left(self) -> int | None:
        """Without an end."""
        return None

    def next(self) -> Pick | None:
        """What does most good now, of another skill than the one before wherever there is another."""
        self._turn += 1
        pick = self._returning() or self._best()
        self._previous = self._catalogue.skill_of(pick.template)
        self._asked[self._previous] += 1
        self._visited[self._question(self._previous)] += 1
        return pick

    def ended(self, pick: Pick, ending: Ending) -> None:
        """What was missed comes again after something else."""
        if not ending.sat and not ending.skipped:
            self._put_back(ending.again(pick))

    def once_more(self, pick: Pick) -> None:
        """Fresh numbers come after something else."""
        self._put_back(Pick(pick.template, Why.AGAIN, pick.suspects))

    def _put_back(self, pick: Pick) -> None:
        if all(each.template != pick.template for _, each in self._waiting):
            self._waiting.append((self._turn + SPACE, pick))

    def _returning(self) -> Pick | None:
        """The first of those that are to come again by now, unless its skill was the one before."""
        for place, (turn, pick) in enumerate(self._waiting):
            if turn <= self._turn and self._may_follow(self._catalogue.skill_of(pick.template)):
                del self._waiting[place]
                return pick
        return None

    def _may_follow(self, skill: str) -> bool:
        return skill != self._previous or len(self._skills) == 1

    def _best(self) -> Pick:
        due = [each.skill for each in self._logbook.schedule.due(self._logbook.today)]
        reasons = [(self._reason(skill, due), skill) for skill in self._skills if self._may_follow(skill)]
        (_, why), skill = min(reasons, key=lambda each: each[0][0])
        return Pick(template_of(skill, self._catalogue, self._logbook.history, self._scope), why)

    def _reason(self, skill: str, due: list[str]) -> tuple[tuple[int, int, int, int], Why]:
        """How far back in the line a skill stands, and why it would be asked."""
        place, often = self._skills.index(skill), self._asked[skill]
        history = self._logbook.history
        if skill in due:
            return (0, often, due.index(skill), 0), Why.DUE
        if any(history.past(id_).owed for id_ in self._catalogue.by_skill[skill]) and not often:
            return (1, often, place, 0), Why.OWED
        standing = self._logbook.schedule.standing(skill, self._logbook.today)
        if standing is None:
            # New skills are taken from the questions in turn: a mixture of one chapter would be none.
            return (
                2 if self._is_ready(skill) else 3,
                often,
                self._visited[self._question(skill)],
                place,
            ), Why.NEW
        if any(habit.skill == skill for habit in history.alive):
            return (4, often, 0, place), Why.HABIT
        if standing.rating is Rating.AGAIN:
            return (4, often, 1, place), Why.AGAIN
        return (4, often, 2, place), Why.OLD

    def _question(self, skill: str) -> str:
        return self._catalogue.templates[self._catalogue.by_skill[skill][0]].book.question.number

    def _is_ready(self, skill: str) -> bool:
        """Whether everything that a skill builds on has been met."""
        today = self._logbook.today
        needs = self._catalogue.needs.get(skill, ())
        return all(self._logbook.schedule.standing(need, today) is not None for need in needs)
