"""One axis as drawn: from values to a fraction of its length, on a linear or a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.figures.figure import Axis, Scale, Values
from tutor.figures.ticks import Tick, linear_ticks, log_ticks

Floats = NDArray[np.float64]

_FAR = 1e4
"""Lengths of the axis beyond which it no longer matters how far outside the picture a point lies."""
_CONSTANT = 1e-9
"""Data whose relative spread is smaller than this are drawn as constant, not as rounding noise."""


def on_scale(values: Values | float, scale: Scale) -> Floats:
    """Bring values to the axis's coordinate: log10 on a log axis; what cannot be shown becomes NaN."""
    plain = np.atleast_1d(np.asarray(values, dtype=np.float64))
    if scale == "linear":
        return np.where(np.isfinite(plain), plain, np.nan)
    shown = np.isfinite(plain) & (plain > 0)
    return np.log10(plain, out=np.full(plain.shape, np.nan), where=shown)


@dataclass(frozen=True)
class Span:
    """The stretch of an axis that is drawn, in the axis's coordinate; low < high."""

    low: float
    high: float
    scale: Scale = "linear"

    @property
    def length(self) -> float:
        """The difference between the ends (infinite if floats cannot hold it)."""
        return self.high - self.low

    def fraction(self, places: Floats) -> Floats:
        """Map coordinates to 0 (low end) … 1 (high end); far outside is cut off, NaN stays."""
        size = max(abs(self.low), abs(self.high))  # dividing first keeps ±1e308 from overflowing
        low, high = self.low / size, self.high / size
        with np.errstate(over="ignore"):
            fraction: Floats = (places / size - low) / (high - low)
        return np.clip(fraction, -_FAR, _FAR)

    def ticks(self, most: int) -> list[Tick]:
        """Round marks within the span, at most so many (two at least)."""
        make = linear_ticks if self.scale == "linear" else log_ticks
        return make(self.low, self.high, most)

    def widened(self, length: float) -> Span:
        """Keep the middle and make the span longer, to `length`."""
        more = max(length - self.length, 0.0) / 2
        return Span(self.low - more, self.high + more, self.scale)


def span_of(axis: Axis, places: Sequence[Floats], margin: float = 0.0) -> Span | None:
    """Choose what stretch of the axis to draw; None when there are neither limits nor finite places.

    A limit that the axis names is kept; the others follow the data with `margin` (a fraction of
    the span) to spare. Constant data get an axis around them.
    """
    low, high = _limit(axis.low, axis.scale), _limit(axis.high, axis.scale)
    only = low if low is not None else high
    ends = _ends(places) or (None if only is None else (only, only))
    if ends is None:
        return None
    start, end = _ordered(low, high, ends)
    spare = 2 * margin * (end / 2 - start / 2)  # halves: the whole length of ±1e308 is infinite
    if _is_constant(start, end):
        spare = 0.5 if axis.scale == "log" else max(abs(start), abs(end)) / 2 or 1.0
        if low is not None and high is not None:  # limits that leave no room cannot be kept
            low = high = None
    return _finite(
        start if low is not None else start - spare, end if high is not None else end + spare, axis.scale
    )


def _ordered(low: float | None, high: float | None, ends: tuple[float, float]) -> tuple[float, float]:
    """Combine limits and data; data that lie wholly beyond a limit leave only the limit."""
    start = ends[0] if low is None else low
    end = ends[1] if high is None else high
    if start <= end:
        return start, end
    if low is None:
        return end, end
    return (start, start) if high is None else (end, start)


def _limit(value: float | None, scale: Scale) -> float | None:
    """Bring a limit to the axis's coordinate; one that does not exist there counts as none."""
    if value is None:
        return None
    place = float(on_scale(value, scale)[0])
    return None if math.isnan(place) else place


def _ends(places: Sequence[Floats]) -> tuple[float, float] | None:
    finite = [part[np.isfinite(part)] for part in places]
    filled = [part for part in finite if part.size]
    if not filled:
        return None
    return min(float(part.min()) for part in filled), max(float(part.max()) for part in filled)


def _is_constant(start: float, end: float) -> bool:
    size = max(abs(start), abs(end))
    return size == 0 or end / size - start / size <= _CONSTANT


def _finite(low: float, high: float, scale: Scale) -> Span:
    """Keep both ends within the range of floats."""
    largest = float(np.finfo(np.float64).max)
    return Span(max(low, -largest), min(high, largest), scale)
