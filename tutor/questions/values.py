"""The values that a variant's names have, and how they are written.

A number is a Fraction. One that is not rational, or that a program computed, is kept to twelve figures: it is then
free of the noise of floats, and 2.0000000000000004 is 2.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

Value = Fraction | str | tuple[Any, ...]
"""A number, a text, a vector (a tuple of numbers) or a matrix (a tuple of vectors)."""

FIGURES = 6
LARGEST = Fraction(10) ** 15
MOST_ENTRIES = 4096


def fraction(number: Any) -> Fraction:
    """A number as a Fraction; a float means the decimal that is written for it.

    Raises:
        ValueError: if it is not a finite number.
    """
    if isinstance(number, (bool, int, Fraction)):
        return Fraction(number)
    found = float(number)
    if not math.isfinite(found):
        raise ValueError(f"{number} is not a finite number")
    return Fraction(repr(found))


def computed(number: Any) -> Fraction:
    """What a program computed, to twelve figures."""
    if isinstance(number, (int, Fraction)):
        return Fraction(number)
    return fraction(float(f"{float(number):.12g}"))


def nested(raw: Any) -> Value:
    """Numbers as read from a file, and lists of them, as a value; raise ValueError for anything else."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, Sequence):
        if not raw:
            raise ValueError("an empty list is no vector")
        entries = tuple(nested(entry) for entry in raw)
        if any(isinstance(entry, str) for entry in entries) or len({_width(entry) for entry in entries}) > 1:
            raise ValueError("a vector holds numbers, and a matrix rows of equal length")
        return entries
    return fraction(raw)


def from_program(result: Any) -> Value:
    """A program's result: a number, a vector or a matrix."""
    if hasattr(result, "tolist"):
        result = result.tolist()
    if isinstance(result, (list, tuple)):
        return tuple(from_program(entry) for entry in result)
    return result if isinstance(result, str) else computed(result)


def for_program(value: Value) -> Any:
    """A value as a program takes it: int, float, text, or lists of them."""
    if isinstance(value, tuple):
        return [for_program(entry) for entry in value]
    if isinstance(value, str):
        return value
    return int(value) if value.denominator == 1 else float(value)


def plain(value: Value) -> Any:
    """A value for JSON: int, float, text, or lists of them."""
    return for_program(value)


def show(value: Value) -> str:
    """A value as prose writes it: 0.98, −3, 1/3, 1.40014, (1, −19), [[1, 2], [3, 4]]."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        inner = ", ".join(show(entry) for entry in value)
        return f"[{inner}]" if isinstance(value[0], tuple) else f"({inner})"
    return typed(value).replace("-", "−")


def typed(number: Fraction) -> str:
    """A number as one would type it: short decimals and small fractions as they are, others to six figures."""
    return exactly(number) or rounded(number, FIGURES)


def exactly(number: Fraction) -> str | None:
    """A number as written exactly, if that is short: a whole number, a short decimal, a small fraction."""
    if number.denominator == 1:
        return str(number)
    decimal = exact_decimal(number)
    if decimal and len(decimal.lstrip("-").replace(".", "").lstrip("0")) <= FIGURES + 2:
        return decimal
    return str(number) if number.denominator < 100 else None


def exact_decimal(number: Fraction) -> str | None:
    """A number as a decimal of at most twelve places, if it is one."""
    for places in range(1, 13):
        scaled = number * 10**places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    return None


def rounded(number: Fraction, figures: int) -> str:
    """A number to so many significant figures, without the zeros at its end; 1.2e-7 where it is very small."""
    text = f"{float(number):.{figures}g}"
    mantissa, mark, exponent = text.partition("e")
    if mark and 0 < int(exponent) < 15:
        return str(round(float(text)))
    return f"{mantissa}e{int(exponent)}" if mark else text


def formula_text(value: Value) -> str:
    """A value as a formula writes it, exactly: 3, (-3), (1/10), [[1, 2], [3, 4]]."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return f"[{', '.join(formula_text(entry) for entry in value)}]"
    text = str(value)
    return text if re.fullmatch(r"\d+", text) else f"({text})"


def entries(value: Value) -> Iterable[Fraction]:
    """Every number of a value."""
    if isinstance(value, tuple):
        for entry in value:
            yield from entries(entry)
    elif not isinstance(value, str):
        yield value


def _width(value: Value) -> int:
    return len(value) if isinstance(value, tuple) else 0
