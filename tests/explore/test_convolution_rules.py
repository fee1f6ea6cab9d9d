"""Question 2 explored: a wrong rule is held against the layer that it is about, or says that there is none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.explore.comparison_finding import Beside
from tutor.explore.convolution import EXPLORER
from tutor.explore.convolution.rules import RULES


def told(rule: str, **inputs: Any) -> Beside:
    found = EXPLORER.run(inputs, rule).findings[0]
    assert isinstance(found, Beside)
    return found


PAPER: dict[str, str] = {}
SAME = {"input": "21x21x3", "layers": "Conv3-8-Psame-S2-NB BN Conv3-5-P1-D2 GAP"}
GROUPS = {"input": "16x16x8", "layers": "Conv3-12-G4"}


@pytest.mark.parametrize(
    ("rule", "inputs", "value"),
    [
        ("pooled.ceil", PAPER, "11×11×5, not 10×10×5"),  # Pool3 on 31: 10 whole windows and a part of one
        ("pooled.stride1", PAPER, "29×29×5, not 10×10×5"),
        ("pooled.channels", PAPER, "10×10×1, not 10×10×5"),
        ("shape.no_stride", PAPER, "61×61×5, not 31×31×5"),
        ("pool.weights", PAPER, "9, not 0"),
        ("pool.acts", PAPER, "80, not 0"),  # 4·4·5
        ("second.double", PAPER, "450, not 230"),
        ("second.bias_per_pair", PAPER, "250, not 230"),
        ("second.input_depth", PAPER, "50, not 230"),
        ("dense.nobias", PAPER, "400, not 405"),
        ("dense.nochannels", PAPER, "85, not 405"),
        ("dense.early", PAPER, "1605, not 405"),  # (8·8·5 + 1)·5
        ("total.no_stride", PAPER, "2345, not 720"),
        ("total.conv_only", PAPER, "315, not 720"),
        ("shape.same_keeps", SAME, "21×21×8, not 11×11×8"),
        ("shape.same_floor", SAME, "10×10×8, not 11×11×8"),
        ("bn.all", SAME, "248, not 232"),  # 3·3·3·8 weights and 16 of batch norm
        ("bn.keep", SAME, "240, not 232"),
        ("norm.places", SAME, "1936, not 16"),  # 2·11·11·8
        ("second.no_dil", SAME, "11×11×5, not 9×9×5"),
        ("second.kd", SAME, "8×8×5, not 9×9×5"),
        ("second.dilation", SAME, "1005, not 365"),  # (5·5·8 + 1)·5
        ("mean.weights", SAME, "5, not 0"),
        ("par.group", GROUPS, "876, not 228"),  # (9·8 + 1)·12 and (9·2 + 1)·12
        ("mac.params", GROUPS, "216, not 42336"),  # 9·2·12 weights at 14·14 places
    ],
)
def test_the_layer_it_is_about(rule: str, inputs: dict[str, str], value: str) -> None:
    assert told(rule, **inputs).value == value


def test_leaving_the_stride_out_leaves_the_padding_in() -> None:
    found = told("mac.no_stride", input="50x40x3", layers="Conv5-8-P2-S3")
    assert found.given == (50 * 40 * 5 * 5 * 3 * 8,)
    same = told("mac.no_stride", input="50x40x3", layers="Conv5-8-Psame-S3")
    assert same.given == (50 * 40 * 5 * 5 * 3 * 8,)
    dilated = told("mac.no_stride", input="50x40x3", layers="Conv5-8-P1-S3-D2")
    assert dilated.given == (44 * 34 * 5 * 5 * 3 * 8,)


@pytest.mark.parametrize(
    ("rules", "layers", "said"),
    [
        ("pooled.", "Conv3-8", "This network has no first pooling."),
        ("shape.", "Pool2", "This network has no first convolution."),
        ("mac.", "Pool2 FC3", "This network has no first convolution."),
        ("dense.", "Conv3-8", "This network has no dense layer."),
        ("bn.", "Conv3-8 Pool2 BN", "No batch norm stands right behind the first convolution."),
        ("par.group", "Conv3-8", "Conv3-8 has one group only."),
        ("second.kd", "Conv3-8 Conv3-8", "Conv3-8 is not dilated."),
        ("shape.same", "Conv3-8-P1", "Conv3-8-P1 does not pad as “same”"),
        ("shape.pad_once", "Conv3-8-Psame", "Conv3-8-Psame pads as much as “same” takes"),
        ("par.k1", "Conv3x5-8", "Conv3x5-8 differs along height and width"),
        ("first.biased", "Conv3-8", "Conv3-8 has biases: to count them is no mistake."),
    ],
)
def test_a_rule_about_another_layer_says_that_there_is_none(rules: str, layers: str, said: str) -> None:
    for rule in (name for name in RULES if name.startswith(rules)):
        found = told(rule, layers=layers)
        assert found.value == "does not apply here" and found.reason.startswith(said)


def test_whether_a_field_has_poolings_is_said() -> None:
    assert told("rf.skip_pool").reason.startswith("These layers have no pooling.")
    stack = {"field": "Conv3-8-S2 Pool2 Conv3-8"}
    # 3, then 3 + 1·2 = 5, then 5 + 2·4 = 13; without the pooling 3 + 2·2; its stride forgotten 5 + 2·2
    assert told("rf.skip_pool", **stack).value == "7, not 13"
    assert told("rf.pool_nostride", **stack).value == "9, not 13"
    assert told("rf.prevonly", **stack).value == "9, not 13"
    assert told("rf.sRk", **stack).value == "23, not 13"  # ((1·1 + 3)·2 + 2)·2 + 3


def test_letters_are_told_and_no_sentence_is_broken() -> None:
    for rule in RULES:
        for inputs in (PAPER, SAME, GROUPS):
            result = EXPLORER.run(inputs, rule)
            said = f"{result.findings[0].reason}\n{result.figures[0].caption}"
            assert "gives not" not in said and "The right its" not in said and "undefined" not in said, rule
            assert "nan" not in said.replace("domain", ""), rule
    assert "with e the d(k − 1) + 1 cells that the kernel spans" in told("size.ceil").reason
    assert (
        "u the units of the dense layer, T the parameters of the network"
        in told("total.fc_nochannels").reason
    )


def test_no_number_of_a_rule_that_applies_is_missing() -> None:
    for rule in RULES:
        for inputs in (PAPER, SAME, GROUPS):
            found = told(rule, **inputs)
            assert (np.isfinite(found.given).all() and np.isfinite(found.right).all()) or not found.given, (
                rule
            )
