"""Optimizers, line search and minima: what holds beyond the cases of PyTorch."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.compute.descent import (
    OPTIMIZERS,
    SGD,
    Adagrad,
    Adam,
    AdamW,
    Quadratic,
    RMSprop,
    backtracking,
    descend,
    hessian,
    line_search,
    local_quadratic,
    minimize,
    optimizer,
)

HOMEWORK = Quadratic([[2, -2], [-2, 4]])
coordinate = st.floats(-5, 5)
quick = settings(max_examples=40, deadline=None)


def run(chosen, q=HOMEWORK, start=(1.0, 1.0), steps=20):
    return descend(q.value, q.gradient, start, steps, chosen)


def rosenbrock(v):
    return (1 - v[0]) ** 2 + 100 * (v[1] - v[0] ** 2) ** 2


def rosenbrock_gradient(v):
    return [-2 * (1 - v[0]) - 400 * v[0] * (v[1] - v[0] ** 2), 200 * (v[1] - v[0] ** 2)]


def test_the_homework_steps_are_exact():
    ends = [run(SGD(lr=s), steps=1).points[-1].tolist() for s in (0.01, 0.1, 1, 10)]
    assert ends == [[1, 0.98], [1, 0.8], [1, -1], [1, -19]]


@quick
@given(coordinate, coordinate, st.floats(0.001, 0.37))
def test_plain_descent_is_the_closed_form(x, y, s):
    expected = HOMEWORK.trajectory([x, y], s, 30)
    np.testing.assert_allclose(run(SGD(lr=s), start=[x, y], steps=30).points, expected, atol=1e-9)


@pytest.mark.parametrize("nesterov", [False, True])
def test_momentum_shrinks_the_distance_at_the_predicted_rate(nesterov):
    points = run(SGD(lr=0.05, momentum=0.3, nesterov=nesterov), steps=200).points
    distances = np.linalg.norm(points, axis=1)
    rate = HOMEWORK.rate(0.05, 0.3, nesterov)
    assert (distances[200] / distances[150]) ** (1 / 50) == pytest.approx(rate, rel=1e-6)


def test_momentum_keeps_the_running_form_of_the_notes():
    """Minimise 2w² with η = 0.1, β = 0.9 from 1: 0.6, 0, −0.54; Nesterov's form differs."""
    line = Quadratic([[4]])
    path = run(SGD(lr=0.1, momentum=0.9), line, [1.0], 3)
    np.testing.assert_allclose(path.points[:, 0], [1, 0.6, 0, -0.54], atol=1e-12)
    damped = run(SGD(lr=0.1, momentum=0.9, dampening=0.9), line, [1.0], 2)
    np.testing.assert_allclose(damped.points[:, 0], [1, 0.6, 0.6 - 0.1 * (0.9 * 4 + 0.1 * 2.4)], atol=1e-12)


@quick
@given(coordinate, coordinate, st.floats(0.001, 2))
def test_first_steps_depend_on_the_sign_alone(x, y, lr):
    g = HOMEWORK.gradient([x, y])
    if np.abs(g).min() < 1e-3:
        return
    expected = np.array([x, y]) - lr * np.sign(g)
    for chosen in (Adam(lr=lr), Adagrad(lr=lr), AdamW(lr=lr, weight_decay=0), RMSprop(lr=lr, alpha=0)):
        np.testing.assert_allclose(run(chosen, start=[x, y], steps=1).points[1], expected, atol=1e-4)


@pytest.mark.parametrize("kind", [SGD, Adam, RMSprop, Adagrad])
def test_decay_in_the_gradient_is_a_ridge_on_the_function(kind):
    ridge = Quadratic(HOMEWORK.A + 0.3 * np.eye(2))
    decayed, expected = run(kind(lr=0.1, weight_decay=0.3)), run(kind(lr=0.1), ridge)
    np.testing.assert_allclose(decayed.points, expected.points, rtol=1e-12)


def test_decoupled_decay_shrinks_the_weights_by_itself():
    flat = Quadratic([[0.0, 0], [0, 0]])
    points = run(AdamW(lr=0.1, weight_decay=0.5), flat, steps=10).points
    np.testing.assert_allclose(points, np.outer(0.95 ** np.arange(11), [1, 1]))


