"""Answers in words: terms, key ideas, negations, and the one sentence that is read."""

from __future__ import annotations

import pytest

from tutor.marking import Outcome, mark

MONOTONIC = {
    "ideas": [
        {
            "id": "mono",
            "name": "ReLU never decreases",
            "say": ["monoton*", "never decreases", "nondecreasing"],
        }
    ],
    "sentences": 1,
    "model": "ReLU is non-decreasing, so its gradient never changes sign.",
}
TWICE = {
    "ideas": [
        {
            "id": "kink",
            "say": ["not differentiable at 0", "derivative not exist at 0"],
            "deny": ["differentiable everywhere"],
        },
        {"id": "flat", "say": ["second derivative is 0", "second derivative vanish*"]},
    ],
    "need": 2,
}


@pytest.mark.parametrize(
    "sentence",
    [
        "ReLU is monotonic.",
        "ReLU is monotonically increasing so gradients do not change sign",
        "Not only is it monotonic but also cheap",
        "ReLU is not smooth, but it is monotonic",
        "It is not non-monotonic",
        "It never decreases.",
        "ReLU is non-decreasing",
        "There is no doubt that it is monotonic",
        "It is monotonic, e.g. for x > 0.",
    ],
)
def test_an_idea_is_found_however_it_is_said(sentence: str) -> None:
    verdict = mark("text", sentence, expected=MONOTONIC)
    assert verdict.outcome == "correct"
    assert verdict.code == "self"


@pytest.mark.parametrize(
    "sentence",
    [
        "It is not monotonic.",
        "It isn’t monotonic",
        "ReLU is non-monotonic",
        "ReLU is nonmonotonic",
        "neither smooth nor monotonic",
        "Monotonicity does not hold",
        "monotonicity fails here",
        "It is false that it is monotonic",
        "It lacks monotonicity",
        "no longer monotonic",
        "can't be called monotonic",
        "without being monotonic",
        "hardly monotonic",
    ],
)
def test_a_negation_is_not_fooled(sentence: str) -> None:
    verdict = mark("text", sentence, expected=MONOTONIC)
    assert verdict.outcome == "wrong"
    assert verdict.score == 0
    assert "opposite" in verdict.feedback[1]


def test_a_negated_phrase_is_denied_without_its_negation() -> None:
    assert mark("text", "The derivative exists at 0", expected=TWICE).outcome == "wrong"
    assert mark("text", "The derivative doesn't exist at zero", expected=TWICE).outcome == "partial"


def test_saying_and_denying_at_once_does_not_count() -> None:
    verdict = mark("text", "It is monotonic but it is not monotonic", expected=MONOTONIC)
    assert verdict.score == 0


def test_only_the_first_sentence_is_read_and_the_learner_is_told() -> None:
    verdict = mark("text", "ReLU is cheap, i.e. fast. ReLU is monotonic.", expected=MONOTONIC)
    assert verdict.score == 0
    assert verdict.outcome == "undecided"
    assert verdict.read_as == "ReLU is cheap, i.e. fast."
    assert "Only your first sentence was read" in verdict.note


def test_decimals_do_not_end_a_sentence() -> None:
    verdict = mark("text", "For x = 0.5 it never decreases", expected=MONOTONIC)
    assert verdict.score == 1


def test_the_words_that_say_an_idea_are_quoted() -> None:
    verdict = mark("text", "Because ReLU never decreases anywhere", expected=MONOTONIC)
    assert verdict.feedback == ("Found: ReLU never decreases (“never decreases”).",)


@pytest.mark.parametrize("answer", ["banana", "It is not monotonic.", "The second derivative is zero."])
@pytest.mark.parametrize("expected", [MONOTONIC, TWICE])
def test_what_was_not_said_is_not_told(answer: str, expected: dict[str, object]) -> None:
    verdict = mark("text", answer, expected=expected)
    told = " ".join((*verdict.feedback, verdict.note))
    assert "non-decreasing" not in told and "never decreases" not in told and "differentiable" not in told


def test_a_learner_is_told_how_many_ideas_there_are() -> None:
    none = mark("text", "banana", expected=TWICE)
    assert none.feedback == (
        "None of the key ideas was found in your words: say it in other words, or compare with the model answer.",
    )
    assert none.note == "Words are not judged like formulas: compare with the model answer."
    one = mark("text", "Its second derivative is zero, and it is differentiable everywhere.", expected=TWICE)
    assert one.feedback == (
        "Found: second derivative is 0 (“second derivative is zero”).",
        "You seem to say the opposite of what is right: “differentiable everywhere”.",
        "1 of 2 key ideas found.",
    )


def test_each_idea_earns_a_point_up_to_what_is_needed() -> None:
    both = "It is not differentiable at 0 and its second derivative vanishes elsewhere."
    assert mark("text", both, expected=TWICE).score == 2
    one = mark("text", "Its second derivative is zero.", expected=TWICE)
    assert (one.outcome, one.score, one.max) == ("partial", 1, 2)
    assert mark("text", both, expected={**TWICE, "need": 1}).max == 1


def test_silence_about_the_ideas_is_not_called_wrong() -> None:
    assert mark("text", "ReLU is popular", expected=MONOTONIC).outcome == "undecided"


@pytest.mark.parametrize(
    "broken", [{"ideas": []}, {"ideas": [{"say": ["not the"]}]}, {**TWICE, "need": 3}, {"ideas": [{}]}]
)
def test_an_impossible_part_is_the_authors_fault(broken: object) -> None:
    with pytest.raises(ValueError, match="expected"):
        mark("text", "anything", expected=broken)


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("Vanishing Gradients", "correct"),
        ("vanishing-gradient", "correct"),
        ("the vanishing gradient problem", "correct"),
        ("the problem of vanishing gradients", "correct"),
        ("vanishng gradient", "correct"),
        ("vanihsing gradient", "correct"),
        ("exploding gradient", "wrong"),
        ("gradient", "wrong"),
        ("not vanishing gradient", "wrong"),
        ("it isn't the vanishing gradient", "wrong"),
        ("vanishing gradient and exploding gradient", "wrong"),
    ],
)
def test_a_term_is_known_through_case_plural_hyphen_and_one_slip(typed: str, outcome: str) -> None:
    assert mark("text", typed, expected="vanishing gradient").outcome == outcome


@pytest.mark.parametrize(
    ("typed", "term"), [("asymmetric", "symmetric"), ("mode", "mean"), ("argmin", "argmax")]
)
def test_another_word_is_not_a_slip(typed: str, term: str) -> None:
    assert mark("text", typed, expected=term).outcome == "wrong"


def test_any_of_several_terms_is_right() -> None:
    assert mark("text", "a sigmoid", expected=["logistic function", "sigmoid"]).outcome is Outcome.CORRECT
