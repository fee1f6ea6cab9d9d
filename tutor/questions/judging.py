"""Marking a variant: the right answer, then what is accepted, what follows, and which mistake gives a wrong one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tutor.questions.assembly import Accepted, Wrong, keyed
from tutor.questions.filling import fill
from tutor.questions.formulas import Scope
from tutor.questions.kinds.cells import CellAnswers, flat
from tutor.questions.kinds.resemblance import alike
from tutor.questions.layout import paragraphs
from tutor.questions.pieces import Mistake
from tutor.questions.template import TextTemplate, TruthTemplate

if TYPE_CHECKING:
    from tutor.marking import Verdict
    from tutor.questions.variant import Variant

MOST_LINES = 3
BATCH = ("B", "N", "batch")


def mark(variant: Variant, answer: Any, earlier: Mapping[str, str]) -> Verdict:
    """The verdict on an answer, with the mistake behind it where one is known."""
    from tutor.marking import Outcome

    verdict = _marked(variant, answer, variant.expected)
    if verdict.code == "shape" and variant.kind == "matrix":
        return _misfit(variant, answer, verdict)
    if isinstance(variant.exercise.template, TextTemplate) and not _is_unread(verdict):
        return _said_wrongly(variant, answer, verdict)
    if verdict.outcome is Outcome.CORRECT or _is_unread(verdict):
        return _with_reason(variant, verdict)
    for accepted in variant.drawn.accepted:
        verdict = _better(verdict, _accepted(variant, answer, accepted))
    verdict = _better(verdict, _following(variant, answer, earlier))
    if verdict.code == "close":
        return _exactly_wrong(variant, answer, verdict)
    if verdict.outcome in (Outcome.WRONG, Outcome.PARTIAL, Outcome.UNDECIDED) and not verdict.note:
        verdict = _diagnosed(variant, answer, verdict)
    return _with_reason(variant, verdict)


def _marked(variant: Variant, answer: Any, expected: Any) -> Verdict:
    from tutor.marking import mark as judge

    return judge(variant.kind, answer, expected=expected, **variant.drawn.answers.context())


def _is_unread(verdict: Verdict) -> bool:
    """Whether the answer could not be read at all; what is close to the right answer may be another one exactly."""
    from tutor.marking import Outcome

    return verdict.outcome is Outcome.INVALID and verdict.code != "close"


def _accepted(variant: Variant, answer: Any, accepted: Accepted) -> Verdict | None:
    from tutor.marking import Outcome

    verdict = _marked(variant, answer, accepted.expected)
    if verdict.outcome is not Outcome.CORRECT:
        return None
    if accepted.score >= 1:
        return replace(verdict, note=accepted.note)
    score = accepted.score * verdict.max
    return replace(
        verdict, outcome=Outcome.PARTIAL, score=score, note=accepted.note, feedback=(accepted.note,)
    )


def _misfit(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """An expression whose shapes do not fit is free, unless it is the very rule that a mistake describes."""
    from tutor.marking import Outcome

    context = variant.drawn.answers.context()
    for wrong in variant.drawn.wrongs:
        if alike(str(answer), str(wrong.expected), context):
            said = tuple(_say(variant, wrong.mistake).splitlines())[:MOST_LINES]
            return replace(verdict, outcome=Outcome.WRONG, mistake=wrong.mistake.id, feedback=said)
    return verdict


def _better(one: Verdict, other: Verdict | None) -> Verdict:
    """The verdict that earns more."""
    return other if other is not None and other.score / other.max > one.score / one.max else one


def _following(variant: Variant, answer: Any, earlier: Mapping[str, str]) -> Verdict | None:
    """The verdict against what follows from the learner's own answer to the earlier part, if it was wrong."""
    from tutor.marking import Outcome

    follow = variant.exercise.template.follow
    before = variant.exercise.book.earlier(variant) if follow and earlier else None
    if follow is None or before is None:
        return None
    given = earlier.get(before.part, earlier.get(before.exercise.template.id))
    values = before.drawn.answers.values(given) if given else None
    if values is None or len(values) != len(follow.names):
        return None
    scope = Scope({**variant.drawn.scope, **dict(zip(follow.names, map(_as_value, values), strict=True))})
    answers = type(variant.drawn.answers)(variant.exercise.template, scope, variant.drawn.order)
    try:
        verdict = _marked(variant, answer, answers.of(follow.answer))
        note = (
            fill(follow.note, scope)
            if follow.note
            else "This follows rightly from your earlier answer, so it counts."
        )
    except ValueError:
        return None
    counts = verdict.outcome in (Outcome.CORRECT, Outcome.PARTIAL)
    return replace(verdict, note=note) if counts else None


