"""Question 1 explored: its pictures, wrong rules beside the right one, and whatever may be typed."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.compute.activations import ACTIVATIONS
from tutor.compute.backprop import Gradients, gradient_check
from tutor.explore.backpropagation import EXPLORER, WRONG_RULES
from tutor.explore.backpropagation.rules import wrong_gradients
from tutor.explore.backpropagation.rules_gradients import SLIPS
from tutor.explore.backpropagation.setting import LOSSES, Setting
from tutor.explore.explorer import InputFault
from tutor.explore.result import Result
from tutor.figures.draw import draw
from tutor.figures.figure import Bars, Figure, Line

modest = settings(max_examples=30, deadline=None)
PARAMETERS = ("W1", "b1", "W2", "b2", "W3", "b3")


def run(compare: str | None = None, **inputs: Any) -> Result:
    return EXPLORER.run(inputs, compare)


def setting(**inputs: Any) -> Setting:
    return Setting.of(EXPLORER.read({name: str(value) for name, value in inputs.items()}).values)


def figure(result: Result, title: str) -> Figure:
    return next(picture.figure for picture in result.pictures if title in picture.title)


def line(shown: Figure, label: str) -> Line:
    return next(layer for layer in shown.layers if isinstance(layer, Line) and layer.label == label)


# Pictures


def test_the_kink_is_a_gap_in_the_slope_with_both_limits_marked() -> None:
    shown = figure(run(), "around x₀")
    slope, ends = line(shown, "ReLU′"), line(shown, "limits of f′ at x₀")
    x, values = np.asarray(slope.x), np.asarray(slope.y)
    assert np.isnan(values[x == 0]).all() and list(ends.y) == [0, 1]
    assert set(values[x < 0]) == {0} and set(values[x > 0]) == {1}
    assert "jumps from 0 to 1" in shown.caption


def test_quotients_approach_the_one_sided_slopes() -> None:
    shown = figure(run(kink="elu", x0=0), "quotient")
    for label in ("from the right, h > 0", "from the left, h < 0"):
        assert np.asarray(line(shown, label).y)[0] == pytest.approx(1, abs=1e-4)
    assert "stay apart" in figure(run(), "quotient").caption


def test_memory_bars_show_what_is_stored() -> None:
    stored = [layer for layer in figure(run(), "must keep").layers if isinstance(layer, Bars)]
    assert dict(zip(stored[0].names, stored[0].values, strict=True)) == {"h, stored": 8, "a, stored": 10}
    assert dict(zip(stored[1].names, stored[1].values, strict=True))["x, the input"] == 6


def test_the_gradient_check_is_a_v() -> None:
    shown = figure(run(), "Gradient check")
    curve = line(shown, "back-propagation")
    steps, errors = np.log10(curve.x), np.log10(curve.y)
    assert np.polyfit(steps[:3], errors[:3], 1)[0] == pytest.approx(-1, abs=0.3)
    assert np.polyfit(steps[-3:], errors[-3:], 1)[0] == pytest.approx(2, abs=0.1)
    assert 10 ** errors.min() < 1e-8
    best = shown.references[0].value
    assert best == np.asarray(curve.x)[np.argmin(curve.y)] and 1e-6 < best < 1e-4


def test_memory_crosses_the_parameters_where_both_are_equal() -> None:
    shown = figure(run(n=784, m=512, r=256, s=10, bytes=4), "batch size")
    crossing = shown.references[0].value
    assert crossing == pytest.approx(535_818 / 1552)
    kept = line(shown, "x, h and a")
    assert np.interp(crossing, kept.x, kept.y) == pytest.approx(4 * 535_818)


# Wrong rules


def flat(gradients: Gradients) -> np.ndarray:
    return np.concatenate([vars(gradients)[f"dL_d{name}"].ravel() for name in PARAMETERS])


def test_a_slope_counted_twice_is_carried_on_to_the_first_layer() -> None:
    given = setting()
    right, wrong = given.gradients, wrong_gradients(given, SLIPS["fprime_twice"])
    slope = given.forward.a * (1 - given.forward.a)
    delta = right.dL_da * slope * slope
    np.testing.assert_allclose(wrong.dL_dW2, np.outer(delta, given.forward.h))
    np.testing.assert_allclose(wrong.dL_db1, given.net.parameters.W2.T @ delta)
    np.testing.assert_allclose(wrong.dL_dW1, np.outer(wrong.dL_db1, given.x))
    np.testing.assert_array_equal(wrong.dL_dW3, right.dL_dW3)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_wrong_gradient_fails_the_check_flatly(slip: str) -> None:
    given = setting()
    wrong = wrong_gradients(given, SLIPS[slip])
    assert not np.allclose(flat(wrong), flat(given.gradients))
    assert gradient_check(given.net, given.x, given.y, given.loss, gradients=wrong).worst > 0.01
    shown = figure(run(f"b1.{slip}"), "Gradient check")
    curve = line(shown, f"your rule: {SLIPS[slip].words}")
    assert curve.role == "wrong" and min(curve.y) > 0.01 and max(curve.y) / min(curve.y) < 1.1
    assert "no step excuses it" in shown.caption


def test_a_wrong_rule_that_is_right_by_chance_is_said_to_be() -> None:
    result = run("b1.fprime_twice", activation="relu")
    assert "happens to give the same gradients" in figure(result, "Gradient check").caption
    assert "the same here" in result.findings[0].value


def test_the_wrong_limit_is_a_step_beside_relu() -> None:
    shown = figure(run("sw.liminf_step"), "Swish")
    wrong, right = line(shown, "forgetting the x in front of σ"), line(shown, "ReLU, β → ∞")
    assert wrong.role == "wrong" and np.nanmax(wrong.y) == 1 and max(right.y) == 4


def test_counted_weights_are_bars_of_their_own() -> None:
    shown = figure(run("mem.params"), "must keep")
    wrong = next(layer for layer in shown.layers if isinstance(layer, Bars) and layer.role == "wrong")
    assert list(wrong.values) == [24, 40, 20, 22] and "106 bytes, do not count" in shown.caption


@pytest.mark.parametrize("rule", WRONG_RULES)
def test_every_wrong_rule_comes_first_and_changes_no_other_finding(rule: str) -> None:
    right, wrong = run(), run(rule)
    assert right.findings == wrong.findings[1:]
    assert [each.caption for each in right.figures] != [each.caption for each in wrong.figures]


# Anything that may be typed


def test_the_inputs_fit_the_screen() -> None:
    names = [each.name for each in EXPLORER.inputs]
    assert len(set(names)) == len(names)
    for each in EXPLORER.inputs:
        assert re.fullmatch(r"[a-z0-9_]+", each.name) and len(each.label) <= 15
        assert not each.meaning.endswith(".")
        each.kind.read(each.default)


INPUTS = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.integers(1, 12) | st.sampled_from([1, 100_000]) for name in "nmrs"},
        "batch": st.integers(1, 1_000_000),
        "bytes": st.integers(1, 16),
        "loss": st.sampled_from(list(LOSSES)),
        "activation": st.sampled_from(list(ACTIVATIONS)),
        "kink": st.sampled_from([*ACTIVATIONS, "0.1x | x", "3x·σ(5x)", "x²", "2"]),
        "factor": st.sampled_from([1, 3, 0.5]),
        "x0": st.sampled_from([0, -1, 1, 3, -3, 6, 100, -100, 1e-9]) | st.floats(-100, 100),
        "x1": st.floats(-100, 100),
        "beta": st.sampled_from([0, 1, -1, 1000, -1000, 0.001, -0.001]) | st.floats(-1000, 1000),
    },
)


@modest
@given(inputs=INPUTS, rule=st.sampled_from([None, *WRONG_RULES]))
def test_whatever_is_typed_is_answered_and_drawn(inputs: dict[str, Any], rule: str | None) -> None:
    try:
        result = run(rule, **inputs)
    except InputFault as fault:
        assert fault.name == "kink" or (fault.name == "beta" and 0 < abs(inputs["beta"]) < 0.001)
        return
    for each in result.findings:
        assert each.value and each.reason and "nan" not in each.explanation
        assert each.label == "your rule" or "undefined" not in each.explanation
        assert "  \n" not in each.explanation
    for shown in result.figures:
        assert shown.caption.endswith(".")
        for width, height in ((66, 17), (30, 8), (120, 40)):
            rows = draw(shown, width, height).text.split("\n")
            assert len(rows) == height


@modest
@given(inputs=INPUTS)
def test_gradients_pass_their_check_or_say_why_not(inputs: dict[str, Any]) -> None:
    if 0 < abs(inputs.get("beta", 1)) < 0.001:
        return
    inputs = {name: value for name, value in inputs.items() if name != "kink"}
    given, result = setting(**inputs), run(**inputs)
    told = [each for each in result.findings if "Gradient check" in each.reason]
    assert len(told) == 6
    for each, error in zip(
        told, [given.check.errors[name] for name in ("W3", "b3", "W2", "b2", "W1", "b1")], strict=True
    ):
        assert ("agrees up to" in each.reason) == (error < 1e-6)
