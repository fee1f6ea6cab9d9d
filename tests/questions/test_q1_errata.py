"""Question 1: the answers that are known to be wrong are called by name, and the other right ones are accepted."""

from __future__ import annotations

import json

import pytest

from tutor.cli import main
from tutor.questions.library import Library

# Entry, part, answer, outcome, the mistake that is named (None: none), and a word of what is said.
ROWS = [
    # The gradient of W3 needs a column times a row.
    ("E1", "1.1.W3", "a dL/do", "partial", "mat.dW_had", "transpose"),
    ("E1", "1.1.W3", "a ∂L/∂o", "partial", "mat.dW_had", "column times a row"),
    ("E1", "1.1.W3", "δ₃ aᵀ", "correct", None, ""),
    ("E1", "1.1.W3", "dL/do a^T", "correct", None, ""),
    ("E1", "1.1.W3", "g ⊗ a", "correct", None, ""),
    ("E1", "1.1.W3", "outer(g, a)", "correct", None, ""),
    ("E1", "1.1.W3", "δ₃ᵢ aⱼ", "correct", None, "entry by entry"),
    ("E1", "1.1.W3", "∂L/∂oᵢ aⱼ", "correct", None, "entry by entry"),
    # The transposed layout counts if the learner says so, and half without.
    ("E1", "1.1.W3", "a δ₃ᵀ", "partial", "mat.dW_swap", "laid out the other way"),
    ("E1", "1.1.W3", "a ⊗ g", "partial", "mat.dW_swap", "laid out the other way"),
    ("E1", "1.1.W3", "a δ₃ᵀ (transposed layout)", "correct", None, "layout that you name"),
    ("E1", "1.1.W3", "a g^T, in the numerator layout.", "correct", None, "layout that you name"),
    ("E1", "1.1.W3", "W3^T g, transposed layout", "invalid", None, "One formula"),
    ("E1", "1.1.W2", "h ((W3^T g) ⊙ a ⊙ (1-a))^T, transposed layout", "correct", None, "you name"),
    ("E1", "1.1.W3", "a^T g", "wrong", "mat.dW_rows", "each example is a row"),
    ("E1", "1.1.b3", "g^T", "partial", "mat.db_row", "as a row"),
    ("E1", "1.1.b3", "∂L/∂o", "correct", None, ""),
    # The products of W2 and b2 lack their transposes, but not their factors: they earn half.
    ("E3", "1.1.W2", "dL/do·W3·h·a·(1-a)", "partial", "mat.dW_had", "right factors"),
    ("E3", "1.1.b2", "dL/do·W3·a·(1-a)", "partial", "mat.dx_noT", "as a row this reads rightly"),
    ("E3", "1.1.b2", "g^T W3 ⊙ a^T ⊙ (1-a)^T", "partial", "mat.db_row", "as a row"),
    ("E3", "1.1.W2", "((W3^T dL/do) ⊙ a ⊙ (1-a)) h^T", "correct", None, ""),
    ("E3", "1.1.b2", "(W3^T dL/do) ⊙ a ⊙ (1-a)", "correct", None, ""),
    ("E3", "1.1.b2", "(W3^T g) ⊙ σ'(z2)", "correct", None, "z₂ need not be kept"),
    ("E3", "1.1.W2", "δ₂ hᵀ", "partial", None, "written out"),
    # One factor a(1 - a) belongs in the gradient of h, with the transpose of W2.
    ("E5", "1.1.b1", "W2^T ((W3^T g) ⊙ a ⊙ (1-a))", "correct", None, ""),
    ("E5", "1.1.b1", "W2 ((W3^T g) ⊙ a ⊙ (1-a))", "partial", "mat.dx_noT", "transpose"),
    ("E5", "1.1.W1", "(W2^T ((W3^T g) ⊙ a ⊙ (1-a))) x^T", "correct", None, ""),
    # A second a(1 - a) comes from putting one into the gradient of a.
    ("E6", "1.1.b1", "W2 a (1-a) W3 a (1-a) g", "wrong", "mat.fprime_twice_noT", "twice"),
    ("E6", "1.1.W1", "x W2 a (1-a) W3 a (1-a) g", "wrong", "mat.fprime_twice_noT", "twice"),
    ("E6", "1.1.b1", "W2^T ((W3^T g) ⊙ a ⊙ (1-a) ⊙ a ⊙ (1-a))", "wrong", "mat.fprime_twice", "twice"),
    ("E6", "grad.a", "(W3^T g) ⊙ a ⊙ (1-a)", "wrong", "mat.fprime_twice", "linearly"),
    ("E6", "grad.a", "W3ᵀ ∂L/∂o", "correct", None, ""),
    # h and a are stored; x and o may be named, z2 is not needed, and the gradient does not exist yet.
    ("E8", "1.1.stored", "h, a", "correct", None, ""),
    ("E8", "1.1.stored", "x, h, a", "correct", None, "input"),
    ("E8", "1.1.stored", "h, a, dL/do", "partial", "mem.grad", "does not exist yet"),
    ("E8", "1.1.stored", "h, a, z2", "partial", None, "z₂ is not needed"),
    ("E9", "1.2.list", "h, a", "correct", None, ""),
    ("E9", "1.2.list", "x, h, a", "correct", None, "Count n"),
    ("E9", "1.2.list", "h, a, o", "correct", None, "the loss keeps"),
    ("E9", "1.2.list", "x, h, a, o", "correct", None, "the loss keeps"),
    ("E9", "1.2.list", "h, a, dL/do", "partial", "mem.grad", "does not exist yet"),
    ("E9", "1.2.list", "h, a, z2", "partial", None, "not necessary"),
    ("E9", "1.2", "2(m+r)", "correct", None, ""),
    ("E9", "1.2", "2(n+m+r)", "correct", None, "input x"),
    ("E9", "1.2", "2(m+r+s)", "correct", None, "output o"),
    ("E9", "1.2", "2(n+m+r+s)", "correct", None, "output o"),
    ("E9", "1.2", "2(m+2r)", "partial", None, "z₂"),
    ("E9", "1.2", "2(mn+rm+sr)", "wrong", "mem.weights", "Parameters"),
    # Anything with mn, rm or sr counts weights.
    ("E9", "1.2", "2mn", "wrong", "mem.weights", "whether or not a backward pass follows"),
    ("E9", "1.2", "2(m + r + n·m)", "wrong", "mem.weights", "whether or not a backward pass follows"),
    ("E9", "1.2", "2(n m + m + r m + r)", "wrong", "mem.weights", "whether or not a backward pass follows"),
    ("E9", "1.2", "2s(r + 1)", "wrong", "mem.weights", "whether or not a backward pass follows"),
    ("E9", "1.2", "2rm", "wrong", "mem.product", "sum of their sizes"),
    ("E9", "1.2", "2(m + 3r)", "wrong", None, ""),
    ("E9", "1.2", "2(mn+rm+sr+m+r+s)", "wrong", "mem.params", "Parameters"),
    # Left and right derivative of ReLU.
    ("E10", "1.3", "(0, 1)", "correct", None, ""),
    ("E10", "1.3", "(1, 0)", "wrong", "slope.swapped", "Swap"),
    ("E11", "slope.at0", "undefined", "correct", None, ""),
    ("E11", "slope.at0", "0", "wrong", "relu.zero_at0", "convention"),
    ("E11", "slope.at0", "1", "wrong", "relu.one_at0", "right"),
    ("E11", "slope.at0", "1/2", "wrong", "relu.half_at0", "subgradient"),
    # In words: right, though too strong.
    (
        "E12",
        "1.4",
        "With ReLU(0), when we differentiate our neural network twice and therefore derive the activation function "
        "twice, we will have 0 values everywhere except at x=0, where it is undefined, and so it's pretty much "
        "useless.",
        "partial",
        "relu.flat",
        "too strong",
    ),
    ("E12", "1.4", "ReLU is not differentiable at 0.", "correct", None, "Found"),
    (
        "E12",
        "1.4",
        "Its second derivative is zero almost everywhere and undefined at 0.",
        "correct",
        None,
        "Found",
    ),
    # The limits of swish.
    ("E13", "1.5.inf", "x if x > 0 else 0", "correct", None, ""),
    ("E13", "1.5.inf", "x if x >= 0 else 0", "correct", None, ""),
    ("E14", "1.5.inf", "ReLU(x)", "correct", None, ""),
    ("E14", "1.5.inf", "max(0, x)", "correct", None, ""),
    ("E14", "1.5.inf", "min(0, x)", "wrong", "sw.liminf_min", "−∞"),
    ("E14", "1.5.zero", "x/2", "correct", None, ""),
    ("E14", "1.5.zero", "1/2", "wrong", "sw.lim0_half", "x in front"),
    # A reason for each.
    (
        "E15",
        "1.6.swish",
        "We might want to use the swish function over the ReLU because we can fully differentiate our neural network "
        "with it, without having a non defined point and we can fully differentiate our neural network twice.",
        "correct",
        None,
        "smooth",
    ),
    ("E15", "1.6.swish", "It has a non-zero gradient for negative inputs.", "correct", None, "no dead units"),
    ("E15", "1.6.swish", "The loss surface becomes smoother.", "correct", None, "smooth"),
    ("E15", "1.6.swish", "It often performs better in practice.", "correct", None, "experiments"),
    (
        "E16",
        "1.6.relu",
        "We might want to use the ReLU over the swish because it's monotonically increasing and therefore the "
        "gradients are less likely to change signs randomly allowing a more stable convergence during training.",
        "partial",
        "sw.random",
        "definite region",
    ),
    ("E16", "1.6.relu", "It is cheaper to compute.", "correct", None, "cheaper"),
    ("E16", "1.6.relu", "ReLU gives sparse activations.", "correct", None, "sparse"),
    ("E16", "1.6.relu", "ReLU is convex.", "correct", None, "convex"),
    ("E16", "1.6.relu", "ReLU is scale-equivariant.", "correct", None, "scale"),
    (
        "E16",
        "1.6.relu",
        "ReLU is strictly increasing and monotone.",
        "partial",
        "relu.strict",
        "non-decreasing",
    ),
]


