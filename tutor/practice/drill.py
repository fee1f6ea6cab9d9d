"""Drill: what was named, each until it sits."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from tutor.practice.queue import Ending, Pick, Why

PATIENCE = 3
"""Misses in a row after which something else comes first."""


class Drill:
    """A template after the other; one that was missed comes again at once, on fresh numbers."""

    hides_topic = False

    def __init__(self, templates: Iterable[str]) -> None:
        self._waiting = deque(Pick(template, Why.NAMED) for template in templates)
        self._missed = 0

    @property
    def left(self) -> int | None:
        """How many are certain to come."""
        return len(self._waiting)

    def next(self) -> Pick | None:
        """The next one; None when everything sits."""
        return self._waiting.popleft() if self._waiting else None

    def ended(self, pick: Pick, ending: Ending) -> None:
        """What was missed comes at once, after three misses at the end; what was skipped does not come again."""
        if ending.sat or ending.skipped:
            self._missed = 0
            return
        self._missed += 1
        if self._missed < PATIENCE:
            self._waiting.appendleft(ending.again(pick))
        else:
            self._missed = 0
            self._waiting.append(ending.again(pick))

    def once_more(self, pick: Pick) -> None:
        """Fresh numbers come at once."""
        if not self._waiting or self._waiting[0].template != pick.template:
            self._waiting.appendleft(Pick(pick.template, Why.NAMED, pick.suspects))
