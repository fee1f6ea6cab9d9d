"""What the commands about parts share: the library, and finding a part in it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.fault import CommandFault

if TYPE_CHECKING:
    from tutor.questions.exercise import Exercise
    from tutor.questions.library import Library
    from tutor.questions.variant import Variant


def library_at(content: Path | None) -> Library:
    """The library of a content folder; raise CommandFault."""
    from tutor.questions.files import ContentFault
    from tutor.questions.library import Library

    try:
        return Library.at(content)
    except ContentFault as fault:
        raise CommandFault(f"the content cannot be used: {fault}") from None


def exercises(library: Library, part: str) -> tuple[Exercise, ...]:
    """A part, or, where the paper asks it in pieces, the pieces; raise CommandFault."""
    from tutor.questions.files import ContentFault
    from tutor.questions.library import UnknownPart

    try:
        try:
            found = library.find(part)
        except UnknownPart:
            found = None
        if found is not None and (found.on_paper or not found.template.cases):
            return (found,)
        pieces = library.below(part)
        if not pieces:
            raise UnknownPart(f"there is no part {part}")
        return pieces
    except UnknownPart as fault:
        raise CommandFault(f"{fault}; {_offer(library, part)}") from None
    except ContentFault as fault:
        raise CommandFault(f"the content cannot be used: {fault}") from None


def variant(library: Library, part: str, seed: int | None) -> Variant:
    """One variant of one part; raise CommandFault."""
    from tutor.questions.files import ContentFault

    found = exercises(library, part)
    try:
        if len(found) == 1:
            return found[0].variant(seed)
        if seed is not None and part in {one.template.id for one in found}:
            return library.find(part).draw(seed)
    except ContentFault as fault:
        raise CommandFault(f"the content cannot be used: {fault}") from None
    raise CommandFault(
        f"{part} is asked in {len(found)} pieces: {', '.join(one.id for one in found)}; name one"
    )


def plain_marks(marks: Fraction) -> int | float:
    """Marks as JSON takes them."""
    return int(marks) if marks.denominator == 1 else round(float(marks), 4)


def told_marks(marks: Fraction) -> str:
    """Marks in print: 2, 1/2."""
    return str(marks) if marks.denominator < 100 else f"{float(marks):.3g}"


def _offer(library: Library, part: str) -> str:
    number = part[:1]
    pieces = library.below(number) if number in library.books else ()
    if not pieces:
        return f"the questions are {', '.join(library.books)}"
    return f"question {number} has {', '.join(one.id for one in pieces)}"
