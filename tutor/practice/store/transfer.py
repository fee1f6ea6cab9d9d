"""Everything in one JSON file, out and in: to another machine, or into a drawer."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tutor.practice.days import Clock, now, stamp
from tutor.practice.entry import Entry, Moment, Record, Shown, Sitting
from tutor.practice.store.store import Store

MOST_BYTES = 200_000_000
VERSION = 1


class Parcel(Record, frozen=True):
    """What an exported file holds. Ratings are left out: the log gives them."""

    format: Literal["tutor progress"]
    version: Annotated[int, msgspec.Meta(ge=1)]
    written: Moment
    settings: dict[
        Annotated[str, msgspec.Meta(max_length=200)], Annotated[str, msgspec.Meta(max_length=20_000)]
    ]
    shown: tuple[Shown, ...]
    entries: tuple[Entry, ...]
    sittings: tuple[Sitting, ...]


class _Head(msgspec.Struct):
    format: str = ""
    version: int = 0


class TransferFault(ValueError):
    """A file that cannot be read or written; the text is one sentence."""


def export(store: Store, file: Path, clock: Clock = now) -> int:
    """Write everything to a file, in one piece, and return the number of entries.

    Raises:
        StoreFault: if the store cannot be read.
        TransferFault: if the file cannot be written.
    """
    parcel = Parcel(
        format="tutor progress",
        version=VERSION,
        written=stamp(clock()),
        settings=store.settings(),
        shown=tuple(store.shown()),
        entries=tuple(store.entries()),
        sittings=tuple(store.sittings()),
    )
    text = msgspec.json.format(msgspec.json.encode(parcel), indent=1)
    # Beside it first, so that a full disk cannot spoil the copy that is there.
    beside = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(text)
        beside.replace(file)
    except OSError as fault:
        raise TransferFault(f"{file} cannot be written: {fault.strerror or fault}.") from None
    finally:
        beside.unlink(missing_ok=True)
    return len(parcel.entries)


def take_in(store: Store, file: Path) -> int:
    """Add what a file holds to the store and return the number of new entries; a second time adds nothing.

    Raises:
        StoreFault: if the store cannot be written.
        TransferFault: if the file is none of ours, or anything in it cannot be.
    """
    parcel = _read(file)
    known = {shown.key for shown in parcel.shown} | {shown.key for shown in store.shown()}
    lost = next((entry for entry in parcel.entries if entry.shown not in known), None)
    if lost is not None:
        raise TransferFault(f"{file}: the entry {lost.id} tells of a variant that the file does not hold.")
    return store.merge(parcel.settings, parcel.shown, parcel.entries, parcel.sittings)


def _read(file: Path) -> Parcel:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise TransferFault(f"{file} is larger than {MOST_BYTES // 10**6} MB.")
        text = file.read_bytes()
    except OSError as fault:
        raise TransferFault(f"{file} cannot be read: {fault.strerror or fault}.") from None
    try:
        head = msgspec.json.decode(text, type=_Head)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        head = _Head()
    if head.format != "tutor progress":
        raise TransferFault(f"{file} is not a file that “tutor export” has written.")
    if head.version > VERSION:
        raise TransferFault(f"{file} was written by a newer tutor; update this one to read it.")
    try:
        return msgspec.json.decode(text, type=Parcel)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise TransferFault(f"{file} cannot be used: {fault}.") from None
