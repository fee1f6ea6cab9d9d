"""What a user relies on beyond the cases of truth: shapes, extreme numbers, laws, and errors that name the fault."""

import math
import re
from collections.abc import Callable

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.compute.activations import (
    ACTIVATIONS,
    Activation,
    activation,
    landmarks,
    swish,
    swish_landmarks,
    swish_limit,
    swish_minimum,
)

VARIANTS = [activation(name) for name in [*ACTIVATIONS, "silu"]] + [
    activation("leaky_relu", alpha=-0.5),
    activation("leaky_relu", alpha=0.0),
    activation("leaky_relu", alpha=1.0),
    activation("elu", alpha=-1.0),
    activation("elu", alpha=0.0),
    activation("elu", alpha=2.0),
    activation("softplus", beta=-2.0),
    activation("softplus", beta=30.0),
    activation("swish", beta=0.0),
    activation("swish", beta=-3.0),
    activation("swish", beta=1000.0),
]
every_variant = pytest.mark.parametrize("function", VARIANTS, ids=lambda f: f"{f.name}{dict(f.params)}")
modest = settings(max_examples=30, deadline=None)
betas = st.floats(-50, 50).filter(lambda beta: abs(beta) > 1e-3)


def test_the_names_are_those_promised() -> None:
    promised = (
        "relu leaky_relu elu selu gelu gelu_tanh softplus softsign tanh sigmoid swish hardswish hardsigmoid hardtanh "
        "relu6 mish abs identity"
    )
    assert list(ACTIVATIONS) == promised.split()
    assert dict(ACTIVATIONS["swish"]) == {"beta": 1.0}
    assert dict(activation("elu", alpha=2).params) == {"alpha": 2.0}


@every_variant
def test_shapes_follow_the_input(function: Activation) -> None:
    for method in (function.value, function.derivative):
        assert type(method(0.5)) is float
        assert type(method(np.float64(0.5))) is float
        assert method([]).shape == (0,)
        assert method([[0.5, -0.5], [3.0, -3.0]]).shape == (2, 2)
        grid = np.linspace(-4, 4, 24).reshape(2, 3, 4)
        assert np.array_equal(
            method(grid), [[[method(float(x)) for x in row] for row in page] for page in grid]
        )
        assert method(np.array([1, -2])).dtype == np.float64
    assert np.isnan(function.value(math.nan))
    assert np.isnan(function.derivative([1.0, math.nan], 2)).tolist() == [False, True]


def test_an_argument_is_left_as_it_was() -> None:
    x = np.array([-1.0, 2.0])
    activation("relu").value(x)
    assert x.tolist() == [-1.0, 2.0]


@every_variant
def test_extreme_numbers_neither_warn_nor_become_nan(function: Activation) -> None:
    largest = 1.7e308
    x = np.array([-math.inf, -largest, -1e154, -1000.0, -5e-324, 5e-324, 1000.0, 1e154, largest, math.inf])
    with np.errstate(all="raise", under="ignore"):
        found = [function.value(x), function.derivative(x, 1), function.derivative(x, 2)]
    assert not np.isnan(found).any()
    assert found[1][[0, -1]] == pytest.approx(found[1][[3, -4]], abs=1e-5)
    assert (found[2][[0, 1, 2, -3, -2, -1]] == 0).all()


def test_far_out_the_activations_are_their_asymptotes() -> None:
    for name in ("relu", "gelu", "gelu_tanh", "softplus", "swish", "hardswish", "mish", "elu", "leaky_relu"):
        assert activation(name).value(1e308) == 1e308
    for name in ("relu", "gelu", "gelu_tanh", "softplus", "swish", "hardswish", "mish"):
        assert activation(name).value(-1e308) == 0
    assert activation("softplus", beta=20.0).value(1e308) == 1e308  # beta·x itself overflows
    assert activation("softsign").value([-1e308, math.inf]).tolist() == [-1, 1]
    assert activation("leaky_relu").value(-1e308) == -1e306


EXACT: dict[str, Callable[[mpmath.mpf], mpmath.mpf]] = {
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "tanh": mpmath.tanh,
    "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
    "softsign": lambda x: x / (1 + abs(x)),
    "swish": lambda x: x / (1 + mpmath.exp(-x)),
    "mish": lambda x: x * mpmath.tanh(mpmath.log1p(mpmath.exp(x))),
    "gelu": lambda x: x * mpmath.erfc(-x / mpmath.sqrt(2)) / 2,
    "gelu_tanh": lambda x: (
        x / (1 + mpmath.exp(-mpmath.sqrt(8 / mpmath.pi) * (x + mpmath.mpf(0.044715) * x**3)))
    ),
    "elu": mpmath.expm1,
    "selu": lambda x: mpmath.mpf(1.0507009873554805) * mpmath.mpf(1.6732632423543772) * mpmath.expm1(x),
}


