"""Where what the learner did is kept: one SQLite file in the platform's folder for user data.

    from tutor.practice.store import open_store, StoreFault

    store = open_store()          # TUTOR_DATA or an argument may name another folder
    store.add(entry, shown)       # on the disk when this returns

A file that cannot be used raises `StoreFault`, whose text is one sentence for the learner; practice can go on with
`unsaved()`, a store that forgets.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tutor.practice.days import now
from tutor.practice.store.faults import StoreFault, Trouble, told
from tutor.practice.store.place import COMPANIONS, FILE, data_folder, set_aside, set_aside_files
from tutor.practice.store.store import IN_MEMORY, Store

__all__ = [
    "FILE",
    "Store",
    "StoreFault",
    "Trouble",
    "data_folder",
    "forget",
    "open_or_set_aside",
    "open_store",
    "set_aside_files",
    "store_file",
    "unsaved",
]


def store_file(folder: Path | None = None) -> Path:
    """The file that progress is kept in; it may not exist."""
    return data_folder(folder) / FILE


def open_store(folder: Path | None = None) -> Store:
    """Open the learner's store, and make it at first.

    Raises:
        StoreFault: if the file cannot be used.
    """
    return Store(store_file(folder))


def open_or_set_aside(folder: Path | None = None, moment: datetime | None = None) -> tuple[Store, str]:
    """Open the store; a damaged file is set aside and a new one begun, and the sentence that comes back says so.

    Raises:
        StoreFault: if the file cannot be used for another reason.
    """
    try:
        return open_store(folder), ""
    except StoreFault as fault:
        if fault.trouble is not Trouble.DAMAGED:
            raise
        aside = set_aside(fault.path, moment or now())
        said = f"Your progress file was damaged. It is kept as {aside}, and a new one has been begun."
        return open_store(folder), said


def unsaved(like: Store | None = None) -> Store:
    """A store that forgets: practice without saving, from all that another store can still tell."""
    store = Store(IN_MEMORY)
    if like is not None:
        try:
            like.copy_to(store)
        except StoreFault:
            store.close()
            store = Store(IN_MEMORY)
    return store


def forget(folder: Path | None = None) -> bool:
    """Erase all that is kept about the learner, damaged files set aside included; False when there was nothing.

    Raises:
        StoreFault: if something could not be erased.
    """
    path = store_file(folder)
    aside = set_aside_files(path.parent)
    found = path.exists() or bool(aside)
    if path.exists():
        _erase(path)
    for each in aside:
        with told(each):
            each.unlink()
    return found


def _erase(path: Path) -> None:
    """Empty the file, for programs that have it open; when there are none, remove it."""
    try:
        store = Store(path)
    except StoreFault as fault:
        if fault.trouble is not Trouble.DAMAGED:
            raise
        alone = True
    else:
        store.forget()
        alone = store.leave_alone()
        store.close()
    if alone:
        with told(path):
            for end in COMPANIONS:
                Path(f"{path}{end}").unlink(missing_ok=True)
