"""Where an answer is given: a field, and what every other kind of answer has in common with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from tutor.questions.kinds import Form

Given = str | list[str]


class AnswerPane(Vertical):
    """Takes an answer. Posts `Changed` while it is given, and `Entered` when the learner is done."""

    @dataclass
    class Changed(Message):
        """The answer is another one now."""

        pane: AnswerPane

        def can_replace(self, message: Message) -> bool:
            """Only the newest counts."""
            return isinstance(message, AnswerPane.Changed)

    @dataclass
    class Entered(Message):
        """Enter was pressed: read it, or mark it."""

        pane: AnswerPane

    def __init__(self, kind: str, form: Form) -> None:
        super().__init__(classes=f"answer -{kind}")
        self.kind = kind
        self.form = form

    reads_live = True
    """Whether how the answer is read is worth showing while it is typed."""
    how = ""
    """How it is given, where that is not plain."""
    done = "Enter reads it, Enter again marks it."
    """What Enter does in practice."""

    @property
    def given(self) -> Given:
        """The answer, as marking takes it."""
        return self.query_one(Input).value

    def put(self, given: Given) -> None:
        """Put back an answer that was given before."""
        self.query_one(Input).value = given if isinstance(given, str) else "; ".join(given)

    def compose(self) -> ComposeResult:
        """One field."""
        yield Input(placeholder="type your answer", id="answer-field")

    def focus_first(self) -> None:
        """Put the focus where the answer begins."""
        first = next(iter(self.query("Input, TextArea, OptionList")), None)
        if first is not None:
            first.focus(scroll_visible=False)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed(self))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.enter(event.input)

    def enter(self, field: Input) -> None:
        """Enter was pressed in a field."""
        self.post_message(self.Entered(self))
