"""Question 1 explored: the paper's right answers, and reasons whose numbers recompute."""

import math
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.compute.activations import ACTIVATIONS, activation
from tutor.explore.backpropagation import EXPLORER
from tutor.explore.backpropagation.findings_swish import falling_share
from tutor.explore.backpropagation.setting import LOSSES, Setting
from tutor.explore.explorer import InputFault
from tutor.explore.format import number
from tutor.explore.result import Finding, Result
from tutor.figures.figure import Figure, Line

modest = settings(max_examples=30, deadline=None)


def run(compare: str | None = None, **inputs: Any) -> Result:
    return EXPLORER.run(inputs, compare)


def setting(**inputs: Any) -> Setting:
    return Setting.of(EXPLORER.read({name: str(value) for name, value in inputs.items()}).values)


def finding(result: Result, label: str) -> Finding:
    return next(each for each in result.findings if each.label == label)


def figure(result: Result, title: str) -> Figure:
    return next(picture.figure for picture in result.pictures if title in picture.title)


def line(shown: Figure, label: str) -> Line:
    return next(layer for layer in shown.layers if isinstance(layer, Line) and layer.label == label)


def read(text: str) -> float:
    """A number as `format.number` writes it."""
    digits = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    return float(text.replace("−", "-").replace("·10", "e").translate(digits))


# The paper's own answers


def test_the_paper_s_answers() -> None:
    result = run()
    values = {each.label: each.value for each in result.findings}
    assert values == {
        "∂L/∂W₃": "δ₃aᵀ  (2×5)",
        "∂L/∂b₃": "δ₃ = ∂L/∂o  (2×1)",
        "∂L/∂a": "W₃ᵀδ₃  (5×1)",
        "∂L/∂W₂": "δ₂hᵀ  (5×4)",
        "∂L/∂b₂ = δ₂": "(W₃ᵀδ₃)⊙a⊙(1−a)  (5×1)",
        "∂L/∂W₁": "δ₁xᵀ  (4×3)",
        "∂L/∂b₁ = δ₁": "W₂ᵀδ₂  (4×1)",
        "vectors to store": "{h, a} (x is the input)",
        "bytes to store": "2(m+r) = 18 bytes",
        "x counted too": "2(n+m+r) = 24",
        "o kept for the loss": "2(m+r+s) = 22",
        "z₂ kept too": "2(m+2r) = 28",
        "ReLU′ at 0": "left 0, right 1",
        "ReLU″ at 0": "0 for x ≠ 0; none at 0",
        "swish for β → 0": "x/2",
        "swish for β → ∞": "ReLU(x) = max(0, x)",
        "swish's minimum": "−0.27846 at x = −1.2785",
        "a reason for swish": "smooth: g′ and g″ exist",
        "a reason for ReLU": "swish falls for 10.1 %",
    }
    assert "2(n+m+r+s) = 28" in finding(result, "o kept for the loss").reason
    parts = [each.part for each in result.findings]
    assert parts == sorted(parts) and set(parts) == {f"1.{i}" for i in range(1, 7)}


def test_the_worked_answer_s_slips_are_named_where_they_belong() -> None:
    result = run()
    slips = {each.label: each.slip for each in result.findings if each.slip}
    assert "a(1 − a) into ∂L/∂a" in slips["∂L/∂a"]  # the two wrong ones of this question
    assert "2(m+r+s), the s for ∂L/∂o" in slips["bytes to store"]
    assert "x = 0" in slips["swish for β → ∞"] and "network" in slips["ReLU″ at 0"]
    assert "non-decreasing" in slips["a reason for ReLU"]
    other = {each.label for each in run(activation="tanh", kink="elu").findings if each.slip}
    assert other == {"swish for β → ∞", "a reason for ReLU"}


def test_what_each_count_of_bytes_means_is_said() -> None:
    result = run()
    assert "is the input" in finding(result, "bytes to store").reason
    assert "Right if the s is said to be o" in finding(result, "o kept for the loss").reason
    assert "Enough, but not necessary" in finding(result, "z₂ kept too").reason


# 1.1: gradients


def loss_of(given: Setting, name: str, moved: np.ndarray) -> float:
    """The loss with one parameter replaced, written out anew: forward pass and loss."""
    theta = given.net.parameters._replace(**{name: moved})
    a = given.function.value(theta.W2 @ (theta.W1 @ given.x + theta.b1) + theta.b2)
    o, y = theta.W3 @ a + theta.b3, given.y
    p = np.exp(o - o.max()) / np.exp(o - o.max()).sum()
    sigmoid = 1 / (1 + np.exp(-o))
    losses = {
        "half_sq": lambda: ((o - y) ** 2).sum() / 2,
        "mse": lambda: ((o - y) ** 2).mean(),
        "bce_logits": lambda: -(y * np.log(sigmoid) + (1 - y) * np.log(1 - sigmoid)).mean(),
        "ce": lambda: -np.log(p[int(y)]),
        "ce_soft": lambda: -(y * np.log(p)).sum(),
    }
    return float(losses[given.loss]())


