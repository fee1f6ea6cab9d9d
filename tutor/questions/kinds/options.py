"""Answers that pick or arrange what is shown: one option, several, true or false, steps in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase
from typing import Any

from tutor.maths import MathsError
from tutor.questions.filling import fill
from tutor.questions.formulas import evaluate
from tutor.questions.generator import Generator
from tutor.questions.kinds.answers import Answers, Form
from tutor.questions.template import ChoicesTemplate, ChoiceTemplate, OrderTemplate, TruthTemplate


class _Shown(Answers[Any]):
    """Options in the order `order`: the option shown at place p is number order[p] of the file."""

    @classmethod
    def shuffle(cls, template: Any, source: Generator | None) -> Sequence[int]:
        """The options in another order, where the template lets them be shuffled."""
        places = range(len(template.options))
        return source.shuffled(places) if source and template.shuffle else list(places)

    def texts(self) -> list[str]:
        """The options as shown."""
        return [fill(self.template.options[at], self.scope) for at in self.order]

    def label(self, letter: str) -> str:
        """The label under which the option with a letter of the file is shown."""
        return ascii_lowercase[self.order.index(letter_at(fill(letter, self.scope), len(self.order)))]

    def form(self) -> Form:
        """The options with their labels."""
        return Form(options=tuple(zip(ascii_lowercase, self.texts(), strict=False)))


class ChoiceAnswers(_Shown):
    """One option of several."""

    template: ChoiceTemplate

    def right(self) -> Any:
        """The options and the label of the right one."""
        return self.of(self.template.answer)

    def of(self, written: Any) -> Any:
        """The options and the label of the option that the file calls by a letter."""
        return {"options": self.texts(), "answer": self.label(str(written))}

    def typed(self, expected: Any) -> str:
        """The label."""
        return str(expected["answer"])

    def apart(self, one: Any, other: Any) -> bool:
        """Whether they are different options."""
        return bool(one["answer"] != other["answer"])


class ChoicesAnswers(_Shown):
    """Several options of many."""

    template: ChoicesTemplate

    def right(self) -> Any:
        """The options and the labels of the right ones."""
        return self.of(list(self.template.answer))

    def of(self, written: Any) -> Any:
        """The options and the labels of those that the file calls by their letters."""
        letters = written if isinstance(written, list) else re.findall(r"\w", str(written))
        return {"options": self.texts(), "answer": sorted(self.label(str(letter)) for letter in letters)}

    def typed(self, expected: Any) -> str:
        """The labels."""
        return ", ".join(expected["answer"]) or "none"

    def apart(self, one: Any, other: Any) -> bool:
        """Whether they are different choices."""
        return bool(one["answer"] != other["answer"])

    def values(self, answer: str) -> Sequence[Any] | None:
        """1 for each option chosen and 0 for the others, in the order of the file."""
        from tutor.marking.options import Options

        options = Options.of(self.texts())
        pieces = [piece for piece in re.split(r"(?:[,;&+\s]|\band\b)+", answer.strip()) if piece]
        if len(pieces) == 1 and options.find(pieces[0]) is None:
            pieces = list(pieces[0])
        chosen = {options.find(piece) for piece in pieces}
        if None in chosen or not chosen:
            return None
        return [int(self.order.index(at) in chosen) for at in range(len(self.order))]


class TruthAnswers(Answers[TruthTemplate]):
    """True or false."""

    def right(self) -> Any:
        """The truth value."""
        return self.of(self.template.answer)

    def of(self, written: Any) -> Any:
        """A truth value."""
        return evaluate(written, self.scope) != 0

    def typed(self, expected: Any) -> str:
        """The word."""
        return "true" if expected else "false"

    def apart(self, one: Any, other: Any) -> bool:
        """Whether they differ."""
        return bool(one != other)

    def form(self) -> Form:
        """The two words."""
        return Form(options=(("true", "True"), ("false", "False")))


class OrderAnswers(Answers[OrderTemplate]):
    """Steps to arrange: written in the right order, shown in another."""

    @classmethod
    def shuffle(cls, template: OrderTemplate, source: Generator | None) -> Sequence[int]:
        """An order that is not the right one already; the paper's is shuffled too."""
        source = source or Generator(f"{template.id}@{template.version}")
        places = list(range(len(template.steps)))
        mixed = source.shuffled(places)
        return mixed if mixed != places else mixed[1:] + mixed[:1]

    def right(self) -> Any:
        """The right orders, by label."""
        first, *also = [list(range(len(self.order))), *map(self._steps, self.template.also)]
        return {"answer": self._labels(first), "also": [self._labels(order) for order in also]}

    def of(self, written: Any) -> Any:
        """Another order, written as the letters of the file's steps."""
        return {"answer": self._labels(self._steps(written)), "also": []}

    def typed(self, expected: Any) -> str:
        """The labels in order."""
        return " ".join(expected["answer"])

    def apart(self, one: Any, other: Any) -> bool:
        """Whether they are different orders."""
        return other["answer"] not in [one["answer"], *one["also"]]

    def form(self) -> Form:
        """The steps with their labels."""
        texts = [fill(self.template.steps[at], self.scope) for at in self.order]
        return Form(options=tuple(zip(ascii_lowercase, texts, strict=False)))

    def _steps(self, written: Any) -> list[int]:
        letters = written if isinstance(written, list) else re.findall(r"\w", str(written))
        return [letter_at(str(letter), len(self.order)) for letter in letters]

    def _labels(self, steps: Sequence[int]) -> list[str]:
        return [ascii_lowercase[self.order.index(step)] for step in steps]


def letter_at(letter: str, count: int) -> int:
    """The place of a letter among so many; raise MathsError for any other text."""
    at = ascii_lowercase.find(letter.strip().lower()) if len(letter.strip()) == 1 else -1
    if not 0 <= at < count:
        raise MathsError(
            "unknown", f"“{letter}” is not one of the letters a to {ascii_lowercase[count - 1]}."
        )
    return at
