"""A limit on processor time, not on time by the clock: the same answer gets the same mark on a busy machine."""

from __future__ import annotations

from time import thread_time
from typing import Protocol

from tutor.maths.errors import MathsError

SECONDS = 0.060


class Limit(Protocol):
    """Whatever stops a computation by raising an error."""

    def check(self) -> object:
        """Return, or raise."""
        ...


class Budget:
    """Processor time of this thread, from now on."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = thread_time() + seconds

    def check(self) -> None:
        """Raise MathsError (code budget) when the time is used up."""
        if thread_time() > self._end:
            raise MathsError("budget", "This is too complicated to check.")
