"""The general laws that the theory states, checked on numbers of their own."""

from __future__ import annotations

import math

import numpy as np
import pytest


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_momentum_at_its_best_has_the_rate_and_the_limit_that_are_stated() -> None:
    flat, steep = 1.0, 100.0
    s, mu = 4 / (math.sqrt(flat) + math.sqrt(steep)) ** 2, (9 / 11) ** 2
    radius = max(max(abs(np.roots([1, -(1 - s * lam + mu), mu]))) for lam in (flat, steep))
    assert radius == pytest.approx(9 / 11, abs=1e-6)
    limit = 2 * (1 + mu) / steep
    for factor, stable in ((0.999, True), (1.001, False)):
        roots = np.roots([1, -(1 - factor * limit * steep + mu), mu])
        assert bool(max(abs(roots)) < 1) is stable


@pytest.mark.parametrize("y", [0, 1])
def test_an_expert_learns_as_far_as_it_is_responsible(y: int) -> None:
    pi, t, h = np.array([0.7, 0.3]), np.array([3.0, -2]), 1e-6

    def likelihood(t: np.ndarray) -> np.ndarray:
        return np.array([sigmoid(u) if y else 1 - sigmoid(u) for u in t])

    r = pi * likelihood(t) / (pi @ likelihood(t))
    for k, unit in enumerate(np.eye(2)):
        up, down = pi @ likelihood(t + h * unit), pi @ likelihood(t - h * unit)
        numeric = (math.log(down) - math.log(up)) / (2 * h)
        assert numeric == pytest.approx(r[k] * (sigmoid(t[k]) - y), abs=1e-8)


@pytest.mark.parametrize("p", [0.2, 0.7, 0.9])
def test_cross_entropy_pulls_as_stated_in_p_and_in_the_logit(
    p: float, x: float = 0.7, h: float = 1e-6
) -> None:
    def ce(p: float) -> float:
        return -x * math.log(p) - (1 - x) * math.log(1 - p)

    t = math.log(p / (1 - p))
    assert (ce(p + h) - ce(p - h)) / (2 * h) == pytest.approx((p - x) / (p * (1 - p)), abs=1e-6)
    assert (ce(sigmoid(t + h)) - ce(sigmoid(t - h))) / (2 * h) == pytest.approx(p - x, abs=1e-6)


@pytest.mark.parametrize("beta", [0.3, 1.0, 4.0])
def test_swish_has_the_slope_and_the_dip_that_are_stated(beta: float, h: float = 1e-6) -> None:
    def g(x: float) -> float:
        return x * sigmoid(beta * x)

    def slope(x: float) -> float:
        a = sigmoid(beta * x)
        return a + beta * x * a * (1 - a)

    for x in (-3.0, -0.4, 0.0, 2.5):
        assert (g(x + h) - g(x - h)) / (2 * h) == pytest.approx(slope(x), abs=1e-8)
    lowest = -1.27846 / beta
    assert slope(lowest) == pytest.approx(0, abs=1e-5)
    assert g(lowest) == pytest.approx(-0.27846 / beta, abs=1e-5 / beta)
    assert slope(1.01 * lowest) < 0 < slope(0.99 * lowest)


def test_a_map_shrinks_at_stride_one_exactly_when_the_padding_is_too_small() -> None:
    for k in range(1, 8):
        for p in range(4):
            for d in range(1, 4):
                n, span = 30, d * (k - 1) + 1
                out = sum(start + span <= n + 2 * p for start in range(n + 2 * p))
                assert (out < n) == (2 * p < d * (k - 1))
