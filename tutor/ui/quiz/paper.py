"""A sitting of the mock paper on the engine's thread; what a screen shows of it is copied out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message

from tutor.ui.engine import Engine, IsStale
from tutor.ui.quiz.sitting import Post, Trouble

if TYPE_CHECKING:
    from tutor.practice.catalogue import Catalogue
    from tutor.practice.exam import Exam, Field
    from tutor.practice.logbook import Logbook
    from tutor.practice.reading import Reading
    from tutor.questions.kinds import Form


@dataclass
class Sheet(Message):
    """The paper as it stands: its parts (name, marks, ✓ answered, ? unreadable, · open) and the one shown."""

    parts: tuple[tuple[str, str, str], ...]
    at: int
    title: str
    kind: str
    form: Form
    stem: str
    answer: Any
    seconds_left: float | None


@dataclass
class Taken(Message):
    """How what is written is read; whether it is right is not told."""

    given: Any
    reading: Reading


@dataclass
class HandedIn(Message):
    """The marked paper in a few words, and its id in the store; "" where it was not kept."""

    lines: tuple[str, ...]
    paper: str


@dataclass
class Unbegun(Message):
    """No paper is under way: this is what one would be."""

    parts: int
    marks: str


class PaperSitting:
    """Hands what the learner does to an Exam, and posts what comes of it."""

    def __init__(self, engine: Engine, post: Post, content: Path | None) -> None:
        self.engine = engine
        self._post = post
        self._content = content
        self._exam: Exam | None = None
        self._desk: tuple[Catalogue, Logbook] | None = None
        self._failed: Callable[[], object] | None = None
        self._unreadable: set[str] = set()

    def resume(self, *, saved: bool = True) -> None:
        """Go on with the paper that is under way, or say what one would be."""

        def work() -> None:
            from tutor.marking import warm_up
            from tutor.practice.catalogue import Catalogue
            from tutor.practice.exam import Exam, paper_of
            from tutor.practice.logbook import Logbook
            from tutor.practice.marked import in_print
            from tutor.practice.store import open_or_set_aside, unsaved
            from tutor.questions.library import Library

            store, said = open_or_set_aside() if saved else (unsaved(), "")
            if said:
                self._post(Trouble(said))
            warm_up()
            catalogue, logbook = self._desk = Catalogue(Library.at(self._content)), Logbook(store)
            self._exam = Exam.resume(catalogue, logbook)
            if self._exam is None:
                paper = paper_of(catalogue)
                total = sum((variant.marks for variant in paper), Fraction(0))
                self._post(Unbegun(len(paper), in_print(total)))
            else:
                self._post(Trouble("Your paper goes on, at the first part without an answer."))
                self._tell()

        self._do(work)

    def begin(self, minutes: int | None) -> None:
        """Begin a paper, with a limit of so many minutes or with none."""

        def work() -> None:
            from tutor.practice.exam import Exam

            if self._desk is not None:
                self._exam = Exam.begin(*self._desk, minutes=minutes)
                self._tell()

        self._do(work)

    def go_on_unsaved(self) -> None:
        """Keep nothing from now on, and do what could not be saved."""
        if self._desk is not None:
            self._do(self._desk[1].go_on_unsaved)
        self.again()

    def write(self, given: Any, to: int) -> None:
        """Keep what is written for the open part, if it has changed, and open another."""

        def work() -> None:
            exam = self._exam
            if exam is None:
                return
            self._write(given, exam.at)
            exam.go(to)
            self._tell()

        self._do(work)

    def keep(self, given: Any, at: int) -> None:
        """Keep what stands in the open part, and say how it is understood; of hasty typing the newest."""

        def work(is_stale: IsStale) -> None:
            exam = self._exam
            if exam is None or exam.at != at or is_stale():
                return
            reading = exam.read(given)
            self._post(Taken(given, reading))
            self._do(lambda: self._write(given, at))

        self.engine.submit("paper-reading", work)

    def _write(self, given: Any, at: int) -> None:
        """Write into a part that is open still, if that changes anything and there is time."""
        exam = self._exam
        if exam is None or exam.at != at or exam.is_time_up:
            return
        if given != exam.here.answer and (any(given) or exam.here.is_answered):
            exam.write(given)
            self._note_fault()

    def _note_fault(self) -> None:
        """Remember whether the open part can be read: the list of parts says so."""
        assert self._exam is not None
        here = self._exam.here
        unreadable = here.is_answered and not self._exam.read(here.answer).is_readable
        (self._unreadable.add if unreadable else self._unreadable.discard)(here.variant.id)

    def leave(self) -> None:
        """Keep the time that has passed."""
        self._do(lambda: self._exam.save() if self._exam else None)

    def hand_in(self) -> None:
        """Mark the paper."""

        def work() -> None:
            from tutor.practice.marked import print_lines

            if self._exam is not None:
                lines = tuple(print_lines(self._exam.hand_in()))
                is_kept = self._desk is not None and self._desk[1].store.is_saved
                self._post(HandedIn(lines, self._exam.sitting.id if is_kept else ""))

        self._do(work)

    def _tell(self) -> None:
        from tutor.practice.marked import in_print

        exam = self._exam
        if exam is None:
            return
        parts = tuple((one.variant.part, in_print(one.variant.marks), self._mark(one)) for one in exam.fields)
        here = exam.here
        variant = here.variant
        self._post(
            Sheet(
                parts,
                exam.at,
                variant.title,
                variant.kind,
                variant.form,
                variant.stem,
                here.answer,
                exam.seconds_left,
            )
        )

    def again(self) -> None:
        """Do again what could not be saved."""
        if self._failed is not None:
            self._do(self._failed)

    def _mark(self, field: Field) -> str:
        if not field.is_answered:
            return "·"
        return "?" if field.variant.id in self._unreadable else "✓"

    def _do(self, work: Callable[[], object]) -> None:
        def safely(is_stale: IsStale) -> None:
            from tutor.practice.session import NotNow
            from tutor.practice.store import StoreFault
            from tutor.questions.files import ContentFault

            try:
                work()
            except StoreFault as fault:
                self._failed = work
                self._post(Trouble(str(fault), can_go_on=True))
            except NotNow as fault:
                self._post(Trouble(str(fault)))
            except ContentFault as fault:
                self._post(Trouble(f"The content cannot be used: {fault}"))

        self.engine.submit(None, safely)  # whatever a hasty learner does comes next
