"""Entries as rows and back: a column for each field, lists and answers as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from tutor.practice.entry import Draft, Entry, Shown, Sitting

ENTRY_FIELDS = Entry.__struct_fields__
SHOWN_FIELDS = Shown.__struct_fields__
SITTING_FIELDS = tuple(name for name in Sitting.__struct_fields__ if name != "drafts")
_JSON = frozenset({"numbers", "mistakes", "answer", "feedback"})
_encode = msgspec.json.encode


def insert(table: str, fields: Sequence[str]) -> str:
    """The statement that puts a row into a table unless it is there."""
    return f"INSERT OR IGNORE INTO {table} ({', '.join(fields)}) VALUES ({', '.join('?' * len(fields))})"


INSERT_ENTRY = insert("entry", ENTRY_FIELDS)
INSERT_SHOWN = insert("shown", SHOWN_FIELDS)
SELECT_ENTRIES = f"SELECT {', '.join(ENTRY_FIELDS)} FROM entry ORDER BY at, number"


def entry_row(entry: Entry) -> tuple[Any, ...]:
    """An entry's values in the order of its fields."""
    return tuple(_plain(name, getattr(entry, name)) for name in ENTRY_FIELDS)


def shown_row(shown: Shown) -> tuple[Any, ...]:
    """The values of what was shown, in the order of its fields; its answer is text as it stands."""
    values = msgspec.structs.asdict(shown)
    return tuple(_json(values[name]) if name == "numbers" else values[name] for name in SHOWN_FIELDS)


def sitting_row(sitting: Sitting) -> tuple[Any, ...]:
    """The values of a sitting without its drafts."""
    values = msgspec.structs.asdict(sitting)
    return tuple(_json(values[name]) if name == "shown" else values[name] for name in SITTING_FIELDS)


def entry_of(row: Sequence[Any]) -> Entry:
    """The entry of a row; raise msgspec.ValidationError for one that cannot be."""
    values = {name: _read(name, value) for name, value in zip(ENTRY_FIELDS, row, strict=True)}
    return msgspec.convert(values, Entry)


def shown_of(row: Sequence[Any]) -> Shown:
    """What was shown, from its row; raise msgspec.ValidationError for one that cannot be."""
    values = dict(zip(SHOWN_FIELDS, row, strict=True))
    return msgspec.convert({**values, "numbers": msgspec.json.decode(values["numbers"])}, Shown)


def sitting_of(row: Sequence[Any], drafts: Sequence[Sequence[Any]]) -> Sitting:
    """A sitting with its drafts; raise msgspec.ValidationError for one that cannot be."""
    values = dict(zip(SITTING_FIELDS, row, strict=True))
    values["shown"] = msgspec.json.decode(values["shown"])
    found = [Draft(variant=variant, at=at, answer=msgspec.json.decode(text)) for variant, at, text in drafts]
    return msgspec.convert({**values, "drafts": found}, Sitting)


def _plain(name: str, value: Any) -> Any:
    if name in _JSON:
        return _json(value)
    return value.isoformat() if name == "day" else value


def _read(name: str, value: Any) -> Any:
    return msgspec.json.decode(value) if name in _JSON else value


def _json(value: Any) -> str:
    return _encode(value).decode()
