"""Numpy, exact fractions and balls compute the same formula, and agree with mpmath and SymPy."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.maths import (
    Definition,
    MathsError,
    agree,
    evaluate,
    exact,
    function,
    number,
    read,
)
from tutor.maths.balls import ball
from tutor.maths.definitions import defined
from tutor.maths.functions import ELEMENTWISE

NAMES = ("x", "y", "b")

ORACLE = {
    "exp(x)": mpmath.exp,
    "log(x)": mpmath.log,
    "log2(x)": lambda x: mpmath.log(x, 2),
    "log10(x)": mpmath.log10,
    "sqrt(x)": mpmath.sqrt,
    "|x|": abs,
    "sin(x)": mpmath.sin,
    "cos(x)": mpmath.cos,
    "tan(x)": mpmath.tan,
    "sec(x)": mpmath.sec,
    "csc(x)": mpmath.csc,
    "cot(x)": mpmath.cot,
    "arctan(x)": mpmath.atan,
    "arccot(x)": mpmath.acot,
    "sinh(x)": mpmath.sinh,
    "cosh(x)": mpmath.cosh,
    "tanh(x)": mpmath.tanh,
    "sech(x)": mpmath.sech,
    "csch(x)": mpmath.csch,
    "coth(x)": mpmath.coth,
    "arsinh(x)": mpmath.asinh,
    "erf(x)": mpmath.erf,
    "erfc(x)": mpmath.erfc,
    "gamma(x)": mpmath.gamma,
    "x!": mpmath.factorial,
    "floor(x)": mpmath.floor,
    "ceil(x)": mpmath.ceil,
    "sign(x)": mpmath.sign,
    "Φ(x)": mpmath.ncdf,
    "normpdf(x)": mpmath.npdf,
    "σ(x)": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus(x)": lambda x: mpmath.log(1 + mpmath.exp(x)),
    "silu(x)": lambda x: x / (1 + mpmath.exp(-x)),
    "gelu(x)": lambda x: x * mpmath.ncdf(x),
    "mish(x)": lambda x: x * mpmath.tanh(mpmath.log(1 + mpmath.exp(x))),
    "log1p(x)": mpmath.log1p,
    "expm1(x)": mpmath.expm1,
    "exp2(x)": lambda x: mpmath.mpf(2) ** x,
    "x^3.5": lambda x: mpmath.mpc(x) ** mpmath.mpf("3.5"),
    "x^(1/3)": lambda x: mpmath.mpc(x) ** (mpmath.mpf(1) / 3),
    "relu(x)": lambda x: max(x, 0),
    "softsign(x)": lambda x: x / (1 + abs(x)),
    "mod(x,3)": lambda x: x - 3 * mpmath.floor(x / 3),
    "logit(σ(x))": lambda x: x,
    "hypot(x,3)": lambda x: mpmath.hypot(x, 3),
    "atan2(x,2)": lambda x: mpmath.atan2(x, 2),
}


@pytest.mark.parametrize("text", ORACLE)
def test_every_way_of_evaluating_agrees_with_mpmath(text: str) -> None:
    tree = read(text, ["x"]).tree
    for value in (-2.25, -0.375, 0.5, 1.75, 4.5):
        with mpmath.workdps(40):
            try:
                expected = mpmath.mpc(ORACLE[text](mpmath.mpf(value)))
            except ValueError:
                continue
        found = mpmath.mpc(complex(evaluate(tree, {"x": value})))
        assert abs(found - expected) < 1e-12 * max(1, abs(expected)), value
        enclosed = ball(tree, {"x": value}, precision=160)
        assert abs(mpmath.mpmathify(complex(_middle(enclosed))) - expected) < 1e-12 * max(1, abs(expected)), (
            value
        )


def _middle(value: object) -> complex:
    from flint import acb

    enclosed = acb(value)
    return complex(float(enclosed.real.mid()), float(enclosed.imag.mid()))


leaves = st.one_of(
    st.sampled_from(["x", "y", "b", "2", "3", "1/2", "0.75", "pi", "e"]), st.integers(0, 9).map(str)
)
formulas = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds("({}+{})".format, inner, inner),
        st.builds("({}-{})".format, inner, inner),
        st.builds("{}*({})".format, inner, inner),
        st.builds("({})/({})".format, inner, inner),
        st.builds("({})^2".format, inner),
        st.builds("(1+({})^2)^({})".format, inner, st.sampled_from(["1/2", "-1", "1.5", "x/4"])),
        st.builds(
            "{}({})".format, st.sampled_from("tanh σ sin cos relu softplus abs erf silu step".split()), inner
        ),
        st.builds("max({}, {})".format, inner, inner),
        st.builds("({} if {} > {} else {})".format, inner, inner, inner, inner),
    ),
    max_leaves=8,
)
coordinates = st.integers(-48, 48).map(lambda value: Fraction(value, 16))


@given(formulas, coordinates, coordinates, coordinates)
@settings(max_examples=200, deadline=None)
def test_floats_lie_in_the_balls(text: str, x: Fraction, y: Fraction, b: Fraction) -> None:
    tree = read(text, NAMES).tree
    point = {"x": x, "y": y, "b": b}
    try:
        enclosed = ball(tree, point, precision=256)
    except MathsError:
        return
    found = complex(evaluate(tree, {name: float(value) for name, value in point.items()}))
    middle = _middle(enclosed)
    if math.isfinite(abs(found)) and abs(middle) < 1e9:
        assert abs(found - middle) <= 1e-6 * max(1.0, abs(middle))


rationals = st.recursive(
    st.one_of(st.sampled_from(["x", "y", "2", "0.25", "1/3"]), st.integers(0, 30).map(str)),
    lambda inner: st.one_of(
        st.builds("({}+{})".format, inner, inner),
        st.builds("({})*({})".format, inner, inner),
        st.builds("({})/({})".format, inner, inner),
        st.builds("-({})^{}".format, inner, st.integers(-3, 3).map(lambda power: f"({power})")),
        st.builds("floor({})".format, inner),
        st.builds("|{}|".format, inner),
        st.builds("min({}, {})".format, inner, inner),
    ),
    max_leaves=8,
)


@given(rationals, coordinates, coordinates)
@settings(max_examples=150, deadline=None)
def test_exact_fractions_and_balls_are_the_same_number(text: str, x: Fraction, y: Fraction) -> None:
    tree = read(text, NAMES).tree
    try:
        expected = exact(tree, {"x": x, "y": y})
    except MathsError as error:
        assert error.code == "undefined"
        with pytest.raises(MathsError):
            ball(tree, {"x": x, "y": y})
        return
    assert expected is not None
    constant = read("1/7").tree
    found = ball(tree, {"x": x, "y": y})
    assert found == found + 0
    assert Fraction(int(found.numerator), int(found.denominator)) == expected
    assert agree(tree, constant, {"x": x, "y": y}) == ("same" if expected == Fraction(1, 7) else "different")


def test_a_function_of_arrays_is_real_and_nan_where_undefined() -> None:
    plotted = function(read("sqrt(x) + softplus(y)", NAMES).tree, ["x", "y"])
    values = plotted(np.array([4.0, -1.0, 0.0]), np.array([0.0, 0.0, 1000.0]))
    assert values[0] == pytest.approx(2 + math.log(2))
    assert math.isnan(values[1])
    assert values[2] == 1000.0
    grid = function(read("y^2+(y-x)^2", NAMES).tree, ["x", "y"])(*np.meshgrid(np.arange(3.0), np.arange(2.0)))
    assert grid.shape == (2, 3)
    assert function(read("3").tree, ["x"])(np.zeros(4)).tolist() == [3.0] * 4


def test_members_of_families_are_arrays_of_points() -> None:
    values = {"pi_k": [np.array([0.25, 0.5]), 0.75], "x": np.array([1.0, 2.0])}
    names = {"pi_k": "unit", "x": "real", "k": "index"}
    assert evaluate(read("x Σ_k π_k", names).tree, values, real=True).tolist() == [1.0, 2.5]
    assert evaluate(read("x + 1", names).tree, values, real=True).tolist() == [2.0, 3.0]


def test_branches_tell_the_pieces_apart() -> None:
    points = np.array([-1.0, 0.5, 7.0])
    branches: list[np.ndarray] = []
    evaluate(read("min(max(x,0),6)", NAMES).tree, {"x": points}, branches=branches)
    combinations = {tuple(int(branch[place]) for branch in branches) for place in range(3)}
    assert len(combinations) == 3
    trace: list[int] = []
    ball(read("|x| if x>0 else 0", NAMES).tree, {"x": 1}, branches=trace)
    assert trace == [1, 1]


def test_negative_zeros_do_not_lead_across_a_branch_cut() -> None:
    assert complex(evaluate(read("sqrt(-x)", NAMES).tree, {"x": 1.0})) == 1j
    assert complex(evaluate(read("log(-x)", NAMES).tree, {"x": 1.0})) == pytest.approx(1j * math.pi)


def test_a_questions_own_functions_have_values_and_derivatives() -> None:
    own = {"f": Definition(("x",), read("sin(2x)", ["x"]).tree), "size": lambda n, k: (n - k) // 2 + 1}
    slope = read("f'(x)", ["x"], functions=["f"]).tree
    assert agree(slope, read("2cos(2x)", ["x"]).tree, {"x": 0.75}, functions=own) == "same"
    counted = read("size(64, 4)^2", functions={"size": 2}).tree
    assert exact(counted, functions=own) == 961
    assert number(counted, functions=own).exact == 961
    assert float(evaluate(counted, {}, functions=own, real=True)) == 961.0


def test_a_program_refuses_in_its_own_words() -> None:
    def size(n: int, k: int) -> int:
        if k > n:
            raise ValueError("k: the kernel is larger than the input")
        return n - k + 1

    tree = read("size(3, 5)", functions={"size": 2}).tree
    for compute in (exact, number, lambda tree, functions: evaluate(tree, {}, functions=functions)):
        with pytest.raises(MathsError, match="the kernel is larger than the input"):
            compute(tree, functions={"size": size})
    sizes = evaluate(read("size(n, 2)", ["n"], {"size": 2}).tree, {"n": [3, 4]}, functions={"size": size})
    assert sizes.tolist() == [2, 3]


def test_every_function_can_be_evaluated() -> None:
    for name, arity in ELEMENTWISE.items():
        if name in ("and", "or", "not", "where", "pow"):
            continue
        arguments = ", ".join(["0.4", "2", "3"][: arity.low])
        tree = read(f"{name}({arguments})").tree
        found = complex(evaluate(tree, {}))
        assert abs(found) < math.inf, name
        assert abs(found - _middle(ball(tree, {}))) < 1e-12, name
        if name not in ("max", "min"):
            assert defined(name, arity.low) or tree.parts
