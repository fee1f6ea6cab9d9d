"""How the learner stands: in words left, in pictures right."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.message import Message
from textual.screen import Screen

from tutor.ui.actions import EXAM, MIXED, REVIEW, Action, bindings
from tutor.ui.dialog import Prompt
from tutor.ui.engine import Engine, IsStale
from tutor.ui.keys_bar import KeysBar
from tutor.ui.pictures import PicturePane
from tutor.ui.quiz.sitting import Trouble
from tutor.ui.quiz.standing import StandingList
from tutor.ui.title_bar import TitleBar

if TYPE_CHECKING:
    from tutor.figures.figure import Drawing, Figure
    from tutor.practice.progress.rows import Row

BACK = Action("back", "escape", "back", "Back to the list of questions")
EXAM_DAY_ACTION = Action(
    "exam_day", "e", "exam day", "Say when the exam is: skills then come back in time for it"
)
PICTURES = Action("pictures", "f6,ctrl+o", "pictures", "The pictures, and back to the words")
EXAM_DAY = """\
With a day set, whatever you practise is brought back often enough to be seen twice more before it.

A day such as 2027-01-31, or in how many days; empty for none"""
MOST_PICTURES = 3


def exam_day_fault(text: str) -> str:
    """Say what is wrong with a day as typed."""
    from tutor.practice.days import now, study_day
    from tutor.practice.plan import exam_day

    try:
        exam_day(text, study_day(now()))
    except ValueError as fault:
        return str(fault)
    return ""


@dataclass
class Standing(Message):
    """Progress in words, and its pictures."""

    rows: tuple[Row, ...]
    figures: tuple[Figure, ...]
    exam: str


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

`↑` `↓` go to a row, `Enter` practises it.
"""
    CSS_PATH = "quiz.tcss"
    BINDINGS = bindings(MIXED, REVIEW, EXAM, EXAM_DAY_ACTION, PICTURES, BACK)

    def __init__(self, engine: Engine, content: Path | None) -> None:
        super().__init__()
        self.engine = engine
        self.content = content
        self.figures: tuple[Figure, ...] = ()
        self.exam = ""

    def compose(self) -> ComposeResult:
        """Words and pictures."""
        yield TitleBar()
        with Container(id="progress"):
            yield StandingList()
            with Vertical(id="charts"):
                for slot in range(MOST_PICTURES):
                    yield PicturePane(slot, caption_lines=2)
        yield KeysBar()

    def on_mount(self) -> None:
        """Read the store."""
        self.query_one("#standing").border_title = "How you stand"
        self.query_one(TitleBar).show("Progress")
        self.watch(self.app, "agenda", lambda agenda: self.query_one(TitleBar).show_aside(agenda or ""))

    def on_screen_resume(self) -> None:
        """Read the store, also after practice that was begun from here."""
        self.engine.submit("progress", self._collect)

    def _collect(self, is_stale: IsStale) -> None:
        from tutor.practice.catalogue import Catalogue
        from tutor.practice.logbook import Logbook
        from tutor.practice.progress import progress, rows
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
        exam = standing.exam.isoformat() if standing.exam else ""
        self.post_message(Standing(rows(standing), tuple(pictures(standing)), exam))

    def action_back(self) -> None:
        """Go back."""
        self.app.pop_screen()

    def action_practise(self, mode: str) -> None:
        """Practise what is best now, or what is due."""
        self.app.practise(mode)  # type: ignore[attr-defined]

    def action_sit_exam(self) -> None:
        """Begin the mock paper, or go on with it."""
        self.app.sit_exam()  # type: ignore[attr-defined]

    def action_pictures(self) -> None:
        """Where there is room for one of them, show pictures instead of words; else go to the first picture."""
        self.toggle_class("-pictures")
        shown = "#picture-0" if self.has_class("-pictures") else "#standing"
        self.query_one(shown).focus()

    def action_exam_day(self) -> None:
        """Ask for the day of the exam."""
        self.app.push_screen(Prompt("Day of the exam", EXAM_DAY, self.exam, exam_day_fault), self._exam_day)

    def _exam_day(self, text: str | None) -> None:
        if text is None:
            return

        def work(is_stale: IsStale) -> None:
            from tutor.practice.days import now, study_day
            from tutor.practice.plan import exam_day, set_exam
            from tutor.practice.store import StoreFault, open_store

            try:
                with closing(open_store()) as store:
                    set_exam(store, exam_day(text, study_day(now())))
            except StoreFault as fault:
                self.post_message(Trouble(str(fault)))
            else:
                self._collect(is_stale)
                self.app.read_agenda()  # type: ignore[attr-defined]

        self.engine.submit(None, work)

    @on(Standing)
    def _standing(self, event: Standing) -> None:
        event.stop()
        self.figures = event.figures
        self.exam = event.exam
        standing = self.query_one(StandingList)
        standing.show(event.rows)
        standing.focus()
        self._draw()

    @on(StandingList.Chosen)
    def _chosen(self, event: StandingList.Chosen) -> None:
        """Do what the row's command would do."""
        from tutor.practice.progress.rows import PAPER
        from tutor.ui.quiz.marked import MarkedPaper

        event.stop()
        if event.command.startswith(PAPER):
            self.app.push_screen(MarkedPaper(self.engine, event.command.removeprefix(PAPER), "Mock paper"))
            return
        words = event.command.split()[2:]  # after "tutor quiz"
        if words[:1] != ["--mode"]:
            self.app.practise("drill" if words else "mixed", tuple(words))  # type: ignore[attr-defined]
        elif words[1] == "exam":
            self.action_sit_exam()
        else:
            self.action_practise(words[1])

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
        self.notify(event.text, severity="warning", markup=False, timeout=8)