@pytest.mark.parametrize("kind", list(OPTIMIZERS.values()))
def test_maximize_climbs_as_the_mirrored_function_falls(kind):
    mirrored = Quadratic(-HOMEWORK.A)
    np.testing.assert_allclose(run(kind(lr=0.02, maximize=True), mirrored).points, run(kind(lr=0.02)).points)


def test_adagrad_slows_down_by_its_settings():
    line = Quadratic([[0.0]], [2.0])
    plain = run(Adagrad(lr=1, lr_decay=1, initial_accumulator_value=12), line, [0.0], 2).points[:, 0]
    np.testing.assert_allclose(plain, [0, -2 / 4, -2 / 4 - 2 / math.sqrt(20) / 2], atol=1e-9)


def test_centered_rmsprop_survives_a_constant_gradient():
    """The variance goes to zero; rounding must not make its root undefined."""
    path = run(RMSprop(lr=1e-9, alpha=0.5, centered=True), Quadratic([[0.0]], [0.7]), [0.0], 200)
    assert path.diverged_at is None


def test_amsgrad_never_forgets_a_large_gradient():
    def once(v):
        return np.array([100.0 if v[0] == 0 else 1.0])

    steps = [
        -np.diff(
            descend(lambda v: float(v[0]), once, [0.0], 50, Adam(betas=(0, 0.5), amsgrad=kept)).points[:, 0]
        )
        for kept in (False, True)
    ]
    assert steps[1][-1] < steps[0][-1] / 20


def test_a_path_ends_where_the_numbers_do():
    path = run(SGD(lr=10), steps=400)
    assert path.diverged_at == len(path.points) == len(path.values) == len(path.grad_norms) == 91
    assert np.isfinite(path.points).all() and np.isfinite(path.values).all()
    assert run(SGD(lr=10), steps=90).diverged_at is None
    saturating = descend(np.tanh, lambda v: 1e308 * np.ones(1), [0.0], 5, SGD(lr=1))
    assert saturating.diverged_at == 2


def test_no_steps_is_just_the_start():
    path = run(SGD(), steps=0)
    assert path.points.tolist() == [[1, 1]] and path.diverged_at is None


def test_two_runs_of_one_optimizer_share_no_memory():
    chosen = Adam(lr=0.1)
    np.testing.assert_array_equal(run(chosen).points, run(chosen).points)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: run({"name": "Sgd", "lr": 1}), "optimizer must be one of SGD"),
        (lambda: run({"lr": 1}), "optimizer must have a name"),
        (lambda: optimizer("SGD", rho=1), "has no setting 'rho'"),
        (lambda: SGD(lr=-1), "lr must not be negative"),
        (lambda: SGD(nesterov=True), "nesterov needs a momentum"),
        (lambda: Adam(betas=(0.9, 1)), "beta2 must lie"),
        (lambda: Adam(betas=(0.9,)), "betas must have 2"),
        (lambda: RMSprop(lr=math.nan), "lr must be finite"),
        (lambda: run(SGD(), steps=-1), "steps must not be negative"),
        (lambda: run(SGD(), start=[math.nan, 0]), "start must be finite"),
        (lambda: descend(np.log, np.reciprocal, [0.0], 3, SGD()), "start must be a point where f is finite"),
        (lambda: descend(rosenbrock, lambda v: 1.0, [0, 0], 3, SGD()), "grad must return shape"),
        (lambda: line_search(Quadratic([[1, 0], [0, -1]]), [0, 1], 3), "no minimum along its gradient"),
        (lambda: backtracking(rosenbrock, rosenbrock_gradient, [0, 0], 3, shrink=1), "shrink must lie"),
        (lambda: backtracking(rosenbrock, rosenbrock_gradient, [0, 0], 3, first=0), "first must be above 0"),
        (lambda: backtracking(np.log, np.reciprocal, [0.0], 3), "start must be a point where f is finite"),
        (lambda: descend(lambda v: v, lambda v: v, [0, 0], 3, SGD()), "f must return one number"),
        (lambda: hessian(np.sqrt, [0.0]), "grad must be finite"),
    ],
)
def test_refuses_what_does_not_fit(call, named):
    with pytest.raises(ValueError, match=named):
        call()