def differences(given: Setting, name: str, step: float = 1e-6) -> np.ndarray:
    base = vars(given.net)["parameters"]._asdict()[name]
    slopes = np.empty_like(base)
    for index in np.ndindex(base.shape):
        nudge = np.zeros_like(base)
        nudge[index] = step
        slopes[index] = (loss_of(given, name, base + nudge) - loss_of(given, name, base - nudge)) / (2 * step)
    return slopes


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("name", ["sigmoid", "swish", "tanh"])
def test_the_numbers_in_the_reasons_are_finite_differences(name: str, loss: str) -> None:
    inputs = {"activation": name, "loss": loss, "beta": 1.5}
    given, result = setting(**inputs), run(**inputs)
    for i in "123":
        slopes = differences(given, f"W{i}")
        reason = next(each for each in result.findings if each.label == f"∂L/∂W{'₁₂₃'[int(i) - 1]}").reason
        entry, norm = re.search(r"= ([^ ;]+); norm of all (\S+)\.\n", reason).groups()
        assert read(entry) == pytest.approx(slopes[0, 0], rel=1e-3, abs=1e-7)
        assert read(norm) == pytest.approx(np.linalg.norm(slopes), rel=1e-3)
        bias = next(each for each in result.findings if each.label.startswith(f"∂L/∂b{'₁₂₃'[int(i) - 1]}"))
        entry, norm = re.search(r"= (\S+); norm (\S+)\.\n", bias.reason).groups()
        assert read(entry) == pytest.approx(differences(given, f"b{i}")[0], rel=1e-3, abs=1e-7)
        assert read(norm) == pytest.approx(np.linalg.norm(differences(given, f"b{i}")), rel=1e-3)


def test_every_gradient_reports_its_check() -> None:
    for each in run().findings[:7]:
        if each.label != "∂L/∂a":
            assert re.search(r"agrees up to \S+·10⁻(⁹|¹.)", each.reason), each


def test_the_factor_that_does_not_belong_into_the_gradient_of_a() -> None:
    given = setting()
    theta, a = given.net.parameters, given.forward.a
    right = theta.W3.T @ (theta.W3 @ a + theta.b3 - given.y)
    share = np.linalg.norm(right * a * (1 - a)) / np.linalg.norm(right)
    reason = finding(run(), "∂L/∂a").reason
    assert f"{number(share, 3)} times as large" in reason and share < 0.25
    assert f"= {number(right[0])}.\n" in reason


def test_numbers_of_a_large_network_come_from_a_small_one() -> None:
    result = run(n=784, m=512, r=256, s=10)
    first = finding(result, "∂L/∂W₁")
    assert first.value == "δ₁xᵀ  (512×784)" and "On a small net (8-8-8-8 units): e" in first.reason


# 1.2: bytes


@modest
@given(
    sizes=st.tuples(*[st.integers(1, 999)] * 4),
    batch=st.integers(1, 4),
    width=st.integers(1, 8),
    name=st.sampled_from(list(ACTIVATIONS)),
)
def test_bytes_are_what_their_formula_says(sizes: tuple[int, ...], batch: int, width: int, name: str) -> None:
    letters = dict(zip("nmrs", sizes, strict=True))
    result = run(**letters, batch=batch, bytes=width, activation=name)
    shown = [each.value for each in result.findings if each.part == "1.2"]
    assert len(shown) == 4
    for value in shown:
        front, terms, total = re.match(r"([\d·]+)\(([^)]+)\) = (\d+)", value).groups()
        numbers = sum(int(term[:-1] or 1) * letters[term[-1]] for term in terms.split("+"))
        assert math.prod(int(each) for each in front.split("·")) == width * batch
        assert int(total) == width * batch * numbers


def test_an_activation_that_turns_round_needs_its_input() -> None:
    result = run(activation="gelu")
    assert finding(result, "vectors to store").value == "{h, z₂, a} (x is the input)"
    assert finding(result, "bytes to store").value == "2(m+2r) = 28 bytes"
    assert finding(result, "without z₂").value == "2(m+r) = 18: too little"
    needed = finding(result, "without z₂").reason
    for name in ("GELU", "swish", "mish", "hardswish", "|x|"):
        assert name in needed.partition("PyTorch")[0]
    for name in ("softplus", "ELU", "leaky ReLU"):
        assert name in needed.partition("PyTorch")[2]


def test_batches_multiply_the_bytes() -> None:
    assert finding(run(batch=8, bytes=4), "bytes to store").value == "4·8(m+r) = 288 bytes"


