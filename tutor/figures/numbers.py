"""Numbers as a picture prints them: brief, with a real minus sign and raised exponents."""

from __future__ import annotations

import math

MINUS = "−"
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
SMALLEST_PLAIN, LARGEST_PLAIN = 1e-4, 1e6
"""Between these sizes a number is written out in full."""


def power_of_ten(exponent: int) -> str:
    """Write 10 to a whole power: 1, 10, 10², 10⁻³."""
    if exponent in (0, 1):
        return "10"[: exponent + 1]
    return "10" + str(exponent).translate(_RAISED)


def scaled_integer(digits: int, exponent: int, plain: bool = True) -> str:
    """Write digits · 10^exponent exactly and briefly: (25, −2) is 0.25, or 2.5×10⁻¹ when not plain."""
    if digits == 0:
        return "0"
    while digits % 10 == 0:
        digits, exponent = digits // 10, exponent + 1
    sign, figures = (MINUS if digits < 0 else ""), str(abs(digits))
    leading = exponent + len(figures) - 1
    if plain or leading in (0, 1):
        return sign + _plain(figures, exponent)
    power = power_of_ten(leading)
    if figures == "1":
        return sign + power
    return f"{sign}{figures[0]}{'.' * (len(figures) > 1)}{figures[1:]}×{power}"


def _plain(figures: str, exponent: int) -> str:
    """Place the decimal point in a row of figures."""
    if exponent >= 0:
        return figures + "0" * exponent
    figures = figures.rjust(1 - exponent, "0")
    return f"{figures[:exponent]}.{figures[exponent:]}"


def is_plain(value: float) -> bool:
    """Say whether a number of this size reads best written out, without a power of ten."""
    return value == 0 or SMALLEST_PLAIN <= abs(value) < LARGEST_PLAIN


def number(value: float, digits: int = 5) -> str:
    """Write a number with at most so many significant digits; whole numbers below 10¹² in full.

    Thousands are set apart by a blank (535 818); infinity is ∞ and NaN is "undefined".
    """
    if math.isnan(value):
        return "undefined"
    if math.isinf(value):
        return "∞" if value > 0 else MINUS + "∞"
    if abs(value) < 1e12 and (value == round(value) or abs(value) >= 10.0 ** (digits - 1)):
        whole = abs(round(value))
        grouped = f"{whole:,}".replace(",", " ") if whole >= 10_000 else str(whole)
        return MINUS * (value < 0) + grouped
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return scaled_integer(int(mantissa.replace(".", "")), int(exponent) - digits + 1, is_plain(value))
