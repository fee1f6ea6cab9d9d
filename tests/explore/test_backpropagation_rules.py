"""Question 1 explored: a wrong rule speaks of the activation that is there, or says that it does not apply."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.explore.backpropagation import EXPLORER
from tutor.explore.backpropagation.rules import RULES
from tutor.explore.backpropagation.setting import LOSSES
from tutor.explore.comparison_finding import Beside
from tutor.explore.result import Result
from tutor.figures.figure import Bars, Line


def run(rule: str, **inputs: Any) -> Result:
    return EXPLORER.run(inputs, rule)


def told(rule: str, **inputs: Any) -> Beside:
    found = run(rule, **inputs).findings[0]
    assert isinstance(found, Beside)
    return found


@pytest.mark.parametrize("loss", ["cross-entropy", "soft cross-entropy"])
def test_a_sum_that_is_nothing_beside_its_terms_is_0(loss: str) -> None:
    for outputs in range(2, 9):
        found = told("b3.db_axis", loss=loss, s=outputs)  # softmax(o) and y both add up to 1
        assert found.given == (0.0,) and "norm 0;" in found.reason
    assert abs(told("b3.db_axis", loss="squared error").given[0]) > 0.01


def test_no_rule_gives_rounding_for_a_number() -> None:
    for turn, rule in enumerate(RULES):
        for loss in list(LOSSES)[: None if turn % 3 == 0 else 1]:  # rules of one kind stand together
            found = told(rule, loss=loss, kink="abs(sin(x))", x0="pi", beta=-1, x1=-3, factor=0.5)
            both = np.abs([*found.given, *found.right])
            assert not ((both > 0) & (both < 1e-12)).any(), (loss, rule)


# The activation of the network


@pytest.mark.parametrize("name", ["W1", "W2", "b1", "b2"])
def test_the_slope_of_tanh_is_no_mistake_for_tanh(name: str) -> None:
    result = run(f"{name}.tanhrule", activation="tanh")
    found = result.findings[0]
    assert found.value == "does not apply here" and not found.wrong
    assert "The activation is tanh here, and 1 − a² is its slope" in found.reason
    lines = [each for figure in result.figures for each in figure.layers if isinstance(each, Line)]
    assert all(each.role != "wrong" for each in lines)
    assert "a is an output of ReLU here" in told(f"{name}.tanhrule", activation="relu").reason
    assert "a is an output of sigmoid here, and its slope is a(1 − a)." in told(f"{name}.tanhrule").reason


@pytest.mark.parametrize("activation", ["tanh", "relu", "swish", "identity"])
def test_nothing_is_said_of_the_sigmoid_where_there_is_another_activation(activation: str) -> None:
    of_the_network = [name for name in RULES if RULES[name].asked.part == "1.1"]
    for rule in of_the_network:
        for text in (told(rule, activation=activation).reason, EXPLORER.wrong_rules[rule]):
            assert "1/4" not in text and "a(1 − a)" not in text and "a(1−a)" not in text, rule
    assert "at most 1/4" in told("b1.no_fprime").reason
    assert "a(1−a) ⊙ a(1−a)" in told("b1.fprime_twice").reason
    assert "tanh′(z₂) ⊙ tanh′(z₂)" in told("b1.fprime_twice", activation="tanh").reason


def test_z_is_a_mistake_only_where_it_is_not_needed() -> None:
    assert told("mem.z_and_a", activation="swish").value == "does not apply here"
    assert told("mem.z_and_a").value == "28, not 18"
    assert told("mem.relu_z").value == "does not apply here"
    assert told("mem.relu_z", activation="swish").value == "18, not 28"


def test_agreement_is_said_of_these_numbers_and_shown_to_end() -> None:
    assert "on others the two part" not in told("b1.fprime_twice", activation="relu").reason
    reason = told("mem.nobatch").reason
    assert "gives 18, which is right on these numbers; at batch = 2 it gives 18, not 36." in reason


# The function whose slopes are looked at


@pytest.mark.parametrize("kink", ["relu", "tanh", "x^2"])
def test_rules_of_the_sigmoid_do_not_apply_to_others(kink: str) -> None:
    names = {"relu": "ReLU here", "tanh": "tanh here", "x^2": "the formula typed here"}
    for rule in (name for name in RULES if name.startswith("sig.")):
        found = told(rule, kink=kink)
        assert found.value == "does not apply here"
        assert found.reason.startswith(f"This rule is about sigmoid; slopes are taken of {names[kink]}.")
    assert told("sig.tanhrule", kink="sigmoid").value == "0.75, not 0.25"
    assert told("sig.tanhrule", kink="1/(1+exp(-x))").value == "0.75, not 0.25"


def test_rules_of_swish_need_swish_and_those_of_0_need_0() -> None:
    assert told("sw.flat").value == "does not apply here"
    assert told("sw.flat", kink="3x·σ(5x)", factor=3, beta=5).value == "(0, 0), not (1.5, 7.5)"
    assert "Type 3x·σ(5x) there" in told("sw.flat", factor=3, beta=5).reason
    assert "about x₀ = 0" in told("sw.half_second", kink="swish", x0=1).reason
    assert told("sw.nobeta", kink="swish", beta=2, x0=1).wrong
    assert told("sw.nobeta", kink="relu").value == "does not apply here"


def test_one_of_both_slopes_is_a_mistake_only_at_a_kink() -> None:
    assert told("slope.mean").value == "0.5, not undefined"
    assert "both slopes are 1: the derivative exists" in told("slope.mean", x0=2).reason


# Swish's minimum


@pytest.mark.parametrize("rule", ["sw.minfixed", "sw.minmul", "sw.minx_only"])
@pytest.mark.parametrize("factor", [1, 3])
def test_with_beta_1_scaling_rules_agree_and_say_so(rule: str, factor: int) -> None:
    found = told(rule, factor=factor)
    assert found.value == "the same here" and not found.wrong
    assert "right on these numbers; at β = 2 it gives" in found.reason
    assert told(rule, beta=2, factor=factor).wrong


def test_a_line_has_no_minimum_to_mistake() -> None:
    assert "With β = 0 swish is the line x/2" in told("sw.minmul", beta=0).reason


# Shapes


def test_a_transposed_gradient_is_paired_by_entries_that_exist() -> None:
    result = run("W3.dW_swap")
    assert result.findings[0].value == "5×2, not 2×5"
    bars = [each for each in result.figures[0].layers if isinstance(each, Bars)]
    named = [each.names[0] for each in bars if each.role == "right"]
    extra = [each.names[0] for each in bars if each.role == "wrong" and "entry" in each.names[0]]
    assert named == [f"entry {i}, {j}" for i in (1, 2) for j in range(1, 6)]
    assert extra == [f"your rule, entry {i}, {j}" for i in (3, 4, 5) for j in (1, 2)]


@pytest.mark.parametrize("name", ["b1", "b2", "b3"])
def test_a_row_has_the_right_numbers_in_the_wrong_shape(name: str) -> None:
    found = told(f"{name}.db_row")
    assert found.given == found.right and found.wrong
    size = len(found.right)
    assert found.value == f"1×{size}, not {size}×1"


def test_letters_that_no_field_names_are_told() -> None:
    assert "B·k·(m + 2r), with B the batch size, k the bytes of a number." in told("mem.z_and_a").reason
    assert "with u = −1.27846, v = −0.27846: where x·σ(x) is lowest" in told("sw.minmul", beta=2).reason
