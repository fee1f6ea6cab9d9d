"""What an answer gets that cannot be read, or not be checked: it is free."""

from __future__ import annotations

from tutor.marking.verdict import Verdict, invalid, undecided
from tutor.maths import MathsError

_CANNOT_TELL = frozenset({"budget", "large", "unclear"})


def refused(fault: MathsError, answer: str = "") -> Verdict:
    """The verdict on an answer with this fault; the fault's place is counted in the text as typed."""
    lines = (fault.message, fault.hint) if fault.hint else (fault.message,)
    if fault.code in _CANNOT_TELL:
        return undecided(fault.code, *lines)
    blanks = len(answer) - len(answer.lstrip())
    return invalid(fault.code, *lines, position=fault.position + blanks, length=fault.length)
