"""Shapes, points, sets, tables and blanks."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.marking import mark

SHAPE = "31x31x5"


@pytest.mark.parametrize(
    "typed",
    [
        "31×31×5",
        "31 by 31 by 5",
        "[31, 31, 5]",
        "31X31X5",
        "31*31*5",
        "31 31 5",
        "(31;31;5)",
        "shape: (31, 31, 5)",
    ],
)
def test_a_shape_in_many_spellings(typed: str) -> None:
    verdict = mark("shape", typed, expected=(31, 31, 5))
    assert verdict.outcome == "correct"
    assert verdict.read_as == "31 × 31 × 5"


@pytest.mark.parametrize("typed", ["5x31x31", "31x31x5x1", "31x31x4"])
def test_another_shape_is_wrong(typed: str) -> None:
    assert mark("shape", typed, expected=SHAPE).outcome == "wrong"


@pytest.mark.parametrize("typed", ["31x31xC", "31x-31x5", "x", "big", "31.5x31x5", "3" * 600])
def test_what_is_no_shape_is_free(typed: str) -> None:
    assert mark("shape", typed, expected=SHAPE).outcome == "invalid"


def test_a_vector_of_five_and_its_spellings() -> None:
    assert mark("shape", "(5,)", expected="5").outcome == "correct"
    assert mark("shape", "5", expected=[5]).outcome == "correct"


@pytest.mark.parametrize("typed", ["31x31", "4805", "31"])
def test_a_shape_of_too_few_sizes_is_no_answer_yet(typed: str) -> None:
    verdict = mark("shape", typed, expected=SHAPE)
    assert (verdict.outcome, verdict.code) == ("invalid", "axes")
    assert "3 are asked for" in verdict.feedback[0]
    assert "31" not in verdict.feedback[1]


def test_a_shape_in_symbols() -> None:
    settings: dict[str, Any] = {"expected": "r x 2m", "variables": ["r", "m"]}
    assert mark("shape", "r × (m+m)", **settings).outcome == "correct"
    assert mark("shape", "rx2m", **settings).outcome == "correct"
    assert mark("shape", "2m×r", **settings).outcome == "wrong"
    assert mark("shape", "q×m", **settings).outcome == "invalid"


@pytest.mark.parametrize("typed", ["(0;0.8)", "0, 4/5", "x = 0, y = 0.80", "[0, 0.8]", "(0.0, .8)"])
def test_a_point_in_many_spellings(typed: str) -> None:
    assert mark("point", typed, expected="(0, 0.8)").outcome == "correct"
    assert mark("tuple", typed, expected=[0, 0.8]).outcome == "correct"


def test_a_point_keeps_its_order_and_says_so() -> None:
    verdict = mark("point", "(0.8, 0)", expected="(0, 0.8)")
    assert (verdict.outcome, verdict.code) == ("wrong", "reversed")
    assert "first" in mark("point", "(0, 0.7)", expected="(0, 0.8)").feedback[0]


def test_coordinates_are_numbers_or_formulas() -> None:
    assert mark("point", "(0.5, 1.41)", expected="(1/2, sqrt(2))").outcome == "correct"
    close = mark("point", "(0.5, 1.4)", expected="(1/2, sqrt(2))")
    assert close.code == "close"
    assert close.feedback == ("In the second coordinate: close, but give three figures.",)
    assert mark("point", "(0.7, 1.4)", expected="(1/2, sqrt(2))").outcome == "wrong"
    assert mark("set", "{0.5, 1.4}", expected="{1/2, sqrt(2)}").code == "close"
    assert mark("set", "{0.7, 1.4}", expected="{1/2, sqrt(2)}").outcome == "wrong"
    assert (
        mark("point", "(2x-2y, 4y-2x)", expected="(-2(y-x), 2y+2(y-x))", variables=["x", "y"]).outcome
        == "correct"
    )


def test_a_fault_in_a_coordinate_is_placed_in_the_whole_text() -> None:
    verdict = mark("point", "(0, 1+*2)", expected="(0, 3)")
    assert verdict.outcome == "invalid"
    assert mark("point", "(0, 2 3)", expected="(0, 3)").position == 6
    assert mark("point", "(1, 2, 3)", expected="(0, 3)").code == "count"


@pytest.mark.parametrize(
    "typed", ["{1,-1}", "-1, 1", "1 and -1", "1 or -1", "±1", "x = 1, x = -1", "{1, 1, -1}", "1; -1"]
)
def test_a_set_in_any_order(typed: str) -> None:
    assert mark("set", typed, expected="{-1,1}").outcome == "correct"


def test_what_is_wrong_with_a_set_is_counted() -> None:
    assert mark("set", "{0, 1, -1}", expected="{-1,1}").feedback == ("0 does not belong.",)
    assert mark("set", "1", expected="{-1,1}").feedback == ("1 member is missing.",)
    assert mark("set", "2, 1", expected="{-1,1}").feedback == ("2 does not belong and 1 member is missing.",)


def test_the_empty_set() -> None:
    assert mark("set", "∅", expected="{}").outcome == "correct"
    assert mark("set", "{}", expected=[]).outcome == "correct"
    assert mark("set", "1", expected=[]).outcome == "wrong"
    assert mark("set", "none", expected="{1}").outcome == "wrong"


TABLE = {
    "titles": ["Conv4-5-S2", "Pool3"],
    "columns": [{"title": "shape", "kind": "shape"}, "parameters"],
    "rows": [
        [{"answer": "31x31x5", "name": "a"}, 85],
        [{"answer": "10x10x5", "follow": ["floor((a_1-3)/3)+1", "floor((a_2-3)/3)+1", "a_3"]}, 0],
    ],
}


@pytest.mark.parametrize(
    "typed",
    [
        [["31x31x5", "85"], ["10x10x5", "0"]],
        ["31×31×5", 85, "(10,10,5)", 0],
        "31x31x5 | 85\n10x10x5 | 0",
        "31x31x5|85; 10x10x5|0",
    ],
)
def test_a_table_is_marked_cell_by_cell(typed: Any) -> None:
    verdict = mark("table", typed, expected=TABLE)
    assert (verdict.outcome, verdict.score, verdict.max) == ("correct", 4, 4)
    assert len(verdict.parts) == 4


def test_a_wrong_cell_is_named_and_an_empty_one_earns_nothing() -> None:
    verdict = mark("table", [["31x31x5", "80"], ["10x10x5", ""]], expected=TABLE)
    assert (verdict.outcome, verdict.score) == ("partial", 2)
    assert verdict.feedback == ("Not right yet: Conv4-5-S2, parameters.", "Pool3, parameters is empty.")


def test_a_table_with_many_faults_is_told_in_two_lines() -> None:
    rows = [[at, 10 * at] for at in range(1, 6)]
    table = {"rows": rows, "columns": ["size", "weights"], "titles": [f"layer {at}" for at in range(1, 6)]}
    one = mark("table", ["1", "7", *[""] * 8], expected=table)
    assert one.feedback == ("Not right yet: layer 1, weights.", "8 cells are empty.")
    many = mark("table", ["7"] * 10, expected=table)
    assert many.feedback == (
        "Not right yet: layer 1, size; layer 1, weights; layer 2, size; layer 2, weights; 6 more.",
    )
    assert mark("blanks", ["1/p", "", ""], expected=["1/p", "p", "2p"]).feedback == ("2 blanks are empty.",)


def test_a_later_cell_follows_from_an_earlier_wrong_one() -> None:
    verdict = mark("table", [["30x30x5", "85"], ["10x10x5", "0"]], expected=TABLE)
    assert verdict.score == 3
    followed = mark("table", [["32x35x5", "85"], ["10x11x5", "0"]], expected=TABLE)
    assert followed.score == 3
    assert "Pool3, shape" in followed.note
    assert mark("table", [["32x35x5", "85"], ["9x9x5", "0"]], expected=TABLE).score == 2


def test_nothing_follows_from_a_degenerate_value() -> None:
    table = [[{"answer": 6, "name": "k"}, {"answer": 12, "follow": "2*k"}]]
    assert mark("table", ["5", "10"], expected=table).score == 1
    assert mark("table", ["1", "2"], expected=table).score == 0
    assert mark("table", ["0", "0"], expected=table).score == 0
    less = [[{"answer": 6, "name": "k"}, {"answer": 4, "follow": "k-2"}]]
    assert mark("table", ["5", "3"], expected=less).score == 1
    assert mark("table", ["3", "1"], expected=less).score == 0


def test_a_cell_that_cannot_be_read_makes_the_table_free() -> None:
    verdict = mark("table", [["31x31x5", "8+"], ["10x10x5", "0"]], expected=TABLE)
    assert verdict.outcome == "invalid"
    assert verdict.feedback[0].startswith("Conv4-5-S2, parameters: ")
    assert mark("table", ["1", "2"], expected=TABLE).code == "cells"
    assert mark("table", ["", "", "", ""], expected=TABLE).code == "empty"


@pytest.mark.parametrize("broken", [[], {"rows": []}, {"rows": [[1, 2]], "columns": ["only one"]}])
def test_a_table_that_does_not_fit_is_the_authors_fault(broken: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        mark("table", "1", expected=broken)


BLANKS = [
    {"answer": "-x*log(p)-(1-x)*log(1-p)", "domain": {"x": "unit", "p": "unit"}},
    "1/p",
    {"answer": "a", "kind": "choice", "options": ["minus", "plus"]},
]


def test_blanks_are_marked_one_by_one() -> None:
    right = ["-log(p^x*(1-p)^(1-x))", "p^-1", "minus"]
    verdict = mark("blanks", right, expected=BLANKS, variables=["x", "p"])
    assert (verdict.outcome, verdict.score, verdict.max) == ("correct", 3, 3)
    assert mark("blanks", "; ".join(right), expected=BLANKS, variables=["x", "p"]).score == 3
    verdict = mark("blanks", ["-x*log(p)", "1/p", "b"], expected=BLANKS, variables=["x", "p"])
    assert (verdict.outcome, verdict.score) == ("partial", 1)
    assert verdict.feedback == ("Not right yet: blank 1; blank 3.",)


def test_blanks_need_as_many_answers() -> None:
    assert mark("blanks", "x", expected=BLANKS).code == "cells"
    with pytest.raises(ValueError, match="expected"):
        mark("blanks", "x", expected="x")
