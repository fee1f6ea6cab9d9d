"""How near a number must come: what a part asks for, or the house's rule.

The rule: whole numbers exactly; other numbers correctly rounded to at least three significant figures, or within
0.1 %; fewer figures are close and free. Everything is compared with exact fractions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from tutor.marking.values import Figures

FIGURES = 3
FIGURES_IN_WORDS = "three"
PER_MILLE = Fraction(1, 1000)
NEARLY = Fraction(1, 20)


class Fit(Enum):
    """How a number fits the right one."""

    RIGHT = "right"
    CLOSE = "close"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The largest difference that a part allows: relative, absolute, by significant figures or by decimals."""

    mode: str
    size: Fraction

    @classmethod
    def of(cls, declared: Mapping[str, Any]) -> Tolerance:
        """From `{"mode": "rel" | "abs", "tol": …}` or `{"mode": "sigfigs" | "decimals", "digits": …}`.

        Raises:
            ValueError: if the mode is another, or its size is missing or not a number from 0.
        """
        mode = str(declared.get("mode", ""))
        key = {"rel": "tol", "abs": "tol", "sigfigs": "digits", "decimals": "digits"}.get(mode)
        if key is None:
            raise ValueError(f"tolerance: the mode {mode!r} is none of rel, abs, sigfigs, decimals.")
        try:
            size = Fraction(str(declared[key]))
        except (KeyError, ValueError, ZeroDivisionError):
            raise ValueError(f"tolerance: {mode} needs a number as {key!r}.") from None
        if size < 0 or (key == "digits" and (size.denominator != 1 or size > 30)):
            raise ValueError(f"tolerance: {key} is {declared[key]!r}, which is no use.")
        return cls(mode, size)

    def allows(self, difference: Fraction, right: Fraction) -> bool:
        """Whether a difference from the right number is small enough."""
        return difference <= self._largest(right)

    def _largest(self, right: Fraction) -> Fraction:
        if self.mode == "rel":
            return self.size * abs(right)
        if self.mode == "abs":
            return self.size
        places = int(self.size)
        if self.mode == "sigfigs":
            places -= 1 + magnitude(right)
        return Fraction(10) ** -places / 2


def fit(typed: Fraction, right: Fraction, figures: Figures | None, is_whole: bool) -> Fit:
    """How a number fits by the house's rule; equal numbers have been accepted before."""
    difference = abs(typed - right)
    if is_whole or difference == 0:
        return Fit.OUTSIDE if difference else Fit.RIGHT
    if difference <= PER_MILLE * abs(right):
        return Fit.RIGHT
    if figures is None or typed == 0 or difference > figures.half_unit:
        return Fit.OUTSIDE
    if figures.digits >= FIGURES:
        return Fit.RIGHT
    # 1 for 0.8 keeps no figure of it: that is no rounding any more.
    keeps_a_figure = 2 * figures.half_unit <= Fraction(10) ** magnitude(right)
    return Fit.CLOSE if keeps_a_figure or difference <= NEARLY * abs(right) else Fit.OUTSIDE


def magnitude(number: Fraction) -> int:
    """The power of ten of the first figure: 2 for 360, −1 for 0.25, 0 for 0."""
    size = abs(number)
    if not size:
        return 0
    power = len(str(size.numerator)) - len(str(size.denominator))
    return power if size >= Fraction(10) ** power else power - 1
