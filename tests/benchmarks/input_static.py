"""The yardstick for a key press: one Input whose text is shown by one Static."""

from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class InputStatic(App[None]):
    def compose(self) -> ComposeResult:
        yield Input("1")
        yield Static("value 1", id="shown")

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        self.query_one("#shown", Static).update(f"value {event.value}")


if __name__ == "__main__":
    InputStatic().run()
