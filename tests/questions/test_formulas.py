"""Content's formulas: exact where they can be, over vectors and the core, and never more than a formula."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from tutor.compute.convnet import layer_table
from tutor.compute.descent import Quadratic
from tutor.compute.mixture import MixtureOfLogistics
from tutor.maths import Budget, MathsError
from tutor.questions.filling import fill, fill_formula
from tutor.questions.formulas import Scope, evaluate, holds
from tutor.questions.functions import table
from tutor.questions.layout import paragraphs
from tutor.questions.values import computed, exactly, nested, show, typed

F = Fraction


def scope(**values: object) -> Scope:
    return Scope({name: nested(value) for name, value in values.items()})


def test_rational_formulas_are_exact() -> None:
    assert evaluate("x - s·(2x + 1/3)", scope(x=3, s=0.1)) == F(71, 30)
    assert evaluate("2a·x^2 if a > 1 else 0", scope(a=2, x=0.3)) == F(9, 25)
    assert evaluate(["x", "2x", 1.5], scope(x=2)) == (2, 4, F(3, 2))


def test_irrational_values_keep_twelve_figures_and_no_noise() -> None:
    assert evaluate("sqrt(2)", Scope()) == F("1.41421356237")
    assert evaluate("sqrt(2)^2", Scope()) == 2
    assert computed(0.1 + 0.2) == F("0.3")


def test_vectors_are_summed_over_and_have_members() -> None:
    v = scope(pi=[0.5, 0.3, 0.2], z=[2, -1, 0.5])
    expected = 0.5 / (1 + math.exp(-2)) + 0.3 / (1 + math.exp(1)) + 0.2 / (1 + math.exp(-0.5))
    assert float(evaluate("sum_k pi_k·σ(z_k)", v)) == pytest.approx(expected)
    assert evaluate("z_1 + z_2", v) == 1
    assert evaluate("sum_j x_j·k", scope(k=2, x=[1, 2, 3])) == 12


def test_entries_of_a_matrix_are_names() -> None:
    assert evaluate("A_12 + A_21·2", scope(A=[[1, 2], [3, 4]])) == 8


def test_the_core_is_called_with_vectors_matrices_and_drawn_texts() -> None:
    A = [[2, -2], [-2, 4]]
    found = evaluate("descent.eigenvalues(A)", scope(A=A))
    assert [float(one) for one in found] == pytest.approx(list(Quadratic(np.array(A)).eigenvalues))
    layers = "Conv4-5-Pvalid-S2 Pool3 Conv3-5-Pvalid-S1 Pool2 FC5"
    v = scope(layers=layers)
    assert evaluate("convnet.total_parameters(layers, 64, 64, 1)", v) == 720
    assert evaluate("convnet.shape(layers, 64, 64, 1, 2)", v) == (10, 10, 5)
    assert layer_table((64, 64, 1), layers).total_parameters == 720
    pi, W, x = [0.4, 0.6], [[1, -1], [0.5, 2]], [1, 0.5]
    found = evaluate("mixture.probability(pi, W, x)", scope(pi=pi, W=W, x=x))
    assert float(found) == pytest.approx(float(MixtureOfLogistics(pi, W).probability(x)))


def test_a_call_of_the_core_is_part_of_a_formula() -> None:
    v = scope(A=[[2, -2], [-2, 4]], n=10)
    assert float(evaluate("descent.limit(A)·2 + 1", v)) == pytest.approx(2 * (3 - math.sqrt(5)) / 2 + 1)
    assert evaluate("sum_{k=1}^3 convnet.output_size(n, k)", v) == 10 + 9 + 8


def test_every_function_of_the_table_says_what_is_wrong_in_a_sentence() -> None:
    for name, (_, fewest, _) in table().items():
        with pytest.raises(MathsError) as fault:
            evaluate(f"{name}({', '.join(['x'] * fewest)})", scope(x="no such thing"))
        assert name in str(fault.value)


def test_a_drawn_text_is_put_in_before_the_formula_is_read() -> None:
    assert evaluate("({f})·2", scope(f="x^2 + 1", x=3)) == 20
    assert evaluate("{left}", scope(left="undefined")) == "undefined"
    with pytest.raises(MathsError, match="must be a drawn text"):
        evaluate("{x}", scope(x=3))


@pytest.mark.parametrize(
    "formula", ["9^9^9^9", "1/0", "sqrt(-1)", "y + 1", "__import__('os')", "x.real", "((("]
)
def test_what_has_no_value_is_an_error_and_nothing_else(formula: str) -> None:
    with pytest.raises(MathsError):
        evaluate(formula, scope(x=1))


def test_a_budget_ends_what_takes_too_long() -> None:
    v = scope(x=1)
    v.budget = Budget(0)
    with pytest.raises(MathsError) as fault:
        for _ in range(100_000):
            evaluate("x + 1", v)
    assert fault.value.code == "budget"


def test_conditions_hold_or_not() -> None:
    assert holds("1 < x and x != 3", scope(x=2))
    assert not holds("x > 5 or x == 3", scope(x=2))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{x}", "−1/3"),
        ("{r:4} {r:.2}", "1.4 1.40"),
        ("{s}·{x:()}", "0.1·(−1/3)"),
        ("{s:()} {-2:()} {2/3:()}", "0.1 (−2) (2/3)"),
        ("y {x:+} {s:+}", "y − 1/3 + 0.1"),
        ("{x:=}", "(-1/3)"),
        ("{r:~} {1/4:~}", "≈ 1.40014 = 0.25"),
        ("{v} {A}", "(1, −2) [(1, 2), (3, 4)]"),
        ("{v:.1}", "(1.0, −2.0)"),
        ("{{{t}}}", "{0.1 and no {more}}"),
        ("{2s + 1}", "1.2"),
        ("{-0.005:.2} {0.125:.2}", "−0.01 0.13"),
        ("{10^9} {1/10^7}", "1000000000 0.0000001"),
    ],
)
def test_prose_is_filled_in(written: str, said: str) -> None:
    v = scope(x=F(-1, 3), r=1.40014285, s=0.1, v=[1, -2], A=[[1, 2], [3, 4]], t="{s} and no {{more}}")
    assert fill(written, v) == said


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        ("One\ntwo.\n\nThree\nfour.", "One two.\n\nThree four."),
        ("Given:\n  a = 1\n  b = 2\nWhat is\na + b?", "Given:\n  a = 1\n  b = 2\nWhat is a + b?"),
        ("Any of\n- this\n- that", "Any of\n- this\n- that"),
        ("\n\n", ""),
    ],
)
def test_lines_of_a_paragraph_belong_together(text: str, laid_out: str) -> None:
    assert paragraphs(text) == laid_out


@pytest.mark.parametrize("written", ["{", "a } b", "{y}", "{x:}", "{}", "{x y z w}"])
def test_a_field_that_cannot_be_filled_is_an_error(written: str) -> None:
    with pytest.raises(MathsError):
        fill(written, scope(x=1))


def test_a_text_of_fields_is_filled_once_and_not_for_ever() -> None:
    with pytest.raises(MathsError):
        fill("{a}", scope(a="{b}", b="{a}"))


def test_formulas_are_filled_exactly() -> None:
    v = scope(beta=-0.1, n=3, M=[[1, 0.5]], f="x²")
    assert fill_formula("x·σ({beta}x) + {n} {M} {f}", v) == "x·σ((-1/10)x) + 3 [[1, (1/2)]] x²"


@pytest.mark.parametrize(
    ("number", "text"),
    [("3", "3"), ("-0.25", "-0.25"), ("1/3", "1/3"), ("123/1000", "0.123"), ("1000003/7000000", "0.142858")],
)
def test_numbers_are_typed_shortly(number: str, text: str) -> None:
    assert typed(F(number)) == text
    assert (exactly(F(number)) is None) == (text == "0.142858")
    assert show(F(number)) == text.replace("-", "−")
