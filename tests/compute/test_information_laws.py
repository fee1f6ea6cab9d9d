"""Identities, edges and limits of entropy, cross-entropy and divergence."""

import math
import warnings

import mpmath
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tutor.compute import information as it

modest = settings(max_examples=100, deadline=None)
unit_interval = st.floats(0, 1)
inner = st.floats(1e-300, 1 - 1e-16)
label = st.sampled_from([0.0, 1.0]) | st.floats(1e-6, 1 - 1e-6)  # nearer to 1 the mean would round to it
near = {"rel": 1e-12, "abs": 1e-15}


@st.composite
def distribution(draw, k):
    weights = np.array(draw(st.lists(st.floats(0, 1), min_size=k, max_size=k)))
    weights[draw(st.integers(0, k - 1))] += 0.1
    return weights / weights.sum()


@modest
@given(unit_interval, inner)
def test_cross_entropy_is_entropy_plus_divergence(x, p):
    assert it.cross_entropy(x, p) == pytest.approx(it.entropy(x) + it.kl(x, p), **near)


@modest
@given(unit_interval, unit_interval)
@example(x=1.0, p=1 - 2**-53)
def test_divergence_is_never_negative_and_vanishes_only_at_equality(x, p):
    assert it.kl(x, p) >= 0
    assert it.kl(x, x) == 0
    assert it.jensen_shannon(x, p) == it.jensen_shannon(p, x) <= math.log(2) + 1e-15


@modest
@given(unit_interval)
def test_entropy_is_symmetric_and_at_most_one_bit(x):
    assert it.entropy(x) == pytest.approx(it.entropy(1 - x), rel=1e-9, abs=1e-14)
    assert 0 <= it.entropy(x) <= math.log(2)
    assert it.entropy(x, unit="bits") == pytest.approx(it.entropy(x) / math.log(2))
    assert it.entropy(x) == it.cross_entropy(x, x)


@modest
@given(st.floats(1e-6, 1 - 1e-6), st.floats(-18, -0.5), st.sampled_from([-1, 1]))
def test_divergence_keeps_its_digits_when_prediction_and_target_nearly_agree(x, exponent, sign):
    p = x + sign * x * (1 - x) * 10**exponent
    with mpmath.workdps(80):
        exact_x, exact_p = mpmath.mpf(x), mpmath.mpf(p)
        exact = exact_x * mpmath.log(exact_x / exact_p)
        exact += (1 - exact_x) * mpmath.log((1 - exact_x) / (1 - exact_p))
        exact = float(exact)
    assert it.kl(x, p) == pytest.approx(exact, rel=1e-13, abs=0)
    # The same as two classes; there the entries 1 − p are rounded before they arrive.
    assert it.categorical_kl([x, 1 - x], [p, 1 - p]) == pytest.approx(exact, rel=1e-9, abs=1e-16)


@modest
@given(st.floats(0, 1), st.floats(-1e4, 1e4))
def test_logits_agree_with_probabilities_where_these_can_be_told_from_0_and_1(x, t):
    loss = it.cross_entropy_with_logits(x, t)
    assert math.isfinite(loss)
    assert loss >= 0
    if abs(t) < 15:
        assert loss == pytest.approx(it.cross_entropy(x, 1 / (1 + math.exp(-t))), rel=1e-9, abs=1e-12)
    assert loss == pytest.approx(max(t, 0) - t * x + math.log1p(math.exp(-abs(t))), rel=1e-12, abs=1e-11)


def test_edges_are_exact_and_silent():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert it.cross_entropy(0, 0) == it.cross_entropy(1, 1) == 0
        assert math.copysign(1, it.cross_entropy(0, 0)) == 1
        assert it.cross_entropy(0.5, 0) == it.cross_entropy(1, 0) == it.cross_entropy(0, 1) == math.inf
        assert it.kl(0.5, 1) == it.kl(1, 0) == math.inf
        assert it.cross_entropy(0, 1e-20) == it.kl(0, 1e-20) == 1e-20
        assert it.cross_entropy(1, 5e-324) == pytest.approx(744.4400719213812)
        assert it.kl(1, 5e-324) == pytest.approx(744.4400719213812)
        assert it.kl(5e-324, 1 - 1e-16) == pytest.approx(-math.log(1.1102230246251565e-16))
        assert it.cross_entropy_with_logits([0, 0.3, 1], [1e4, -1e4, 1e4]).tolist() == [1e4, 3e3, 0]
        assert it.cross_entropy_with_logits(0, -50) == pytest.approx(math.exp(-50), rel=1e-12, abs=0)
        assert math.copysign(1, it.categorical_entropy([1])) == 1
        assert it.logit_gradient([0, 1, 1], [1e4, 1e4, -1e4]).tolist() == [1, 0, -1]
        assert it.cross_entropy_gradient([0, 1, 0.5, 0.5], [0, 1, 0, 1]).tolist() == [
            1,
            -1,
            -math.inf,
            math.inf,
        ]
        assert it.cross_entropy_curvature([0, 1, 0.5], [0, 1, 0]).tolist() == [1, 1, math.inf]
        assert it.categorical_cross_entropy([1, 0], [0, 1]) == math.inf
        assert it.perplexity([1, 0], [0, 1]) == math.inf
        assert it.perplexity([1, 0], [5e-324, 1]) == math.inf  # beyond the largest float
        assert it.categorical_kl([1, 0, 0], [0.5, 0.5, 0]) == math.log(2)


