"""Marking a variant: the right answer, then what is accepted, what follows, and which mistake gives a wrong one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tutor.marking import Outcome, Verdict
from tutor.maths.lexer import MOST_CHARACTERS
from tutor.questions import naming
from tutor.questions.assembly import Accepted
from tutor.questions.filling import fill
from tutor.questions.formulas import Scope
from tutor.questions.layout import paragraphs
from tutor.questions.remarks import without_remark
from tutor.questions.template import FormulaTemplate, TextTemplate, TruthTemplate
from tutor.questions.values import fraction

if TYPE_CHECKING:
    from tutor.questions.variant import Variant

FOLLOWS = "This follows rightly from your earlier answer, so it counts."


def mark(variant: Variant, answer: Any, earlier: Mapping[str, str]) -> Verdict:
    """The verdict on an answer, with the mistake behind it where one is known."""
    template = variant.exercise.template
    if isinstance(template, FormulaTemplate) and template.unit:
        answer = _without_unit(str(answer), template.unit)
    verdict = variant.compare(answer, variant.expected)
    if verdict.outcome is Outcome.INVALID and verdict.code != "close":
        return _unread(variant, answer, verdict)
    if isinstance(template, TextTemplate) and template.idea:
        return naming.named_in_words(variant, answer, verdict)
    if verdict.outcome is not Outcome.CORRECT:
        verdict = _otherwise(variant, answer, verdict, earlier)
    return _with_reason(variant, verdict)


def _without_unit(answer: str, asked: str) -> str:
    """A formula without the unit behind it, where that is the one asked for."""
    from tutor.marking.units import Units

    units = Units(asked)
    formula, unit = units.split(answer) if len(answer) <= MOST_CHARACTERS else (answer, "")
    return formula if unit and units.worth_of(unit) == 1 else answer


def _unread(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """The verdict on what is not of the kind asked for: it may be accepted, or a rule whose sizes do not fit."""
    best = _best_accepted(variant, answer, verdict)
    if best is not verdict:
        return best
    if verdict.code == "axes":
        return _short(variant, answer, verdict)
    return naming.misfit_named(variant, answer, verdict)


def _short(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """The verdict on a shape of too few sizes: wrong where as many would do, and else only if a mistake gives it."""
    for other in variant.drawn.accepted:
        found = variant.compare(answer, other.expected) if other.cell is None else verdict
        if found.outcome is Outcome.WRONG:
            return naming.named(variant, answer, found)
    return naming.exactly_named(variant, answer, verdict)


def _otherwise(variant: Variant, answer: Any, verdict: Verdict, earlier: Mapping[str, str]) -> Verdict:
    """The verdict on what is not the right answer: accepted, following from an earlier one, or wrong in a known way.

    What is close to the right answer by its figures may be another answer exactly.
    """
    best = _better(_best_accepted(variant, answer, verdict), _following(variant, answer, earlier))
    if best is not verdict:
        return best
    if verdict.code == "close":
        return naming.exactly_named(variant, answer, verdict)
    return verdict if verdict.code == "ask" else naming.named(variant, answer, verdict)


def _better(one: Verdict, other: Verdict | None) -> Verdict:
    """The verdict that earns more."""
    return other if other is not None and other.score / other.max > one.score / one.max else one


def _best_accepted(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """The best verdict on an answer that may be accepted; the cells of a table know themselves what is."""
    for other in variant.drawn.accepted:
        if other.cell is None:
            verdict = _better(verdict, _accepted(variant, answer, other))
    return verdict


def _accepted(variant: Variant, answer: Any, accepted: Accepted) -> Verdict | None:
    """The verdict on another answer that counts, with its remark; None if it is not this one."""
    answer = without_remark(str(answer), accepted.says) if accepted.says else answer
    if answer is None:
        return None
    verdict = _compared(variant, answer, accepted)
    if verdict.outcome is not Outcome.CORRECT:
        return None
    if accepted.score >= 1:
        return replace(verdict, note=accepted.note)
    score, said = accepted.score * verdict.max, (accepted.note,)
    return replace(verdict, outcome=Outcome.PARTIAL, score=score, note=accepted.note, feedback=said)


def _compared(variant: Variant, answer: Any, accepted: Accepted) -> Verdict:
    """An answer against an accepted one; that may be a formula in names of its own."""
    if accepted.entries is None:
        return variant.compare(answer, accepted.expected)
    from tutor.marking import mark

    return mark("formula", answer, expected=accepted.expected, **accepted.entries)


def _following(variant: Variant, answer: Any, earlier: Mapping[str, str]) -> Verdict | None:
    """The verdict against what follows from the learner's own answer to the earlier part; None if nothing does."""
    follow = variant.exercise.template.follow
    before = variant.exercise.book.earlier(variant) if follow and earlier else None
    if follow is None or before is None:
        return None
    keys = (before.kept_as, before.part, before.exercise.template.id)
    given = next((earlier[key] for key in keys if key in earlier), None)
    values = before.drawn.answers.values(given) if given else None
    if values is None or len(values) != len(follow.names):
        return None
    own = (value if isinstance(value, str) else fraction(value) for value in values)
    scope = Scope({**variant.drawn.scope, **dict(zip(follow.names, own, strict=True))})
    answers = type(variant.drawn.answers)(variant.exercise.template, scope, variant.drawn.order)
    try:
        verdict = variant.compare(answer, answers.of(follow.answer))
        note = fill(follow.note, scope) if follow.note else FOLLOWS
    except ValueError:
        return None
    counts = verdict.outcome in (Outcome.CORRECT, Outcome.PARTIAL)
    return replace(verdict, note=note) if counts else None


def _with_reason(variant: Variant, verdict: Verdict) -> Verdict:
    """True or false: the reason is told, whichever was answered."""
    template = variant.exercise.template
    if not isinstance(template, TruthTemplate) or verdict.is_free:
        return verdict
    reason = paragraphs(fill(template.reason, variant.drawn.scope))
    if verdict.score or len(verdict.feedback) >= naming.MOST_LINES:
        return replace(verdict, note=reason)
    return replace(verdict, feedback=(*verdict.feedback, reason))
