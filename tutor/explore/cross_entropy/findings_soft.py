"""Part 4.2: what the loss means for a soft label: cross-entropy, entropy, KL, and their one law."""

from __future__ import annotations

import math

from tutor.compute.information import kl
from tutor.explore.cross_entropy.setting import Setting
from tutor.explore.cross_entropy.writing import amount, chance, factor, quantity, total, why_infinite
from tutor.explore.format import number
from tutor.explore.result import Finding


def soft_findings(setting: Setting) -> list[Finding]:
    """Return the findings of part 4.2 that lead to its conclusion."""
    return [
        _cross(setting),
        _entropy(setting),
        _divergence(setting),
        _law(setting),
        _minimum(setting),
        _reversed(setting),
    ]


def _texts(setting: Setting) -> tuple[str, str, str, str]:
    """Return p, 1 − p, x and 1 − x as written in a formula."""
    p, x = setting.p, setting.x
    return factor(p), factor(1 - p), factor(x), factor(1 - x)


def _terms(x: float, one: float, zero: float) -> tuple[float, float]:
    """Return x·one and (1 − x)·zero, where 0 times anything is 0."""
    return (x * one if x else 0.0), ((1 - x) * zero if x < 1 else 0.0)


def _cross(setting: Setting) -> Finding:
    (p, q, x, y), log = _texts(setting), setting.log
    parts = total(*_terms(setting.x, setting.cost(1), setting.cost(0)))
    reason = (
        f"−x {log} p − (1 − x) {log}(1 − p) = −{x}·{log} {p} − {y}·{log} {q}\n"
        f"= {parts} = {quantity(setting, setting.cross)}: the mean loss of a label that is 1 with probability "
        f"x = {x}.{why_infinite(setting, setting.x)}"
    )
    agree = " (for this hard label the two agree)" if setting.floor == 0 else ""
    slip = (
        f"calls cross-entropy the additional uncertainty: that is KL, {number(setting.excess)}; "
        f"cross-entropy is the whole, {number(setting.cross)}{agree}."
    )
    return Finding("4.2", "ce(p, x)", amount(setting, setting.cross, setting.x), reason, slip)


def _entropy(setting: Setting) -> Finding:
    (_, _, x, y), log, value = _texts(setting), setting.log, number(setting.floor)
    formula = f"−x {log} x − (1 − x) {log}(1 − x)"
    if setting.x in (0.0, 1.0):
        reason = f"{formula} = 0: a hard label is certain (0·{log} 0 counts as 0)."
    else:
        own = [
            float(-weight * math.log(weight)) / setting.scale
            for weight in (setting.x, 1 - setting.x)
            if weight < 1
        ]
        parts = total(*own) if len(own) == 2 else number(sum(own))
        reason = f"{formula} = −{x}·{log} {x} − {y}·{log} {y}\n= {parts} = {value}: how uncertain the label itself is."
    reason += f"\nIt contains no p. x {log} x + (1 − x) {log}(1 − x) = {number(-setting.floor)} is minus the entropy."
    slip = (
        f"calls x log x + (1−x) log(1−x) = {number(-setting.floor)} the entropy: that is minus the entropy; "
        "a label's entropy is never negative."
    )
    return Finding("4.2", "H(x)", quantity(setting, setting.floor), reason, slip)


def _divergence(setting: Setting) -> Finding:
    (p, q, x, y), log = _texts(setting), setting.log
    parts = total(*_ratios(setting.x, setting.p, setting.scale))
    reason = (
        f"x {log}(x/p) + (1 − x) {log}((1 − x)/(1 − p)) = {x}·{log}({x}/{p}) + {y}·{log}({y}/{q})\n"
        f"= {parts} = {number(setting.excess)}: what predicting p costs beyond the label's own uncertainty."
        f"{why_infinite(setting, setting.x)}"
    )
    if setting.x in (0.0, 1.0):
        reason += f"\n(0·{log} 0 counts as 0.)"
    slip = f"takes ce for how far p is from x: at p = x it is still H(x) = {number(setting.floor)}; KL is 0 there."
    return Finding(
        "4.2", "KL(x‖p)", amount(setting, setting.excess, setting.x), reason, slip if setting.floor else ""
    )


