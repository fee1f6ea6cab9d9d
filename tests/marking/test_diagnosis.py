"""A wrong answer is traced to the wrong rule that gives exactly it."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.marking import Mistake, diagnose, mark

PARAMETERS = [
    {
        "id": "par.nobias",
        "formula": "k^2*c*f",
        "say": "You appear to have left out the biases.\nEach filter has one.\nAdd f.",
    },
    {
        "id": "par.nodepth",
        "formula": "(k^2+1)*f",
        "say": ["You appear to have forgotten the input channels."],
    },
    {"id": "par.double", "formula": "2*k^2*c*f", "say": "You appear to have counted the weights twice."},
    {"id": "par.stride", "formula": "(k^2*c+1)*f/s", "say": "A stride changes no weights."},
]
NUMBERS = {"k": 5, "c": 3, "f": 64, "s": 0}


def parameters(answer: str, **numbers: int) -> Any:
    context = {"kind": "number", "numbers": {**NUMBERS, **numbers}}
    return diagnose(answer, "(k^2*c+1)*f", PARAMETERS, context)


def test_the_mistake_is_computed_on_the_questions_own_numbers() -> None:
    found = parameters("4800")
    assert found.mistakes == ("par.nobias",)
    assert found.feedback == ("You appear to have left out the biases.", "Each filter has one.", "Add f.")
    assert parameters("1664").mistakes == ("par.nodepth",)
    assert parameters("1600", c=1, f=64).mistakes == ("par.nobias",)


def test_a_rule_without_a_value_on_these_numbers_is_passed_over() -> None:
    assert parameters("4800").mistakes == ("par.nobias",)
    assert parameters("2432", s=2).mistakes == ("par.stride",)


def test_several_mistakes_with_one_result_are_said_to_be_several() -> None:
    rules = [
        {"id": "a", "formula": "n^2", "say": "You squared."},
        {"id": "b", "formula": "2*n", "say": "You doubled."},
    ]
    found = diagnose("4", "n+7", rules, {"kind": "number", "numbers": {"n": 2}})
    assert found.mistakes == ("a", "b")
    assert found.feedback == (
        "Two different mistakes give exactly this answer on these numbers.",
        "You squared.",
        "You doubled.",
    )


def test_without_a_match_the_general_slips_are_tried() -> None:
    assert parameters("4865").code == "plus_one"
    found = diagnose("2.4", "mean", [], {"kind": "number", "numbers": {"mean": 0.15, "B": 16}})
    assert found.code == "batch"
    assert "sum over the batch" in found.feedback[0]
    assert parameters("12345").feedback == ("Yours is too large.",)


def test_a_right_or_unreadable_answer_has_no_mistake() -> None:
    assert parameters("4864").mistakes == ()
    assert parameters("48 64").mistakes == ()


def test_mistakes_of_formulas_are_compared_at_the_same_points() -> None:
    rules = [
        Mistake(
            "sw.nobeta", "sigmoid(b x)+x sigmoid(b x)(1-sigmoid(b x))", ("You lost the inner derivative.",)
        ),
        Mistake("sw.first", "sigmoid(b x)", ("You kept the first term only.",)),
    ]
    right = "sigmoid(b x)+b x sigmoid(b x)(1-sigmoid(b x))"
    context = {"kind": "formula", "variables": {"x": "real", "b": "positive"}}
    assert diagnose("1/(1+e^(-b x))", right, rules, context).mistakes == ("sw.first",)
    assert diagnose("σ(bx)(1+x(1-σ(bx)))", right, rules, context).mistakes == ("sw.nobeta",)
    assert diagnose("-(" + right + ")", right, rules, context).code == "sign"


def test_mistakes_of_matrices_and_those_that_do_not_fit() -> None:
    variables = {"W": ["m", "n"], "d": ["m"], "a": ["n"]}
    rules = [
        {"id": "mat.no_fprime", "formula": "W^T d", "say": "You left out the derivative."},
        {"id": "mat.dx_noT", "formula": "W d", "say": "You forgot to transpose."},
    ]
    context = {"kind": "matrix", "variables": variables}
    found = diagnose("transpose(W) @ d", "W^T d ⊙ a ⊙ (1-a)", rules, context)
    assert found.mistakes == ("mat.no_fprime",)


def test_mistakes_of_shapes_points_and_choices() -> None:
    context = {"kind": "shape", "numbers": {"n": 64}}
    rules = [{"id": "conv.no_plus1", "formula": ["(n-4)/2", "(n-4)/2", 5], "say": "The + 1 is missing."}]
    assert diagnose("30x30x5", "31x31x5", rules, context).mistakes == ("conv.no_plus1",)
    rules = [{"id": "gd.plus", "formula": ["x+s", "y+2*s"], "say": "You went uphill."}]
    context = {"kind": "point", "numbers": {"x": 1, "y": 1, "s": 0.1}}
    assert diagnose("(1.1, 1.2)", "(0.9, 0.8)", rules, context).mistakes == ("gd.plus",)
    options = {"options": ["0", "1", "undefined"], "answer": "c"}
    rules = [{"id": "relu.one_at0", "formula": "b", "say": "1 is the right derivative only."}]
    assert diagnose("b", options, rules, {"kind": "choice"}).mistakes == ("relu.one_at0",)


def test_a_diagnosis_goes_into_the_verdict() -> None:
    verdict = parameters("4800").on(mark("number", "4800", expected=4864))
    assert verdict.mistake == "par.nobias"
    assert verdict.outcome == "wrong"
    assert verdict.feedback[0] == "You appear to have left out the biases."


@pytest.mark.parametrize(
    "broken", [{"id": "a", "formula": "n+", "say": ""}, {"id": "a", "formula": "q", "say": ""}]
)
def test_a_mistake_that_cannot_be_read_is_the_authors_fault(broken: Any) -> None:
    with pytest.raises(ValueError, match="mistake a"):
        diagnose("4", "n", [broken], {"kind": "number", "numbers": {"n": 2}})


def test_an_unknown_key_of_the_context_is_refused() -> None:
    with pytest.raises(ValueError, match="tolerence"):
        diagnose("4", "5", [], {"kind": "number", "tolerence": {}})
