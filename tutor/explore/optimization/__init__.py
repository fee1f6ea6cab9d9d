"""Question 5: gradient descent on a function of two variables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tutor.explore.comparison import compared, labels
from tutor.explore.explorer import Explorer, InputFault, Values
from tutor.explore.format import vector
from tutor.explore.inputs import Choice, Input, Number, Numbers, Text, Whole
from tutor.explore.optimization.findings import findings
from tutor.explore.optimization.pictures import pictures
from tutor.explore.optimization.rules import RULES, told_for
from tutor.explore.optimization.setting import Setting
from tutor.explore.optimization.surface import EXAMPLES, PAPER, read_surface
from tutor.explore.optimization.way import OPTIMIZERS
from tutor.explore.optimization.wrong_path import wrong_path
from tutor.explore.result import Finding, Picture

FORMULA = Text(read_surface, "in x and y, or Rosenbrock, Himmelblau", 300, (PAPER, *EXAMPLES.values()))
_ANYWHERE = Number(-1e6, 1e6, slide=(-3, 3))

INPUTS = (
    Input("f", "f(x, y)", "To minimise", PAPER, FORMULA),
    Input("x0", "start x₀", "Where descent starts, in x", "1", _ANYWHERE),
    Input("y0", "start y₀", "Where descent starts, in y", "1", _ANYWHERE),
    Input(
        "step", "step size s", "How far along −∇f", "0.1",
        Number(1e-6, 1e6, step=10, logarithmic=True, slide=(1e-3, 10)),
    ),
    Input("steps", "steps T", "Steps of the path", "40", Whole(1, 1000, slide=(1, 200))),
    Input("optimizer", "optimizer", "How gradients are used", OPTIMIZERS[0], Choice(OPTIMIZERS)),
    Input(
        "momentum", "momentum μ", "How much speed is kept", "0",
        Number(0, below=1, step=0.05, slide=(0, 0.95)),
    ),
    Input("sizes", "paper's steps", "Sizes s of part 5.2", "0.01, 0.1, 10", Numbers(Number(1e-9, 1e6), 1, 6)),
)  # fmt: skip


def _compute(values: Values, compare: str | None) -> tuple[Sequence[Finding], Sequence[Picture]]:
    setting = Setting.of(values)
    _check_start(setting)
    path = setting.descend(setting.way_down())
    rule = told_for(RULES[compare], setting) if compare else None
    wrong = None
    if rule is not None and rule.picture:
        wrong = rule.words, wrong_path(setting, f"gd.{str(compare).partition('.')[2]}")
    return compared(findings(setting, path), pictures(setting, path, wrong), rule, setting)


def _check_start(setting: Setting) -> None:
    """Raise InputFault where f or its gradient has no finite value at the start."""
    surface, start = setting.surface, setting.start

    def finite(points: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> bool:
        with np.errstate(all="ignore"):
            return bool(
                np.isfinite(surface.value(points)).any() and np.isfinite(surface.gradient(points)).any()
            )

    with np.errstate(all="ignore"):
        values = np.append(surface.gradient(start), surface.value(start))
    if np.isfinite(values).all():
        return
    nearby = start + 1e-6 * np.maximum(1, np.abs(start)) * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
    if np.isinf(values).any() and not finite(nearby):
        raise InputFault("f", f"overflows at the start {vector(start)}: it is too large there for a computer")
    raise InputFault("x0", f"f or its gradient is not defined at the start {vector(start)}")


WRONG_RULES = labels(RULES)

EXPLORER = Explorer("5", INPUTS, _compute, WRONG_RULES)
