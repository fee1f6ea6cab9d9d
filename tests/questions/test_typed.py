"""What people type: right answers in the shapes in which they come, and wrong ones that look much like them."""

from __future__ import annotations

import pytest

from tutor.questions.library import Library

LIBRARY = Library.at()

RIGHT = [
    ("1.1.W3", "np.outer(g, a)"),
    ("1.1.W3", "(∂L/∂o) aᵀ"),
    ("1.1.W3", "g.a^T"),
    ("1.1.W2", "((W3.T @ g) * a * (1 - a)) @ h.T"),
    ("1.1.W2", "diag(a*(1-a)) W3^T g h^T"),
    ("1.1.W2", "((W3^T g) .* (a - a.^2)) h^T"),
    ("1.1.b2", "sigmoid'(z2) * (W3^T g)"),
    ("1.1.b1", "W2^T diag(a ⊙ (1-a)) W3^T g"),
    ("1.1.stored", "h and a"),
    ("1.2", "2(r+m) bytes"),
    ("1.2", "2m + 2r B"),
    ("1.2", "2(n + m + r) bytes"),
    ("1.3", "left = 0, right = 1"),
    ("1.3", "left: 0, right: 1"),
    ("1.5.zero", "x*sigma(0)"),
    ("1.5.inf", "x·1[x>0]"),
    ("1.5.inf", "0 for x<=0, x for x>0"),
    ("2.3", "31x31x5, 85; 10x10x5, 0; 8x8x5, 230; 4x4x5, 0; 1x1x5, 405"),
    ("2.3", "(31,31,5); 85; (10,10,5); 0; (8,8,5); 230; (4,4,5); 0; (5,); 405"),
    ("2.3", "5x31x31;85;5x10x10;0;5x8x8;230;5x4x4;0;5x1x1;405"),
    ("3.derivation", "a, b, pi_k, a, sigma(w_k x)"),
    ("3.derivation", "p(y=1,z=k|x); p(z=k|x); π_k; z does not depend on x; σ(w_k·x)"),
    ("3", "sum_i pi_i sigma(w_i.x)"),
    ("3", "sum_k pi_k / (1 + exp(-w_k x))"),
    ("3.input", "d units"),
    ("3.hidden", "1, K"),
    ("3.activation", "σ(x·w_k)"),
    ("3.weights", "ℝ^{K×d}"),
    ("3.weights", "K rows and d columns"),
    ("3.output", "1; π_k; identity"),
    ("3.output", "1, pi_k, linear"),
    ("4.1.order", "e-c-f-b-d-a"),
    ("4.1.order", "e -> c -> f -> b -> d -> a"),
    ("4.1", "-log(p) if x == 1 else -log(1-p)"),
    ("4.1", "-log(1-p) if x == 0 else -log(p)"),
    ("4.1", "-log(x p + (1-x)(1-p))"),
    ("4.1", "x log(1/p) + (1-x) log(1/(1-p))"),
    ("4.2", "H(P) + KL(P||Q)"),
    ("5.1", "(x, y) = (0, 0)"),
    ("5.1", "at (0,0)"),
    ("5.1", "[0, 0]^T"),
    ("5.2a.i", "x1 = 1, y1 = 0.98"),
    ("5.2b.i", "≈ 1.40"),
    ("5.2b.i", "d = 1.400"),
    ("5.2b.i", "sqrt(1^2+0.98^2) = 1.40"),
    ("5.2b.iii", "√362 ≈ 19"),
]
WRONG = [
    ("1.1.W3", "g h^T", "mat.dW_input"),
    ("1.1.W2", "(W3^T g) h^T", "mat.no_fprime"),
    ("1.1.b2", "W3^T (g ⊙ a ⊙ (1-a))", "mat.fprime_next"),
    ("1.2", "2(n+m) bytes", None),
    ("1.2", "m + r bytes", "mem.nobytes"),
    ("1.3", "left: 1, right: 0", "slope.swapped"),
    ("1.5.inf", "x if x>0 else -x", "sw.liminf_abs"),
    ("2.4", "25", "rf.sumk_side"),
    ("3", "sum_k π_k (1-σ(w_k x))", None),
    ("3", "sum_i pi_i w_i.x", "mix.linear_hidden"),
    ("3.input", "K units", "mix.input_K"),
    ("3.activation", "w_k.x", "mix.linear_hidden"),
    ("3.weights", "d rows and K columns", "mix.W_transposed"),
    ("3.weights", "ℝ^{d×K}", "mix.W_transposed"),
    ("4.1", "-log(p) if x == 0 else -log(1-p)", None),
    ("4.1", "-log(1-p)", None),
    ("4.1", "-p log x - (1-p) log(1-x)", "ce.rev"),
    ("5.1", "(x, y) = (1, 0)", None),
    ("5.2b.i", "1.9604", "dist.squared"),
    ("5.2b.i", "≈ 1.98", "dist.l1"),
    # Of two that are said to be equal, both must be right.
    ("5.2b.i", "sqrt(1.9604) = 1.98", None),
    ("5.2b.i", "1.98 ≈ 1.40", None),
]
# Neither right nor wrong yet: the factors of the right answer, without the signs that join them.
FREE = [
    ("1.1.b2", "a(1-a) W3^T g"),
    ("1.1.W2", "((W3^T g) a (1-a)) h^T"),
    ("1.1.W3", "g^T a"),
    ("1.1.W3", "∂L/∂W₃ = ∂L/∂o aᵀ"),
    ("3.weights", "K vectors of d"),
    ("5.2b.i", "1.40 = x"),
]


@pytest.mark.parametrize(("part", "typed"), RIGHT)
def test_right(part: str, typed: str) -> None:
    assert LIBRARY.find(part).paper().mark(typed).outcome.value == "correct"


@pytest.mark.parametrize(("part", "typed", "mistake"), WRONG)
def test_wrong(part: str, typed: str, mistake: str | None) -> None:
    verdict = LIBRARY.find(part).paper().mark(typed)
    assert (verdict.outcome.value, verdict.mistake) == ("wrong", mistake)


@pytest.mark.parametrize(("part", "typed"), FREE)
def test_free(part: str, typed: str) -> None:
    assert LIBRARY.find(part).paper().mark(typed).outcome.value == "invalid"
