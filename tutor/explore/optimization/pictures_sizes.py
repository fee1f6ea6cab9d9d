"""The two pictures of question 5 against the step size: the cliff, and the factor per step."""

from __future__ import annotations

import numpy as np

from tutor.compute.descent import Quadratic
from tutor.explore.format import number
from tutor.explore.optimization.setting import Setting
from tutor.figures.figure import Axis, Figure, Line, Reference, Role

ROLES: tuple[Role, ...] = ("first", "second", "third", "fourth")


def cliff(setting: Setting) -> Figure:
    """Return the distance to the minimum after T steps against the step size."""
    title = "Distance to the minimum after T steps, for every step size"
    curved, way = setting.curved, setting.way
    limit = None if curved is None else curved.step_limit(way.momentum, way.nesterov)
    if curved is None or limit is None:
        return Figure(title, _nothing(setting), [])
    around = [limit, limit * 0.999, limit * 1.001]
    sizes = np.unique(np.append(np.geomspace(limit / 300, limit * 1.25, 240), around))
    layers = []
    for role, steps in zip(ROLES, (1, 10, 100, 1000), strict=True):
        gaps = curved.sweep(setting.off, steps, sizes, way.momentum, way.nesterov)
        layers.append(Line(sizes, np.where(gaps > 1e-12, gaps, np.nan), f"T = {steps}", role))
    marks = [Reference("x", limit, f"{way.limit} = {number(limit)}", "wrong")]
    if sizes[0] <= setting.step <= sizes[-1]:
        marks.append(Reference("x", setting.step, f"s = {number(setting.step)}", "strong"))
    name = way.ruled
    caption = (
        f"{name[:1].upper()}{name[1:]}: more steps bring you closer up to the cliff at {way.limit} = {number(limit)}; "
        "beyond it they carry you away."
    )
    return Figure(
        title, caption, layers, Axis("step size s", "log"), Axis("distance", "log", 1e-9, 1e6), marks
    )  # fmt: skip


def _nothing(setting: Setting) -> str:
    if setting.target is None:
        return f"There is nothing to converge to: {setting.lacking}."
    if setting.constant:
        return "f is constant: there is nothing to converge to."
    return "No rate holds at this minimum, where f has no curvature in some direction; see the path."


def factors(setting: Setting) -> Figure:
    """Return the factor per step in every direction against the step size."""
    title = "Factor per step against the step size"
    curved, way = setting.curved, setting.way
    tuned = None if curved is None else curved.tuned(way.momentum, way.nesterov)
    limit = None if curved is None else curved.step_limit(way.momentum, way.nesterov)
    if curved is None or tuned is None or limit is None:
        return Figure(title, _nothing(setting), [])
    sizes = np.linspace(0, limit * 1.3, 200)
    layers = []
    for role, value in zip(ROLES[2:], curved.eigenvalues, strict=False):
        one = Quadratic([[value]])
        label = f"|z|, λ = {number(value)}" if way.momentum else f"|1 − s·{number(value)}|"
        rate = np.asarray(one.rate(sizes, way.momentum, way.nesterov))
        layers.append(Line(sizes, rate, label, role))
    best = tuned.lr
    marks = [
        Reference("y", 1.0, "no progress", "wrong"),
        Reference("x", best, f"best s = {number(best)}", "right"),
    ]
    if setting.step <= sizes[-1]:
        marks.append(Reference("x", setting.step, f"s = {number(setting.step)}", "strong"))
    what = "larger factor" if len(curved.eigenvalues) > 1 else "factor"
    caption = (
        f"For {way.ruled} the {what} is smallest at s = {number(best)}; it crosses 1 at {number(limit)}."
    )
    return Figure(title, caption, layers, Axis("step size s"), Axis("factor", low=0), marks)