@pytest.mark.parametrize(
    ("entry", "part", "answer", "outcome", "mistake", "said"), ROWS, ids=lambda value: str(value)[:30]
)
def test_verdict(
    entry: str,
    part: str,
    answer: str,
    outcome: str,
    mistake: str | None,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["mark", part, answer, "--json"]) == 0
    verdict = json.loads(capsys.readouterr().out)
    assert (verdict["outcome"], verdict["mistake"]) == (outcome, mistake), (entry, verdict)
    assert said in " ".join([verdict["note"] or "", *verdict["feedback"]]), (entry, verdict)


# The list of vectors first, then bytes that follow from it: what is 2(m+r+s) worth to whom?
@pytest.mark.parametrize(
    ("named", "bytes_", "outcome"),
    [
        ("h, a", "2(m+r)", "correct"),
        ("h, a, dL/do", "2(m+r+s)", "correct"),
        ("h, a, z2, o", "2(m+2r+s)", "correct"),
        ("h, a, z2", "2(m+2r)", "correct"),
        ("a", "2r", "correct"),
        ("h, a", "2r", "wrong"),
        ("a", "2m", "wrong"),
    ],
)
def test_bytes_follow_from_the_list(named: str, bytes_: str, outcome: str) -> None:
    variant = Library.at().find("1.2").paper()
    assert variant.mark(bytes_, {"1.2.list": named}).outcome.value == outcome


