"""Times of a program on a pseudo-terminal: to its first paint, and from a key to what it repaints."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from pty_session import PtySession, Replay, memory_and_cpu

KEYS = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "tab": b"\t",
    "escape": b"\x1b",
    "f7": b"\x1b[18~",
    "f5": b"\x1b[15~",
}
Region = tuple[int, int, int, int]


@dataclass
class Usage:
    """What a program uses once it is quiet."""

    rss_mib: float
    idle_percent: float


class Program:
    """A program running on a terminal of 120 × 40."""

    def __init__(self, command: Sequence[str], expect: str) -> None:
        self.session = PtySession(list(command), 120, 40)
        self.replay = Replay(120, 40)
        self._read = 0
        self.session.start()
        self.first_paint_ms = self._wait_for(re.compile(expect))

    def _wait_for(self, expect: re.Pattern[str]) -> float:
        deadline = time.perf_counter() + 30
        while time.perf_counter() < deadline:
            chunk = self.session.read(0.5)
            if chunk is None:
                continue
            self.replay.feed(chunk.data)
            self._read = len(self.session.chunks)
            if expect.search(self.replay.text):
                return (chunk.at - self.session.started_at) * 1000
        raise SystemExit(f"{self.replay.text}\n{expect.pattern!r} never appeared")

    def settle(self, silence: float = 0.5) -> None:
        self.session.read_until_silent(silence, 10)
        self._feed()

    def _feed(self) -> None:
        for chunk in self.session.chunks[self._read :]:
            self.replay.feed(chunk.data)
        self._read = len(self.session.chunks)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.session.write(KEYS.get(key, key.encode()))
            self.settle(0.4)

    def latencies(self, keys: Sequence[str], region: Region, count: int) -> list[float]:
        """Milliseconds from each key to the last change of a region (x, y, width, height)."""
        return [ms for i in range(count) if (ms := self.latency(keys[i % len(keys)], region)) is not None]

    def latency(self, key: str, region: Region) -> float | None:
        x, y, width, height = region
        shown = self._cut(x, y, width, height)
        mark = len(self.session.chunks)
        at = self.session.write(KEYS.get(key, key.encode()))
        if self.session.read(1.0) is not None:
            self.session.read_until_silent(0.12, 3.0)
        last = None
        for chunk in self.session.chunks[mark:]:
            self.replay.feed(chunk.data)
            if (now := self._cut(x, y, width, height)) != shown:
                last, shown = chunk.at, now
        self._read = len(self.session.chunks)
        return None if last is None else (last - at) * 1000

    def _cut(self, x: int, y: int, width: int, height: int) -> list[str]:
        return [line[x : x + width] for line in self.replay.lines[y : y + height]]

    def usage(self, seconds: float = 5.0) -> Usage:
        before = memory_and_cpu(self.session.pid)
        time.sleep(seconds)
        after = memory_and_cpu(self.session.pid)
        return Usage(after["rss_mib"], (after["cpu_ms"] - before["cpu_ms"]) / seconds / 10)

    def stop(self) -> None:
        self.session.stop()


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]