def test_the_homework_example():
    assert it.entropy(0.3) == pytest.approx(0.6109, abs=5e-5)
    assert it.kl(0.3, 0.6) == pytest.approx(0.1838, abs=5e-5)
    assert it.cross_entropy(0.3, 0.6) == pytest.approx(0.7947, abs=5e-5)
    assert it.cross_entropy(0.3, 0.6, unit="bits") == pytest.approx(1.1464, abs=5e-5)
    p, q = (0.7, 0.2, 0.1), (0.5, 0.3, 0.2)
    assert it.categorical_entropy(p) == pytest.approx(0.801819, abs=5e-7)
    assert it.categorical_cross_entropy(p, q) == pytest.approx(0.886941, abs=5e-7)
    assert it.categorical_kl(p, q) == pytest.approx(0.085123, abs=5e-7)
    assert it.categorical_kl(q, p) == pytest.approx(0.092033, abs=5e-7)


@modest
@given(st.integers(1, 6).flatmap(lambda k: st.tuples(distribution(k), distribution(k))))
def test_the_same_identities_over_classes(pair):
    p, q = pair
    q = (q + 1e-9) / (q + 1e-9).sum()
    assert it.categorical_kl(p, q) >= 0
    assert it.categorical_kl(p, p) == 0
    total = it.categorical_entropy(p) + it.categorical_kl(p, q)
    assert it.categorical_cross_entropy(p, q) == pytest.approx(total, rel=1e-12, abs=1e-14)
    assert 0 <= it.categorical_entropy(p) <= math.log(p.size) + 1e-15
    assert it.perplexity(p, np.full(p.size, 1 / p.size)) == pytest.approx(p.size)


@modest
@given(unit_interval, unit_interval)
def test_two_classes_are_the_binary_case(x, p):
    pairs = [x, 1 - x], [p, 1 - p]
    if p in (0, 1) or 1e-9 < p < 1 - 1e-9:
        assert it.categorical_cross_entropy(*pairs) == pytest.approx(it.cross_entropy(x, p), rel=1e-6)


@settings(max_examples=50, deadline=None)
@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(-8, 8))
def test_gradients_are_those_of_the_loss(x, p, t):
    h = 1e-5
    slope = (it.cross_entropy(x, p + h / 10) - it.cross_entropy(x, p - h / 10)) / (h / 5)
    assert it.cross_entropy_gradient(x, p) == pytest.approx(slope, rel=1e-5, abs=1e-5)
    bend = (it.cross_entropy_gradient(x, p + h / 10) - it.cross_entropy_gradient(x, p - h / 10)) / (h / 5)
    assert it.cross_entropy_curvature(x, p) == pytest.approx(bend, rel=1e-5)
    slope = (it.cross_entropy_with_logits(x, t + h) - it.cross_entropy_with_logits(x, t - h)) / (2 * h)
    assert it.logit_gradient(x, t) == pytest.approx(slope, rel=1e-5, abs=1e-8)


@settings(max_examples=50, deadline=None)
@given(st.lists(label, min_size=1, max_size=20), st.floats(0.001, 0.999))
def test_the_fit_has_the_smallest_loss_of_all(xs, p):
    fit = it.bernoulli_mle(xs)
    losses = it.cross_entropy(xs, p)
    assert fit.nll <= losses.sum() + 1e-12
    assert fit.nll == pytest.approx(it.cross_entropy(xs, fit.p_hat).sum(), rel=1e-9, abs=1e-12)
    assert losses.mean() == pytest.approx(it.cross_entropy(fit.p_hat, p))  # the data are one soft label
    assert (fit.likelihood is None) == any(0 < x < 1 for x in xs)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 5).flatmap(lambda k: st.tuples(st.just(k), distribution(k), st.randoms())))
