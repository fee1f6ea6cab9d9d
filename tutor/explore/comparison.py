"""A wrong rule beside the right one: what each gives on the same numbers, why they differ, and a picture of both.

An explorer lists what may be asked for (`Asked`) and the wrong rules that answer it (`Rule`), each a function of
its setting. The finding, the picture and the name in a list follow from that, for every rule in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.explore.format import number, vector
from tutor.explore.result import Finding, Picture

Array = NDArray[np.float64]
S = TypeVar("S")
Said = str | Callable[[S], str]
"""A sentence or a formula; where it depends on the setting, what makes it."""

TITLE = "Your rule beside the right one"
LABEL = "your rule"
_SAME = 1e-9


@dataclass(frozen=True)
class Sweep(Generic[S]):
    """A number of the setting that a picture varies: its name, its values, where it is, how it is changed."""

    label: str
    values: Callable[[S], Array]
    here: Callable[[S], float]
    at: Callable[[S, float], S]


@dataclass(frozen=True)
class Asked(Generic[S]):
    """What a setting is asked for: one number, or several with a name each.

    Attributes:
        part: the part of the paper that it belongs to.
        name: how it is written: "ce(p, x)".
        value: the right answer.
        formula: how the right answer is written in letters, or "".
        entries: the names of the numbers, where there are several.
        sweep: what a picture of one number is drawn against; None draws bars.
        written: how the numbers are told; without it all of them are.
    """

    part: str
    name: str
    value: Callable[[S], ArrayLike]
    formula: str = ""
    entries: Callable[[S], Sequence[str]] | None = None
    sweep: Sweep[S] | None = None
    written: Callable[[Array], str] | None = None

    def tell(self, value: ArrayLike) -> str:
        """Return the answer as text."""
        if not np.size(value):
            return "not defined"
        if self.written is not None:
            return self.written(np.asarray(value, dtype=np.float64))
        values = numbers(value)
        return number(float(values[0])) if values.size == 1 else vector(values)


@dataclass(frozen=True)
class Rule(Generic[S]):
    """A wrong rule: what it does in words, its numbers, and one sentence on why they are wrong.

    Attributes:
        asked: what it answers.
        words: what it does, to follow "by" or to begin a sentence: "leaving the + 1 out".
        value: what it gives.
        why: why that is wrong.
        formula: how it is written in letters, or "".
        picture: the title of the explorer's own picture that draws it; without one it gets a picture of its own.
        unless: why the rule cannot be followed on a setting, or "" where it can.
        legend: what those letters of the formula stand for that no field names, or "".
    """

    asked: Asked[S]
    words: str
    value: Callable[[S], ArrayLike]
    why: Said[S]
    formula: Said[S] = ""
    picture: str = ""
    unless: Callable[[S], str] | None = None
    legend: Said[S] = ""

    def hindered(self, setting: S) -> str:
        """Return why the rule cannot be followed on this setting, or ""."""
        return self.unless(setting) if self.unless is not None else ""

    def letters(self, setting: S) -> str:
        """Return its formula on this setting, or ""."""
        return said(self.formula, setting)


def said(text: Said[S], setting: S) -> str:
    """Return a text that may depend on the setting."""
    return text if isinstance(text, str) else text(setting)


def numbers(value: ArrayLike) -> Array:
    """Return a number, a vector or a matrix as a list of numbers."""
    return np.ravel(np.asarray(value, dtype=np.float64))


def same(wrong: ArrayLike, right: ArrayLike) -> bool:
    """Whether the two give the same on these numbers."""
    return np.shape(wrong) == np.shape(right) and bool(
        np.allclose(wrong, right, rtol=_SAME, atol=1e-15, equal_nan=True)
    )


def labels(rules: Mapping[str, Rule[S]]) -> dict[str, str]:
    """Return what each wrong rule is called in a list: its part, what it answers and what it does.

    They come in the order of the parts, and of one part by what is asked for.
    """
    asked = list(dict.fromkeys((rule.asked.part, rule.asked.name) for rule in rules.values()))

    def place(name: str) -> tuple[str, int]:
        key = rules[name].asked.part, rules[name].asked.name
        return key[0], asked.index(key)

    return {
        name: f"{rules[name].asked.part} {rules[name].asked.name}: {rules[name].words}"
        for name in sorted(rules, key=place)
    }


def compared(
    findings: Sequence[Finding], pictures: Sequence[Picture], rule: Rule[S] | None, setting: S
) -> tuple[list[Finding], list[Picture]]:
    """Return findings and pictures with those of a wrong rule before all others."""
    if rule is None:
        return list(findings), list(pictures)
    from tutor.explore.comparison_finding import beside
    from tutor.explore.comparison_picture import picture_of

    own = [each for each in pictures if each.title == rule.picture and not rule.hindered(setting)]
    first = own or [Picture(TITLE, lambda: picture_of(rule, setting))]
    return [beside(rule, setting), *findings], [*first, *(each for each in pictures if each not in own)]
