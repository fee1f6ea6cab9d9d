"""Answers in words: key ideas that are looked for, or terms."""

from __future__ import annotations

from typing import Any

from tutor.questions.filling import fill
from tutor.questions.kinds.answers import Answers
from tutor.questions.template import TextTemplate


class TextAnswers(Answers[TextTemplate]):
    """Key ideas with their ways of being said and denied, or terms of which each is right."""

    def right(self) -> Any:
        """The ideas, or the terms."""
        if not self.template.idea:
            return [fill(term, self.scope) for term in self.template.terms]
        ideas = [
            {"id": idea.id, "name": idea.name, "say": list(idea.say), "deny": list(idea.deny)}
            for idea in self.template.idea
        ]
        expected: dict[str, Any] = {"ideas": ideas}
        if self.template.need is not None:
            expected["need"] = self.template.need
        if self.template.sentences is not None:
            expected["sentences"] = self.template.sentences
        return expected

    def of(self, written: Any) -> Any:
        """Another term."""
        return [fill(str(written), self.scope)]

    def typed(self, expected: Any) -> str:
        """The model answer."""
        return self.model()

    def model(self) -> str:
        """The model answer with the numbers filled in."""
        return fill(self.template.model, self.scope)
