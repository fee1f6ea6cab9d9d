"""How question 4 writes its numbers."""

from __future__ import annotations

import math

from tutor.explore.cross_entropy.setting import Setting
from tutor.explore.format import MINUS, number
from tutor.explore.typed import write_number

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def chance(value: float) -> str:
    """Return a probability; one that is nearly 0 or 1 is not written as 0 or 1."""
    text = number(value)
    return write_number(value) if text in ("0", "1") and value not in (0, 1) else text


def factor(value: float) -> str:
    """Return a probability for use in a formula: 1·10⁻⁹ goes into brackets."""
    return bracketed(chance(value))


def bracketed(text: str) -> str:
    """Return a number for use in a formula: in brackets where it has an operator of its own."""
    return f"({text})" if "·" in text else text


def amount(setting: Setting, value: float, target: float) -> str:
    """Return a loss with its unit, or why it is infinite."""
    if math.isinf(value):
        return f"infinite: p rules out {setting.ruled_out(target)}"
    return quantity(setting, value)


def quantity(setting: Setting, value: float) -> str:
    """Return a loss with its unit: 0.5 bits, 1 bit."""
    text = number(value)
    return f"{text} {setting.unit[:-1] if text == '1' else setting.unit}"


def why_infinite(setting: Setting, target: float) -> str:
    """Return a line for the reason where p excludes what the target expects, else nothing."""
    what = setting.ruled_out(target)
    if not what:
        return ""
    zero = "p" if what == "a 1" else "1 − p"
    return f"\nInfinite: the prediction rules out {what} ({zero} = 0), which does happen."


def power(base: str, exponent: int) -> str:
    """Return base³."""
    return base if exponent == 1 else base + str(exponent).translate(_SUPERSCRIPT)


def total(first: float, second: float) -> str:
    """Return "0.5 + 0.25" or "0.5 − 0.25"."""
    text = number(second)
    return f"{number(first)} {MINUS} {text[1:]}" if text.startswith(MINUS) else f"{number(first)} + {text}"


def from_log(nats: float) -> str:
    """Return e^nats, also where a float cannot hold it."""
    if nats == -math.inf or nats > -650:
        return number(math.exp(nats))
    exponent, fraction = divmod(nats / math.log(10), 1)
    mantissa = f"{10**fraction:.3f}"
    if mantissa == "10.000":
        exponent, mantissa = exponent + 1, "1.000"
    mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}·10⁻{str(-int(exponent)).translate(_SUPERSCRIPT)}"
