"""Which ticks of an axis are shown: on cells of their own, with labels that stand apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

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
        starts = [label_start(mark, columns, left) for mark in marks]
        ends = [start + cell_width(label) for start, (_, label) in zip(starts, marks, strict=True)]
        if all(end + _GAP <= start for end, start in zip(ends, starts[1:], strict=False)):
            return tuple(mark for mark, end in zip(marks, ends, strict=True) if end <= columns - reserved)
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


def label_start(mark: Mark, columns: int, left: int) -> int:
    """Give the column where a label begins: centred under its tick, but inside the picture."""
    column, label = mark
    length = cell_width(label)
    return max(min(column - length // 2, columns - length), -left)
