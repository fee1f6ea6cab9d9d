"""What is kept about the learner, entry by entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tutor.practice.entry import Draft, Entry, Shown, Sitting
from tutor.practice.rating import Rated, Rating, replay
from tutor.practice.store import rows
from tutor.practice.store.database import PATIENCE, Database
from tutor.practice.store.faults import StoreFault, Trouble
from tutor.practice.store.schema import TABLES

Found = TypeVar("Found")

IN_MEMORY = Path(":memory:")

_RATE = """
    INSERT INTO rating (skill, day, item, rating) VALUES ((SELECT number FROM skill WHERE name = ?), ?, ?, ?)
    ON CONFLICT (skill, day) DO UPDATE SET rating = excluded.rating WHERE rating.item = excluded.item
"""
_OVERWRITE_SITTING = """
    ON CONFLICT (id) DO UPDATE SET saved = excluded.saved, spent = max(spent, excluded.spent),
    handed_in = coalesce(handed_in, excluded.handed_in), earned = coalesce(earned, excluded.earned)
"""
_OVERWRITE_DRAFT = """
    ON CONFLICT (sitting, variant) DO UPDATE SET at = excluded.at, answer = excluded.answer
    WHERE excluded.at > draft.at
"""


class Store:
    """Everything that is kept, in one SQLite file; every method may raise StoreFault."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        """Open the file of a learner, or make it."""
        self.path = path
        self._database = Database(path, patience)
        self._seen = self._version()

    @property
    def is_saved(self) -> bool:
        """Whether anything outlives this program."""
        return self.path != IN_MEMORY

    def add(self, entry: Entry, shown: Shown, rated: Rated | None = None) -> None:
        """Keep what happened, what was shown and the rating it gives: all on the disk when this returns."""
        with self._database.writing() as connection:
            self._insert(connection, [entry], [shown])
            if rated is not None:
                _rate(connection, rated)

    def entries(self) -> Iterator[Entry]:
        """The whole log, in the order in which it happened."""
        for row in self._database.rows(rows.SELECT_ENTRIES):
            yield self._converted(rows.entry_of, row)

    def shown(self, key: str | None = None) -> list[Shown]:
        """What was shown under a key, or everything that ever was."""
        query = f"SELECT {', '.join(rows.SHOWN_FIELDS)} FROM shown"
        found = self._database.rows(
            query if key is None else f"{query} WHERE key = ?", [] if key is None else [key]
        )
        return [self._converted(rows.shown_of, row) for row in found]

    def ratings(self) -> list[Rated]:
        """Every rating, by day."""
        query = "SELECT name, day, item, rating FROM rating JOIN skill ON number = skill ORDER BY day, number"
        return [self._converted(_rated, row) for row in self._database.rows(query)]

    def setting(self, name: str) -> str | None:
        """A setting's value; None when it was never set."""
        found = self._database.rows("SELECT value FROM setting WHERE name = ?", [name])
        return str(found[0][0]) if found else None

    def settings(self) -> dict[str, str]:
        """Every setting."""
        return dict(self._database.rows("SELECT name, value FROM setting ORDER BY name"))

    def set(self, name: str, value: str | None) -> None:
        """Keep a setting; None takes it away."""
        with self._database.writing() as connection:
            if value is None:
                connection.execute("DELETE FROM setting WHERE name = ?", [name])
            else:
                connection.execute(
                    "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [name, value]
                )

    def sittings(self) -> list[Sitting]:
        """Every exam, the latest first."""
        query = f"SELECT {', '.join(rows.SITTING_FIELDS)} FROM sitting ORDER BY begun DESC"
        drafts = "SELECT variant, at, answer FROM draft WHERE sitting = ? ORDER BY at"
        return [
            self._converted(lambda each: rows.sitting_of(each, self._database.rows(drafts, [each[0]])), row)
            for row in self._database.rows(query)
        ]

    def keep(self, sitting: Sitting, shown: Sequence[Shown] = (), drafts: Sequence[Draft] = ()) -> None:
        """Keep a sitting's state, with the variants of a new one and with drafts that have changed."""
        with self._database.writing() as connection:
            connection.executemany(rows.INSERT_SHOWN, map(rows.shown_row, shown))
            _keep_sitting(connection, sitting, drafts)

    def discard(self, sitting: str) -> None:
        """Throw a sitting away, with its drafts."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM draft WHERE sitting = ?", [sitting])
            connection.execute("DELETE FROM sitting WHERE id = ?", [sitting])

    def hand_in(
        self, sitting: Sitting, entries: Sequence[Entry], shown: Sequence[Shown], rated: Sequence[Rated]
    ) -> bool:
        """Close a sitting with its marks, in one transaction; False when another program has just done so."""
        with self._database.writing() as connection:
            done = connection.execute("SELECT handed_in FROM sitting WHERE id = ?", [sitting.id]).fetchone()
            if done is not None and done[0] is not None:
                return False
            _keep_sitting(connection, sitting, ())
            self._insert(connection, entries, shown)
            for one in rated:
                _rate(connection, one)
        return True

    def merge(
        self,
        settings: dict[str, str],
        shown: Sequence[Shown],
        entries: Sequence[Entry],
        sittings: Sequence[Sitting],
    ) -> int:
        """Take in what another file holds; what is here already stays. Returns the number of new entries."""
        with self._database.writing() as connection:
            before = connection.total_changes
            self._insert(connection, entries, [])
            added = connection.total_changes - before
            connection.executemany(rows.INSERT_SHOWN, map(rows.shown_row, shown))
            connection.executemany(
                "INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)", settings.items()
            )
            for sitting in sittings:
                _keep_sitting(connection, sitting, sitting.drafts)
            self._rebuild(connection)
        return added

    def rebuild(self) -> None:
        """Derive every rating from the log again."""
        with self._database.writing() as connection:
            self._rebuild(connection)

    def changed(self) -> bool:
        """Whether another program has written since this was last asked."""
        seen, self._seen = self._seen, self._version()
        return seen != self._seen

    def forget(self) -> None:
        """Erase everything, for every program that has the file open."""
        with self._database.writing() as connection:
            for table in TABLES:
                connection.execute(f"DELETE FROM {table}")
        self._database.vacuum()
        self._database.pragma("wal_checkpoint(TRUNCATE)")

    def leave_alone(self) -> bool:
        """Whether no other program has the file open; it is then no longer in write-ahead mode."""
        try:
            return bool(self._database.pragma("journal_mode = DELETE") == "delete")
        except StoreFault:
            return False

    def copy_to(self, other: Store) -> None:
        """Fill another store with all that this one holds."""
        other.merge(self.settings(), self.shown(), list(self.entries()), self.sittings())

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _version(self) -> int:
        return int(self._database.pragma("data_version"))

    def _insert(
        self, connection: sqlite3.Connection, entries: Sequence[Entry], shown: Sequence[Shown]
    ) -> None:
        connection.executemany(rows.INSERT_SHOWN, map(rows.shown_row, shown))
        connection.executemany(rows.INSERT_ENTRY, map(rows.entry_row, entries))

    def _rebuild(self, connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM rating")
        log = connection.execute(rows.SELECT_ENTRIES)
        for rated in replay(self._converted(rows.entry_of, row) for row in log).values():
            _rate(connection, rated)

    def _converted(self, convert: Callable[[Any], Found], row: Any) -> Found:
        try:
            return convert(row)
        except (msgspec.MsgspecError, ValueError) as fault:
            raise StoreFault(Trouble.DAMAGED, self.path, str(fault)) from None


def _rated(row: Sequence[Any]) -> Rated:
    skill, day, item, rating = row
    return Rated(skill, date.fromisoformat(day), item, Rating(rating))


def _rate(connection: sqlite3.Connection, rated: Rated) -> None:
    connection.execute("INSERT OR IGNORE INTO skill (name) VALUES (?)", [rated.skill])
    connection.execute(_RATE, [rated.skill, rated.day.isoformat(), rated.item, int(rated.rating)])


def _keep_sitting(connection: sqlite3.Connection, sitting: Sitting, drafts: Sequence[Draft]) -> None:
    put = rows.insert("sitting", rows.SITTING_FIELDS).replace("OR IGNORE ", "")
    connection.execute(put + _OVERWRITE_SITTING, rows.sitting_row(sitting))
    for draft in drafts:
        connection.execute(
            f"INSERT INTO draft (sitting, variant, at, answer) VALUES (?, ?, ?, ?) {_OVERWRITE_DRAFT}",
            [sitting.id, draft.variant, draft.at, msgspec.json.encode(draft.answer).decode()],
        )
