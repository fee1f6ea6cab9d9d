"""Answers made of several: the cells of a table, the blanks of a derivation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from tutor.marking.follow import DEGENERATE, FOLLOWS, better, follows
from tutor.marking.kinds.shape import shape_of
from tutor.marking.members import listed
from tutor.marking.refusal import refused
from tutor.marking.registry import marker
from tutor.marking.task import Task
from tutor.marking.values import value_of
from tutor.marking.verdict import Outcome, Verdict, of_points, wrong
from tutor.maths import MathsError

MOST_NAMED = 4
"""How many wrong cells are named."""

_SETTINGS = frozenset({"variables", "aliases", "domain", "tolerance", "broadcast", "generic"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One blank to fill in.

    `name` is what later cells call it in their `follow` formula; a shape's sizes are `name_1`, `name_2`, …
    `accept` holds other answers that count: mappings with `answer`, and, if they like, `note` and `score` (1).
    """

    label: str
    kind: str
    expected: Any
    name: str = ""
    follow: Any = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    accept: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def of(cls, label: str, declared: Any, default: str) -> Cell:
        """A cell from its right answer alone, or from a mapping with answer, kind, name, follow and settings."""
        if not isinstance(declared, Mapping) or "answer" not in declared:
            return cls(label, default or guessed_kind(declared), declared)
        kind = str(declared.get("kind", default or guessed_kind(declared["answer"])))
        settings = {key: value for key, value in declared.items() if key in _SETTINGS}
        answer = declared["answer"]
        expected = {**declared, "answer": answer} if "options" in declared else answer
        name, follow, accept = (declared.get(key) for key in ("name", "follow", "accept"))
        return cls(label, kind, expected, str(name or ""), follow, settings, accept or ())


def guessed_kind(answer: Any) -> str:
    """The kind of a plain answer: a truth value, a shape of several axes, or a number."""
    if isinstance(answer, bool):
        return "truth"
    if isinstance(answer, (list, tuple)):
        return "shape"
    if isinstance(answer, str) and "," not in answer and len(shape_of(answer) or ()) > 1:
        return "shape"
    return "number"


def mark_cells(task: Task, cells: Sequence[Cell], answers: Sequence[str]) -> Verdict:
    """Mark every cell for itself and by follow-through; a cell that cannot be read stops the marking, for free."""
    task = task.of_members(len(cells))
    earlier: dict[str, Fraction] = {}
    verdicts: list[Verdict] = []
    for cell, answer in zip(cells, answers, strict=True):
        try:
            verdict = _mark_cell(task, cell, answer, earlier)
        except MathsError as fault:
            verdict = refused(fault)
        if verdict.is_free:
            said = f"{_capital(cell.label)}: {verdict.feedback[0]}"
            return replace(verdict, position=None, feedback=(said, *verdict.feedback[1:]))
        verdicts.append(verdict)
        earlier.update(values_of(cell, answer))
    return _whole(task, cells, verdicts)


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _mark_cell(task: Task, cell: Cell, answer: str, earlier: Mapping[str, Fraction]) -> Verdict:
    if not answer.strip():
        return wrong("", "Nothing is filled in.", code="empty")
    mark = marker(cell.kind)
    one = task.member(cell.kind, answer, cell.expected, **cell.settings)
    best = mark(one)
    if best.outcome is Outcome.CORRECT:
        return best
    for other in cell.accept:
        best = _accepted(best, other, mark(replace(one, expected=_in_place(cell.expected, other["answer"]))))
    if best.is_free or best.outcome is Outcome.CORRECT or cell.follow is None:
        return best
    value = follows(cell.follow, earlier, task.functions)
    return best if value is None else better(best, mark(replace(one, expected=value)))


def _in_place(expected: Any, answer: Any) -> Any:
    """What is expected of a cell, with another answer; a choice keeps its options."""
    return {**expected, "answer": answer} if isinstance(expected, Mapping) else answer


def _accepted(best: Verdict, other: Mapping[str, Any], verdict: Verdict) -> Verdict:
    """The better of a verdict and that on another answer that counts."""
    share = float(other.get("score", 1))
    if best.code == "axes" and best.is_free and verdict.outcome is Outcome.WRONG:
        return verdict  # As many sizes as count too: that is an answer.
    if verdict.outcome is not Outcome.CORRECT or share <= best.score / best.max:
        return best
    outcome = Outcome.CORRECT if share >= 1 else Outcome.PARTIAL
    return replace(verdict, outcome=outcome, score=share * verdict.max, note=str(other.get("note", "")))


def values_of(cell: Cell, answer: str) -> dict[str, Fraction]:
    """The learner's own numbers in a cell, for the formulas of later ones; degenerate ones are left out."""
    if not cell.name:
        return {}
    if cell.kind == "shape":
        sizes = shape_of(answer) or ()
        values = {f"{cell.name}_{axis}": Fraction(size) for axis, size in enumerate(sizes, 1)}
    else:
        try:
            values = {cell.name: value_of(answer).middle}
        except MathsError:
            values = {}
    return {name: value for name, value in values.items() if value not in DEGENERATE}


def _whole(task: Task, cells: Sequence[Cell], verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict on all cells together."""
    share = sum(verdict.score / verdict.max for verdict in verdicts)
    read_as = " | ".join(verdict.read_as or "—" for verdict in verdicts)
    said = left_to_do(task.kind, [cell.label for cell in cells], verdicts)
    whole = of_points(share, float(len(cells)), read_as, *said)
    return replace(whole, note=_note(cells, verdicts), parts=tuple(verdicts))


def left_to_do(
    kind: str, labels: Sequence[str], verdicts: Sequence[Verdict], but: str = ""
) -> tuple[str, ...]:
    """Which cells are not right yet, the first few by name, and how many are empty; `but` is spoken of elsewhere."""
    pairs = list(zip(labels, verdicts, strict=True))
    wrong_ones = [
        label
        for label, one in pairs
        if one.outcome is not Outcome.CORRECT and one.code != "empty" and label != but
    ]
    more = len(wrong_ones) - MOST_NAMED
    named = [*wrong_ones[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    empty = [label for label, one in pairs if one.code == "empty"]
    what = "blanks" if kind == "blanks" else "cells"
    lines = [f"Not right yet{' either' if but else ''}: {'; '.join(named)}."] if named else []
    if empty:
        lines.append(f"{empty[0]} is empty." if len(empty) == 1 else f"{len(empty)} {what} are empty.")
    return tuple(map(_capital, lines))


def _note(cells: Sequence[Cell], verdicts: Sequence[Verdict]) -> str:
    """Which cells count because they follow, and what is remarked on those that are accepted."""
    pairs = list(zip(cells, verdicts, strict=True))
    followed = [cell.label for cell, one in pairs if one.note == FOLLOWS]
    notes = [f"{_capital(cell.label)}: {one.note}" for cell, one in pairs if _is_accepted(cell, one)]
    if followed:
        notes.append(f"Counted because it follows from your earlier answer: {listed(followed)}.")
    return " ".join(notes)


def _is_accepted(cell: Cell, verdict: Verdict) -> bool:
    return bool(verdict.note) and any(verdict.note == other.get("note") for other in cell.accept)
