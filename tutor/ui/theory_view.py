"""The Theory view: the question as on the paper, and what one needs to answer it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tutor.questions.files import ContentFault
from tutor.questions.question import Question
from tutor.ui.prose import prose


class TheoryView(VerticalScroll):
    """A text to read: arrow keys, Page Up and Page Down scroll."""

    HELP = """\
The question as on the paper, then the theory behind it. `↑` `↓` `PgUp` `PgDn` `Home` `End` scroll (also `j` and `k`).
"""
    BINDINGS = [Binding("j", "scroll_down", show=False), Binding("k", "scroll_up", show=False)]

    def __init__(self, question: Question) -> None:
        super().__init__(id="theory")
        self.question = question

    def compose(self) -> ComposeResult:
        """Two texts under each other."""
        for title, read in (("The question", self.question.paper), ("Theory", self.question.theory)):
            try:
                text = read()
            except ContentFault as fault:
                text = f"This text cannot be shown. {fault}"
            page = Static(Content("\n\n").join(prose(text)), classes="pane page")
            page.border_title = title
            yield page
