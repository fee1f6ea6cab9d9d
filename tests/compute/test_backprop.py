"""What a user relies on beyond the cases of truth: finite differences, laws, errors that help."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.compute.activations import ACTIVATIONS, activation
from tutor.compute.backprop import (
    LOSSES,
    REDUCTIONS,
    ThreeLayerNet,
    gradient_check,
    gradient_check_curve,
)

modest = settings(max_examples=25, deadline=None)
size = st.integers(1, 5)


def network(n: int, m: int, r: int, s: int, function: Any = "sigmoid", seed: int = 0) -> ThreeLayerNet:
    draw = np.random.default_rng(seed).normal
    shapes = ((m, n), m, (r, m), r, (s, r), s)
    return ThreeLayerNet(*(draw(size=shape) for shape in shapes), activation=function)


def sample(net: ThreeLayerNet, loss: str, batch: int | None, seed: int = 0) -> tuple[Any, Any]:
    """An input and a target that the loss accepts."""
    rng = np.random.default_rng(seed + 1)
    rows = () if batch is None else (batch,)
    n, _, _, s = net.sizes
    target: dict[str, Callable[[], Any]] = {
        "ce": lambda: rng.integers(s, size=rows),
        "ce_soft": lambda: rng.dirichlet(np.ones(s), size=rows or None),
        "bce_logits": lambda: rng.random((*rows, s)),
    }
    return rng.normal(size=(*rows, n)), target.get(loss, lambda: rng.normal(size=(*rows, s)))()


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("function", [*ACTIVATIONS, "silu"])
def test_gradients_are_finite_differences(function: str, loss: str) -> None:
    net = network(3, 4, 5, 2, function)
    for batch in (None, 3):
        x, y = sample(net, loss, batch)
        for reduction in REDUCTIONS:
            assert gradient_check(net, x, y, loss, reduction).worst < 1e-7


@modest
@given(
    n=size, m=size, r=size, s=size, batch=size, loss=st.sampled_from(list(LOSSES)), seed=st.integers(0, 999)
)
def test_the_gradient_for_x_is_a_finite_difference(
    n: int, m: int, r: int, s: int, batch: int, loss: str, seed: int
) -> None:
    net = network(n, m, r, s, "tanh", seed)
    x, y = sample(net, loss, batch, seed)
    found = net.gradients(x, y, loss).dL_dx
    step = 1e-5
    for place in np.ndindex(batch, n):
        nudge = np.zeros_like(x)
        nudge[place] = step
        slope = (net.gradients(x + nudge, y, loss).loss - net.gradients(x - nudge, y, loss).loss) / (2 * step)
        assert found[place] == pytest.approx(slope, abs=1e-6, rel=1e-5)


@modest
@given(n=size, m=size, r=size, s=size, loss=st.sampled_from(list(LOSSES)), seed=st.integers(0, 999))
def test_a_batch_is_its_samples_put_together(n: int, m: int, r: int, s: int, loss: str, seed: int) -> None:
    net = network(n, m, r, s, "swish", seed)
    x, y = sample(net, loss, 4, seed)
    whole = net.gradients(x, y, loss, "sum")
    single = [net.gradients(x[i], y[i], loss, "sum") for i in range(4)]
    assert whole.loss == pytest.approx(sum(one.loss for one in single))
    for name in ("dL_dW1", "dL_db1", "dL_dW2", "dL_db2", "dL_dW3", "dL_db3"):
        assert getattr(whole, name) == pytest.approx(sum(getattr(one, name) for one in single))
    for name in ("dL_do", "dL_da", "dL_dz", "dL_dh", "dL_dx"):
        assert getattr(whole, name) == pytest.approx(np.array([getattr(one, name) for one in single]))
    mean = net.gradients(x, y, loss, "mean")
    divisor = 4 * s if loss in ("mse", "bce_logits") else 4
    assert mean.loss * divisor == pytest.approx(whole.loss)
    assert mean.dL_dW2 * divisor == pytest.approx(whole.dL_dW2)


def test_the_rules_on_paper() -> None:
    net = network(3, 4, 5, 2)
    x, y = sample(net, "half_sq", None)
    run, back = net.forward(x), net.gradients(x, y, "half_sq")
    theta = net.parameters
    assert back.dL_do == pytest.approx(run.o - y)
    assert back.dL_dW3 == pytest.approx(np.outer(back.dL_do, run.a))
    assert back.dL_da == pytest.approx(theta.W3.T @ back.dL_do)
    assert back.dL_dz == pytest.approx(back.dL_da * run.a * (1 - run.a))
    assert back.dL_dW2 == pytest.approx(np.outer(back.dL_dz, run.h))
    assert back.dL_dh == pytest.approx(theta.W2.T @ back.dL_dz)
    assert back.dL_dW1 == pytest.approx(np.outer(back.dL_dh, x))
    assert back.dL_dx == pytest.approx(theta.W1.T @ back.dL_dh)
    assert back.dL_db1 is not back.dL_dh and back.dL_db1 == pytest.approx(back.dL_dh)


def test_class_numbers_are_certain_distributions() -> None:
    net = network(3, 4, 5, 4)
    x, _ = sample(net, "mse", 3)
    hard, soft = net.gradients(x, [2, 0, 3], "ce"), net.gradients(x, np.eye(4)[[2, 0, 3]], "ce_soft")
    assert hard.loss == soft.loss
    assert np.array_equal(hard.dL_dW1, soft.dL_dW1)


def test_saturated_outputs_stay_finite() -> None:
    net = ThreeLayerNet([[1.0]], [0.0], [[1.0]], [0.0], [[1.0], [0.0]], [0.0, 0.0], activation="identity")
    right = net.gradients([50.0], [1.0, 0.5], "bce_logits", "sum")
    assert right.dL_do[0] == pytest.approx(-np.exp(-50), rel=1e-12, abs=0)
    assert net.gradients([-1e4], 0, "ce").loss == pytest.approx(1e4)
    assert net.gradients([1e4], 1, "ce").dL_do == pytest.approx([1.0, -1.0])


def test_an_overflow_gives_inf_without_a_warning() -> None:
    net = ThreeLayerNet([[1e200]], [0.0], [[1e200]], [0.0], [[1.0]], [0.0], activation="identity")
    assert net.forward([1.0]).z.tolist() == [np.inf]
    assert net.gradients([1.0], [0.0]).loss == np.inf


def test_the_network_keeps_its_own_copy() -> None:
    weights = np.eye(2)
    net = ThreeLayerNet(
        weights, [0, 0], weights, [0, 0], weights, [0, 0], activation=activation("swish", beta=2.0)
    )
    weights[0, 0] = 9.0
    assert net.parameters.W1[0, 0] == 1.0
    assert net.activation.params["beta"] == 2.0


# --- the gradient check


def test_the_check_curve_is_a_v() -> None:
    """Slope 2 where the difference is too coarse, −1 where rounding rules, best near the cube root of epsilon."""
    net = network(3, 4, 5, 2)
    curve = gradient_check_curve(net, *sample(net, "mse", None))
    right = (curve.epsilons > 1e-3) & (curve.epsilons < 1e-1)
    left = (curve.epsilons > 1e-11) & (curve.epsilons < 1e-7)
    slope = [
        np.polyfit(np.log(curve.epsilons[part]), np.log(curve.worst[part]), 1)[0] for part in (right, left)
    ]
    assert slope[0] == pytest.approx(2, abs=0.1)
    assert slope[1] == pytest.approx(-1, abs=0.3)
    assert 1e-7 < curve.best_epsilon < 1e-3
    assert curve.errors.keys() == {"W1", "b1", "W2", "b2", "W3", "b3"}
    assert all(error.shape == curve.epsilons.shape for error in curve.errors.values())


def test_the_check_catches_wrong_rules_parameter_by_parameter() -> None:
    net = network(4, 4, 4, 4)
    x, y = sample(net, "mse", 3)
    right, run, theta = net.gradients(x, y), net.forward(x), net.parameters
    spurious = right.dL_da * run.a * (1 - run.a) * run.a * (1 - run.a)  # σ′ twice
    wrong = replace(right, dL_dW2=spurious.T @ run.h, dL_dW1=(right.dL_dz @ theta.W2.T).T @ x)
    found = gradient_check(net, x, y, gradients=wrong).errors
    assert found["W2"] > 0.5 and found["W1"] > 0.1
    assert max(found[name] for name in ("b1", "b2", "W3", "b3")) < 1e-7


def test_the_check_of_a_dead_network_is_zero() -> None:
    net = ThreeLayerNet([[1.0]], [0.0], [[1.0]], [-5.0], [[1.0]], [0.0], activation="relu")
    assert gradient_check(net, [1.0], [0.0]).errors == dict.fromkeys(
        ("W1", "b1", "W2", "b2", "W3", "b3"), 0.0
    )


def test_the_check_goes_through_large_parameters_in_parts() -> None:
    net = network(40, 60, 3, 2, "identity")  # 2400 weights: more than fit in one stack
    assert gradient_check(net, *sample(net, "ce_soft", 2), loss="ce_soft").worst < 1e-7


# --- errors

FIT: dict[str, Any] = {"W1": np.ones((4, 3)), "b1": np.ones(4), "W2": np.ones((5, 4)), "b2": np.ones(5)}
FIT |= {"W3": np.ones((2, 5)), "b3": np.ones(2)}
NET = ThreeLayerNet(**FIT)
X, Y = np.ones(3), np.ones(2)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: ThreeLayerNet(**FIT | {"b1": np.ones(3)}), "b1 has shape (3,), expected (4,)"),
        (lambda: ThreeLayerNet(**FIT | {"W2": np.ones((4, 5))}), "W2 has shape (4, 5), expected (4, 4)"),
        (lambda: ThreeLayerNet(**FIT | {"b2": 1.0}), "b2 has shape (), expected (5,)"),
        (lambda: ThreeLayerNet(**FIT | {"W3": np.ones((2, 4))}), "W3 has shape (2, 4), expected (2, 5)"),
        (lambda: ThreeLayerNet(**FIT | {"W1": np.ones(3)}), "W1 has shape (3,), expected a matrix"),
        (lambda: ThreeLayerNet(**FIT | {"W1": [["a"]]}), "W1 must hold real numbers"),
        (lambda: ThreeLayerNet(**FIT | {"b3": [1.0, np.nan]}), "b3 must hold finite numbers"),
        (lambda: ThreeLayerNet(**FIT, activation="sigmoyd"), "'sigmoyd' is not known"),
        (lambda: NET.forward(np.ones(4)), "x has shape (4,), expected (3,), or (B, 3)"),
        (lambda: NET.forward(np.ones((0, 3))), "x has shape (0, 3)"),
        (lambda: NET.forward([1.0, 2.0, np.inf]), "x must hold finite numbers"),
        (lambda: NET.gradients(X, np.ones(3)), "y has shape (3,), expected (2,)"),
        (lambda: NET.gradients([X, X], Y), "y has shape (2,), expected (2, 2)"),
        (lambda: NET.gradients(X, [0, 1], "ce"), "y has shape (2,), expected ()"),
        (lambda: NET.gradients(X, 2, "ce"), "y must hold whole class numbers from 0 to 1"),
        (lambda: NET.gradients(X, 0.5, "ce"), "y must hold whole class numbers"),
        (lambda: NET.gradients(X, [0.5, 0.4], "ce_soft"), "sum to 1"),
        (lambda: NET.gradients(X, [0.5, 1.4], "bce_logits"), "between 0 and 1"),
        (lambda: NET.gradients(X, [0.5, np.nan]), "y must hold finite numbers"),
        (
            lambda: NET.gradients(X, Y, "l1"),
            "loss 'l1' is not known; known are mse, half_sq, bce_logits, ce, ce_soft",
        ),
        (lambda: NET.gradients(X, Y, reduction="none"), "reduction 'none' is not known; known are mean, sum"),
        (lambda: gradient_check(NET, X, Y, epsilon=0.0), "epsilon must be a positive number"),
        (lambda: gradient_check_curve(NET, X, Y, epsilons=[]), "epsilon must be a positive number"),
        (
            lambda: gradient_check(NET, X, Y, gradients=network(3, 4, 5, 3).gradients(X, np.ones(3))),
            "dL_dW3 of gradients has shape (3, 5), expected (2, 5)",
        ),
    ],
)
def test_errors_say_what_is_wrong(call: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        call()
