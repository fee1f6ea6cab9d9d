"""The marked paper: what every answer earned, how, and why what is missing is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tutor.marking.verdict import Outcome, Verdict
from tutor.practice.item import share_of

if TYPE_CHECKING:
    from tutor.questions.variant import Variant

CLOSE = 0.5
"""What too few figures earn where there is no second try."""


class How(StrEnum):
    """How marks were earned or lost."""

    RIGHT = "right"
    METHOD = "part of the marks"
    FOLLOWS = "follow-through"
    WRONG = "wrong"
    BLANK = "not answered"
    UNREAD = "cannot be read"
    UNDECIDED = "cannot be decided"


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of the paper, marked; `verdict` is None where nothing was answered."""

    variant: Variant
    answer: Any
    verdict: Verdict | None
    how: How
    earned: Fraction

    @property
    def marks(self) -> Fraction:
        """What a right answer earns."""
        return self.variant.marks

    @property
    def why(self) -> tuple[str, ...]:
        """What is said of it: the feedback where marks were lost, a remark otherwise, and then the answer."""
        said = () if self.verdict is None else self.verdict.feedback or (self.verdict.note,)
        if self.how is How.RIGHT:
            said = (self.verdict.note,) if self.verdict else ()
        lost = () if self.earned == self.marks else (f"The answer: {self.variant.answer}",)
        return tuple(line for line in (*said, *lost) if line)


@dataclass(frozen=True, slots=True)
class MarkedPaper:
    """The whole paper, marked."""

    lines: tuple[Line, ...]

    @property
    def earned(self) -> Fraction:
        """The marks earned."""
        return sum((line.earned for line in self.lines), Fraction(0))

    @property
    def total(self) -> Fraction:
        """The marks that there are."""
        return sum((line.marks for line in self.lines), Fraction(0))

    @property
    def undecided(self) -> Fraction:
        """The marks of answers that could not be decided: for the learner to judge by the solution."""
        return sum((line.marks for line in self.lines if line.how is How.UNDECIDED), Fraction(0))

    def by_part(self) -> dict[str, tuple[Fraction, Fraction]]:
        """Earned and possible marks of every part of the paper."""
        found: dict[str, tuple[Fraction, Fraction]] = {}
        for line in self.lines:
            part = line.variant.exercise.template.part
            earned, marks = found.get(part, (Fraction(0), Fraction(0)))
            found[part] = (earned + line.earned, marks + line.marks)
        return found


def marked_line(variant: Variant, answer: Any, earlier: Mapping[str, str]) -> Line:
    """Mark one answer of an exam, with the learner's own earlier answers."""
    if is_blank(answer):
        return Line(variant, answer, None, How.BLANK, Fraction(0))
    verdict = variant.mark(answer, earlier)
    if verdict.code == "close" and verdict.outcome is Outcome.INVALID:
        said = ("Right, but with too few figures.",)
        close = replace(verdict, outcome=Outcome.PARTIAL, score=CLOSE * verdict.max, feedback=said)
        return Line(variant, answer, close, How.METHOD, variant.marks * Fraction(CLOSE))
    earned = variant.marks * Fraction(share_of(verdict)).limit_denominator(1000)
    return Line(variant, answer, verdict, _how(variant, answer, verdict), earned)


def is_blank(answer: Any) -> bool:
    """Whether nothing was answered: no text, or a table without a filled cell."""
    if isinstance(answer, (list, tuple)):
        return all(is_blank(one) for one in answer)
    return answer is None or not str(answer).strip()


def as_text(answer: Any) -> str:
    """An answer as a later part reads it; the cells of a table row by row."""
    if not isinstance(answer, (list, tuple)):
        return "" if answer is None else str(answer)
    rows = any(isinstance(one, (list, tuple)) for one in answer)
    if rows:
        return "; ".join(" | ".join(map(as_text, row)) if _is_row(row) else as_text(row) for row in answer)
    return ", ".join(map(as_text, answer))


def in_print(marks: Fraction) -> str:
    """Marks as one writes them: 2, 1½, 2/3."""
    whole, rest = divmod(marks, 1)
    if not rest:
        return str(whole)
    part = {
        Fraction(1, 2): "½",
        Fraction(1, 3): "⅓",
        Fraction(2, 3): "⅔",
        Fraction(1, 4): "¼",
        Fraction(3, 4): "¾",
    }
    text = part.get(rest)
    if text is None:
        return f"{float(marks):.2f}".rstrip("0").rstrip(".")
    return f"{whole}{text}" if whole else text


def print_lines(paper: MarkedPaper) -> list[str]:
    """The marked paper in print."""
    found = [f"{in_print(paper.earned)} of {in_print(paper.total)} marks."]
    if paper.undecided:
        found.append(f"{in_print(paper.undecided)} more could not be decided: compare with the solutions.")
    for part, (earned, marks) in paper.by_part().items():
        found += ["", f"{part}: {in_print(earned)} of {in_print(marks)}"]
        for line in (line for line in paper.lines if line.variant.exercise.template.part == part):
            head = (
                f"  {line.variant.part}  {in_print(line.earned)} of {in_print(line.marks)}, {line.how.value}"
            )
            given = [] if line.how is How.BLANK else [f"      yours: {as_text(line.answer)}"]
            found += [head, *given, *(f"      {each}" for each in line.why)]
    return found


def _is_row(row: Any) -> bool:
    return isinstance(row, Sequence) and not isinstance(row, str)


def _how(variant: Variant, answer: Any, verdict: Verdict) -> How:
    """How its marks were earned: by itself, or only because it follows from an earlier answer."""
    if verdict.outcome is Outcome.INVALID:
        return How.UNREAD
    if verdict.outcome is Outcome.UNDECIDED:
        return How.UNDECIDED
    if verdict.outcome is Outcome.WRONG:
        return How.WRONG
    if any("follow" in part.note.casefold() for part in verdict.parts):
        return How.FOLLOWS
    if variant.exercise.template.follow is not None and variant.mark(answer).score < verdict.score:
        return How.FOLLOWS
    return How.RIGHT if verdict.outcome is Outcome.CORRECT else How.METHOD
