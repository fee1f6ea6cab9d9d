"""Formulas of vectors and matrices: spellings, shapes in words, two readings, and what is said of wrong ones."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.marking import mark

NET = {"W3": ["s", "r"], "W2": ["r", "m"], "g": ["s"], "a": ["r"], "h": ["m"], "x": ["n"], "b2": ["r"]}
REGRESSION = {"X": ["n", "d"], "w": ["d"], "y": ["n"], "lambda": "positive"}
SQUARE = {"A": ["n", "n"], "B": ["n", "n"], "x": ["n"]}


def outcome(answer: str, expected: str, variables: dict[str, Any], **settings: Any) -> str:
    return mark("matrix", answer, expected=expected, variables=variables, **settings).outcome


@pytest.mark.parametrize(
    ("answer", "expected", "variables"),
    [
        ("((W3.T @ g) * a * (1 - a)) @ h.T", "(W3^T g ⊙ a ⊙ (1-a)) h^T", NET),
        ("W3ᵀ g ⊙ σ'(W2 h + b2)", "W3^T g ⊙ sigmoid(W2 h+b2) ⊙ (1-sigmoid(W2 h+b2))", NET),
        ("W3ᵀ g ⊙ tanh'(W2 h)", "W3^T g ⊙ (1 - tanh(W2 h) ⊙ tanh(W2 h))", NET),
        ("W2^T diag(a) diag(1-a) W3^T g", "W2^T ((W3^T g) ⊙ a ⊙ (1-a))", NET),
        ("X^T inv(X X^T + lambda I) y", "inv(X^T X + lambda I) X^T y", REGRESSION),
        ("X.T@(X@w-y)*2/n", "2/n * X^T (X w - y)", REGRESSION),
        ("(A+A^T)x", "A x + A^T x", SQUARE),
        ("tr(A x x^T)", "x^T A x", SQUARE),
        ("diag(x)-x*x^T", "diag(x)-x x^T", SQUARE),
        ("exp(x)/sum(exp(x))", "softmax(x)", SQUARE),
    ],
)
def test_equal_formulas_are_accepted(answer: str, expected: str, variables: dict[str, Any]) -> None:
    assert outcome(answer, expected, variables) == "correct"


@pytest.mark.parametrize(
    ("answer", "expected", "variables"),
    [
        ("2 A x", "(A+A^T)x", SQUARE),
        ("inv(X^T X + n lambda I) X^T y", "inv(X^T X + lambda I) X^T y", REGRESSION),
        ("min(relu(x),6)", "relu(x)", SQUARE),
        ("relu(x) + relu(x-90)", "relu(x)", SQUARE),
        ("A B", "B A", SQUARE),
        ("A.T", "A", SQUARE),
    ],
)
def test_different_formulas_of_one_shape_are_wrong(
    answer: str, expected: str, variables: dict[str, Any]
) -> None:
    assert outcome(answer, expected, variables) == "wrong"


def test_a_stable_formula_is_not_refused_where_the_other_overflows() -> None:
    assert outcome("log(1+exp(x))", "relu(x)+log(1+exp(-|x|))", SQUARE) == "correct"
    assert outcome("relu(x)+log(1+exp(-|x|))", "log(1+exp(x))", SQUARE) == "correct"


def test_shapes_that_do_not_fit_are_free_and_explained_with_what_fits() -> None:
    verdict = mark("matrix", "W3 g ⊙ a", expected="W3^T g ⊙ a", variables=NET)
    assert (verdict.outcome, verdict.code, verdict.position, verdict.length) == ("invalid", "shape", 0, 4)
    assert "W3 is s×r and g is s×1" in verdict.feedback[0]
    assert "W3ᵀ g (r×1)" in verdict.feedback[1]


def test_another_shape_than_the_answers_is_wrong_and_said() -> None:
    verdict = mark("matrix", "W3^T g", expected="g a^T", variables=NET)
    assert (verdict.outcome, verdict.code) == ("wrong", "shape")
    assert verdict.feedback == ("Yours is r×1; the answer is s×r.",)
    verdict = mark("matrix", "a g^T", expected="g a^T", variables=NET)
    assert verdict.feedback[0] == "It is exactly the transpose of the right answer."
    assert mark("matrix", "A^T x x^T", expected="x x^T A", variables=SQUARE).code == "transpose"


@pytest.mark.parametrize(
    ("answer", "code"), [("-g a^T", "sign"), ("2 g a^T", "double"), ("3 g a^T", "factor")]
)
def test_a_slip_is_named(answer: str, code: str) -> None:
    verdict = mark("matrix", answer, expected="g a^T", variables=NET)
    assert (verdict.outcome, verdict.code) == ("wrong", code)


def test_where_two_readings_differ_the_learner_is_asked() -> None:
    verdict = mark("matrix", "A*B", expected="A @ B", variables=SQUARE)
    assert (verdict.outcome, verdict.code) == ("undecided", "ask")
    assert "A ⊙ B" in verdict.feedback[0] and "A B" in verdict.feedback[0]
    assert outcome("A*B", "B @ A", SQUARE) == "wrong"
    assert outcome("A^2", "A A", SQUARE) == "undecided"


def test_a_star_that_the_shapes_settle_is_noted() -> None:
    verdict = mark("matrix", "W3.T*g", expected="W3^T g", variables=NET)
    assert verdict.outcome == "correct"
    assert verdict.note == "I read W3ᵀ * g as a matrix product."


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("g @ a.T", "g aᵀ"),
        ("outer(g, a)", "g aᵀ"),
        ("((W3.T @ g) * a * (1 - a)) @ h.T", "((W3ᵀ g) ⊙ a ⊙ (1 − a)) hᵀ"),
        ("W2^T (W3^T*g)", "W2ᵀ (W3ᵀ g)"),
        ("2*W3.T@g", "2 W3ᵀ g"),
    ],
)
def test_matrix_products_are_read_back_side_by_side(typed: str, read_as: str) -> None:
    assert mark("matrix", typed, expected="g a^T", variables=NET | {"W2": ["r", "r"]}).read_as == read_as


def test_a_divisor_takes_one_factor_and_the_other_reading_is_asked_for() -> None:
    assert outcome("2/n X^T y", "2/n * (X^T y)", REGRESSION) == "correct"
    verdict = mark("matrix", "2/n y^T y", expected="2/(n y^T y)", variables=REGRESSION)
    assert verdict.code == "ask"


def test_aliases_broadcast_and_free_functions() -> None:
    assert outcome("∂L/∂o aᵀ", "g a^T", NET, aliases={"dL/do": "g"}) == "correct"
    batch = {"X": ["N", "D"], "W": ["D", "M"], "b": [1, "M"]}
    assert outcome("XW+b", "X W + ones(N) b", batch, broadcast=True) == "correct"
    assert outcome("XW+b", "X W + ones(N) b", batch) == "invalid"
    assert outcome("diag(f'(x)) A^T x", "A^T x ⊙ f'(x)", SQUARE, generic=["f"]) == "correct"
    assert outcome("A^T x ⊙ f(x)", "A^T x ⊙ f'(x)", SQUARE, generic=["f"]) == "wrong"


def test_a_mixture_over_a_family_of_vectors() -> None:
    mixture = {"pi_k": "unit", "w_k": ["d"], "x": ["d"], "k": "index"}
    assert outcome("Σ_k π_k σ(x^T w_k)", "sum_k pi_k sigmoid(w_k^T x)", mixture) == "correct"
    assert outcome("σ(Σ_k π_k w_kᵀ x)", "sum_k pi_k sigmoid(w_k^T x)", mixture) == "wrong"


@pytest.mark.parametrize("times", range(2, 14))
def test_instances_on_which_the_right_answer_is_singular_are_passed_over(times: int) -> None:
    answer = f"{times} inv(X^T X) X^T y/{times}"
    assert outcome(answer, "inv(X^T X) X^T y", REGRESSION) == "correct"


def test_entries_keep_to_their_domain() -> None:
    assert outcome("sqrt(a ⊙ a)", "a", NET, domain={"a": "unit"}) == "correct"
    assert outcome("sqrt(a ⊙ a)", "a", NET) == "wrong"


@pytest.mark.parametrize("expected", ["A*B", "W3 g", "x +", "log(-A⊙A)"])
def test_a_right_answer_without_one_meaning_is_the_authors_fault(expected: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        mark("matrix", "A", expected=expected, variables={**SQUARE, "W3": ["s", "r"], "g": ["s"]})
