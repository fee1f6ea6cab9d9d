"""Question 3 is marked as the errata of the paper's worked answers ask: what was wrong there is known by name."""

from __future__ import annotations

import json

import pytest

from tutor.cli import main

# The part, what is typed, the verdict, and the mistake that is named.
ROWS = [
    # The hidden activation left out: a_k = w_kᵀx.
    ("3.activation", "w_k^T x_n", "wrong", "mix.linear_hidden"),
    ("3.activation", "σ(w_k^T x_n)", "correct", None),
    ("3.activation", "1/(1 + e^(-w_k·x))", "correct", None),
    ("3", "sum_k π_k·(w_k^T x)", "wrong", "mix.linear_hidden"),
    # An expectation where nothing is random.
    ("3.activation", "E[w_k^T x_n]", "wrong", "mix.expectation"),
    ("3.derivation", "a; b; π_k; a; E[w_k^T x_n]", "partial", "mix.expectation"),
    ("3.derivation", "a; b; π_k; a; w_k^T x_n", "partial", "mix.linear_hidden"),
    ("3", "sum_k π_k·E[w_k x]", "wrong", "mix.expectation"),
    # Two bars in one probability: notation, no loss.
    ("3.derivation", "b; b; π_k; a; σ(w_k^T x_n)", "correct", None),
    ("3.derivation", "a; b; pi_k; a; sigmoid(w_k·x)", "correct", None),
    # "The K weights W": they are K vectors.
    ("3.weights", "K", "wrong", "mix.K_weights"),
    ("3.weights", "K×d", "correct", None),
    ("3.weights", "(K, d)", "correct", None),
    ("3.weights", "d×K", "wrong", "mix.W_transposed"),
    # The output is one linear unit with weights π, and no further sigmoid.
    ("3.output", "1; π_k; t", "correct", None),
    ("3.output", "1; π_k; σ(t)", "partial", "mix.extrasig"),
    ("3.output", "1; 1/K; max(0, t)", "partial", "mix.uniform"),
    ("3", "σ(sum_k π_k·σ(w_k·x))", "wrong", "mix.extrasig"),
    # The pick does not depend on x: a posterior or a uniform weight is not the answer.
    ("3.derivation", "a; b; 1/K; a; σ(w_k·x)", "partial", "mix.uniform"),
    # The marginal itself is right in the worked answers.
    ("3", "Σ_{k=1}^K σ(w_k^T x_n)·π_k", "correct", None),
    ("3", "sum_j pi_j sigmoid(w_j x)", "correct", None),
    ("3", "1 - sum_k π_k σ(-w_k x)", "correct", None),
    ("3", "σ(Σ_{k=1}^K π_k w_k x)", "wrong", "mix.avglogit"),
    # An index runs through its natural range, whether it is written or not; another range is another sum.
    ("3", "sum_(k=1)^K π_k σ(w_k x)", "correct", None),
    ("3", "1 - sum_(k=1)^K π_k σ(-w_k x)", "correct", None),
    ("3", "(sum_k π_k σ(w_k x))/(sum_(i=1)^K π_i)", "correct", None),
    ("3", "sum_(k=2)^K π_k σ(w_k x)", "wrong", None),
    ("3", "sum_(k=1)^(K-1) π_k σ(w_k x)", "wrong", None),
    ("3", "sum_(k=1)^3 π_k σ(w_k x)", "wrong", None),
    ("3", "sum_(k=1)^K σ(w_k x)/K", "wrong", "mix.uniform"),
    ("3", "sum_(k=1)^3 σ(w_k x)/3", "wrong", None),
    ("3", "sum_(k=1)^K π_k w_k x", "wrong", "mix.linear_hidden"),
    ("3", "σ(sum_(k=1)^K π_k σ(w_k x))", "wrong", "mix.extrasig"),
    ("3", "σ(sum_k π_k w_k x)", "wrong", "mix.avglogit"),
    ("3.input", "d", "correct", None),
    ("3.hidden", "1; K", "correct", None),
]


@pytest.mark.parametrize(("part", "answer", "outcome", "mistake"), ROWS)
def test_the_verdict_is_the_one_asked_for(
    part: str, answer: str, outcome: str, mistake: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["mark", part, answer, "--json"])
    verdict = json.loads(capsys.readouterr().out)
    assert (verdict["outcome"], verdict["mistake"]) == (outcome, mistake)


def test_two_bars_cost_nothing_but_are_remarked_on(capsys: pytest.CaptureFixture[str]) -> None:
    main(["mark", "3.derivation", "b; b; π_k; a; σ(w_k^T x_n)", "--json"])
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["score"] == verdict["max"] == 3
    assert "comma" in verdict["note"]


def test_two_bars_cost_nothing_beside_another_wrong_cell(capsys: pytest.CaptureFixture[str]) -> None:
    main(["mark", "3.derivation", "b; b; π_k; a; w_k^T x_n", "--json"])
    verdict = json.loads(capsys.readouterr().out)
    assert (verdict["score"], verdict["mistake"]) == (2.4, "mix.linear_hidden")
    assert "two bars" in verdict["note"]
