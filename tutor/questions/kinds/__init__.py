"""The kinds of answer as content declares them, one module a family; marking judges, this says what is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.questions.kinds.answers import Answers, Form
from tutor.questions.kinds.cells import BlanksAnswers, TableAnswers
from tutor.questions.kinds.lists import PointAnswers, SetAnswers, ShapeAnswers
from tutor.questions.kinds.numbers import NumberAnswers
from tutor.questions.kinds.options import ChoiceAnswers, ChoicesAnswers, OrderAnswers, TruthAnswers
from tutor.questions.kinds.symbolic import FormulaAnswers, MatrixAnswers
from tutor.questions.kinds.words import TextAnswers

__all__ = ["KINDS", "Answers", "Form"]

KINDS: Mapping[str, type[Answers[Any]]] = {
    "number": NumberAnswers,
    "formula": FormulaAnswers,
    "matrix": MatrixAnswers,
    "shape": ShapeAnswers,
    "point": PointAnswers,
    "set": SetAnswers,
    "table": TableAnswers,
    "blanks": BlanksAnswers,
    "choice": ChoiceAnswers,
    "choices": ChoicesAnswers,
    "truth": TruthAnswers,
    "order": OrderAnswers,
    "text": TextAnswers,
}
