"""The mock paper: its parts in order, free to move between, nothing told until it is handed in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tutor.ui.actions import Action, bindings
from tutor.ui.dialog import Choice, Prompt
from tutor.ui.engine import Engine
from tutor.ui.keys_bar import KeysBar
from tutor.ui.quiz.answer import AnswerPane, answer_pane
from tutor.ui.quiz.marked import MarkedPaper
from tutor.ui.quiz.paper import HandedIn, PaperSitting, Sheet, Taken, Unbegun
from tutor.ui.quiz.reading import marks, reading
from tutor.ui.quiz.sitting import Trouble
from tutor.ui.title_bar import TitleBar

NEXT_PART = Action("go(1)", "f7,ctrl+n", "next part", "Keep this answer and go to the next part", first=True)
LAST_PART = Action(
    "go(-1)", "f6,ctrl+o", "part before", "Keep this answer and go to the part before", first=True
)
PARTS = Action("parts", "f8,ctrl+b", "all parts", "Choose a part from the list", first=True)
HAND_IN = Action("hand_in", "f10,ctrl+y", "hand in", "Hand the paper in; press it twice", first=True)
DETAILS = Action(
    "details",
    "enter",
    "questions and solutions",
    "Every part with its question, your answer and the solution",
)
LEAVE = Action("leave", "escape", "leave", "Leave; the paper goes on where it was")
WAYS = (
    ("again", "Try again"),
    ("unsaved", "Go on without saving"),
    ("leave", "Leave the paper"),
)
BEGIN = """\
{parts} answers for {marks} marks, with the paper's own numbers. Go to any part in any order; nothing is told \
until you hand in. Leave when you like: what you wrote is kept, and the clock stops.

Minutes, if you want a limit (empty: none)"""
TIME_UP = "What you wrote is kept. No more can be written."
TIME_UP_WAYS = (("hand in", "Hand the paper in"), ("look", "Look through it first"))
MARKS = {"✓": "$text-success", "?": "bold $text-warning", "·": "$foreground-muted"}
EXAM_ACTIONS = (NEXT_PART, LAST_PART, PARTS, HAND_IN, DETAILS, LEAVE)


def limit_fault(text: str) -> str:
    """Say what is wrong with a time limit as typed; an empty one is none."""
    text = text.strip()
    if not text or (text.isdecimal() and 1 <= int(text) <= 10_000):
        return ""
    return "A limit is a whole number of minutes, from 1 to 10000."


class Exam(Screen[None]):
    """Every answer is kept as soon as it is left."""

    HELP = """\
The mock paper with the paper's own marks. `Enter` keeps an answer and goes on; nothing is told until you hand in.

