"""The mixture of logistic regressions: its laws, its landmarks, its extremes and what it refuses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from tutor.compute.mixture import MixtureOfLogistics
from tutor.compute.mixture.logistic import sigmoid, weighted_logistic

quick = settings(max_examples=60, deadline=None)


@st.composite
def problems(draw, scale=3.0):
    """A mixture with data: up to 4 experts, 3 inputs and 12 rows."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    K, d, N = draw(st.integers(1, 4)), draw(st.integers(1, 3)), draw(st.integers(1, 12))
    pi = random.dirichlet(np.ones(K))
    mixture = MixtureOfLogistics(pi, scale * random.normal(size=(K, d)))
    return mixture, random.normal(size=(N, d)), random.integers(0, 2, N)


@quick
@given(problems())
def test_probability_lies_between_its_experts(problem):
    mixture, X, _ = problem
    p, hidden = mixture.probability(X), mixture.hidden(X)
    assert (p >= hidden.min(axis=1) - 1e-15).all() and (p <= hidden.max(axis=1) + 1e-15).all()
    np.testing.assert_allclose(p, np.exp(mixture.log_likelihood(X, 1)), rtol=1e-12)
    np.testing.assert_allclose(p + mixture.probability(-X), 1, rtol=1e-12)  # no biases
    np.testing.assert_allclose(mixture.as_network()(X)[:, 0], p, rtol=1e-14)


@quick
@given(problems())
def test_responsibilities_are_bayes_rule(problem):
    mixture, X, y = problem
    r = mixture.responsibilities(X, y)
    np.testing.assert_allclose(r.sum(axis=1), 1, rtol=1e-12)
    likelihood = np.where(y[:, np.newaxis] == 1, mixture.hidden(X), 1 - mixture.hidden(X))
    evidence = np.exp(mixture.log_likelihood(X, y))[:, np.newaxis]
    np.testing.assert_allclose(r * evidence, mixture.pi * likelihood, rtol=1e-9, atol=1e-15)
    prior = r * evidence + mixture.responsibilities(X, 1 - y) * (1 - evidence)
    np.testing.assert_allclose(prior, np.broadcast_to(mixture.pi, prior.shape), rtol=1e-9, atol=1e-15)


