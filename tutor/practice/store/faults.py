"""What can be wrong with the file that progress is kept in, each in one clear sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path


class Trouble(StrEnum):
    """Why nothing can be saved."""

    LOCKED = "locked"
    READ_ONLY = "read-only"
    FULL = "full"
    DAMAGED = "damaged"
    NEWER = "newer"
    FOREIGN = "foreign"
    FOLDER = "folder"
    OTHER = "other"


_SAYS = {
    Trouble.LOCKED: "is held by another program; close that one, or try again in a moment",
    Trouble.READ_ONLY: "may only be read, so nothing can be saved there",
    Trouble.FULL: "cannot grow: the disk is full",
    Trouble.DAMAGED: "is damaged; it will be set aside under another name, never overwritten, and a new one begun",
    Trouble.NEWER: "was written by a newer tutor; update this one to go on with it",
    Trouble.FOREIGN: "is not a file of the tutor's, and is left as it is",
    Trouble.FOLDER: "cannot be opened: its folder cannot be made or used",
    Trouble.OTHER: "cannot be used",
}

_BY_CODE = {
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_PROTOCOL: Trouble.LOCKED,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
    sqlite3.SQLITE_CANTOPEN: Trouble.FOLDER,
}


class StoreFault(Exception):
    """Progress cannot be read or saved; the text is one sentence for the learner.

    Attributes:
        trouble: what is wrong, in a word.
        path: the file.
    """

    def __init__(self, trouble: Trouble, path: Path, detail: str = "") -> None:
        more = f" ({detail})" if detail else ""
        super().__init__(f"Your progress file {path} {_SAYS[trouble]}{more}.")
        self.trouble = trouble
        self.path = path


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn whatever SQLite or the file system raises into a StoreFault."""
    try:
        yield
    except sqlite3.Error as fault:
        raise _fault(fault, path) from fault
    except OSError as fault:
        raise StoreFault(Trouble.FOLDER, path, fault.strerror or "") from fault


def _fault(fault: sqlite3.Error, path: Path) -> StoreFault:
    code = getattr(fault, "sqlite_errorcode", None)
    if code is None:
        # The sqlite3 module itself complains, for one of text in the file that is no UTF-8.
        damaged = isinstance(fault, sqlite3.OperationalError) and "decode" in str(fault).lower()
        return StoreFault(Trouble.DAMAGED if damaged else Trouble.OTHER, path, str(fault))
    trouble = _BY_CODE.get(code & 0xFF, Trouble.OTHER)
    return StoreFault(trouble, path, str(fault) if trouble is Trouble.OTHER else "")
