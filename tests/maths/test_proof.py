"""Two formulas compared at exact points, with proof; and what a typed number is worth."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from tutor.maths import Budget, MathsError, agree, number, read

NAMES = ("x", "y", "b")


@pytest.mark.parametrize(
    ("left", "right", "point", "outcome"),
    [
        ("tanh(x)", "2σ(2x)-1", {"x": 0.5}, "same"),
        ("x*σ(x)+1e-12", "x*σ(x)", {"x": 0.5}, "different"),
        ("cosh(x)^2-sinh(x)^2", "1", {"x": 12}, "same"),
        ("(930249+416020*sqrt(5))^(1/30)", "(1+sqrt(5))/2", {}, "same"),
        ("sin(pi)", "0", {}, "same"),
        ("sin(500pi)", "0", {}, "same"),
        ("sqrt(2+sqrt(3))-(sqrt(6)+sqrt(2))/2", "0", {}, "same"),
        ("1/x", "1/x", {"x": 0}, "both undefined"),
        ("x/x", "1", {"x": 0}, "left undefined"),
        ("0", "log(x)", {"x": 0}, "right undefined"),
        ("max(sqrt(x),0)", "0", {"x": -1}, "left undefined"),
        ("2log(x)", "log(x^2)", {"x": -1.5}, "different"),
        ("sqrt(x^2)", "|x|", {"x": -1.5}, "same"),
        ("(x+1)^100000", "x", {"x": 0.5}, "different"),
        ("9^9^9^9", "1", {}, "large"),
        ("(x-1/3)^6000", "(x-1/3)^5999", {"x": 0.5}, "different"),
        ("1/(sin(pi))", "1", {}, "unclear"),
        ("exp(1000)+exp(920)", "exp(1000)", {}, "different"),
        ("exp(-1000)+exp(-1080)", "exp(-1000)", {}, "different"),
        ("exp(1000)*exp(-1000x)", "exp(1000-1000x)", {"x": 2}, "same"),
    ],
)
def test_two_formulas_at_one_point(left: str, right: str, point: dict[str, float], outcome: str) -> None:
    assert agree(read(left, NAMES).tree, read(right, NAMES).tree, point) == outcome


def test_typed_decimals_overlap_what_they_round() -> None:
    for typed, right, outcome in [
        ("0.333x", "x/3", "overlap"),
        ("2.24", "sqrt(5)", "overlap"),
        ("2.23", "sqrt(5)", "different"),
        ("x+0.001", "x", "different"),
        ("2x", "2x", "same"),
    ]:
        found = agree(read(typed, NAMES).tree, read(right, NAMES).tree, {"x": 0.625}, rounded=True)
        assert found == outcome or (found == "overlap" and outcome == "same"), typed


def test_numbers_stay_exact_where_they_are_rational() -> None:
    cases = {
        "1/3": Fraction(1, 3),
        "2e-3": Fraction(1, 500),
        "2×10^-3": Fraction(1, 500),
        "0.1+0.2": Fraction(3, 10),
        "sqrt(16)": 4,
        "8^(1/3)": 2,
        "log2(8)": 3,
        "log10(0.001)": -3,
        "5!": 120,
        "50%": Fraction(1, 2),
        "floor((64-4)/2)+1": 31,
        "max(2, 5/2)": Fraction(5, 2),
        "2^-3": Fraction(1, 8),
        "0^0": 1,
        "binomial(5,2)": 10,
    }
    for text, value in cases.items():
        found = number(text)
        assert found.exact == value == found.low == found.high, text


def test_irrational_numbers_are_enclosed() -> None:
    for text, value in {
        "sqrt(5)": math.sqrt(5),
        "2pi": math.tau,
        "ln 2": math.log(2),
        "√41/5": math.sqrt(41) / 5,
    }.items():
        found = number(text)
        assert found.exact is None
        assert found.low < Fraction(value) + Fraction(1, 10**15) and found.low < found.high
        assert found.high - found.low < Fraction(1, 2**60)
        assert float(found) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1/0", "undefined"),
        ("0^-1", "undefined"),
        ("sqrt(-1)", "real"),
        ("log(0)", "undefined"),
        ("∞", "undefined"),
        ("exp(10^9)", "large"),
    ],
)
def test_what_is_no_number_says_so(text: str, code: str) -> None:
    with pytest.raises(MathsError) as caught:
        number(text)
    assert caught.value.code == code


def test_a_budget_ends_what_takes_too_long() -> None:
    budget = Budget(seconds=0.0)
    with pytest.raises(MathsError) as caught:
        agree(read("gamma(1/3)").tree, read("1").tree, {}, budget=budget)
    assert caught.value.code == "budget"
