"""A session of a mode, from what the learner named."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from random import Random

from tutor.practice.catalogue import Catalogue
from tutor.practice.drill import Drill
from tutor.practice.item import Ticks
from tutor.practice.logbook import Logbook
from tutor.practice.mixed import Mixed
from tutor.practice.queue import Queue
from tutor.practice.review import Review
from tutor.practice.session import PracticeMode, Session

_QUEUES: Mapping[PracticeMode, Callable[[Catalogue, Logbook, tuple[str, ...]], Queue]] = {
    "drill": lambda catalogue, logbook, scope: Drill(scope),
    "mixed": Mixed,
    "review": Review,
}


def practise(
    mode: PracticeMode,
    catalogue: Catalogue,
    logbook: Logbook,
    words: Sequence[str] = (),
    *,
    seed: int | None = None,
    ticks: Ticks = time.monotonic,
) -> Session:
    """Begin a session; `words` name questions, parts and skills (everything without any), `seed` fixes its numbers.

    Raises:
        UnknownName: if a word names nothing.
        ContentFault: if the content cannot be used.
        StoreFault: if the store cannot be read.
    """
    queue = _QUEUES[mode](catalogue, logbook, catalogue.scope(words))
    return Session(queue, catalogue, logbook, mode, random=Random(seed), ticks=ticks)
