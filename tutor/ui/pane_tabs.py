"""Which of a few panes is shown, where there is room for one at a time: a row of names, the shown one underlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

GAP = 2


class PaneTabs(Widget, can_focus=True):
    """One widget, where Textual's Tabs makes eight. Posts `Chosen`."""

    BINDINGS = [
        Binding("left", "go(-1)", "pane", key_display="←→", tooltip="Show the pane before or after this one"),
        Binding("right", "go(1)", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """Another pane is to be shown."""

        name: str

    def __init__(self, panes: Sequence[tuple[str, str]], note: str) -> None:
        """Take names and titles of the panes, and a note that stands beside them."""
        super().__init__(id="tabs")
        self.panes = panes
        self.note = note
        self.at = 0

    def action_go(self, by: int) -> None:
        """Show the pane that is `by` further on; after the last comes the first."""
        self.at = (self.at + by) % len(self.panes)
        self.refresh()
        self.post_message(self.Chosen(self.panes[self.at][0]))

    def go_to(self, name: str) -> None:
        """Show a pane by its name."""
        self.action_go([known for known, _ in self.panes].index(name) - self.at)

    def on_click(self, event: events.Click) -> None:
        """Show the pane whose name was clicked."""
        left = 0
        for index, (_, title) in enumerate(self.panes):
            left += len(title) + 2 * GAP
            if event.x < left:
                self.action_go(index - self.at)
                return

    def render(self) -> Content:
        """Draw the names, the note, and the line under what is shown."""
        gap = " " * GAP
        names, lines = [], []
        for index, (_, title) in enumerate(self.panes):
            shown = index == self.at
            names.append(Content.styled(f"{gap}{title}{gap}", "bold $text-primary" if shown else ""))
            lines.append(f"{gap}{'━' * len(title) if shown else ' ' * len(title)}{gap}")
        note = Content.styled(f"  {self.note}", "$foreground-muted")
        under = Content.styled("".join(lines), "$primary" if self.has_focus else "$foreground-muted")
        return Content("\n").join([Content("").join([*names, note]), under])
