"""Answers that are formulas or matrix expressions in declared variables, and matrices of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tutor.questions.filling import fill_formula
from tutor.questions.formulas import evaluate
from tutor.questions.kinds.answers import Answers, distinct
from tutor.questions.template import FormulaTemplate, MatrixTemplate, Template, tolerance_of
from tutor.questions.values import formula_text


class FormulaAnswers(Answers[FormulaTemplate]):
    """A formula: the drawn numbers are put in, and the learner's variables stay."""

    def right(self) -> Any:
        """The right formula as text."""
        return self.of(self.template.answer)

    def of(self, written: Any) -> Any:
        """A formula as text."""
        return fill_formula(str(written), self.scope)

    def typed(self, expected: Any) -> str:
        """The formula as content writes it."""
        return str(expected)

    def values(self, answer: str) -> Sequence[Any] | None:
        """The learner's formula, to be put into another."""
        return [f"({answer})"]

    def context(self) -> dict[str, Any]:
        """Variables and the like."""
        return reading_context(self.template)


class MatrixAnswers(Answers[MatrixTemplate]):
    """A matrix expression; a matrix of numbers where no variables are declared."""

    def right(self) -> Any:
        """The right matrix as text."""
        return self.of(self.template.answer)

    def of(self, written: Any) -> Any:
        """An expression as text, or a matrix written out."""
        if self.template.variables:
            return fill_formula(str(written), self.scope)
        return formula_text(evaluate(written, self.scope))

    def typed(self, expected: Any) -> str:
        """The matrix as content writes it."""
        return str(expected)

    def apart(self, one: Any, other: Any) -> bool | None:
        """Whether two matrices of numbers differ in shape or in some entry."""
        if self.template.variables:
            return None
        a, b = _numbers_in(one), _numbers_in(other)
        tolerance = tolerance_of(self.template.tolerance)
        return (
            one.count("[") != other.count("[")
            or len(a) != len(b)
            or any(distinct(x, y, tolerance) for x, y in zip(a, b, strict=True))
        )

    def values(self, answer: str) -> Sequence[Any] | None:
        """The learner's expression, to be put into another."""
        return [f"({answer})"]

    def context(self) -> dict[str, Any]:
        """Variables, shapes and the like."""
        return {**reading_context(self.template), "broadcast": self.template.broadcast}


def _numbers_in(text: str) -> list[Fraction]:
    """The numbers of a matrix that `formula_text` wrote."""
    return [Fraction(one) for one in re.findall(r"[^\[\](),\s]+", text)]


def reading_context(template: Template) -> dict[str, Any]:
    """What marking must know to read and compare formulas."""
    return {
        "variables": dict(getattr(template, "variables", {})),
        "domain": dict(getattr(template, "domain", {})),
        "aliases": dict(getattr(template, "aliases", {})),
        "generic": tuple(getattr(template, "generic", ())),
        "tolerance": tolerance_of(getattr(template, "tolerance", None)),
    }
