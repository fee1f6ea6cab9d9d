"""One input of an explorer as a row: its name, a text field, and beside it a slider or what is wrong.

Name and slider are drawn into the field's own padding. As widgets of their own they made up two thirds of
a question's screen, and every one of them is mounted, styled and laid out before the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tutor.ui.findings import fit
from tutor.ui.slider import LEAST, place_at, slider
from tutor.ui.text import themed

if TYPE_CHECKING:
    from tutor.explore.inputs import Input as Declared


class Field(Input):
    """A declared input on the screen. The padding left of the text holds its name, the padding right its slider."""

    BINDINGS = [
        Binding("up", "step(1)", "change", show=True, key_display="↑↓", tooltip="Step the value up or down"),
        Binding("down", "step(-1)", show=False),
        Binding("pageup", "step(10)", show=False),
        Binding("pagedown", "step(-10)", show=False),
    ]
    # Textual's own lays the screen out again when a text first outgrows its field.
    show_horizontal_scrollbar = Reactive(False, layout=False)
    fault: reactive[str] = reactive("")
    """What is wrong with the field, or nothing."""

    def __init__(self, declared: Declared, text: str) -> None:
        self.declared = declared
        self._slides = hasattr(declared.kind, "fraction") and _is_bounded(declared.kind)
        self._place: float | None = None
        self._dragging = False
        self._steps: list[tuple[int, str, str]] = []  # how far, from where, to where
        super().__init__(text, id=f"input-{declared.name}", classes="" if self._slides else "-wide")
        self.cursor_blink = False  # a blinking cursor alone would keep the screen busy
        self.tooltip = Content(f"{declared.meaning}\n{declared.kind.describe()}")

    @property
    def content_width(self) -> int:
        """At least the field's width: a screen is laid out again whenever this changes."""
        return max(super().content_width, self.content_size.width)

    def validate(self, value: str) -> None:
        """Do nothing: the explorer reads the text. Input's own would style the field anew on every key."""

    def watch_fault(self, fault: str) -> None:
        """Colour a field that cannot be read."""
        self.set_class(bool(fault), "-faulty")

    def action_step(self, ticks: int) -> None:
        """Move the value by some steps; the step back finds what was there, though it be typed."""
        if self._steps and self._steps[-1][0] == -ticks and self._steps[-1][2] == self.value:
            self.value = self._steps.pop()[1]
            return
        try:
            stepped = self.declared.kind.shift(self.value, ticks)
        except ValueError:
            self.app.bell()  # a text that cannot be read stays
            return
        if not self._steps or self._steps[-1][2] != self.value:
            self._steps.clear()
        self._steps.append((ticks, self.value, stepped))
        self.value = stepped

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the slider's handle."""
        if self._slides and not self.fault and event.x >= self.size.width - self._slider_width:
            event.prevent_default()
            self._dragging = True
            self.capture_mouse()
            self._move_to(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the handle."""
        if self._dragging:
            event.prevent_default()
            self._move_to(event.x)

    def on_mouse_up(self) -> None:
        """Let go."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Step with the wheel over a field that has the focus."""
        self._wheel(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Step with the wheel over a field that has the focus."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, ticks: int) -> None:
        if self.has_focus:
            event.stop()
            self.action_step(ticks)

    def _move_to(self, x: int) -> None:
        kind: Any = self.declared.kind
        width = self._slider_width
        self.value = kind.at(place_at(x - (self.outer_size.width - width), width))

    # Drawing

    @property
    def _beside(self) -> int:
        """Cells right of the field: a gap, and the slider or what is wrong."""
        return max(self.styles.padding.right - 1, 0)

    @property
    def _slider_width(self) -> int:
        return self._beside - 1 if self._slides and self._beside > LEAST else 0

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the field between its name and its slider."""
        width, height = self.outer_size
        rows = super().render_lines(Region(0, 0, width, height))
        name = max(self.styles.padding.left - 1, 0)
        plain = self._on_parent("$foreground")
        left = Strip([Segment(fit(self.declared.label, name), plain)], name)
        right = Strip(self._right(plain)).adjust_cell_length(self._beside, plain)
        whole = [Strip.join([left, row.crop(name, width - self._beside), right]) for row in rows]
        return [row.crop(crop.x, crop.right) for row in whole[crop.y : crop.bottom]]

    def _right(self, plain: Style) -> list[Segment]:
        if self.fault:
            return [Segment(" ", plain), Segment(f"✗ {self.fault}", self._on_parent("$text-error"))]
        place, width = self._where(), self._slider_width
        if place is None or not width:
            return []
        rail, handle, rest = slider(place, width)
        return [
            Segment(" ", plain), Segment(rail + handle, self._on_parent("bold $primary")),
            Segment(rest, self._on_parent("$panel-lighten-2")),
        ]  # fmt: skip

    def _on_parent(self, style: str) -> Style:
        return themed(self.parent if isinstance(self.parent, Widget) else self, style)

    def _where(self) -> float | None:
        """Return where the handle is; while a text cannot be read it stays where the last good value was."""
        if self._slides:
            kind: Any = self.declared.kind
            try:
                self._place = kind.fraction(kind.read(self.value))
            except ValueError:
                pass
        return self._place


def _is_bounded(kind: Any) -> bool:
    low, high = kind.slide or (kind.low, kind.high)
    return bool(high - low < 1e7)
