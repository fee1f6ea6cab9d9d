"""Containers that are laid out once.

Textual's `virtual_size` asks for another layout when it is first known, so that whatever is new on the screen
is laid out and painted twice. Only a scroll bar that appears needs that, and it asks for itself.
"""

from __future__ import annotations

from textual.containers import Container, Vertical, VerticalScroll
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import ContentSwitcher


class Box(Container):
    """A container."""

    virtual_size = Reactive(Size(0, 0), repaint=False)


class Column(Vertical):
    """A column."""

    virtual_size = Reactive(Size(0, 0), repaint=False)


class Scroll(VerticalScroll):
    """A column that scrolls."""

    virtual_size = Reactive(Size(0, 0), repaint=False)


class Switcher(ContentSwitcher):
    """Shows one of its children."""

    virtual_size = Reactive(Size(0, 0), repaint=False)
