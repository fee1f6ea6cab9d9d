"""Two small dialogs: one chooses between a few things, one asks for a line of text. Escape answers neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tutor.ui.actions import Action, bindings

MANY = 12
"""A list of more ways than this can be narrowed by typing."""
LEAVE = Action("leave", "escape", "leave", "Leave everything as it is")


class Choice(ModalScreen[str | None]):
    """Says something and offers some ways on; returns the name of the one chosen. Typing narrows a long list."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = [
        *bindings(LEAVE),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str, ways: Sequence[tuple[str, str]], at: int = 0) -> None:
        """`ways` are names with what the learner reads of them; the cursor is on number `at` at first."""
        super().__init__()
        self._title, self._text, self._ways, self._at = title, text, ways, at

    def compose(self) -> ComposeResult:
        """The text and the ways on."""
        with Vertical(id="dialog", classes="pane") as pane:
            pane.border_title = Content(self._title)
            pane.border_subtitle = "↑↓ and Enter, or Esc"
            yield Static(Content(self._text))
            if len(self._ways) > MANY:
                yield Input(placeholder="type to narrow the list")
            yield OptionList(*(Option(Content(label), id=name) for name, label in self._ways))

    def on_mount(self) -> None:
        """Put the cursor where it belongs."""
        self.query_one(OptionList).highlighted = self._at

    def action_move(self, by: int) -> None:
        """Move the cursor, whatever has the focus."""
        options = self.query_one(OptionList)
        last = options.option_count - 1
        if last >= 0:
            options.highlighted = min(max((options.highlighted or 0) + by, 0), last)

    @on(Input.Changed)
    def _narrowed(self, event: Input.Changed) -> None:
        event.stop()
        words = event.value.casefold().split()
        options = self.query_one(OptionList)
        fitting = [way for way in self._ways if all(word in way[1].casefold() for word in words)]
        options.clear_options()
        options.add_options([Option(Content(label), id=name) for name, label in fitting])
        options.highlighted = 0 if fitting else None

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


class Prompt(ModalScreen[str | None]):
    """Asks for a line of text and returns it, once `fault` finds nothing wrong with it."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings(LEAVE)

    def __init__(self, title: str, text: str, given: str, fault: Callable[[str], str]) -> None:
        """`given` stands in the field at first; `fault` says in a sentence what is wrong with a text, or ""."""
        super().__init__()
        self._title, self._text, self._given, self._fault = title, text, given, fault

    def compose(self) -> ComposeResult:
        """The text, the field, and what is wrong with it."""
        with Vertical(id="dialog", classes="pane") as pane:
            pane.border_title = Content(self._title)
            pane.border_subtitle = "Enter goes on, Esc leaves"
            yield Static(Content(self._text))
            yield Input(self._given)
            yield Static(id="dialog-fault")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        wrong = self._fault(event.value)
        if wrong:
            self.query_one("#dialog-fault", Static).update(Content(f"✗ {wrong}"))
        else:
            self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
