"""Where an answer is given: a field, options, steps to order, cells or a text box, by the kind of question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.ui.quiz.answer.chosen import OptionsPane, OrderPane, SeveralPane
from tutor.ui.quiz.answer.pane import AnswerPane, Given
from tutor.ui.quiz.answer.typed import CellsPane, SentencePane, TablePane

if TYPE_CHECKING:
    from tutor.questions.kinds import Form

__all__ = ["AnswerPane", "Given", "answer_pane"]

PANES: dict[str, type[AnswerPane]] = {
    "choice": OptionsPane,
    "truth": OptionsPane,
    "choices": SeveralPane,
    "order": OrderPane,
    "table": TablePane,
    "blanks": CellsPane,
    "text": SentencePane,
}


def answer_pane(kind: str, form: Form) -> AnswerPane:
    """Return the widget for a kind of answer."""
    return PANES.get(kind, AnswerPane)(kind, form)
