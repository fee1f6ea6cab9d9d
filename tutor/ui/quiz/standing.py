"""How the learner stands, row by row; a row that can be practised is chosen with Enter."""

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

from tutor.ui.findings import fit
from tutor.ui.railed import RailedView
from tutor.ui.text import themed

if TYPE_CHECKING:
    from tutor.practice.progress.rows import Row


class StandingList(RailedView):
    """The cursor goes from one row that can be practised to the next."""

    BINDINGS = [
        Binding("enter", "choose", "practise it", tooltip="Practise what the cursor is on"),
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """A row is to be practised: the command that would do it."""

        command: str

    def __init__(self) -> None:
        super().__init__(id="standing", classes="pane")
        self.rows: Sequence[Row] = ()
        self.cursor = 0

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; the cursor stays on its command where there still is one."""
        command = self.rows[self.cursor].command if self.rows else ""
        self.rows = rows
        self.virtual_size = Size(1, len(rows))
        first = next(iter(self._places), 0)
        self.cursor = next((at for at in self._places if rows[at].command == command), first)
        self.refresh()

    @property
    def _places(self) -> list[int]:
        return [at for at, row in enumerate(self.rows) if row.command]

    def action_move(self, by: int) -> None:
        """Move the cursor; before the first row it scrolls to the very top."""
        places = self._places
        if not places:
            return
        to = min(max(places.index(self.cursor) + by, 0), len(places) - 1)
        self.cursor = places[to]
        top = 0 if to == 0 else self.cursor
        self.scroll_to_region(Region(0, top, 1, 1 + self.cursor - top), animate=False, force=True)
        self.refresh()

    def action_choose(self) -> None:
        """Practise it."""
        if self.rows and self.rows[self.cursor].command:
            self.post_message(self.Chosen(self.rows[self.cursor].command))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what was clicked; a click on the cursor practises it."""
        place = event.get_content_offset(self)
        at = -1 if place is None else place.y + self.scroll_offset.y
        if at == self.cursor:
            self.action_choose()
        elif at in self._places:
            self.cursor = at
            self.refresh()

    def row(self, index: int, width: int) -> Strip:
        """Draw a row: its text, and at the right what else there is to say."""
        row = self.rows[index]
        on_it = index == self.cursor and bool(row.command)
        room = max(width - 2 - cell_len(row.aside) - (2 if row.aside else 0), 8)
        style = "bold $text-primary" if row.is_heading else "bold $text" if on_it else "$text"
        return Strip(
            [
                Segment("▌ " if on_it else "  ", themed(self, "$primary")),
                Segment(fit(row.text, room), themed(self, style)),
                Segment(f"  {row.aside}" if row.aside else "", themed(self, "$text-muted")),
            ]
        )
