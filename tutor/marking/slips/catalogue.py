"""The slips, each with what it makes of the right value `c` and what to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.complex128]


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip: its code, what it makes of the right value, in numbers and in words, and what to say."""

    code: str
    rule: Callable[[Array], Array]
    makes: str
    did: str
    change: str
    of_formulas: bool = True

    @property
    def lines(self) -> tuple[str, str, str]:
        """What the learner appears to have done, why it fails, what to change."""
        return self.did, f"Yours is {self.makes}.", self.change


def said(slips: Sequence[Slip]) -> tuple[str, ...]:
    """The three lines of one slip, or that several give the same answer."""
    if len(slips) < 2:
        return slips[0].lines if slips else ()
    several = "; and it is ".join(slip.makes for slip in slips[:3])
    return f"Several slips give exactly this: yours is {several}.", slips[0].did, slips[1].did


_FACTOR_2 = "Look for the factor 2."

SLIPS = (
    Slip(
        "sign",
        lambda c: -c,
        "minus the answer",
        "The sign is wrong: you appear to have lost a minus sign, or to have one too many.",
        "Follow the sign through every step.",
    ),
    Slip(
        "reciprocal",
        lambda c: 1 / c,
        "1 over the answer",
        "You appear to have divided the wrong way round.",
        "Check which quantity is divided by which.",
    ),
    Slip(
        "double",
        lambda c: 2 * c,
        "2 times the answer",
        "Off by a constant factor: you appear to count something twice, or to have lost a factor ½.",
        _FACTOR_2,
    ),
    Slip(
        "half",
        lambda c: c / 2,
        "half the answer",
        "Off by a constant factor: you appear to have lost a factor 2, or to have one half too many.",
        _FACTOR_2,
    ),
    Slip(
        "plus_one",
        lambda c: c + 1,
        "the answer plus 1",
        "You appear to have counted one too many.",
        "Check where the counting starts and ends.",
    ),
    Slip(
        "minus_one",
        lambda c: c - 1,
        "the answer minus 1",
        "You appear to have counted one too few.",
        "Check where the counting starts and ends, and every “+ 1”.",
    ),
    Slip(
        "complement",
        lambda c: 1 - c,
        "1 minus the answer",
        "You appear to have the probability of the other case.",
        "Check which of the two cases is asked for.",
    ),
    Slip(
        "nats",
        lambda c: c * log(2),
        "ln 2 times the answer",
        "You appear to have used the natural logarithm where base 2 is asked for.",
        "Divide by ln 2 to turn nats into bits.",
    ),
    Slip(
        "bits",
        lambda c: c / log(2),
        "the answer divided by ln 2",
        "You appear to have used base 2 where the natural logarithm is asked for.",
        "Multiply by ln 2 to turn bits into nats.",
    ),
    Slip(
        "log10",
        lambda c: c / log(10),
        "the answer divided by ln 10",
        "You appear to have used the logarithm to base 10.",
        "Use the natural logarithm.",
    ),
    Slip(
        "percent",
        lambda c: 100 * c,
        "100 times the answer",
        "You appear to have given a percentage.",
        "Divide by 100, or write the % sign.",
        of_formulas=False,
    ),
    Slip(
        "hundredth",
        lambda c: c / 100,
        "a hundredth of the answer",
        "You appear to have divided by 100 once too often.",
        "Check whether a percentage is asked for.",
        of_formulas=False,
    ),
    Slip(
        "point",
        lambda c: 10 * c,
        "10 times the answer",
        "You appear to have moved the decimal point.",
        "Check the powers of ten.",
        of_formulas=False,
    ),
    Slip(
        "point",
        lambda c: c / 10,
        "a tenth of the answer",
        "You appear to have moved the decimal point.",
        "Check the powers of ten.",
        of_formulas=False,
    ),
    Slip(
        "in_bits",
        lambda c: 8 * c,
        "8 times the answer",
        "You appear to have given bits instead of bytes.",
        "Divide by 8 to turn bits into bytes.",
        of_formulas=False,
    ),
    Slip(
        "in_bytes",
        lambda c: c / 8,
        "an eighth of the answer",
        "You appear to have divided by the 8 bits of a byte once too often.",
        "Check whether bits or bytes are asked for.",
        of_formulas=False,
    ),
    Slip(
        "count",
        lambda c: c / 4,
        "a quarter of the answer",
        "You appear to have counted numbers instead of bytes.",
        "Multiply by the bytes that one number takes.",
        of_formulas=False,
    ),
    Slip(
        "square",
        lambda c: c**2,
        "the square of the answer",
        "You appear to have left out a square root, or squared once too often.",
        "Check whether the root was taken.",
    ),
    Slip(
        "root",
        lambda c: c**0.5,
        "the square root of the answer",
        "You appear to have taken a square root too many, or to have lost a square.",
        "Check whether the root belongs there.",
    ),
)

ROUNDED = Slip(
    "rounded",
    lambda c: c,
    "within 2 % of the answer, but not near enough",
    "You appear to have rounded too early, or too much.",
    "Keep all figures until the end, and round once.",
)

ROUNDED_WHOLE = Slip(
    "rounded",
    lambda c: c,
    "within 2 % of the answer, which is a whole number",
    "You appear to have rounded, or to have counted a few too many or too few.",
    "Give the whole number exactly.",
)


def factor(ratio: float) -> Slip:
    """A constant factor that none of the slips above explains."""
    return Slip(
        "factor",
        lambda c: ratio * c,
        f"{ratio:.4g} times the answer",
        "Off by a constant factor: you appear to have one too many, or one too few.",
        "Check the constants in front.",
    )


def addend(offset: float) -> Slip:
    """A constant term that none of the slips above explains."""
    return Slip(
        "offset",
        lambda c: c + offset,
        f"{abs(offset):.4g} {'more' if offset > 0 else 'less'} than the answer everywhere",
        "You appear to have a constant term too many, or one too few.",
        "Check the terms without a variable.",
    )
