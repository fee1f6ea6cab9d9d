"""Which mistake is behind a wrong answer, and what is said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tutor.marking import Outcome, Verdict
from tutor.questions.assembly import Wrong, keyed
from tutor.questions.filling import fill
from tutor.questions.kinds.cells import CellAnswers, flat
from tutor.questions.kinds.resemblance import alike, multiplies
from tutor.questions.pieces import Mistake

if TYPE_CHECKING:
    from tutor.marking.words.phrases import Found
    from tutor.questions.variant import Variant

MOST_LINES = 3
BATCH = ("B", "N", "batch")


def named(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """The verdict on a wrong answer with the mistakes that give exactly this answer."""
    answers = variant.drawn.answers
    wrongs = [one for one in variant.drawn.wrongs if one.mistake.cell is None]
    possible = answers.may_be(answer, [one.expected for one in wrongs])
    found = [
        one for one, may_be in zip(wrongs, possible, strict=True) if may_be and _is(variant, answer, one)
    ]
    found = found or [one for one in wrongs if _multiplies(variant, answer, one.mistake)]
    if found:
        return with_mistakes(variant, verdict, found)
    if isinstance(answers, CellAnswers):
        return _named_by_cell(variant, answers, verdict)
    if verdict.code == "shape":
        return misfit_named(variant, answer, verdict)
    return _probed(variant, answer, verdict)


def exactly_named(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """An answer of too few figures is free, unless it is exactly what a mistake gives."""
    for wrong in variant.drawn.wrongs:
        if wrong.mistake.cell is None:
            found = variant.compare(answer, wrong.expected)
            if found.outcome is Outcome.CORRECT:
                return with_mistakes(variant, replace(found, outcome=Outcome.WRONG, score=0.0), [wrong])
    return verdict


def misfit_named(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """An expression whose shapes do not fit is free, unless it is the very rule that a mistake describes."""
    if verdict.code != "shape" or variant.kind != "matrix":
        return verdict
    context = variant.drawn.answers.context()
    text = str(answer)
    found = [one for one in variant.drawn.wrongs if alike(text, str(one.expected), context, in_order=True)]
    if not found and not alike(text, str(variant.expected), context):
        # In another order only what fits nowhere itself is the same rule: gᵀa is not agᵀ.
        loosely = [one for one in variant.drawn.wrongs if alike(text, str(one.expected), context)]
        found = [one for one in loosely if _is_misfit(variant, one)]
    wrong = replace(verdict, outcome=Outcome.WRONG, position=None, length=0)
    return with_mistakes(variant, wrong, found) if found else verdict


def _is_misfit(variant: Variant, wrong: Wrong) -> bool:
    """Whether the sizes of a wrong rule itself do not fit."""
    return variant.compare(str(wrong.expected), variant.expected).outcome is Outcome.INVALID


def named_in_words(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """The verdict with what is to be said about a wrong statement in the words, also where enough is right.

    Nothing is said where the words may mean something else. A wrong statement costs half of one idea.
    """
    from tutor.marking.words.phrases import Phrase, find
    from tutor.marking.words.tokens import tokens

    text = verdict.read_as or str(answer)
    words = tokens(text)
    for mistake in variant.exercise.template.mistake:
        for phrase in mistake.phrases or ():
            if any(_is_told(mistake, found) for found in find(Phrase.of(phrase), text, words)):
                lines = (*_lines(variant, mistake), *verdict.feedback)
                score = min(verdict.score, verdict.max - 0.5)
                outcome = Outcome.PARTIAL if verdict.outcome is Outcome.CORRECT else verdict.outcome
                told = replace(verdict, outcome=outcome, score=score, mistake=mistake.id)
                return replace(told, feedback=lines[:MOST_LINES])
    return verdict


def _is_told(mistake: Mistake, found: Found) -> bool:
    """Whether a wrong statement is made for sure: not denied, and not of something else."""
    return not found.denied and not found.is_turned and not set(mistake.unless).intersection(found.before)


def with_mistakes(variant: Variant, verdict: Verdict, found: Sequence[Wrong]) -> Verdict:
    """The verdict naming one mistake, or saying that several give this very answer.

    A mistake that earns something all the same makes it a partial one.
    """
    first = found[0].mistake
    earned = first.score * verdict.max if first.cell is None else 0
    if earned > verdict.score:
        verdict = replace(verdict, outcome=Outcome.PARTIAL, score=earned)
    if len(found) == 1:
        return replace(verdict, mistake=first.id, code=None, feedback=_lines(variant, first))
    count = {2: "Two", 3: "Three"}.get(len(found), str(len(found)))
    whats = [_lines(variant, one.mistake)[0] for one in found]
    said = (f"{count} different mistakes give exactly this answer on these numbers.", *whats)
    return replace(verdict, mistake=first.id, code=None, feedback=said[:MOST_LINES])


def _is(variant: Variant, answer: Any, wrong: Wrong) -> bool:
    """Whether an answer is what a mistake gives; one whose shapes do not fit is nobody's answer."""
    try:
        return variant.compare(answer, wrong.expected).outcome is Outcome.CORRECT
    except ValueError:
        return False