@pytest.mark.parametrize("name", EXACT)
def test_relative_accuracy_in_the_left_tail_and_near_zero(name: str) -> None:
    """A tail that is 1e-300 must be right in its leading figures, not merely near 0."""
    function = activation(name)
    for x in (-36.0, -20.0, -8.5, -3.1, -1.1, -0.4, -1e-3, -1e-9, -1e-100):
        with mpmath.workdps(400):
            point, step = mpmath.mpf(x), mpmath.mpf(10) ** -130
            exact = EXACT[name](point)
            slope = mpmath.diff(EXACT[name], point, h=step)
            bend = mpmath.diff(EXACT[name], point, 2, h=step)
        assert function.value(x) == pytest.approx(float(exact), rel=1e-13, abs=0)
        assert function.derivative(x) == pytest.approx(float(slope), rel=1e-13, abs=1e-300)
        assert function.derivative(x, 2) == pytest.approx(float(bend), rel=1e-13, abs=1e-90)


@every_variant
@modest
@given(x=st.floats(-6, 6))
def test_derivatives_are_difference_quotients(function: Activation, x: float) -> None:
    scale = 1 / max(1.0, abs(function.params.get("beta", 1.0)))
    h = 1e-5 * scale
    if any(abs(x - kink) <= 2 * h for kink in function.kinks):
        return
    quotient = (function.value(x + h) - function.value(x - h)) / (2 * h)
    assert function.derivative(x) == pytest.approx(quotient, abs=1e-7)
    quotient = (function.derivative(x + h) - function.derivative(x - h)) / (2 * h)
    assert function.derivative(x, 2) * scale == pytest.approx(quotient * scale, abs=1e-7)


@every_variant
def test_one_sided_derivatives_are_one_sided_quotients(function: Activation) -> None:
    """Also right at the kinks: the limits are taken with points of one side only."""
    h = 1e-6 / max(1.0, abs(function.params.get("beta", 1.0)))
    for x0 in (-6.0, -3.0, -1.0, 0.0, 0.7, 1.0, 3.0, 6.0):
        found = function.one_sided(x0)
        here = function.value(x0)
        assert found.left == pytest.approx((here - function.value(x0 - h)) / h, abs=2e-5)
        assert found.right == pytest.approx((function.value(x0 + h) - here) / h, abs=2e-5)
        assert found.clarke == (min(found.left, found.right), max(found.left, found.right))
        second = function.one_sided(x0, 2)
        assert found.exists or not second.exists
        assert second.clarke is None


@every_variant
def test_kinks_and_smoothness_agree_with_the_one_sided_derivatives(function: Activation) -> None:
    grid = sorted({*np.arange(-7, 7.5, 0.5).tolist(), *function.kinks})
    kinks = [x for x in grid if not function.one_sided(x, 2).exists]
    assert kinks == list(function.kinks)
    jumps = any(not function.one_sided(x).exists for x in kinks)
    assert function.smoothness == ("C0" if jumps else "C1" if kinks else "Cinf")


def test_the_homework_s_kinks() -> None:
    relu = activation("relu")
    assert (relu.one_sided(0.0).left, relu.one_sided(0.0).right) == (0.0, 1.0)
    assert relu.one_sided(0.0).value is None and relu.derivative(0.0) == 0.0
    assert not relu.one_sided(0.0, 2).exists  # f″ is 0 on both sides, but f′ has no value at 0
    assert activation("elu").smoothness == "C1"
    assert activation("softsign").one_sided(0.0, 2).left == 2.0
    assert activation("softsign").one_sided(0.0, 2).right == -2.0
    assert activation("leaky_relu", alpha=1.0).kinks == ()


@every_variant
@modest
@given(x=st.floats(-1e3, 1e3), step=st.floats(1e-3, 1e3))
def test_monotone_means_what_it_says(function: Activation, x: float, step: float) -> None:
    low, high = function.value(x), function.value(x + step)
    if function.monotone != "not monotone":
        assert low <= high
        assert function.derivative(x) >= 0


@every_variant
def test_landmarks_are_where_the_derivatives_vanish_or_jump(function: Activation) -> None:
    marks = landmarks(function)
    assert bool(marks.turning) == (function.monotone == "not monotone")
    assert function.slope_from_output != bool(marks.turning)
    step = 1e-3 / max(1.0, abs(function.params.get("beta", 1.0)))
    for turn in marks.turning:
        neighbours = [function.value(turn.x - step), function.value(turn.x + step)]
        assert all(value > turn.value if turn.kind == "min" else value < turn.value for value in neighbours)
    for x in marks.inflections:
        assert function.derivative(x - step, 2) * function.derivative(x + step, 2) < 0
    slopes = np.abs(function.derivative(np.linspace(-20, 20, 20001)))
    assert slopes.max() <= marks.lipschitz * (1 + 1e-12)
    if marks.lipschitz_at is not None:
        assert abs(function.derivative(marks.lipschitz_at)) == marks.lipschitz


