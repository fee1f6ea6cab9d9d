"""What the backward pass needs, against the homework, by hand and by the activations' own slopes."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.compute.activations import ACTIVATIONS, activation
from tutor.compute.backprop import LOSSES, checkpoint_peak, stored_bytes, stored_parameters, stored_tensors

modest = settings(max_examples=25, deadline=None)


def test_the_homework_s_bytes() -> None:
    for n, m, r, s in ((3, 4, 5, 2), (784, 512, 256, 10)):
        assert stored_tensors(n, m, r, s) == {"h": (1, m), "a": (1, r)}
        assert stored_bytes(n, m, r, s) == 2 * (m + r)
        assert stored_bytes(n, m, r, s, count_input=True) == 2 * (n + m + r)
        assert stored_bytes(n, m, r, s, loss="mse") == 2 * (m + r + s)  # o, not ∂L/∂o
        assert stored_bytes(n, m, r, s, batch=64, activation="swish", bytes_per_number=4) == 256 * (m + 2 * r)
    assert stored_bytes(784, 512, 256, 10, batch=64, bytes_per_number=4, count_input=True) == 397312
    assert stored_tensors(3, 4, 5, 2, batch=None) == {"h": (4,), "a": (5,)}
    assert stored_parameters(3, 4, 5, 2, input_gradient=True) == {"W1": (4, 3), "W2": (5, 4), "W3": (2, 5)}


def test_which_activations_need_their_input() -> None:
    needing = {name for name in ACTIVATIONS if "z" in stored_tensors(1, 1, 1, 1, activation=name)}
    assert needing == {"swish", "gelu", "gelu_tanh", "mish", "hardswish", "abs"}
    assert "z" not in stored_tensors(1, 1, 1, 1, activation=activation("swish", beta=0.0))
    assert "z" in stored_tensors(1, 1, 1, 1, activation=activation("leaky_relu", alpha=-1.0))


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if activation(name).slope_from_output])
def test_slopes_that_follow_from_the_output_do(name: str) -> None:
    """Where two inputs have the same output, they have the same slope; swish at −0.5449 and −2.3961 has not."""
    function = activation(name)
    z = np.linspace(-9.013, 9.027, 3001)  # off the kinks
    a, slope = function.value(z), function.derivative(z)
    same = np.isclose(a[1:], a[:-1], rtol=0, atol=1e-12)
    assert slope[1:][same] == pytest.approx(slope[:-1][same], abs=1e-3)
    assert (np.diff(a) >= 0).all()


def test_swish_has_the_same_output_with_two_slopes() -> None:
    a, slope = (
        activation("swish").value([-0.5449, -2.3961]),
        activation("swish").derivative([-0.5449, -2.3961]),
    )
    assert a == pytest.approx([-0.2, -0.2], abs=1e-5)
    assert slope == pytest.approx([0.2405, -0.0998], abs=1e-4)


def test_autograd_keeps_at_least_what_is_needed() -> None:
    for name in ACTIVATIONS:
        for loss in (None, *LOSSES):
            needed = stored_tensors(3, 4, 5, 2, 7, name, loss)
            kept = stored_tensors(3, 4, 5, 2, 7, name, loss, kept="autograd")
            assert needed.keys() - {"o"} <= kept.keys()
            assert kept["x"] == (7, 3)


@modest
@given(depth=st.integers(1, 400))
def test_checkpoints_are_best_near_the_square_root(depth: int) -> None:
    peaks = [checkpoint_peak(depth, 1, 1, 1, k).peak_units for k in range(depth + 1)]
    assert peaks[0] == depth + 1
    assert min(peaks[1:]) >= 2 * np.sqrt(depth)
    assert peaks[max(1, round(np.sqrt(depth)))] <= 2 * np.sqrt(depth) + 1
    assert (checkpoint_peak(36, 1, 1, 1, 6).peak_units, checkpoint_peak(100, 1, 1, 1, 10).peak_units) == (
        12,
        20,
    )


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: stored_tensors(3, 0, 5, 2), "m must be a whole number of at least 1, not 0"),
        (lambda: stored_tensors(3, 4, 5, 2, batch=1.5), "batch must be a whole number"),
        (
            lambda: stored_tensors(3, 4, 5, 2, kept="all"),
            "kept 'all' is not known; known are needed, autograd",
        ),
        (lambda: stored_tensors(3, 4, 5, 2, loss="l1"), "loss 'l1' is not known"),
        (lambda: stored_parameters(3, 4, 5, True), "s must be a whole number"),
        (lambda: stored_bytes(3, 4, 5, 2, bytes_per_number=0), "bytes_per_number must be a whole number"),
        (
            lambda: checkpoint_peak(4, 8, 4, 4, 5),
            "segments must be a whole number from 0 to depth = 4, not 5",
        ),
        (lambda: checkpoint_peak(0, 8, 4, 4, 0), "depth must be a whole number of at least 1"),
    ],
)
def test_errors_say_what_is_wrong(call: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        call()
