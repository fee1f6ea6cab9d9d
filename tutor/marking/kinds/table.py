"""A table to fill in, marked cell by cell and with follow-through.

`expected` is the rows of right answers, or `{"rows": [...], "columns": [...], "titles": [...]}`, where a column is
its title or `{"title": …, "kind": …}` and `titles` name the rows. A cell is its right answer, or

    {"answer": 31, "kind": "number", "name": "h1", "follow": "floor((h0 - 4)/2) + 1"}

with a formula over the names of earlier cells; None marks a cell that is not asked for. The answer is the rows, a
flat list of cells, or a text with a row a line (or `;` between rows) and `|` or tabs between cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tutor.marking.cells import Cell, mark_cells
from tutor.marking.members import cut
from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.verdict import Verdict, invalid


@kind("table")
def mark(task: Task) -> Verdict:
    """Mark a table: one point a cell."""
    cells = _cells(task.expected)
    answers = _answers(task.answer)
    if len(answers) != len(cells) and isinstance(task.answer, str):
        answers = _with_commas(answers, len(cells)) or answers
    if len(answers) != len(cells):
        return invalid(
            "cells", f"The table has {len(cells)} cells to fill in; your answer has {len(answers)}."
        )
    if not any(answer.strip() for answer in answers):
        return invalid("empty", "Fill in at least one cell.")
    return mark_cells(task, cells, answers)


def _cells(expected: Any) -> list[Cell]:
    """The cells that are asked for, row by row."""
    table = expected if isinstance(expected, Mapping) else {"rows": expected}
    rows: Sequence[Sequence[Any]] = table.get("rows", ())
    width = max((len(row) for row in rows), default=0)
    columns = [_column(column) for column in table.get("columns", [""] * width)]
    titles = [str(title) for title in table.get("titles", [f"row {at}" for at in range(1, len(rows) + 1)])]
    if not width or len(columns) < width or len(titles) != len(rows):
        raise ValueError("expected: a table needs rows, and as many titles and columns as they have.")
    return [
        Cell.of(", ".join(filter(None, (title, columns[at][0]))), declared, columns[at][1])
        for title, row in zip(titles, rows, strict=True)
        for at, declared in enumerate(row)
        if declared is not None
    ]


def _column(column: Any) -> tuple[str, str]:
    """The title and the kind of a column."""
    if isinstance(column, Mapping):
        return str(column.get("title", "")), str(column.get("kind", ""))
    return str(column), ""


def _answers(answer: Any) -> list[str]:
    """The cells of an answer, row by row."""
    if isinstance(answer, str):
        rows = [re.split(r"[|\t]", row) for row in re.split(r"[;\n]", answer.strip().strip(";"))]
        return [cell.strip() for row in rows for cell in row]
    if not isinstance(answer, Sequence):
        return [str(answer)]
    flat: list[str] = []
    for row in answer:
        flat.extend(
            map(_text, row) if isinstance(row, Sequence) and not isinstance(row, str) else [_text(row)]
        )
    return flat


def _with_commas(rows: Sequence[str], count: int) -> list[str] | None:
    """Rows with commas between their cells, where that makes as many cells as there are."""
    width = count // len(rows)
    cells = [cut(row, width) for row in rows]
    flat = [cell for row in cells if row is not None for cell in row]
    return flat if len(flat) == count else None


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)
