"""The kinds of answer, one module each, entered in the registry by their `mark`."""

from tutor.marking.kinds import (
    blanks,
    choice,
    choices,
    formula,
    matrix,
    number,
    order,
    point,
    sets,
    shape,
    table,
    text,
    truth,
)

__all__ = [
    "blanks",
    "choice",
    "choices",
    "formula",
    "matrix",
    "number",
    "order",
    "point",
    "sets",
    "shape",
    "table",
    "text",
    "truth",
]
