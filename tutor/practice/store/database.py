"""One open file: reading, writing whole transactions, and every fault told as a StoreFault."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from tutor.practice.store.faults import StoreFault, Trouble, told
from tutor.practice.store.schema import VERSION, check_origin, migrate, version_of

PATIENCE = 5.0
"""Seconds to wait for another program to finish writing."""

PAUSE = 0.02


class Database:
    """A connection that threads of one program may share; other programs may have the file open as well."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        """Open a file, or make it.

        Raises:
            StoreFault: if it cannot be used.
        """
        self.path = path
        self._lock = RLock()
        with told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                path, timeout=patience, isolation_level=None, check_same_thread=False
            )
        try:
            self._prepare(patience)
        except BaseException:
            self._connection.close()
            raise

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """Every row that a query finds; raise StoreFault."""
        with self._lock, told(self.path):
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is on the disk when this ends, or nothing, and a StoreFault says why."""
        with self._lock, told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def pragma(self, text: str) -> Any:
        """The first value that a PRAGMA gives; raise StoreFault."""
        with self._lock, told(self.path):
            row = self._connection.execute(f"PRAGMA {text}").fetchone()
            return row[0] if row else None

    def vacuum(self) -> None:
        """Give back the room of whatever was deleted; raise StoreFault."""
        with self._lock, told(self.path):
            self._connection.execute("VACUUM")

    def close(self) -> None:
        """Close the file; it is whole whether this is called or not."""
        with self._lock:
            self._connection.close()

    def _prepare(self, patience: float) -> None:
        """Look before touching anything, then take up write-ahead logging and the newest schema."""
        self._patiently(patience, lambda: check_origin(self._connection, self.path))
        if self.pragma("quick_check(1)") != "ok":
            raise StoreFault(Trouble.DAMAGED, self.path)
        self._patiently(patience, self._log_ahead)
        self.pragma("synchronous = FULL")
        self.pragma("secure_delete = ON")
        if version_of(self._connection) < VERSION:
            with self.writing() as connection:
                migrate(connection)
        else:
            with self.writing():
                pass  # a file that may only be read says so here, before anything has been answered

    def _log_ahead(self) -> None:
        if self.pragma("journal_mode") != "wal":
            self.pragma("journal_mode = WAL")

    def _patiently(self, patience: float, step: Any) -> None:
        """Try a step again while another program is in the way: SQLite itself does not wait in every place."""
        end = time.monotonic() + patience
        while True:
            try:
                with told(self.path):
                    step()
                return
            except StoreFault as fault:
                if fault.trouble is not Trouble.LOCKED or time.monotonic() > end:
                    raise
            time.sleep(PAUSE)
