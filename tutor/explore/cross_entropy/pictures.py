"""The pictures of question 4: the three quantities, their sum, the likelihood, and the gradients."""

from __future__ import annotations

import math

import numpy as np

from tutor.compute.information import cross_entropy, cross_entropy_gradient, entropy, kl
from tutor.explore.cross_entropy.axes import GRID, P_AXIS, height, marks, wrong_line, wrong_words
from tutor.explore.cross_entropy.findings_slopes import logit_slope, slope
from tutor.explore.cross_entropy.pictures_both import both_ways, valley
from tutor.explore.cross_entropy.setting import Setting
from tutor.explore.cross_entropy.writing import chance, from_log, quantity, total
from tutor.explore.cross_entropy.wrong import RULES, WrongRule
from tutor.explore.format import number
from tutor.explore.result import Picture
from tutor.figures.figure import Axis, Figure, Line, Reference, Role

CURVES = "Cross-entropy, KL and entropy against p"
STACK = "ce = H + KL: the tangent above the entropy"
LIKELIHOOD = "Likelihood and its negative log against p"
SLOPES = "Gradient in p and in the logit"
VALLEY = "ce(p, x) for every p and x: the valley p = x"
BOTH = "KL both ways, and what bounds it"


def pictures(setting: Setting, rule: WrongRule | None) -> list[Picture]:
    """Return every picture; `rule` is a wrong rule to draw beside the right one."""
    return [
        Picture(CURVES, lambda: _curves(setting, rule)),
        Picture(STACK, lambda: _stack(setting, rule)),
        Picture(LIKELIHOOD, lambda: _likelihood(setting, rule)),
        Picture(SLOPES, lambda: _slopes(setting)),
        Picture(VALLEY, lambda: valley(VALLEY, setting)),
        Picture(BOTH, lambda: both_ways(BOTH, setting, rule)),
    ]


def _curves(setting: Setting, rule: WrongRule | None) -> Figure:
    x, unit = setting.x, setting.unit
    top = height(setting, setting.cross)
    layers = [
        Line(GRID, cross_entropy(x, GRID, unit=unit), "ce(p, x)", "first"),
        Line(GRID, kl(x, GRID, unit=unit), "KL(x‖p)", "second"),
        *wrong_line(setting, rule, np.array(x), GRID),
    ]
    references = [*marks(setting, x), Reference("y", setting.floor, "floor H(x)", "third")]
    low = -top if rule is not None and rule.falls else 0.0
    return Figure(
        CURVES, _curves_caption(setting) + wrong_words(setting, rule), layers,
        P_AXIS, Axis(unit, low=low, high=top), references,
    )  # fmt: skip


def _curves_caption(setting: Setting) -> str:
    floor, p = quantity(setting, setting.floor), chance(setting.p)
    lowest = f"ce is lowest at p = x = {chance(setting.x)}, where it is H(x) = {floor}"
    if math.isinf(setting.cross):
        return f"{lowest}; at p = {p} it is infinite, as p rules out {setting.ruled_out(setting.x)}."
    if setting.p == setting.x:
        return f"{lowest} and KL is 0: your p is there."
    return (
        f"{lowest}; at p = {p} it is {number(setting.cross)}, KL = {number(setting.excess)} above that floor."
    )


def _stack(setting: Setting, rule: WrongRule | None) -> Figure:
    x, p, unit = setting.x, setting.p, setting.unit
    top = height(setting, setting.cross)
    layers = [
        Line(GRID, cross_entropy(GRID, p, unit=unit), "ce(p, x)", "first"),
        Line(GRID, entropy(GRID, unit=unit), "H(x)", "third"),
        *wrong_line(setting, rule, GRID, np.array(p)),
        _pile(x, 0.0, setting.floor, "H", "third", "░"),
    ]
    if math.isfinite(setting.excess):
        layers.append(_pile(x, setting.floor, setting.cross, "+ KL = ce", "second", "█"))
    low = -top if rule is not None and rule.falls else 0.0
    return Figure(
        STACK, _stack_caption(setting) + wrong_words(setting, rule), layers,
        Axis("target x", low=0, high=1), Axis(unit, low=low, high=top), marks(setting, x),
    )  # fmt: skip


