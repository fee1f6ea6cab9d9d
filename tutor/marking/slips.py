"""Slips that happen with every formula: a lost sign, a factor 2, the wrong logarithm, rounding too early.

They are tried on what the learner's answer is worth, once no named mistake of the part has matched. `c` is the
right value: each rule says what the slip makes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log

import numpy as np
import numpy.typing as npt

from tutor.marking.tolerance import Fit, fit
from tutor.marking.values import Figures, Value

Array = npt.NDArray[np.complex128]

ROUNDED_WITHIN = Fraction(2, 100)
_AGREES = 1e-9
_FEWEST_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip: its code, what it makes of the right value, and what to say."""

    code: str
    rule: Callable[[Array], Array]
    did: str
    why: str
    change: str

    @property
    def lines(self) -> tuple[str, str, str]:
        """What the learner appears to have done, why it fails, what to change."""
        return self.did, self.why, self.change


SLIPS = (
    Slip(
        "sign",
        lambda c: -c,
        "You appear to have lost a minus sign, or to have one too many.",
        "The sign is wrong: yours is minus the answer.",
        "Follow the sign through every step.",
    ),
    Slip(
        "reciprocal",
        lambda c: 1 / c,
        "You appear to have divided the wrong way round.",
        "Yours is 1 over the answer.",
        "Check which quantity is divided by which.",
    ),
    Slip(
        "double",
        lambda c: 2 * c,
        "You appear to count something twice, or to have lost a factor ½.",
        "Off by a constant factor: yours is 2 times the answer.",
        "Look for the factor 2.",
    ),
    Slip(
        "half",
        lambda c: c / 2,
        "You appear to have lost a factor 2, or to have one half too many.",
        "Off by a constant factor: yours is half the answer.",
        "Look for the factor 2.",
    ),
    Slip(
        "plus_one",
        lambda c: c + 1,
        "You appear to have counted one too many.",
        "Yours is the answer plus 1.",
        "Check where the counting starts and ends.",
    ),
    Slip(
        "minus_one",
        lambda c: c - 1,
        "You appear to have counted one too few.",
        "Yours is the answer minus 1.",
        "Check where the counting starts and ends, and every “+ 1”.",
    ),
    Slip(
        "complement",
        lambda c: 1 - c,
        "You appear to have the other probability.",
        "Yours is 1 minus the answer.",
        "Check which of the two cases is asked for.",
    ),
    Slip(
        "nats",
        lambda c: c * log(2),
        "You appear to have used the natural logarithm where base 2 is asked for.",
        "Yours is ln 2 times the answer.",
        "Divide by ln 2 to turn nats into bits.",
    ),
    Slip(
        "bits",
        lambda c: c / log(2),
        "You appear to have used base 2 where the natural logarithm is asked for.",
        "Yours is the answer divided by ln 2.",
        "Multiply by ln 2 to turn bits into nats.",
    ),
    Slip(
        "log10",
        lambda c: c / log(10),
        "You appear to have used the logarithm to base 10.",
        "Yours is the answer divided by ln 10.",
        "Use the natural logarithm.",
    ),
    Slip(
        "percent",
        lambda c: 100 * c,
        "You appear to have given a percentage.",
        "Yours is 100 times the answer.",
        "Divide by 100, or write the % sign.",
    ),
    Slip(
        "per_cent_of",
        lambda c: c / 100,
        "You appear to have divided by 100 once too often.",
        "Yours is a hundredth of the answer.",
        "Check whether a percentage is asked for.",
    ),
    Slip(
        "in_bits",
        lambda c: 8 * c,
        "You appear to have given bits instead of bytes.",
        "Yours is 8 times the answer.",
        "Divide by 8 to turn bits into bytes.",
    ),
    Slip(
        "in_bytes",
        lambda c: c / 8,
        "You appear to have divided by 8 bits a byte once too often.",
        "Yours is an eighth of the answer.",
        "Check whether bits or bytes are asked for.",
    ),
    Slip(
        "count",
        lambda c: c / 4,
        "You appear to have counted numbers instead of bytes.",
        "Yours is a quarter of the answer.",
        "Multiply by the bytes that one number takes.",
    ),
    Slip(
        "square",
        lambda c: c**2,
        "You appear to have left out a square root, or squared once too often.",
        "Yours is the square of the answer.",
        "Check whether the root was taken.",
    ),
    Slip(
        "root",
        lambda c: c**0.5,
        "You appear to have taken a square root too many, or to have lost a square.",
        "Yours is the square root of the answer.",
        "Check whether the root belongs there.",
    ),
)