@quick
@given(coordinate, coordinate)
def test_exact_line_search_zigzags_at_right_angles(x, y):
    q = Quadratic([[2, -2], [-2, 4]], [1, 3])
    if np.linalg.norm(np.array([x, y]) - q.minimum) < 0.1:
        return
    search = line_search(q, [x, y], 4)
    gradients = q.gradient(search.points)
    for before, after in pairwise(gradients):
        assert abs(before @ after) <= 1e-10 * max(1e-3, before @ before)
    gaps = search.values - q.stationary_value
    assert (gaps[1:] <= q.line_search_rate * gaps[:-1] + 1e-12).all()


def test_line_search_rests_at_the_minimum():
    search = line_search(HOMEWORK, [0, 0], 2)
    assert search.alphas.tolist() == [0, 0] and not search.points.any()


@quick
@given(coordinate, coordinate, st.sampled_from([1e-4, 0.3, 0.8]))
def test_backtracking_falls_as_far_as_it_promised(x, y, slope):
    search = backtracking(rosenbrock, rosenbrock_gradient, [x, y], 15, slope=slope)
    assert (np.diff(search.values) <= 0).all()
    moved = search.alphas > 0
    slopes = np.array([np.dot(g, g) for g in map(rosenbrock_gradient, search.points[:-1])])
    assert (
        np.diff(search.values)[moved]
        <= -slope * (search.alphas * slopes)[moved] + 1e-9 * search.values[:-1][moved]
    ).all()
    assert np.isin(search.alphas[moved], 0.5 ** np.arange(60)).all()


@quick
@given(coordinate, coordinate)
def test_hessian_of_a_known_function(x, y):
    exact = [[2 - 400 * (y - 3 * x * x), -400 * x], [-400 * x, 200]]
    found = hessian(rosenbrock_gradient, [x, y])
    np.testing.assert_allclose(found, exact, rtol=1e-7, atol=1e-6)


@quick
@given(coordinate, coordinate)
def test_rosenbrock_has_one_minimum_wherever_one_starts(x, y):
    found = minimize(rosenbrock, rosenbrock_gradient, [x, y])
    assert found is not None
    np.testing.assert_allclose(found.point, [1, 1], atol=1e-6)
    assert found.value <= 1e-12


def test_minimum_of_a_quadratic_is_its_own():
    q = Quadratic([[2, -2], [-2, 4]], [1, -3], 5)
    found = minimize(q.value, q.gradient, [40, -70], lambda v: q.A)
    np.testing.assert_allclose(found.point, q.minimum)
    assert found.model.stability_limit == pytest.approx(q.stability_limit)
    np.testing.assert_allclose(local_quadratic(q.value, q.gradient, [3, 4]).b, q.b, atol=1e-8)


def test_minimize_leaves_a_saddle_and_says_when_there_is_none():
    def valley(v):
        return (v[0] ** 2 - 1) ** 2 + v[1] ** 2

    def slope(v):
        return [4 * v[0] * (v[0] ** 2 - 1), 2 * v[1]]

    assert abs(minimize(valley, slope, [0, 0]).point[0]) == pytest.approx(1)
    saddle, slanted = Quadratic([[2, 0], [0, -2]]), Quadratic([[1, 0], [0, 0]], [0, 1])
    assert minimize(saddle.value, saddle.gradient, [1, 0], max_steps=30) is None
    assert minimize(slanted.value, slanted.gradient, [1, 0], max_steps=30) is None


def test_minimize_calls_no_trough_a_minimum():
    """Nor a curvature that the error of differences could have made."""
    trough = [lambda v: np.cosh(v[0] - 3 * v[1]), lambda v: np.sinh(v[0] - 3 * v[1]) * np.array([1, -3])]
    assert minimize(*trough, [0.3, 0.7]) is None
    nearly_flat, steep = (Quadratic([[2, 0], [0, low]]) for low in (1e-11, 1e-6))
    assert minimize(nearly_flat.value, nearly_flat.gradient, [0.3, 0.7]) is None
    assert minimize(steep.value, steep.gradient, [0.3, 0.7]) is not None
