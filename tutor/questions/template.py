"""A template: a part of the paper, or an exercise of the same skill, as its file under `parts/` declares it.

One class for each kind of answer. content/AUTHORING.md explains every key with an example.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

import msgspec

from tutor.questions.pieces import (
    Accept,
    Cell,
    Draw,
    Follow,
    Formula,
    Id,
    Idea,
    Identifier,
    Line,
    Listed,
    Mistake,
    Prose,
    Scalar,
    TableRow,
    Tolerance,
    Written,
)

Marks = (
    Annotated[int, msgspec.Meta(ge=0, le=1000)]
    | Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,3}/[1-9][0-9]?$")]
)
Options = Annotated[list[Prose], msgspec.Meta(min_length=2, max_length=12)]


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What every kind declares."""

    id: Id
    part: Id
    version: Annotated[int, msgspec.Meta(ge=1, le=10_000)]
    skill: Id
    place: int = 0
    title: Line
    marks: Marks
    prompt: Prose
    draw: Annotated[dict[Identifier, Draw], msgspec.Meta(max_length=40)] = {}
    let: Annotated[dict[Identifier, Written], msgspec.Meta(max_length=60)] = {}
    require: Annotated[list[Formula], msgspec.Meta(max_length=40)] = []
    paper: dict[Identifier, Any] | list[dict[Identifier, Any]] | None = None
    accept: Annotated[list[Accept], msgspec.Meta(max_length=20)] = []
    mistake: Annotated[list[Mistake], msgspec.Meta(max_length=40)] = []
    hint: Annotated[list[Prose], msgspec.Meta(min_length=2, max_length=5)]
    solution: Prose
    shown: Line | None = None
    follow: Follow | None = None
    see: dict[Id, Prose] = {}

    @property
    def kind(self) -> str:
        """The kind of its answer: number, formula, matrix and so on."""
        return str(type(self).__struct_config__.tag)

    @property
    def points(self) -> Fraction:
        """Its marks; those of one case, where the paper asks it for several."""
        return Fraction(self.marks) / max(len(self.cases), 1)

    @property
    def cases(self) -> tuple[str, ...]:
        """The names of the paper's cases: "" where there is one, nothing beyond the paper."""
        if self.paper is None:
            return ()
        return tuple(str(case.get("case", "")) for case in self.papers)

    @property
    def papers(self) -> tuple[dict[str, Any], ...]:
        """The paper's numbers, case by case; what a later case does not give is as in the first."""
        if not isinstance(self.paper, list):
            return (self.paper or {},)
        return tuple({**self.paper[0], **case} for case in self.paper) if self.paper else ({},)


class _Reading(Template, frozen=True, kw_only=True):
    """Answers that are read as formulas in declared variables."""

    variables: dict[Identifier, Any] = {}
    domain: dict[Line, Any] = {}
    aliases: dict[Line, Identifier] = {}
    generic: list[Identifier] = []
    tolerance: Tolerance | None = None


class NumberTemplate(Template, frozen=True, kw_only=True, tag="number"):
    """A number, with its unit where it has one."""

    answer: Formula | Scalar
    unit: Line | None = None
    units: dict[Line, Scalar] = {}
    tolerance: Tolerance | None = None


class FormulaTemplate(_Reading, frozen=True, kw_only=True, tag="formula"):
    """A formula in declared variables; its unit may be typed behind it."""

    answer: Formula
    unit: Line | None = None


class MatrixTemplate(_Reading, frozen=True, kw_only=True, tag="matrix"):
    """A matrix expression in variables of declared shapes, or a matrix of numbers."""

    answer: Formula | Listed
    broadcast: bool = False


class ShapeTemplate(_Reading, frozen=True, kw_only=True, tag="shape"):
    """The shape of an array."""

    answer: Formula | Listed


class PointTemplate(_Reading, frozen=True, kw_only=True, tag="point"):
    """Numbers or formulas in order."""

    answer: Formula | Listed


class SetTemplate(_Reading, frozen=True, kw_only=True, tag="set"):
    """Numbers or formulas in any order."""

    answer: Formula | Listed


class TableTemplate(_Reading, frozen=True, kw_only=True, tag="table"):
    """A table, marked cell by cell."""

    columns: Annotated[list[Line], msgspec.Meta(min_length=1, max_length=12)]
    row: Annotated[list[TableRow], msgspec.Meta(min_length=1, max_length=24)]


class BlanksTemplate(_Reading, frozen=True, kw_only=True, tag="blanks"):
    """A derivation with blanks to fill in."""

    blank: Annotated[list[Cell], msgspec.Meta(min_length=1, max_length=24)]


class ChoiceTemplate(Template, frozen=True, kw_only=True, tag="choice"):
    """One option of several; `answer` is its letter as written in the file."""

    options: Options
    answer: Line
    shuffle: bool = True


class ChoicesTemplate(Template, frozen=True, kw_only=True, tag="choices"):
    """Several options of many; `answer` lists their letters as written in the file."""

    options: Options
    answer: Annotated[list[Line], msgspec.Meta(max_length=12)]
    shuffle: bool = True


class TruthTemplate(Template, frozen=True, kw_only=True, tag="truth"):
    """True or false, with the reason that is told afterwards."""

    answer: bool | Formula
    reason: Prose


class OrderTemplate(Template, frozen=True, kw_only=True, tag="order"):
    """Steps to arrange, written in the right order; `also` lists other right orders by letter."""

    steps: Annotated[list[Prose], msgspec.Meta(min_length=3, max_length=12)]
    also: list[Line] = []


class TextTemplate(Template, frozen=True, kw_only=True, tag="text"):
    """An answer in words: key ideas to look for, or terms that are right."""

    model: Prose
    idea: Annotated[list[Idea], msgspec.Meta(max_length=12)] = []
    need: Annotated[int, msgspec.Meta(ge=1, le=12)] | None = None
    sentences: Annotated[int, msgspec.Meta(ge=1, le=20)] | None = None
    terms: Annotated[list[Line], msgspec.Meta(max_length=20)] = []


AnyTemplate = (
    NumberTemplate
    | FormulaTemplate
    | MatrixTemplate
    | ShapeTemplate
    | PointTemplate
    | SetTemplate
    | TableTemplate
    | BlanksTemplate
    | ChoiceTemplate
    | ChoicesTemplate
    | TruthTemplate
    | OrderTemplate
    | TextTemplate
)


def tolerance_of(declared: Tolerance | None) -> dict[str, Any] | None:
    """A tolerance as marking takes it."""
    if declared is None:
        return None
    size = {"tol": declared.tol} if declared.tol is not None else {"digits": declared.digits}
    return {"mode": declared.mode, **size}
