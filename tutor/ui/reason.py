"""A text of any length in a frame, scrolled within it: why an answer is what it is."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.visual import Visual

from tutor.ui.railed import RailedView


class Reason(RailedView):
    """Wraps its text when it is drawn: its width is known only then."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name, classes="pane")
        self._text = Content("")
        self._strips: list[Strip] = []
        self._wrapped_to = 0

    def show(self, text: Content) -> None:
        """Show another text, from its beginning."""
        if not text.is_same(self._text):
            self._text = text
            self._wrapped_to = 0
            self.scroll_to(y=0, animate=False)
            self.refresh()

    def notify_style_update(self) -> None:
        """Colour again when the theme changes."""
        super().notify_style_update()
        self._wrapped_to = 0

    def render_line(self, y: int) -> Strip:
        """Draw a line of the screen, wrapped to the width there is now."""
        if (width := self.size.width - 1) != self._wrapped_to and width > 0:
            self._wrapped_to = width
            self._strips = Visual.to_strips(self, self._text, width, None, self.visual_style)
            self.virtual_size = Size(1, len(self._strips))
        return super().render_line(y)

    def row(self, index: int, width: int) -> Strip:
        """Draw a wrapped line."""
        return self._strips[index]
