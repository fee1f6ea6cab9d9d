"""What else 4.2 rests on: how the loss pulls at p and at the logit, and how large KL is at least."""

from __future__ import annotations

import math

import numpy as np

from tutor.compute.information import cross_entropy_gradient
from tutor.explore.cross_entropy.bounds import parabola, pinsker
from tutor.explore.cross_entropy.setting import Setting
from tutor.explore.cross_entropy.writing import bracketed, chance
from tutor.explore.format import number, signed
from tutor.explore.result import Finding


def slope_findings(setting: Setting) -> list[Finding]:
    """Return the gradients and the bounds."""
    return [_in_p(setting), _in_logit(setting), _bounds(setting)]


def slope(setting: Setting) -> float:
    """Return ∂ce/∂p; infinite where p excludes what x expects."""
    with np.errstate(over="ignore"):
        return float(cross_entropy_gradient(setting.x, setting.p, unit=setting.unit))


def logit_slope(setting: Setting) -> float:
    """Return ∂ce/∂t for p = σ(t); at the edges its limit."""
    return (setting.p - setting.x) / setting.scale


def _in_p(setting: Setting) -> Finding:
    p, value, bits = setting.p, slope(setting), setting.per_unit
    reason = f"∂ce/∂p = (p − x)/(p(1 − p)){bits}"
    if p in (0.0, 1.0):
        side = f"{number(value)} from the {'left' if p else 'right'}, though the best p"
        reason += f"; at the edge p = {number(p)} it is {'infinite, like ce' if math.isinf(value) else side}."
    else:
        spread = bracketed(number(p * (1 - p)))
        reason += (
            f" = {signed(p - setting.x)}/{spread}{bits} = {number(value)}: {_advice(value)}.\n"
            f"The divisor p(1 − p) = {spread} goes to 0 at both edges: a confident miss pulls without bound."
        )
    return Finding("4.2", "∂ce/∂p", number(value), reason)


def _advice(value: float) -> str:
    if value == 0:
        return "p is the best"
    return "a smaller p costs less" if value > 0 else "a larger p costs less"


def _in_logit(setting: Setting) -> Finding:
    bits, value = setting.per_unit, logit_slope(setting)
    gap = f"{chance(setting.p)} − {chance(setting.x)}"
    bound = "1" if setting.unit == "nats" else f"1/ln 2 = {number(1 / math.log(2))}"
    reason = (
        f"p = σ(t) with t = ln(p/(1 − p)) = {number(setting.logit)} has ∂p/∂t = p(1 − p), which cancels the divisor:\n"
        f"∂ce/∂t = (p − x){bits} = ({gap}){bits} = {number(value)}, "
        f"never beyond ±{bound}: this is why networks put out logits."
    )
    return Finding("4.2", "∂ce/∂t, p = σ(t)", number(value), reason)


def _bounds(setting: Setting) -> Finding:
    bits, x, p = setting.per_unit, setting.x, setting.p
    least = number(pinsker(x, p, setting.scale))
    reason = f"Pinsker: KL(x‖p) ≥ 2(p − x)²{bits} = 2·{signed(p - x)}²{bits} = {least} for every p."
    if 0 < x < 1:
        near = number(parabola(x, p, setting.scale))
        reason += f"\nClose to p = x, KL is nearly (p − x)²/(2x(1 − x)){bits} = {near}; it is {number(setting.excess)}."
    return Finding("4.2", "bound on KL", f"KL ≥ {least}", reason)
