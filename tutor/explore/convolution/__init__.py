"""Question 2: what the layers of a convolutional network cost, how large they come out, how far they see."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.explore.comparison import compared, labels
from tutor.explore.convolution.architecture import architecture
from tutor.explore.convolution.field import receptive_fields
from tutor.explore.convolution.pictures import pictures
from tutor.explore.convolution.reading import read_size, read_stack
from tutor.explore.convolution.rules import RULES
from tutor.explore.convolution.setting import Setting
from tutor.explore.convolution.short_answers import short_answers
from tutor.explore.convolution.true_false import true_false
from tutor.explore.explorer import Explorer, Values
from tutor.explore.inputs import Input, Text, Whole
from tutor.explore.result import Finding, Picture

PAPER = "Conv4-5-Pvalid-S2 Pool3 Conv3-5-Pvalid-S1 Pool2 FC5"
FIVE = "Conv5-8-P2 Conv5-8-P2 Conv5-8-P2 Conv5-8-P2 Conv5-1-P2"

INPUTS = (
    Input("input", "input size", "Height, width, channels", "64x64x1",
          Text(read_size, "a size such as 64x64x1", 60)),
    Input("layers", "layers of 2.3", "Part 2.3", PAPER,
          Text(read_stack, "layers such as Conv3-8 Pool2 FC10")),
    Input("field", "layers of 2.4", "Part 2.4", FIVE,
          Text(read_stack, "layers such as Conv5-8-P2 Pool2")),
    Input("row", "unit's row", "Unit's row, from 0", "0",
          Whole(0, 4095, slide=(0, 63))),
    Input("column", "unit's column", "Its column, from 0", "0", Whole(0, 4095, slide=(0, 63))),
    Input("n", "map size n", "Cells along an axis", "32",
          Whole(1, 1024, slide=(1, 64))),
    Input("k", "kernel k", "Filter cells in a row", "5", Whole(1, 64, slide=(1, 11))),
    Input("s", "stride s", "Step of the filter", "1", Whole(1, 64, slide=(1, 4))),
    Input("p", "padding p", "Zeros at each end", "1", Whole(0, 64, slide=(0, 6))),
    Input("d", "dilation d", "Cell to cell distance", "1", Whole(1, 64, slide=(1, 4))),
)  # fmt: skip


def _compute(values: Values, compare: str | None) -> tuple[Sequence[Finding], Sequence[Picture]]:
    setting = Setting.of(values)
    findings = [
        *short_answers(setting),
        *true_false(setting),
        *architecture(setting),
        *receptive_fields(setting),
    ]
    rule = RULES[compare] if compare else None
    drawn = {"total.nobias": "par.nobias"}.get(compare or "", compare)
    return compared(findings, pictures(setting, drawn), rule, setting)


WRONG_RULES = labels(RULES)

EXPLORER = Explorer("2", INPUTS, _compute, WRONG_RULES)
