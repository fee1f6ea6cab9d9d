"""Answers that are one number."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.maths import MathsError, number
from tutor.questions.formulas import evaluate
from tutor.questions.kinds.answers import Answers, distinct
from tutor.questions.template import NumberTemplate, tolerance_of
from tutor.questions.values import typed


class NumberAnswers(Answers[NumberTemplate]):
    """A number, with its unit where it has one."""

    def right(self) -> Any:
        """The right number."""
        return self.of(self.template.answer)

    def of(self, written: Any) -> Any:
        """A number; a mapping where it has a unit."""
        value = evaluate(written, self.scope)
        if isinstance(value, tuple):
            raise MathsError("shape", "A vector stands where a number is expected.")
        if not self.template.unit:
            return value
        return {"value": value, "unit": self.template.unit, "units": dict(self.template.units)}

    def typed(self, expected: Any) -> str:
        """The number, with its unit."""
        value = _bare(expected)
        text = value if isinstance(value, str) else typed(value)
        return f"{text} {self.template.unit}" if self.template.unit else text

    def apart(self, one: Any, other: Any) -> bool:
        """Whether two numbers can be told apart."""
        return distinct(_bare(one), _bare(other), tolerance_of(self.template.tolerance))

    def read(self, answer: Any) -> Any:
        """The learner's number, where no unit may follow it."""
        if self.template.unit:
            return None
        try:
            found = number(str(answer))
        except MathsError:
            return None
        return found.exact if found.exact is not None else (found.low + found.high) / 2

    def values(self, answer: str) -> Sequence[Any] | None:
        """The learner's number."""
        value = self.read(answer)
        return None if value is None or value in (0, 1) else [value]

    def context(self) -> dict[str, Any]:
        """The tolerance."""
        return {"tolerance": tolerance_of(self.template.tolerance)}


def _bare(expected: Any) -> Fraction | str:
    found: Fraction | str = expected["value"] if isinstance(expected, dict) else expected
    return found
