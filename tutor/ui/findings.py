"""The computed answers as a list: part, name, value; the one under the cursor is explained beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tutor.ui.railed import RailedView
from tutor.ui.text import themed

if TYPE_CHECKING:
    from tutor.explore.result import Finding


class FindingsList(RailedView):
    """Draws its rows itself: a key in a field repaints them within a frame."""

    BINDINGS = [
        Binding(
            "up,k",
            "move(-1)",
            "choose answer",
            key_display="↑↓",
            tooltip="Choose the answer that is explained",
        ),
        Binding("down,j", "move(1)", show=False),
        Binding("home,g", "jump(0)", show=False),
        Binding("end,G", "jump(-1)", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """The cursor is on another finding."""

        index: int

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(id="findings", classes="pane")
        self.findings = findings
        self.cursor = 0
        self.virtual_size = Size(1, len(findings))

    def show(self, findings: Sequence[Finding]) -> None:
        """Show these findings; the cursor stays where it is as far as it can."""
        self.findings = findings
        self.cursor = min(self.cursor, max(len(findings) - 1, 0))
        self.virtual_size = Size(1, len(findings))
        self.refresh()

    def choose(self, index: int) -> None:
        """Put the cursor on a finding and tell the screen."""
        if self.findings:
            self.cursor = min(max(index, 0), len(self.findings) - 1)
            self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False)
            self.refresh()
            self.post_message(self.Chosen(self.cursor))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.choose(self.cursor + by)

    def action_jump(self, to: int) -> None:
        """Go to the first or the last finding."""
        self.choose(to % max(len(self.findings), 1))

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        place = event.get_content_offset(self)
        if place is not None:
            self.choose(place.y + self.scroll_offset.y)

    def row(self, index: int, width: int) -> Strip:
        """Draw a finding."""
        finding = self.findings[index]
        # Names take what they need, up to half of the row; values get the rest.
        name_width = min(max(cell_len(each.label) for each in self.findings), max(width // 2 - 6, 4))
        value_width = max(width - name_width - 9, 1)
        mark = "▌" if index == self.cursor else " "
        cells = [
            (mark, "$primary"),
            (fit(finding.part, 5), "$text-muted"),
            (fit(finding.label, name_width), "$text"),
            ("  " if not finding.slip else " !", "bold $text-warning"),
            (
                " " + fit(finding.value, value_width),
                "bold $text-error" if finding.wrong else "bold $text-success",
            ),
        ]
        segments = [Segment(text, themed(self, style)) for text, style in cells]
        return Strip(segments)


def fit(text: str, width: int) -> str:
    """Return the text in exactly `width` cells, shortened with an ellipsis where it is longer."""
    text = text.replace("\n", " ")
    if cell_len(text) <= width:
        return text + " " * (width - cell_len(text))
    while text and cell_len(text) > width - 1:
        text = text[:-1]
    return (text + "…" + " " * width)[:width]
