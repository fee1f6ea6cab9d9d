"""A sitting with the quiz on the engine's thread: the store belongs to that thread, and marking may take a moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message

from tutor.ui.engine import Engine, IsStale

if TYPE_CHECKING:
    from tutor.practice.logbook import Logbook
    from tutor.practice.reading import Reading
    from tutor.practice.session import PracticeMode, Session, Sight
    from tutor.practice.view import View

Post = Callable[[Message], object]


MIXED_INSTEAD = "p on the first screen practises everything, mixed."


@dataclass
class Asked(Message):
    """The question as it stands now."""

    view: View


@dataclass
class Understood(Message):
    """How an answer that is being typed is read; it has not been marked."""

    given: Any
    reading: Reading


@dataclass
class Compared(Message):
    """The model answer to what the learner said in words."""

    model: str


@dataclass
class Seen(Message):
    """What the Explore view is to show."""

    sight: Sight


@dataclass
class Over(Message):
    """The sitting has ended; these lines say how it went."""

    lines: tuple[str, ...]


@dataclass
class Trouble(Message):
    """What was asked for is not possible; `can_go_on` where practice could go on without saving."""

    text: str
    can_go_on: bool = False


class Sitting:
    """Hands what the learner does to a Session, and posts what comes of it."""

    def __init__(self, engine: Engine, post: Post, content: Path | None) -> None:
        self._engine = engine
        self._post = post
        self._content = content
        self._session: Session | None = None
        self._logbook: Logbook | None = None
        self._failed: Callable[[], object] | None = None

    def begin(self, mode: PracticeMode, words: tuple[str, ...], *, saved: bool = True) -> None:
        """Open the store and ask the first question."""

        def work() -> None:
            from tutor.marking import warm_up
            from tutor.practice.catalogue import Catalogue
            from tutor.practice.logbook import Logbook
            from tutor.practice.modes import practise
            from tutor.practice.review import why_nothing
            from tutor.practice.store import open_or_set_aside, unsaved
            from tutor.questions.library import Library

            store, said = open_or_set_aside() if saved else (unsaved(), "")
            if said:
                self._post(Trouble(said))
            warm_up()
            self._logbook = Logbook(store)
            catalogue = Catalogue(Library.at(self._content))
            self._session = practise(mode, catalogue, self._logbook, words)
            if self._session.is_over:
                self._post(Over((why_nothing(self._logbook), MIXED_INSTEAD)))
            else:
                self._tell()

        self._do(work)

    def answer(self, given: Any) -> None:
        """Mark an answer."""
        self._with(lambda session: session.answer(given))

    def hint(self) -> None:
        """Open the next hint."""
        self._with(lambda session: session.hint())

    def reveal(self) -> None:
        """Show the worked solution."""
        self._with(lambda session: session.reveal())

    def fresh(self) -> None:
        """Ask the same with fresh numbers."""
        self._with(lambda session: session.fresh())

    def next(self) -> None:
        """Go on to the next question."""
        self._with(lambda session: session.next())

    def go_on_unsaved(self) -> None:
        """Keep nothing from now on, and do what could not be saved."""
        self._with(lambda session: session.go_on_unsaved())
        self.again()

    def see(self) -> None:
        """Ask what the Explore view is to show."""
        self._do(lambda: self._post(Seen(self._session.see())) if self._session else None)

    def compare(self) -> None:
        """Ask the learner how much of the model answer the words say."""
        self._do(lambda: self._post(Compared(self._session.compare())) if self._session else None)

    def judge(self, share: float) -> None:
        """Take the learner's own score."""
        self._with(lambda session: session.judge(share))

    def end(self) -> None:
        """End with the report."""
        self._do(lambda: self._post(Over(self._session.end().lines if self._session else ())))

    def read(self, given: Any) -> None:
        """Say how an answer is understood; nothing is marked or kept."""

        def work(is_stale: IsStale) -> None:
            session = self._session
            if session is not None and session.item is not None and session.item.is_open and not is_stale():
                self._post(Understood(given, session.read(given)))

        self._engine.submit("quiz-reading", work)

    def _with(self, act: Callable[[Session], object]) -> None:
        def work() -> None:
            if self._session is not None:
                act(self._session)
                self._tell()

        self._do(work)

    def _tell(self) -> None:
        session = self._session
        if session is None or session.is_over:
            self._post(Over(session.end().lines if session else ()))
        else:
            self._post(Asked(session.view))

    def again(self) -> None:
        """Do again what could not be saved."""
        if self._failed is not None:
            self._do(self._failed)

    def _do(self, work: Callable[[], object]) -> None:
        def safely(is_stale: IsStale) -> None:
            from tutor.practice.catalogue import UnknownName
            from tutor.practice.session import NotNow
            from tutor.practice.store import StoreFault
            from tutor.questions.files import ContentFault

            try:
                work()
            except StoreFault as fault:
                self._failed = work
                self._post(Trouble(str(fault), can_go_on=True))
            except (NotNow, UnknownName) as fault:
                self._post(Trouble(str(fault)))
            except ContentFault as fault:
                self._post(Trouble(f"The content cannot be used: {fault}"))

        self._engine.submit(None, safely)  # whatever a hasty learner does comes next
