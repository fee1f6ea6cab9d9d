"""Where progress is kept, and how a file that cannot be used is put out of the way."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from tutor.practice.store.faults import told

VARIABLE = "TUTOR_DATA"
"""The environment variable that names another folder."""

FILE = "progress.db"
COMPANIONS = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a file: they belong together."""


def data_folder(folder: Path | None = None) -> Path:
    """The folder of the learner's data: the one given, else TUTOR_DATA, else the platform's own. It may not exist."""
    if folder is not None:
        return folder
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("nn-tutor", appauthor=False)


def set_aside(path: Path, moment: datetime) -> Path:
    """Rename a damaged file with all that belongs to it, and return its new name.

    Raises:
        StoreFault: if it cannot be renamed.
    """
    name = f"{path.stem}.damaged-{moment:%Y-%m-%d-%H%M%S}"
    aside, count = path.with_name(f"{name}.db"), 1
    while any(Path(f"{aside}{end}").exists() for end in COMPANIONS):
        count += 1
        aside = path.with_name(f"{name}-{count}.db")
    with told(path):
        # The main file goes last: while it is there, whoever looks still finds the damage and not an empty store.
        for end in reversed(COMPANIONS):
            part = Path(f"{path}{end}")
            if part.exists():
                part.rename(f"{aside}{end}")
    return aside


def set_aside_files(folder: Path) -> tuple[Path, ...]:
    """Every file that was ever set aside here."""
    return tuple(sorted(folder.glob(f"{Path(FILE).stem}.damaged-*")))
