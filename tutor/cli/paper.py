"""The mock paper on plain lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tutor.cli.console import Console, Unknown, command
from tutor.cli.practice import how_to
from tutor.practice.marked import in_print, print_lines
from tutor.practice.session import NotNow
from tutor.practice.store import StoreFault

if TYPE_CHECKING:
    from tutor.practice.exam import Exam
    from tutor.practice.logbook import Logbook

HELP = """\
Type an answer and Enter: it is kept, and the next part comes. Nothing is marked before the paper is handed in.
:next, :back   move between the parts
:go PART       to a part, as in :go 5.2
:clear         take your answer to this part back
:list          all parts, and which are answered
:handin        hand the paper in, and see it marked
:discard       throw this paper away
:quit          leave it, to be gone on with later; so does the end of input"""


class Paper:
    """A sitting with a learner who types lines."""

    def __init__(self, exam: Exam, logbook: Logbook, console: Console) -> None:
        self._exam = exam
        self._logbook = logbook
        self._console = console
        self._over = False
        self._confirmed = ""
        self._commands: dict[str, Callable[[str], None]] = {
            "help": lambda rest: console.say(HELP),
            "next": lambda rest: self._go(exam.at + 1),
            "back": lambda rest: self._go(exam.at - 1),
            "go": lambda rest: self._go(exam.find(rest)),
            "clear": self._clear,
            "list": self._list,
            "handin": self._hand_in,
            "discard": self._discard,
            "unsaved": self._unsaved,
            "quit": self._quit,
        }

    def run(self) -> int:
        """Until the paper is handed in or left."""
        exam = self._exam
        limit = f", {exam.sitting.minutes} minutes" if exam.sitting.minutes else ""
        total = in_print(exam.mark().total)
        self._console.say(
            f"Mock paper: {len(exam.fields)} parts, {total} marks{limit}. Type :help for what can be done."
        )
        if exam.changed:
            self._console.say(f"The text of {', '.join(exam.changed)} has changed since you began.")
        try:
            self._present()
            while not self._over:
                self._step()
        except KeyboardInterrupt:
            self._console.say("")
            self._quit("")
        return 0

    def _step(self) -> None:
        if self._exam.is_time_up:
            self._console.say("Time is up: the paper is handed in.")
            self._confirmed = "handin"
            self._attempt(lambda: self._hand_in(""))
            self._over = True
            return
        line = self._console.ask()
        if line is None:
            line = ":quit"
        self._attempt(lambda: self._do(line))

    def _attempt(self, act: Callable[[], None]) -> None:
        try:
            act()
        except (NotNow, Unknown) as fault:
            self._console.say(str(fault))
        except StoreFault as fault:
            self._console.say(str(fault), "Try again, or type :unsaved to go on without saving.")

    def _do(self, line: str) -> None:
        if not line.startswith(":"):
            self._write(line) if line else self._go(self._exam.at + 1)
            return
        name, rest = command(line, self._commands)
        if name != self._confirmed:
            self._confirmed = ""
        self._commands[name](rest)

    def _present(self) -> None:
        exam, field = self._exam, self._exam.here
        variant = field.variant
        place = f"{exam.at + 1} of {len(exam.fields)}"
        word = "mark" if variant.marks <= 1 else "marks"
        self._console.say(
            "", f"{variant.part}  {variant.title} ({in_print(variant.marks)} {word}), {place}", ""
        )
        self._console.say(variant.prompt)
        self._console.say(*how_to(variant.kind, variant.form))
        if field.is_answered:
            self._console.say("", f"Your answer so far: {field.answer}")
        left = exam.seconds_left
        if left is not None:
            self._console.say(f"{max(1, round(left / 60))} minutes are left.")

    def _write(self, line: str) -> None:
        exam = self._exam
        reading = exam.read(line)
        exam.write(line)
        if reading.complaint:
            self._console.say("It is kept, but cannot be read:", *reading.complaint)
            return
        self._console.say(f"Kept. Read as {reading.read_as}" if reading.read_as else "Kept.")
        if exam.at + 1 < len(exam.fields):
            self._go(exam.at + 1)
        else:
            self._console.say("This was the last part. :list shows all, :handin hands the paper in.")

    def _go(self, at: int) -> None:
        self._exam.go(at)
        self._present()

    def _clear(self, rest: str) -> None:
        self._exam.write("")
        self._console.say("Your answer is taken back.")

    def _list(self, rest: str) -> None:
        for field in self._exam.fields:
            state = "answered" if field.is_answered else "open"
            self._console.say(f"  {field.variant.part:<8} {in_print(field.variant.marks):>3}  {state}")

    def _hand_in(self, rest: str) -> None:
        open_ = len(self._exam.fields) - self._exam.answered
        if open_ and not self._is_confirmed("handin"):
            self._console.say(
                f"{open_} parts are open. Type :handin again to hand the paper in all the same."
            )
            return
        paper = self._exam.hand_in()
        self._over = True
        self._console.say("", "Marked paper", *print_lines(paper))

    def _discard(self, rest: str) -> None:
        if not self._is_confirmed("discard"):
            self._console.say(
                "Everything written on this paper is lost. Type :discard again to throw it away."
            )
            return
        self._exam.discard()
        self._over = True
        self._console.say("The paper is thrown away.")

    def _is_confirmed(self, name: str) -> bool:
        """Whether a command is given the second time in a row."""
        was, self._confirmed = self._confirmed, name
        return was == name

    def _unsaved(self, rest: str) -> None:
        self._logbook.go_on_unsaved()
        self._console.say("Nothing is saved from now on.")

    def _quit(self, rest: str) -> None:
        self._over = True
        try:
            self._exam.save()
        except StoreFault as fault:
            self._console.say(str(fault))
        answered = f"{self._exam.answered} of {len(self._exam.fields)} parts are answered"
        self._console.say(f"Left: {answered}. Go on with tutor quiz --mode exam.")
