"""A learner's moments, made up for tests: days, entries, and a folder that is thrown away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tutor.practice.catalogue import Catalogue
from tutor.practice.days import stamp, study_day
from tutor.practice.entry import Entry, Shown
from tutor.practice.logbook import Logbook
from tutor.practice.modes import practise
from tutor.practice.session import Session
from tutor.practice.store import Store, open_store
from tutor.questions.library import Library

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def key(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


class Diary:
    """Makes entries one after another, a second apart."""

    def __init__(self, start: datetime = START) -> None:
        self.moment = start
        self.count = 0

    def shown(self, variant: str = "5.2a@1:7") -> Shown:
        return Shown(
            key=key(variant),
            variant=variant,
            kind="number",
            title="One step",
            prompt="Compute x₁.",
            numbers={"s": 0.1, "start": [1, 1]},
            answer="0.8",
            solution="1 − 0.1·2 = 0.8",
        )

    def entry(self, outcome: str = "correct", **changes: Any) -> Entry:
        self.count += 1
        self.moment += timedelta(seconds=1)
        variant = changes.get("variant", "5.2a@1:7")
        values: dict[str, Any] = {
            "id": key(f"{START}{self.count}{self.moment}"),
            "at": stamp(self.moment),
            "day": study_day(self.moment),
            "session": key("session"),
            "item": key("item"),
            "mode": "mixed",
            "what": "answer",
            "shown": key(variant),
            "variant": variant,
            "template": variant.partition("@")[0],
            "part": "5.2",
            "skill": "gd.step",
            "marks": "1",
            "answer": "0.8",
            "outcome": outcome,
            "share": float(outcome == "correct"),
        }
        return Entry(**{**values, **changes})


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def diaries() -> Callable[..., Diary]:
    return Diary


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test may ever touch the learner's own data."""
    folder = tmp_path / "data"
    monkeypatch.setenv("TUTOR_DATA", str(folder))
    return folder


PACK = Path(__file__).parent / "pack"


class Desk:
    """A learner at a desk: a library, a store, and clocks that stand still until they are told to go."""

    def __init__(self, store: Store | None = None, start: datetime = START, pack: Path | None = PACK) -> None:
        self.moment = start
        self.seconds = 0.0
        self.catalogue = Catalogue(Library.at(pack))
        self.logbook = Logbook(store or open_store(), lambda: self.moment)

    def later(self, seconds: float = 0.0, days: int = 0) -> None:
        self.seconds += seconds
        self.moment += timedelta(days=days, seconds=seconds)

    def ticks(self) -> float:
        return self.seconds

    def practise(self, mode: Any, *words: str, seed: int = 1) -> Session:
        return practise(mode, self.catalogue, self.logbook, words, seed=seed, ticks=self.ticks)

    def again(self) -> Desk:
        """The same learner after the program was closed and opened."""
        new = Desk(open_store(), self.moment)
        new.seconds = self.seconds
        return new


def right(session: Session) -> str:
    """The right answer to what is on the table."""
    assert session.item is not None
    return session.item.variant.answer


@pytest.fixture
def desk() -> Desk:
    return Desk()
