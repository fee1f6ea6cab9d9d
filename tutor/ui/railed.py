"""A scrolled view that draws its own rail in its last column.

Textual's scroll bar is a widget: when it first appears the whole screen is laid out twice more.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tutor.ui.text import themed


class RailedView(ScrollView, can_focus=True):
    """Rows of its own, `virtual_size.height` of them; `row` draws one. The last column is the rail's."""

    DEFAULT_CSS = "RailedView { scrollbar-size: 0 0; }"
    virtual_size = Reactive(Size(0, 0), repaint=False)  # see boxes
    show_vertical_scrollbar = Reactive(False, layout=False)

    def row(self, index: int, width: int) -> Strip:
        """Draw a row, at most `width` cells of it."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw a line of the screen: a row, and the rail where there are more rows than fit."""
        width, height = self.size
        index, room = y + self.scroll_offset.y, max(width - 1, 0)
        row = self.row(index, room) if index < self.virtual_size.height else Strip.blank(0)
        return Strip.join([row.adjust_cell_length(room, themed(self, "")), Strip([self._rail(y, height)], 1)])

    def _rail(self, y: int, height: int) -> Segment:
        total = self.virtual_size.height
        if total <= height:
            return Segment(" ", themed(self, ""))
        first = self.scroll_offset.y * height / total
        inside = first <= y + 0.5 <= first + max(height * height / total, 1)
        return Segment("┃" if inside else "│", themed(self, "$primary" if inside else "$foreground 25%"))
