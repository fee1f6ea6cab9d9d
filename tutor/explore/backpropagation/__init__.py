"""Question 1: gradients by back-propagation, what they need stored, and the slopes of ReLU and swish."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.compute.activations import ACTIVATIONS
from tutor.explore.backpropagation.findings_gradients import gradient_findings
from tutor.explore.backpropagation.findings_kink import kink_findings
from tutor.explore.backpropagation.findings_memory import memory_findings
from tutor.explore.backpropagation.findings_swish import swish_findings
from tutor.explore.backpropagation.pictures_net import batch_lines, gradient_check_v, memory_bars
from tutor.explore.backpropagation.pictures_slopes import derivatives, quotient, swish_family
from tutor.explore.backpropagation.rules import RULES
from tutor.explore.backpropagation.setting import LOSSES, Setting
from tutor.explore.backpropagation.shapes import read_shape
from tutor.explore.comparison import compared, labels
from tutor.explore.explorer import Explorer, InputFault, Values
from tutor.explore.inputs import Choice, Input, Number, Text, Whole
from tutor.explore.result import Finding, Picture

SMALLEST_BETA = 1e-3

_SIZE = Whole(1, 100_000, slide=(1, 16))
_SHAPES = Choice(tuple(ACTIVATIONS))
_TYPED = "relu, or a formula: abs(x), 0.1x | x"
_PLACE = Number(-100, 100, slide=(-4, 4))

INPUTS = (
    Input("n", "inputs n", "Entries of x", "3", _SIZE),
    Input("m", "units m", "Entries of h", "4", _SIZE),
    Input("r", "units r", "Entries of z₂, a", "5", _SIZE),
    Input("s", "outputs s", "Entries of o", "2", _SIZE),
    Input("batch", "batch size", "Samples at once", "1", Whole(1, 1_000_000, slide=(1, 256))),
    Input("bytes", "bytes/number", "float16 2, float32 4", "2", Whole(1, 16)),
    Input("loss", "loss L", "What measures o", next(iter(LOSSES)), Choice(tuple(LOSSES))),
    Input("activation", "activation", "σ after the second layer", "sigmoid", _SHAPES),
    Input("kink", "slopes of", "Whose slopes", "relu",
          Text(read_shape, _TYPED, 100, tuple(ACTIVATIONS))),
    Input("x0", "slopes at x₀", "Where slopes are taken", "0", _PLACE),
    Input("beta", "swish's β", "How steep the σ is", "1", Number(-1000, 1000, step=0.25, slide=(-5, 5))),
    Input("x1", "swish at x₁", "Where limits are shown", "2", _PLACE),
    Input("factor", "factor c", "c in c·x·σ(β·x)", "1", Number(0.01, 100)),
)  # fmt: skip


def _compute(values: Values, compare: str | None) -> tuple[Sequence[Finding], Sequence[Picture]]:
    if 0 < abs(values["beta"]) < SMALLEST_BETA:
        raise InputFault("beta", "closer to 0 than 0.001: take 0 itself, where swish is x/2")
    setting = Setting.of(values)
    findings = [
        *gradient_findings(setting),
        *memory_findings(setting),
        *kink_findings(setting),
        *swish_findings(setting),
    ]
    rule = RULES[compare] if compare else None
    drawn = None if rule is None or rule.hindered(setting) else compare
    return compared(findings, _pictures(setting, drawn), rule, setting)


def _pictures(setting: Setting, compare: str | None) -> list[Picture]:
    step = RULES[compare].words if compare == "sw.liminf_step" else None
    return [
        Picture("f, f′ and f″ around x₀", lambda: derivatives(setting)),
        Picture("Swish between x/2 and ReLU", lambda: swish_family(setting, step)),
        Picture("What the forward pass must keep", lambda: memory_bars(setting, compare)),
        Picture("Gradient check against the step ε", lambda: gradient_check_v(setting, compare)),
        Picture("Difference quotient from both sides", lambda: quotient(setting)),
        Picture("Memory against the batch size", lambda: batch_lines(setting)),
    ]


WRONG_RULES = labels(RULES)

EXPLORER = Explorer("1", INPUTS, _compute, WRONG_RULES)
