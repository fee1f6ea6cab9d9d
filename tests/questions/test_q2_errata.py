"""Question 2 is marked as the errata of the paper's worked answers ask: what was wrong there is known by name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tutor.cli import main
from tutor.questions.library import Library

RIGHT = "31×31×5|85; 10×10×5|0; 8×8×5|230; 4×4×5|0; 1×1×5|405"

# The part, what is typed, the verdict, the share of the marks, and the mistake that is named.
ROWS = [
    # When a map shrinks: every stride is at least 1, and "no padding" alone is half of it.
    ("2.1a", "If there is no padding and a stride of at least 1", "partial", 0.5, "conv.stride_any"),
    ("2.1a", "no padding", "partial", 0.5, None),
    ("2.1a", "kernel > 1 and no padding, or stride > 1", "correct", 1, None),
    (
        "2.1a",
        "The kernel is larger than 1 with insufficient padding, or the stride is > 1",
        "correct",
        1,
        None,
    ),
    ("2.1a", "2p < d(k - 1) or s > 1", "correct", 1, None),
    ("2.1a", "it always shrinks", "undecided", 0, "conv.always_shrinks"),
    # A larger stride: the capacity of the layer stays as it is.
    (
        "2.1b",
        "Larger stride creates smaller deature map outputs and lowers the model capacity",
        "partial",
        0.5,
        "par.stride",
    ),
    ("2.1b", "Down-sampling and less compute", "correct", 1, None),
    ("2.1b", "Information loss, and a larger receptive field later", "correct", 1, None),
    ("2.1b", "smaller outputs, lost resolution", "correct", 1, None),
    # Sparse connections: right in both directions, and not weight sharing.
    (
        "2.1c",
        "Each neuron in a layer is connected to a subset of the next layer. Just like in CNNs where each bloc/unit "
        "in a feature map is connected only to a small region of pixels of the input image.",
        "correct",
        1,
        None,
    ),
    ("2.1c", "each output unit depends on a small local subset of the inputs", "correct", 1, None),
    ("2.1c", "not every neuron is connected to every other", "correct", 1, None),
    ("2.1c", "the same weights are used everywhere", "undecided", 0, "conv.sparse_sharing"),
    ("2.1c", "each neuron is connected to all neurons", "wrong", 0, None),
    # A bias before batch norm: no impact, because the mean takes it away.
    ("2.1d", "c", "correct", 1, None),
    ("2.1d", "a", "wrong", 0, "bn.breaks"),
    ("2.1d", "d", "wrong", 0, "bn.scale"),
    # True or false; (c) is ambiguous, and true only of a network with a dense layer.
    ("2.2a", "True", "correct", 1, None),
    ("2.2a", "False", "wrong", 0, "par.nodepth"),
    ("2.2b", "true.", "correct", 1, None),
    ("2.2b", "false", "wrong", 0, "par.bias_pos"),
    ("2.2c", "False", "correct", 1, None),
    ("2.2c", "c", "correct", 1, None),
    ("2.2c", "True", "wrong", 0, "par.stride"),
    ("2.2d", "True", "correct", 1, None),
    ("2.2d", "False", "wrong", 0, "pool.channels"),
    # The table: right as it stands, with 5 or (5,) for the last shape, and with the channels first.
    ("2.3", RIGHT, "correct", 1, None),
    ("2.3", RIGHT.replace("1×1×5", "5"), "correct", 1, None),
    ("2.3", RIGHT.replace("1×1×5", "(5,)"), "correct", 1, None),
    ("2.3", RIGHT.replace("1×1×5", "4"), "partial", 0.9, None),
    # A shape of too few sizes is no answer yet.
    ("2.3", RIGHT.replace("31×31×5", "31"), "invalid", 0, None),
    ("2.3", "5×31×31|85; 5×10×10|0; 5×8×8|230; 5×4×4|0; 5|405", "correct", 1, None),
    # Another stride of the pooling, or rounding up: that cell is wrong, what follows from it is not.
    ("2.3", "31×31×5|85; 29×29×5|0; 27×27×5|230; 13×13×5|0; 1×1×5|4230", "partial", 0.9, ...),
    ("2.3", "31×31×5|85; 11×11×5|0; 9×9×5|230; 4×4×5|0; 1×1×5|405", "partial", 0.9, ...),
    ("2.3", RIGHT.replace("10×10×5", "29×29×5"), "partial", 0.9, "pool.stride1"),
    ("2.3", RIGHT.replace("10×10×5", "11×11×5"), "partial", 0.9, "pool.ceil"),
    ("2.3", RIGHT.replace("405", "400"), "partial", 0.9, "par.fc"),
    ("2.3", RIGHT.replace("230", "50"), "partial", 0.9, "par.nodepth"),
    # The receptive field, as a square or by its side.
    ("2.4", "21×21", "correct", 1, None),
    ("2.4", "21 x 21", "correct", 1, None),
    ("2.4", "21", "correct", 1, None),
    ("2.4", "21x21x1", "correct", 1, None),
    ("2.4", "22", "wrong", 0, None),
    ("2.4", "22x22x1", "wrong", 0, None),
    ("2.4", "25×25", "wrong", 0, "rf.sumk"),
    ("2.4", "25", "wrong", 0, "rf.sumk_side"),
    ("2.4", "11×11", "wrong", 0, "rf.one_side"),
    ("2.4", "41×41", "wrong", 0, "rf.pad"),
]


def marked(part: str, answer: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    main(["mark", part, answer, "--json"])
    verdict: dict[str, Any] = json.loads(capsys.readouterr().out)
    return verdict


@pytest.mark.parametrize(("part", "answer", "outcome", "share", "mistake"), ROWS)
def test_the_verdict_is_the_one_asked_for(
    part: str, answer: str, outcome: str, share: float, mistake: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = marked(part, answer, capsys)
    assert (verdict["outcome"], verdict["score"] / verdict["max"]) == (outcome, pytest.approx(share))
    assert mistake is ... or verdict["mistake"] == mistake


def test_true_of_a_network_is_accepted_with_the_remark_that_a_layer_is_another_matter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "Of the convolution itself it is false" in marked("2.2c", "c", capsys)["note"]


def test_the_side_of_the_field_is_accepted_with_the_square(capsys: pytest.CaptureFixture[str]) -> None:
    assert "21 × 21" in marked("2.4", "21", capsys)["note"]


@pytest.mark.parametrize("last", ["3", "1 × 1 × 3", "1x1x3", "(3,)", "(1, 1, 3)"])
def test_the_shape_behind_a_dense_layer_is_a_vector_or_a_volume(last: str) -> None:
    """For every number of units, also where a fresh variant has three of them."""
    library = Library.at()
    variant = next(
        one for one in (library.variant("2.3", seed) for seed in range(99)) if one.numbers["u"] == 3
    )
    *others, _, weights = variant.answer.split("; ")
    assert variant.mark([*others, last, weights]).outcome == "correct"


@pytest.mark.parametrize("answer", ["true", "false"])
@pytest.mark.parametrize("part", ["2.2a", "2.2b", "2.2d"])
def test_the_reason_is_told_whichever_was_answered(part: str, answer: str) -> None:
    variant = Library.at().find(part).paper()
    verdict = variant.mark(answer)
    assert variant.exercise.template.reason in (verdict.note, *verdict.feedback)
    assert len(verdict.feedback) <= 3
