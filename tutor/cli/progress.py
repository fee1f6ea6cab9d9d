"""`tutor progress`: how the learner stands, in print."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.console import Console
from tutor.cli.fault import CommandFault
from tutor.cli.parts import library_at
from tutor.cli.quiz import existing_store

if TYPE_CHECKING:
    from tutor.practice.progress import Progress


def run(*, as_json: bool, exam: str | None, content: Path | None) -> int:
    """Print progress; `exam` sets the day of the exam first ("none" takes it away)."""
    from tutor.practice.progress import lines

    if exam is not None:
        _set_exam(exam)
    standing = _standing(content)
    if as_json:
        import msgspec

        print(msgspec.json.format(msgspec.json.encode(standing), indent=2).decode())
    else:
        Console().say(*lines(standing))
    return 0


def _standing(content: Path | None) -> Progress:
    from tutor.practice.catalogue import Catalogue
    from tutor.practice.logbook import Logbook
    from tutor.practice.progress import progress
    from tutor.practice.store import StoreFault
    from tutor.questions.files import ContentFault

    catalogue = Catalogue(library_at(content))
    try:
        with closing(Logbook(existing_store())) as logbook:
            return progress(catalogue, logbook)
    except StoreFault as fault:
        raise CommandFault(str(fault)) from None
    except ContentFault as fault:
        raise CommandFault(f"the content cannot be used: {fault}") from None


def _set_exam(text: str) -> None:
    from tutor.practice.days import now, study_day
    from tutor.practice.plan import exam_day, set_exam
    from tutor.practice.store import StoreFault, open_store

    try:
        day = exam_day(text, study_day(now()))
    except ValueError as fault:
        raise CommandFault(f"--exam: {fault}") from None
    try:
        with closing(open_store()) as store:
            set_exam(store, day)
    except StoreFault as fault:
        raise CommandFault(str(fault)) from None
