"""A variant's numbers put together with its right, its accepted and its wrong answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tutor.maths import MathsError
from tutor.questions.drawing import DrawFault, is_small
from tutor.questions.filling import fill
from tutor.questions.formulas import Scope, evaluate, holds
from tutor.questions.kinds import KINDS, Answers
from tutor.questions.kinds.cells import CellAnswers
from tutor.questions.pieces import Mistake
from tutor.questions.template import Template

# Faults of the numbers drawn; every other code is a fault of what is written.
_OF_NUMBERS = frozenset({"undefined", "large", "real", "unclear", "shape"})


class KeyFault(ValueError):
    """Something written in a template that cannot be used: `key` is where; `drawn` if other numbers may do."""

    def __init__(self, key: str, message: str, drawn: bool = False) -> None:
        super().__init__(message)
        self.key = key
        self.drawn = drawn


@dataclass(frozen=True, slots=True)
class Wrong:
    """A mistake on these numbers: what it gives, in the form of the right answer, or of its cell's."""

    mistake: Mistake
    expected: Any


@dataclass(frozen=True, slots=True)
class Accepted:
    """Another answer that counts on these numbers."""

    expected: Any
    note: str
    score: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """The numbers of a variant, in which order options are shown, and its answers."""

    scope: Scope
    order: tuple[int, ...]
    answers: Answers[Any]
    right: Any
    accepted: tuple[Accepted, ...]
    wrongs: tuple[Wrong, ...]


@contextmanager
def keyed(key: str) -> Iterator[None]:
    """Tell whatever goes wrong inside by the key that it comes from."""
    try:
        yield
    except MathsError as fault:
        raise KeyFault(key, str(fault), drawn=fault.code in _OF_NUMBERS) from None
    except DrawFault as fault:
        raise KeyFault(fault.key, str(fault)) from None


def derived(template: Template, scope: Scope) -> Scope:
    """The drawn numbers with everything that `let` derives from them."""
    for name, written in template.let.items():
        if name in scope:
            raise KeyFault(f"let.{name}", "is drawn as well")
        with keyed(f"let.{name}"):
            scope[name] = evaluate(written, scope)
        if not is_small(scope[name]):
            raise KeyFault(f"let.{name}", "is too large", drawn=True)
    return scope


def assembled(template: Template, scope: Scope, order: Sequence[int]) -> Drawn:
    """The right, accepted and wrong answers on these numbers."""
    answers = KINDS[template.kind](template, scope, order)
    with keyed("answer"):
        right = answers.right()
    accepted = tuple(_accepted(template, scope, answers))
    return Drawn(scope, tuple(order), answers, right, accepted, tuple(_wrongs(template, scope, answers)))


def told_apart(found: Drawn, one: Wrong, other: Wrong | None) -> bool | None:
    """Whether a mistake can be told from another one, or from the right answer (None); None if only marking can."""
    cell = one.mistake.cell
    if other is not None and other.mistake.cell != cell:
        return True
    if cell is None:
        return found.answers.apart(found.right if other is None else other.expected, one.expected)
    assert isinstance(found.answers, CellAnswers)
    right = found.answers.cell_answer(cell, found.answers.cell(cell)[1].answer)
    return found.answers.apart_in(cell, right if other is None else other.expected, one.expected)


def _accepted(template: Template, scope: Scope, answers: Answers[Any]) -> Iterator[Accepted]:
    for at, one in enumerate(template.accept, 1):
        with keyed(f"accept {at}"):
            if one.when is None or holds(one.when, scope):
                yield Accepted(answers.of(one.answer), fill(one.note, scope), one.score)


def _wrongs(template: Template, scope: Scope, answers: Answers[Any]) -> Iterator[Wrong]:
    for mistake in template.mistake:
        with keyed(f"mistake {mistake.id}"):
            if mistake.answer is None or (mistake.when is not None and not holds(mistake.when, scope)):
                continue
            yield _wrong(mistake, answers)


def _wrong(mistake: Mistake, answers: Answers[Any]) -> Wrong:
    if mistake.cell is None:
        return Wrong(mistake, answers.of(mistake.answer))
    if not isinstance(answers, CellAnswers):
        raise MathsError("cells", f"It names the cell {mistake.cell}, and this kind of answer has none.")
    return Wrong(mistake, answers.cell_answer(mistake.cell, mistake.answer))