def _pile(x: float, low: float, high: float, label: str, role: Role, symbol: str) -> Line:
    """Return a column at x from one height to another."""
    heights = np.linspace(low, high, 80)
    return Line(np.full(80, x), heights, label, role, joined=False, symbol=symbol)


def _stack_caption(setting: Setting) -> str:
    x, p, floor = chance(setting.x), chance(setting.p), quantity(setting, setting.floor)
    if setting.p in (0.0, 1.0):
        what = setting.ruled_out(0.5)
        return f"At x = {x} H is {floor}; ce is infinite for every x but {p}, as p = {p} rules out {what}."
    touches = f"For p = {p} ce is a straight line in x that touches the entropy at x = p"
    if setting.p == setting.x:
        return f"{touches}: at x = {x} both are {floor} and the gap KL is 0."
    return (
        f"{touches}; at x = {x} it is H + KL = {total(setting.floor, setting.excess)} "
        f"= {quantity(setting, setting.cross)}: KL is the gap."
    )


def _likelihood(setting: Setting, rule: WrongRule | None) -> Figure:
    mean, unit = setting.mean, setting.unit
    losses = np.asarray(cross_entropy(mean, GRID, unit=unit))
    least = setting.fit.nll
    share = np.exp((least - setting.size * losses) * setting.scale)
    layers = [
        Line(GRID, share, "L(p) ÷ its maximum", "first"),
        Line(GRID, losses, f"−{setting.log} L(p) a label ({unit})", "second"),
    ]
    top = height(setting, setting.cost(mean))
    low, lesson = 0.0, ""
    if rule is RULES["ce.sign"]:
        layers.append(Line(GRID, -losses, f"your rule: +{setting.log} L(p) as the loss", "wrong"))
        low, lesson = (
            -top,
            f" Without the minus the loss would be lowest at an edge, not at p̂ = {number(mean)}.",
        )
    return Figure(
        LIKELIHOOD, _likelihood_caption(setting) + lesson, layers,
        P_AXIS, Axis(f"share or {unit}", low=low, high=top), marks(setting, mean, "p̂"),
    )  # fmt: skip


def _likelihood_caption(setting: Setting) -> str:
    fit, p = setting.fit, chance(setting.p)
    highest, least = from_log(-fit.nll * setting.scale), quantity(setting, fit.nll / setting.size)
    best = (
        f"Likelihood is highest ({highest}) and its negative log lowest ({least} a label) "
        f"at p̂ = x̄ = {number(setting.mean)}"
    )
    if setting.p == setting.mean:
        return f"{best}, your p."
    if math.isinf(setting.nll):
        return f"{best}; p = {p} makes these labels impossible."
    share = from_log((fit.nll - setting.nll) * setting.scale)
    return f"{best}; p = {p} makes the labels {share} times as likely."


def _slopes(setting: Setting) -> Figure:
    x, scale = setting.x, setting.scale
    layers = [
        Line(GRID, cross_entropy_gradient(x, GRID, unit=setting.unit), "∂ce/∂p", "first"),
        Line(GRID, (GRID - x) / scale, "∂ce/∂t, p = σ(t)", "second"),
    ]
    references = [Reference("y", 0.0, "", "muted"), *marks(setting, x)]
    reach = 6 / scale
    return Figure(
        SLOPES, _slopes_caption(setting), layers,
        P_AXIS, Axis(f"slope ({setting.unit})", low=-reach, high=reach), references,
    )  # fmt: skip


def _slopes_caption(setting: Setting) -> str:
    x, scale = setting.x, setting.scale
    edges = {0.0: "p = 1", 1.0: "p = 0"}.get(x, "p = 0 and p = 1")
    low, high = number(-x / scale), number((1 - x) / scale)
    return (
        f"At p = {chance(setting.p)} the slope in p is {number(slope(setting))} and in the logit t "
        f"{number(logit_slope(setting))}; towards {edges} the first grows without bound, "
        f"the second stays between {low} and {high}."
    )
