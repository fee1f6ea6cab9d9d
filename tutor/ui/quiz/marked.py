"""A marked paper, to be read: after it is handed in, and whenever one comes back to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from tutor.ui.actions import Action, bindings
from tutor.ui.engine import Engine, IsStale
from tutor.ui.keys_bar import KeysBar
from tutor.ui.title_bar import TitleBar

if TYPE_CHECKING:
    from tutor.practice.past import PastAnswer

BACK = Action("back", "escape", "back", "Back to where this was opened from")


@dataclass
class Found(Message):
    """A paper has been read from the store; the text says what is wrong where it could not be."""

    answers: tuple[PastAnswer, ...]
    fault: str = ""


class MarkedPaper(Screen[None]):
    """Every part with its question, the learner's answer, its marks, and the solution where marks were lost."""

    HELP = """\
Your marked paper: `↑` `↓` `PgUp` `PgDn` scroll. The progress screen (`s` on the first screen) lists it, and all others.
"""
    CSS_PATH = "quiz.tcss"
    BINDINGS = bindings(BACK)

    def __init__(self, engine: Engine, paper: str, title: str) -> None:
        """Take a paper's id in the store, and what to call it."""
        super().__init__()
        self.engine = engine
        self.paper = paper
        self._title = title

    def compose(self) -> ComposeResult:
        """One long text."""
        yield TitleBar()
        with VerticalScroll(id="marked", classes="pane"):
            yield Static(Content("Looking …"), id="marked-text")
        yield KeysBar()

    def on_mount(self) -> None:
        """Read it from the store."""
        self.query_one(TitleBar).show(self._title)
        self.query_one("#marked").border_title = "Your marked paper"
        self.query_one("#marked").focus()

        def work(is_stale: IsStale) -> None:
            from contextlib import closing

            from tutor.practice.past import past_paper
            from tutor.practice.store import StoreFault, open_store

            try:
                with closing(open_store()) as store:
                    self.post_message(Found(past_paper(store, self.paper)))
            except StoreFault as fault:
                self.post_message(Found((), str(fault)))

        self.engine.submit(None, work)

    def action_back(self) -> None:
        """Go back."""
        self.app.pop_screen()

    @on(Found)
    def _found(self, event: Found) -> None:
        event.stop()
        text = Content(event.fault) if event.fault else written(event.answers)
        self.query_one("#marked-text", Static).update(text)


def written(answers: Sequence[PastAnswer]) -> Content:
    """The whole paper as text."""
    return Content("\n\n").join(_written(one) for one in answers)


def _written(one: PastAnswer) -> Content:
    earned = f"{one.earned} of {one.marks}" if one.marks else "not answered"
    parts = [
        Content.assemble(
            (f"{one.part}  {one.title}   ", "bold $text-primary"),
            (earned, "bold $text-success" if one.is_whole else "bold $text-warning"),
        ),
        Content.styled(one.prompt.strip(), "$foreground-muted"),
    ]
    if one.yours:
        parts.append(Content.assemble(("yours: ", "$foreground-muted"), (one.yours, "bold")))
    parts += [Content(line) for line in one.why if one.marks]
    if not one.is_whole:
        parts.append(Content.assemble(("the answer: ", "$foreground-muted"), (one.answer, "bold")))
        parts.append(
            Content.styled("Worked solution", "$text-primary") + Content(f"\n{one.solution.strip()}")
        )
    return Content("\n").join(parts)