@modest
@given(x=st.floats(-100, 100), beta=betas)
def test_swish_scales_and_reflects(x: float, beta: float) -> None:
    value = swish(x, beta)
    assert value == pytest.approx(swish(beta * x, 1.0) / beta, rel=1e-12, abs=1e-300)
    assert swish(x, -beta) == pytest.approx(x - value, rel=1e-12, abs=1e-12)
    assert activation("swish", beta=beta).value(x) == value


@modest
@given(beta=betas)
def test_swish_turns_once_and_where_promised(beta: float) -> None:
    function, marks = activation("swish", beta=beta), swish_landmarks(beta)
    x, value = swish_minimum(beta)
    assert function.derivative(x) == pytest.approx(0, abs=1e-15)
    assert function.value(x) == pytest.approx(value, rel=1e-14)
    assert value == pytest.approx(x + 1 / beta, rel=1e-12)
    assert function.derivative(x, 2) * beta > 0
    for steepest in (marks.slope_max, marks.slope_min):
        assert function.derivative(steepest.x) == pytest.approx(steepest.value, rel=1e-13)
        assert function.derivative(steepest.x, 2) / beta == pytest.approx(0, abs=1e-15)
    found = landmarks(function)
    assert [turn.x for turn in found.turning] == pytest.approx([x], rel=1e-12)
    assert found.lipschitz == pytest.approx(marks.slope_max.value, rel=1e-13)


def test_swish_constants_solve_their_equations() -> None:
    w = -swish_minimum(1.0)[1]
    assert w == float(mpmath.lambertw(mpmath.exp(-1)).real)
    u = swish_landmarks(1.0).slope_max.x
    assert u == float(mpmath.findroot(lambda t: t * mpmath.tanh(t / 2) - 2, 2.4))


@modest
@given(x=st.floats(-1e3, 1e3))
def test_swish_limits_are_limits(x: float) -> None:
    assert swish(x, 1e-12) == pytest.approx(swish_limit(x, 0.0), abs=1e-6)
    assert abs(swish(x, 1e4) - swish_limit(x, math.inf)) <= 0.2785e-4
    assert abs(swish(x, -1e4) - swish_limit(x, -math.inf)) <= 0.2785e-4
    assert swish_limit([x, x], math.inf).tolist() == [max(x, 0.0)] * 2


def test_swish_broadcasts_and_stands_extremes() -> None:
    assert swish([[1.0], [2.0]], [0.0, 1.0, -1.0]).shape == (2, 3)
    extremes = [-math.inf, -1e308, 0.0, 1e308, math.inf]
    with np.errstate(all="raise", under="ignore"):
        assert swish(extremes, 0.0).tolist() == [-math.inf, -5e307, 0, 5e307, math.inf]
        assert swish(extremes, 1e308).tolist() == [0, 0, 0, 1e308, math.inf]
        assert swish(extremes, -1.0).tolist() == [-math.inf, -1e308, 0, 0, 0]
    assert math.isnan(swish(math.nan, 0.0))
    assert type(swish(1.0, 2.0)) is float


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: activation("rellu"), "'rellu' is not known; known are relu, leaky_relu"),
        (lambda: activation(["relu"]), "is not known"),
        (
            lambda: activation("relu", alpha=1.0),
            "alpha is not a parameter of relu, which takes no parameters",
        ),
        (lambda: activation("swish", alpha=1.0), "which takes the parameter beta"),
        (lambda: activation("silu", beta=2.0), "beta is not a parameter of silu"),
        (lambda: activation("elu", alpha=math.nan), "alpha of elu must be finite"),
        (lambda: activation("elu", alpha=[1.0, 2.0]), "alpha of elu must be one number"),
        (lambda: activation("softplus", beta=0.0), "beta of softplus must not be 0"),
        (lambda: activation("relu").value("1"), "x must hold real numbers"),
        (
            lambda: activation("relu").value([[1.0], [1.0, 2.0]]),
            "x must hold real numbers, in rows of equal length",
        ),
        (lambda: activation("relu").value([None]), "x must hold real numbers"),
        (lambda: activation("relu").value(1j), "x must hold real numbers"),
        (lambda: activation("relu").value(10**400), "x holds a number too large for a float"),
        (lambda: activation("relu").derivative(1.0, 3), "order must be 1 or 2, not 3"),
        (lambda: activation("relu").one_sided(math.inf), "x0 must be finite"),
        (lambda: activation("relu").one_sided(0.0, 0), "order must be 1 or 2, not 0"),
        (lambda: swish(1.0, math.inf), "beta must be finite"),
        (lambda: swish([1.0, 2.0], [1.0, 2.0, 3.0]), "x and beta must broadcast"),
        (lambda: swish_limit(1.0, 2.0), "beta must be 0, inf or -inf"),
        (lambda: swish_minimum(0.0), "beta must not be 0"),
        (lambda: swish_landmarks(math.nan), "beta must be finite"),
    ],
)
def test_errors_say_what_is_wrong(call: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        call()