ROUNDED = Slip(
    "rounded",
    lambda c: c,
    "You appear to have rounded too early, or too much.",
    "Yours is within 2 % of the answer, but not the answer.",
    "Keep all figures until the end, and round once.",
)


def of_number(typed: Value, right: Value) -> list[Slip]:
    """The slips that turn the right number into the typed one; rounding only when nothing else does."""
    found = [slip for slip in SLIPS if _makes(slip, typed.middle, typed.figures, right)]
    if found or not right.middle:
        return found
    off = abs(typed.middle - right.middle)
    return [ROUNDED] if 0 < off <= ROUNDED_WITHIN * abs(right.middle) else []


def of_samples(typed: Array, right: Array) -> list[Slip]:
    """The slips that turn the right values into the typed ones at every sample."""
    usable = np.isfinite(typed) & np.isfinite(right) & (np.abs(right) > 1e-12)
    if usable.sum() < _FEWEST_SAMPLES:
        return []
    typed, right = typed[usable], right[usable]
    found = [slip for slip in SLIPS if _equal(typed, _applied(slip, right))]
    return found or _constant(typed, right)


def _constant(typed: Array, right: Array) -> list[Slip]:
    """A factor or an addend that is the same at every sample."""
    ratio, offset = typed[0] / right[0], typed[0] - right[0]
    if _equal(typed, ratio * right) and abs(ratio.imag) < _AGREES and not _equal(right, right[:1]):
        return [_factor(ratio.real)]
    if _equal(typed, right + offset) and abs(offset.imag) < _AGREES and not _equal(right, right[:1]):
        return [_addend(offset.real)]
    return []


def _factor(ratio: float) -> Slip:
    return Slip(
        "factor",
        lambda c: ratio * c,
        "You appear to have a constant factor too many, or one too few.",
        f"Off by a constant factor: yours is {ratio:.4g} times the answer.",
        "Check the constants in front.",
    )


def _addend(offset: float) -> Slip:
    more = "more" if offset > 0 else "less"
    return Slip(
        "offset",
        lambda c: c + offset,
        "You appear to have a constant term too many, or one too few.",
        f"Yours is {abs(offset):.4g} {more} than the answer everywhere.",
        "Check the terms without a variable.",
    )


def _makes(slip: Slip, typed: Fraction, figures: Figures | None, right: Value) -> bool:
    """Whether a slip turns the right number into what was typed, rounded as the learner may round."""
    try:
        start = np.array([float(right.middle)], dtype=complex)
        made = _applied(slip, start)[0]
    except OverflowError:
        return False
    if not np.isfinite(made) or abs(made.imag) > _AGREES * abs(made) or not typed:
        return False
    target = Fraction(float(made.real))
    if right.is_whole and abs(target - round(target)) < Fraction(1, 10**6):
        return typed == round(target)
    return fit(typed, target, figures, is_whole=False) is Fit.RIGHT


def _applied(slip: Slip, values: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(slip.rule(values), dtype=complex)


def _equal(left: Array, right: Array) -> bool:
    if not np.all(np.isfinite(right)):
        return False
    return bool(np.all(np.abs(left - right) <= _AGREES * np.maximum(np.abs(left), np.abs(right))))


def said(slips: Sequence[Slip]) -> tuple[str, ...]:
    """What to say: the three lines of one slip, or that several give the same."""
    if len(slips) == 1:
        return slips[0].lines
    if not slips:
        return ()
    whys = "; ".join(
        slip.why.split(": ")[-1].rstrip(".").removeprefix("yours is ").removeprefix("Yours is ")
        for slip in slips[:3]
    )
    return (
        "Several slips give exactly this, so look at each of them.",
        f"Yours is: {whys}.",
        slips[0].change,
    )
