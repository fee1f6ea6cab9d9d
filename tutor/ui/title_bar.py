"""The first row of a screen: where one is, what else is here, and how one stands."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

TITLE_LEAST = 24
"""A title gives way to the keys, down to so many cells."""


class TitleBar(Widget):
    """What does not fit is left out, the least useful first: the note, then what stands right, then the keys."""

    def __init__(self) -> None:
        super().__init__(id="bar")
        self._title = self._note = self._keys = self._aside = ""

    def show(self, title: str, *, note: str = "", keys: str = "") -> None:
        """Show where one is, a note on it, and keys that lead elsewhere."""
        self._title, self._note, self._keys = title, note, keys
        self.refresh()

    def show_aside(self, aside: str) -> None:
        """Show something at the right."""
        if aside != self._aside:
            self._aside = aside
            self.refresh()

    def render(self) -> Content:
        """Draw what fits."""
        start = Content.assemble((" tutor ", "bold $text-primary"), ("› ", "$foreground-muted"))
        room = self.size.width - start.cell_length - 1
        title = Content.styled(self._title, "bold")
        least = min(title.cell_length, TITLE_LEAST)
        keys, room = self._fit("     ", self._keys, room, least)
        aside, room = self._fit("   ", self._aside, room, least)
        note, room = self._fit("   ", self._note, room, title.cell_length)
        title = title.truncate(max(room, 1), ellipsis=True)
        gap = Content(" " * max(room - title.cell_length, 0))
        return Content("").join([start, title, note, keys, gap, aside])

    def _fit(self, before: str, text: str, room: int, least: int) -> tuple[Content, int]:
        part = Content.styled(f"{before}{text}", "$foreground-muted") if text else Content("")
        fits = room - part.cell_length >= least
        return (part, room - part.cell_length) if fits else (Content(""), room)
