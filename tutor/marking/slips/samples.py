"""Slips recognised in the values of a formula at many points, or in the entries of matrices."""

from __future__ import annotations

import numpy as np

from tutor.marking.slips.catalogue import SLIPS, Array, Slip, addend, factor

_FEWEST = 3
_AGREES = 1e-9
_VISIBLE = 1e-6


def of_samples(typed: Array, right: Array) -> list[Slip]:
    """The slips that turn the right values into the typed ones at every sample."""
    usable = np.isfinite(typed) & np.isfinite(right)
    typed, right = typed[usable], right[usable]
    if len(right) < _FEWEST or not np.any(right) or _equal(typed, right):
        return []
    found = [slip for slip in SLIPS if slip.of_formulas and _equal(typed, _applied(slip, right))]
    return found or _constant(typed, right)


def _constant(typed: Array, right: Array) -> list[Slip]:
    """A factor or an addend that is the same at every sample, where the right values do differ."""
    if _equal(right, np.full_like(right, right[0])):
        return []
    largest = np.argmax(np.abs(right))
    ratio = typed[largest] / right[largest]
    if abs(ratio.imag) < _AGREES and _VISIBLE < abs(ratio - 1) and ratio and _equal(typed, ratio * right):
        return [factor(float(ratio.real))]
    offset = typed[0] - right[0]
    if abs(offset.imag) < _AGREES and _VISIBLE < abs(offset) and _equal(typed, right + offset):
        return [addend(float(offset.real))]
    return []


def _applied(slip: Slip, values: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(slip.rule(values), dtype=complex)


def _equal(left: Array, right: Array) -> bool:
    if not np.all(np.isfinite(right)):
        return False
    return bool(np.all(np.abs(left - right) <= _AGREES * np.maximum(np.abs(left), np.abs(right))))