def _ratios(x: float, p: float, scale: float) -> tuple[float, float]:
    """Return x log(x/p) and (1 − x) log((1 − x)/(1 − p)), the two terms of the divergence."""
    return _weighted(x, p) / scale, _weighted(1 - x, 1 - p) / scale


def _weighted(weight: float, predicted: float) -> float:
    if weight == 0:
        return 0.0
    return weight * (math.log(weight) - math.log(predicted)) if predicted else math.inf


def _law(setting: Setting) -> Finding:
    log, (cross, floor, excess) = setting.log, (setting.cross, setting.floor, setting.excess)
    other, scale = ("bits", math.log(2)) if setting.unit == "nats" else ("nats", 1 / math.log(2))
    converted = total(floor / scale, excess / scale)
    reason = (
        f"{log}(x/p) = {log} x − {log} p splits KL(x‖p) into ce(p, x) − H(x), so ce = H + KL:\n"
        f"{total(floor, excess)} = {quantity(setting, cross)}; "
        f"in {other} {converted} = {number(cross / scale)}."
    )
    return Finding(
        "4.2", "ce = H + KL", f"{total(floor, excess)} = {number(cross)}", reason, _law_slip(setting)
    )


def _law_slip(setting: Setting) -> str:
    opening = "calls cross-entropy the difference of entropy and KL"
    if setting.excess == 0:
        return f"{opening}: it is their sum; only here, with KL = 0, do the two agree."
    difference = number(setting.floor - setting.excess)
    return (
        f"{opening}: H − KL = {difference}, not {number(setting.cross)}; "
        f"with its own E = x log x + (1−x) log(1−x) = −H it is KL − E."
    )


def _minimum(setting: Setting) -> Finding:
    p, x, floor = chance(setting.p), chance(setting.x), number(setting.floor)
    where = (
        f"Your p = {p} costs KL = {number(setting.excess)} more."
        if setting.p != setting.x
        else "Your p is that."
    )
    reason = (
        "H(x) does not contain p: minimising ce over p is minimising KL(x‖p), which is 0 at p = x and positive "
        f"elsewhere.\nThe best prediction is p = {x}, and it still costs H(x) = {floor}. {where}{_curved(setting)}"
    )
    slip = "stops before the conclusion: H(x) has no p in it, so minimising ce is minimising KL, and p = x is best."
    return Finding("4.2", "minimum over p", f"{floor} at p = x = {x}", reason, slip)


def _curved(setting: Setting) -> str:
    if setting.x in (0.0, 1.0):
        return ""
    curvature = 1 / (setting.x * (1 - setting.x)) / setting.scale
    formula = f"1/(x(1 − x)){setting.per_unit}"
    return f"\nThere the slope (p − x)/(p(1 − p)) is 0 and the curvature {formula} = {number(curvature)} > 0."


def _reversed(setting: Setting) -> Finding:
    (p, q, x, y), log = _texts(setting), setting.log
    back = float(kl(setting.p, setting.x, unit=setting.unit))
    parts = total(*_ratios(setting.p, setting.x, setting.scale))
    reason = (
        f"{p}·{log}({p}/{x}) + {q}·{log}({q}/{y}) = {parts} = {number(back)}, {_compared(setting)}.\n"
        "KL is no distance: the order counts. Maximum likelihood takes the mean over the labels: KL(x‖p)."
    )
    value = quantity(setting, back)
    if math.isinf(back):
        what = "a 1" if setting.x == 0 else "a 0"
        value = f"infinite: x rules out {what}"
        reason += f"\nInfinite: the target rules out {what}, which the prediction expects."
    return Finding("4.2", "KL(p‖x)", value, reason)


def _compared(setting: Setting) -> str:
    p, x = setting.p, setting.x
    if p == x or math.isclose(p, 1 - x, rel_tol=1e-12):
        return "the same as KL(x‖p) only because p = " + ("x" if p == x else "1 − x")
    return f"where KL(x‖p) = {number(setting.excess)}"
