"""Where an answer is given: a field, options, steps to order, cells or a text box, by the kind of question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Input, OptionList, SelectionList, Static, TextArea
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

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
            first.focus()

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


class CellsPane(AnswerPane):
    """A field for every cell or blank; Enter goes on to the next, and from the last one reads."""

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

    @property
    def given(self) -> Given:
        """The text."""
        return self.query_one(TextArea).text

    def put(self, given: Given) -> None:
        """Put the text back."""
        self.query_one(TextArea).text = str(given)

    def compose(self) -> ComposeResult:
        """The box, and what of it is read."""
        yield SentenceBox(id="answer-text", show_line_numbers=False)
        yield Static(
            Content.styled("Where one sentence is asked for, only the first is read.", "$foreground-muted")
        )


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


class OptionsPane(AnswerPane):
    """One of several options, by arrow keys, number or click."""

    reads_live = False

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
    """Several of many: Space or a number marks an option, Enter is done."""

    reads_live = False

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
        yield Static(Content.styled("Space or a number marks; Enter is done.", "$foreground-muted"))

    def on_key(self, event: Key) -> None:
        """A number marks."""
        ticks = self.query_one(Ticks)
        if event.character and event.character.isdigit() and 1 <= int(event.character) <= ticks.option_count:
            event.stop()
            ticks.highlighted = int(event.character) - 1
            ticks.action_select()


class Ticks(SelectionList[str]):
    """A SelectionList in which Space marks and Enter is done."""

    BINDINGS = [Binding("space", "select", "mark"), Binding("enter", "entered", show=False)]

    def action_entered(self) -> None:
        """The learner is done."""
        pane = next(node for node in self.ancestors if isinstance(node, AnswerPane))
        pane.post_message(AnswerPane.Entered(pane))


class OrderPane(AnswerPane):
    """Steps to put in order: Shift+↑ and Shift+↓ move the step under the cursor, Enter is done."""

    reads_live = False
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
        yield Static(
            Content.styled(
                "Shift+↑ and Shift+↓ (or u and d) move a step; Enter is done.", "$foreground-muted"
            )
        )

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


PANES: dict[str, type[AnswerPane]] = {
    "choice": OptionsPane,
    "truth": OptionsPane,
    "choices": SeveralPane,
    "order": OrderPane,
    "table": CellsPane,
    "blanks": CellsPane,
    "text": SentencePane,
}


def answer_pane(kind: str, form: Form) -> AnswerPane:
    """Return the widget for a kind of answer."""
    return PANES.get(kind, AnswerPane)(kind, form)
