"""A variant's numbers put together with its right, its accepted and its wrong answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tutor.maths import MathsError
from tutor.questions.drawing import DrawFault, is_small
from tutor.questions.filling import fill, fill_formula
from tutor.questions.formulas import Scope, evaluate, holds
from tutor.questions.kinds import KINDS, Answers
from tutor.questions.kinds.cells import CellAnswers, flat, following
from tutor.questions.pieces import Accept, Mistake
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
    """A mistake on these numbers: what it gives, in the form of the right answer, or of its cell's.

    `follow` is its formula over the learner's own earlier cells, where it has one.
    """

    mistake: Mistake
    expected: Any
    follow: Any = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """Another answer that counts on these numbers, or, with a cell, another answer of that cell.

    `entries` is what else marking must be told of a formula in names of its own.
    """

    expected: Any
    note: str
    score: float
    cell: str | None = None
    says: tuple[str, ...] = ()
    entries: Mapping[str, Any] | None = None


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
    if isinstance(answers, CellAnswers):
        _add_to_cells(answers, right, accepted)
    return Drawn(scope, tuple(order), answers, right, accepted, tuple(_wrongs(template, scope, answers)))


def _add_to_cells(answers: CellAnswers, right: Any, accepted: Sequence[Accepted]) -> None:
    """Tell the cells of the right answer what else counts there."""
    for one in accepted:
        if one.cell is not None:
            place, _ = answers.cell(one.cell)
            also = {"answer": one.expected, "note": one.note, "score": one.score}
            flat(right)[place].setdefault("accept", []).append(also)


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


def accepted_apart(found: Drawn, wrong: Wrong, accepted: Accepted) -> bool | None:
    """Whether a mistake can be told from an accepted answer; None if only marking can."""
    if accepted.entries is not None or accepted.says or wrong.mistake.cell != accepted.cell:
        return None
    if accepted.cell is None:
        return found.answers.apart(accepted.expected, wrong.expected)
    assert isinstance(found.answers, CellAnswers)
    return found.answers.apart_in(accepted.cell, accepted.expected, wrong.expected)


def _accepted(template: Template, scope: Scope, answers: Answers[Any]) -> Iterator[Accepted]:
    for at, one in enumerate(template.accept, 1):
        with keyed(f"accept {at}"):
            if one.when is None or holds(one.when, scope):
                expected = _given(one, scope, answers)
                entries = {"variables": one.variables, "aliases": one.aliases} if one.variables else None
                note = fill(one.note, scope)
                yield Accepted(expected, note, one.score, one.cell, tuple(one.says), entries)


def _wrongs(template: Template, scope: Scope, answers: Answers[Any]) -> Iterator[Wrong]:
    for mistake in template.mistake:
        with keyed(f"mistake {mistake.id}"):
            if mistake.answer is None or (mistake.when is not None and not holds(mistake.when, scope)):
                continue
            follow = None if mistake.follow is None else following(mistake.follow, scope)
            yield Wrong(mistake, _given(mistake, scope, answers), follow)


def _given(one: Mistake | Accept, scope: Scope, answers: Answers[Any]) -> Any:
    """What a mistake or another right answer gives: the whole answer, or that of its cell."""
    if isinstance(one, Accept) and one.variables:
        return fill_formula(str(one.answer), scope)
    if one.cell is None:
        return answers.of(one.answer)
    if not isinstance(answers, CellAnswers):
        raise MathsError("cells", f"It names the cell {one.cell}, and this kind of answer has none.")
    return answers.cell_answer(one.cell, one.answer)
