"""Formulas: domains, branches, decimals, two readings, and what is said of a wrong one."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.marking import mark


def outcome(answer: str, expected: str, **settings: Any) -> str:
    return mark("formula", answer, expected=expected, **settings).outcome


@pytest.mark.parametrize(
    ("answer", "expected", "domain", "right"),
    [
        ("x", "sqrt(x^2)", "positive", True),
        ("x", "sqrt(x^2)", "real", False),
        ("2*log(x)", "log(x^2)", "positive", True),
        ("2*log(x)", "log(x^2)", "real", False),
        ("(-1)^x", "cos(pi*x)", "int", True),
        ("(-1)^x", "cos(pi*x)", "real", False),
        ("gamma(x+1)", "x!", "int+", True),
        ("floor(x)", "ceil(x)-1", "real", True),
        ("floor(x)", "ceil(x)-1", "int", False),
        ("x*conj(x)", "|x|^2", "complex", True),
        ("x^2", "|x|^2", "complex", False),
        ("x^2", "|x|^2", "real", True),
        ("6*((x-2)^2)^k", "6*(x-2)^(2*k)", [2, 10], True),
    ],
)
def test_what_is_equal_depends_on_the_domain(answer: str, expected: str, domain: Any, right: bool) -> None:
    settings = {"variables": ["x", "k"], "domain": {"x": domain}}
    assert (outcome(answer, expected, **settings) == "correct") == right


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("min(max(x,0),6)", "relu(x)"),
        ("max(x,0)+max(x-5,0)", "relu(x)"),
        ("max(x,0) if x<50 else x+1", "relu(x)"),
        ("|x| if x<3 else 3", "|x|"),
        ("x*(x>0)+(x<-70)*(x>-71)", "relu(x)"),
        ("relu(x)+relu(y-90)", "relu(x)"),
        ("1 if x<y else 0", "1 if x<y+7 else 0"),
        ("arctan(tan(x))", "x"),
        ("x if x<50 else x+1e-9", "x"),
        ("sqrt(cos(x/3)^2)", "cos(x/3)"),
        ("sqrt(1-sin(x)^2)", "cos(x)"),
        ("(|x|^y)^3", "(x^y)^3"),
    ],
)
def test_a_kink_far_out_is_found(answer: str, expected: str) -> None:
    assert outcome(answer, expected, variables=["x", "y"]) == "wrong"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("x*sigmoid(x)+1e-12", "x*sigmoid(x)"),
        ("x+1e-30", "x"),
        ("1e-300*x", "0*x"),
        ("sin(x)+1e-300", "sin(x)"),
        ("exp(100)+0.25", "exp(100)"),
        ("2^(0.196078431373 t)", "2^(t/5.1)"),
        ("(x-a)^6000", "(x-a)^5999"),
        ("0.33333333333333x", "x/3"),
    ],
)
def test_no_difference_is_too_small(answer: str, expected: str) -> None:
    assert outcome(answer, expected, variables=["x", "a", "t"]) != "correct"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("cosh(x)^2-sinh(x)^2", "1"),
        ("(a-x)^6000", "(x-a)^6000"),
        ("(930249+416020*sqrt(5))^(1/30)", "(1+sqrt(5))/2"),
        ("sin(500pi x)", "0"),
        ("cot(pi/20)+cot(pi/24)-cot(pi/10)", "1+sqrt(2)+sqrt(3)+2+sqrt(5)+sqrt(6)"),
        ("sqrt(5+2*sqrt(6))", "sqrt(2)+sqrt(3)"),
    ],
)
def test_cancellation_does_not_refuse_a_right_answer(answer: str, expected: str) -> None:
    assert outcome(answer, expected, variables=["x", "a"], domain={"x": "int"}) == "correct"


def test_a_domain_of_all_is_for_names_without_one_of_their_own() -> None:
    assert outcome("x", "sqrt(x^2)", variables=["x"], domain={"*": "positive"}) == "correct"
    assert outcome("x", "sqrt(x^2)", domain={"*": "positive"}) == "correct"
    assert outcome("x", "sqrt(x^2)", variables={"x": "real"}, domain={"*": "positive"}) == "correct"
    assert outcome("x", "sqrt(x^2)", variables={"x": "negative"}, domain={"*": "positive"}) == "wrong"
    assert outcome("x", "sqrt(x^2)", domain={"*": "positive", "x": "real"}) == "wrong"
    assert outcome("x", "sqrt(x^2)", variables={"x": "real"}, domain={"x": "positive"}) == "correct"


def test_a_name_declared_nowhere_is_real() -> None:
    assert outcome("y x", "x*y") == "correct"
    assert outcome("sqrt(x^2)", "x") == "wrong"


@pytest.mark.parametrize(
    ("answer", "expected", "digits"),
    [("0.333x", "x/3", "3 digits"), ("2.24", "sqrt(5)", "3 digits"), ("0.3x", "x/3", "1 digit")],
)
def test_a_rounded_decimal_is_close_and_its_digits_are_counted(
    answer: str, expected: str, digits: str
) -> None:
    verdict = mark("formula", answer, expected=expected)
    assert (verdict.outcome, verdict.code) == ("invalid", "close")
    assert digits in verdict.feedback[0]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("2.23", "sqrt(5)"), ("x+0.001", "x"), ("0.5x+0.001", "x/2"), ("x^2.0001", "x^2")],
)
def test_a_decimal_that_rounds_to_another_number_is_wrong(answer: str, expected: str) -> None:
    assert outcome(answer, expected) == "wrong"


def test_a_part_may_say_how_many_digits_will_do() -> None:
    three = {"mode": "sigfigs", "digits": 3}
    assert outcome("0.333x", "x/3", tolerance=three) == "correct"
    assert outcome("0.33x", "x/3", tolerance=three) == "invalid"
    with pytest.raises(ValueError, match="tolerance"):
        mark("formula", "x", expected="x", tolerance={"mode": "rel", "tol": 0.1})


def test_of_two_readings_the_right_one_is_asked_for() -> None:
    verdict = mark("formula", "1/2x", expected="1/(2x)")
    assert (verdict.outcome, verdict.code) == ("undecided", "ask")
    assert "(1/2)·x" in verdict.feedback[0] and "1/(2·x)" in verdict.feedback[0]
    assert outcome("1/2x", "x/2") == "correct"
    assert outcome("1/2x", "x") == "wrong"


@pytest.mark.parametrize(
    ("answer", "expected", "code"),
    [
        ("y-x", "x-y", "sign"),
        ("2x*y", "x*y", "double"),
        ("x*y/2", "x*y", "half"),
        ("y/x", "x/y", "reciprocal"),
        ("x y+1", "x y", "plus_one"),
        ("log10(x)", "log(x)", "log10"),
        ("log2(x)", "log(x)", "bits"),
        ("x^2+y^2", "sqrt(x^2+y^2)", "square"),
        ("7 x y", "x y", "factor"),
        ("x y - 5", "x y", "offset"),
        ("1-x y", "x y", "complement"),
    ],
)
def test_a_slip_is_named(answer: str, expected: str, code: str) -> None:
    verdict = mark("formula", answer, expected=expected, domain={"*": "positive"})
    assert (verdict.outcome, verdict.code) == ("wrong", code)
    assert len(verdict.feedback) == 3


def test_otherwise_a_point_shows_the_difference() -> None:
    verdict = mark("formula", "x^2", expected="x^3", domain={"x": [1.9, 2.1]})
    assert verdict.feedback == ("At x = 2 yours is 4 and the answer is 8.",)


def test_an_answer_undefined_where_the_right_one_is_not_gets_the_point() -> None:
    verdict = mark("formula", "n if n > 3", expected="n", domain={"n": "int+"})
    assert verdict.outcome == "invalid"
    verdict = mark("formula", "max(log(x), log(x))", expected="log(x)")
    assert verdict.code == "undefined"
    assert verdict.feedback[0].startswith("Yours is undefined at x = −")


@pytest.mark.parametrize(
    ("answer", "expected"), [("n/n", "1"), ("n!/(n-3)!", "n(n-1)(n-2)"), ("n(n-3)/(n-3)", "n")]
)
def test_a_gap_at_a_whole_number_is_passed_over_as_among_the_reals(answer: str, expected: str) -> None:
    assert outcome(answer, expected, variables={"n": "int"}) == "correct"
    assert outcome(answer, expected, variables={"n": "real"}) == "correct"


def test_points_where_the_right_answer_is_undefined_are_skipped() -> None:
    assert outcome("x+3", "(x^2-9)/(x-3)", domain={"x": "int"}) == "correct"


def test_infinity_and_undefined_are_answers() -> None:
    assert outcome("inf", "inf") == "correct"
    assert outcome("-inf", "inf") == "wrong"
    assert outcome("5", "undefined") == "wrong"


def test_sums_over_a_family() -> None:
    variables = {"pi_k": "unit", "w_k": "real", "k": "index", "x": "real"}
    right = "sum_k pi_k sigmoid(w_k x)"
    assert outcome("Σ_k π_k σ(w_k·x)", right, variables=variables) == "correct"
    assert outcome("sigmoid(sum_k pi_k w_k x)", right, variables=variables) == "wrong"
    responsibility = "pi_k sigmoid(w_k x)/sum_j pi_j sigmoid(w_j x)"
    assert outcome("pi_k/(sum_j pi_j σ(w_j x)) σ(w_k x)", responsibility, variables=variables) == "correct"
    assert outcome("pi_k", responsibility, variables=variables) == "wrong"


def test_free_functions_have_exact_derivatives() -> None:
    assert outcome("f'(x) g(x) + g'(x) f(x)", "f(x) g'(x) + f'(x) g(x)", generic=["f", "g"]) == "correct"
    assert outcome("f'(x) g'(x)", "f(x) g'(x) + f'(x) g(x)", generic=["f", "g"]) == "wrong"


def size(n: int, k: int) -> int:
    if k > n:
        raise ValueError("k is larger than n")
    return n - k + 1


def test_the_questions_own_functions_may_be_called_and_may_fail() -> None:
    settings: dict[str, Any] = {"functions": {"conv.size": size}, "domain": {"n": "int+", "k": "int+"}}
    assert outcome("conv.size(n+k, k)", "n+1", **settings) == "correct"
    assert outcome("conv.size(k, n+k)", "n+1", **settings) == "wrong"
    assert outcome("conv.size(n)", "n+1", **settings) in ("wrong", "invalid")


@pytest.mark.parametrize("expected", ["x+", "(x", "x=2", ""])
def test_a_bad_expected_formula_is_the_authors_fault(expected: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        mark("formula", "x", expected=expected)


@pytest.mark.parametrize("domain", ["postive", [2, 1], ["a", "b"], 7])
def test_a_bad_domain_is_the_authors_fault(domain: Any) -> None:
    with pytest.raises(ValueError):
        mark("formula", "x", expected="x", domain={"x": domain})


@pytest.mark.parametrize(
    "answer", ["9^9^9^9", "((((3!)!)!)!)", "x^(x^(x^x))*exp(exp(exp(x)))", "sin(10^80 x)"]
)
def test_what_is_too_large_to_compute_is_not_wrong_but_undecided(answer: str) -> None:
    assert outcome(answer, "x") in ("undecided", "wrong", "invalid")


@pytest.mark.parametrize("answer", ["", "   ", "\n"])
def test_nothing_is_free(answer: str) -> None:
    verdict = mark("formula", answer, expected="x")
    assert (verdict.outcome, verdict.code) == ("invalid", "empty")


def test_a_fault_is_placed_in_the_text_as_typed() -> None:
    assert mark("formula", "   x+yy", expected="x", variables=["x"]).position == 5


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("sum_k pi_k w_k", "correct"),
        ("sum_(k=1)^K pi_k w_k", "correct"),
        ("Σ_{i=1}^K pi_i w_i", "correct"),
        ("K/K sum_k pi_k w_k", "correct"),
        ("sum_(k=2)^K pi_k w_k", "wrong"),
        ("sum_(k=1)^(K - 1) pi_k w_k", "wrong"),
        # No single size of the family may decide: these are right for 3 members, or for 5.
        ("sum_(k=1)^3 pi_k w_k", "wrong"),
        ("3/K sum_k pi_k w_k", "wrong"),
        ("5/K sum_k pi_k w_k", "wrong"),
    ],
)
def test_a_named_upper_bound_is_the_range_of_the_index(typed: str, verdict: str) -> None:
    variables = {"pi_k": "unit", "w_k": "real", "k": "index", "K": "count"}
    assert outcome(typed, "sum_k pi_k w_k", variables=variables) == verdict
    assert outcome(typed, "sum_(k=1)^K pi_k w_k", variables=variables) == verdict


def test_a_kink_is_found_below_a_sum_with_a_named_upper_bound() -> None:
    variables = {"w_k": "real", "k": "index", "K": "count"}
    assert outcome("sum_(k=1)^K max(w_k, 0)", "sum_k min(max(w_k, 0), 6)", variables=variables) == "wrong"
