"""Numbers: whole ones exactly, others to three figures, units, and the slips that are recognised."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tutor.marking import mark


def outcome(answer: str, expected: Any, **settings: Any) -> str:
    return mark("number", answer, expected=expected, **settings).outcome


@pytest.mark.parametrize(
    ("answer", "expected", "wanted"),
    [
        ("1.28", "sqrt(41)/5", "correct"),
        ("1.2806", "sqrt(41)/5", "correct"),
        ("sqrt(41)/5", "sqrt(41)/5", "correct"),
        ("√41/5", 1.2806248474865697, "correct"),
        ("1.281", "sqrt(41)/5", "correct"),
        ("1.2798", "sqrt(41)/5", "correct"),
        ("1.279", "sqrt(41)/5", "wrong"),
        ("1.29", "sqrt(41)/5", "wrong"),
        ("1.2849", "sqrt(41)/5", "wrong"),
        ("1.3", "sqrt(41)/5", "invalid"),
        ("1", "sqrt(41)/5", "invalid"),
        ("1", 0.8, "wrong"),
        ("10", 9.96, "invalid"),
        ("0.1", 0.0996, "invalid"),
        ("0", 0.3, "wrong"),
        ("1.40", 1.400143, "correct"),
        ("1.4", 1.400143, "correct"),
        ("19.0", "sqrt(362)", "correct"),
        ("-0.333", "-1/3", "correct"),
        ("-0.33", "-1/3", "invalid"),
        ("2.5e-4", 0.000251, "invalid"),
        ("2.51×10^-4", 0.000250649, "correct"),
        ("12.5%", 0.125, "correct"),
        ("½", 0.5, "correct"),
        ("6.02e23", 6.02214076e23, "correct"),
    ],
)
def test_a_real_is_right_to_three_figures_and_close_with_fewer(
    answer: str, expected: Any, wanted: str
) -> None:
    assert outcome(answer, expected) == wanted


def test_close_says_how_many_figures_to_give() -> None:
    verdict = mark("number", "1.3", expected="sqrt(41)/5")
    assert verdict.code == "close" and verdict.is_free
    assert "three figures" in verdict.feedback[0]


@pytest.mark.parametrize(
    ("answer", "expected", "wanted"),
    [
        ("720", 720, "correct"),
        ("720.0", 720, "correct"),
        ("6!", 720, "correct"),
        ("1_000", 1000, "correct"),
        ("7.2e2", 720.0, "correct"),
        ("721", 720, "wrong"),
        ("719.9", 720, "wrong"),
        ("397000", 397312, "wrong"),
        ("0.9999", 1, "wrong"),
        ("1", 0.9999999999999998, "correct"),
        ("2*sqrt(4)", 4, "correct"),
        ("sqrt(2)^2", 2, "correct"),
    ],
)
def test_whole_numbers_are_marked_exactly(answer: str, expected: Any, wanted: str) -> None:
    assert outcome(answer, expected) == wanted


@pytest.mark.parametrize(
    ("answer", "expected", "tolerance", "right"),
    [
        ("0.69", "ln(2)", {"mode": "rel", "tol": 0.01}, True),
        ("0.68", "ln(2)", {"mode": "rel", "tol": 0.01}, False),
        ("1.001", 1, {"mode": "abs", "tol": 0.001}, True),
        ("1.0011", 1, {"mode": "abs", "tol": 0.001}, False),
        ("1.3", "sqrt(41)/5", {"mode": "sigfigs", "digits": 2}, True),
        ("1.23", "sqrt(41)/5", {"mode": "sigfigs", "digits": 2}, False),
        ("0.0123", 0.01234, {"mode": "sigfigs", "digits": 3}, True),
        ("1.28", "sqrt(41)/5", {"mode": "decimals", "digits": 2}, True),
        ("1.286", "sqrt(41)/5", {"mode": "decimals", "digits": 2}, False),
        ("ln 2", "log(2)", {"mode": "rel", "tol": 0}, True),
        ("0.6931471805599453", "log(2)", {"mode": "rel", "tol": 0}, False),
    ],
)
def test_a_tolerance_is_kept_exactly_and_outside_it_is_wrong(
    answer: str, expected: Any, tolerance: dict[str, Any], right: bool
) -> None:
    assert outcome(answer, expected, tolerance=tolerance) == ("correct" if right else "wrong")


@pytest.mark.parametrize(
    "tolerance",
    [{"mode": "about"}, {"mode": "rel"}, {"mode": "abs", "tol": -1}, {"mode": "sigfigs", "digits": 1.5}],
)
def test_a_bad_tolerance_is_the_authors_fault(tolerance: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="tolerance"):
        mark("number", "2", expected="sqrt(5)", tolerance=tolerance)


@pytest.mark.parametrize("expected", [3, 3.0, Fraction(3), np.int64(3), np.float64(3), "3", "6/2"])
def test_the_right_number_may_have_any_type(expected: Any) -> None:
    assert outcome("3", expected) == "correct"
    assert outcome("4", expected) == "wrong"


@pytest.mark.parametrize("expected", ["x", "1/0", float("nan"), None, "3 4"])
def test_a_right_answer_that_is_no_number_is_the_authors_fault(expected: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        mark("number", "3", expected=expected)


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("397312", "correct"),
        ("397312 bytes", "correct"),
        ("397312 B", "correct"),
        ("388 KiB", "correct"),
        ("397312 BYTES", "correct"),
        ("397.312 kB", "correct"),
        ("3178496 bits", "correct"),
        ("397312 bits", "wrong"),
        ("397312 apples", "invalid"),
    ],
)
def test_a_declared_unit_may_be_written_in_its_family_or_left_out(answer: str, wanted: str) -> None:
    assert outcome(answer, {"value": 397312, "unit": "bytes"}) == wanted


def test_another_unit_is_named_and_free() -> None:
    verdict = mark("number", "21 m", expected={"value": 21, "unit": "pixels", "units": {"px": 1}})
    assert (verdict.code, verdict.position) == ("unit", 3)
    assert outcome("21 px", {"value": 21, "unit": "pixels", "units": {"px": 1}}) == "correct"


@pytest.mark.parametrize("answer", ["1,000", "0,5", "three", "x", "3 4", "", "3+", "="])
def test_what_is_no_number_is_free(answer: str) -> None:
    assert outcome(answer, 1000) == "invalid"


def test_undefined_and_infinite_values() -> None:
    assert outcome("undefined", "undefined") == "correct"
    assert outcome("0", "undefined") == "wrong"
    assert outcome("undefined", 0) == "wrong"
    assert outcome("∞", "inf") == "correct"
    assert outcome("-inf", "inf") == "wrong"


@pytest.mark.parametrize("answer", ["1/0", "log(0)", "sqrt(-1)", "9^9^9^9", "10^300*10^300"])
def test_a_number_without_a_usable_value_raises_nothing(answer: str) -> None:
    assert outcome(answer, 3) in ("invalid", "undecided", "wrong")


@pytest.mark.parametrize(
    ("answer", "expected", "code"),
    [
        ("-0.887", 0.886941, "sign"),
        ("2.26", "0.442", "reciprocal"),
        ("1.28", 0.886941, "bits"),
        ("0.385", 0.886941, "log10"),
        ("9728", 4864, "double"),
        ("4865", 4864, "plus_one"),
        ("20", 21, "minus_one"),
        ("1.64", "sqrt(1.64)", "square"),
        ("64.6", 0.645573, "percent"),
        ("3178496", 397312, "in_bits"),
        ("0.354", 0.645573, "complement"),
        ("6.46", 0.645573, "point"),
        ("0.65", 0.645573, None),
        ("0.65", 0.657, "rounded"),
        ("4900", 4864, "rounded"),
    ],
)
def test_a_slip_is_recognised_through_rounding(answer: str, expected: Any, code: str | None) -> None:
    verdict = mark("number", answer, expected=expected)
    assert verdict.code == code or (code is None and verdict.code == "close")


def test_otherwise_the_direction_is_told() -> None:
    assert mark("number", "1.2", expected="sqrt(41)/5").feedback == ("Yours is too small.",)
    assert mark("number", "-9", expected="-18.3").feedback == ("Yours is too large.",)


def test_several_slips_with_one_result_are_said_to_be_several() -> None:
    verdict = mark("number", "2", expected=1)
    assert verdict.feedback[0].startswith("Several slips")
