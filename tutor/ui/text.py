"""Texts that change often, and cost no more than they must."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static


class LiveText(Static):
    """A Static for data; laying out a screen costs ten times what repainting a text does."""

    def show(self, content: Content) -> None:
        """Show another text."""
        size = self.content_size
        fits = size.width > 0 and content.get_height(self.styles.get_rules(), size.width) == size.height
        self.update(content, layout=not fits)


def write_frame(pane: Widget, title: str, subtitle: str | None = None) -> None:
    """Write a pane's title and subtitle; setting what is there already would paint the pane again."""
    if title != str(pane.border_title or ""):
        pane.border_title = Content(title)
    if subtitle is not None and subtitle != str(pane.border_subtitle or ""):
        pane.border_subtitle = Content(subtitle)
