"""Two small dialogs: one chooses between a few things, one asks for a line of text. Escape answers neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tutor.ui.actions import Action, bindings

LEAVE = Action("leave", "escape", "leave", "Leave everything as it is")


class Choice(ModalScreen[str | None]):
    """Says something and offers a few ways on; returns the name of the one chosen."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings(LEAVE)

    def __init__(self, title: str, text: str, ways: Sequence[tuple[str, str]]) -> None:
        """`ways` are names with what the learner reads of them."""
        super().__init__()
        self._title, self._text, self._ways = title, text, ways

    def compose(self) -> ComposeResult:
        """The text and the ways on."""
        with Vertical(id="dialog", classes="pane") as pane:
            pane.border_title = Content(self._title)
            pane.border_subtitle = "↑↓ and Enter"
            yield Static(Content(self._text))
            yield OptionList(*(Option(Content(label), id=name) for name, label in self._ways))

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
