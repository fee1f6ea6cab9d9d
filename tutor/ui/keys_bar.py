"""The keys that work now, in one row at the foot of the screen; a click on one does what the key does.

Textual's Footer makes a widget of every key, anew whenever the focus moves; this is one widget that repaints.
"""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tutor.ui.actions import HELP, PALETTE, in_words

ALWAYS = (HELP, PALETTE)


class KeysBar(Widget):
    """Shows every binding that is meant to be shown, with help and palette at the end."""

    DEFAULT_CSS = (
        "KeysBar { dock: bottom; height: 1; background: $footer-background; color: $footer-foreground; }"
    )

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[tuple[str, str, str]] = []  # as pressed, as shown, its label

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        keys: dict[str, tuple[str, str, str]] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                shown = binding.key_display or _short(binding.key)
                keys.setdefault(binding.action, (binding.key, shown, binding.description))
        always = [(key, _short(key), each.label) for each in ALWAYS for key in (each.keys.split(",")[0],)]
        found = [*keys.values(), *always]
        if found != self._keys:
            self._keys = found
            self.refresh()

    def render(self) -> Content:
        """Draw the keys that fit; help and palette, which have them all, always do."""
        parts = [
            Content.assemble((f" {shown} ", "bold $footer-key-foreground"), f"{label} ")
            for _, shown, label in self._fitting()
        ]
        return Content("").join(parts)

    def _fitting(self) -> list[tuple[str, str, str]]:
        keys, always = self._keys[: -len(ALWAYS)], self._keys[-len(ALWAYS) :]
        room = self.size.width - sum(_width(key) for key in always)
        fitting = []
        for key in keys:
            room -= _width(key)
            if room >= 0:
                fitting.append(key)
        return [*fitting, *always]

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        left = 0
        for key in self._fitting():
            left += _width(key)
            if event.x < left:
                self.app.simulate_key(key[0])
                return


def _short(key: str) -> str:
    return in_words(key).replace("Ctrl+", "^")


def _width(key: tuple[str, str, str]) -> int:
    return Content(f" {key[1]} {key[2]} ").cell_length
