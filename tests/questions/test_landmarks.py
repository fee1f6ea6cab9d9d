"""The numbers that the theory prints, recomputed from their formulas.

A claim is a passage with a `{}` for each number in it, and the values of those numbers. The text must hold
the passage, and each number there must be its value, rounded to the digits that are shown.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
import pytest

from tutor.questions.question import load_questions

Claim = tuple[str, Sequence[float]]
THEORY = {question.number: " ".join(question.theory().split()) for question in load_questions()}
NUMBER = r"(−?\d+(?: \d{3})*(?:\.\d+)?)"


def sigmoid(z: float | np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-np.asarray(z, dtype=float))))


def shows(printed: str, value: float) -> bool:
    """Whether a number as printed is the value, rounded to the digits it shows."""
    plain = printed.replace("−", "-").replace(" ", "")
    unit = 10.0 ** -len(plain.partition(".")[2])
    return abs(float(plain) - value) <= 0.5 * unit * (1 + 1e-9) + 1e-9


def holds(text: str, passage: str, values: Sequence[float]) -> bool:
    """Whether the passage stands in the text with these values for its numbers."""
    pattern = NUMBER.join(re.escape(piece) for piece in passage.split("{}"))
    found = re.finditer(pattern + r"(?!\.?\d)", text)
    return any(all(map(shows, match.groups(), values)) for match in found)


def backward_pass() -> list[Claim]:
    W, b = np.array([[1.0, 2], [3, 4]]), np.array([0, math.log(3) - 2])
    v, x, y = np.array([2.0, -4]), np.array([2.0, -1]), -1.0

    def loss(W: np.ndarray) -> float:
        return float(0.5 * (v @ sigmoid(W @ x + b) - y) ** 2)

    nudge = np.array([[0, 0], [0.001, 0]])
    up, down = loss(W + nudge), loss(W - nudge)
    a = sigmoid(W @ x + b)
    slope = a * (1 - a)
    dL_da = (v @ a - y) * v
    delta = dL_da * slope
    return [
        ("b = ({}, {})", [*b]),
        ("z = ({}, {}) a = ({}, {}) o = {} − {} = {}", [*(W @ x + b), *a, 1, 3, v @ a]),
        ("∂L/∂o = o − y = {}", [v @ a - y]),
        ("∂L/∂v = −1·a = ({}, {})", [*((v @ a - y) * a)]),
        ("∂L/∂a = −1·v = ({}, {})", [*dL_da]),
        ("(−2·{}, 4·{}) = ({}, {})", [*slope, *delta]),
        ("δ xᵀ = [[{}, {}], [{}, {}]]", [*np.outer(delta, x).ravel()]),
        ("Wᵀδ = ({}, {})", [*(W.T @ delta)]),
        ("changes L to {} and {}, and the difference over 0.002 is {}", [up, down, (up - down) / 0.002]),
        ("shrinks to ({}, {})", [*(delta * slope)]),
        ("Wδ = ({}, {})", [*(W @ delta)]),
        ("δ·x = {}", [delta @ x]),
        ("Keep v: {} bytes, or {}", [8 * 4, (6 + 8) * 4]),
    ]


def activations() -> list[Claim]:
    def swish(x: float) -> float:
        return float(x * sigmoid(x))

    def slope(x: float, h: float = 1e-6) -> float:
        return (swish(x + h) - swish(x - h)) / (2 * h)

    grid = np.linspace(-1.5, -1, 1_000_001)
    lowest = float(grid[np.argmin(grid * sigmoid(grid))])
    falling = 0.5 * (1 + math.erf(lowest / math.sqrt(2)))
    h = 1e-4
    bend = [(max(0.8 * 1.5 + k * h * 1.5, 0) - 1) ** 2 for k in (-1, 0, 1)]
    return [
        ("z = −0.5449 and z = −2.3961 both give {}", [swish(-0.5449)]),
        ("z = −0.5449 and z = −2.3961 both give {}", [swish(-2.3961)]),
        ("with slopes {} and {}", [slope(-0.5449), slope(-2.3961)]),
        ("until x = {}/β, where g = {}/β", [lowest, swish(lowest)]),
        ("with probability {}", [falling]),
        ("At β = 50 already, k(−2) = {}", [-2 * math.tanh(50 * -2)]),
        ("which is {} at x = 1.5", [(bend[0] - 2 * bend[1] + bend[2]) / h**2]),
    ]


def places(n: int, k: int, s: int, p: int = 0) -> int:
    """Count the places of a window by sliding it."""
    return sum(start + k <= n + 2 * p for start in range(0, n + 2 * p, s))


def field(layers: list[tuple[int, int]], n: int = 60) -> int:
    """Count the inputs that a unit of the last layer sees, by tracing them."""
    seen = [{i} for i in range(n)]
    for k, s in layers:
        seen = [set().union(*seen[at : at + k]) for at in range(0, len(seen) - k + 1, s)]
    return len(seen[0])


def sizes() -> list[Claim]:
    shrinks = [(32, 1, 0, 1), (32, 5, 1, 1), (32, 5, 2, 1), (32, 5, 2, 2)]
    outputs = places(32, 3, 1) ** 2
    return [
        *((f"| {n} | {k} | {p} | {s} | {{}} |", [places(n, k, s, p)]) for n, k, p, s in shrinks),
        ("⌊{}⌋ + 1 = {} places", [(20 - 5) / 2, places(20, 5, 2)]),
        ("no floor gives {}", [(20 - 5) / 2 + 1]),
        ('no "+ 1" {}, rounding up {}', [(20 - 5) // 2, math.ceil((20 - 5) / 2) + 1]),
        ("valid, has {} outputs", [outputs]),
        ("{} × {} = {} connections and", [outputs, 32 * 32, outputs * 32 * 32]),
        ("{} × {} = {} connections, and {} weights", [outputs, 9, outputs * 9, 9]),
        ("| Conv5-8-Pvalid-S1 | {} × {} × {} |", [places(28, 5, 1), places(28, 5, 1), 8]),
        ("(5·5·3 + 1)·8 = {}", [(5 * 5 * 3 + 1) * 8]),
        ("| Pool2 | {} × {} × {} |", [places(24, 2, 2), places(24, 2, 2), 8]),
        ("| Conv3-16-Pvalid-S2 | {} × {} × {} |", [places(12, 3, 2), places(12, 3, 2), 16]),
        ("(3·3·8 + 1)·16 = {}", [(3 * 3 * 8 + 1) * 16]),
        ("(5·5·16 + 1)·10 = {}", [(5 * 5 * 16 + 1) * 10]),
        ("stride 1 it would have {}, and the dense layer {}", [places(12, 3, 1), (10 * 10 * 16 + 1) * 10]),
        ("biases gives {}, {} and {};", [5 * 5 * 3 * 8, 3 * 3 * 8 * 16, 5 * 5 * 16 * 10]),
        ("the depth gives {} and {}", [(5 * 5 + 1) * 8, (3 * 3 + 1) * 16]),
        ("1, 3, 8 mean {} values − mean = {}, {}, {}", [4, *(np.array([1, 3, 8]) - 4.0)]),
        ("11, 13, 18 mean {} values − mean = {}, {}, {}", [14, *(np.array([11, 13, 18]) - 14.0)]),
    ]


def receptive_field() -> list[Claim]:
    stack = [(3, 2), (3, 1), (2, 2), (3, 1)]
    wrong, jump = 1, 1
    for k, s in stack:
        jump *= s
        wrong += (k - 1) * jump
    return [
        ("| 1 + 2·1 = {} |", [field(stack[:1])]),
        ("| 3 + 2·2 = {} |", [field(stack[:2])]),
        ("| 7 + 1·2 = {} |", [field(stack[:3])]),
        ("| 9 + 2·4 = {} |", [field(stack)]),
        ("adding up the kernels gives {}", [sum(k for k, _ in stack)]),
        ("leaving out the strides {}", [field([(k, 1) for k, _ in stack])]),
        ("own stride before adding {}", [wrong]),
    ]


def mixture() -> list[Claim]:
    inner = np.array([[1, -1], [0.5, 0.5]]) @ np.array([1, 2])
    hidden = np.exp(-np.exp(inner))
    pi, t = np.array([0.7, 0.3]), np.array([3.0, -2])
    a = sigmoid(t)
    p = float(pi @ a)
    return [
        ("w₁ᵀx = {} w₂ᵀx = {}", [*inner]),
        ("exp({}) = {} exp({}) = {}", [-math.exp(inner[0]), hidden[0], -math.exp(inner[1]), hidden[1]]),
        ("0.6·{} + 0.4·{} = {}", [*hidden, np.array([0.6, 0.4]) @ hidden]),
        ("σ(3) = {} and σ(−2) = {}, so the mixture says {}", [*a, p]),
        ("no activation on hidden units | {} |", [pi @ t]),
        ("σ(Σₖ πₖtₖ) | {} |", [float(sigmoid(pi @ t))]),
        ("σ(Σₖ πₖaₖ) | {} | stays in [{}, {}]", [float(sigmoid(p)), 0.5, float(sigmoid(1))]),
        ("(a₁ + a₂)/2 | {} |", [float(np.mean(a))]),
        ("r = ({}, {}) for y = 1", [*(pi * a / p)]),
        ("and ({}, {}) for y = 0", [*(pi * (1 - a) / (1 - p))]),
    ]


def information() -> list[Claim]:
    P, Q = np.array([0.7, 0.2, 0.1]), np.array([0.5, 0.3, 0.2])
    H, CE, KL = -P @ np.log(P), -P @ np.log(Q), P @ np.log(P / Q)
    bits = [value / math.log(2) for value in (CE, H, KL)]
    smooth = np.log([0.9 + 0.1 / 10, 0.1 / 10])

    def loss(p: float) -> float:
        return -sum(math.log((1 - p) ** x * p) for x in (2, 0, 4))

    return [
        ("ln 2 = {}", [math.log(2)]),
        ("the loss is {} at 1/3, and {} at 0.2, {} at 0.5", [loss(1 / 3), loss(0.2), loss(0.5)]),
        ("H(P, Q) = {} ├", [CE]),
        ("H(P) = {} ├", [H]),
        ("KL(P‖Q) = {} ├", [KL]),
        ("In bits {} = {} + {}", bits),
        ("KL(Q‖P) = {}", [Q @ np.log(Q / P)]),
        ("Σᵢ Pᵢ log Pᵢ = {}", [-H]),
        ("using Q is KL, {}; cross-entropy is the whole, {}", [KL, CE]),
        ("H − KL = {}", [H - KL]),
        ("the best prediction costs {}", [-0.7 * math.log(0.7) - 0.3 * math.log(0.3)]),
        ("ln(1 + K(1 − ε)/ε) = {}", [smooth[0] - smooth[1]]),
        ("−log 0.01 = {}", [-math.log(0.01)]),
    ]


def gradient(point: np.ndarray) -> np.ndarray:
    return np.array([2 * point[0] + point[1], point[0] + 2 * point[1]])


def steps_to_a_millionth(s: float) -> int:
    """Descend along both eigenvectors until the slower part is a millionth of what it was."""
    count, flat, steep = 0, np.array([1.0, -1]), np.array([1.0, 1])
    while max(np.abs(flat).max(), np.abs(steep).max()) > 1e-6:
        flat, steep, count = flat - s * gradient(flat), steep - s * gradient(steep), count + 1
    return count


def descent() -> list[Claim]:
    start, corner = np.array([3.0, 1]), np.array([1.0, 1])
    one = {s: start - s * gradient(start) for s in (0.1, 0.5, 1)}
    far = {s: float(np.hypot(*point)) for s, point in one.items()}
    swing = corner - 0.6 * gradient(corner)
    steepest = float(np.linalg.eigvalsh([[2, -2], [-2, 4]])[-1])
    plain, heavy = 99 / 101, (10 - 1) / (10 + 1)
    return [
        ("the gradient is ({}, {})", [*gradient(start)]),
        ("√10 = {}", [float(np.hypot(*start))]),
        ("1 − 0.5) = ({}, {}) | √{} = {} |", [*one[0.1], far[0.1] ** 2, far[0.1]]),
        ("1 − 2.5) = ({}, {}) | √{} = {} |", [*one[0.5], far[0.5] ** 2, far[0.5]]),
        ("1 − 5) = ({}, {}) | √{} = {} |", [*one[1], far[1] ** 2, far[1]]),
        ("climbs, ({}, {})", [*(start + 0.1 * gradient(start))]),
        ("1 − 0.1·(2.3 + 2) = {}", [1 - 0.1 * (one[0.1][0] + 2 * start[1])]),
        *(
            (f"| {s} | {{}}, {{}} | {{}} |", [1 - s, 1 - 3 * s, steps_to_a_millionth(s)])
            for s in (0.1, 0.5, 0.65)
        ),
        ("leads to ({}, {}), then to ({}, {})", [*swing, *(swing - 0.6 * gradient(swing))]),
        ("the limit is {}", [2 / steepest]),
        ("1/λmax = {}", [1 / steepest]),
        ("that is {}, some {} steps", [plain, math.ceil(math.log(1e-6) / math.log(plain))]),
        ("that is {}, some {} steps", [heavy, math.ceil(math.log(1e-6) / math.log(heavy))]),
    ]


CLAIMS = [
    *(("1", *claim) for claim in backward_pass() + activations()),
    *(("2", *claim) for claim in sizes() + receptive_field()),
    *(("3", *claim) for claim in mixture()),
    *(("4", *claim) for claim in information()),
    *(("5", *claim) for claim in descent()),
]


@pytest.mark.parametrize(("number", "passage", "values"), CLAIMS)
def test_printed_numbers_are_what_their_formulas_give(
    number: str, passage: str, values: Sequence[float]
) -> None:
    assert passage.count("{}") == len(values)
    assert holds(THEORY[number], passage, values)


def test_a_wrong_digit_would_be_seen() -> None:
    assert holds("it is 921 600 or −0.38", "it is {} or {}", [921600, -0.381966])
    assert not holds("it is 921 600 or −0.39", "it is {} or {}", [921600, -0.381966])
    assert not holds("it is 0.385", "it is {}", [0.381966])
    assert not holds("it is 0.38", "it was {}", [0.381966])