# 1.3 and 1.4: slopes from both sides


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("x0", [-3, -1, 0, 1, 3, 6])
def test_one_sided_slopes_are_limits_of_the_quotients(name: str, x0: int) -> None:
    result, f = run(kink=name, x0=x0), activation(name)
    slopes, second = (each for each in result.findings if each.part in ("1.3", "1.4"))
    h = 1e-7
    left, right = (f.value(x0) - f.value(x0 - h)) / h, (f.value(x0 + h) - f.value(x0)) / h
    if abs(left - right) > 1e-5:
        found = re.fullmatch(r"left (\S+), right (\S+)", slopes.value)
        assert read(found[1]) == pytest.approx(left, abs=6e-5)
        assert read(found[2]) == pytest.approx(right, abs=6e-5)
        assert "does not exist" in slopes.reason and "none" in second.value
    else:
        assert read(slopes.value.partition(" ")[0]) == pytest.approx(left, abs=6e-5)


def test_what_pytorch_returns_at_the_kink_is_called_a_convention() -> None:
    reason = finding(run(), "ReLU′ at 0").reason
    assert "[0, 1] is a subgradient" in reason and "returns 0 by convention" in reason


def test_second_derivatives() -> None:
    assert finding(run(x0=1), "ReLU″ at 1").value == "0 for x ≠ 0; none at 0"
    assert finding(run(kink="elu"), "ELU″ at 0").value == "none: left 1, right 0"
    assert finding(run(kink="hardtanh"), "hardtanh″ at 0").value == "0 for x ≠ −1, 1; none at −1, 1"
    assert finding(run(kink="identity"), "identity″ at 0").value == "0 everywhere"
    assert finding(run(kink="swish", beta=3), "swish″ at 0").value == "1.5"


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_network_s_curvature_does_not_vanish(name: str) -> None:
    f, h = activation(name), 1e-4

    def loss(w: float) -> float:
        return float((f.value(1.5 * w) - 1) ** 2)

    measured = (loss(0.4 + h) - 2 * loss(0.4) + loss(0.4 - h)) / h**2
    reason = next(each.reason for each in run(kink=name).findings if each.part == "1.4")
    said = read(re.search(r"\(f − y\)f″\) = (\S+), and", reason)[1])
    assert said == pytest.approx(measured, rel=1e-3) and said != 0


# 1.5 and 1.6: swish


@pytest.mark.parametrize("beta", [-7, -0.5, 0.25, 1, 2, 30])
def test_swish_turns_where_a_fine_grid_says(beta: float) -> None:
    x = np.linspace(-3, 3, 600_001) / abs(beta)
    values = x / (1 + np.exp(-beta * x))
    at = int(np.argmin(values) if beta > 0 else np.argmax(values))
    result = run(beta=beta)
    label = "swish's minimum" if beta > 0 else "swish's maximum"
    value, place = (read(each) for each in finding(result, label).value.split(" at x = "))
    assert place == pytest.approx(x[at], abs=2e-4 / abs(beta))
    assert value == pytest.approx(values[at], rel=1e-3)
    limit = np.maximum(x, 0) if beta > 0 else np.minimum(x, 0)
    gap = re.search(r"≤ 0.27846/\S+ = (\S+),", finding(result, "swish for β → ∞").reason)[1]
    assert read(gap) == pytest.approx(np.abs(values - limit).max(), rel=1e-3)


def test_the_limits_at_the_learner_s_point() -> None:
    result = run(x1=-3, beta=1)
    assert "x₁/2 = −1.5" in finding(result, "swish for β → 0").reason
    reason = finding(result, "swish for β → ∞").reason
    assert f"β = 1 gives {number(-3 / (1 + math.exp(3)))}" in reason
    assert "ReLU(x₁) = 0" in reason and "min(0, x) instead: −3" in reason
    assert "0·½ = 0 for every β" in reason


def test_the_share_of_falling_inputs_is_an_integral() -> None:
    z = np.linspace(-12, 12, 240_001)
    density = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    for beta, about in ((1, 0.10), (2, 0.26), (5, 0.40), (-1, 0.10)):
        slope = np.gradient(z / (1 + np.exp(-np.clip(beta * z, -700, 700))), z)
        measured = float((density * (slope < 0)).sum() * (z[1] - z[0]))
        assert falling_share(beta) == pytest.approx(measured, abs=1e-4)
        assert falling_share(beta) == pytest.approx(about, abs=0.005)


def test_swish_with_beta_0_is_a_line() -> None:
    result = run(beta=0)
    assert finding(result, "swish's minimum").value == "none: x/2 is a line"
    assert finding(result, "a reason for ReLU").value == "never falls"


def test_a_beta_next_to_0_is_refused() -> None:
    with pytest.raises(InputFault, match="take 0 itself") as fault:
        run(beta="1e-5")
    assert fault.value.name == "beta"
