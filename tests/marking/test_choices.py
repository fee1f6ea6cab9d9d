"""Choices, truth values and orders: what may be typed, and what it earns."""

from __future__ import annotations

import pytest

from tutor.marking import mark

ONE = {"options": ["stride", "padding", "dilation"], "answer": "padding"}
MANY = {"options": {"a": "weights", "b": "stride", "c": "biases", "d": "padding"}, "answer": ["a", "c"]}


@pytest.mark.parametrize("typed", ["b", "B", "b)", "(b)", "2", "padding", "Padding."])
def test_an_option_is_chosen_by_label_number_or_text(typed: str) -> None:
    verdict = mark("choice", typed, expected=ONE)
    assert verdict.outcome == "correct"
    assert verdict.read_as == "b) padding"


@pytest.mark.parametrize("typed", ["d", "0", "4", "pad", "?"])
def test_what_is_no_option_is_free(typed: str) -> None:
    verdict = mark("choice", typed, expected=ONE)
    assert (verdict.outcome, verdict.code) == ("invalid", "option")


def test_another_option_is_wrong() -> None:
    assert mark("choice", "a", expected=ONE).outcome == "wrong"


def test_a_choice_may_be_declared_by_the_right_option_alone() -> None:
    assert mark("choice", "Padding", expected="padding").outcome == "correct"
    assert mark("choice", "stride", expected="padding").outcome == "wrong"


@pytest.mark.parametrize(
    "typed", ["a, c", "c a", "ac", "a and c", "weights; biases", "1,3", ["a", "c"], ("biases", "weights")]
)
def test_several_options_in_any_spelling(typed: object) -> None:
    assert mark("choices", typed, expected=MANY).outcome == "correct"


@pytest.mark.parametrize(
    ("typed", "outcome", "score"),
    [
        ("a", "partial", 1),
        ("a, b, c", "partial", 1),
        ("a b", "wrong", 0),
        ("abcd", "wrong", 0),
        ("none", "wrong", 0),
    ],
)
def test_each_right_option_earns_and_each_other_costs_a_point(typed: str, outcome: str, score: float) -> None:
    verdict = mark("choices", typed, expected=MANY)
    assert (verdict.outcome, verdict.score, verdict.max) == (outcome, score, 2)


def test_none_may_be_the_right_choice() -> None:
    nothing = {**MANY, "answer": []}
    assert mark("choices", "none", expected=nothing).outcome == "correct"
    assert mark("choices", "a", expected=nothing).outcome == "wrong"


def test_an_unknown_option_among_several_is_named() -> None:
    verdict = mark("choices", "a, zebra", expected=MANY)
    assert verdict.outcome == "invalid"
    assert "zebra" in verdict.feedback[0]


@pytest.mark.parametrize(
    "broken", [{"options": [], "answer": "a"}, {"options": ["x", "X"], "answer": "a"}, {**ONE, "answer": "e"}]
)
def test_options_that_cannot_be_told_apart_are_the_authors_fault(broken: object) -> None:
    with pytest.raises(ValueError, match="expected"):
        mark("choice", "a", expected=broken)


@pytest.mark.parametrize(
    "typed", ["True", "T", "y", "yes", "1", "true.", "It is true", "not false", "True, because k·k·C·N"]
)
def test_true_in_many_words(typed: str) -> None:
    assert mark("truth", typed, expected="true").outcome == "correct"
    assert mark("truth", typed, expected=False).outcome == "wrong"


@pytest.mark.parametrize(
    "typed", ["false", "F", "n", "No", "0", "not true", "False: it depends on the depth only"]
)
def test_false_in_many_words(typed: str) -> None:
    assert mark("truth", typed, expected=False).outcome == "correct"
    assert mark("truth", typed, expected=True).outcome == "wrong"


@pytest.mark.parametrize("typed", ["maybe", "both", "2", "truefalse", "not maybe"])
def test_what_is_neither_is_free(typed: str) -> None:
    assert mark("truth", typed, expected=True).outcome == "invalid"


@pytest.mark.parametrize(
    "typed", ["b a d c", "b, a, d, c", "B > A > D > C", "badc", "b → a → d → c", ["b", "a", "d", "c"]]
)
def test_an_order_in_any_spelling(typed: object) -> None:
    verdict = mark("order", typed, expected=["b", "a", "d", "c"])
    assert (verdict.outcome, verdict.score, verdict.max) == ("correct", 3, 3)


@pytest.mark.parametrize(
    ("typed", "outcome", "score"),
    [
        ("a b c d", "partial", 1),
        ("a b d c", "partial", 2),
        ("b c a d", "partial", 2),
        ("c d a b", "wrong", 0),
    ],
)
def test_the_longest_right_order_earns_its_points(typed: str, outcome: str, score: float) -> None:
    verdict = mark("order", typed, expected="b a d c")
    assert (verdict.outcome, verdict.score, verdict.max) == (outcome, score, 3)


def test_several_orders_may_be_right() -> None:
    expected = {"answer": "a b c", "also": ["b a c"]}
    other = mark("order", "b a c", expected=expected)
    assert other.outcome == "correct"
    assert "as good as the one that is shown" in other.note
    assert mark("order", "a b c", expected=expected).note == ""
    assert mark("order", "c a b", expected=expected).outcome == "partial"


@pytest.mark.parametrize("typed", ["a b", "a b c d d", "a b c e", "a a b c"])
def test_an_order_must_use_every_step_once(typed: str) -> None:
    assert mark("order", typed, expected="a b c d").outcome == "invalid"


def test_an_unknown_kind_is_the_authors_fault() -> None:
    with pytest.raises(ValueError, match="kind"):
        mark("essay", "x", expected="x")


def test_the_first_step_out_of_place_is_named_and_no_more() -> None:
    assert mark("order", "a d b c e", expected="a b c d e").feedback == (
        "4 of the 5 steps stand in the right order; the first out of place is d.",
    )
    both = {"answer": "a b c d", "also": ["d c b a"]}
    assert "first out of place is a." in mark("order", "d a c b", expected=both).feedback[0]
    assert mark("order", "c b a", expected="a b c").feedback == ("No two steps stand in the right order.",)
