"""Answers made of several: tables and derivations with blanks. Each cell has a kind of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import msgspec

from tutor.maths import MathsError
from tutor.questions import functions
from tutor.questions.filling import fill, fill_formula
from tutor.questions.formulas import Scope, evaluate
from tutor.questions.kinds.answers import Answers, Form, distinct
from tutor.questions.kinds.lists import whole
from tutor.questions.kinds.symbolic import reading_context
from tutor.questions.pieces import Cell
from tutor.questions.template import BlanksTemplate, TableTemplate, tolerance_of
from tutor.questions.values import formula_text, typed

_IDENTIFIER = re.compile(r"(?<![\w.])[^\W\d]\w*(?![\w.(])")


class CellAnswers(Answers[Any]):
    """What tables and blanks share: a list of cells in the order in which an answer gives them.

    A cell whose kind is not declared has the kind `default`.
    """

    default: str

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Every cell that is asked for, with its label."""
        raise NotImplementedError

    def _asked(self) -> list[Cell]:
        return [cell for _, cell in self.cells()]

    def of(self, written: Any) -> Any:
        """Another whole answer: a list with one entry for each cell."""
        pairs = list(self.cells())
        if not isinstance(written, list) or len(written) != len(pairs):
            raise MathsError("cells", f"It must be a list with an entry for each of the {len(pairs)} cells.")
        return self.whole(
            [
                declared(msgspec.structs.replace(cell, answer=one), self.scope, self.default)
                for (_, cell), one in zip(pairs, written, strict=True)
            ]
        )

    def whole(self, cells: list[dict[str, Any]]) -> Any:
        """Cells in a row, as marking takes them."""
        return cells

    def cell(self, name: str) -> tuple[int, Cell]:
        """A cell by its name or its label, with its place in an answer; raise MathsError."""
        for at, (label, cell) in enumerate(self.cells()):
            if name in (cell.name, label, cell.label):
                return at, cell
        raise MathsError("unknown", f"There is no cell “{name}”.")

    def cell_answer(self, name: str, written: Any) -> Any:
        """What a mistake in one cell gives there."""
        return answer_of(self.cell(name)[1], written, self.scope, self.default)

    def cell_kind(self, cell: Cell) -> str:
        """The kind of a cell."""
        return kind_of(cell, self.default)

    def typed(self, expected: Any) -> str:
        """The cells with semicolons between them."""
        return "; ".join(typed_cell(cell) for cell in flat(expected))

    def apart_in(self, name: str, one: Any, other: Any) -> bool | None:
        """Whether two answers in a cell can be told apart."""
        _, cell = self.cell(name)
        if self.cell_kind(cell) in ("formula", "matrix"):
            return None
        if isinstance(one, Fraction) and isinstance(other, Fraction):
            return distinct(one, other, tolerance_of(cell.tolerance or self.template.tolerance))
        return bool(one != other)

    def context(self) -> dict[str, Any]:
        """Variables, and the functions that follow-through may call."""
        follows = any(one.follow is not None for one in [*self.template.mistake, *self._asked()])
        context = reading_context(self.template)
        return {**context, "functions": functions.of_numbers()} if follows else context


