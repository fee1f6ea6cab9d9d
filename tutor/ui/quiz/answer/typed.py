"""Answers that are typed into several cells, or as a sentence."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static, TextArea

from tutor.ui.quiz.answer.pane import AnswerPane, Given


class CellsPane(AnswerPane):
    """A field for every cell or blank; Enter goes on to the next, and from the last one reads."""

    BINDINGS = [Binding("up", "step(-1)", show=False), Binding("down", "step(1)", show=False)]
    how = "Enter goes on to the next empty field;"
    done = "after the last it reads, and pressed again marks."

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

    @property
    def across(self) -> int:
        """How many fields stand beside each other."""
        return 1

    def action_step(self, by: int) -> None:
        """Go to the field above or below."""
        fields = list(self.query(Input))
        at = next((at for at, field in enumerate(fields) if field.has_focus), 0) + by * self.across
        if 0 <= at < len(fields):
            fields[at].focus()

    def enter(self, field: Input) -> None:
        """Go on to the next empty field; where all are filled, or from the last one, read."""
        fields = list(self.query(Input))
        at = fields.index(field)
        empty = next((each for each in fields[at + 1 :] if not each.value.strip()), None)
        if empty is not None:
            empty.focus()
        else:
            super().enter(field)


class TablePane(CellsPane):
    """The cells in rows and columns, as on the paper."""

    @property
    def across(self) -> int:
        """How many fields stand beside each other, where every row asks for the same."""
        return max(sum(row) for row in self.form.asked)

    def compose(self) -> ComposeResult:
        """The columns' names, then the rows; a cell that is not asked for stays empty."""
        yield Static()
        for column in self.form.columns:
            yield Static(Content(column), classes="cell-name")
        at = 0
        for row, asked in zip(self.form.rows, self.form.asked, strict=True):
            yield Static(Content(row), classes="cell-name")
            for is_asked in asked:
                yield Input(id=f"cell-{at}", compact=True) if is_asked else Static()
                at += is_asked

    def on_mount(self) -> None:
        """Lay the table out."""
        self.styles.grid_size_columns = len(self.form.columns) + 1


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
