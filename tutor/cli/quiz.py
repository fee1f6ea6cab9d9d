"""`tutor quiz --plain`: the quiz on plain lines, driven by the same machines as the screen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.console import Console
from tutor.cli.fault import CommandFault
from tutor.cli.parts import library_at

if TYPE_CHECKING:
    from tutor.practice.catalogue import Catalogue
    from tutor.practice.logbook import Logbook
    from tutor.practice.store import Store

MODES = ("mixed", "drill", "exam", "review")


@dataclass(frozen=True)
class Wanted:
    """What the words of the command ask for."""

    words: Sequence[str]
    mode: str | None
    seed: int | None
    minutes: int | None
    content: Path | None


def run(wanted: Wanted) -> int:
    """Ask until nothing is left, the learner has had enough, or the input ends."""
    mode = wanted.mode or ("drill" if wanted.words else "mixed")
    if wanted.minutes is not None and mode != "exam":
        raise CommandFault("--minutes is for --mode exam")
    if wanted.words and mode == "exam":
        raise CommandFault("the exam asks the whole paper; leave out the parts")
    catalogue = _catalogue(wanted)
    console = Console()
    logbook = open_logbook(console)
    if logbook is None:
        return 1
    with closing(logbook):
        if mode == "exam":
            return _exam(catalogue, logbook, console, wanted)
        return _practise(mode, catalogue, logbook, console, wanted)


def open_logbook(console: Console) -> Logbook | None:
    """The learner's logbook; where nothing can be saved, one that forgets if the learner wishes, or None."""
    from tutor.practice.logbook import Logbook
    from tutor.practice.store import StoreFault, open_or_set_aside, unsaved

    try:
        store, said = open_or_set_aside()
        if said:
            console.say(said)
        return Logbook(store)
    except StoreFault as fault:
        console.say(str(fault))
        return Logbook(unsaved()) if may_go_on(console) else None


def may_go_on(console: Console) -> bool:
    """Whether the learner wants to go on without saving."""
    console.say("Go on without saving? Type yes or no.")
    return (console.ask() or "").casefold() in ("y", "yes")


def existing_store() -> Store:
    """The learner's store, without making one: an empty one that forgets, where there is none. Raise StoreFault."""
    from tutor.practice.store import open_store, store_file, unsaved

    return open_store() if store_file().exists() else unsaved()


def _catalogue(wanted: Wanted) -> Catalogue:
    from tutor.practice.catalogue import Catalogue, UnknownName
    from tutor.questions.files import ContentFault

    catalogue = Catalogue(library_at(wanted.content))
    try:
        if not catalogue.scope(wanted.words):
            raise CommandFault("this content asks nothing")
    except UnknownName as fault:
        raise CommandFault(f"{fault}; the questions are {', '.join(catalogue.library.books)}") from None
    except ContentFault as fault:
        raise CommandFault(f"the content cannot be used: {fault}") from None
    return catalogue


def _practise(mode: str, catalogue: Catalogue, logbook: Logbook, console: Console, wanted: Wanted) -> int:
    from tutor.cli.practice import Practice
    from tutor.practice.modes import practise
    from tutor.questions.files import ContentFault

    try:
        session = practise(mode, catalogue, logbook, wanted.words, seed=wanted.seed)  # type: ignore[arg-type]
        return Practice(session, logbook, console).run()
    except ContentFault as fault:
        raise CommandFault(f"the content cannot be used: {fault}") from None


def _exam(catalogue: Catalogue, logbook: Logbook, console: Console, wanted: Wanted) -> int:
    from tutor.cli.paper import Paper
    from tutor.practice.exam import Exam
    from tutor.practice.session import NotNow
    from tutor.practice.store import StoreFault
    from tutor.questions.files import ContentFault

    try:
        exam = Exam.resume(catalogue, logbook)
        if exam is None:
            exam = Exam.begin(catalogue, logbook, minutes=wanted.minutes, seed=wanted.seed)
        elif wanted.minutes is not None or wanted.seed is not None:
            console.say("A paper is under way already; it goes on as it was begun.")
        return Paper(exam, logbook, console).run()
    except NotNow as fault:
        raise CommandFault(str(fault)) from None
    except (ContentFault, StoreFault) as fault:
        raise CommandFault(str(fault)) from None
