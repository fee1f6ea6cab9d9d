"""How the learner stands: in words left, in pictures right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from tutor.ui.actions import Action, bindings
from tutor.ui.engine import Engine, IsStale
from tutor.ui.keys_bar import KeysBar
from tutor.ui.pictures import PicturePane
from tutor.ui.quiz.sitting import Trouble

if TYPE_CHECKING:
    from tutor.figures.figure import Drawing, Figure

BACK = Action("back", "escape", "back", "Back to the list of questions")
MOST_PICTURES = 3


@dataclass
class Standing(Message):
    """Progress in words, and its pictures."""

    lines: tuple[str, ...]
    figures: tuple[Figure, ...]


@dataclass
class Drawn(Message):
    """A picture for a pane."""

    slot: int
    figure: Figure
    drawing: Drawing


class Progress(Screen[None]):
    """Read from the store each time it is opened."""

    HELP = """\
What is done, due, weak and strong, by part and skill; the mistakes still alive; the days practised; what to do next.
"""
    CSS_PATH = "quiz.tcss"
    BINDINGS = bindings(BACK)

    def __init__(self, engine: Engine, content: Path | None) -> None:
        super().__init__()
        self.engine = engine
        self.content = content
        self.figures: tuple[Figure, ...] = ()

    def compose(self) -> ComposeResult:
        """Words and pictures."""
        yield Static(Content.styled(" tutor › Progress", "bold"), id="bar")
        with Container(id="progress"):
            with VerticalScroll(id="standing", classes="pane"):
                yield Static(Content("Looking …"), id="stem")
            with Vertical(id="charts"):
                for slot in range(MOST_PICTURES):
                    yield PicturePane(slot)
        yield KeysBar()

    def on_mount(self) -> None:
        """Read the store."""
        self.query_one("#standing").border_title = "How you stand"
        self.engine.submit("progress", self._collect)

    def _collect(self, is_stale: IsStale) -> None:
        from tutor.practice.catalogue import Catalogue
        from tutor.practice.logbook import Logbook
        from tutor.practice.progress import lines, progress
        from tutor.practice.progress.pictures import pictures
        from tutor.practice.store import StoreFault, open_store, store_file, unsaved
        from tutor.questions.files import ContentFault
        from tutor.questions.library import Library

        try:
            store = open_store() if store_file().exists() else unsaved()
            standing = progress(Catalogue(Library.at(self.content)), Logbook(store))
        except (StoreFault, ContentFault) as fault:
            self.post_message(Trouble(str(fault)))
            return
        self.post_message(Standing(tuple(lines(standing)), tuple(pictures(standing))))

    def action_back(self) -> None:
        """Go back."""
        self.app.pop_screen()

    @on(Standing)
    def _standing(self, event: Standing) -> None:
        event.stop()
        self.figures = event.figures
        self.query_one("#stem", Static).update(Content("\n".join(event.lines)))
        self.query_one("#standing").focus()
        self._draw()

    @on(PicturePane.Resized)
    def _resized(self, event: PicturePane.Resized) -> None:
        event.stop()
        self._draw()

    def _draw(self) -> None:
        jobs = [
            (pane.slot, self.figures[pane.slot], pane.room)
            for pane in self.query(PicturePane)
            if pane.slot < len(self.figures) and pane.room.area
        ]

        def work(is_stale: IsStale) -> None:
            from dataclasses import replace

            from tutor.figures.draw import draw

            for slot, figure, size in jobs:
                self.post_message(
                    Drawn(slot, figure, draw(replace(figure, title=""), size.width, size.height))
                )

        self.engine.submit("progress-pictures", work)

    @on(Drawn)
    def _drawn(self, event: Drawn) -> None:
        event.stop()
        pane = self.query_one(f"#picture-{event.slot}", PicturePane)
        pane.show(event.figure.title, "", event.figure.caption, event.drawing)

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        event.stop()
        self.query_one("#stem", Static).update(Content(event.text))
