"""Question 3: a mixture of logistic regressions, read as a network with one hidden layer."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.explore.comparison import compared, labels
from tutor.explore.explorer import Explorer, Values
from tutor.explore.inputs import Input, Matrix, Number, Numbers, Whole
from tutor.explore.mixture.findings_label import label_findings
from tutor.explore.mixture.findings_model import model_findings
from tutor.explore.mixture.findings_network import network_findings
from tutor.explore.mixture.pictures import pictures
from tutor.explore.mixture.rules import RULES, told_for
from tutor.explore.mixture.setting import MOST, Setting
from tutor.explore.mixture.wrong import RULES as DRAWN
from tutor.explore.result import Finding, Picture

WRONG_RULES = labels(RULES)

INPUTS = (
    Input("pi", "weights π", "Expert weights, sum 1", "0.5, 0.3, 0.2",
          Numbers(Number(0, 1), 1, MOST)),
    Input("w", "experts W", "Experts' weight vectors", "1, 1; -3, 2; -1, 1.5", Matrix(MOST, MOST)),
    Input("x", "input x", "Point to be labelled", "1, 1", Numbers(Number(), 1, MOST)),
    Input("y", "label y", "Label that was seen", "1", Whole(0, 1)),
    Input("u", "direction u", "Pictures walk along u", "1, 0", Numbers(Number(), 1, MOST)),
    Input("t", "walk t", "How far x moves along u", "0",
          Number(-1e6, 1e6, slide=(-5, 5))),
)  # fmt: skip


def _compute(values: Values, compare: str | None) -> tuple[Sequence[Finding], Sequence[Picture]]:
    setting = Setting.of(values)
    found = [*model_findings(setting), *network_findings(setting), *label_findings(setting)]
    drawn = pictures(setting, DRAWN.get(compare or ""))
    return compared(found, drawn, told_for(RULES[compare], setting) if compare else None, setting)


EXPLORER = Explorer("3", INPUTS, _compute, WRONG_RULES)
