"""Help for the thing that has the focus: what it is for, then every key that works there."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from tutor.ui.actions import in_words
from tutor.ui.prose import prose


class HelpScreen(ModalScreen[None]):
    """A text over the screen; Escape, or the key that opened it, closes it."""

    CSS_PATH = "help.tcss"
    BINDINGS = [Binding("escape,f1,ctrl+g,q,enter", "dismiss", "close", tooltip="Close the help")]

    def __init__(self, text: list[Content]) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """One text in a frame."""
        with VerticalScroll(id="help") as frame:
            frame.border_title = "Help"
            frame.border_subtitle = "Esc closes"
            yield Static(Content("\n\n").join(self._text))


def help_for(screen: Screen[object]) -> list[Content]:
    """Return the help of the focused widget and of what it lies in, then the keys that work now."""
    focused: Widget | None = screen.focused
    places = [
        node for node in (focused.ancestors_with_self if focused else [screen]) if getattr(node, "HELP", None)
    ]
    blocks = [block for node in places for block in prose(str(node.HELP))]
    return [*blocks, Content.styled("Keys", "bold $text-primary"), _keys(screen)]


def _keys(screen: Screen[object]) -> Content:
    actions: dict[str, tuple[list[str], str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        words = binding.tooltip or (binding.description if binding.show else "")
        if words and active.enabled:
            actions.setdefault(binding.action, ([], words))[0].append(
                in_words(binding.key_display or binding.key)
            )
    lines = [
        Content.assemble((f"  {', '.join(dict.fromkeys(keys)):<20}", "bold"), words)
        for keys, words in actions.values()
    ]
    return Content("\n").join(lines)
