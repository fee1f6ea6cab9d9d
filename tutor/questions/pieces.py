"""The pieces that templates are made of, as content writes them; content/AUTHORING.md explains every key."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

Identifier = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z\u0370-\u03ff][A-Za-z0-9_\u0370-\u03ff]{0,23}$")]
Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Prose = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]
Formula = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Scalar = Annotated[int, msgspec.Meta(ge=-(10**15), le=10**15)] | float
Listed = list[Scalar | Formula | list[Scalar | Formula]]
Kind = Literal["number", "formula", "matrix", "shape", "point", "set", "choice", "choices", "truth", "text"]
"""What a single cell may be."""

Written = Scalar | Formula | bool | Listed
"""An answer as written: a formula, a plain number, a truth value, or a list (of lists) of formulas and numbers."""

Range = Annotated[list[Scalar], msgspec.Meta(min_length=2, max_length=2)]
Pair = Annotated[list[Identifier], msgspec.Meta(min_length=2, max_length=2)]
Row = dict[Identifier, Scalar | Prose | bool]
Size = Annotated[int, msgspec.Meta(ge=1, le=64)]


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Anything declared in a content file: an unknown key is a fault."""


class Draw(Piece, frozen=True, kw_only=True, rename={"without": "not"}):
    """How a fresh variant draws one number (or a vector or matrix of them), a text, or a row of a bank."""

    int: Range | None = None
    decimal: Range | None = None
    step: Scalar | None = None
    choice: Annotated[list[Scalar | Prose], msgspec.Meta(min_length=1, max_length=200)] | None = None
    rows: Annotated[list[Row], msgspec.Meta(min_length=1, max_length=500)] | None = None
    bank: Id | None = None
    size: Size | Annotated[list[Size], msgspec.Meta(min_length=2, max_length=2)] | None = None
    without: Annotated[list[Scalar | Prose], msgspec.Meta(max_length=20)] = []
    distinct: bool = False


class Mistake(Piece, frozen=True, kw_only=True):
    """A wrong rule that a learner could follow: what it gives on the variant's own numbers, and what to say.

    `score` is the share of the marks that it earns all the same: a right idea in the wrong form. `follow` is the rule
    of a cell over the names of earlier cells, for a learner whose earlier cells are other numbers. `phrases` give a
    wrong statement away, unless one of the words `unless` stands before it: it may be said of something else.
    `products` are pairs of variables: a formula in which one is multiplied by the other is this mistake too.
    """

    id: Id
    say: Prose
    answer: Written | None = None
    cell: Id | None = None
    phrases: Annotated[list[Line], msgspec.Meta(min_length=1, max_length=40)] | None = None
    unless: Annotated[list[Line], msgspec.Meta(max_length=20)] = []
    when: Formula | None = None
    may_coincide: Annotated[list[Id], msgspec.Meta(max_length=40)] = []
    see: Id | None = None
    score: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0.0
    follow: Written | None = None
    products: Annotated[list[Pair], msgspec.Meta(max_length=20)] = []


class Accept(Piece, frozen=True, kw_only=True):
    """Another answer that counts, with a remark; `score` is the share of the marks that it earns.

    With `cell` it is the answer of one cell. With `says` it counts only with one of these remarks of the learner's
    behind it; with `variables` it is a formula in names of its own, such as the entries of a matrix.
    """

    answer: Written
    note: Prose
    cell: Id | None = None
    score: Annotated[float, msgspec.Meta(gt=0, le=1)] = 1.0
    when: Formula | None = None
    says: Annotated[list[Line], msgspec.Meta(max_length=20)] = []
    variables: dict[Identifier, Any] = {}
    aliases: dict[Line, Identifier] = {}


class Follow(Piece, frozen=True, kw_only=True):
    """What is right for a learner who goes on rightly from their own answer to an earlier part.

    With `shares` a fresh variant has the numbers of the earlier template with the same seed, if they will do for it.
    """

    part: Id
    shares: bool = False
    names: Annotated[list[Identifier], msgspec.Meta(min_length=1, max_length=26)]
    answer: Written
    note: Prose | None = None


class Tolerance(Piece, frozen=True, kw_only=True):
    """How near a number must come, where the house's rule does not do."""

    mode: Literal["rel", "abs", "sigfigs", "decimals"]
    tol: Scalar | None = None
    digits: Annotated[int, msgspec.Meta(ge=0, le=30)] | None = None


class Idea(Piece, frozen=True, kw_only=True):
    """A key idea of an answer in words, with the ways of saying it and of denying it."""

    id: Id
    name: Line
    say: Annotated[list[Line], msgspec.Meta(min_length=1, max_length=60)]
    deny: Annotated[list[Line], msgspec.Meta(max_length=60)] = []


class Cell(Piece, frozen=True, kw_only=True):
    """One blank of a derivation or one cell of a table; `follow` is a formula over the names of earlier cells."""

    answer: Written
    label: Line | None = None
    kind: Kind | None = None
    name: Identifier | None = None
    follow: Written | None = None
    variables: dict[Identifier, Any] | None = None
    aliases: dict[Line, Identifier] | None = None
    options: list[Line] | None = None
    tolerance: Tolerance | None = None


Entry = Annotated[str, msgspec.Meta(max_length=500)]


class TableRow(Piece, frozen=True, kw_only=True):
    """A row of a table: its title, and a cell (or only its answer) for each column; "" is a cell not asked for."""

    title: Line
    cells: Annotated[list[Cell | Scalar | Entry | bool | Listed], msgspec.Meta(min_length=1, max_length=12)]
