"""The values that one variable may take, and exact random points among them.

Points are binary fractions, so that the float search and the exact test mean the same point. On a continuous
domain they are never whole numbers or short decimals, where a formula may happen to be undefined or to agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

Number = Fraction | complex
"""An exact real point, or a complex one whose parts are binary fractions."""

_GRAIN = 1 << 20
_WORDS: Mapping[str, tuple[int | None, int | None, bool]] = {
    "real": (None, None, False),
    "complex": (None, None, False),
    "positive": (0, None, False),
    "nonnegative": (0, None, False),
    "negative": (None, 0, False),
    "unit": (0, 1, False),
    "int": (None, None, True),
    "int+": (1, None, True),
    "index": (1, 3, True),
    "bit": (0, 1, True),
}
_REACH_OF_INTEGERS = 8


@dataclass(frozen=True, slots=True)
class Domain:
    """An open interval of the reals, a range of the integers with its ends, or the complex plane."""

    low: Fraction | None = None
    high: Fraction | None = None
    whole: bool = False
    plane: bool = False

    @classmethod
    def of(cls, declared: Any) -> Domain:
        """From `real`, `positive`, `unit`, `int`, `int+`, `complex`, `index`, `bit` or [low, high].

        `count`, the size of the families, is no domain of its own: the space knows it.

        Raises:
            ValueError: if it is none of these.
        """
        if isinstance(declared, str) and declared in _WORDS:
            low, high, whole = _WORDS[declared]
            return cls(_fraction(low), _fraction(high), whole, declared == "complex")
        if isinstance(declared, Sequence) and not isinstance(declared, str) and len(declared) == 2:
            return cls._interval(*declared)
        raise ValueError(f"domain: {declared!r} is none of {', '.join(_WORDS)} or [low, high].")

    @classmethod
    def _interval(cls, low: Any, high: Any) -> Domain:
        try:
            ends = Fraction(str(low)), Fraction(str(high))
        except ValueError:
            ends = Fraction(1), Fraction(0)
        if ends[0] >= ends[1]:
            raise ValueError(f"domain: [{low}, {high}] is no interval.")
        return cls(*ends)

    def draw(self, random: Random, scale: float = 2.0) -> Number:
        """A random point, within about `scale` of 0 or of the end of the domain."""
        if self.plane:
            return complex(*(scale * (2 * random.randrange(1, _GRAIN, 2) / _GRAIN - 1) for _ in range(2)))
        return self._whole(random, scale) if self.whole else self._between_ends(random, scale)

    def _between_ends(self, random: Random, scale: float) -> Fraction:
        share = Fraction(random.randrange(1, _GRAIN, 2), _GRAIN)
        if self.low is not None and self.high is not None:
            return self.low + (self.high - self.low) * share
        reach = Fraction(scale)
        if self.low is not None:
            return self.low + 2 * reach * share
        if self.high is not None:
            return self.high - 2 * reach * share
        return reach * (2 * share - 1)

    def contains(self, value: Fraction) -> bool:
        """Whether a point lies inside."""
        if self.whole:
            inside = (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
            return inside and value.denominator == 1
        return (self.low is None or value > self.low) and (self.high is None or value < self.high)

    def _whole(self, random: Random, scale: float) -> Fraction:
        reach = max(round(4 * scale), _REACH_OF_INTEGERS)
        low = -reach if self.low is None else int(self.low)
        return Fraction(random.randint(low, reach if self.high is None else int(self.high)))


def _fraction(end: int | None) -> Fraction | None:
    return None if end is None else Fraction(end)
