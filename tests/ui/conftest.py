"""The app in a terminal of any size, driven as a person would drive it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tutor.ui.app import TutorApp

Scenario = Callable[["Terminal"], Awaitable[None]]


class Terminal:
    """The app and a pilot, with the screen as text."""

    def __init__(self, app: TutorApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def text(self) -> str:
        # Textual has no public way to read the screen as text.
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    async def settle(self) -> None:
        """Wait until the engine has nothing to do and everything is painted."""
        for _ in range(400):
            await self.pilot.pause()
            if self.app.engine.idle:
                await self.pilot.pause()
                if self.app.engine.idle:
                    return
        raise AssertionError("the engine never came to rest")

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*("space" if character == " " else character for character in text))

    async def write(self, field: str, text: str) -> None:
        """Put a text into a field as if it had been typed."""
        self.app.screen.query_one(f"#input-{field}").value = text
        await self.settle()

    async def open(self, number: str) -> None:
        await self.press(number)
        await self.settle()

    def line(self, part: str) -> str:
        """The first line of the screen that holds a text."""
        return next((line for line in self.text.splitlines() if part in line), "")


@pytest.fixture(autouse=True)
def own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing that a test practises reaches the learner's own folder."""
    monkeypatch.setenv("TUTOR_DATA", str(tmp_path / "data"))


@pytest.fixture
def run() -> Callable[..., None]:
    """Run a scenario in a terminal: run(scenario, size=(120, 40), content=None)."""

    def start(scenario: Scenario, size: tuple[int, int] = (120, 40), content: Path | None = None) -> None:
        async def session() -> None:
            app = TutorApp(content)
            async with app.run_test(size=size) as pilot:
                terminal = Terminal(app, pilot)
                await terminal.settle()
                await scenario(terminal)

        asyncio.run(session())

    return start
