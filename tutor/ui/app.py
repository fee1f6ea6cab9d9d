"""The app: it wires screens together and nothing else.

Nothing on the way to the first paint imports numpy, plotext, SymPy or a Markdown parser; they are
imported on the engine's thread right after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.message import Message
from textual.reactive import reactive

from tutor.questions.files import ContentFault
from tutor.questions.question import Question, load_questions
from tutor.ui import gc
from tutor.ui.actions import APP_ACTIONS, bindings
from tutor.ui.engine import Engine, IsStale
from tutor.ui.home import Home
from tutor.ui.palette import Commands
from tutor.ui.themes import CYCLE, NO_COLOUR
from tutor.ui.warm_up import warm_up

if TYPE_CHECKING:
    from tutor.practice.session import PracticeMode, Sight
    from tutor.ui.study import Study


Opening = Callable[["TutorApp"], None]
"""What to do once the app is up: `tutor quiz` opens the quiz over Home."""


@dataclass
class AgendaRead(Message):
    """What is due has been read from the store."""

    agenda: str


class TutorApp(App[None]):
    """`tutor` in a terminal."""

    TITLE = "tutor"
    CSS_PATH = "home.tcss"
    BINDINGS = bindings(*APP_ACTIONS)
    COMMANDS = {lambda: Commands}
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-slim"), (64, "-narrow"), (110, "-normal"), (170, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-low"), (30, "-high"), (50, "-tall")]

    agenda: reactive[str | None] = reactive(None)
    """What is due, in a few words; None until it has been read."""

    def __init__(self, content: Path | None = None, opening: Opening | None = None) -> None:
        gc.pause()
        super().__init__()
        self.animation_level = "none"
        self.content = content
        self.opening = opening
        self.engine = Engine(self._failed)
        self.fault = ""
        try:
            self.questions: tuple[Question, ...] = load_questions(content)
        except ContentFault as fault:
            self.questions, self.fault = (), str(fault)

    @cached_property
    def study(self) -> Study:
        """The Study screen, made when a question is first opened and kept from then on."""
        from tutor.ui.study import Study

        study = Study(self.questions, self.engine)
        self.install_screen(study, "study")
        return study

    def get_default_screen(self) -> Home:
        """Open on the list of questions."""
        return Home(self.questions, self.fault)

    def on_mount(self) -> None:
        """Add our theme to Textual's."""
        self.register_theme(NO_COLOUR)

    def on_ready(self) -> None:
        """Warm up what the first question needs, while the list is being read."""
        self.engine.submit("warm up", lambda is_stale: warm_up(self.engine, then=self.read_agenda))
        self.set_timer(1.0, gc.settle)
        if self.opening is not None:
            self.opening(self)

    def on_unmount(self) -> None:
        """Begin nothing more."""
        self.engine.stop()
        gc.settle()

    def _failed(self, failure: Exception) -> None:
        self.call_from_thread(
            self.notify,
            f"{type(failure).__name__}: {failure}",
            title="The program failed",
            severity="error",
            markup=False,
        )

    def read_agenda(self) -> None:
        """Read what is due, on the engine's thread."""

        def work(is_stale: IsStale) -> None:
            from tutor.ui.agenda import agenda

            self.post_message(AgendaRead(agenda()))

        self.engine.submit("agenda", work)

    def on_agenda_read(self, event: AgendaRead) -> None:
        """Tell every screen."""
        self.agenda = event.agenda

    async def open_question(self, question: Question, part: str | None = None) -> None:
        """Show a question's screen, at one of its parts if one is named."""
        if self.screen is not self.study:
            await self.push_screen(self.study)
        await self.study.open(question, part)

    async def see(self, sight: Sight) -> None:
        """Show a question's Explore view at some numbers, with a wrong rule drawn beside the right one."""
        question = next((each for each in self.questions if each.number == sight.question), None)
        if question is not None:
            await self.open_question(question)
            self.study.set_numbers(sight.inputs, sight.compare, sight.part)

    def practise(self, mode: PracticeMode = "mixed", words: tuple[str, ...] = ()) -> None:
        """Begin to practise."""
        from tutor.ui.quiz.screen import Quiz

        self.push_screen(Quiz(self.engine, mode, words, self.content))

    def sit_exam(self, minutes: int | None = None) -> None:
        """Begin the mock paper, or go on with it."""
        from tutor.ui.quiz.exam import Exam

        self.push_screen(Exam(self.engine, self.content, minutes))

    def show_progress(self) -> None:
        """Show how the learner stands."""
        from tutor.ui.quiz.progress import Progress

        self.push_screen(Progress(self.engine, self.content))

    def action_help(self) -> None:
        """Show help for the thing that has the focus."""
        from tutor.ui.help import HelpScreen, help_for

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(help_for(self.screen)))

    def action_next_theme(self) -> None:
        """Go to the next theme."""
        at = CYCLE.index(self.theme) if self.theme in CYCLE else -1
        self.theme = CYCLE[(at + 1) % len(CYCLE)]
