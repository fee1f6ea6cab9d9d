"""Answers that are chosen: one option, several, or steps put in order.

Until the learner has chosen something the answer is empty: neither Enter nor leaving a part answers by accident.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tutor.ui.quiz.answer.pane import AnswerPane, Given

if TYPE_CHECKING:
    from tutor.questions.kinds import Form


class ListPane(AnswerPane):
    """What the answers share that are given in a list of options."""

    reads_live = False
    done = "Enter marks it."

    def __init__(self, kind: str, form: Form) -> None:
        super().__init__(kind, form)
        self.chosen = False

    @property
    def _options(self) -> tuple[tuple[str, str], ...]:
        return self.form.options or (("true", "True"), ("false", "False"))

    def _rows(self) -> Iterator[Content]:
        return (row(label, text) for label, text in self._options)

    def compose(self) -> ComposeResult:
        """The options."""
        yield OptionList(*(Option(each) for each in self._rows()))

    def on_mount(self) -> None:
        """The cursor is on the first, which chooses nothing yet."""
        self.query_one(OptionList).highlighted = 0

    def choose(self) -> None:
        """Take it that something has been chosen."""
        self.chosen = True
        self.post_message(self.Changed(self))

    def draw_again(self) -> None:
        """Draw every option as it stands now."""
        options = self.query_one(OptionList)
        for at, content in enumerate(self._rows()):
            options.replace_option_prompt_at_index(at, content)

    def place(self, event: Key) -> int | None:
        """The option that a key means: its place as a number, or the first letter of its label."""
        key, labels = (event.character or "").lower(), [label for label, _ in self._options]
        if key.isdecimal():
            return int(key) - 1 if 1 <= int(key) <= len(labels) else None
        return next((at for at, label in enumerate(labels) if key and label.startswith(key)), None)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Entered(self))


class OptionsPane(ListPane):
    """One of several options, by arrow keys, letter, number or click."""

    how = "↑↓, a letter or a number chooses."

    @property
    def given(self) -> Given:
        """The label of the option that was chosen."""
        return self._options[self.query_one(OptionList).highlighted or 0][0] if self.chosen else ""

    def put(self, given: Given) -> None:
        """Put the cursor back on what was chosen."""
        labels = [label for label, _ in self._options]
        if given in labels:
            self.query_one(OptionList).highlighted = labels.index(str(given))
            self.chosen = True

    def on_key(self, event: Key) -> None:
        """A letter or a number chooses."""
        at = self.place(event)
        if at is not None:
            event.stop()
            self.query_one(OptionList).highlighted = at
            self.choose()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index or self.chosen:  # the cursor begins on the first
            self.choose()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.chosen = True  # Enter on the first option means that one


class SeveralPane(ListPane):
    """Several of many: Space, a letter or a number ticks an option, Enter is done."""

    how = "Space, a letter or a number ticks and unticks."
    BINDINGS = [Binding("space", "tick", "tick", priority=True)]

    def __init__(self, kind: str, form: Form) -> None:
        super().__init__(kind, form)
        self._ticked: set[str] = set()

    @property
    def given(self) -> Given:
        """The labels of what is ticked; "none" once everything has been unticked."""
        if not self.chosen:
            return ""
        return ", ".join(label for label, _ in self._options if label in self._ticked) or "none"

    def put(self, given: Given) -> None:
        """Tick again what was ticked."""
        self._ticked = set(str(given).split(", ")) & {label for label, _ in self._options}
        self.chosen = bool(given)
        self.draw_again()

    def _rows(self) -> Iterator[Content]:
        for label, text in self._options:
            box = ("[x] ", "bold $text-success") if label in self._ticked else ("[ ] ", "$foreground-muted")
            yield Content.assemble(box, row(label, text))

    def action_tick(self) -> None:
        """Tick or untick the option under the cursor."""
        self._toggle(self.query_one(OptionList).highlighted or 0)

    def on_key(self, event: Key) -> None:
        """A letter or a number ticks."""
        at = self.place(event)
        if at is not None:
            event.stop()
            self.query_one(OptionList).highlighted = at
            self._toggle(at)

    def _toggle(self, at: int) -> None:
        self._ticked ^= {self._options[at][0]}
        self.draw_again()
        self.choose()


class OrderPane(ListPane):
    """Steps to put in order: Shift+↑ and Shift+↓ move the step under the cursor, Enter is done."""

    how = "Shift+↑ and Shift+↓ (or u and d) move a step."
    BINDINGS = [
        Binding("shift+up,ctrl+up,u", "move(-1)", "move up", tooltip="Move the step up"),
        Binding("shift+down,ctrl+down,d", "move(1)", "move down", tooltip="Move the step down"),
    ]

    def __init__(self, kind: str, form: Form) -> None:
        super().__init__(kind, form)
        self._steps = list(form.options)

    @property
    def _options(self) -> tuple[tuple[str, str], ...]:
        return tuple(self._steps)

    @property
    def given(self) -> Given:
        """The labels in the order shown, once a step has been moved."""
        return [label for label, _ in self._steps] if self.chosen else ""

    def put(self, given: Given) -> None:
        """Put the steps back into the order given."""
        known = dict(self.form.options)
        labels = [label for label in given if label in known]
        if len(labels) == len(known):
            self._steps = [(label, known[label]) for label in labels]
            self.chosen = True
            self.draw_again()

    def action_move(self, by: int) -> None:
        """Move the step under the cursor."""
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        to = at + by
        if 0 <= to < len(self._steps):
            self._steps[at], self._steps[to] = self._steps[to], self._steps[at]
            self.draw_again()
            options.highlighted = to
            self.choose()


def row(label: str, text: str) -> Content:
    """An option with its letter, which is how an answer is read back; True and False are their own."""
    return (
        Content(text)
        if label in ("true", "false")
        else Content.assemble((f"{label}  ", "$text-primary"), text)
    )
