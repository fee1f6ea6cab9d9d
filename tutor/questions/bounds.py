"""What no content file may hold, whatever it is for: a stranger's pack is data, and small."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from typing import Any

MOST_VALUES = 50_000
MOST_LEVELS = 12
LONGEST_TEXT = 20_000
LARGEST = 10**15


def out_of_bounds(table: Any) -> str | None:
    """The first thing in a table that is too much, as a sentence that begins with its key; or None."""
    for count, (place, value, level) in enumerate(_values(table)):
        if count >= MOST_VALUES:
            return f"the file holds more than {MOST_VALUES} values"
        if level > MOST_LEVELS:
            return f"the key “{place}” is nested more than {MOST_LEVELS} levels deep"
        wrong = _wrong(value)
        if wrong:
            return f"the key “{place}” {wrong}"
    return None


def _values(table: Any) -> Iterator[tuple[str, Any, int]]:
    """Every value with the key it stands under, tables and lists included; what is too deep is not entered."""
    waiting: list[tuple[str, Any, int]] = [("", table, 0)]
    while waiting:
        place, value, level = waiting.pop()
        yield place, value, level
        if level > MOST_LEVELS:
            return
        if isinstance(value, dict):
            for key, entry in reversed(value.items()):
                waiting.append((_shown(key), entry, level + 1))
                waiting.append((_shown(key), key, level + 1))
        elif isinstance(value, list):
            waiting.extend((place, entry, level + 1) for entry in reversed(value))


def _shown(key: str) -> str:
    """A key as a fault may print it."""
    return "".join(letter if letter.isprintable() else "?" for letter in key[:60])


def _wrong(value: Any) -> str | None:
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            return f"is longer than {LONGEST_TEXT} characters"
        strange = next(
            (letter for letter in value if letter != "\n" and unicodedata.category(letter) in _STRANGE), None
        )
        return f"holds the invisible character U+{ord(strange):04X}" if strange else None
    if isinstance(value, int) and abs(value) > LARGEST:
        return "is too large a number"
    if isinstance(value, float) and not (math.isfinite(value) and abs(value) <= LARGEST):
        return "is not a number that can be used"
    return None


# Control characters, among them those that steer a terminal; marks that turn the direction of writing; surrogates.
_STRANGE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
