"""Quadratic: its laws on random matrices, its landmarks on the homework's, and what it refuses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tutor.compute.descent import Quadratic

HOMEWORK = Quadratic([[2, -2], [-2, 4]])
numbers = st.floats(-5, 5)
quick = settings(max_examples=60, deadline=None)


@st.composite
def quadratics(draw, lowest=-3.0):
    """Quadratics of 1 to 4 variables with known eigenvalues, at least `lowest` and 0.1 away from 0."""
    d = draw(st.integers(1, 4))
    spread = st.floats(lowest, 6).filter(lambda value: abs(value) > 0.1)
    values = np.array(draw(st.lists(spread, min_size=d, max_size=d)))
    basis, _ = np.linalg.qr(draw(arrays(float, (d, d), elements=numbers)) + 11 * np.eye(d))
    A = basis @ np.diag(values) @ basis.T
    return Quadratic((A + A.T) / 2, draw(arrays(float, d, elements=numbers)), draw(numbers))


def recurrence(q, start, step, steps, momentum=0.0, nesterov=False):
    """Descent as PyTorch writes it, one step after another."""
    points, velocity = [np.array(start, float)], np.zeros(q.dimension)
    for _ in range(steps):
        g = q.A @ points[-1] + q.b
        velocity = momentum * velocity + g
        points.append(points[-1] - step * (g + momentum * velocity if nesterov else velocity))
    return np.array(points)


@quick
@given(quadratics(), st.data())
def test_gradient_is_the_slope_of_the_value(q, data):
    v = data.draw(arrays(float, q.dimension, elements=numbers))
    h = 1e-5 * np.eye(q.dimension)
    slope = (q.value(v + h) - q.value(v - h)) / 2e-5
    np.testing.assert_allclose(q.gradient(v), slope, rtol=1e-6, atol=1e-6)


@quick
@given(quadratics())
def test_stationary_point_and_spectrum(q):
    np.testing.assert_allclose(q.gradient(q.stationary), 0, atol=1e-8)
    np.testing.assert_allclose(q.A @ q.eigenvectors, q.eigenvectors * q.eigenvalues, atol=1e-9)
    assert q.trace == pytest.approx(q.eigenvalues.sum(), abs=1e-9)
    assert q.det == pytest.approx(q.eigenvalues.prod(), rel=1e-8, abs=1e-8)
    signs = {-1: "maximum", 0: "saddle", 1: "minimum"}
    negative, positive = (q.eigenvalues < 0).all(), (q.eigenvalues > 0).all()
    assert q.kind == signs[int(positive) - int(negative)]


@quick
@given(quadratics(), st.floats(-0.2, 0.6), st.integers(0, 30), st.data())
def test_closed_form_is_the_recurrence(q, step, steps, data):
    start = data.draw(arrays(float, q.dimension, elements=numbers))
    points = q.trajectory(start, step, steps)
    expected = recurrence(q, start, step, steps)
    assert points.shape == (steps + 1, q.dimension)
    np.testing.assert_allclose(points, expected, rtol=1e-7, atol=1e-9 * max(1, np.abs(expected).max()))


@quick
@given(quadratics(), st.integers(0, 40), st.data())
def test_sweep_is_where_the_trajectories_end(q, steps, data):
    start = data.draw(arrays(float, q.dimension, elements=numbers))
    sizes = np.array([[0.01, 0.1, 0.2], [0.3, 0.5, 0.7]])
    ends = [[q.trajectory(start, s, steps)[-1] for s in row] for row in sizes]
    distances = np.linalg.norm(np.array(ends) - q.stationary, axis=-1)
    scale = max(1.0, float(np.linalg.norm(q.stationary)))
    np.testing.assert_allclose(q.sweep(start, steps, sizes), distances, rtol=1e-7, atol=1e-11 * scale)


@quick
@given(quadratics(), st.floats(0.01, 1.5), st.floats(0, 0.95), st.booleans())
def test_rate_is_the_spectral_radius_of_the_iteration(q, s, momentum, nesterov):
    """Build the linear map of (point − minimum, velocity) itself and take its eigenvalues."""
    d, eye = q.dimension, np.eye(q.dimension)
    weight = 1 + momentum if nesterov else 1.0
    carry = momentum**2 if nesterov else momentum
    step = np.block([[eye - s * weight * q.A, -s * carry * eye], [q.A, momentum * eye]])
    assert step.shape == (2 * d, 2 * d)
    radius = np.abs(np.linalg.eigvals(step)).max()
    assert q.rate(s, momentum, nesterov) == pytest.approx(radius, rel=1e-5, abs=1e-6)
    assert max(way.radius for way in q.directions(s, momentum, nesterov)) == q.rate(s, momentum, nesterov)


@quick
@given(quadratics(lowest=0.2), st.floats(0, 0.9), st.booleans())
def test_the_regime_changes_at_the_limit(q, momentum, nesterov):
    limit = q.step_limit(momentum, nesterov)
    assert q.regime(0.999 * limit, momentum, nesterov) == "converges"
    assert q.regime(1.001 * limit, momentum, nesterov) == "diverges"
    assert q.regime(limit, momentum, nesterov) == "marginal"
    assert q.steps_to(limit, 1e-6, momentum, nesterov) == math.inf


@quick
@given(quadratics(lowest=0.2))
def test_no_step_beats_the_optimal_one(q):
    assert q.rate(q.optimal_step) == pytest.approx(q.optimal_rate, abs=1e-12)
    others = q.stability_limit * np.linspace(0.01, 0.99, 50)
    assert (q.rate(others) >= q.optimal_rate - 1e-12).all()
    ball = q.heavy_ball()
    assert q.rate(ball.lr, ball.momentum) == pytest.approx(ball.rate, abs=1e-6)
    assert (q.rate(others, np.linspace(0, 0.95, 20)[:, np.newaxis]) >= ball.rate - 1e-6).all()


@quick
@given(st.floats(0.001, 0.999), st.floats(1e-9, 0.9))
def test_steps_to_is_the_smallest_that_suffices(rate, tol):
    t = Quadratic([[1]]).steps_to(1 - rate, tol)
    exact = 1 - (1 - rate)
    assert exact**t <= tol * (1 + 1e-9)
    assert exact ** (t - 1) > tol * (1 - 1e-9)


def test_homework_landmarks():
    q = HOMEWORK
    assert q.minimum.tolist() == [0, 0]
    np.testing.assert_allclose(q.eigenvalues, [3 - math.sqrt(5), 3 + math.sqrt(5)])
    assert q.stability_limit == pytest.approx((3 - math.sqrt(5)) / 2)
    assert q.optimal_step == pytest.approx(1 / 3)
    assert [q.steps_to(s, 1e-6) for s in (0.01, 0.1, 1 / 3)] == [1802, 174, 48]
    assert q.steps_to(10, 1e-6) == math.inf
    assert [q.regime(s) for s in (0.01, 0.1, 0.38, q.stability_limit, 0.39, 10)] == [
        *["converges"] * 3,
        "marginal",
        *["diverges"] * 2,
    ]
    assert [way.shape for way in q.directions(0.2)] == ["monotone", "alternating"]
    np.testing.assert_allclose(q.trajectory([1, 1], 0.1, 1)[1], [1, 0.8])
    np.testing.assert_allclose(q.trajectory([1, 1], 10, 1)[1], [1, -19])


def test_steps_to_reads_a_whole_quotient_as_whole():
    assert Quadratic([[1]]).steps_to(0.9, 1e-6) == 6
    assert Quadratic([[1]]).steps_to(1, 1e-6) == 1
    assert Quadratic([[1]]).steps_to(0.5, 1) == 0


def test_values_and_gradients_over_leading_axes():
    grid = np.stack(np.meshgrid([0.0, 1, 2], [0.0, 1]), axis=-1)
    assert HOMEWORK.value(grid).tolist() == [[0, 1, 4], [2, 1, 2]]
    assert HOMEWORK.gradient(grid).shape == grid.shape
    assert HOMEWORK.value([1, 1]) == 1


@pytest.mark.parametrize(
    ("A", "b", "kind"),
    [
        ([[2, 0], [0, -2]], 1, "saddle"),
        ([[-2, 0], [0, -1]], 1, "maximum"),
        ([[1, 2], [2, 4]], 1, "degenerate"),
        ([[0.1, 0.3], [0.3, 0.9]], 1, "degenerate"),  # rounding makes its zero eigenvalue 1.4e-17
        ([[0, 0], [0, 0]], 1, "degenerate"),
    ],
)
def test_without_a_minimum_there_is_nothing_to_promise(A, b, kind):
    q = Quadratic(A, b)
    assert q.kind == kind
    assert [q.minimum, q.condition, q.stability_limit, q.optimal_step, q.optimal_rate] == [None] * 5
    assert [q.heavy_ball(), q.nesterov_strongly_convex(), q.line_search_rate] == [None] * 3
    assert q.regime(0.1) == ("marginal" if q.curvature == "convex" else "diverges")
    assert q.steps_to(0.1, 1e-6) == math.inf
    np.testing.assert_allclose(q.trajectory([1, 2], 0.1, 25), recurrence(q, [1, 2], 0.1, 25), atol=1e-12)


def test_a_path_that_leaves_the_numbers_is_infinite_and_quiet():
    far = Quadratic([[2, 0], [0, -2]]).trajectory([1, 1], 0.25, 5000)
    assert far[-1].tolist() == [0, math.inf]
    on_axis = Quadratic([[2, 0], [0, -2]]).trajectory([1, 0], 0.25, 5000)
    assert on_axis[-1].tolist() == [0, 0]
    assert not np.isnan(HOMEWORK.trajectory([1, 1], 1e300, 9)).any()
    assert np.isinf(HOMEWORK.trajectory([1, 1], 10, 1000)[-1]).all()
    assert HOMEWORK.sweep([1, 1], 1000, [0.1, 10]).tolist()[1] == math.inf


def test_extreme_numbers_raise_no_warning():
    for size in (1e-300, 1e300):
        q = Quadratic([[2 * size, -2 * size], [-2 * size, 4 * size]], size)
        np.testing.assert_allclose(q.minimum, [-1.5, -1])
        assert q.condition == pytest.approx(6.854101966249685)
        assert q.heavy_ball().momentum == pytest.approx(0.2)
        assert q.regime(0.5 * q.stability_limit) == "converges"
    assert HOMEWORK.regime(1e300, 0.5) == "diverges"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (([[1, 2], [3, 4]],), "A must be symmetric"),
        (([[1, 2]],), "A must be a square"),
        (([1, 2],), "A must be a square"),
        (([[1, 2], [2]],), "A must be made of real numbers"),
        (([[math.nan]],), "A must be finite"),
        (([["a"]],), "A must be made of real numbers"),
        (([[1]], [1, 2]), "b must have 1 coordinates"),
        (([[1]], 0, math.inf), "c must be finite"),
    ],
)
def test_refuses_what_is_no_quadratic(arguments, named):
    with pytest.raises(ValueError, match=named):
        Quadratic(*arguments)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda q: q.value([1, 2, 3]), "v must have"),
        (lambda q: q.gradient(["x", "y"]), "v must be made"),
        (lambda q: q.rate(math.nan), "s must be finite"),
        (lambda q: q.rate(0.1, -0.5), "momentum must not be negative"),
        (lambda q: q.steps_to(0.1, 0), "tol must be above 0"),
        (lambda q: q.trajectory([1], 0.1, 3), "start must have 2"),
        (lambda q: q.trajectory([1, 1], 0.1, -3), "steps must not be negative"),
        (lambda q: q.trajectory([1, 1], 0.1, 2.5), "steps must be a whole number"),
        (lambda q: Quadratic([[0]]).sweep([1], 5, [0.1]), "A must be invertible"),
        (lambda q: q.sweep([1, 1], 5, [math.inf]), "step_sizes must be finite"),
    ],
)
def test_refuses_what_does_not_fit(call, named):
    with pytest.raises(ValueError, match=named):
        call(HOMEWORK)


def test_a_quadratic_cannot_be_changed_behind_its_back():
    A = np.array([[2.0, 0.0], [0.0, 1.0]])
    q = Quadratic(A)
    A[0, 0] = -9
    assert q.kind == "minimum"
    with pytest.raises(ValueError):
        q.A[0, 0] = -9
