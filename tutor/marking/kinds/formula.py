"""A formula, right when it is the same function as the expected one on the declared domain: no tolerance.

`tolerance={"mode": "sigfigs", "digits": 3}` lets decimals of at least so many figures stand for exact numbers;
otherwise `0.333x` for x/3 is close, and free.
"""

from __future__ import annotations

from tutor.marking import slips
from tutor.marking.expected import Expected
from tutor.marking.identity.comparison import Comparison
from tutor.marking.identity.decide import Answer, Decision
from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.tolerance import Tolerance
from tutor.marking.values import is_named
from tutor.marking.verdict import Verdict, ask, close, correct, undecided, wrong
from tutor.maths import Reading
from tutor.maths.tree import Node

_OTHER = "The difference is small, but this is another function than the answer."


@kind("formula")
def mark(task: Task) -> Verdict:
    """Mark a formula by identity."""
    figures = _figures(task)
    expected = Expected.of(task, matrices=False)
    reading = expected.read_answer(task.text)
    if is_named(expected.tree):
        return _named(reading, expected.tree)
    comparison = Comparison.of(task, expected)
    decision = comparison.decide(reading.tree)
    if decision.answer is Answer.SAME:
        return correct(reading.printed, _other_reading(reading))
    for other in reading.alternatives:
        if comparison.decide(other.tree).answer is Answer.SAME:
            return ask(reading.printed, *which(reading.printed, other.printed))
    digits = comparison.digits(reading.tree)
    if digits:
        return _rounded(reading.printed, digits, figures)
    if decision.answer is Answer.UNCLEAR:
        return undecided("unclear", "This could not be checked at enough points.", read_as=reading.printed)
    return _wrong(comparison, reading, decision)


def _named(reading: Reading, right: Node) -> Verdict:
    """An answer where infinity, or nothing at all, is the right value."""
    if reading.tree == right:
        return correct(reading.printed)
    return wrong(reading.printed, "That is not the value asked for.")


def which(read_as: str, other: str) -> tuple[str, str]:
    """The question that two readings of one text call for."""
    return f"This can be read in two ways: as {read_as}, or as {other}.", "Put brackets where you mean them."


def _figures(task: Task) -> int | None:
    """How many figures make a decimal good enough, where the part says so."""
    if task.tolerance is None:
        return None
    tolerance = Tolerance.of(task.tolerance)
    if tolerance.mode != "sigfigs":
        raise ValueError(
            "tolerance: a formula is marked by identity; only sigfigs says when decimals will do."
        )
    return int(tolerance.size)


def _other_reading(reading: Reading) -> str:
    """A remark where the text could have meant something else."""
    other = next(iter(reading.alternatives), None)
    return f"Read as {reading.printed}, not as {other.printed}." if other else ""


def _rounded(read_as: str, digits: int, figures: int | None) -> Verdict:
    """A formula that is right as far as its decimals go."""
    shown = "1 digit" if digits == 1 else f"{digits} digits"
    if figures is not None and digits >= figures:
        return correct(read_as, f"Right to {shown}.")
    change = "Write the exact number, a fraction or a root." if figures is None else f"Give {figures} digits."
    return close(read_as, f"Right as far as the {shown} of your decimals go.", change)


def _wrong(comparison: Comparison, reading: Reading, decision: Decision) -> Verdict:
    """What can be said about a wrong formula: a slip, a point where it is undefined, a point where it differs."""
    if decision.answer is Answer.UNDEFINED:
        where = comparison.text_of(decision.point)
        return wrong(
            reading.printed, f"Yours is undefined at {where}, where the answer is not.", code="undefined"
        )
    samples = comparison.samples(reading.tree)
    if samples is None:
        return wrong(reading.printed, _OTHER)
    found = slips.of_samples(samples.typed, samples.right)
    example = samples.counterexample()
    if found:
        return wrong(reading.printed, *slips.said(found), code=found[0].code)
    return wrong(reading.printed, example or _OTHER)
