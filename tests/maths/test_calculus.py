"""Derivatives without SymPy: checked against mpmath's difference quotients and against SymPy."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.maths import (
    MathsError,
    agree,
    differentiate,
    evaluate,
    function,
    gradient,
    hessian,
    read,
    simplify,
    to_sympy,
    to_text,
)

NAMES = ("x", "y", "b")


def shown(text: str, name: str = "x") -> str:
    return to_text(differentiate(read(text, NAMES).tree, name))


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("y^2+(y-x)^2", "−2·(y − x)"),
        ("x^2/2", "x"),
        ("0.1x^2", "0.2·x"),
        ("x*sigmoid(x)", "σ(x) + x·σ(x)·(1 − σ(x))"),
        ("-y*log(x)-(1-y)*log(1-x)", "−y/x + (1 − y)/(1 − x)"),
        ("log(1+exp(x))", "exp(x)/(1 + exp(x))"),
        ("softplus(x)", "σ(x)"),
        ("relu(x)", "step(x)"),
        ("|x|", "sign(x)"),
        ("max(x,0)", "1 if x > 0 else 0"),
        ("x if x>0 else 0.01x", "1 if x > 0 else 0.01"),
        ("tanh(x)", "1 − tanh(x)²"),
        ("1/x", "−1/x²"),
        ("x^y", "y·x^(y − 1)"),
        ("2^x", "2^x·log(2)"),
        ("sin(x)^2+cos(x)^2", "0"),
        ("y", "0"),
        ("Σ_{k=1}^3 x^k", "Σ_{k=1}^{3} k·x^(k − 1)"),
    ],
)
def test_derivatives_read_as_on_paper(text: str, slope: str) -> None:
    assert shown(text) == slope


def test_the_gradient_and_hessian_of_the_papers_function() -> None:
    tree = read("y^2+(y-x)^2", ["x", "y"]).tree
    assert [to_text(part) for part in gradient(tree, ["x", "y"])] == ["−2·(y − x)", "2·y + 2·(y − x)"]
    assert [[to_text(part) for part in row] for row in hessian(tree, ["x", "y"])] == [
        ["2", "−2"],
        ["−2", "4"],
    ]


formulas = st.recursive(
    st.sampled_from(["x", "y", "b", "2", "0.5", "3", "pi"]),
    lambda inner: st.one_of(
        st.builds("({}+{})".format, inner, inner),
        st.builds("({}-{})".format, inner, inner),
        st.builds("{}*({})".format, inner, inner),
        st.builds("({})/(1+({})^2)".format, inner, inner),
        st.builds("({})^{}".format, inner, st.sampled_from("123")),
        st.builds("(1+({})^2)^({})".format, inner, inner),
        st.builds(
            "{}({})".format,
            st.sampled_from("tanh σ sin cos exp arctan erf silu softplus gelu arsinh tan' mish".split()),
            inner,
        ),
        st.builds("swish({}, {})".format, inner, inner),
        st.builds("log(1+exp({}), 3)".format, inner),
    ),
    max_leaves=6,
)


@given(formulas, st.integers(-20, 20), st.integers(-20, 20))
@settings(max_examples=120, deadline=None)
def test_derivatives_agree_with_difference_quotients(text: str, x: int, y: int) -> None:
    tree = read(text, NAMES).tree
    slope = function(differentiate(tree, "x"), NAMES)(x / 8, y / 8, 0.75)
    quotients = []
    for step in (1e-3, 5e-4):
        with np.errstate(all="ignore"):
            values = function(tree, NAMES)(x / 8 + np.array([-2, -1, 1, 2]) * step, y / 8, 0.75)
            quotients.append(float((values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * step)))
    # Over a kink or a pole the quotient depends on its step, and says nothing of the slope.
    is_steady = quotients[0] == pytest.approx(quotients[1], rel=1e-3, abs=1e-3)
    if is_steady and abs(quotients[1]) < 1e3 and float(np.abs(values).max()) < 1e3:
        assert float(slope) == pytest.approx(quotients[1], rel=2e-3, abs=2e-3)


@given(formulas, st.integers(1, 20), st.integers(1, 20))
@settings(max_examples=120, deadline=None)
def test_simplified_formulas_keep_their_value(text: str, x: int, y: int) -> None:
    tree = read(text, NAMES).tree
    point = {"x": Fraction(x, 16), "y": Fraction(y, 16), "b": Fraction(3, 4)}
    assert agree(tree, simplify(tree), point) in ("same", "large", "unclear", "both undefined")


@pytest.mark.parametrize(
    "text", ["x*sin(y*x)", "exp(x*y)/(1+x^2)", "log(x^2+1)*arctan(x)", "x^3*2^x", "erf(x/y)"]
)
def test_sympy_finds_the_same_derivative(text: str) -> None:
    tree = read(text, NAMES).tree
    expected = sympy.diff(to_sympy(tree), sympy.Symbol("x", real=True))
    point = {
        sympy.Symbol("x", real=True): sympy.Rational(3, 8),
        sympy.Symbol("y", real=True): sympy.Rational(5, 4),
    }
    found = evaluate(differentiate(tree, "x"), {"x": 0.375, "y": 1.25}, real=True)
    assert float(found) == pytest.approx(float(expected.subs(point)), rel=1e-12)


def test_higher_derivatives_of_the_sigmoid() -> None:
    tree = read("σ''(x)", ["x"]).tree
    value = float(evaluate(tree, {"x": 0.7}, real=True))
    assert value == pytest.approx(float(mpmath.diff(lambda x: 1 / (1 + mpmath.exp(-x)), 0.7, 2)), rel=1e-9)


def test_what_has_no_rule_is_refused() -> None:
    for text in ("gamma(x)", "x!", "Π_{k=1}^3 (x+k)"):
        with pytest.raises(MathsError) as caught:
            differentiate(read(text, NAMES).tree, "x")
        assert caught.value.code == "derivative"


def test_long_derivatives_end_in_a_refusal_or_at_once() -> None:
    text = "*".join(f"(x+{place})" for place in range(40))
    tree = differentiate(read(text, ["x"]).tree, "x")
    with pytest.raises(MathsError) as caught:
        differentiate(tree, "x")
    assert caught.value.code == "large"
