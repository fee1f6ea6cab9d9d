"""Where an axis carries a mark: multiples of 1, 2 or 5 times a power of ten, or the powers of ten themselves."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.figures.numbers import is_plain, power_of_ten, scaled_integer

_STRIDES = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300)
_PLAIN_DECADES = range(-3, 4)
_FEW = 5


@dataclass(frozen=True)
class Tick:
    """A mark at `place`, in the axis's own coordinate (the power of ten on a log axis)."""

    place: float
    label: str


def linear_ticks(low: float, high: float, most: int) -> list[Tick]:
    """Round values between low and high: as many as fit in `most`, but never fewer than two."""
    most = max(most, 2)
    finer = range(0), 0
    for step, exponent in _steps(low, high, most):
        multiples = _multiples(low, high, step, exponent)
        if len(multiples) < 2:
            break  # one mark alone shows no scale: take some of the finer ones instead
        if len(multiples) <= most:
            return _label(multiples, exponent)
        finer = multiples, exponent
    return _label(finer[0][:: math.ceil(len(finer[0]) / most)], finer[1])


def _steps(low: float, high: float, most: int) -> Iterator[tuple[int, int]]:
    """Steps (m, e) for m · 10^e, m in 1, 2, 5, from one that is too fine to one that is too coarse."""
    size = max(abs(low), abs(high))
    span = (high / size - low / size) / most
    exponent = math.floor(math.log10(span) + math.log10(size)) - 1
    for shift in range(4):
        for step in (1, 2, 5):
            yield step, exponent + shift


def _multiples(low: float, high: float, step: int, exponent: int) -> range:
    """Every k such that k · 10^exponent is a multiple of the step between low and high."""
    unit_low, unit_high = _in_units(low, exponent), _in_units(high, exponent)
    slack = 1e-9 * (unit_high - unit_low)
    first = math.ceil((unit_low - slack) / step)
    last = math.floor((unit_high + slack) / step)
    return range(first * step, last * step + 1, step)


def _label(multiples: range, exponent: int) -> list[Tick]:
    """Make marks of k · 10^exponent, exactly: k is an integer, and the text is made from it."""
    if not multiples:
        return []
    # float(text) is correctly rounded where 10.0 ** exponent would overflow or vanish.
    places = [float(f"{k}e{exponent}") for k in multiples]
    plain = is_plain(max(abs(places[0]), abs(places[-1])))  # one manner for the whole axis
    return [
        Tick(place, scaled_integer(k, exponent, plain)) for place, k in zip(places, multiples, strict=True)
    ]


def _in_units(value: float, exponent: int) -> float:
    """Compute value / 10^exponent without leaving the range of floats on the way."""
    half = exponent // 2
    return value / 10.0**half / 10.0 ** (exponent - half)


def log_ticks(low: float, high: float, most: int) -> list[Tick]:
    """Marks of a log axis between 10^low and 10^high; their places are powers of ten too."""
    between = _one_two_five(low, high)
    if 2 <= len(between) <= most:
        return between
    decades = range(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1)
    if len(decades) < 2:
        return _inside_a_decade(low, high, most) or _decades(decades)
    for stride in _STRIDES:
        chosen = [d for d in decades if d % stride == 0]
        if 2 <= len(chosen) <= most:
            return _decades(chosen)
    return _decades(decades[:: math.ceil(len(decades) / max(most, 2))])


def _one_two_five(low: float, high: float) -> list[Tick]:
    """Give 0.1, 0.2, 0.5, 1, … when the axis is short enough to write them out in full."""
    if low < _PLAIN_DECADES[0] or high > _PLAIN_DECADES[-1] + 1:
        return []
    return [
        Tick(d + math.log10(m), scaled_integer(m, d))
        for d in range(math.floor(low), math.ceil(high) + 1)
        for m in (1, 2, 5)
        if low - 1e-9 <= d + math.log10(m) <= high + 1e-9
    ]


def _decades(exponents: Sequence[int]) -> list[Tick]:
    few = len(exponents) <= _FEW and all(d in _PLAIN_DECADES for d in exponents)
    return [Tick(float(d), scaled_integer(1, d) if few else power_of_ten(d)) for d in exponents]


def _inside_a_decade(low: float, high: float, most: int) -> list[Tick]:
    """Round values on a log axis too short for two powers of ten (none where floats end)."""
    if low < -300 or high > 300:
        return []
    return [Tick(math.log10(t.place), t.label) for t in linear_ticks(10.0**low, 10.0**high, most)]


def whole_ticks(first: int, count: int, most: int) -> list[int]:
    """Round whole numbers among `count` that begin with `first`: multiples of 1, 2, 5, 10 and so on."""
    stride = 1
    while (count - 1) // stride >= max(most, 2):
        stride = stride * 5 // 2 if str(stride)[0] == "2" else stride * 2
    start = -(-first // stride) * stride
    return list(range(start, first + count, stride)) or [first]
