"""What every kind of answer must be able to say about a variant's right and wrong answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, TypeVar

from tutor.questions.formulas import Scope
from tutor.questions.generator import Generator
from tutor.questions.template import Template

Kind = TypeVar("Kind", bound=Template)


@dataclass(frozen=True, slots=True)
class Form:
    """What a screen offers to fill in: options or steps by label, or a table's rows and columns, or blanks.

    `cells` names what is asked for, in the order in which an answer lists it.
    """

    options: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    asked: tuple[tuple[bool, ...], ...] = ()


class Answers(ABC, Generic[Kind]):
    """The answers of one variant.

    `of` turns an answer as content writes it into what marking expects; `typed` writes that as a learner could
    type it; `apart` says whether two of them can be told apart by what a learner types.
    """

    def __init__(self, template: Kind, scope: Scope, order: Sequence[int] = ()) -> None:
        self.template = template
        self.scope = scope
        self.order = tuple(order)

    @classmethod
    def shuffle(cls, template: Kind, source: Generator | None) -> Sequence[int]:
        """In which order options or steps are shown; with no source as they are written."""
        return ()

    @abstractmethod
    def right(self) -> Any:
        """The right answer, as marking expects it."""

    @abstractmethod
    def of(self, written: Any) -> Any:
        """Another answer, as marking expects it; raise MathsError where it has no value."""

    @abstractmethod
    def typed(self, expected: Any) -> str:
        """An answer as a learner could type it."""

    def apart(self, one: Any, other: Any) -> bool | None:
        """Whether no answer is both; None where only marking can tell."""
        return None

    def read(self, answer: Any) -> Any:
        """A learner's answer in the form of `of`, where that is easily told; None elsewhere."""
        return None

    def may_be(self, answer: Any, wrongs: Sequence[Any]) -> list[bool]:
        """For each of several answers, whether this may be it: what is plainly another need not be marked."""
        typed = self.read(answer)
        return [typed is None or self.apart(typed, wrong) is not True for wrong in wrongs]

    def values(self, answer: str) -> Sequence[Any] | None:
        """A learner's answer as values for the formulas of a later part; None where nothing can follow from it."""
        return None

    def context(self) -> dict[str, Any]:
        """What else marking must be told."""
        return {}

    def form(self) -> Form:
        """What a screen offers to fill in."""
        return Form()


def distinct(one: Fraction | str, other: Fraction | str, tolerance: Mapping[str, Any] | None = None) -> bool:
    """Whether two numbers can be told apart: whole ones that differ at all, others by more than 2 %.

    2 % is four times what three figures can hide; a tolerance of one's own counts fourfold too.
    """
    if isinstance(one, str) or isinstance(other, str):
        return one != other
    if one.denominator == other.denominator == 1 and not tolerance:
        return one != other
    size = max(abs(one), abs(other))
    margin = size * Fraction(2, 100)
    if tolerance:
        margin = max(margin, 4 * _allowed(tolerance, size))
    return abs(one - other) > margin


def _allowed(tolerance: Mapping[str, Any], size: Fraction) -> Fraction:
    """The largest difference from a number of this size that a tolerance lets pass."""
    mode = tolerance["mode"]
    if mode in ("rel", "abs"):
        return Fraction(str(tolerance["tol"])) * (size if mode == "rel" else 1)
    digits = int(tolerance["digits"])
    return Fraction(10) ** -digits * (10 * size if mode == "sigfigs" else 1) / 2