def test_the_fitted_die_has_the_smallest_loss_of_all(drawn):
    k, q, random = drawn
    counts = np.array([random.randint(0, 9) for _ in range(k)])
    counts[0] += 1
    fit = it.categorical_mle(counts)
    assert fit.p_hat.sum() == pytest.approx(1)
    assert fit.nll <= counts.sum() * it.categorical_cross_entropy(fit.p_hat, q) + 1e-9
    assert it.categorical_mle(counts, unit="bits").nll == pytest.approx(fit.nll / math.log(2))


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 6), st.floats(0, 1), st.lists(st.floats(-20, 20), min_size=6, max_size=6))
def test_label_smoothing_falls_to_its_floor_at_the_optimal_gap(k, eps, draws):
    logits, label = np.array(draws[:k]), k // 2
    smoothed = it.label_smoothing(logits, label, eps)
    assert smoothed.loss >= smoothed.target_entropy - 1e-12
    assert smoothed.loss == pytest.approx(smoothed.target_entropy + smoothed.kl, abs=1e-12)
    assert smoothed.grad.sum() == pytest.approx(0, abs=1e-12)
    if math.isfinite(smoothed.optimal_logit_gap):
        best = np.zeros(k)
        best[label] = smoothed.optimal_logit_gap
        at_best = it.label_smoothing(best, label, eps)
        assert at_best.kl == pytest.approx(0, abs=1e-12)
        assert np.abs(at_best.grad).max() < 1e-12
    step = np.eye(k)[0] * 1e-6
    higher, lower = (it.label_smoothing(logits + move, label, eps).loss for move in (step, -step))
    assert smoothed.grad[0] == pytest.approx((higher - lower) / 2e-6, abs=1e-7)


def test_smoothing_in_bits():
    nats, bits = (it.label_smoothing([1.0, 2.0, -1.0], 0, 0.1, unit=unit) for unit in ("nats", "bits"))
    for name in ("loss", "hard_loss", "target_entropy", "kl"):
        assert getattr(bits, name) * math.log(2) == pytest.approx(getattr(nats, name))
    assert bits.grad * math.log(2) == pytest.approx(nats.grad)
    assert it.bernoulli_mle([0, 1], unit="bits").nll == 2
    assert it.bernoulli_mle([0, 1], unit="bits").likelihood == 0.25


def test_shapes():
    assert type(it.cross_entropy(0.3, 0.6)) is float
    assert it.cross_entropy([0.0, 1.0], 0.5).shape == (2,)
    assert it.kl([[0.1], [0.2]], [0.1, 0.2, 0.3]).shape == (2, 3)
    assert type(it.categorical_kl([0.5, 0.5], [1.0, 0.0])) is float
    assert it.categorical_cross_entropy([0.5, 0.5], np.full((4, 3, 2), 0.5)).shape == (4, 3)


def test_rows_that_do_not_quite_sum_to_one_are_put_right():
    p, q = [0.2, 0.3, 0.5], np.array([0.5, 0.3, 0.2])
    sloppy = q * (1 + 5e-7)
    assert it.categorical_cross_entropy(p, sloppy) == pytest.approx(
        it.categorical_cross_entropy(p, q), rel=1e-12
    )
    assert it.categorical_kl(sloppy, p) == pytest.approx(it.categorical_kl(q, p), rel=1e-12)
    assert it.categorical_kl(q, q.astype(np.float32)) < 1e-12


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: it.cross_entropy(1.2, 0.5), "target"),
        (lambda: it.cross_entropy(0.5, -0.1), "prediction"),
        (lambda: it.cross_entropy(0.5, [0.1, math.nan]), "prediction"),
        (lambda: it.entropy("half"), "target"),
        (lambda: it.kl([0.1, 0.2], [0.1, 0.2, 0.3]), "prediction"),
        (lambda: it.kl(0.5, 0.5, unit="nibbles"), "unit"),
        (lambda: it.cross_entropy_with_logits(2, 0), "target"),
        (lambda: it.cross_entropy_with_logits(1, math.inf), "logit"),
        (lambda: it.cross_entropy_with_logits([0, 1], [1, 2, 3]), "logit"),
        (lambda: it.categorical_entropy([0.5, 0.6]), "target"),
        (lambda: it.categorical_entropy(0.5), "target"),
        (lambda: it.categorical_entropy([]), "target"),
        (lambda: it.categorical_kl([0.5, 0.5], [1.5, -0.5]), "prediction"),
        (lambda: it.categorical_kl([0.5, 0.5], [1.0]), "prediction"),
        (lambda: it.categorical_kl([0.5, 0.5], [0.2, 0.3, 0.5]), "prediction"),
        (lambda: it.bernoulli_mle([]), "xs"),
        (lambda: it.bernoulli_mle([0, 2]), "xs"),
        (lambda: it.categorical_mle([0, 0]), "counts"),
        (lambda: it.categorical_mle([3, -1]), "counts"),
        (lambda: it.categorical_mle([[1, 2]]), "counts"),
        (lambda: it.label_smoothing([1.0, 2.0], 2, 0.1), "label"),
        (lambda: it.label_smoothing([1.0, 2.0], 0, 1.1), "eps"),
        (lambda: it.label_smoothing([1.0, 2.0], 0, [0.1]), "eps"),
        (lambda: it.label_smoothing([], 0, 0.1), "logits"),
        (lambda: it.label_smoothing([1.0, math.inf], 0, 0.1), "logits"),
        (lambda: it.label_smoothing([1.0, 2.0], 0, 0.1, unit="dB"), "unit"),
    ],
)
def test_bad_arguments_are_named(call, named):
    with pytest.raises(ValueError, match=rf"^{named}: "):
        call()
