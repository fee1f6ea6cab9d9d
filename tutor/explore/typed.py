"""The one place where explorers read a typed number and write one back into a field."""

from __future__ import annotations

import math
import re

_NUMBER = re.compile(r"[+-]?(\d[\d_]*\.?\d*|\.\d+)([eE][+-]?\d{1,4})?")


def read_number(text: str) -> float:
    """Return the number that was typed; raise ValueError with one short sentence otherwise."""
    cleaned = text.strip().replace("−", "-")
    if not cleaned:
        raise ValueError("needs a number")
    if len(cleaned) > 40 or not _NUMBER.fullmatch(cleaned):
        raise ValueError("not a number")
    value = float(cleaned.replace("_", ""))
    if math.isinf(value):
        raise ValueError("too large")
    return value


def write_number(value: float) -> str:
    """Return the shortest text that reads back as the value."""
    if value == round(value) and abs(value) < 1e15:
        return str(round(value))
    return repr(float(value))
