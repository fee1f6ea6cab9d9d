"""Parts 1.5 and 1.6: the limits of swish, its dip, and a reason for each of swish and ReLU."""

from __future__ import annotations

import math

from tutor.compute.activations import activation, swish, swish_landmarks, swish_limit
from tutor.explore.backpropagation.setting import Setting
from tutor.explore.format import number, signed
from tutor.explore.result import Finding

SMALL, LARGE = 0.01, 100.0
"""The β that stand for "close to the limit"."""

_UNIT = swish_landmarks(1.0)
DIP, DEPTH = number(_UNIT.extremum.x, 5), number(_UNIT.sup_gap_relu)


def swish_findings(setting: Setting) -> list[Finding]:
    """Return the limits β → 0 and β → ∞, the turning point, and a reason for each function."""
    return [
        _to_zero(setting),
        _to_infinity(setting),
        _turning_point(setting),
        _for_swish(setting),
        _for_relu(setting),
    ]


def before(factor: float) -> str:
    """Return how the factor stands before x: nothing for 1."""
    return "" if factor == 1 else number(factor)


def _to_zero(setting: Setting) -> Finding:
    x, c, front = setting.x1, setting.factor, before(setting.factor)
    reason = (
        f"For fixed x: β·x → 0, so σ(β·x) → σ(0) = 1/2 and g(x) = {front}x·σ(β·x) → {front}x/2.\n"
        f"At x₁ = {number(x)}: β = {number(setting.beta)} gives {number(c * swish(x, setting.beta))}, "
        f"β = {number(SMALL)} gives {number(c * swish(x, SMALL))}; {front}x₁/2 = {number(c * swish_limit(x, 0))}."
    )
    return Finding("1.5", "swish for β → 0", f"{front}x/2", reason)


def _to_infinity(setting: Setting) -> Finding:
    x, beta, c, front = setting.x1, setting.beta, setting.factor, before(setting.factor)
    relu = f"{front}·ReLU" if front else "ReLU"
    reason = (
        f"x > 0: σ(β·x) → 1, g → {front}x.  x < 0: σ(β·x) → 0, g → 0.  x = 0: g = 0·σ(0) = 0·½ = 0 for every β.\n"
        f"At x₁ = {number(x)}: β = {number(beta)} gives {number(c * swish(x, beta))}, β = {number(LARGE)} gives "
        f"{number(c * swish(x, LARGE))}; {relu}(x₁) = {number(c * swish_limit(x, math.inf))}.\n"
        f"{_gap(beta, c)}\nβ → −∞ gives {_low(c)} instead: {number(c * swish_limit(x, -math.inf))} at x₁."
    )
    slip = "names neither the limit, ReLU, nor why x = 0 gives 0: there σ(β·0) stays 1/2, and 0·½ = 0."
    return Finding("1.5", "swish for β → ∞", f"{relu}(x) = max(0, {front}x)", reason, slip)


def _low(c: float) -> str:
    return f"{before(c)}·min(0, x)" if before(c) else "min(0, x)"


def _gap(beta: float, c: float) -> str:
    front = before(c)
    if beta == 0:
        return f"β = 0 is {front}x/2 itself, which leaves ReLU by {front}|x|/2."
    size, limit = ("β", f"{front}·ReLU" if front else "ReLU") if beta > 0 else ("|β|", _low(c))
    marks, times = swish_landmarks(beta), f"{front}·" if front else ""
    return (
        f"For all x at once: |g − {limit}| ≤ {times}{DEPTH}/{size} = {number(c * marks.sup_gap_relu)}, "
        f"reached at |x| = {number(abs(marks.extremum.x))}."
    )


def _turning_point(setting: Setting) -> Finding:
    beta, c, front = setting.beta, setting.factor, before(setting.factor)
    if beta == 0:
        reason = f"With β = 0 swish is {front}x/2: its slope is the same everywhere, so it does not turn."
        return Finding("1.5", "swish's minimum", f"none: {front}x/2 is a line", reason)
    marks = swish_landmarks(beta)
    x, value, b = number(marks.extremum.x), number(c * marks.extremum.value), signed(beta)
    times = f"{front}·" if front else ""
    kind = "minimum" if beta > 0 else "maximum"
    reason = (
        f"g′(x) = {times}σ(u)·(1 + u·σ(−u)) with u = β·x vanishes only at u = {DIP}, whatever β is.\n"
        f"x = {DIP}/{b} = {x} and g = −{times}{DEPTH}/{b} = {value}, which is {times}(x + 1/β).\n"
        f"The slope lies between {number(c * marks.slope_min.value)} and {number(c * marks.slope_max.value)} "
        "for every β."
    )
    return Finding("1.5", f"swish's {kind}", f"{value} at x = {x}", reason)


def _for_swish(setting: Setting) -> Finding:
    beta, c = setting.beta, setting.factor
    slope = c * activation("swish", beta=beta).derivative(-1.0)
    first, second = ("1/2", "β/2") if c == 1 else (number(c / 2), f"{number(c)}β/2")
    reason = (
        f"g has every derivative everywhere: g′(0) = {first} and g″(0) = {second} = {number(c * beta / 2)}; "
        "ReLU has neither at 0.\n"
        f"And for x < 0 it still learns: at x = −1 its slope is {number(slope)}, where ReLU's is 0 (a dead unit "
        "stays dead)."
    )
    return Finding("1.6", "a reason for swish", "smooth: g′ and g″ exist", reason)


def _for_relu(setting: Setting) -> Finding:
    beta, label = setting.beta, "a reason for ReLU"
    slip = (
        "says “increasing” and “randomly”: ReLU is non-decreasing (flat for x ≤ 0), and swish falls in a "
        "definite region."
    )
    rest = "ReLU's slope is 0 or 1, never negative; it is also cheaper and gives exact zeros."
    if beta == 0:
        return Finding(
            "1.6", label, "never falls", f"{rest}\nWith β = 0 swish is x/2, which never falls.", slip
        )
    share = falling_share(beta)
    side, sign = ("left", "<") if beta > 0 else ("right", ">")
    x = number(swish_landmarks(beta).extremum.x)
    reason = (
        f"{rest}\nSwish falls {side} of x = {DIP}/{signed(beta)} = {x}: there its slope is negative. Of inputs drawn "
        f"from N(0, 1) that is P(x {sign} {x}) = {percent(share)}; for ReLU it is 0 %."
    )
    return Finding("1.6", label, f"swish falls for {percent(share)}", reason, slip)


def falling_share(beta: float) -> float:
    """Return the share of inputs from N(0, 1) at which swish has a negative slope: Φ(−1.27846/|β|)."""
    if beta == 0:
        return 0.0
    return math.erfc(abs(swish_landmarks(beta).extremum.x) / math.sqrt(2)) / 2


def percent(share: float) -> str:
    """Return 10 % for 0.1005."""
    return f"{number(100 * share, 1)} %"
