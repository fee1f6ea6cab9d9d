"""Question 4 is marked as the errata of the paper's worked answers ask: what was wrong there is known by name."""

from __future__ import annotations

import json

import pytest

from tutor.cli import main
from tutor.questions.library import Library

REST = "x log(x) + (1-x) log(1-x)"
ENTROPY = "-x log(x) - (1-x) log(1-x)"
RATIOS = "x/p; (1-x)/(1-p)"
BERNOULLI = "p^x (1-p)^(1-x); x log(p) + (1-x) log(1-p)"

# The part, what is typed, the verdict, and the mistake that is named.
ROWS = [
    # The logarithm moves the value, not the place of the maximum.
    ("4.1.log", "a", "correct", None),
    ("4.1.log", "b", "wrong", "nll.log_value"),
    ("4.1.log", "c", "wrong", "nll.log_both"),
    # Mixed indices are read silently.
    ("4.1", "-(x log(p) + (1-x_n) log(1-p))", "correct", None),
    ("4.1", "-(x_n log(p) + (1-x_n) log(1-p))", "correct", None),
    # The result, and what it looks like when a sign or a role is lost.
    ("4.1", "-x*log(p)-(1-x)*log(1-p)", "correct", None),
    ("4.1", "-log(p^x (1-p)^(1-x))", "correct", None),
    ("4.1", "x log(p) + (1-x) log(1-p)", "wrong", "nll.sign"),
    ("4.1", "-p log(x) - (1-p) log(1-x)", "wrong", "ce.rev"),
    ("4.1.steps", f"{BERNOULLI}; -m log(p) - (n-m) log(1-p)", "correct", None),
    ("4.1.steps", f"{BERNOULLI}; m log(p) + (n-m) log(1-p)", "partial", "nll.max_sign"),
    # x log x + (1−x) log(1−x) is minus the entropy.
    ("4.2.derivation", f"{RATIOS}; {REST}; {ENTROPY}", "correct", None),
    ("4.2.derivation", f"{RATIOS}; {REST}; {REST}", "partial", "ce.neg_entropy"),
    ("4.2", "KL + E", "wrong", "ce.neg_entropy"),
    # The additional cost is KL; cross-entropy is the whole.
    ("4.2", "KL", "wrong", "ce.additional"),
    # Sum, not difference; a true rearrangement is right.
    ("4.2", "H + KL", "correct", None),
    ("4.2", "H(P) + KL(P||Q)", "correct", None),
    ("4.2", "KL - E", "correct", None),
    ("4.2", "H - KL", "wrong", "ce.H_minus_KL"),
    ("4.2", "E - KL", "wrong", "ce.E_minus_KL"),
]

# What is written in words, the verdict that is proposed, and the mistake that is named.
WORDS = [
    (
        "The cross-entropy can be seen as the additional uncertainty when Q is used.",
        "undecided",
        "ce.additional",
    ),
    (
        "The loss is the difference between the distribution's entropy and its KL divergence.",
        "wrong",
        "ce.H_minus_KL",
    ),
    ("It calculates how far the predictions are from our labels.", "undecided", "ce.distance"),
    ("It is H + KL.", "partial", None),
    ("It is H + KL, and H does not depend on p, so we minimise KL.", "correct", None),
    ("The entropy plus the divergence; at its minimum p = x.", "correct", None),
    ("It is the expected NLL under Bernoulli(x), and so the best p matches the soft label.", "correct", None),
]


def marked(part: str, answer: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    main(["mark", part, answer, "--json"])
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(("part", "answer", "outcome", "mistake"), ROWS)
def test_the_verdict_is_the_one_asked_for(
    part: str, answer: str, outcome: str, mistake: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = marked(part, answer, capsys)
    assert (verdict["outcome"], verdict["mistake"]) == (outcome, mistake)


@pytest.mark.parametrize(("answer", "outcome", "mistake"), WORDS)
def test_words_are_heard(
    answer: str, outcome: str, mistake: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = marked("4.2.meaning", answer, capsys)
    assert (verdict["outcome"], verdict["mistake"], verdict["code"]) == (outcome, mistake, "self")


def test_a_rearrangement_is_told_to_be_true(capsys: pytest.CaptureFixture[str]) -> None:
    assert "E is minus the entropy" in str(marked("4.2", "KL - E", capsys)["note"])


def test_an_equation_costs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert marked("4.2", "ce = KL - E", capsys)["outcome"] == "invalid"


@pytest.mark.parametrize(
    "answer",
    [
        "Cross-entropy is the entropy plus the additional cost KL, and entropy does not depend on p.",
        "Cross-entropy minus entropy is KL, and the entropy is constant.",
        "The difference between cross-entropy and entropy is the KL divergence; minimising it minimises the KL.",
    ],
)
def test_a_true_rearrangement_in_words_is_no_mistake(answer: str) -> None:
    verdict = Library.at().find("4.2.meaning").paper().mark(answer)
    assert verdict.mistake is None
    assert "opposite" not in " ".join(verdict.feedback)
