"""What marking says about one answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The five things that can be said about an answer; only `wrong` ever costs an attempt."""

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"
    INVALID = "invalid"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer, marked.

    Attributes:
        outcome: One of the five outcomes; it compares equal to its plain word.
        score: Points earned, from 0 to `max`.
        max: Points that could be earned: 1, or the number of cells, blanks or right options.
        read_as: How the answer was understood, in one line; empty when it could not be read.
        mistake: The id of the named wrong rule that gives exactly this answer.
        code: The kind of fault (`bracket`, `unknown`, `shape`), `close`, `ask`, `self`, or a slip (`sign`).
        position: Where the fault begins in the learner's own text, in characters from 0.
        length: How many characters the fault spans.
        note: A remark that takes nothing away: a reading that was chosen, a convention.
        feedback: At most three sentences for the learner.
        parts: The verdicts of the cells, blanks or members, in order.
    """

    outcome: Outcome
    score: float = 0.0
    max: float = 1.0
    read_as: str = ""
    mistake: str | None = None
    code: str | None = None
    position: int | None = None
    length: int = 0
    note: str = ""
    feedback: tuple[str, ...] = ()
    parts: tuple[Verdict, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether the answer costs no attempt: it was not an answer yet, or could not be decided."""
        return self.outcome in (Outcome.INVALID, Outcome.UNDECIDED)


def correct(read_as: str = "", note: str = "", points: float = 1.0) -> Verdict:
    """The full score."""
    return Verdict(Outcome.CORRECT, points, points, read_as, note=note)


def wrong(read_as: str = "", *feedback: str, code: str | None = None, points: float = 1.0) -> Verdict:
    """No point; `feedback` says why and what to change."""
    return Verdict(Outcome.WRONG, 0.0, points, read_as, code=code, feedback=feedback)


def invalid(
    code: str, *feedback: str, read_as: str = "", position: int | None = None, length: int = 0
) -> Verdict:
    """Not an answer yet: free."""
    return Verdict(
        Outcome.INVALID, read_as=read_as, code=code, position=position, length=length, feedback=feedback
    )


def close(read_as: str, *feedback: str) -> Verdict:
    """Right as far as it goes, but with too few figures or in another form: free."""
    return invalid("close", *feedback, read_as=read_as)


def ask(read_as: str, *feedback: str) -> Verdict:
    """Two readings, of which one is right: the learner says which was meant, for free."""
    return undecided("ask", *feedback, read_as=read_as)


def undecided(code: str, *feedback: str, read_as: str = "") -> Verdict:
    """The marker cannot tell: free, and worth logging."""
    return Verdict(Outcome.UNDECIDED, read_as=read_as, code=code, feedback=feedback)


def of_points(score: float, points: float, read_as: str = "", *feedback: str) -> Verdict:
    """Correct with every point, wrong without any, partial in between."""
    if score >= points:
        return Verdict(Outcome.CORRECT, points, points, read_as, feedback=feedback)
    outcome = Outcome.PARTIAL if score > 0 else Outcome.WRONG
    return Verdict(outcome, max(score, 0.0), points, read_as, feedback=feedback)
