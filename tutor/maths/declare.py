"""What a question declares about its variables: domains of numbers, shapes of matrices, indices of families."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Size = int | str
"""A number, or the name of a size that stays open: 3, or "n"."""

Shape = tuple[Size, Size]
"""Rows and columns; a vector is a column, a number is 1×1."""

Variables = Mapping[str, object] | Iterable[str]

_WRITTEN_SHAPE = re.compile(r"\s*(\w+)\s*[×x*]\s*(\w+)\s*")
_SCALAR: Shape = (1, 1)


def is_shape(declaration: object, lists_are_shapes: bool = False) -> bool:
    """Whether a declaration is plainly a shape: "r×s", ["s", "r"], ["s"]. Two numbers are an interval, unless told."""
    if isinstance(declaration, str):
        return _WRITTEN_SHAPE.fullmatch(declaration) is not None
    if not isinstance(declaration, (list, tuple)):
        return False
    return lists_are_shapes or any(isinstance(size, str) for size in declaration)


def shape_of(declaration: object) -> Shape:
    """The shape that a declaration names; every domain of numbers is 1×1.

    Raises ValueError for more than two sizes or a size that is neither a name nor a positive integer.
    """
    if isinstance(declaration, str):
        written = _WRITTEN_SHAPE.fullmatch(declaration)
        return (_size(written[1]), _size(written[2])) if written else _SCALAR
    if not isinstance(declaration, (list, tuple)) or not declaration:
        return _SCALAR
    if len(declaration) > 2:
        raise ValueError(f"variables: {list(declaration)} has more than two sizes")
    sizes = [_size(size) for size in declaration]
    return (sizes[0], sizes[1] if len(sizes) == 2 else 1)


def _size(size: object) -> Size:
    if isinstance(size, str) and size.isdecimal():
        size = int(size)
    if isinstance(size, str) and size.isidentifier():
        return size
    if isinstance(size, int) and size >= 1:
        return size
    raise ValueError(f"variables: {size!r} is not a size; write a name or a whole number from 1")


def domains(variables: Variables) -> dict[str, object]:
    """Every variable with what is declared about it; a mere name is real."""
    if isinstance(variables, Mapping):
        return {name: variables[name] for name in variables}
    return dict.fromkeys(variables, "real")


def size_names(shapes: Iterable[Shape]) -> set[str]:
    """The sizes that stay open; a formula may use them as numbers."""
    return {size for shape in shapes for size in shape if isinstance(size, str)}
