"""What the pictures of question 4 have in common: the grid of p, the marks of the inputs, heights."""

from __future__ import annotations

import numpy as np

from tutor.explore.cross_entropy.setting import Setting
from tutor.explore.cross_entropy.writing import chance
from tutor.explore.cross_entropy.wrong import Array, WrongRule
from tutor.explore.format import number
from tutor.figures.figure import Axis, Line, Reference

GRID: Array = np.linspace(0, 1, 401)
"""Probabilities; at the edges a loss may be infinite, which leaves a gap."""
LOW, HIGH = 1.5, 5.0
"""How high, in nats, a picture of losses reaches at least and at most."""

P_AXIS = Axis("prediction p", low=0, high=1)


def marks(setting: Setting, target: float, name: str = "x") -> list[Reference]:
    """Return the upright lines at p and at a target."""
    if setting.p == target:
        return [Reference("x", target, f"p = {name} = {chance(target)}", "strong")]
    return [
        Reference("x", target, f"{name} = {chance(target)}", "right"),
        Reference("x", setting.p, f"p = {chance(setting.p)}", "strong"),
    ]


def height(setting: Setting, loss: float) -> float:
    """Return how high a picture must reach to hold a loss, as far as that is sensible."""
    return min(max(LOW, 1.3 * loss * setting.scale), HIGH) / setting.scale


def wrong_line(setting: Setting, rule: WrongRule | None, target: Array, prediction: Array) -> list[Line]:
    """Return the line of the wrong rule over the values that vary, if there is one."""
    if rule is None:
        return []
    varying = target if target.size > 1 else prediction
    values = rule.value(target, prediction) / setting.scale
    return [Line(varying, values, f"your rule: {rule.formula}", "wrong")]


def wrong_words(setting: Setting, rule: WrongRule | None) -> str:
    """Return what the wrong rule says for the inputs, as a sentence."""
    if rule is None:
        return ""
    value = float(rule.value(np.array(setting.x), np.array(setting.p))) / setting.scale
    return f" Your rule {rule.formula} gives {number(value)} there: it {rule.lesson}."
