"""The pictures: each pane shows one figure as drawn by the engine, with its caption in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from tutor.ui.text import themed, write_frame

if TYPE_CHECKING:
    from tutor.figures.figure import Drawing

ROLES = {
    "first": "$text-primary",
    "second": "$text-warning",
    "third": "$text-success",
    "fourth": "$text-error",
    "fifth": "$text-accent",
    "sixth": "$text-secondary",
    "right": "$text-success",
    "wrong": "$text-error",
    "reference": "$text-warning",
    "muted": "$foreground-muted",
    "strong": "bold",
}
CAPTION_LINES = 3


class PicturePane(Widget, can_focus=True):
    """A drawing, its roles coloured by the theme, with its title in the frame and its caption below.

    It asks for a new drawing when the room for one changes.
    """

    ALLOW_MAXIMIZE = True
    virtual_size = Reactive(Size(0, 0), repaint=False)  # see boxes

    @dataclass
    class Resized(Message):
        """There is another room for the drawing: it must be made again."""

        pane: PicturePane

    def __init__(self, slot: int, caption_lines: int = CAPTION_LINES) -> None:
        super().__init__(id=f"picture-{slot}", classes="pane picture")
        self.slot = slot
        self.caption_lines = caption_lines
        self._drawing: Drawing | None = None
        self._caption = Content("")
        self._drawn_for = Size(0, 0)
        self._strips: list[Strip] | None = None

    @property
    def room(self) -> Size:
        """The cells there are for a drawing."""
        width, height = self.content_size
        return Size(width, max(height - self.caption_lines, 0))

    def show(self, title: str, place: str, caption: str, drawing: Drawing | None) -> None:
        """Show a drawing under its title; `place` says which of how many it is."""
        write_frame(self, title, place)
        self._drawing = drawing
        self._caption = Content(caption)
        self._strips = None
        self.refresh()

    def notify_style_update(self) -> None:
        """Colour again when the theme changes."""
        super().notify_style_update()
        self._strips = None

    def on_resize(self) -> None:
        """Ask for a drawing of the new size; one that comes back to the screen still has its own."""
        if self.room.area and self.room != self._drawn_for:
            self._drawn_for = self.room
            self._strips = None
            self.post_message(self.Resized(self))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        if self._strips is None:
            width, plain = self.size.width, themed(self, "")
            strips = [*self._picture(plain), *self._words()]
            self._strips = [strip.adjust_cell_length(width, plain) for strip in strips]
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, themed(self, ""))

    def _picture(self, plain: Style) -> list[Strip]:
        rows = self._drawing.rows if self._drawing else ()
        styles = {role: themed(self, style) for role, style in ROLES.items()}
        strips = [
            Strip([Segment(run.text, styles.get(run.role or "", plain)) for run in row]) for row in rows
        ]
        blank = [Strip.blank(self.room.width, plain)] * self.room.height
        return [*strips, *blank][: self.room.height]

    def _words(self) -> list[Strip]:
        style = themed(self, "$text-muted")
        width = max(self.size.width - 2, 1)
        lines = [line.plain.rstrip() for line in self._caption.wrap(width)]
        if len(lines) > self.caption_lines:
            lines[self.caption_lines - 1] = f"{lines[self.caption_lines - 1][: width - 2]} …"
        return [Strip([Segment(f" {line}", style)]) for line in lines[: self.caption_lines]]
