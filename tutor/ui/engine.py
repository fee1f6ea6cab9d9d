"""One thread for everything that may take long: imports, explorers, drawing.

plotext keeps state in its module, so all drawing happens here and nowhere else. Of the work handed in
under one key only the newest counts: older work that has not begun is dropped, and work that has begun
is told that it is stale.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

IsStale = Callable[[], bool]
Work = Callable[[IsStale], None]


class Engine:
    """A thread that does the newest work of every key, oldest key first.

    `on_failure` is called on this thread with whatever work raises.
    """

    def __init__(self, on_failure: Callable[[Exception], None]) -> None:
        self._on_failure = on_failure
        self._waiting: dict[str, tuple[int, Work]] = {}
        self._newest: dict[str, int] = {}
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopped = False
        self._handed_in = 0
        self._busy = False

    def submit(self, key: str | None, work: Work) -> None:
        """Do `work` soon, instead of whatever was handed in before under the same key; without one, in any case."""
        with self._wake:
            self._handed_in += 1
            key = f"{self._handed_in}" if key is None else key
            number = self._newest.get(key, 0) + 1
            self._newest[key] = number
            self._waiting[key] = (number, work)
            if self._thread is None:
                # Shorter turns keep typing smooth while this thread computes.
                sys.setswitchinterval(0.001)
                self._thread = threading.Thread(target=self._run, name="tutor-engine", daemon=True)
                self._thread.start()
            self._wake.notify()

    def stop(self) -> None:
        """Begin nothing more."""
        with self._wake:
            self._stopped = True
            self._waiting.clear()
            self._wake.notify()

    @property
    def idle(self) -> bool:
        """Whether nothing is being done or waiting."""
        with self._wake:
            return not self._waiting and not self._busy

    def _run(self) -> None:
        while True:
            with self._wake:
                self._busy = False
                while not self._waiting and not self._stopped:
                    self._wake.wait()
                if self._stopped:
                    return
                key = next(iter(self._waiting))
                number, work = self._waiting.pop(key)
                if key.isdecimal():
                    del self._newest[key]
                self._busy = True
            self._do(work, lambda key=key, number=number: self._is_stale(key, number))  # type: ignore[misc]

    def _is_stale(self, key: str, number: int) -> bool:
        return self._stopped or self._newest.get(key, number) != number

    def _do(self, work: Work, is_stale: IsStale) -> None:
        try:
            work(is_stale)
        except Exception as failure:  # one failure must not end the thread
            if not self._stopped:
                self._on_failure(failure)
