"""Answers that are several numbers or formulas: points, sets and shapes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.maths import MathsError
from tutor.questions.filling import fill_formula
from tutor.questions.formulas import evaluate
from tutor.questions.kinds.answers import Answers, distinct
from tutor.questions.kinds.symbolic import reading_context
from tutor.questions.template import PointTemplate, SetTemplate, ShapeTemplate, tolerance_of
from tutor.questions.values import typed

Listed = PointTemplate | SetTemplate | ShapeTemplate


class _ListAnswers(Answers[Any]):
    """Members in a row: numbers, or formulas where the template declares variables."""

    template: Listed

    def right(self) -> Any:
        """The right members."""
        return self.of(self.template.answer)

    def of(self, written: Any) -> Any:
        """The members of an answer: numbers, or texts of formulas."""
        if self.template.variables:
            members = written if isinstance(written, list) else [written]
            return [fill_formula(str(member), self.scope) for member in members]
        value = evaluate(written, self.scope)
        members = list(value) if isinstance(value, tuple) else [value]
        if any(isinstance(member, tuple) for member in members):
            raise MathsError("shape", "A matrix stands where numbers are expected.")
        return members

    def members(self, expected: Any) -> list[str]:
        """Every member as typed."""
        return [member if isinstance(member, str) else typed(member) for member in expected]

    def apart(self, one: Any, other: Any) -> bool | None:
        """Whether some member can be told apart."""
        if self.template.variables:
            return None
        tolerance = tolerance_of(self.template.tolerance)
        pairs = zip(one, other, strict=False)
        return len(one) != len(other) or any(distinct(a, b, tolerance) for a, b in pairs)

    def read(self, answer: Any) -> Any:
        """The learner's members as numbers."""
        from tutor.marking.collection import members_of
        from tutor.marking.values import value_of

        if self.template.variables:
            return None
        try:
            return [value_of(member.text).middle for member in members_of(str(answer))]
        except MathsError:
            return None

    def values(self, answer: str) -> Sequence[Any] | None:
        """The learner's members, unless none of them says anything."""
        found = self.read(answer)
        return None if not found or all(value in (0, 1) for value in found) else list(found)

    def context(self) -> dict[str, Any]:
        """Variables and the like."""
        return reading_context(self.template)


class PointAnswers(_ListAnswers):
    """Numbers or formulas in order."""

    def typed(self, expected: Any) -> str:
        """The point in brackets."""
        return f"({', '.join(self.members(expected))})"


class SetAnswers(_ListAnswers):
    """Numbers or formulas in any order."""

    def typed(self, expected: Any) -> str:
        """The set in braces."""
        return f"{{{', '.join(self.members(expected))}}}"

    def apart(self, one: Any, other: Any) -> bool | None:
        """Whether the sets differ, member by member in order of size."""
        if self.template.variables or any(isinstance(member, str) for member in (*one, *other)):
            return None if self.template.variables else set(one) != set(other)
        return super().apart(sorted(set(one)), sorted(set(other)))


class ShapeAnswers(_ListAnswers):
    """The sizes of an array."""

    def of(self, written: Any) -> Any:
        """The sizes: whole numbers, or texts of formulas."""
        members = super().of(written)
        if self.template.variables:
            return members
        return [whole(member) for member in members]

    def typed(self, expected: Any) -> str:
        """The shape with crosses."""
        return " × ".join(map(str, expected))

    def read(self, answer: Any) -> Any:
        """The learner's sizes."""
        from tutor.marking.kinds.shape import shape_of

        sizes = None if self.template.variables else shape_of(str(answer))
        return list(sizes) if sizes else None

    def apart(self, one: Any, other: Any) -> bool | None:
        """Whether two shapes differ."""
        return None if self.template.variables else list(one) != list(other)


def whole(value: Any) -> int:
    """A size as int; raise MathsError for what is no size."""
    if not isinstance(value, Fraction) or value.denominator != 1 or value < 0:
        raise MathsError("shape", f"A size must be a whole number from 0, and {value} is none.")
    return int(value)
