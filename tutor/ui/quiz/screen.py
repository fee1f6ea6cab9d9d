"""The quiz: a question, the answer as it is read, the verdict, hints and the worked solution."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tutor.ui.actions import bindings
from tutor.ui.dialog import Choice
from tutor.ui.engine import Engine
from tutor.ui.keys_bar import KeysBar
from tutor.ui.quiz.answer import AnswerPane, answer_pane
from tutor.ui.quiz.quiz_actions import NEEDED, QUIZ_ACTIONS, SHARES, WAYS
from tutor.ui.quiz.reading import marks, reading, report, verdict
from tutor.ui.quiz.sitting import Asked, Compared, Over, Seen, Sitting, Trouble, Understood
from tutor.ui.title_bar import TitleBar

if TYPE_CHECKING:
    from tutor.practice.session import PracticeMode
    from tutor.practice.view import View


class Quiz(Screen[None]):
    """Asks, reads, marks and explains. Enter reads an answer, Enter again marks it."""

    HELP = """\
Type your answer. It is shown back as it was understood; `Enter` reads it, `Enter` again marks it.

- What is *not an answer yet* costs nothing, and neither does the same answer again. Three wrong answers end a question.
- A hint costs a part of the marks; the price stands beside it. The worked solution is always to be had.
- *See it* opens the question's Explore view at these numbers, with your wrong rule drawn beside the right one.
"""
    CSS_PATH = "quiz.tcss"
    BINDINGS = bindings(*QUIZ_ACTIONS)

    def __init__(
        self, engine: Engine, mode: PracticeMode, words: tuple[str, ...], content: Path | None
    ) -> None:
        super().__init__()
        self.mode = mode
        self.words = words
        self.sitting = Sitting(engine, self.post_message, content)
        self.view: View | None = None
        self._read: Any = None
        self._lines: tuple[str, ...] | None = None
        self._hints = Content("")

    def compose(self) -> ComposeResult:
        """Question and answer left, help right; under each other where there is little room."""
        yield TitleBar()
        with Container(id="quiz"):
            with VerticalScroll(id="work", can_focus=False):
                with VerticalScroll(id="question", classes="pane", can_focus=False):
                    yield Static(Content("Getting ready …"), id="stem")
                yield Container(id="answer", classes="pane")
                with VerticalScroll(id="verdict", classes="pane", can_focus=False):
                    yield Static(id="said")
            with VerticalScroll(id="aid", classes="pane"):
                yield Static(id="hints")
        yield KeysBar()

    def on_mount(self) -> None:
        """Name the panes and begin."""
        self.query_one(TitleBar).show("Practise")
        for name, title in (
            ("question", "Question"),
            ("answer", "Your answer"),
            ("verdict", "Verdict"),
            ("aid", "Help"),
        ):
            self.query_one(f"#{name}").border_title = title
        self.sitting.begin(self.mode, self.words)

    # What the learner does

    @on(AnswerPane.Changed)
    def _typing(self, event: AnswerPane.Changed) -> None:
        event.stop()
        if self._open and event.pane.reads_live and any(event.pane.given):
            self.sitting.read(event.pane.given)
        else:
            self._show_guide()

    @on(AnswerPane.Entered)
    def _entered(self, event: AnswerPane.Entered) -> None:
        event.stop()
        if not self._open:
            self.sitting.next()
        elif not event.pane.reads_live or self._read == event.pane.given:
            self._read = None
            self._show_guide()
            self.sitting.answer(event.pane.given)
        else:
            self._read = event.pane.given
            self.sitting.read(event.pane.given)

    def action_hint(self) -> None:
        """Open the next hint."""
        self.sitting.hint()

    def action_solution(self) -> None:
        """Show the worked solution."""
        self.sitting.reveal()

    def action_next(self) -> None:
        """Go on."""
        self.sitting.next()

    def action_fresh(self) -> None:
        """Ask the same with other numbers: at once, or after something else where skills are mixed."""
        self.sitting.fresh()
        if self.mode != "drill":
            self.notify("This comes again with fresh numbers, after something else.", timeout=4)

    def action_see(self) -> None:
        """Open the Explore view at these numbers."""
        self.sitting.see()

    def _go_on_unsaved(self) -> None:
        """Go on without saving; begin so where nothing could be opened."""
        if self.view is None:
            self.sitting.begin(self.mode, self.words, saved=False)
        else:
            self.sitting.go_on_unsaved()

    def action_compare(self) -> None:
        """Show the model answer; the learner has the last word."""
        self.sitting.compare()

    @on(Compared)
    def _compared(self, event: Compared) -> None:
        event.stop()
        text = f"The model answer:\n\n{event.model}\n\nHow much of it did you say?"
        self.app.push_screen(
            Choice("Compare", text, SHARES), lambda share: self.sitting.judge(float(share or 0))
        )

    def action_again(self) -> None:
        """Practise on in the same way."""
        self._lines = None
        self.set_class(False, "-over")
        self.query_one("#question").border_title = "Question"
        self.sitting.begin(self.mode, self.words)

    def action_page(self, by: int) -> None:
        """Scroll whatever does not fit."""
        for place in self.query("#quiz, #question, #verdict, #aid"):
            if place.allow_vertical_scroll:
                place.scroll_relative(y=by * max(place.size.height - 2, 1), animate=False)

    def action_end(self) -> None:
        """End with the report; the second time, leave."""
        if self._lines is None and self.view is not None:
            self.sitting.end()
        else:
            self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action == "again":
            return self._lines is not None
        needed = NEEDED.get(action)
        return needed is None or (self.view is not None and needed in self.view.actions)

    # What comes back

    @property
    def _open(self) -> bool:
        return self.view is not None and "answer" in self.view.actions

    @on(Asked)
    async def _asked(self, event: Asked) -> None:
        event.stop()
        fresh = self.view is None or (self.view.number, self.view.stem) != (
            event.view.number,
            event.view.stem,
        )
        self.view = event.view
        if fresh:
            await self._ask()
        self._tell()
        self.refresh_bindings()

    async def _ask(self) -> None:
        view = self.view
        assert view is not None
        self._read = None
        self.query_one("#stem", Static).update(Content(view.stem))
        self._write_bar(view)
        pane = answer_pane(view.kind, view.form)
        place = self.query_one("#answer", Container)
        await place.remove_children()
        await place.mount(pane, Static(id="reading"))
        self._show_guide()
        pane.focus_first()
        self._once_laid_out(self._look_at_the_question)

    def _write_bar(self, view: View) -> None:
        left = "" if view.left is None else f"   {view.left} to come"
        why = f"   {view.why}" if view.why else ""
        bar = self.query_one(TitleBar)
        bar.show(f"Practise: {self.mode}   {view.heading}", note=f"{marks(view.marks)}{why}{left}")
        bar.show_aside("" if view.saved else "not saved")

    def _tell(self) -> None:
        view = self.view
        assert view is not None
        self.query_one("#question").border_subtitle = Content(view.code)
        self.query_one("#said", Static).update(verdict(view))
        self.set_class(view.marked is not None or not self._open, "-told")
        parts = [
            Content.assemble((f"Hint {n}: ", "bold $text-primary"), hint)
            for n, hint in enumerate(view.hints, 1)
        ]
        if view.offer:
            parts.append(Content.styled(f"F4 opens a hint. {view.offer}", "$foreground-muted"))
        if view.solution:
            parts.append(
                Content.styled("Worked solution", "bold $text-primary") + Content(f"\n{view.solution}")
            )
        hints = Content("\n\n").join(parts)
        news = "#verdict" if self._hints == hints else "#aid"
        self._hints = hints
        self.query_one("#hints", Static).update(hints)
        if view.hints or view.solution or view.marked:
            shown = view.state == "shown" or (news == "#aid" and self._open)
            self._once_laid_out(partial(self._look_at, "#aid" if shown else "#verdict"))
        if not self._open:
            self._show_reading(
                Content.styled(
                    "Enter or F7 goes on"
                    + ("; F8 asks the same with fresh numbers." if "fresh" in view.actions else "."),
                    "$foreground-muted",
                )
            )

    def _once_laid_out(self, then: Callable[[], None]) -> None:
        """Do something when all that is new has its place: texts are laid out some messages later."""
        self.set_timer(0.04, then)

    def _look_at_the_question(self) -> None:
        for scrolled in self.query("#quiz, #question"):
            scrolled.scroll_home(animate=False)

    def _look_at(self, news: str) -> None:
        """Where not everything fits, show what has changed; the learner asked for it."""
        self.query_one(news).scroll_visible(animate=False, top=news == "#aid")

    @on(Understood)
    def _understood(self, event: Understood) -> None:
        event.stop()
        waits = self._read == event.given
        self._show_reading(reading(event.given, event.reading, waits=waits))

    def _show_guide(self) -> None:
        """Say how an answer is given."""
        for pane in self.query(AnswerPane):
            self._show_reading(Content.styled(f"{pane.how} {pane.done}".strip(), "$foreground-muted"))

    def _show_reading(self, content: Content) -> None:
        for place in self.query("#reading").results(Static):
            place.update(content)

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        event.stop()
        if event.can_go_on:
            self.app.push_screen(Choice("Your practice cannot be saved", event.text, WAYS), self._troubled)
        else:
            self.notify(event.text, markup=False, timeout=8)

    def _troubled(self, way: str | None) -> None:
        """Do what the learner chose; what could not be kept counts as not done."""
        if way == "unsaved":
            self._go_on_unsaved()
        elif way == "again":
            self.sitting.again()
        elif way == "leave" or self.view is None:
            self.app.pop_screen()

    @on(Seen)
    async def _seen(self, event: Seen) -> None:
        event.stop()
        await self.app.see(event.sight)  # type: ignore[attr-defined]

    @on(Over)
    async def _over(self, event: Over) -> None:
        event.stop()
        self._lines = event.lines
        self.view = None
        self.set_class(True, "-over")
        question = self.query_one("#question")
        question.border_title, question.border_subtitle = "Report", "Esc leaves"
        self.query_one(TitleBar).show(f"Practise: {self.mode}")
        self.refresh_bindings()
        self.query_one("#stem", Static).update(report(self._lines))
        await self.query_one("#answer", Container).remove_children()
