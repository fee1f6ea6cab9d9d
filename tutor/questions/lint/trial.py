"""A variant tried out: everything fills in, the right answer is right in any spelling, every mistake is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tutor.marking import Outcome, Verdict
from tutor.maths import Budget, MathsError
from tutor.questions.assembly import Drawn, Wrong, told_apart
from tutor.questions.files import ContentFault
from tutor.questions.kinds.cells import CellAnswers, flat, typed_cell
from tutor.questions.lint.equations import untrue_equation
from tutor.questions.lint.spellings import spellings
from tutor.questions.naming import follows_to, own_values
from tutor.questions.template import TextTemplate
from tutor.questions.variant import Variant

_WRONG = (Outcome.WRONG, Outcome.PARTIAL)


def trial_faults(variant: Variant, budget: Budget) -> Iterator[ContentFault]:
    """Every fault of a variant; raise MathsError when the budget is used up."""
    try:
        yield from _prose(variant)
        yield from _right(variant, budget)
        yield from _accepted(variant)
        yield from _mistakes(variant, budget)
    except ValueError as fault:
        if isinstance(fault, (ContentFault, MathsError)):
            raise
        yield _fault(variant, "answer", str(fault))


def _fault(variant: Variant, key: str, message: str) -> ContentFault:
    return variant.exercise.fault(key, message, variant.seed)


def _prose(variant: Variant) -> Iterator[ContentFault]:
    """Prompt, hints, solution and links fill in; what they print is true; hints do not give the answer away."""
    texts = {"prompt": variant.prompt, "solution": variant.solution}
    texts |= {f"hint {at}": hint for at, hint in enumerate(variant.hints, 1)}
    variant.explore()
    for key, text in texts.items():
        false = untrue_equation(text)
        if false:
            yield _fault(variant, key, f"says “{false}”, which is not true")
    for at, hint in enumerate(variant.hints, 1):
        if _gives_away(variant, hint):
            yield _fault(variant, f"hint {at}", f"gives the answer away: {variant.answer}")


def _gives_away(variant: Variant, hint: str) -> bool:
    """Whether a hint holds the answer, which the prompt does not; a single figure may stand anywhere."""
    if variant.kind in ("choice", "choices", "truth", "order", "text", "table", "blanks"):
        return False
    if variant.kind == "number":
        answer = variant.answer.replace("−", "-").split()[0]
        held = _numbers(hint) - _numbers(variant.prompt)
        return len(answer.strip("-")) > 1 and answer in held
    bare = "".join(variant.answer.replace("−", "-").split())
    return bare in "".join(hint.replace("−", "-").split())


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"-?\d+(?:\.\d+)?(?:/\d+)?", text.replace("−", "-")))


def _right(variant: Variant, budget: Budget) -> Iterator[ContentFault]:
    """The right answer is marked correct as it is shown and in other spellings."""
    for typed in {repr(one): one for one in [variant.answer, *spellings(variant)]}.values():
        budget.check()
        verdict = variant.mark(typed)
        if verdict.outcome is not Outcome.CORRECT:
            yield _fault(variant, "answer", f"the right answer, typed as “{typed}”, is {_told(verdict)}")
            return


def _accepted(variant: Variant) -> Iterator[ContentFault]:
    """What is accepted earns what it should; in a cell, what that cell earns."""
    for at, accepted in enumerate(variant.drawn.accepted, 1):
        typed = _typed(variant, accepted.expected, accepted.cell)
        if accepted.says:
            typed = f"{typed}, {accepted.says[0]}"
        verdict = variant.mark(typed)
        lost = (1 - accepted.score) * (1 if accepted.cell is None else 1 / verdict.max)
        if verdict.score / verdict.max < 1 - lost:
            yield _fault(variant, f"accept {at}", f"“{_short(typed)}” is {_told(verdict)}")


def _mistakes(variant: Variant, budget: Budget) -> Iterator[ContentFault]:
    """Every mistake is wrong, and named as itself or as one that it may coincide with."""
    for wrong in variant.drawn.wrongs:
        budget.check()
        typed = _typed(variant, wrong.expected, wrong.mistake.cell)
        verdict = variant.mark(typed)
        key = f"mistake {wrong.mistake.id}"
        if verdict.outcome not in _WRONG:
            yield _fault(variant, key, f"gives “{_short(typed)}”, which is {_told(verdict)}")
        elif verdict.mistake not in _own_names(variant.drawn, wrong):
            named = f"taken for {verdict.mistake}" if verdict.mistake else "not recognised"
            yield _fault(variant, key, f"gives “{_short(typed)}”, which is {named}")
        yield from _followed(variant, wrong, key)
    yield from _phrases(variant)


def _followed(variant: Variant, wrong: Wrong, key: str) -> Iterator[ContentFault]:
    """Where every earlier cell is right, a mistake follows to the answer that it gives there."""
    answers = variant.drawn.answers
    if wrong.follow is None or wrong.mistake.cell is None or not isinstance(answers, CellAnswers):
        return
    place, _ = answers.cell(wrong.mistake.cell)
    cells = flat(variant.expected)
    own = own_values(cells[:place], [typed_cell(cell) for cell in cells])
    typed = typed_cell({**cells[place], "answer": wrong.expected})
    if follows_to(answers, cells[place], typed, wrong, own) is False:
        yield _fault(variant, key, f"follows to another answer from the right cells than “{typed}”")


def _typed(variant: Variant, expected: Any, cell: str | None) -> Any:
    """A mistake's or an accepted answer as typed; of a cell, with all other cells right."""
    answers = variant.drawn.answers
    if cell is None or not isinstance(answers, CellAnswers):
        return expected if isinstance(expected, str) else answers.typed(expected)
    place, _ = answers.cell(cell)
    cells = [dict(one) for one in flat(variant.expected)]
    cells[place]["answer"] = expected
    return [typed_cell(one) for one in cells]


def _own_names(drawn: Drawn, wrong: Wrong) -> set[str]:
    """The id of a mistake, and of those that give the same answer on these numbers."""
    others = [one for one in drawn.wrongs if one is not wrong and told_apart(drawn, wrong, one) is False]
    return {wrong.mistake.id, *wrong.mistake.may_coincide, *(one.mistake.id for one in others)}


def _phrases(variant: Variant) -> Iterator[ContentFault]:
    """What gives a mistake in words away is recognised in words."""
    template = variant.exercise.template
    if not isinstance(template, TextTemplate):
        return
    for mistake in template.mistake:
        for phrase in mistake.phrases or ():
            words = " ".join(word.partition("|")[0].rstrip("*") for word in phrase.split())
            if variant.mark(words).mistake != mistake.id:
                yield _fault(variant, f"mistake {mistake.id}", f"“{words}” is not recognised as it")
    if any(variant.mark(variant.answer).mistake == mistake.id for mistake in template.mistake):
        yield _fault(variant, "model", "is taken for a mistake")


def _told(verdict: Verdict) -> str:
    why = f": {verdict.feedback[0]}" if verdict.feedback else ""
    return f"{verdict.outcome.value}{why}"


def _short(typed: Any) -> str:
    return typed if isinstance(typed, str) else "; ".join(typed)
