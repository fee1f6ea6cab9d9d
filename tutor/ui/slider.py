"""What stands beside a field: a slider ━━━━●──── moved with the mouse, or what is wrong with the field."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Slider(Widget):
    """Shows a place between 0 and 1, and posts `Moved` when it is clicked, dragged or scrolled."""

    DEFAULT_CSS = "Slider { height: 1; min-width: 4; }"
    place: reactive[float | None] = reactive(None)
    """Where the handle is, from 0 to 1; None hides the slider."""
    fault: reactive[str] = reactive("")
    """What is wrong with the field, shown instead of the slider."""

    @dataclass
    class Moved(Message):
        """The handle was moved to `place`."""

        slider: Slider
        place: float

        def can_replace(self, message: Message) -> bool:
            """Of a flood of moves only the last counts."""
            return isinstance(message, Slider.Moved) and message.slider is self.slider

        @property
        def control(self) -> Slider:
            """The slider."""
            return self.slider

    def render(self) -> Content:
        """Draw the rail and the handle, or say what is wrong."""
        width = self.size.width
        if self.fault:
            return Content.styled(f"✗ {self.fault}", "$text-error")
        if self.place is None or width < 3:
            return Content(" ")
        at = round(self.place * (width - 1))
        return Content.assemble(
            ("━" * at, "$primary"), ("●", "bold $primary"), ("─" * (width - 1 - at), "$panel-lighten-2")
        )

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the handle."""
        if self.place is not None and not self.fault:
            self.capture_mouse()
            self._move_to(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the handle."""
        if self.app.mouse_captured is self:
            self._move_to(event.x)

    def on_mouse_up(self) -> None:
        """Let go."""
        self.release_mouse()

    def _move_to(self, x: int) -> None:
        place = min(max(x / max(self.size.width - 1, 1), 0.0), 1.0)
        self.post_message(self.Moved(self, place))
