"""Which wrong rule gives exactly this answer.

First the part's own mistakes, each computed on the very numbers of the question or compared as a formula at the same
points; then the slips that happen everywhere. What is said is at most three lines: what the learner appears to have
done, why it fails, what to change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from tutor.marking.expected import NoValueError
from tutor.marking.marker import mark_task
from tutor.marking.members import listed
from tutor.marking.task import Task
from tutor.marking.values import value_of
from tutor.marking.verdict import Outcome, Verdict
from tutor.maths import Budget, MathsError

MOST_LINES = 3
_SETTINGS = {field.name for field in fields(Task)} - {"answer", "expected", "budget"}
_NO_VALUE = frozenset({"undefined", "large", "real", "shape", "budget"})
_BATCH = ("B", "batch", "batch_size", "N")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A named wrong rule: the answer it leads to, and what to say of it in up to three lines."""

    id: str
    formula: Any
    say: tuple[str, ...]

    @classmethod
    def of(cls, declared: Mistake | Mapping[str, Any]) -> Mistake:
        """From a mapping with `id`, `formula` and `say` (a line, or several)."""
        if isinstance(declared, Mistake):
            return declared
        say = declared.get("say", ())
        lines = tuple(say.splitlines()) if isinstance(say, str) else tuple(map(str, say))
        return cls(
            str(declared["id"]), declared["formula"], tuple(line for line in lines if line)[:MOST_LINES]
        )


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found: the ids of the mistakes that give exactly this answer, a code, and what to say."""

    mistakes: tuple[str, ...] = ()
    code: str | None = None
    feedback: tuple[str, ...] = ()

    def on(self, verdict: Verdict) -> Verdict:
        """The verdict with this diagnosis; where several mistakes match, it names the first."""
        if not self.mistakes and not self.feedback:
            return verdict
        mistake = self.mistakes[0] if self.mistakes else None
        return replace(verdict, mistake=mistake, code=self.code or verdict.code, feedback=self.feedback)


def diagnose(
    answer: Any, expected: Any, mistakes: Iterable[Mistake | Mapping[str, Any]], context: Mapping[str, Any]
) -> Diagnosis:
    """Name the wrong rule behind an answer.

    Args:
        answer: what the learner typed.
        expected: the right answer, as for `mark`.
        mistakes: the part's wrong rules; a rule's formula has the form of `expected`, and may use the drawn numbers.
        context: `kind`, `numbers` (the drawn ones by name) and whatever else `mark` is told.

    Raises:
        ValueError: if the expected answer or a mistake cannot be read, or the context has an unknown key.
    """
    strange = set(context) - _SETTINGS
    if strange:
        raise ValueError(f"context: {listed(sorted(strange))} is not known to the marking.")
    task = Task(**{"kind": "number", **context}, answer=answer, expected=expected)
    verdict = mark_task(task)
    if verdict.outcome not in (Outcome.WRONG, Outcome.PARTIAL):
        return Diagnosis((), verdict.code, verdict.feedback[:MOST_LINES])
    matched = [one for one in map(Mistake.of, mistakes) if _gives(one, task)]
    if matched:
        return Diagnosis(tuple(one.id for one in matched), None, _said(matched))
    batch = _batch_factor(task)
    return (
        Diagnosis((), "batch", batch) if batch else Diagnosis((), verdict.code, verdict.feedback[:MOST_LINES])
    )


def _gives(mistake: Mistake, task: Task) -> bool:
    """Whether a mistake leads to exactly this answer; one without a value on these numbers does not."""
    try:
        wrong_answer = _answer_of(mistake.formula, task)
    except MathsError as fault:
        if fault.code in _NO_VALUE:
            return False
        raise ValueError(f"mistake {mistake.id}: {fault}") from None
    try:
        return mark_task(replace(task, expected=wrong_answer, budget=Budget())).outcome is Outcome.CORRECT
    except NoValueError:
        return False
    except ValueError as fault:
        raise ValueError(f"mistake {mistake.id}: {fault}") from None


def _answer_of(formula: Any, task: Task) -> Any:
    """What a mistake's formula makes of the question's own numbers."""
    if isinstance(task.expected, Mapping) and not isinstance(formula, Mapping):
        key = "value" if "value" in task.expected else "answer"
        return {**task.expected, key: _answer_of(formula, replace(task, expected=None))}
    if task.kind in ("shape", "point") and isinstance(formula, Sequence) and not isinstance(formula, str):
        return [_number(one, task) for one in formula]
    return _number(formula, task) if task.kind == "number" else formula


def _number(formula: Any, task: Task) -> Any:
    value = value_of(formula, task.numbers, task.functions)
    return value.exact if value.exact is not None else formula if not task.numbers else value.middle


def _said(matched: Sequence[Mistake]) -> tuple[str, ...]:
    """The lines of one mistake, or that several give this very answer."""
    if len(matched) == 1:
        return matched[0].say or (f"This is what {matched[0].id} gives.",)
    whats = [one.say[0] if one.say else one.id for one in matched]
    count = {2: "Two", 3: "Three"}.get(len(matched), str(len(matched)))
    return (f"{count} different mistakes give exactly this answer on these numbers.", *whats)[:MOST_LINES]


def _batch_factor(task: Task) -> tuple[str, ...]:
    """A mean taken for a sum over the batch, or the other way round."""
    sizes = [(name, task.numbers.get(name)) for name in _BATCH]
    if task.kind != "number" or isinstance(task.expected, Mapping):
        return ()
    right = value_of(task.expected, task.numbers, task.functions).middle
    for name, size in sizes:
        if not isinstance(size, int) or size < 2:
            continue
        for made, more, less, how in (
            (right * size, "sum", "mean", "times"),
            (right / size, "mean", "sum", "divided by"),
        ):
            if mark_task(task.member("number", task.answer, made)).outcome is Outcome.CORRECT:
                return (
                    f"You appear to have taken the {more} over the batch where the {less} is asked for.",
                    f"Yours is the answer {how} the batch size {size}.",
                    f"Check where {name} enters.",
                )
    return ()
