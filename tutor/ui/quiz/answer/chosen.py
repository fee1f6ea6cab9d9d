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
    how = "↑↓ or a number chooses."

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
        rows = (
            Content.assemble((f"{n}  ", "$text-primary"), text)
            for n, (_, text) in enumerate(self._options(), 1)
        )
        yield OptionList(*(Option(row) for row in rows))

    def on_key(self, event: Key) -> None:
        """A number chooses."""
        options = self.query_one(OptionList)
        if (
            event.character
            and event.character.isdigit()
            and 1 <= int(event.character) <= options.option_count
        ):
            event.stop()
            options.highlighted = int(event.character) - 1

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Entered(self))


class SeveralPane(AnswerPane):
    """Several of many: Space or a number ticks an option, Enter is done."""

    reads_live = False
    how = "Space or a number ticks and unticks."

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
        yield Ticks(
            *(
                Selection(Content(f"{n}  {text}"), label)
                for n, (label, text) in enumerate(self.form.options, 1)
            )
        )

    def on_key(self, event: Key) -> None:
        """A number ticks."""
        ticks = self.query_one(Ticks)
        if event.character and event.character.isdigit() and 1 <= int(event.character) <= ticks.option_count:
            event.stop()
            ticks.highlighted = int(event.character) - 1
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
        return [
            Content.assemble((f"{n}  ", "$text-primary"), text) for n, (_, text) in enumerate(self._steps, 1)
        ]

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
