"""Question 5: the paper's right answers, any function typed, and results that have a name when they fail."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.explore.explorer import InputFault
from tutor.explore.optimization import EXPLORER, INPUTS
from tutor.explore.optimization.surface import read_surface
from tutor.figures.draw import draw


def values(inputs=None, part=""):
    return {each.label: each.value for each in EXPLORER.run(inputs).findings if each.part.startswith(part)}


def test_the_papers_right_answers():
    found = values()
    assert found["minimum"] == "(0, 0)"
    assert found["∇f at (1, 1)"] == "(0, 2)"
    for s, point, distance in (
        ("0.01", "(1, 0.98)", "1.4001"),
        ("0.1", "(1, 0.8)", "1.2806"),
        ("10", "(1, −19)", "19.0263"),
    ):
        assert found[f"(x₁, y₁), s = {s}"] == point
        assert found[f"distance, s = {s}"] == distance
    assert found["it converges for"] == "0 < s < 0.38197"
    assert found["best constant step"] == "0.33333, rate 0.74536"
    assert found["steps to 10⁻⁶"] == "174"


def test_every_slip_of_the_worked_answer_is_told_and_only_for_the_papers_function():
    slips = " ".join(finding.slip for finding in EXPLORER.run().findings)
    for word in ("diverges", "best of the three", "early stopping"):
        assert word in slips
    assert not any(finding.slip for finding in EXPLORER.run({"f": "x^2 + y^2"}).findings)


@pytest.mark.parametrize(("s", "verdict"), [("0.2", "converges"), ("0.5", "diverges"), ("10", "diverges")])
def test_the_regime_of_a_step_size(s, verdict):
    assert values({"step": s})[f"regime, s = {s}"].startswith(verdict)


def test_the_limit_itself_is_marginal():
    assert values({"f": "x^2 + y^2", "step": "1"})["regime, s = 1"].startswith("marginal")


def test_divergence_and_undefined_values_have_names():
    assert values({"step": "10", "steps": "400"})["after 400 steps"].startswith("diverges at step")
    assert "undefined" in values({"f": "log(x)"})["after 40 steps"]
    assert values({"f": "x"})["minimum"] == "none"
    assert values({"f": "exp(x)"})["minimum"] == "none found from here"
    assert values({"f": "x^2 - y^2"})["minimum"] == "none: saddle at (0, 0)"


@pytest.mark.parametrize(
    ("f", "minimum", "kinds"),
    [
        ("rosenbrock", "(1, 1)", "1 minimum"),
        ("Himmelblau", "(3, 2)", "4 minima, 1 maximum, 4 saddles"),
        ("(1-x)^2 + 100(y-x^2)^2", "(1, 1)", "1 minimum"),
    ],
)
def test_other_functions_are_understood(f, minimum, kinds):
    found = values({"f": f})
    assert found["minimum"] == minimum
    assert found["stationary points"] == kinds


def test_a_kink_does_not_pass_for_a_quadratic():
    assert read_surface("x^2 + y^2 + |x|").quadratic is None
    assert read_surface("3x^2 + 2x*y - y/4 + 1").quadratic is not None


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(-4, 4), min_size=6, max_size=6), st.tuples(st.integers(-3, 3), st.integers(-3, 3))
)
def test_a_typed_quadratic_is_its_coefficients(c, point):
    text = f"({c[0]})x^2 + ({c[1]})x*y + ({c[2]})y^2 + ({c[3]})x + ({c[4]})y + ({c[5]})"
    surface, (x, y) = read_surface(text), point
    v = np.array(point, dtype=float)
    assert float(surface.value(v)) == pytest.approx(
        c[0] * x * x + c[1] * x * y + c[2] * y * y + c[3] * x + c[4] * y + c[5]
    )
    assert surface.gradient(v) == pytest.approx(
        [2 * c[0] * x + c[1] * y + c[3], c[1] * x + 2 * c[2] * y + c[4]]
    )
    assert np.allclose(surface.hessian(v), [[2 * c[0], c[1]], [c[1], 2 * c[2]]])


@pytest.mark.parametrize("f", ["sin(x)·cos(y)", "exp(-x²-y²)", "x^3·y - y^2/3", "sqrt(1+x^2+y^2)"])
def test_gradient_and_hessian_agree_with_differences(f):
    surface, v, h = read_surface(f), np.array([0.7, -0.4]), 1e-5
    for axis in range(2):
        step = h * np.eye(2)[axis]
        slope = (surface.value(v + step) - surface.value(v - step)) / (2 * h)
        assert float(surface.gradient(v)[axis]) == pytest.approx(float(slope), rel=1e-6, abs=1e-8)
        bend = (surface.gradient(v + step) - surface.gradient(v - step)) / (2 * h)
        assert surface.hessian(v)[axis] == pytest.approx(bend, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize(
    ("inputs", "name", "word"),
    [
        ({"step": "abc"}, "step", "not a number"),
        ({"step": "-1"}, "step", "at least"),
        ({"momentum": "1"}, "momentum", "below 1"),
        ({"steps": "2.5"}, "steps", "whole"),
        ({"f": "x^"}, "f", "missing"),
        ({"f": "z^2"}, "f", ""),
        ({"f": "1/x", "x0": "0"}, "x0", "not defined at the start (0, 1)"),
        ({"f": "log(x)", "x0": "-1"}, "x0", "not defined at the start (−1, 1)"),
        ({"f": "exp(1000x)"}, "f", "overflows at the start (1, 1)"),
        ({"optimizer": "magic"}, "optimizer", "one of"),
        ({"sizes": "0.1, x"}, "sizes", "number 2"),
        ({"bogus": "1"}, "bogus", "no input"),
    ],
)
def test_bad_input_is_named(inputs, name, word):
    with pytest.raises(InputFault) as caught:
        EXPLORER.run(inputs)
    assert caught.value.name == name
    assert word in str(caught.value)


@pytest.mark.parametrize("rule", ["gd.plus", "gd.seq", "gd.noeta", "path.plus", "path.noeta"])
def test_a_wrong_rule_goes_another_way(rule):
    inputs = {"x0": "2", "y0": "1"}
    right, wrong = EXPLORER.run(inputs), EXPLORER.run(inputs, compare=rule)
    assert right.findings == wrong.findings[1:]
    extra = [layer for layer in wrong.figures[0].layers if getattr(layer, "role", "") == "wrong"]
    (path,) = [layer for layer in right.figures[0].layers if getattr(layer, "label", "") == "the path"]
    assert extra and not (
        len(extra[0].x) == len(path.x) and np.allclose(extra[0].x, path.x) and np.allclose(extra[0].y, path.y)
    )


numbers = st.sampled_from(["0", "1", "-2.5", "1/3", "1e-6", "1e6", "-1e6", "sqrt(2)"])


@settings(max_examples=25, deadline=None)
@given(x0=numbers, y0=numbers, step=numbers, optimizer=st.sampled_from(INPUTS[5].kind.options),
       f=st.sampled_from(["y^2+(y-x)^2", "himmelblau", "x*y", "|x|+|y|", "exp(x)", "7"]))  # fmt: skip
def test_whatever_is_typed_there_is_an_answer_and_every_picture_draws(x0, y0, step, optimizer, f):
    try:
        result = EXPLORER.run(
            {"x0": x0, "y0": y0, "step": step, "optimizer": optimizer, "f": f, "steps": "12"}
        )
    except InputFault:
        return
    assert all(finding.value and finding.reason for finding in result.findings)
    for figure in result.figures:
        assert figure.caption
        draw(figure, 60, 16)
