"""Two more pictures of question 4: the whole landscape of ce(p, x), and KL with its bounds."""

from __future__ import annotations

import numpy as np

from tutor.compute.information import cross_entropy, kl
from tutor.explore.cross_entropy.axes import GRID, P_AXIS, marks
from tutor.explore.cross_entropy.bounds import parabola, pinsker
from tutor.explore.cross_entropy.setting import Setting
from tutor.explore.cross_entropy.writing import chance, quantity
from tutor.explore.cross_entropy.wrong import RULES, WrongRule
from tutor.explore.format import number
from tutor.figures.figure import Axis, Contours, Figure, Line, Reference, Role

LEVELS = (0.1, 0.2, 0.35, 0.5, 0.8, 1.0, 1.5, 2.0, 3.0)
ACROSS = np.linspace(0.005, 0.995, 100)
UPWARDS = np.linspace(0, 1, 51)


def valley(title: str, setting: Setting) -> Figure:
    """Return the level lines of ce over p and x, with the best p for every x."""
    x, p = setting.x, setting.p
    heights = np.asarray(cross_entropy(UPWARDS[:, np.newaxis], ACROSS, unit=setting.unit))
    layers: list[Line | Contours] = [
        Contours(ACROSS, UPWARDS, heights, LEVELS, label=f"ce = {number(LEVELS[0])} to {number(LEVELS[-1])}"),
        Line(UPWARDS, UPWARDS, "best p for every x", "right"),
        Line([p], [x], "your p and x", "strong", joined=False, symbol="Y"),
        Line([x], [x], "minimum for your x", "right", joined=False, symbol="M"),
    ]
    return Figure(
        title, _valley_caption(setting), layers,
        P_AXIS, Axis("target x", low=0, high=1), [Reference("y", x, f"x = {chance(x)}", "right")],
    )  # fmt: skip


def _valley_caption(setting: Setting) -> str:
    x, p, floor = chance(setting.x), chance(setting.p), number(setting.floor)
    yours = f"at x = {x} it falls from {number(setting.cross)} at p = {p} to {floor}"
    if setting.p == setting.x:
        yours = f"at x = {x} your p is there, with {floor}"
    return f"Along every row ce falls towards the diagonal p = x, where H(x) is left; {yours}."


def both_ways(title: str, setting: Setting, rule: WrongRule | None) -> Figure:
    """Return KL in both directions against p, over Pinsker's bound and beside the parabola at p = x."""
    x, scale = setting.x, setting.scale
    turned: Role = "wrong" if rule is RULES["kl.rev"] else "fourth"
    layers = [
        Line(GRID, kl(x, GRID, unit=setting.unit), "KL(x‖p)", "second"),
        Line(GRID, kl(GRID, x, unit=setting.unit), "KL(p‖x)", turned),
        Line(GRID, pinsker(x, GRID, scale), f"2(p − x)²{setting.per_unit}", "third"),
    ]
    if 0 < x < 1:
        layers.append(
            Line(GRID, parabola(x, GRID, scale), f"(p − x)²/(2x(1 − x)){setting.per_unit}", "sixth")
        )
    else:
        layers.pop(1)  # infinite for every p but x
    top = min(max(1.0, 1.3 * setting.excess * scale), 3.0) / scale
    return Figure(
        title, _both_caption(setting), layers,
        P_AXIS, Axis(setting.unit, low=0, high=top), marks(setting, x),
    )  # fmt: skip


def _both_caption(setting: Setting) -> str:
    x, p, least = setting.x, setting.p, number(pinsker(setting.x, setting.p, setting.scale))
    back = f"is {number(float(kl(p, x, unit=setting.unit)))}"
    if x in (0.0, 1.0):
        back = "is infinite for every p but x"
    return (
        f"At p = {chance(p)} KL(x‖p) is {quantity(setting, setting.excess)}, "
        f"never below 2(p − x)²{setting.per_unit} = {least}; KL(p‖x) {back}; all are 0 at p = x alone."
    )
