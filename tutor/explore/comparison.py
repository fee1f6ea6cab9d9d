"""A wrong rule beside the right one: what each gives on the same numbers, why they differ, and a picture of both.

An explorer lists what may be asked for (`Asked`) and the wrong rules that answer it (`Rule`), each a function of
its setting. The finding and the picture follow from that, for every rule in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.explore.format import number, vector
from tutor.explore.result import Finding, Picture

Array = NDArray[np.float64]
S = TypeVar("S")

TITLE = "Your rule beside the right one"
LABEL = "your rule"
_SAME = 1e-9
_LONGEST = 30
"""Of what stands in the list of answers; the reason has the rest."""


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
    """A wrong rule: what it answers, what it does in words, its numbers, and one sentence on why they are wrong.

    `picture` is the title of the explorer's own picture that draws it; without one it gets a picture of its own.
    """

    asked: Asked[S]
    words: str
    value: Callable[[S], ArrayLike]
    why: str
    formula: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Beside(Finding):
    """What a wrong rule gives, with the right numbers beside it."""

    wrong: tuple[float, ...] = ()
    right: tuple[float, ...] = ()


def numbers(value: ArrayLike) -> Array:
    """Return a number, a vector or a matrix as a list of numbers."""
    return np.ravel(np.asarray(value, dtype=np.float64))


def same(wrong: ArrayLike, right: ArrayLike) -> bool:
    """Whether the two give the same on these numbers."""
    return np.shape(wrong) == np.shape(right) and bool(
        np.allclose(wrong, right, rtol=_SAME, atol=1e-15, equal_nan=True)
    )


def beside(rule: Rule[S], setting: S) -> Beside:
    """Return the finding that a wrong rule leads to."""
    asked = rule.asked
    given, correct = rule.value(setting), asked.value(setting)
    told, truth = asked.tell(given), asked.tell(correct)
    wrong, right = numbers(given), numbers(correct)
    done = f"{rule.words[:1].upper()}{rule.words[1:]}"
    lines = [f"{done} gives {told}; right is {truth}.", rule.why]
    if rule.formula:
        lines.append(f"In letters: {rule.formula}{f' in place of {asked.formula}' if asked.formula else ''}.")
    value = f"{told}, not {truth}"
    if len(value) > _LONGEST:
        value = told
    if same(given, correct):
        value = f"{told}, the same here"
        lines[0] = f"{done} gives {told}, which is right on these numbers; on others the two part."
    return Beside(asked.part, LABEL, value, "\n".join(lines), wrong=tuple(wrong), right=tuple(right))


def compared(
    findings: Sequence[Finding], pictures: Sequence[Picture], rule: Rule[S] | None, setting: S
) -> tuple[list[Finding], list[Picture]]:
    """Return findings and pictures with those of a wrong rule before all others."""
    if rule is None:
        return list(findings), list(pictures)
    from tutor.explore.comparison_picture import picture_of

    own = [each for each in pictures if each.title == rule.picture]
    first = own or [Picture(TITLE, lambda: picture_of(rule, setting))]
    return [beside(rule, setting), *findings], [*first, *(each for each in pictures if each not in own)]
