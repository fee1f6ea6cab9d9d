"""How an answer is understood, before it is marked; whether it is right is never told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tutor.marking.verdict import Outcome

if TYPE_CHECKING:
    from tutor.questions.variant import Variant


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer is read as; or a complaint, and where in the answer it lies."""

    read_as: str = ""
    complaint: tuple[str, ...] = ()
    position: int | None = None
    length: int = 0

    @property
    def is_readable(self) -> bool:
        """Whether it can be marked as it stands."""
        return not self.complaint


def read(variant: Variant, answer: Any) -> Reading:
    """Read an answer to a variant. One that is right but for its figures is read like any other."""
    verdict = variant.mark(answer)
    if verdict.outcome is not Outcome.INVALID or verdict.code == "close":
        typed = answer.strip() if isinstance(answer, str) else ""
        return Reading(verdict.read_as or typed)
    return Reading("", verdict.feedback, verdict.position, verdict.length)
