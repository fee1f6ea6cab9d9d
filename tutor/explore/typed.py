"""The one place where explorers read a typed number and write one back into a field."""

from __future__ import annotations

import math
import re

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
MOST_CHARACTERS = 60


def read_number(text: str) -> float:
    """Return the number that was typed, as any person would write it: 0.1, 1/3, sqrt(2), 2e-3, 2^10, −4.

    Raises:
        ValueError: with one short sentence, where it is none.
    """
    plain = text.strip().replace("−", "-")
    if len(plain) > MOST_CHARACTERS:
        raise ValueError("too long for a number")
    value = float(plain) if _PLAIN.fullmatch(plain) else _read_formula(text)
    if math.isnan(value):
        raise ValueError("undefined")
    if math.isinf(value):
        raise ValueError("too large")
    return value


def _read_formula(text: str) -> float:
    from tutor.maths import MathsError, evaluate, number, read

    try:
        value = float(evaluate(read(text, variables={}).tree, {}, real=True))
        if not math.isfinite(value):
            number(text)  # reads exactly, and says what is wrong
        return value
    except MathsError as fault:
        raise ValueError(in_short(fault)) from None


def in_short(fault: Exception) -> str:
    """Return a fault of the maths language as a short clause that fits beside a field."""
    code = getattr(fault, "code", "")
    if code in ("unknown", "empty"):
        return {"unknown": "not a number", "empty": "needs a number"}[code]
    message = str(getattr(fault, "message", fault)).rstrip(".")
    return message[:1].lower() + message[1:]


def write_number(value: float) -> str:
    """Return the shortest text that reads back as the value."""
    if value == round(value) and abs(value) < 1e15:
        return str(round(value))
    return repr(float(value))
