"""Numbers, vectors and matrices as text, the way a person writes them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MINUS = "−"


def number(x: float, decimals: int = 4) -> str:
    """Return x with `decimals` decimals (five figures below 1), trimmed: 1.4001, 0.38197, 1.2·10⁻⁷, −19."""
    x = float(x)
    if math.isnan(x):
        return "undefined"
    if math.isinf(x):
        return "∞" if x > 0 else f"{MINUS}∞"
    size = abs(x)
    if size >= 1e15 or (size >= 1e7 and x != round(x)) or 0 < size < 1e-4:
        return _scientific(x)
    if size < 1:
        decimals = max(decimals, decimals - math.floor(math.log10(size))) if size else 0
    text = f"{x:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace("-", MINUS)


def _scientific(x: float) -> str:
    mantissa, exponent = f"{x:.3e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".").replace("-", MINUS)
    return f"{mantissa}·10{str(int(exponent)).translate(_SUPERSCRIPT)}"


def signed(x: float) -> str:
    """Return x for use behind an operator: negative numbers in brackets."""
    text = number(x)
    return f"({text})" if text.startswith(MINUS) else text


def vector(values: ArrayLike, decimals: int = 4) -> str:
    """Return (1, 0.98)."""
    return f"({', '.join(number(x, decimals) for x in np.ravel(values))})"


def matrix(rows: ArrayLike, decimals: int = 4) -> str:
    """Return [[2, −2], [−2, 4]]."""
    inner = ("[" + ", ".join(number(x, decimals) for x in row) + "]" for row in np.atleast_2d(rows))
    return f"[{', '.join(inner)}]"


def times(sizes: Iterable[int]) -> str:
    """Return 31×31×5."""
    return "×".join(str(size) for size in sizes)


def subscript(index: int) -> str:
    """Return the index in subscript figures: ₁₂."""
    return str(index).translate(str.maketrans("-0123456789", "₋₀₁₂₃₄₅₆₇₈₉"))


def count(n: int, singular: str, plural: str = "") -> str:
    """Return "1 step" or "5 steps"."""
    return f"{n} {singular if n == 1 else plural or singular + 's'}"


def joined(items: Sequence[str], word: str = "and") -> str:
    """Return "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"
