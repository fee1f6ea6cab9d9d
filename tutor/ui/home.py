"""The Home screen: the questions, and what can be done here."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tutor.questions.question import Question
from tutor.ui.actions import HOME_ACTIONS, bindings
from tutor.ui.keys_bar import KeysBar

ABOUT = "the fundamentals of neural networks, in five questions"


def welcome(agenda: str) -> Content:
    """Return what this is, or for whoever has practised what is due, and what can be done here."""
    return Content.assemble(
        ("tutor", "bold $text-primary"), "   ", (agenda, "$text-accent") if agenda else ABOUT, "\n",
        ("Enter explores, p practises, r repeats what is due, x sits the mock paper.", "$foreground-muted"),
    )  # fmt: skip


class Home(Screen[None]):
    """A list of questions: a number or Enter opens one."""

    HELP = """\
Choose a question with `↑` `↓` (or `j` `k`) and `Enter`, click it, or press its number.

Each question opens on a screen where you can change any number and see the answer, the reason and the picture change.
"""
    BINDINGS = [
        *bindings(*HOME_ACTIONS),
        Binding("j", "move('down')", show=False),
        Binding("k", "move('up')", show=False),
        Binding("g", "move('first')", show=False),
        Binding("G", "move('last')", show=False),
        Binding("question_mark", "app.help", show=False),
        Binding("enter", "open", "open", tooltip="Open the question"),
        *(Binding(str(n), f"open_number({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, questions: Sequence[Question], fault: str = "") -> None:
        super().__init__()
        self.questions = questions
        self.fault = fault

    def compose(self) -> ComposeResult:
        """A few words, the list, and beside it what the highlighted question asks."""
        with Vertical(id="home"):
            yield Static(welcome(""), id="welcome")
            with Container(id="choice"):
                options = OptionList(
                    *(Option(_row(question), id=question.number) for question in self.questions)
                )
                options.border_title = "Questions"
                yield options
                yield Static(id="parts", classes="pane")
            if self.fault:
                yield Static(Content(f"✗ The content cannot be used. {self.fault}"), id="content-fault")
        yield KeysBar()

    def on_mount(self) -> None:
        """Show what is due as soon as it is known."""
        self.watch(self.app, "agenda", self._agenda_changed)

    def on_screen_resume(self) -> None:
        """Read what is due again after practice."""
        if self.app.agenda is not None:  # type: ignore[attr-defined]
            self.app.read_agenda()  # type: ignore[attr-defined]

    def _agenda_changed(self, agenda: str | None) -> None:
        self.query_one("#welcome", Static).update(welcome(agenda or ""), layout=False)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        question = self.questions[event.option_index]
        parts = self.query_one("#parts", Static)
        parts.border_title = Content(f"Question {question.number}")
        parts.update(_parts(question))

    @on(OptionList.OptionSelected)
    async def _selected(self, event: OptionList.OptionSelected) -> None:
        await self._open(event.option_index)

    def action_move(self, where: str) -> None:
        """Move in the list as the arrow keys do."""
        options = self.query_one(OptionList)
        {"down": options.action_cursor_down, "up": options.action_cursor_up,
         "first": options.action_first, "last": options.action_last}[where]()  # fmt: skip

    def action_practise(self, mode: str) -> None:
        """Practise what is best now, or what is due."""
        self.app.practise(mode)  # type: ignore[attr-defined]

    def action_sit_exam(self) -> None:
        """Begin the mock paper, or go on with it."""
        self.app.sit_exam()  # type: ignore[attr-defined]

    def action_show_progress(self) -> None:
        """Show how the learner stands."""
        self.app.show_progress()  # type: ignore[attr-defined]

    async def action_open(self) -> None:
        """Open the question under the cursor."""
        await self._open(self.query_one(OptionList).highlighted or 0)

    async def action_open_number(self, number: int) -> None:
        """Open a question by its number."""
        numbers = [question.number for question in self.questions]
        if str(number) in numbers:
            await self._open(numbers.index(str(number)))

    async def _open(self, index: int) -> None:
        if index < len(self.questions):
            self.query_one(OptionList).highlighted = index
            await self.app.open_question(self.questions[index])  # type: ignore[attr-defined]


def _row(question: Question) -> Content:
    return Content.assemble(
        (f"{question.number}  ", "bold $text-primary"), (question.title, "bold"),
        (f"   {question.marks} marks", "$foreground-muted"),
    )  # fmt: skip


def _parts(question: Question) -> Content:
    lines = [
        Content.assemble(
            (f"{part.id:<5}", "$text-primary"), part.title, (f"  {_marks(part.marks)}", "$foreground-muted")
        )
        for part in question.parts
    ]
    hint = Content.styled(f"\nEnter or {question.number} opens it.", "$foreground-muted")
    return Content("\n").join([Content.styled(question.summary, "italic"), Content(""), *lines, hint])


def _marks(number: int) -> str:
    return "1 mark" if number == 1 else f"{number} marks"
