"""One input of an explorer as a row: its name, a text field, and beside it a slider or what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantFocus, MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.widgets import Input

from tutor.ui.slider import Slider

if TYPE_CHECKING:
    from tutor.explore.inputs import Input as Declared


class SteppedInput(Input):
    """A text field whose arrow keys up and down step the value."""

    BINDINGS = [
        Binding("up", "step(1)", "change", show=True, key_display="↑↓", tooltip="Step the value up or down"),
        Binding("down", "step(-1)", show=False),
        Binding("pageup", "step(10)", show=False),
        Binding("pagedown", "step(-10)", show=False),
    ]

    @dataclass
    class Stepped(Message):
        """The arrow keys asked for a value `ticks` steps away."""

        ticks: int

    @property
    def content_width(self) -> int:
        """At least the field's width: a screen is laid out again whenever this changes."""
        return max(super().content_width, self.content_size.width)

    def action_step(self, ticks: int) -> None:
        """Ask for another value."""
        self.post_message(self.Stepped(ticks))


class Field(Horizontal):
    """A declared input on the screen. Posts `Changed` when its text changes and `Focused` with the focus."""

    @dataclass
    class Changed(Message):
        """The text of an input is now `text`."""

        name: str
        text: str

    @dataclass
    class Focused(Message):
        """The field of this input has the focus."""

        field: Field

    def __init__(self, declared: Declared, text: str) -> None:
        self.declared = declared
        self.fault = ""
        self._text = text
        self._slides = hasattr(declared.kind, "fraction") and self._is_bounded()
        super().__init__(id=f"field-{declared.name}", classes="" if self._slides else "-wide")

    def _is_bounded(self) -> bool:
        kind: Any = self.declared.kind
        low, high = kind.slide or (kind.low, kind.high)
        return bool(high - low < 1e7)

    def compose(self) -> ComposeResult:
        """The field, and what stands beside it."""
        field = SteppedInput(self._text, compact=True, id=f"input-{self.declared.name}")
        field.cursor_blink = False  # a blinking cursor alone would keep the screen busy
        field.tooltip = Content(f"{self.declared.meaning}\n{self.declared.kind.describe()}")
        yield field
        yield Slider()

    def render(self) -> Content:
        """The name, left of the field: a widget less for every field."""
        return Content(self.declared.label)

    def on_mount(self) -> None:
        """Put the handle where the value is."""
        self._place_handle()

    @property
    def text(self) -> str:
        """What is typed in the field."""
        return self._text

    def set_text(self, text: str) -> None:
        """Write into the field, as if it had been typed."""
        fields = self.query(Input)
        if fields:
            fields.first().value = text
        else:
            self._text = text  # not on the screen yet: it will be composed with this

    def show_fault(self, fault: str) -> None:
        """Say beside the field what is wrong, or nothing."""
        if fault != self.fault:
            self.fault = fault
            self.query_one(Slider).fault = fault
            self.set_class(bool(fault), "-faulty")

    def step(self, ticks: int) -> None:
        """Move the value by some steps; a text that cannot be read stays."""
        try:
            self.set_text(self.declared.kind.shift(self._text, ticks))
        except ValueError:
            self.app.bell()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._text:
            self._text = event.value
            self._place_handle()
            self.post_message(self.Changed(self.declared.name, event.value))

    @on(SteppedInput.Stepped)
    def _stepped(self, event: SteppedInput.Stepped) -> None:
        event.stop()
        self.step(event.ticks)

    @on(Slider.Moved)
    def _moved(self, event: Slider.Moved) -> None:
        event.stop()
        kind: Any = self.declared.kind
        self.set_text(kind.at(event.place))
        self.query_one(Input).focus()

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Step with the wheel over a field that has the focus."""
        if self.has_focus_within:
            event.stop()
            self.step(1)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Step with the wheel over a field that has the focus."""
        if self.has_focus_within:
            event.stop()
            self.step(-1)

    @on(DescendantFocus)
    def _focused(self) -> None:
        self.post_message(self.Focused(self))

    def _place_handle(self) -> None:
        if not self._slides:
            return
        kind: Any = self.declared.kind
        try:
            self.query_one(Slider).place = kind.fraction(kind.read(self._text))
        except ValueError:
            pass  # the handle stays where the last good value was
