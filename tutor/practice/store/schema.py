"""The tables, and how a file of an earlier version becomes one of this version.

A migration is never changed once released: the next version appends one.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tutor.practice.store.faults import StoreFault, Trouble

APPLICATION = 0x7475746F
"""What marks a file as the tutor's: "tuto"."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE shown (
            key TEXT PRIMARY KEY, variant TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
            prompt TEXT NOT NULL, numbers TEXT NOT NULL, answer TEXT NOT NULL, solution TEXT NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE entry (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, day TEXT NOT NULL,
            session TEXT NOT NULL, item TEXT NOT NULL, mode TEXT NOT NULL, what TEXT NOT NULL,
            shown TEXT NOT NULL REFERENCES shown (key), variant TEXT NOT NULL, template TEXT NOT NULL,
            part TEXT NOT NULL, skill TEXT NOT NULL, marks TEXT NOT NULL, mistakes TEXT NOT NULL,
            answer TEXT NOT NULL, outcome TEXT NOT NULL, share REAL NOT NULL, read_as TEXT NOT NULL,
            mistake TEXT, code TEXT, feedback TEXT NOT NULL, note TEXT NOT NULL,
            hints INTEGER NOT NULL, tries INTEGER NOT NULL, seconds REAL NOT NULL
        )""",
        "CREATE INDEX entry_at ON entry (at)",
        "CREATE INDEX entry_item ON entry (item)",
        "CREATE TABLE skill (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
        """CREATE TABLE rating (
            skill INTEGER NOT NULL REFERENCES skill (number), day TEXT NOT NULL,
            item TEXT NOT NULL, rating INTEGER NOT NULL, PRIMARY KEY (skill, day)
        ) WITHOUT ROWID""",
        """CREATE TABLE sitting (
            id TEXT PRIMARY KEY, begun TEXT NOT NULL, saved TEXT NOT NULL, seed INTEGER, minutes INTEGER,
            spent REAL NOT NULL, shown TEXT NOT NULL, marks TEXT NOT NULL, handed_in TEXT, earned TEXT
        ) WITHOUT ROWID""",
        """CREATE TABLE draft (
            sitting TEXT NOT NULL REFERENCES sitting (id), variant TEXT NOT NULL, at TEXT NOT NULL,
            answer TEXT NOT NULL, PRIMARY KEY (sitting, variant)
        ) WITHOUT ROWID""",
    ),
)

VERSION = len(MIGRATIONS)
TABLES = ("draft", "sitting", "rating", "skill", "entry", "shown", "setting")
"""Every table, those that refer to others first."""


def version_of(connection: sqlite3.Connection) -> int:
    """The schema's version that a file has; 0 for a new file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_origin(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is not ours, or is of a version to come, before anything in it is touched.

    Raises:
        StoreFault: for either.
    """
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if mark != APPLICATION and (mark or tables):
        raise StoreFault(Trouble.FOREIGN, path)
    found = version_of(connection)
    if found > VERSION:
        raise StoreFault(Trouble.NEWER, path, f"its version is {found}, and {VERSION} is known here")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to this version; the caller holds a writing transaction, so that all of it happens or nothing."""
    for migration in MIGRATIONS[version_of(connection) :]:
        for statement in migration:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