@quick
@given(problems())
def test_gradients_are_finite_differences(problem):
    mixture, X, y = problem
    gradient, h = mixture.gradient(X, y), 1e-6
    logits = np.log(mixture.pi)

    def softmax(a):
        return np.exp(a) / np.exp(a).sum()

    def slope(vary, shape):
        found = np.zeros(shape)
        for index in np.ndindex(shape):
            bump = np.zeros(shape)
            bump[index] = h
            found[index] = (vary(bump) - vary(-bump)) / (2 * h)
        return found

    by_W = slope(lambda bump: MixtureOfLogistics(mixture.pi, mixture.W + bump).nll(X, y), mixture.W.shape)
    by_logits = slope(
        lambda bump: MixtureOfLogistics(softmax(logits + bump), mixture.W).nll(X, y), logits.shape
    )
    by_x = slope(lambda bump: float(mixture.probability(X[0] + bump)), X[0].shape)
    np.testing.assert_allclose(gradient.W, by_W, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(gradient.logits, by_logits, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(mixture.input_gradient(X[0]), by_x, rtol=1e-5, atol=1e-6)


@quick
@given(problems(), st.sampled_from([1e-6, 1e-3, 1, 1e3]))
def test_em_never_raises_its_objective_and_its_m_step_is_optimal(problem, ridge):
    mixture, X, y = problem
    for _ in range(4):
        r = mixture.responsibilities(X, y)
        after = mixture.em_step(X, y, ridge)
        before_value = mixture.objective(X, y, ridge)
        assert after.objective(X, y, ridge) <= before_value + 1e-10 * max(1, abs(before_value))
        np.testing.assert_allclose(after.pi, r.mean(axis=0), atol=1e-12)
        slope = ridge * after.W - (r * (y[:, np.newaxis] - after.hidden(X))).T @ X
        np.testing.assert_allclose(slope, 0, atol=1e-9 * max(1, ridge))
        mixture = after


@quick
@given(problems())
def test_the_order_of_the_experts_does_not_matter(problem):
    mixture, X, y = problem
    turned = MixtureOfLogistics(mixture.pi[::-1], mixture.W[::-1])
    np.testing.assert_allclose(turned.log_likelihood(X, y), mixture.log_likelihood(X, y), rtol=1e-12)
    np.testing.assert_allclose(turned.em_step(X, y, 0.1).W[::-1], mixture.em_step(X, y, 0.1).W, atol=1e-9)


@quick
@given(problems(scale=400.0))
def test_log_likelihood_agrees_with_many_digits(problem):
    """Where |w·x| goes to hundreds, p or 1 − p underflows and the log of it must not."""
    mixture, X, y = problem
    mp.dps = 50
    for row, label, found in zip(X, y, mixture.log_likelihood(X, y), strict=True):
        total = mp.mpf(0)
        for pi, w in zip(mixture.pi, mixture.W, strict=True):
            z = mp.fsum(mp.mpf(a) * mp.mpf(b) for a, b in zip(w, row, strict=True))
            total += mp.mpf(pi) / (1 + mp.exp(-z if label else z))
        assert found == pytest.approx(float(mp.log(total)), rel=1e-11, abs=1e-14)


def test_saturated_experts_keep_their_logs():
    mixture = MixtureOfLogistics([0.5, 0.5], [[800.0], [900.0]])
    assert mixture.log_likelihood([-1.0], 1) == pytest.approx(-800 - math.log(2))
    assert mixture.log_likelihood([1.0], 0) == pytest.approx(-800 - math.log(2))
    np.testing.assert_allclose(mixture.responsibilities([1.0], 0), [1, math.exp(-100)], rtol=1e-9)
    gradient = mixture.gradient([1.0], 0)
    np.testing.assert_allclose(gradient.W, [[1], [math.exp(-100)]], rtol=1e-9)
    assert MixtureOfLogistics([1.0], [[1.0]]).nll([1e5], 0) == 1e5


def test_landmark():
    """π = (.5, .3, .2), z = (2, −1, .5)."""
    mixture = MixtureOfLogistics([0.5, 0.3, 0.2], [[2.0], [-1.0], [0.5]])
    assert mixture.probability([1.0]) == pytest.approx(0.645573, abs=5e-7)
    assert -mixture.log_likelihood([1.0], 1) == pytest.approx(0.437617, abs=5e-7)
    assert -mixture.log_likelihood([1.0], 0) == pytest.approx(1.037252, abs=5e-7)
    np.testing.assert_allclose(mixture.responsibilities([1.0], 1), [0.6822, 0.1250, 0.1928], atol=5e-5)


def test_one_row_and_rows_of_rows():
    mixture = MixtureOfLogistics([0.25, 0.75], [[1.0, 2], [0, -1]])
    row, grid = np.array([0.5, -1]), np.linspace(-1, 1, 24).reshape(3, 4, 2)
    assert [np.shape(mixture.probability(x)) for x in (row, [row], grid)] == [(), (1,), (3, 4)]
    assert [np.shape(mixture.hidden(x)) for x in (row, [row], grid)] == [(2,), (1, 2), (3, 4, 2)]
    assert np.shape(mixture.log_likelihood(row, 1)) == ()
    assert mixture.responsibilities(row, 1).shape == (2,)
    assert mixture.input_gradient(grid).shape == grid.shape
    one, many = mixture.gradient(row, 1), mixture.gradient([row, row], [1, 1])
    np.testing.assert_allclose(2 * one.W, many.W)
    np.testing.assert_allclose(2 * one.logits, many.logits)
    flat = mixture.gradient(grid.reshape(-1, 2), np.ones(12))
    np.testing.assert_allclose(mixture.gradient(grid, 1).W, flat.W)


def test_the_network_has_the_shapes_of_the_paper():
    mixture = MixtureOfLogistics([0.2, 0.3, 0.5], np.arange(12.0).reshape(3, 4))
    network = mixture.as_network()
    assert [(layer.name, layer.inputs, layer.outputs) for layer in network.layers] == [
        ("Linear", 4, 3),
        ("Sigmoid", 3, 3),
        ("Linear", 3, 1),
        ("Identity", 1, 1),
    ]
    assert network.layers[0].weight.shape == (3, 4)
    assert network.layers[2].weight.tolist() == [[0.2, 0.3, 0.5]]
    assert network.n_weights == 15


def test_an_expert_without_weight_takes_no_part():
    X, y = np.array([[1.0], [-2], [0.5], [1]]), np.array([1, 1, 0, 0])
    both, alone = MixtureOfLogistics([1, 0], [[0.3], [9]]), MixtureOfLogistics([1], [[0.3]])
    np.testing.assert_allclose(both.log_likelihood(X, y), alone.log_likelihood(X, y))
    assert both.responsibilities(X, y)[:, 1].tolist() == [0] * 4
    assert both.gradient(X, y).logits.tolist() == [0, 0]
    assert not both.gradient(X, y).W[1].any()
    for ridge in (0, 0.1):
        after = both.em_step(X, y, ridge)
        assert after.pi.tolist() == [1, 0] and after.W[1].tolist() == [0]
        np.testing.assert_allclose(after.W[0], alone.em_step(X, y, ridge).W[0])


def test_identical_experts_stay_identical():
    mixture = MixtureOfLogistics([0.5, 0.5], [[1.0], [1.0]])
    after = mixture.em_step([[1.0], [-1], [2], [0.5]], [1, 0, 0, 1], 0.1)
    assert after.W[0] == pytest.approx(after.W[1])


OVERLAPPING = ([[1.0, 0.2], [-1, 1], [2, -1], [0.5, 0.5], [-1, -1], [1, 1]], [1, 1, 0, 0, 1, 0])


def test_em_without_a_ridge_finds_the_finite_optimum():
    X, y = OVERLAPPING
    after = MixtureOfLogistics([1.0], [[50.0, -50.0]]).em_step(X, y)
    np.testing.assert_allclose(after.gradient(X, y).W, 0, atol=1e-12)


def test_em_does_not_mind_the_size_of_a_column():
    X, y = np.array(OVERLAPPING[0]), OVERLAPPING[1]
    plain = MixtureOfLogistics([1.0], [[0.0, 0]]).em_step(X, y)
    scaled = MixtureOfLogistics([1.0], [[0.0, 0]]).em_step(X * [1, 1e8], y)
    np.testing.assert_allclose(scaled.W * [1, 1e8], plain.W, rtol=1e-9)


def test_em_without_a_ridge_takes_the_shortest_of_several_optima():
    X, y = np.array([[1.0], [-2], [0.5], [1]]), [1, 1, 0, 0]
    single = MixtureOfLogistics([1.0], [[0.0]]).em_step(X, y).W[0, 0]
    double = MixtureOfLogistics([1.0], [[3.0, -8]]).em_step(np.hstack([X, X]), y).W
    np.testing.assert_allclose(double, [[single / 2, single / 2]])


@pytest.mark.parametrize(
    ("X", "y"),
    [
        ([[1.0], [2], [-1]], [1, 1, 0]),
        ([[1.0, 1], [1, 2], [1, -1], [1, -3]], [1, 1, 0, 0]),
        ([[1.0, 0], [1, 0], [1, 1]], [1, 0, 1]),  # parted but for rows on the plane itself
    ],
)
def test_em_on_parted_labels_needs_a_ridge(X, y):
    d = len(X[0])
    mixture = MixtureOfLogistics([0.6, 0.4], [[0.5] * d, [-0.5] * d])
    with pytest.raises(ValueError, match="ridge must be above 0"):
        mixture.em_step(X, y)
    assert np.isfinite(mixture.em_step(X, y, 1e-12).W).all()


@quick
@given(st.integers(0, 2**32))
def test_the_m_step_is_exact_on_rows_of_very_different_size_and_weight(seed):
    """Newton's bare steps run away on most of these."""
    random = np.random.default_rng(seed)
    sided = np.exp(2 * random.normal(size=(9, 3))) * random.choice([-1, 1], size=(9, 3))
    weight, ridge = np.exp(4 * random.normal(size=9)), 10.0 ** random.integers(-6, 1)
    w = weighted_logistic(sided, weight, ridge)
    pulls = weight * sigmoid(-sided @ w)
    slope = ridge * w - pulls @ sided
    np.testing.assert_allclose(slope, 0, atol=1e-9 * max(1.0, float(np.abs(sided).T.dot(weight).max())))


def test_em_learns_two_experts_apart():
    """Two noiseless opposite experts: EM from a crude start finds both directions."""
    random = np.random.default_rng(0)
    X = random.normal(size=(400, 2))
    which = random.random(400) < 0.7
    truth = np.array([[4.0, 0], [0, 4.0]])
    p = 1 / (1 + np.exp(-np.where(which, X @ truth[0], X @ truth[1])))
    y = (random.random(400) < p).astype(float)
    mixture = MixtureOfLogistics([0.5, 0.5], [[1.0, 0], [0, 1.0]])
    for _ in range(60):
        mixture = mixture.em_step(X, y, 0.01)
    assert mixture.pi[0] == pytest.approx(0.7, abs=0.12)
    assert mixture.W[0, 0] > 2 * abs(mixture.W[0, 1]) and mixture.W[1, 1] > 2 * abs(mixture.W[1, 0])


def test_rounded_probabilities_are_rescaled():
    assert MixtureOfLogistics([0.333333] * 3, np.eye(3)).pi.sum() == pytest.approx(1, abs=1e-15)
    assert MixtureOfLogistics([1], [[800.0]]).probability([1.0]) == 1


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: MixtureOfLogistics([0.5, 0.4], [[1], [2]]), "pi must be at least 0 and sum to 1"),
        (lambda: MixtureOfLogistics([1.5, -0.5], [[1], [2]]), "pi must be at least 0 and sum to 1"),
        (lambda: MixtureOfLogistics([[1]], [[1]]), "pi must be a vector"),
        (lambda: MixtureOfLogistics([], []), "pi must be a vector"),
        (lambda: MixtureOfLogistics([1], [[1], [2]]), "W must have shape"),
        (lambda: MixtureOfLogistics([1], [1, 2]), "W must have shape"),
        (lambda: MixtureOfLogistics([1], [[math.nan]]), "W must be finite"),
        (lambda: MixtureOfLogistics([1], [[1, 2]]).hidden([1]), "X must have 2 columns"),
        (lambda: MixtureOfLogistics([1], [[1]]).hidden([math.inf]), "X must be finite"),
        (lambda: MixtureOfLogistics([1], [[1e300]]).hidden([1e300]), "X must keep every product"),
        (lambda: MixtureOfLogistics([1], [[1]]).log_likelihood([1], 0.5), "y must hold labels 0 and 1"),
        (lambda: MixtureOfLogistics([1], [[1]]).log_likelihood([[1], [2]], [1]), "y must hold one label"),
        (lambda: MixtureOfLogistics([1], [[1]]).em_step([[1]], [1], -1), "ridge must not be negative"),
        (
            lambda: MixtureOfLogistics([1], [[1]]).em_step(np.zeros((0, 1)), []),
            "X must have at least one row",
        ),
    ],
)
def test_refuses_what_does_not_fit(call, named):
    with pytest.raises(ValueError, match=named):
        call()
