"""Momentum on a quadratic: what is left after T steps, the best step size, and where oscillation begins."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor.compute.descent import SGD, Quadratic, descend

HOMEWORK = Quadratic([[2, -2], [-2, 4]], [1, -3])
WAYS = [(0.0, False), (0.5, False), (0.9, False), (0.3, True), (0.9, True)]
START = (1.3, -0.4)


@pytest.mark.parametrize(("momentum", "nesterov"), WAYS)
@pytest.mark.parametrize("steps", [0, 1, 2, 7, 40])
def test_the_sweep_is_where_descent_goes(momentum, nesterov, steps):
    sizes = np.array([0.01, 0.1, 0.3, 0.45, 0.7])
    gaps = HOMEWORK.sweep(START, steps, sizes, momentum, nesterov)
    for s, gap in zip(sizes, gaps, strict=True):
        way = SGD(s, momentum=momentum, nesterov=nesterov)
        end = descend(HOMEWORK.value, HOMEWORK.gradient, START, steps, way).points[-1]
        assert gap == pytest.approx(np.linalg.norm(end - HOMEWORK.minimum), rel=1e-9, abs=1e-13)


def test_a_sweep_that_overflows_is_infinite():
    assert HOMEWORK.sweep(START, 100_000, 10.0, 0.5) == math.inf


@pytest.mark.parametrize(("momentum", "nesterov"), WAYS)
def test_no_step_size_has_a_better_rate_than_the_tuned_one(momentum, nesterov):
    for matrix in ([[2, -2], [-2, 4]], [[1, 0], [0, 100]], [[3]]):
        q = Quadratic(matrix)
        best = q.tuned(momentum, nesterov)
        sizes = np.linspace(0, q.step_limit(momentum, nesterov), 4001)
        assert best.rate <= q.rate(sizes, momentum, nesterov).min() + 1e-9
        assert q.rate(best.lr, momentum, nesterov) == best.rate


def test_the_tuned_step_without_momentum_is_the_optimal_one():
    assert HOMEWORK.tuned().lr == pytest.approx(HOMEWORK.optimal_step)
    assert HOMEWORK.tuned().rate == pytest.approx(HOMEWORK.optimal_rate)
    assert HOMEWORK.tuned(0.5).rate == pytest.approx(math.sqrt(0.5))
    assert Quadratic([[1, 0], [0, -1]]).tuned(0.5) is None
