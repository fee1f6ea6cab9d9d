"""Whatever a learner reasonably types is understood as it was meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tutor.maths import agree, pretty_name, read

ANSWERS = Path(__file__).parents[1] / "answers"
NAMES = ["a", "b", "beta", "m", "n", "p", "r", "s", "theta", "x", "x_1", "x_2", "y_hat"]


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (ANSWERS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", rows("notation"), ids=lambda row: row["student"])
def test_every_notation_reads_as_its_plain_equivalent(row: dict[str, Any]) -> None:
    typed, plain = (read(row[who], row["vars"]).tree for who in ("student", "teacher"))
    for shift in range(3):
        point = {name: (place + 1) / 16 + shift / 8 for place, name in enumerate(row["vars"])}
        assert agree(typed, plain, point) == "same"


@pytest.mark.parametrize("name", ["formulas", "numeric"])
def test_every_formula_in_the_answers_is_read(name: str) -> None:
    refused = {"1,000"}
    for row in rows(name):
        for text in {row["student"], row["teacher"]} - refused:
            assert read(text, row["vars"]).printed


SPELLINGS = {
    # products
    "a·b": "a*b ¦ a b ¦ ab ¦ a·b ¦ a⋅b ¦ a×b ¦ a ∗ b ¦ a(b) ¦ (a)(b) ¦ (a)b ¦ a∙b",
    "5·m·r": "5mr ¦ 5 m r ¦ 5*m*r ¦ 5(m)r ¦ 5m*r",
    "a·b²": "ab^2 ¦ a b² ¦ ab**2 ¦ a*b^{2}",
    "(1/2)·x": "1/2x ¦ 1/2*x ¦ ½x ¦ 1/2·x ¦ 1÷2×x ¦ (1/2)x",
    "x·σ(β·x)": "xσ(βx) ¦ x sigmoid(beta x) ¦ x*Sigmoid(β*x) ¦ xsigmoid(βx) ¦ x·logistic(beta·x) ¦ x σ(β·x)",
    # powers and roots
    "x²": "x^2 ¦ x**2 ¦ x² ¦ x^{2} ¦ x^(2) ¦ x ^ 2 ¦ x**(2)",
    "x⁻¹": "x^-1 ¦ x**-1 ¦ x⁻¹ ¦ x^(-1) ¦ x^{-1}",
    "x^n": "xⁿ ¦ x^n ¦ x**n ¦ x^{n}",
    "2^(3²)": "2^3^2 ¦ 2**3**2 ¦ 2^3² ¦ 2^(3^2)",
    "−x²": "-x^2 ¦ −x² ¦ –x^2 ¦ -(x^2) ¦ - x ** 2",
    "√x": "sqrt(x) ¦ √x ¦ √(x) ¦ sqrt x ¦ math.sqrt(x) ¦ np.sqrt(x) ¦ Sqrt(x) ¦ sqrt[x] ¦ sqrt{x}",
    "(√x)²": "√(x)^2 ¦ sqrt(x)^2 ¦ (√x)²",
    "√2": "sqrt2 ¦ √2 ¦ sqrt(2)",
    "e^(−x)": "e^-x ¦ e^(-x) ¦ e⁻ˣ ¦ e^{-x} ¦ e**-x ¦ np.e**(-x)",
    "exp(−x)": "exp(-x) ¦ exp -x ¦ np.exp(-x) ¦ torch.exp(-x) ¦ EXP(-x) ¦ exp(−x)",
    # functions
    "log(p)": "log p ¦ ln p ¦ ln(p) ¦ log(p) ¦ Log(p) ¦ logp ¦ math.log(p) ¦ np.log(p)",
    "log₂(p)": "log2(p) ¦ log_2(p) ¦ log₂(p) ¦ log_{2}(p) ¦ log(p,2) ¦ np.log2(p) ¦ log_2 p ¦ log2 p",
    "log₁₀(p)": "log10(p) ¦ log_10(p) ¦ log₁₀ p ¦ math.log10(p)",
    "log(p, b)": "log_b(p) ¦ log(p,b) ¦ log(p; b)",
    "sin(x)²": "sin^2 x ¦ sin²x ¦ sin^2(x) ¦ sin(x)^2 ¦ (sin x)^2 ¦ sin² x ¦ sin**2(x)",
    "sin(2·x)": "sin 2x ¦ sin(2x) ¦ sin2x ¦ sin(2*x)",
    "sin(x)·cos(x)": "sin x cos x ¦ sin(x)cos(x) ¦ sinxcosx ¦ sin x * cos x",
    "arcsin(x)": "asin(x) ¦ arcsin x ¦ sin^-1 x ¦ sin⁻¹(x) ¦ np.arcsin(x) ¦ sin^(-1)(x)",
    "σ′(x)": "σ'(x) ¦ sigmoid'(x) ¦ σ′(x) ¦ sigma'(x)",
    "tanh″(x)": "tanh''(x) ¦ tanh″(x) ¦ tanh′′(x)",
    "max(x, 0)": "max(x,0) ¦ max(x;0) ¦ np.maximum(x, 0) ¦ max{x, 0} ¦ torch.max(x,0)",
    "relu(x)": "ReLU(x) ¦ relu(x) ¦ RELU x ¦ F.relu(x) ¦ torch.nn.functional.relu(x) ¦ Relu(x)",
    "|x|": "abs(x) ¦ |x| ¦ ‖x‖ ¦ abs x ¦ np.abs(x)",
    "|x|·|p|": "|x||p| ¦ |x|*|p| ¦ |x| |p| ¦ abs(x)abs(p)",
    "abs(|x| − 1)": "||x|-1| ¦ abs(abs(x)-1)",
    "n!": "n! ¦ factorial(n) ¦ math.factorial(n)",
    "⌊x/2⌋": "floor(x/2) ¦ ⌊x/2⌋ ¦ x//2 ¦ math.floor(x/2)",
    "mod(n, 2)": "n mod 2 ¦ mod(n,2) ¦ n % 2",
    # numbers
    "0.5": ".5 ¦ 0.5 ¦ 00.5 ¦ 0.5",
    "1000": "1000 ¦ 1_000",
    "2e-3": "2e-3 ¦ 2E-3 ¦ 2e-03",
    "2·10⁻³": "2×10^-3 ¦ 2*10**-3 ¦ 2·10⁻³ ¦ 2*10^(-3)",
    "50/100": "50% ¦ 50/100",
    "2·e": "2e ¦ 2*e ¦ 2 e",
    "2·e + x": "2e+x ¦ 2*e+x",
    "2·π": "2pi ¦ 2π ¦ 2*pi ¦ 2 %pi ¦ 2*math.pi ¦ 2PI",
    # names
    "β·x": "βx ¦ beta x ¦ beta*x ¦ β·x ¦ beta·x",
    "x₁ + x₂": "x_1+x_2 ¦ x₁+x₂ ¦ x1+x2 ¦ x_{1}+x_{2}",
    "y_hat − p": "ŷ-p ¦ yhat-p ¦ y_hat-p ¦ y\u0302-p",
    # pieces
    "x if x > 0 else 0": (
        "x if x>0 else 0 ¦ if x>0 then x else 0 ¦ where(x>0, x, 0) ¦ np.where(x>0, x, 0) ¦ if(x>0, x, 0) ¦ "
        "x if x > 0 otherwise 0 ¦ x when x>0 else 0"
    ),
    "x·(x > 0)": "x*(x>0) ¦ x(x>0) ¦ x[x>0]",
    "0 < x < 1": "0<x<1",
    "x ≥ 1": "x>=1 ¦ x≥1 ¦ x=>1 ¦ x⩾1",
    "x > 0 and x < 1": "x>0 and x<1 ¦ x>0 ∧ x<1 ¦ x>0 && x<1",
    # sums
    "Σ_{i=1}^{n} i²": "sum_{i=1}^n i^2 ¦ Σ_{i=1}^{n} i² ¦ sum_(i=1)^n i^2 ¦ ∑_{i=1}^{n} i^2 ¦ ∑_{i = 1}^n i²",
    "Π_{i=1}^{n} i": "prod_{i=1}^n i ¦ ∏_{i=1}^{n} i ¦ Π_{i=1}^n i",
}


@pytest.mark.parametrize(("plain", "typed"), SPELLINGS.items())
def test_one_formula_in_many_spellings(plain: str, typed: str) -> None:
    for text in typed.split(" ¦ "):
        assert read(text, NAMES).printed == plain, text


def test_a_comma_separates_the_pieces_of_a_function() -> None:
    expected = read("x if x>0 else 0", NAMES).tree
    assert read("x if x>0, 0 otherwise", NAMES).tree == expected
    assert read("x if x>0; 0 otherwise", NAMES).tree == expected
    cases = read("x if x>0, 0 if x<=0", NAMES)
    assert cases.printed == "x if x > 0 else 0 if x ≤ 0 else undefined"


MIXTURE = {"pi_k": "unit", "w_k": "real", "x": "real", "k": "index"}


@pytest.mark.parametrize(
    "text",
    [
        "sum_k pi_k σ(w_k·x)",
        "Σ_k π_k σ(w_k x)",
        "∑ₖ πₖ σ(wₖ x)",
        "sum_{k} pi_k * sigmoid(w_k*x)",
        "sum_{k=1}^K pi_k sigmoid(w_k x)",
        "Σ_(k=1)^K π_k·σ(w_k·x)",
        "sum_j pi_j σ(w_j x)",
        "Σ_{j=1}^{K} π_j σ(w_j x)",
    ],
)
def test_a_sum_runs_over_a_declared_index_under_any_letter(text: str) -> None:
    point = {"pi_k": [0.25, 0.75], "w_k": [1.0, -2.0], "x": 0.5}
    written_out = read("1/4*σ(x)+3/4*σ(-2x)", ["x"]).tree
    assert agree(read(text, MIXTURE).tree, written_out, point) == "same"


def test_the_index_of_a_sum_hides_the_imaginary_unit() -> None:
    tree = read("Σ_{i=1}^n i^2 + Σ_{k=1}^3 k", ["n"]).tree
    assert agree(tree, read("n(n+1)(2n+1)/6 + 6", ["n"]).tree, {"n": 5}) == "same"


def test_responsibilities_mix_a_free_index_with_a_bound_one() -> None:
    tree = read("pi_k σ(w_k x)/Σ_j π_j σ(w_j x)", MIXTURE).tree
    point = {"pi_k": [0.25, 0.75], "w_k": [1.0, -2.0], "x": 0.5, "k": 2}
    plain = read("3/4 σ(-2x)/(1/4*σ(x)+3/4*σ(-2x))", ["x"]).tree
    assert agree(tree, plain, point) == "same"


def test_a_declared_name_goes_before_every_other_meaning() -> None:
    assert read("sigma^2 + e + T^2", ["sigma", "e", "T"]).printed == "σ² + e + T²"
    assert read("sigmoid(sigma)", ["sigma"]).printed == "sigmoid(σ)"
    assert read("max", ["max"]).printed == "max"
    assert read("mr", ["m", "r"]).printed == "m·r"
    assert read("abs", ["a", "b", "s"]).printed == "a·b·s"


def test_an_alias_is_one_sign_in_every_form() -> None:
    shapes = {"W3": ["s", "r"], "g": ["s"]}
    for text in ("W3ᵀ∂L/∂o", "W3^T dL/do", "W3.T @ dL/do", "W3' (dL / do)", "W3ᵀ dL_do"):
        reading = read(text, shapes, aliases={"dL/do": "g", "dL_do": "g"})
        assert reading.printed in {"W3ᵀ g", "W3ᵀ @ g"}, text


def test_a_question_may_bring_functions_of_its_own() -> None:
    assert read("x f'(x) + f(x)", ["x"], functions=["f"]).printed == "x·f′(x) + f(x)"
    reading = read("convnet.output_size(n, k, 2, 0)^2", ["n", "k"], functions={"convnet.output_size": 4})
    assert reading.printed == "convnet.output_size(n, k, 2, 0)²"


@pytest.mark.parametrize(
    ("text", "printed", "kind", "position", "other"),
    [
        ("1/2x", "(1/2)·x", "divisor", 1, "1/(2·x)"),
        ("sin(x)/2x", "(sin(x)/2)·x", "divisor", 6, "sin(x)/(2·x)"),
        ("e^2x", "e²·x", "exponent", 1, "e^(2·x)"),
        ("1/(1+e^-βx)", "1/(1 + e^(−β)·x)", "exponent", 6, "1/(1 + e^(−β·x))"),
        ("5^1/2", "5¹/2", "exponent", 3, "5^(1/2)"),
        ("√2x", "√2·x", "root", 0, "√(2·x)"),
        ("√x^2", "√(x²)", "root", 0, "(√x)²"),
        ("e^-x^2/2", "e^(−x²)/2", "exponent", 6, "e^((−x²)/2)"),
        ("log p/2", "log(p)/2", "argument", 5, "log(p/2)"),
        ("log p(1-p)", "log(p·(1 − p))", "argument", 5, "log(p)·(1 − p)"),
        ("log p (1-p)", "log(p)·(1 − p)", "argument", 6, "log(p·(1 − p))"),
    ],
)
def test_a_text_with_two_meanings_names_the_other_one(
    text: str, printed: str, kind: str, position: int, other: str
) -> None:
    reading = read(text, NAMES)
    assert reading.printed == printed
    found = [(each.kind, each.position, each.printed) for each in reading.alternatives]
    assert (kind, position, other) in found


def test_a_plain_text_has_one_meaning() -> None:
    for text in (
        "x^2*p/2",
        "x/2",
        "2x+3",
        "(1/2)x",
        "sin(x)/2",
        "x^2p",
        "1/(2x)",
    ):
        assert read(text, NAMES).alternatives == (), text


def test_decimals_are_known_with_their_digits() -> None:
    first, second = read("0.333x + 1.50 + 2/3", NAMES).decimals
    assert (first.text, first.digits, float(first.half_unit)) == ("0.333", 3, 0.0005)
    assert (second.text, second.digits, float(second.half_unit)) == ("1.50", 3, 0.005)


def test_spans_point_into_the_text_as_typed() -> None:
    text = "  a + sin( b·x )²"
    square = read(text, NAMES).tree.parts[1]
    assert text[slice(*square.span)] == "sin( b·x )²"
    assert text[slice(*square.parts[0].span)] == "sin( b·x )"


def test_names_print_as_on_paper() -> None:
    shown = {
        "x_1": "x₁",
        "beta": "β",
        "W3": "W3",
        "pi_k": "π_k",
        "theta_12": "θ₁₂",
        "x1": "x1",
        "w_max": "w_max",
    }
    assert {name: pretty_name(name) for name in shown} == shown


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("w_k.x", "w_k·x"),
        ("w_k . x", "w_k·x"),
        ("sum_j pi_j σ(w_j.x)", "Σ_j π_j·σ(w_j·x)"),
        ("x.w_k", "x·w_k"),
        ("T.x", "T·x"),
        ("x.T", "x·T"),
        # A number keeps its point, and a sentence its full stop.
        ("2.5x", "2.5·x"),
        ("2.x", "2·x"),
        ("x .5", "x·0.5"),
        ("x/2.", "x/2"),
        ("w_k·x.", "w_k·x"),
        ("x.exp()", "exp(x)"),
    ],
)
def test_a_point_between_two_names_is_a_product(text: str, printed: str) -> None:
    names = {"w_k": "real", "pi_k": "unit", "k": "index", "x": "real", "T": "real"}
    assert read(text, names).printed == printed
