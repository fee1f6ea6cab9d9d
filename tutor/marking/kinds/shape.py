"""The shape of an array: `31×31×5`, `31 x 31 x 5`, `(31, 31, 5)`, `31 by 31 by 5`, `torch.Size([31, 31, 5])`.

`expected` is such a text or a sequence of sizes. Sizes are whole numbers, or formulas over declared variables
(`2m × n`), which are then compared as formulas over positive integers. With too few sizes it is no answer yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from tutor.marking.kinds import formula
from tutor.marking.members import listed, trimmed, unwrapped
from tutor.marking.registry import kind
from tutor.marking.task import MAX_CHARACTERS, Task
from tutor.marking.verdict import Outcome, Verdict, correct, invalid, wrong

Size = int | str

_WRAPPER = re.compile(
    r"(?:(?:torch|tf)\.)?(?:tensorshape|shape|size|tuple)\s*[:=]?\s*(?=[(\[])", re.IGNORECASE
)
_SPACE = re.compile(r"[Rℝ]\s*\^\s*(?=[({])")
_ROWS = re.compile(r"(\w+)\s+rows?\s*(?:,|\band\b|\bby\b|[x×])?\s*(\w+)\s+col(?:umn)?s?\.?")
_SIZE = re.compile(r"[0-9]{1,12}(?:\.0*)?")
_NUMERIC = re.compile(r"\s*(?:[x×X✕✖*·⋅,;]|\bby\b)\s*|\s+")
_EXAMPLES = ("5", "3×4", "7×9×2", "8×7×9×2", "3×8×7×9×2")


@kind("shape")
def mark(task: Task) -> Verdict:
    """Mark a shape, size by size."""
    expected = _expected(task.expected)
    symbolic = not all(isinstance(size, int) for size in expected)
    sizes = _sizes(task.text, _symbolic(task.names, expected) if symbolic else _NUMERIC)
    strange = [size for size in sizes if not (symbolic or isinstance(size, int))]
    if strange or not sizes:
        refused = f"“{strange[0]}” is not a size: write" if strange else "Write"
        return invalid("shape", f"{refused} a shape like {_example(len(expected))}.")
    read_as = " × ".join(map(str, sizes))
    if len(sizes) != len(expected):
        for size in sizes:
            if isinstance(size, str):
                _size(task, size, str(expected[0]))
        said = _count(len(sizes), len(expected))
        if len(sizes) > len(expected):
            return wrong(read_as, said, code="axes")
        return invalid("axes", said, f"Write a shape like {_example(len(expected))}.", read_as=read_as)
    members = [_size(task, typed, right) for typed, right in zip(sizes, expected, strict=True)]
    unread = next((member for member in members if member.is_free), None)
    if unread is not None:
        return unread
    fits = [member.outcome is Outcome.CORRECT for member in members]
    return correct(read_as) if all(fits) else wrong(read_as, _why(sizes, expected, fits))


def shape_of(text: str) -> tuple[int, ...] | None:
    """The shape that a text names in whole numbers, or None."""
    sizes = _sizes(text, _NUMERIC)
    whole = tuple(size for size in sizes if isinstance(size, int))
    return whole if whole and len(whole) == len(sizes) else None


def _expected(expected: Any) -> tuple[Size, ...]:
    if isinstance(expected, str):
        sizes = _sizes(expected, re.compile(r"\s*[x×,;]\s*|\s+by\s+"))
    elif isinstance(expected, Iterable):
        sizes = tuple(size if isinstance(size, str) else int(size) for size in expected)
    else:
        sizes = (int(expected),)
    if not sizes or any(isinstance(size, int) and size < 0 for size in sizes):
        raise ValueError(f"expected: {expected!r} is not a shape.")
    return sizes


def _symbolic(names: Sequence[str], expected: Sequence[Size]) -> re.Pattern[str]:
    """What separates sizes with letters: an x only if no name has one, a star only if no size has one."""
    times = "x" if not any("x" in name for name in names) else r"(?<=\s)x(?=\s)"
    star = "" if any("*" in str(size) for size in expected) else "*·⋅"
    return re.compile(rf"\s*(?:[×,;{star}]|{times})\s*|\s+by\s+")


def _sizes(text: str, separator: re.Pattern[str]) -> tuple[Size, ...]:
    """The sizes in a text; what is not a whole number stays text."""
    if len(text) > MAX_CHARACTERS:
        return (text[:12] + "…",)
    plain = _SPACE.sub("", _WRAPPER.sub("", text.strip(), count=1), count=1)
    rows = _ROWS.fullmatch(plain)
    bare = unwrapped(unwrapped(trimmed(f"{rows[1]} × {rows[2]}" if rows else plain)))
    pieces = separator.split(bare.text.rstrip(",;"))
    return tuple(int(float(piece)) if _SIZE.fullmatch(piece) else piece for piece in pieces if piece)


def _size(task: Task, typed: Size, right: Size) -> Verdict:
    """One size against the other."""
    if isinstance(typed, int) and isinstance(right, int):
        return correct() if typed == right else wrong()
    return formula.mark(task.member("formula", str(typed), str(right), domain={"*": "int+"}))


def _example(axes: int) -> str:
    return _EXAMPLES[min(axes, len(_EXAMPLES)) - 1]


def _count(got: int, wanted: int) -> str:
    axes = "1 axis" if got == 1 else f"{got} axes"
    return f"Your shape has {axes}; {wanted} {'is' if wanted == 1 else 'are'} asked for."


def _why(sizes: Sequence[Size], expected: Sequence[Size], fits: Sequence[bool]) -> str:
    """The nearest true statement about a wrong shape."""
    if sorted(map(str, sizes)) == sorted(map(str, expected)):
        return "The sizes are right, but in another order than asked for."
    good = listed([str(axis) for axis, fit in enumerate(fits, 1) if fit])
    if not good:
        return "None of the sizes is right."
    return (
        f"Size {good} is right, the rest is not."
        if len(good) == 1
        else f"Sizes {good} are right, the rest is not."
    )