- Go to any part with `F6`, `F7` or the list (`F8`); what you write is kept as you write it.
- In the list `✓` is answered, `?` answered but not to be read as it stands, `·` open.
- `F10` twice hands in. Then every part is marked, with follow-through from your own earlier answers.
"""
    CSS_PATH = "quiz.tcss"
    BINDINGS = bindings(*EXAM_ACTIONS)

    def __init__(self, engine: Engine, content: Path | None, minutes: int | None) -> None:
        super().__init__()
        self.sitting = PaperSitting(engine, self.post_message, content)
        self.minutes = minutes
        self.sheet: Sheet | None = None
        self._sure = False
        self._left: float | None = None
        self._paper = ""

    def compose(self) -> ComposeResult:
        """The parts left; the open one right."""
        yield TitleBar()
        with Container(id="paper"):
            yield OptionList(id="sheet")
            with VerticalScroll(id="work", can_focus=False):
                with VerticalScroll(id="question", classes="pane", can_focus=False):
                    yield Static(Content("Getting ready …"), id="stem")
                yield Container(id="answer", classes="pane")
        yield KeysBar()

    def on_mount(self) -> None:
        """Begin or resume, and let the clock run."""
        self.query_one("#sheet").border_title = "Parts"
        self.query_one("#work").styles.width = "1fr"
        self.query_one("#answer").border_title = "Your answer"
        self.query_one(TitleBar).show("Mock paper")
        self.set_interval(1.0, self._tick)
        self.sitting.resume()

    # What the learner does

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Once it is handed in there is only reading and leaving."""
        if action == "details":
            return bool(self._paper)
        return action not in ("go", "parts", "hand_in") or self.sheet is not None

    @property
    def _given(self) -> Any:
        panes = list(self.query(AnswerPane))
        return panes[0].given if panes else ""

    def _go(self, to: int) -> None:
        self._sure = False
        if self.sheet is not None:
            self.sitting.write(self._given, to)

    def action_go(self, by: int) -> None:
        """Keep this answer and open another part."""
        if self.sheet is not None:
            self._go(self.sheet.at + by)

    def action_parts(self) -> None:
        """Put the focus on the list of parts."""
        self.query_one("#sheet").focus()

    def action_hand_in(self) -> None:
        """Hand in, once the learner is sure."""
        if self.sheet is None:
            return
        self.sitting.write(self._given, self.sheet.at)
        if self._sure:
            self.sitting.hand_in()
            return
        self._sure = True
        empty = sum(mark == "·" for _, _, mark in self.sheet.parts)
        unread = sum(mark == "?" for _, _, mark in self.sheet.parts)
        text = f"{empty} parts are not answered" + (f", {unread} cannot be read" if unread else "")
        self.notify(f"{text}. F10 again hands the paper in.", severity="warning", markup=False, timeout=4)

    def action_details(self) -> None:
        """Show every part with its question and its solution."""
        self.app.push_screen(MarkedPaper(self.sitting.engine, self._paper, "Mock paper"))

    def action_leave(self) -> None:
        """Leave; everything is kept."""
        if self.sheet is not None:
            self.sitting.write(self._given, self.sheet.at)
            self.sitting.leave()
        self.app.pop_screen()

    @on(OptionList.OptionSelected, "#sheet")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._go(event.option_index)

    @on(AnswerPane.Entered)
    def _entered(self, event: AnswerPane.Entered) -> None:
        event.stop()
        self.action_go(1)

    @on(AnswerPane.Changed)
    def _typing(self, event: AnswerPane.Changed) -> None:
        event.stop()
        if self.sheet is not None:
            self.sitting.keep(event.pane.given, self.sheet.at)

    # What comes back

    @on(Sheet)
    async def _shown(self, event: Sheet) -> None:
        event.stop()
        moved = self.sheet is None or self.sheet.at != event.at
        self.sheet = event
        self._left = event.seconds_left
        self._list_parts()
        self._write_bar()
        self.refresh_bindings()
        if moved:
            await self._ask()

    async def _ask(self) -> None:
        sheet = self.sheet
        assert sheet is not None
        part, worth, _ = sheet.parts[sheet.at]
        frame = self.query_one("#question")
        frame.border_title = Content(f"{part}  {sheet.title}  ({marks(worth)})")
        self.query_one("#stem", Static).update(Content(sheet.stem))
        pane = answer_pane(sheet.kind, sheet.form)
        place = self.query_one("#answer", Container)
        await place.remove_children()
        done = "from the last one to the next part." if sheet.form.cells else "Enter keeps it and goes on."
        guide = Content.styled(f"{pane.how} {done}".strip(), "$foreground-muted")
        await place.mount(pane, Static(guide, id="reading"))
        if sheet.answer:
            pane.put(sheet.answer)
        pane.focus_first()

    def _list_parts(self) -> None:
        sheet = self.sheet
        assert sheet is not None
        options = self.query_one("#sheet", OptionList)
        rows = [
            Content.assemble((f"{mark} ", MARKS[mark]), part, (f"  {worth}", "$foreground-muted"))
            for part, worth, mark in sheet.parts
        ]
        if options.option_count != len(rows):
            options.clear_options()
            options.add_options([Option(row) for row in rows])
        for at, row in enumerate(rows):
            options.replace_option_prompt_at_index(at, row)
        options.highlighted = sheet.at

    def _write_bar(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        done = sum(mark != "·" for _, _, mark in sheet.parts)
        clock = "" if self._left is None else f"{int(self._left // 60)}:{int(self._left % 60):02d} left"
        clock = "time is up" if self._left == 0 else clock
        bar = self.query_one(TitleBar)
        bar.show("Mock paper", note=f"{done} of {len(sheet.parts)} answered")
        bar.show_aside(clock)

    def _tick(self) -> None:
        if self._left and self.sheet is not None:
            self._left = max(0.0, self._left - 1)
            self._write_bar()
            if not self._left:
                self.app.push_screen(Choice("Time is up", TIME_UP, TIME_UP_WAYS), self._time_up)

    def _time_up(self, way: str | None) -> None:
        if way == "hand in":
            self.sitting.hand_in()

    @on(Taken)
    def _taken(self, event: Taken) -> None:
        event.stop()
        said = reading(event.given, event.reading)
        for place in self.query("#reading").results(Static):
            place.update(said)

    @on(Unbegun)
    def _unbegun(self, event: Unbegun) -> None:
        """Ask for a time limit, unless one came with the command."""
        event.stop()
        if self.minutes is not None:
            self.sitting.begin(self.minutes)
        else:
            text = BEGIN.format(parts=event.parts, marks=event.marks)
            self.app.push_screen(Prompt("Mock paper", text, "", limit_fault), self._begun)

    def _begun(self, minutes: str | None) -> None:
        if minutes is None:
            self.app.pop_screen()
        else:
            self.sitting.begin(int(minutes) if minutes else None)

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        event.stop()
        if event.can_go_on:
            self.app.push_screen(Choice("Your paper cannot be saved", event.text, WAYS), self._troubled)
        else:
            self.notify(event.text, markup=False, timeout=8)

    def _troubled(self, way: str | None) -> None:
        if way == "unsaved" and self.sheet is None:
            self.sitting.resume(saved=False)
        elif way == "unsaved":
            self.sitting.go_on_unsaved()
        elif way == "again":
            self.sitting.again()
        elif way == "leave" or self.sheet is None:
            self.app.pop_screen()

    @on(HandedIn)
    def _handed_in(self, event: HandedIn) -> None:
        event.stop()
        self._paper = event.paper
        self.sheet = None
        self.query_one("#sheet").display = False
        self.query_one("#answer").display = False
        question = self.query_one("#question")
        question.styles.max_height = "100%"
        question.border_title = "Your marked paper"
        self.query_one("#stem", Static).update(Content("\n".join(event.lines)))
        question.can_focus = True
        question.focus()
        self.refresh_bindings()
