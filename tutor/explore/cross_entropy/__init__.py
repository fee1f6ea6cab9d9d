"""Question 4: from maximum likelihood to cross-entropy, and what it means for soft labels."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.explore.comparison import compared, labels
from tutor.explore.cross_entropy.findings_likelihood import likelihood_findings
from tutor.explore.cross_entropy.findings_slopes import slope_findings
from tutor.explore.cross_entropy.findings_soft import soft_findings
from tutor.explore.cross_entropy.pictures import pictures
from tutor.explore.cross_entropy.rules import RULES
from tutor.explore.cross_entropy.setting import Setting, read_labels
from tutor.explore.cross_entropy.wrong import RULES as DRAWN
from tutor.explore.explorer import Explorer, Values
from tutor.explore.inputs import Choice, Input, Number, Text
from tutor.explore.result import Finding, Picture

WRONG_RULES = labels(RULES)

INPUTS = (
    Input("p", "prediction p", "Predicted chance of a 1", "0.6", Number(0, 1, step=0.05)),
    Input(
        "x", "target x", "True chance of a 1", "0.3", Number(0, 1, step=0.05)
    ),
    Input(
        "data", "labels", "Hard labels seen", "1 0 0 1 0 0 0 1 0 0",
        Text(read_labels, "such as 1 0 0 1, or 3 of 10", 1000),
    ),
    Input("unit", "unit", "Unit: 1 bit is ln 2 nats", "nats", Choice(("nats", "bits"))),
)  # fmt: skip


def _compute(values: Values, compare: str | None) -> tuple[Sequence[Finding], Sequence[Picture]]:
    setting = Setting.of(values)
    found = [*likelihood_findings(setting), *soft_findings(setting), *slope_findings(setting)]
    drawn = pictures(setting, DRAWN.get(compare or ""))
    return compared(found, drawn, RULES[compare] if compare else None, setting)


EXPLORER = Explorer("4", INPUTS, _compute, WRONG_RULES)
