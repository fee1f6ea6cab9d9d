"""The pictures: each pane shows one figure as drawn by the engine, with its caption in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tutor.ui.text import LiveText, write_frame

if TYPE_CHECKING:
    from tutor.figures.figure import Drawing

ROLES = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "right",
    "wrong",
    "reference",
    "muted",
    "strong",
)


class Canvas(Widget):
    """Shows a drawing, its roles coloured by the theme; asks for a new one when its size changes."""

    COMPONENT_CLASSES = {f"canvas--{role}" for role in ROLES}

    @dataclass
    class Resized(Message):
        """The canvas has another size: what it shows must be drawn again."""

        canvas: Canvas

    def __init__(self) -> None:
        super().__init__()
        self._drawing: Drawing | None = None
        self._drawn_for = Size(0, 0)
        self._strips: list[Strip] | None = None

    def show(self, drawing: Drawing | None) -> None:
        """Show a drawing."""
        self._drawing = drawing
        self._strips = None
        self.refresh()

    def notify_style_update(self) -> None:
        """Colour again when the theme changes."""
        super().notify_style_update()
        self._strips = None

    def on_resize(self, event: Resize) -> None:
        """Ask for a drawing of the new size; one that comes back to the screen still has its own."""
        if event.size.area and event.size != self._drawn_for:
            self._drawn_for = event.size
            self.post_message(self.Resized(self))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        if self._strips is None:
            self._strips = self._make_strips()
        if y < len(self._strips):
            return self._strips[y].adjust_cell_length(self.size.width, self.rich_style)
        return Strip.blank(self.size.width, self.rich_style)

    def _make_strips(self) -> list[Strip]:
        from rich.segment import Segment

        if self._drawing is None:
            return []
        plain = self.rich_style
        styles = {role: self.get_component_rich_style(f"canvas--{role}") for role in ROLES}
        return [
            Strip([Segment(run.text, styles.get(run.role or "", plain)) for run in row])
            for row in self._drawing.rows
        ]


class PicturePane(Vertical, can_focus=True):
    """A canvas with its title in the frame and its caption below."""

    ALLOW_MAXIMIZE = True

    def __init__(self, slot: int) -> None:
        super().__init__(id=f"picture-{slot}", classes="pane picture")
        self.slot = slot

    def compose(self) -> ComposeResult:
        """Canvas and caption."""
        yield Canvas()
        yield LiveText(classes="caption")

    @property
    def canvas(self) -> Canvas:
        """The canvas."""
        return self.query_one(Canvas)

    def show(self, title: str, place: str, caption: str, drawing: Drawing | None) -> None:
        """Show a drawing under its title; `place` says which of how many it is."""
        write_frame(self, title, place)
        self.query_one(LiveText).show(Content(caption))
        self.canvas.show(drawing)
