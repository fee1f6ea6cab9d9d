"""The Study screen: every question's screen lives here, made when it is first opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from tutor.questions.question import Question
from tutor.ui.actions import EXPLORE, EXPLORE_ACTIONS, PRACTISE, STUDY_ACTIONS, THEORY, bindings, in_words
from tutor.ui.boxes import Switcher
from tutor.ui.engine import Engine
from tutor.ui.keys_bar import KeysBar
from tutor.ui.question_view import QuestionView
from tutor.ui.title_bar import TitleBar

if TYPE_CHECKING:
    from tutor.ui.explore_view import ExploreView


class Study(Screen[None]):
    """Questions are widgets in one ContentSwitcher: coming back to one costs a repaint."""

    CSS_PATH = "study.tcss"
    BINDINGS = bindings(*EXPLORE_ACTIONS, *STUDY_ACTIONS)
    # Textual's own paints the whole screen whenever the focus moves; what gains or loses it paints itself.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, questions: Sequence[Question], engine: Engine) -> None:
        super().__init__()
        self.questions = questions
        self.engine = engine

    def compose(self) -> ComposeResult:
        """Title bar, questions, footer."""
        yield TitleBar()
        yield Static(Content("tutor needs a terminal of at least 40 × 12."), id="too-small")
        yield Switcher(id="questions")
        yield KeysBar()

    def on_mount(self) -> None:
        """Show what is due as soon as it is known."""
        self.watch(self.app, "agenda", self._agenda_changed)

    def _agenda_changed(self, agenda: str | None) -> None:
        self.query_one(TitleBar).show_aside(agenda or "")

    @property
    def current(self) -> QuestionView | None:
        """The question that is shown."""
        switcher = self.query_one("#questions", ContentSwitcher)
        return switcher.visible_content if isinstance(switcher.visible_content, QuestionView) else None

    async def open(self, question: Question, part: str | None = None) -> None:
        """Show a question, and the first answer to one of its parts."""
        self._write_bar(question)
        switcher = self.query_one("#questions", ContentSwitcher)
        view = QuestionView(question, self.engine)
        known = switcher.query(f"#{view.id}")
        with self.app.batch_update():
            if known:
                switcher.current = view.id
                view = known.first(QuestionView)
            else:
                await switcher.add_content(view, set_current=True)
            view.focus_view()
        if part:
            view.choose_part(part)

    def action_show(self, view: str) -> None:
        """Show a view of the current question."""
        if self.current:
            self.current.show(view)

    async def action_next_question(self) -> None:
        """Open the question after this one."""
        if self.current:
            numbers = [question.number for question in self.questions]
            index = (numbers.index(self.current.question.number) + 1) % len(numbers)
            await self.open(self.questions[index])

    @property
    def explore(self) -> ExploreView | None:
        """The Explore view, while it is shown."""
        return self.current.explore if self.current else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What belongs to Explore can be done only while it is shown."""
        return action != "explore" or self.explore is not None

    async def action_explore(self, action: str) -> None:
        """Do what belongs to Explore, wherever the focus is."""
        if self.explore is not None:
            await self.app.run_action(action, self.explore)

    def set_numbers(self, inputs: Mapping[str, str], compare: str | None, part: str) -> None:
        """Put numbers into the current question's Explore view, now or once it is there."""
        if self.current:
            self.current.set_numbers(inputs, compare, part)

    def action_practise(self) -> None:
        """Practise the current question."""
        if self.current:
            self.app.practise("drill", (self.current.question.number,))  # type: ignore[attr-defined]

    def action_home(self) -> None:
        """Go back to where this was opened from."""
        self.app.pop_screen()

    def _write_bar(self, question: Question) -> None:
        keys = "   ".join(
            f"{in_words(each.keys)} {each.label.title()}" for each in (EXPLORE, PRACTISE, THEORY)
        )
        title = f"{question.number} {question.title}"
        self.query_one(TitleBar).show(title, note=f"{question.marks} marks", keys=keys)
