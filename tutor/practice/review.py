"""Review: what is due today, the likeliest forgotten first, and what was missed once more before the end."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.practice.catalogue import Catalogue
from tutor.practice.choice import template_of
from tutor.practice.logbook import Logbook
from tutor.practice.queue import SPACE, Ending, Pick, Why


class Review:
    """The skills that are due, and those whose solution was shown and never answered since."""

    hides_topic = True

    def __init__(self, catalogue: Catalogue, logbook: Logbook, scope: Iterable[str]) -> None:
        self._waiting = list(_due(catalogue, logbook, tuple(scope)))

    @property
    def left(self) -> int | None:
        """How many are certain to come."""
        return len(self._waiting)

    def next(self) -> Pick | None:
        """The next one; None when nothing is due any more."""
        return self._waiting.pop(0) if self._waiting else None

    def ended(self, pick: Pick, ending: Ending) -> None:
        """What was missed comes again, after something else if there is anything else."""
        if not ending.sat and not ending.skipped:
            self._waiting.insert(SPACE - 1, ending.again(pick))

    def once_more(self, pick: Pick) -> None:
        """Fresh numbers come after something else."""
        if all(each.template != pick.template for each in self._waiting):
            self._waiting.insert(SPACE - 1, Pick(pick.template, Why.AGAIN, pick.suspects))


def why_nothing(logbook: Logbook) -> str:
    """What there is to say where nothing is to be reviewed today."""
    today = logbook.today
    coming = logbook.schedule.forecast(today, 60)
    day = next((day for day, skills in coming.items() if skills and day > today), None)
    return "Nothing is due today." + (f" The next review is on {day}." if day else "")


def _due(catalogue: Catalogue, logbook: Logbook, scope: tuple[str, ...]) -> Iterable[Pick]:
    due = [each.skill for each in logbook.schedule.due(logbook.today)]
    skills = catalogue.skills_of(scope)
    owed = [template for template in scope if logbook.history.past(template).owed]
    for skill in due:
        if skill in skills:
            yield Pick(template_of(skill, catalogue, logbook.history, scope), Why.DUE)
    for template in owed:
        if catalogue.skill_of(template) not in due:
            yield Pick(template, Why.OWED)
