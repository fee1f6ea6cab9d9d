"""Answers that are typed into several cells, or as a sentence."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static, TextArea

from tutor.ui.quiz.answer.pane import AnswerPane, Given


class CellsPane(AnswerPane):
    """A field for every cell or blank; Enter goes on to the next, and from the last one reads."""

    how = "Enter goes on to the next field."

    @property
    def given(self) -> Given:
        """The cells, in the order in which they are asked for."""
        return [field.value for field in self.query(Input)]

    def put(self, given: Given) -> None:
        """Put the cells back."""
        for field, text in zip(
            self.query(Input), given if isinstance(given, list) else [given], strict=False
        ):
            field.value = text

    def compose(self) -> ComposeResult:
        """A name and a field for each."""
        for at, name in enumerate(self.form.cells):
            yield Static(Content(name), classes="cell-name")
            yield Input(id=f"cell-{at}", compact=True)

    def enter(self, field: Input) -> None:
        """Go on to the next field; from the last one, read."""
        fields = list(self.query(Input))
        at = fields.index(field)
        if at + 1 < len(fields):
            fields[at + 1].focus()
        else:
            super().enter(field)


class SentencePane(AnswerPane):
    """A text box; Enter is done, Shift+Enter begins a line."""

    how = "Where one sentence is asked for, only the first is read."

    @property
    def given(self) -> Given:
        """The text."""
        return self.query_one(TextArea).text

    def put(self, given: Given) -> None:
        """Put the text back."""
        self.query_one(TextArea).text = str(given)

    def compose(self) -> ComposeResult:
        """The box."""
        yield SentenceBox(id="answer-text", show_line_numbers=False)


class SentenceBox(TextArea):
    """A TextArea in which Enter is done."""

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            pane = next(node for node in self.ancestors if isinstance(node, AnswerPane))
            pane.post_message(AnswerPane.Entered(pane))
            return
        await super()._on_key(event)
