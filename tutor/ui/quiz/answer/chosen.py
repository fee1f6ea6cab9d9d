"""Answers that are chosen: one option, several, or steps put in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, SelectionList
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

from tutor.ui.quiz.answer.pane import AnswerPane, Given

if TYPE_CHECKING:
    from tutor.questions.kinds import Form


class OptionsPane(AnswerPane):
    """One of several options, by arrow keys, number or click."""

    reads_live = False
    done = "Enter marks it."
    how = "↑↓, a letter or a number chooses."

    def _options(self) -> Iterator[tuple[str, str]]:
        yield from self.form.options or (("true", "True"), ("false", "False"))

    @property
    def given(self) -> Given:
        """The label of the option under the cursor."""
        at = self.query_one(OptionList).highlighted or 0
        return list(self._options())[at][0]

    def put(self, given: Given) -> None:
        """Put the cursor back on what was chosen."""
        labels = [label for label, _ in self._options()]
        if given in labels:
            self.query_one(OptionList).highlighted = labels.index(str(given))

    def compose(self) -> ComposeResult:
        """The options with their numbers."""
        yield OptionList(*(Option(_row(label, text)) for label, text in self._options()))

    def on_key(self, event: Key) -> None:
        """A letter or a number chooses."""
        at = _place(event, [label for label, _ in self._options()])
        if at is not None:
            event.stop()
            self.query_one(OptionList).highlighted = at

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Entered(self))


class SeveralPane(AnswerPane):
    """Several of many: Space or a number ticks an option, Enter is done."""

    reads_live = False
    done = "Enter marks it."
    how = "Space, a letter or a number ticks and unticks."

    @property
    def given(self) -> Given:
        """The labels of what is marked; "none" for nothing."""
        marked = self.query_one(Ticks).selected
        return ", ".join(marked) if marked else "none"

    def put(self, given: Given) -> None:
        """Mark again what was marked."""
        for label in str(given).split(", "):
            if label in {known for known, _ in self.form.options}:
                self.query_one(Ticks).select(label)

    def compose(self) -> ComposeResult:
        """The options with their numbers."""
        yield Ticks(*(Selection(_row(label, text), label) for label, text in self.form.options))

    def on_key(self, event: Key) -> None:
        """A letter or a number ticks."""
        at = _place(event, [label for label, _ in self.form.options])
        if at is not None:
            event.stop()
            ticks = self.query_one(Ticks)
            ticks.highlighted = at
            ticks.action_select()


class Ticks(SelectionList[str]):
    """A SelectionList in which Space ticks and Enter is done."""

    BINDINGS = [Binding("space", "select", "tick"), Binding("enter", "entered", show=False)]

    def action_entered(self) -> None:
        """The learner is done."""
        pane = next(node for node in self.ancestors if isinstance(node, AnswerPane))
        pane.post_message(AnswerPane.Entered(pane))


class OrderPane(AnswerPane):
    """Steps to put in order: Shift+↑ and Shift+↓ move the step under the cursor, Enter is done."""

    reads_live = False
    done = "Enter marks it."
    how = "Shift+↑ and Shift+↓ (or u and d) move a step."
    BINDINGS = [
        Binding("shift+up,ctrl+up,u", "move(-1)", "move up", tooltip="Move the step up"),
        Binding("shift+down,ctrl+down,d", "move(1)", "move down", tooltip="Move the step down"),
    ]

    def __init__(self, kind: str, form: Form) -> None:
        super().__init__(kind, form)
        self._steps = list(form.options)

    @property
    def given(self) -> Given:
        """The labels in the order shown."""
        return [label for label, _ in self._steps]

    def put(self, given: Given) -> None:
        """Put the steps back into the order given."""
        known = dict(self.form.options)
        labels = [label for label in given if label in known]
        if len(labels) == len(known):
            self._steps = [(label, known[label]) for label in labels]
            for row, content in enumerate(self._rows()):
                self.query_one(OptionList).replace_option_prompt_at_index(row, content)

    def compose(self) -> ComposeResult:
        """The steps."""
        yield OptionList(*(Option(row) for row in self._rows()))

    def _rows(self) -> list[Content]:
        return [_row(label, text) for label, text in self._steps]

    def action_move(self, by: int) -> None:
        """Move the step under the cursor."""
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        to = at + by
        if 0 <= to < len(self._steps):
            self._steps[at], self._steps[to] = self._steps[to], self._steps[at]
            for row, content in enumerate(self._rows()):
                options.replace_option_prompt_at_index(row, content)
            options.highlighted = to

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Entered(self))


def _row(label: str, text: str) -> Content:
    """An option with its letter, which is how an answer is read back; True and False are their own."""
    return Content(text) if label == text.lower() else Content.assemble((f"{label}  ", "$text-primary"), text)


def _place(event: Key, labels: list[str]) -> int | None:
    """The option that a key means: its place as a number, or the first letter of its label."""
    key = (event.character or "").lower()
    if key.isdecimal():
        return int(key) - 1 if 1 <= int(key) <= len(labels) else None
    return next((at for at, label in enumerate(labels) if key and label.startswith(key)), None)
