"""Question 5: gradient descent on a function of two variables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tutor.explore.comparison import compared
from tutor.explore.explorer import Explorer, InputFault, Values
from tutor.explore.inputs import Choice, Input, Number, Numbers, Text, Whole
from tutor.explore.optimization.findings import findings
from tutor.explore.optimization.pictures import pictures
from tutor.explore.optimization.rules import RULES, wrong_path
from tutor.explore.optimization.setting import OPTIMIZERS, Setting
from tutor.explore.optimization.surface import EXAMPLES, PAPER, read_surface
from tutor.explore.result import Finding, Picture

FORMULA = Text(
    read_surface, "a formula in x and y, Rosenbrock or Himmelblau", 300, (PAPER, *EXAMPLES.values())
)

INPUTS = (
    Input("f", "f(x, y)", "The function to minimise", PAPER, FORMULA),
    Input("x0", "start x₀", "Where descent starts, first coordinate", "1", Number(-1e6, 1e6, slide=(-3, 3))),
    Input("y0", "start y₀", "Where descent starts, second coordinate", "1", Number(-1e6, 1e6, slide=(-3, 3))),
    Input(
        "step", "step size s", "How far each step goes along the negative gradient", "0.1",
        Number(1e-6, 1e6, step=10, logarithmic=True, slide=(1e-3, 10)),
    ),
    Input("steps", "steps T", "How many steps the path has", "40", Whole(1, 1000, slide=(1, 200))),
    Input("optimizer", "optimizer", "The rule that turns gradients into steps", OPTIMIZERS[0], Choice(OPTIMIZERS)),
    Input(
        "momentum", "momentum μ", "How much of the last step is kept", "0",
        Number(0, below=1, step=0.05, slide=(0, 0.95)),
    ),
    Input(
        "sizes", "paper's steps", "The step sizes that part 5.2 asks for", "0.01, 0.1, 10",
        Numbers(Number(1e-9, 1e6), 1, 6),
    ),
)  # fmt: skip


def _compute(values: Values, compare: str | None) -> tuple[Sequence[Finding], Sequence[Picture]]:
    setting = Setting.of(values)
    if not np.isfinite(setting.surface.value(setting.start)) or not np.isfinite(setting.slope).all():
        raise InputFault("x0", "f or its gradient is not finite at the start")
    path = setting.descend(setting.way_down())
    rule = RULES[compare] if compare else None
    wrong = None
    if rule is not None and rule.picture:
        wrong = rule.words, wrong_path(setting, f"gd.{str(compare).partition('.')[2]}")
    return compared(findings(setting, path), pictures(setting, path, wrong), rule, setting)


WRONG_RULES = {name: rule.words for name, rule in RULES.items()}

EXPLORER = Explorer("5", INPUTS, _compute, WRONG_RULES)
