"""Question 5 as content: the paper's answers, the errata's verdicts, and every fresh answer computed another way."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tutor.questions.library import Library

LIBRARY = Library.at()
SEEDS = range(12)


def value(part: str, seed: int) -> float:
    expected = LIBRARY.variant(part, seed).expected
    return float(expected)


def drawn(part: str, seed: int) -> dict[str, Any]:
    return LIBRARY.variant(part, seed).numbers


@pytest.mark.parametrize(
    ("part", "answer", "outcome", "mistake"),
    [
        ("5.1", "(0, 0)", "correct", None),
        ("5.1", "x = 0 and y = 0", "correct", None),
        # E41: simultaneous updates; the new y used for x is another point
        ("5.2a.i", "(1, 0.98)", "correct", None),
        ("5.2a.ii", "(1, 0.8)", "correct", None),
        ("5.2a.iii", "(1, -19)", "correct", None),
        ("5.2a.ii", "(0.96, 0.8)", "wrong", "gd.seq_y"),
        ("5.2a.ii", "(1, 1.2)", "wrong", "gd.plus"),
        ("5.2a.i", "(1, -1)", "wrong", "gd.noeta"),
        # E42: surds, and any decimal that is rightly rounded
        ("5.2b.i", "1.40", "correct", None),
        ("5.2b.i", "sqrt(1.9604)", "correct", None),
        ("5.2b.i", "1.400143", "correct", None),
        ("5.2b.ii", "1.28", "correct", None),
        ("5.2b.ii", "√1.64", "correct", None),
        ("5.2b.ii", "sqrt(41)/5", "correct", None),
        ("5.2b.iii", "19.03", "correct", None),
        ("5.2b.iii", "√362", "correct", None),
        ("5.2b.ii", "1.64", "wrong", "dist.squared"),
        ("5.2b.ii", "1.8", "wrong", "dist.l1"),
        ("5.2b.ii", "1.3", "invalid", None),
        ("5.2b.ii", "1", "wrong", "dist.max"),
        ("5.2b.iii", "362", "wrong", "dist.squared"),
    ],
)
def test_the_papers_answers(part: str, answer: str, outcome: str, mistake: str | None) -> None:
    verdict = LIBRARY.variant(part).mark(answer)
    assert (verdict.outcome, verdict.mistake) == (outcome, mistake)


def test_a_distance_follows_from_ones_own_point() -> None:
    variant = LIBRARY.variant("5.2b.ii")
    own = f"{math.hypot(1, 1.2):.4f}"
    assert variant.mark(own).mistake == "gd.plus"
    followed = variant.mark(own, {"5.2a.ii": "(1, 1.2)"})
    assert followed.outcome == "correct" and "follows" in followed.note
    assert variant.mark("1.28", {"5.2a.ii": "(1, 1.2)"}).outcome == "correct"
    assert variant.mark(own, {"5.2a.i": "(1, 1.2)"}).outcome == "wrong"
    assert variant.mark("0", {"5.2a.ii": "(0, 0)"}).outcome == "wrong"


def test_fresh_numbers_follow_where_they_are_the_earlier_ones_and_nowhere_else() -> None:
    shared = 0
    for seed in range(20):
        point, distance = (LIBRARY.find(part).draw(seed) for part in ("5.2a", "5.2b"))
        same = all(distance.numbers[name] == point.numbers[name] for name in distance.numbers)
        shared += same
        right = distance.mark("5", {point.kept_as: "(3, 4)"})
        assert (right.outcome == "correct") is same
        # The answer to other numbers says nothing here.
        other = LIBRARY.find("5.2a").draw(seed + 1)
        assert distance.mark("5", {other.kept_as: "(3, 4)"}).outcome == "wrong"
    assert 0 < shared < 20


STUDENT = (
    "having a big step can make us overshoot the minimum and very probably oscillate around it, leading to none "
    "convergence (s = 10). With a step that is too small, it will very slowly go towards the minimum. "
)


@pytest.mark.parametrize(
    ("answer", "outcome", "mistake"),
    [
        (STUDENT + "Use learning rate decay or Adam.", "partial", "gd.osc_div"),
        ("Large diverges, small is slow; the correct step is 0.1. Adam, schedules.", "partial", "gd.best_of_three"),
        ("Big steps overshoot, small are slow. Adam; momentum pushes forward on a steep hill.", "partial", "mom.push"),
        ("Large steps diverge, small ones are slow. We can use early stopping.", "partial", "es.step_size"),
        ("Too large diverges, too small crawls; momentum, line search and RMSProp help.", "correct", None),
        ("Reduce the learning rate on a plateau.", "partial", None),
        ("It depends.", "undecided", None),
    ],
)  # fmt: skip
def test_words_about_step_sizes(answer: str, outcome: str, mistake: str | None) -> None:
    verdict = LIBRARY.variant("5.3").mark(answer)
    assert (verdict.outcome, verdict.mistake) == (outcome, mistake)
    assert verdict.code == "self"


def quadratic(n: dict[str, Any]) -> np.ndarray:
    return np.array([[2.0 * n["a"], n["b"]], [n["b"], 2.0 * n["c"]]])


@pytest.mark.parametrize("seed", SEEDS)
class TestFreshAnswersComputedAnotherWay:
    def test_one_and_two_steps(self, seed: int) -> None:
        for part, steps in (("5.2a", 1), ("gd.two_steps", 2)):
            n = drawn(part, seed)
            v = np.array([n["x0"], n["y0"]], dtype=float)
            for _ in range(steps):
                v = v - n["s"] * quadratic(n) @ v
            assert [float(one) for one in LIBRARY.variant(part, seed).expected] == pytest.approx(v.tolist())

    def test_the_minimum_is_lower_than_its_surroundings(self, seed: int) -> None:
        n = drawn("5.1", seed)
        p, q = (float(one) for one in LIBRARY.variant("5.1", seed).expected)
        a, b, c = n["a"], n["b"], n["c"]
        d, e = -2 * a * n["p"] - b * n["q"], -b * n["p"] - 2 * c * n["q"]

        def f(x: float, y: float) -> float:
            return float(a * x * x + b * x * y + c * y * y + d * x + e * y)

        around = [(p + math.cos(t), q + math.sin(t)) for t in np.linspace(0, 6.2, 40)]
        assert all(f(*point) > f(p, q) for point in around)

    def test_many_steps_one_at_a_time(self, seed: int) -> None:
        n = drawn("gd.steps", seed)
        w = float(n["w0"])
        for _ in range(n["t"]):
            w -= n["s"] * 2 * n["a"] * (w - n["p"])
        assert value("gd.steps", seed) == pytest.approx(w, rel=1e-9)

    def test_limits_split_what_converges_from_what_does_not(self, seed: int) -> None:
        n = drawn("gd.limit", seed)
        eigenvalues = np.array([n["l1"], n["l2"], n["l3"]], dtype=float)
        H = quadratic(drawn("gd.limit_hessian", seed))
        for limit, values in (
            (value("gd.limit", seed), eigenvalues),
            (value("gd.limit_hessian", seed), np.linalg.eigvalsh(H)),
        ):
            assert np.abs(1 - 0.999 * limit * values).max() < 1 < np.abs(1 - 1.001 * limit * values).max()

    def test_the_best_step_beats_its_neighbours(self, seed: int) -> None:
        n = drawn("gd.best", seed)
        ends = np.array([n["low"], n["top"]], dtype=float)
        best = value("gd.best", seed)
        slowest = [np.abs(1 - s * ends).max() for s in (0.99 * best, best, 1.01 * best)]
        assert slowest[1] == min(slowest)
        k = drawn("gd.rate", seed)["k"]
        assert value("gd.rate", seed) == pytest.approx(abs(1 - 2 / (1 + k)))

    def test_steps_to_a_tolerance_counted(self, seed: int) -> None:
        n = drawn("gd.steps_to", seed)
        error, count = np.ones(2), 0
        while np.linalg.norm(error) > n["eps"] * math.sqrt(2) and count < 10_000:
            # the worst start lies in the slow direction alone
            error = np.array([error[0] * (1 - n["s"] * n["low"])] * 2)
            count += 1
        assert value("gd.steps_to", seed) == count

    def test_momentum_step_by_step(self, seed: int) -> None:
        n = drawn("mom.steps", seed)
        w, v = float(n["w0"]), 0.0
        for _ in range(3):
            v = n["beta"] * v + 2 * n["a"] * w
            w -= n["eta"] * v
        assert value("mom.steps", seed) == pytest.approx(w)

    def test_momentum_converges_below_its_limit_only(self, seed: int) -> None:
        n = drawn("mom.limit", seed)
        limit = value("mom.limit", seed)
        for eta, converges in ((0.99 * limit, True), (1.01 * limit, False)):
            x, v = 1.0, 0.0
            for _ in range(4000):
                v = n["beta"] * v + n["top"] * x
                x -= eta * v
                if abs(x) > 1e6:
                    break
            assert (abs(x) < 1e-3) == converges

    def test_no_other_momentum_is_faster(self, seed: int) -> None:
        k = drawn("mom.best", seed)["k"]

        def rate(eta: float, beta: float) -> float:
            radii = [np.abs(np.roots([1, -(1 + beta - eta * lam), beta])).max() for lam in (1.0, k)]
            return float(max(radii))

        found = value("mom.best", seed)
        best = min(
            (rate(eta, beta), beta)
            for beta in np.linspace(max(found - 0.1, 0), min(found + 0.1, 0.999), 13)
            for eta in np.linspace(0.5, 2.2, 40) * (2 * (1 + beta) / k) / 2
        )
        assert rate((2 / (1 + math.sqrt(k))) ** 2, found) <= best[0] + 2e-3

    def test_the_gain_of_a_constant_slope(self, seed: int) -> None:
        n = drawn("mom.gain", seed)
        v = 0.0
        for _ in range(2000):
            v = n["beta"] * v + n["g"]
        assert value("mom.gain", seed) == pytest.approx(n["eta"] * v)

    def test_the_first_step_of_adam(self, seed: int) -> None:
        n = drawn("adam.first", seed)
        m, v = 0.1 * n["g"], 0.001 * n["g"] ** 2
        step = n["eta"] * (m / 0.1) / math.sqrt(v / 0.001)
        assert value("adam.first", seed) == pytest.approx(n["w0"] - step)

    def test_early_stopping_by_hand(self, seed: int) -> None:
        variant = LIBRARY.variant("es.stop", seed)
        losses = [float(x) for x in variant.drawn.scope["losses"]]
        patience = variant.numbers["patience"]
        assert len(set(losses)) == len(losses), "a tie would leave open what a new best is"
        stop = next(t for t in range(len(losses)) if t - losses.index(min(losses[: t + 1])) == patience)
        assert float(variant.drawn.scope["at_best"]) == min(losses[: stop + 1])
        assert [int(one) for one in variant.expected] == [stop, losses.index(min(losses[: stop + 1]))]

    def test_shrinkage(self, seed: int) -> None:
        n = drawn("es.shrink", seed)
        w = 0.0
        for _ in range(n["t"]):
            w -= n["eta"] * n["lam"] * (w - 1)
        assert value("es.shrink", seed) == pytest.approx(w)

    def test_what_a_step_does(self, seed: int) -> None:
        variant = LIBRARY.variant("gd.regime", seed)
        factor = 1 - Fraction(variant.drawn.scope["ratio"])
        right = "a" if factor > 0 else "b" if factor > -1 else "c" if factor == -1 else "d"
        assert variant.expected["answer"] == right


@pytest.mark.parametrize("seed", range(4))
def test_gradients_agree_with_finite_differences(seed: int) -> None:
    from tutor import maths

    variant = LIBRARY.variant("gd.gradient", seed)
    f = variant.prompt.split("f(x, y) = ")[1].split("?")[0]
    trees = [maths.read(text, variables=["x", "y"]).tree for text in (f, *variant.expected)]

    def at(tree: Any, x: float, y: float) -> float:
        return float(maths.evaluate(tree, {"x": x, "y": y}, real=True))

    x, y, h = 0.7, -1.3, 1e-5
    slopes = [
        (at(trees[0], x + h, y) - at(trees[0], x - h, y)) / (2 * h),
        (at(trees[0], x, y + h) - at(trees[0], x, y - h)) / (2 * h),
    ]
    assert [at(tree, x, y) for tree in trees[1:]] == pytest.approx(slopes, rel=1e-6)


def test_marks_add_up_to_the_papers() -> None:
    paper = [one for one in LIBRARY.books["5"].exercises() if one.on_paper]
    assert [one.id for one in paper] == [
        "5.1",
        *(f"5.2{ab}.{i}" for ab in "ab" for i in ("i", "ii", "iii")),
        "5.3",
    ]
    assert sum(one.marks for one in paper) == 7


def test_true_and_false_statements_come_up_alike() -> None:
    seen = {}
    for seed in range(60):
        variant = LIBRARY.variant("gd.truth", seed)
        seen[variant.stem] = variant.expected
    assert len(seen) >= 12 and 0.3 < sum(seen.values()) / len(seen) < 0.7
