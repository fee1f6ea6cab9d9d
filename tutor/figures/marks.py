"""Which ticks of an axis are shown: on cells of their own, with labels that stand apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from tutor.figures.text import cell_width

Mark = tuple[int, str]
"""A tick: its cell (a column from the left, a row from the top) and its label."""
Proposal = Callable[[int], Sequence[tuple[int | None, str]]]
"""Given how many ticks there may be, the cell of each (None outside the canvas) and its label."""

_COLUMNS_PER_MARK, _ROWS_PER_MARK = 7, 2.5
_MOST_MARKS = 9
_GAP = 2


def marks_along(propose: Proposal, columns: int, left: int, reserved: int = 0) -> tuple[Mark, ...]:
    """Choose the ticks of an x axis.

    Args:
        propose: the ticks there could be.
        columns: cells of the canvas.
        left: cells to its left that a label may reach into.
        reserved: the last cells of the canvas, kept free of labels.
    """
    for most in range(min(columns // _COLUMNS_PER_MARK + 2, _MOST_MARKS), 1, -1):
        marks = _on_cells(propose(most))
        ends = [_label_columns(mark, columns, left) for mark in marks]
        if all(right + _GAP <= left for (_, right), (left, _) in pairwise(ends)):
            limit = columns - reserved
            return tuple(mark for mark, (_, right) in zip(marks, ends, strict=True) if right <= limit)
    return ()


def marks_down(propose: Proposal, rows: int) -> tuple[Mark, ...]:
    """Choose the ticks of a y axis."""
    return _on_cells(propose(min(int(rows / _ROWS_PER_MARK) + 1, _MOST_MARKS)))


def label_room(marks: Iterable[Mark]) -> int:
    """Give the columns that the labels of a y axis take."""
    return max((cell_width(label) for _, label in marks), default=0)


def _on_cells(found: Sequence[tuple[int | None, str]]) -> tuple[Mark, ...]:
    """Leave out what falls outside the canvas or into a cell already taken."""
    marks: dict[int, str] = {}
    for cell, label in found:
        if cell is not None:
            marks.setdefault(cell, label)
    return tuple(marks.items())


def _label_columns(mark: Mark, columns: int, left: int) -> tuple[int, int]:
    """Give the columns (start, stop) of a label: centred on its tick, but inside the picture.

    This is where plotext puts it, which keeps a blank at the right end.
    """
    column, label = mark
    length = cell_width(label)
    start = column if length == 1 else max(min(column - length // 2, columns - 1 - length), -left)
    return start, start + length
