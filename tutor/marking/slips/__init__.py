"""Slips that happen with every formula: a lost sign, a factor 2, the wrong logarithm, rounding too early.

They are tried on what the learner's answer is worth, once no named mistake of the part has matched.
"""

from tutor.marking.slips.catalogue import SLIPS, Slip, said
from tutor.marking.slips.numbers import of_number
from tutor.marking.slips.samples import of_samples

__all__ = ["SLIPS", "Slip", "of_number", "of_samples", "said"]
