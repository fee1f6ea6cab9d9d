"""Drill, mixed and review on plain lines."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import TYPE_CHECKING

from tutor.cli.console import Console, Unknown, command
from tutor.practice.marked import in_print
from tutor.practice.review import why_nothing
from tutor.practice.session import NotNow
from tutor.practice.store import StoreFault
from tutor.practice.view import Action

if TYPE_CHECKING:
    from tutor.practice.item import Marked
    from tutor.practice.logbook import Logbook
    from tutor.practice.session import Session
    from tutor.practice.view import View
    from tutor.questions.kinds import Form

HELP = """\
Type an answer and Enter: it is marked at once.
:hint  the next hint; its price is told first
:show  the worked solution
:next  the next question; Enter alone does it once this one is over
:new   the same with fresh numbers
:see   how to explore these numbers
:compare  the model answer to words that could not be judged; you then give the score
:quit  end with a report; so does the end of input"""

SHARES = {"all": 1.0, "half": 0.5, "none": 0.0}
"""What a learner may say of words that could not be judged."""

_CELLS = "Give the cells in this order, with ; between them: "
_HOW = {
    "choice": "Answer with a letter.",
    "choices": "Answer with the letters, with commas between them.",
    "order": "Answer with the letters in the right order.",
    "truth": "Answer with true or false.",
}


class Practice:
    """A session with a learner who types lines."""

    def __init__(self, session: Session, logbook: Logbook, console: Console) -> None:
        self._session = session
        self._logbook = logbook
        self._console = console
        self._over = False
        self._priced = False
        self._commands: dict[str, Callable[[], None]] = {
            "help": lambda: console.say(HELP),
            "hint": self._hint,
            "show": self._show,
            "next": self._next,
            "new": self._fresh,
            "see": self._see,
            "compare": self._compare,
            "unsaved": self._unsaved,
            "quit": self._quit,
        }

    def run(self) -> int:
        """Until nothing is left to ask, or the learner ends it; then the report."""
        try:
            if self._session.is_over:
                self._say_why_nothing()
                return 0
            self._console.say("Type :help for what can be done.")
            self._present()
            while not self._over and not self._session.is_over:
                self._step()
        except KeyboardInterrupt:
            self._console.say("")
        self._console.say("", "Report", *self._session.end().lines)
        return 0

    def _step(self) -> None:
        line = self._console.ask()
        if line is None:
            self._over = True
            return
        try:
            if line.startswith(":"):
                self._commands[command(line, self._commands)[0]]()
            elif line:
                self._answer(line)
            elif Action.ANSWER not in self._session.view.actions:
                self._next()
        except (NotNow, Unknown) as fault:
            self._console.say(str(fault))
        except StoreFault as fault:
            self._console.say(str(fault), "Try again, or type :unsaved to go on without saving.")

    def _present(self) -> None:
        if self._session.is_over:
            self._console.say("That was all.")
            return
        view = self._session.view
        self._priced = False
        head = f"{view.heading} ({marks(view.marks)})"
        self._console.say("", head + (f", because {view.why}" if view.why else ""), "", view.prompt)
        self._console.say(*how_to(view.kind, view.form))

    def _answer(self, line: str) -> None:
        marked = self._session.answer(line)
        self._console.say(*told(line, marked))
        view = self._session.view
        self._console.say(view.outcome)
        if marked.verdict.note:
            self._console.say(marked.verdict.note)
        self._console.say(*view.feedback)
        if Action.COMPARE in view.actions:
            self._console.say("If you think that you said it, :compare shows the model answer and asks you.")
        if Action.ANSWER not in view.actions:
            self._closed(view)

    def _closed(self, view: View) -> None:
        """What can be done when a question is over."""
        if not (view.marked and view.marked.share == 1.0):
            self._console.say("Solution", *(f"  {line}" for line in view.solution.splitlines()))
        self._console.say(f"This was {view.code}. Enter for the next question, :show, :new or :quit.")

    def _hint(self) -> None:
        offer = self._session.view.offer
        if offer and not self._priced:
            self._priced = True
            self._console.say(offer, "Type :hint again to open it.")
            return
        self._console.say(self._session.hint())
        self._priced = False

    def _show(self) -> None:
        was_open = Action.ANSWER in self._session.view.actions
        solution = self._session.reveal()
        self._console.say("Solution", *(f"  {line}" for line in solution.splitlines()))
        if was_open:
            view = self._session.view
            self._console.say(f"{view.outcome} This was {view.code}. Enter for the next question.")

    def _next(self) -> None:
        self._session.next()
        self._present()

    def _fresh(self) -> None:
        self._session.fresh()
        self._present()

    def _see(self) -> None:
        sight = self._session.see()
        words = [word for name, value in sight.inputs.items() for word in (f"--{name}", value)]
        self._console.say(shlex.join(["tutor", "solve", sight.question, *words]))

    def _compare(self) -> None:
        self._console.say("Model answer", f"  {self._session.compare()}", "How much of it did you say?")
        given = None
        while given not in SHARES:
            given = self._console.ask("all, half or none> ")
            if given is None:
                self._over = True
                return
        self._session.judge(SHARES[given])
        view = self._session.view
        self._console.say(view.outcome)
        self._closed(view)

    def _unsaved(self) -> None:
        self._session.go_on_unsaved()
        self._console.say("Nothing is saved from now on.")

    def _quit(self) -> None:
        self._over = True

    def _say_why_nothing(self) -> None:
        self._console.say(why_nothing(self._logbook))


def marks(text: str) -> str:
    """Marks with their word."""
    from fractions import Fraction

    number = Fraction(text)
    return f"{in_print(number)} {'mark' if number <= 1 else 'marks'}"


def how_to(kind: str, form: Form) -> list[str]:
    """How an answer of this kind is typed, where it is not plain."""
    said = f"{_CELLS}{'; '.join(form.cells)}." if form.cells else _HOW.get(kind, "")
    return ["", said] if said else []


def told(line: str, marked: Marked) -> list[str]:
    """How the answer was read, or where it could not be."""
    verdict = marked.verdict
    if verdict.read_as and verdict.read_as != line:
        return [f"Read as {verdict.read_as}"]
    if verdict.position is not None and verdict.is_free:
        return [f"At character {verdict.position + 1} of your answer:"]
    return []