class TableAnswers(CellAnswers):
    """A table, row by row; a cell with the answer "" is not asked for."""

    template: TableTemplate
    default = ""

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Every cell that is asked for, labelled by its row and column."""
        for row in self.template.row:
            for title, one in zip(self.template.columns, row.cells, strict=False):
                cell = one if isinstance(one, Cell) else Cell(answer=one)
                if cell.answer != "":
                    yield f"{fill(row.title, self.scope)}, {title}", cell

    def whole(self, cells: list[dict[str, Any]]) -> Any:
        """Cells as a table of one row, which is marked as the whole table is."""
        return {"rows": [cells]}

    def right(self) -> Any:
        """Rows, columns and titles."""
        rows = [[self._cell(one) for one in row.cells] for row in self.template.row]
        titles = [fill(row.title, self.scope) for row in self.template.row]
        return {"rows": rows, "columns": list(self.template.columns), "titles": titles}

    def form(self) -> Form:
        """Rows and columns, and which of the cells are asked for."""
        asked = tuple(tuple(self._cell(one) is not None for one in row.cells) for row in self.template.row)
        titles = tuple(fill(row.title, self.scope) for row in self.template.row)
        labels = tuple(label for label, _ in self.cells())
        return Form(columns=tuple(self.template.columns), rows=titles, cells=labels, asked=asked)

    def _cell(self, one: Any) -> Any:
        cell = one if isinstance(one, Cell) else Cell(answer=one)
        return None if cell.answer == "" else declared(cell, self.scope, self.default)


class BlanksAnswers(CellAnswers):
    """A derivation with blanks, numbered or labelled."""

    template: BlanksTemplate
    default = "formula"

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Every blank."""
        for at, cell in enumerate(self.template.blank, 1):
            yield fill(cell.label, self.scope) if cell.label else f"blank {at}", cell

    def right(self) -> Any:
        """The blanks in order."""
        return [{"label": label, **declared(cell, self.scope, self.default)} for label, cell in self.cells()]

    def form(self) -> Form:
        """The labels of the blanks."""
        return Form(cells=tuple(label for label, _ in self.cells()))


def kind_of(cell: Cell, default: str) -> str:
    """The kind of a cell: declared, or a number in a table and a formula in a blank."""
    return cell.kind or default or ("truth" if isinstance(cell.answer, bool) else "number")


def declared(cell: Cell, scope: Scope, default: str) -> dict[str, Any]:
    """A cell as marking takes it."""
    found: dict[str, Any] = {
        "answer": answer_of(cell, cell.answer, scope, default),
        "kind": kind_of(cell, default),
    }
    if cell.name:
        found["name"] = cell.name
    if cell.follow is not None:
        found["follow"] = following(cell.follow, scope)
    if cell.variables is not None:
        found["variables"] = cell.variables
    if cell.aliases is not None:
        found["aliases"] = cell.aliases
    if cell.options is not None:
        found["options"] = [fill(option, scope) for option in cell.options]
    if cell.tolerance is not None:
        found["tolerance"] = tolerance_of(cell.tolerance)
    return found


def answer_of(cell: Cell, written: Any, scope: Scope, default: str) -> Any:
    """An answer in a cell, as marking takes it."""
    kind = kind_of(cell, default)
    if kind in ("formula", "matrix"):
        return fill_formula(str(written), scope)
    if kind in ("choice", "choices", "text", "order"):
        return fill(written, scope) if isinstance(written, str) else written
    value = evaluate(written, scope)
    if kind == "truth":
        return value != 0
    if kind == "shape":
        return [whole(size) for size in (value if isinstance(value, tuple) else (value,))]
    return list(value) if isinstance(value, tuple) else value


def flat(expected: Any) -> list[dict[str, Any]]:
    """The cells of a right answer in a row."""
    if isinstance(expected, Mapping):
        return [cell for row in expected["rows"] for cell in row if cell is not None]
    return list(expected)


def typed_cell(cell: Mapping[str, Any]) -> str:
    """A cell's answer as a learner could type it."""
    answer, kind = cell["answer"], cell["kind"]
    if kind == "truth":
        return "true" if answer else "false"
    if kind == "shape":
        return "×".join(map(str, answer))
    if kind in ("point", "set"):
        inner = ", ".join(one if isinstance(one, str) else typed(one) for one in answer)
        return f"({inner})" if kind == "point" else f"{{{inner}}}"
    if isinstance(answer, list):
        return ", ".join(map(str, answer))
    return typed(answer) if isinstance(answer, Fraction) else str(answer)


def following(written: Any, scope: Scope) -> Any:
    """A formula over the names of earlier cells, with this variant's own numbers put in."""
    if isinstance(written, list):
        return [following(one, scope) for one in written]
    return _IDENTIFIER.sub(
        lambda name: formula_text(scope[name[0]]) if name[0] in scope else name[0], str(written)
    )
