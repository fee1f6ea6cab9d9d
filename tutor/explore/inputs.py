"""The kinds of input: each reads what was typed, says what is wrong with it, and steps its value.

Every `read` raises `ValueError` with one short sentence that fits beside a field.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tutor.explore.format import number
from tutor.explore.typed import read_number, write_number

_SHORT = 30
"""Options that are listed beside what a field means; longer lists are left to a fault."""


class Kind(Protocol):
    """What an input accepts."""

    def read(self, text: str) -> Any:
        """Return the value that the text stands for; raise ValueError saying what is wrong."""

    def shift(self, text: str, ticks: int) -> str:
        """Return the text for the value `ticks` steps away (the same text where that means nothing)."""

    def describe(self) -> str:
        """Return what may be typed, in a few words: "a number above 0"."""


class Sliding(Kind, Protocol):
    """A kind whose range can be drawn as a slider."""

    def fraction(self, value: float) -> float:
        """Return where the value lies on the slider, from 0 to 1."""

    def at(self, fraction: float) -> str:
        """Return the text for a place on the slider."""


@dataclass(frozen=True)
class Number:
    """A real number in [low, high]; `above` and `below` exclude the ends.

    `step` is what an arrow key adds, or with `logarithmic` the number of steps in a factor of ten.
    """

    low: float = -1e12
    high: float = 1e12
    above: float | None = None
    below: float | None = None
    step: float = 0.1
    logarithmic: bool = False
    slide: tuple[float, float] | None = None

    def read(self, text: str) -> float:
        """Return the number; raise ValueError where it cannot be read or lies outside the range."""
        value = read_number(text)
        if self.above is not None and not value > self.above:
            raise ValueError(f"must be above {number(self.above)}")
        if self.below is not None and not value < self.below:
            raise ValueError(f"must be below {number(self.below)}")
        _check_range(value, self.low, self.high)
        return value

    def describe(self) -> str:
        """Return the range in words."""
        if self.above is not None and self.below is not None:
            return f"a number between {number(self.above)} and {number(self.below)}"
        if self.above is not None:
            return f"a number above {number(self.above)}"
        if self.below is not None:
            return f"a number from {number(self.low)} to below {number(self.below)}"
        return _describe_range("a number", self.low, self.high)

    def shift(self, text: str, ticks: int) -> str:
        """Move by `ticks` steps, staying in the range."""
        value = self.read(text)
        if self.logarithmic and value > 0:
            moved = _snap_figures(value * 10 ** (ticks / self.step))
        else:
            # To the next round value that way: from 0.25 up to 0.3, down to 0.2.
            whole = math.floor(value / self.step + 1e-9) if ticks > 0 else math.ceil(value / self.step - 1e-9)
            moved = (whole + ticks) * self.step
        moved = float(f"{min(max(moved, self.low), self.high):.10g}")
        inside = (self.above is None or moved > self.above) and (self.below is None or moved < self.below)
        return write_number(moved) if inside else text

    def fraction(self, value: float) -> float:
        """Return where the value lies on the slider."""
        low, high = self.slide or (self.low, self.high)
        if self.logarithmic:
            low, high, value = math.log10(low), math.log10(high), math.log10(max(value, 1e-300))
        return min(max((value - low) / (high - low), 0.0), 1.0)

    def at(self, fraction: float) -> str:
        """Return a round number at a place on the slider."""
        low, high = self.slide or (self.low, self.high)
        if self.logarithmic:
            return write_number(_snap_figures(10 ** (math.log10(low) + fraction * math.log10(high / low))))
        value = round((low + fraction * (high - low)) / self.step) * self.step
        return write_number(float(f"{value:.10g}"))


@dataclass(frozen=True)
class Whole:
    """A whole number from low to high."""

    low: int = 0
    high: int = 1_000_000
    slide: tuple[float, float] | None = None

    def read(self, text: str) -> int:
        """Return the whole number; raise ValueError where it is not one or lies outside the range."""
        value = read_number(text)
        if value != round(value):
            raise ValueError("must be a whole number")
        _check_range(value, self.low, self.high)
        return round(value)

    def describe(self) -> str:
        """Return the range in words."""
        return _describe_range("a whole number", self.low, self.high)

    def shift(self, text: str, ticks: int) -> str:
        """Move by whole numbers, staying in the range."""
        return str(min(max(self.read(text) + ticks, self.low), self.high))

    def fraction(self, value: float) -> float:
        """Return where the value lies on the slider."""
        low, high = self.slide or (self.low, self.high)
        return min(max((value - low) / (high - low), 0.0), 1.0)

    def at(self, fraction: float) -> str:
        """Return the whole number at a place on the slider."""
        low, high = self.slide or (self.low, self.high)
        return str(round(low + fraction * (high - low)))


@dataclass(frozen=True)
class Choice:
    """One of a few words; any unambiguous beginning of one is enough."""

    options: tuple[str, ...]

    def read(self, text: str) -> str:
        """Return the option meant; raise ValueError listing the options otherwise."""
        wanted = text.strip().lower()
        starting = [option for option in self.options if option.lower().startswith(wanted)]
        exact = [option for option in starting if option.lower() == wanted]
        if wanted and len(exact or starting) == 1:
            return (exact or starting)[0]
        raise ValueError(self._listed())

    def describe(self) -> str:
        """Return the options; of many how many there are, and the keys that go through them."""
        listed = self._listed()
        return listed if len(listed) <= _SHORT else f"one of {len(self.options)}: press ↑↓"

    def _listed(self) -> str:
        return f"one of {', '.join(self.options)}"

    def shift(self, text: str, ticks: int) -> str:
        """Move to the next option, round and round."""
        try:
            index = self.options.index(self.read(text))
        except ValueError:
            return self.options[0]
        return self.options[(index + ticks) % len(self.options)]


@dataclass(frozen=True)
class Numbers:
    """Several numbers, separated by commas or spaces."""

    each: Number | Whole = field(default_factory=Number)
    least: int = 1
    most: int = 12

    def read(self, text: str) -> tuple[float, ...]:
        """Return the numbers; raise ValueError naming the first that is wrong."""
        return tuple(_read_each(split_list(text), self.each, self.least, self.most, "number"))

    def describe(self) -> str:
        """Return how many numbers of which kind."""
        how_many = str(self.least) if self.least == self.most else f"{self.least} to {self.most}"
        return f"{how_many} numbers, with commas"

    def shift(self, text: str, ticks: int) -> str:
        """Lists do not step."""
        return text


@dataclass(frozen=True)
class Matrix:
    """Rows of numbers: numbers separated by commas or spaces, rows by semicolons."""

    most_rows: int = 6
    most_columns: int = 6

    def read(self, text: str) -> tuple[tuple[float, ...], ...]:
        """Return the rows; raise ValueError where they differ in length or a number is wrong."""
        lines = [line for line in text.strip().strip("[]").replace("],", ";").split(";") if line.strip()]
        if not 1 <= len(lines) <= self.most_rows:
            raise ValueError(f"give 1 to {self.most_rows} rows with semicolons between them")
        rows = [_read_each(split_list(line), Number(), 1, self.most_columns, "column") for line in lines]
        if len({len(row) for row in rows}) > 1:
            raise ValueError(f"rows have {' and '.join(str(len(row)) for row in rows)} numbers")
        return tuple(tuple(row) for row in rows)

    def describe(self) -> str:
        """Return how to write a matrix."""
        return "rows, such as 1, 2; 3, 4"

    def shift(self, text: str, ticks: int) -> str:
        """Matrices do not step."""
        return text


@dataclass(frozen=True)
class Text:
    """A text that a reader of its own understands, such as the layers of a network.

    The arrow keys go through the `examples`.
    """

    reader: Callable[[str], Any]
    what: str
    longest: int = 2000
    examples: tuple[str, ...] = ()

    def read(self, text: str) -> Any:
        """Return what the reader makes of the text; raise ValueError as it does."""
        if len(text) > self.longest:
            raise ValueError(f"longer than {self.longest} characters")
        return self.reader(text)

    def describe(self) -> str:
        """Return what may be typed."""
        return self.what

    def shift(self, text: str, ticks: int) -> str:
        """Move to the next example."""
        if not self.examples:
            return text
        at = self.examples.index(text) if text in self.examples else -1
        return self.examples[(at + ticks) % len(self.examples)]


@dataclass(frozen=True)
class Input:
    """One declared input: `name` is its option on the command line, `default` what the paper says."""

    name: str
    label: str
    meaning: str
    default: str
    kind: Kind


def split_list(text: str) -> list[str]:
    """Return the items of a list: separated by commas or semicolons, or else by spaces; brackets around it."""
    inner = text.strip().removeprefix("[").removesuffix("]").replace(";", ",").strip().removesuffix(",")
    return [item.strip() for item in inner.split(",")] if "," in inner else inner.split()


def _read_each(items: Sequence[str], kind: Number | Whole, least: int, most: int, noun: str) -> list[float]:
    if not least <= len(items) <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        raise ValueError(f"needs {wanted} {noun}s, not {len(items)}")
    values = []
    for place, item in enumerate(items, start=1):
        try:
            values.append(kind.read(item))
        except ValueError as fault:
            raise ValueError(f"{noun} {place}: {fault}") from None
    return values


def _check_range(value: float, low: float, high: float) -> None:
    if value < low:
        raise ValueError(f"must be at least {number(low)}")
    if value > high:
        raise ValueError(f"must be at most {number(high)}")


def _describe_range(noun: str, low: float, high: float) -> str:
    if low <= -1_000_000 and high >= 1_000_000:
        return noun
    if high >= 1_000_000:
        return f"{noun}, at least {number(low)}"
    return f"{noun} from {number(low)} to {number(high)}"


def _snap_figures(value: float) -> float:
    """Round to two figures, so that logarithmic steps land on numbers that a person would type."""
    return float(f"{value:.1e}")