# What is right must not be called the opposite, and what is said of the other function is no mistake.
@pytest.mark.parametrize(
    ("part", "answer", "outcome"),
    [
        ("1.6.relu", "ReLU is better than relu over swish because it's monotonic.", "correct"),
        ("1.6.relu", "I would take ReLU over swish because it's monotonic.", "correct"),
        ("1.6.relu", "ReLU over swish: it never decreases.", "correct"),
        ("1.6.relu", "Unlike swish, ReLU is monotone.", "correct"),
        ("1.6.relu", "Prefer ReLU over smooth swish since it is cheap.", "correct"),
        ("1.6.swish", "Although ReLU is cheaper, swish is smooth.", "correct"),
        ("1.6.swish", "ReLU is sparse but swish is differentiable everywhere.", "correct"),
    ],
)
def test_words_that_may_be_right_are_not_spoken_against(part: str, answer: str, outcome: str) -> None:
    verdict = Library.at().find(part).paper().mark(answer)
    assert (verdict.outcome.value, verdict.mistake) == (outcome, None)
    assert "opposite" not in " ".join(verdict.feedback)


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        ("1.6.relu", "Swish is monotonic."),
        ("1.6.swish", "Swish is not differentiable at 0."),
        ("1.4", "ReLU is smooth."),
    ],
)
def test_words_that_are_surely_wrong_are_spoken_against(part: str, answer: str) -> None:
    verdict = Library.at().find(part).paper().mark(answer)
    assert verdict.outcome.value == "wrong"
    assert "opposite" in " ".join(verdict.feedback)


@pytest.mark.parametrize(
    ("part", "answer", "mistake"),
    [
        ("1.6.swish", "Swish is smooth and cheaper than ReLU.", "sw.cheap"),
        ("1.6.swish", "Swish is smooth and monotonic, swish is monotonic.", "sw.range"),
        ("1.4", "The second derivative is zero so ReLU is useless.", "relu.flat"),
        ("1.6.relu", "ReLU is monotone, ReLU is smooth.", "relu.smooth"),
    ],
)
def test_a_wrong_statement_beside_a_right_one_costs_half_an_idea(
    part: str, answer: str, mistake: str
) -> None:
    verdict = Library.at().find(part).paper().mark(answer)
    assert (verdict.outcome.value, verdict.mistake, verdict.score) == ("partial", mistake, 0.5)
