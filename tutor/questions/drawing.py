"""How a variant's numbers are drawn: from its template's `draw`, or from the paper's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tutor.questions.formulas import Scope
from tutor.questions.generator import Generator
from tutor.questions.pieces import Draw, Row
from tutor.questions.values import Value, entries, fraction, nested

MOST_STEPS = 10**9
MOST_TRIES = 100
WAYS = ("int", "decimal", "choice", "rows", "bank")


class DrawFault(ValueError):
    """A `draw` that cannot be used: `key` is where, the text says what was expected."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"the key “{key}” {message}")
        self.key = key


def draw(name: str, how: Draw, rows: Sequence[Row], source: Generator) -> dict[str, Value]:
    """The names that one draw sets, with their values: its own, or those of a row."""
    if how.rows or how.bank:
        return {key: nested(value) for key, value in source.choice(rows).items()}
    if how.size is None:
        return {name: _one(how, source)}
    sizes = how.size if isinstance(how.size, list) else [how.size]
    return {name: _many(how, sizes, source)}


def check(name: str, how: Draw) -> None:
    """Raise DrawFault for a draw that says too little, too much, or nothing that could be drawn."""
    ways = [way for way in WAYS if getattr(how, way) is not None]
    if len(ways) != 1:
        raise DrawFault(f"draw.{name}", f"must say one of {', '.join(WAYS)}, not {len(ways)} of them")
    if (how.decimal is None) != (how.step is None):
        raise DrawFault(f"draw.{name}", "must say both decimal and step, or neither")
    if ways[0] in ("rows", "bank") and (how.size or how.without):
        raise DrawFault(f"draw.{name}", "draws a row, which has neither “size” nor “not”")
    if how.distinct and not how.size:
        raise DrawFault(f"draw.{name}", "says “distinct”, which needs a “size”")
    if ways[0] in ("int", "decimal", "choice"):
        _check_pool(name, how)


def names(drawn: Mapping[str, Draw], rows: Mapping[str, Sequence[Row]]) -> list[str]:
    """Every name that a fresh variant draws, those of rows among them."""
    found: list[str] = []
    for name, how in drawn.items():
        found += list(rows[name][0]) if how.rows or how.bank else [name]
    return found


def paper(drawn: Mapping[str, Draw], rows: Mapping[str, Sequence[Row]], given: Mapping[str, Any]) -> Scope:
    """The paper's own numbers, one for each name that a fresh variant draws; raise DrawFault."""
    wanted = names(drawn, rows)
    missing = [name for name in wanted if name not in given]
    extra = [name for name in given if name not in wanted and name != "case"]
    if drawn and missing:
        raise DrawFault("paper", f"lacks {missing[0]}, which is drawn")
    if drawn and extra:
        raise DrawFault("paper", f"gives {extra[0]}, which is not drawn")
    try:
        return Scope({name: nested(value) for name, value in given.items() if name != "case"})
    except (ValueError, TypeError) as fault:
        raise DrawFault("paper", f"holds something that is no number: {fault}") from None


def _one(how: Draw, source: Generator) -> Value:
    excluded = [nested(value) for value in how.without]
    for _ in range(MOST_TRIES):
        value = _any(how, source)
        if value not in excluded:
            return value
    raise DrawFault("draw", f"found nothing but what “not” excludes in {MOST_TRIES} tries")


def _any(how: Draw, source: Generator) -> Value:
    if how.choice is not None:
        return nested(source.choice(how.choice))
    low, step, count = _grid(how)
    return low + step * source.below(count)


def _grid(how: Draw) -> tuple[Fraction, Fraction, int]:
    """The lowest number, the step, and how many there are."""
    ends = how.int or how.decimal or [0, 0]
    low, high = fraction(ends[0]), fraction(ends[1])
    step = Fraction(1) if how.step is None else fraction(how.step)
    return low, step, int((high - low) / step) + 1


def _many(how: Draw, sizes: Sequence[int], source: Generator) -> Value:
    if len(sizes) == 2:
        return tuple(_many(how, sizes[1:], source) for _ in range(sizes[0]))
    found: list[Value] = []
    for _ in range(MOST_TRIES * sizes[0]):
        value = _one(how, source)
        if not (how.distinct and value in found):
            found.append(value)
        if len(found) == sizes[0]:
            return tuple(found)
    raise DrawFault("draw", f"found no {sizes[0]} different values")


def _check_pool(name: str, how: Draw) -> None:
    key = f"draw.{name}"
    if how.choice is not None:
        if how.size and any(isinstance(value, str) for value in how.choice):
            raise DrawFault(key, "makes a vector, which holds numbers and no texts")
        pool = len(how.choice)
    else:
        if how.step is not None and not how.step > 0:
            raise DrawFault(f"{key}.step", "must be more than 0")
        low, step, pool = _grid(how)
        if how.int is not None and any(fraction(end).denominator != 1 for end in how.int):
            raise DrawFault(f"{key}.int", "must be two whole numbers")
        if pool < 1 or pool > MOST_STEPS:
            raise DrawFault(key, "must be a low end, then a high end, not more than a billion steps apart")
        if how.decimal is not None and low + step * (pool - 1) != fraction(how.decimal[1]):
            raise DrawFault(f"{key}.step", "must lead from the low end to the high end exactly")
    if len(set(map(nested, how.without))) >= pool:
        raise DrawFault(f"{key}.not", "excludes everything there is")


def is_small(value: Value) -> bool:
    """Whether every number in a value is small enough to be printed and computed with."""
    return all(abs(number) <= 10**15 and number.denominator <= 10**40 for number in entries(value))
