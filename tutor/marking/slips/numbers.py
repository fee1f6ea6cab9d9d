"""Slips recognised in one number."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from tutor.marking.slips.catalogue import ROUNDED, ROUNDED_WHOLE, SLIPS, Slip
from tutor.marking.tolerance import Fit, fit
from tutor.marking.values import Value

ROUNDED_WITHIN = Fraction(2, 100)
_NEARLY_WHOLE = Fraction(1, 10**6)


def of_number(typed: Value, right: Value) -> list[Slip]:
    """The slips that turn the right number into the typed one; rounding only when nothing else does."""
    found = [slip for slip in SLIPS if _makes(slip, typed, right)]
    if found:
        return found
    off = abs(typed.middle - right.middle)
    if not 0 < off <= ROUNDED_WITHIN * abs(right.middle):
        return []
    return [ROUNDED_WHOLE if right.is_whole else ROUNDED]


def _makes(slip: Slip, typed: Value, right: Value) -> bool:
    """Whether a slip turns the right number into what was typed, rounded as a learner may round."""
    try:
        start = np.array([float(right.middle)], dtype=complex)
    except OverflowError:
        return False
    with np.errstate(all="ignore"):
        made = complex(slip.rule(start)[0])
    if not typed.middle or not np.isfinite(made) or made.imag:
        return False
    target = Fraction(made.real)
    if right.is_whole and abs(target - round(target)) < _NEARLY_WHOLE:
        return typed.middle == round(target)
    return fit(typed.middle, target, typed.figures, is_whole=False) is Fit.RIGHT
