"""Whole numbers, lists and the two laws of a layer (its size, its parameters) as text with numbers filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tutor.compute.convnet import Conv, Dense, Window
from tutor.explore.format import MINUS, times

_MOST = 8
"""Terms of a sum or a list that are written out; longer ones lose their middle."""


def grouped(n: int) -> str:
    """Return 720 or 91 680; from 10¹⁵ on 1.234·10¹⁵."""
    digits = str(abs(n))
    if len(digits) > 15:
        digits = str(round(abs(n), 4 - len(digits)))
    sign = MINUS if n < 0 else ""
    if len(digits) > 15:
        power = str(len(digits) - 1).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return f"{sign}{digits[0]}.{digits[1:4]}·10{power}"
    return sign + (f"{abs(n):,}".replace(",", " ") if len(digits) > 4 else digits)


def listed(items: Sequence[str], separator: str = ", ") -> str:
    """Return the items in a row; of a long row the middle is left out."""
    if len(items) > _MOST:
        items = [*items[: _MOST // 2], "…", *items[-2:]]
    return separator.join(items)


def numbers(values: Iterable[int | None]) -> str:
    """Return 2345, 720, 420, 345; a value that does not exist is a dash."""
    return listed(["–" if value is None else grouped(value) for value in values])


def square(extent: int | tuple[int, int]) -> str:
    """Return 21×21, of one length for both axes or (height, width)."""
    high, wide = extent if isinstance(extent, tuple) else (extent, extent)
    return f"{grouped(high)}×{grouped(wide)}"


def percent(part: int, whole: int) -> str:
    """Return 56 %; what is not nothing is never 0 %."""
    share = 100 * part / whole if whole else 0.0
    return "below 1 %" if 0 < share < 0.5 else f"{share:.0f} %"


def size_law(window: Window, n: int) -> str:
    """Return ⌊(64 + 2·0 − 4)/2⌋ + 1 = ⌊60/2⌋ + 1 = 31."""
    out = window.output(n)
    if window.p == "same":
        return f"⌈n/s⌉ = ⌈{n}/{window.s}⌉ = {out}, as “same” pads for it"
    span = str(window.k) if window.d == 1 else f"{window.d}·({window.k} − 1) − 1"
    room = n + 2 * window.p - window.span
    left, right = "⌈⌉" if window.ceil else "⌊⌋"
    count = (-(-room // window.s) if window.ceil else room // window.s) + 1
    law = f"{left}({n} + 2·{window.p} − {span})/{window.s}{right} + 1 = {left}{room}/{window.s}{right} + 1 = {count}"
    if count != out:
        law += f", less 1 as the last window would start in the padding: {out}"
    return law


def convolution_law(layer: Conv, channels: int) -> str:
    """Return (4·4·1 + 1)·5, or 4·4·1·5 without biases."""
    high, wide = layer.windows
    depth = str(channels) if layer.groups == 1 else f"{channels}/{layer.groups}"
    kernel = f"{high.k}·{wide.k}·{depth}"
    return f"({kernel} + 1)·{layer.filters}" if layer.bias else f"{kernel}·{layer.filters}"


def dense_law(layer: Dense, inputs: int) -> str:
    """Return (80 + 1)·5, or 80·5 without biases."""
    return f"({grouped(inputs)} + 1)·{layer.units}" if layer.bias else f"{grouped(inputs)}·{layer.units}"


def product(shape: Sequence[int]) -> str:
    """Return "31·31·5 = 4805", or just the number where all but one factor is 1."""
    total = 1
    for size in shape:
        total *= size
    return grouped(total) if total == max(shape) else f"{times(shape).replace('×', '·')} = {grouped(total)}"
