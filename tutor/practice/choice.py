"""Which template of a skill to ask: the one that is owed, one on which a living mistake fails, or the least seen."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.practice.catalogue import Catalogue
from tutor.practice.history import History


def template_of(skill: str, catalogue: Catalogue, history: History, scope: Iterable[str]) -> str:
    """The template of a skill that does most good now, among those in scope."""
    allowed = set(scope)
    alive = {habit.mistake for habit in history.alive}
    ids = [id_ for id_ in catalogue.by_skill[skill] if id_ in allowed] or list(catalogue.by_skill[skill])

    def urgency(id_: str) -> tuple[bool, bool, int, int]:
        past = history.past(id_)
        catches = any(mistake.id in alive for mistake in catalogue.templates[id_].template.mistake)
        return not past.owed, not catches, past.items, ids.index(id_)

    return min(ids, key=urgency)