def _multiplies(variant: Variant, answer: Any, mistake: Mistake) -> bool:
    """Whether a formula multiplies what only this mistake multiplies."""
    if not mistake.products or variant.kind != "formula":
        return False
    return multiplies(str(answer), mistake.products, variant.drawn.answers.context())


def _lines(variant: Variant, mistake: Mistake) -> tuple[str, ...]:
    with variant.exercise.telling(variant.seed), keyed(f"mistake {mistake.id}"):
        said = fill(mistake.say, variant.drawn.scope)
    return tuple(line for line in said.splitlines() if line)[:MOST_LINES]


def _named_by_cell(variant: Variant, answers: CellAnswers, verdict: Verdict) -> Verdict:
    """The first wrong cell whose answer a mistake gives names it: on these numbers, or on the learner's own."""
    rights, read = flat(variant.expected), [part.read_as for part in verdict.parts]
    for at, ((label, cell), part) in enumerate(zip(answers.cells(), verdict.parts, strict=False)):
        if part.outcome is not Outcome.WRONG:
            continue
        among = [one for one in variant.drawn.wrongs if one.mistake.cell in (cell.name, cell.label, label)]
        found = [one for one in among if gives(answers, rights[at], read[at], one.expected)]
        if found:
            return _with_cell(variant, answers, with_mistakes(variant, verdict, found), label)
        own = own_values(rights[:at], read)
        found = [one for one in among if follows_to(answers, rights[at], read[at], one, own)]
        if found:
            # The last line may hold this variant's own numbers, and the learner's are others.
            named = with_mistakes(variant, verdict, found)
            return _with_cell(variant, answers, replace(named, feedback=named.feedback[:2]), label)
    return verdict


def own_values(cells: Sequence[dict[str, Any]], texts: Sequence[str]) -> dict[str, Fraction]:
    """What was typed in cells, by the names that later formulas call it."""
    from tutor.marking.cells import Cell, values_of

    own: dict[str, Fraction] = {}
    for cell, text in zip(cells, texts, strict=False):
        own.update(values_of(Cell.of("", cell, ""), text))
    return own


def follows_to(
    answers: CellAnswers, right: dict[str, Any], answer: str, wrong: Wrong, own: Mapping[str, Fraction]
) -> bool | None:
    """Whether a mistake gives what stands in a cell on the learner's own earlier cells; None if nothing follows."""
    from tutor.marking.follow import follows

    if wrong.follow is None:
        return None
    value = follows(wrong.follow, own, answers.context().get("functions", {}))
    return None if value is None else gives(answers, right, answer, value)


def _with_cell(variant: Variant, answers: CellAnswers, verdict: Verdict, label: str) -> Verdict:
    """The verdict with the cell in which the mistake was made, and what else is not right."""
    from tutor.marking.cells import left_to_do

    labels = [other for other, _ in answers.cells()]
    also = left_to_do(variant.kind, labels, verdict.parts, but=label)
    said = (f"{label}: {verdict.feedback[0]}", *verdict.feedback[1:])
    return replace(verdict, feedback=said, note=" ".join(filter(None, (verdict.note, *also))))


def gives(answers: CellAnswers, right: dict[str, Any], answer: str, wrong: Any) -> bool:
    """Whether a wrong answer is what stands in a cell."""
    from tutor.marking import mark

    settings: dict[str, Any] = {
        key: right[key] for key in ("variables", "aliases", "tolerance") if key in right
    }
    expected = {**right, "answer": wrong} if "options" in right else wrong
    context: dict[str, Any] = {**answers.context(), **settings}
    return mark(right["kind"], answer, expected=expected, **context).outcome is Outcome.CORRECT


def _probed(variant: Variant, answer: Any, verdict: Verdict) -> Verdict:
    """The verdict with what marking finds by itself; a batch counted once too often, where the question has one."""
    sizes = {name: variant.drawn.scope.get(name) for name in BATCH} if variant.kind == "number" else {}
    whole = {name: int(n) for name, n in sizes.items() if isinstance(n, Fraction) and n.denominator == 1}
    if not whole:
        return verdict
    from tutor.marking import diagnose

    context = {"kind": variant.kind, **variant.drawn.answers.context(), "numbers": whole}
    return diagnose(answer, variant.expected, (), context).on(verdict)
