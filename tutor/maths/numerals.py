"""Numbers as people write them: 3, .5, 1_000, 2e-3; and what is refused, with a reason."""

from __future__ import annotations

import re

from tutor.maths.errors import MathsError

MOST_DIGITS = 30
GREATEST_POWER = 300

_NUMERAL = re.compile(
    r"(?P<digits>\d+(?:_\d+)*(?:\.(?![*/^.])(?:\d+(?:_\d+)*)?)?|\.\d+)(?:[eE](?P<power>[+\-−]?\d+))?",
    re.ASCII,
)
_RUN = re.compile(r"[\d._]+", re.ASCII)


def scan(text: str, start: int) -> tuple[str, int]:
    """The number that starts here, in one spelling (`.50` is `0.50`), and where it ends; or ("", start).

    Raises MathsError for two points in one number, and for numbers beyond 30 digits or 10^±300.
    """
    match = _NUMERAL.match(text, start)
    if not match:
        return "", start
    end = match.end()
    if text[end : end + 1] == "." and text[end + 1 : end + 2] in tuple(".0123456789"):
        run = _RUN.match(text, start)
        length = run.end() - start if run else 1
        message = f"“{text[start : start + length]}” is not a number: it has more than one point."
        raise MathsError("number", message, start, length)
    digits = match["digits"].replace("_", "")
    power = (match["power"] or "").replace("−", "-")
    if (
        sum(char.isdigit() for char in digits) > MOST_DIGITS
        or len(power) > 5
        or abs(int(power or 0)) > GREATEST_POWER
    ):
        message = f"This number is too long: at most {MOST_DIGITS} digits, and powers of ten up to {GREATEST_POWER}."
        raise MathsError("digits", message, start, end - start)
    return _canonical(digits) + (f"e{int(power)}" if power else ""), end


def _canonical(digits: str) -> str:
    whole, point, fraction = digits.partition(".")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{fraction}" if point and fraction else whole