def _exactly_wrong(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """What is close to the right answer by few figures, but exactly what a mistake gives, is that mistake."""
    from tutor.marking import Outcome

    for wrong in variant.drawn.wrongs:
        found = _marked(variant, answer, wrong.expected) if wrong.mistake.cell is None else verdict
        if found.outcome is Outcome.CORRECT:
            said = tuple(_say(variant, wrong.mistake).splitlines())[:MOST_LINES]
            return replace(found, outcome=Outcome.WRONG, score=0.0, mistake=wrong.mistake.id, feedback=said)
    return verdict


def _as_value(value: Any) -> Any:
    from tutor.questions.values import fraction

    return value if isinstance(value, str) else fraction(value)


def _diagnosed(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """The verdict with the mistakes that give exactly this answer."""
    answers = variant.drawn.answers
    if isinstance(answers, CellAnswers):
        return _diagnosed_by_cell(variant, answers, verdict)
    from tutor.marking import diagnose

    wrongs = variant.drawn.wrongs
    possible = answers.may_be(answer, [one.expected for one in wrongs])
    mistakes = [_mistake(variant, one) for one, may_be in zip(wrongs, possible, strict=True) if may_be]
    context = {"kind": variant.kind, **answers.context(), "numbers": _batch(variant)}
    return diagnose(answer, variant.expected, mistakes, context).on(verdict)


def _mistake(variant: Variant, wrong: Wrong) -> dict[str, Any]:
    """A mistake as the diagnosis takes it."""
    return {"id": wrong.mistake.id, "formula": wrong.formula, "say": _say(variant, wrong.mistake)}


def _say(variant: Variant, mistake: Mistake) -> str:
    with variant.exercise.telling(variant.seed), keyed(f"mistake {mistake.id}"):
        return fill(mistake.say, variant.drawn.scope)


def _batch(variant: Variant) -> dict[str, int]:
    """The size of a batch, which a wrong answer may hold once too often or too rarely."""
    sizes = {name: variant.drawn.scope.get(name) for name in BATCH} if variant.kind == "number" else {}
    return {
        name: int(size)
        for name, size in sizes.items()
        if isinstance(size, Fraction) and size.denominator == 1
    }


def _diagnosed_by_cell(variant: Variant, answers: CellAnswers, verdict: Verdict) -> Verdict:
    """The first wrong cell whose answer a mistake gives names it."""
    from tutor.marking import Outcome, diagnose

    cells = list(zip(answers.cells(), flat(variant.expected), verdict.parts, strict=False))
    for (label, cell), right, part in cells:
        among = [one for one in variant.drawn.wrongs if one.mistake.cell in (cell.name, cell.label, label)]
        if part.outcome is not Outcome.WRONG or not among:
            continue
        mistakes = [_mistake(variant, one) for one in among]
        settings = {key: right[key] for key in ("variables", "aliases", "tolerance") if key in right}
        context = {**answers.context(), "kind": right["kind"], **settings}
        found = diagnose(part.read_as, right["answer"], mistakes, context)
        if found.mistakes:
            said = tuple(dict.fromkeys((f"{label}: {found.feedback[0]}", *found.feedback[1:])))
            return replace(verdict, mistake=found.mistakes[0], feedback=said[:MOST_LINES])
    return verdict


def _said_wrongly(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """The verdict with what is to be said about a wrong statement in the words, also where enough is right."""
    from tutor.marking.words.phrases import Phrase, find
    from tutor.marking.words.tokens import tokens

    text = verdict.read_as or str(answer)
    words = tokens(text)
    for mistake in variant.exercise.template.mistake:
        for phrase in mistake.phrases or ():
            if any(not found.denied for found in find(Phrase.of(phrase), text, words)):
                say = tuple(_say(variant, mistake).splitlines())
                return replace(verdict, mistake=mistake.id, feedback=(*say, *verdict.feedback)[:MOST_LINES])
    return verdict


def _with_reason(variant: Variant, verdict: Verdict) -> Verdict:
    """True or false: the reason is told, whichever was answered."""
    template = variant.exercise.template
    if not isinstance(template, TruthTemplate) or verdict.is_free:
        return verdict
    reason = paragraphs(fill(template.reason, variant.drawn.scope))
    if verdict.score:
        return replace(verdict, note=reason)
    return replace(verdict, feedback=(*verdict.feedback, reason)[:MOST_LINES])
