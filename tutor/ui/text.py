"""Texts that change often, and cost no more than they must."""

from __future__ import annotations

from rich.style import Style as RichStyle
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static


class LiveText(Static):
    """A Static for data; laying out a screen costs ten times what repainting a text does."""

    virtual_size = Reactive(Size(0, 0), repaint=False)  # see boxes
    _shown: Content | None = None

    def show(self, content: Content) -> None:
        """Show another text; what is shown already costs nothing."""
        if self._shown is not None and content.is_same(self._shown):
            return
        self._shown = content
        size = self.content_size
        fits = size.width > 0 and content.get_height(self.styles.get_rules(), size.width) == size.height
        self.update(content, layout=not fits)


def themed(widget: Widget, style: str) -> RichStyle:
    """Return a style of the theme ("bold $text-success") as it looks on a widget's background.

    Component classes would do the same, and be matched against every rule whenever a widget is styled.
    """
    return (widget.visual_style + Style.parse(style)).rich_style


def write_frame(pane: Widget, title: str, subtitle: str | None = None) -> None:
    """Write a pane's title and subtitle; setting what is there already would paint the pane again."""
    if title != str(pane.border_title or ""):
        pane.border_title = Content(title)
    if subtitle is not None and subtitle != str(pane.border_subtitle or ""):
        pane.border_subtitle = Content(subtitle)
