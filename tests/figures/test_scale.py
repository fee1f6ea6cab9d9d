"""What stretch of an axis is drawn, and where a value falls on it."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.figures.figure import Axis
from tutor.figures.scale import Span, on_scale, span_of

FINITE = st.floats(allow_nan=False, allow_infinity=False)


def ends(axis: Axis, values: list[float], margin: float = 0.0) -> tuple[float, float]:
    span = span_of(axis, [on_scale(values, axis.scale)], margin)
    assert span is not None
    return span.low, span.high


def test_a_free_axis_follows_the_data() -> None:
    assert ends(Axis("x"), [3, math.nan, -1, math.inf]) == (-1, 3)
    assert ends(Axis("x"), [0, 10], margin=0.1) == (-1, 11)


def test_a_limit_is_kept_and_the_other_end_follows() -> None:
    assert ends(Axis("x", low=0), [2, 5], margin=0.1) == (0, 5.5)
    assert ends(Axis("x", low=0, high=1), [2, 5]) == (0, 1)
    assert ends(Axis("x", low=1, high=0), [2]) == (0, 1)
    assert ends(Axis("x", "log", low=-1, high=100), [1, 10]) == (0, 2), (
        "a log axis has no −1: as if not given"
    )


@pytest.mark.parametrize(("values", "expected"), [([5, 5], (2.5, 7.5)), ([0], (-1, 1)), ([-4], (-6, -2))])
def test_constant_data_get_an_axis_around_them(values: list[float], expected: tuple[float, float]) -> None:
    assert ends(Axis("y"), values) == expected


def test_a_constant_beside_a_limit_keeps_the_limit() -> None:
    assert ends(Axis("y", low=0), [0, 0]) == (0, 1)
    assert ends(Axis("y", low=2, high=2), [2]) == (1, 3)


def test_rounding_noise_counts_as_constant() -> None:
    low, high = ends(Axis("y"), [1.0, 1.0 + 1e-12])
    assert (low, high) == pytest.approx((0.5, 1.5))


def test_without_any_value_there_is_no_span() -> None:
    assert span_of(Axis("x"), [np.array([math.nan])]) is None


def test_log_scale_shows_positive_values_only() -> None:
    assert on_scale([100, 0, -1, math.inf, math.nan], "log")[0] == 2
    assert np.isnan(on_scale([0, -1, math.inf, math.nan], "log")).all()


@given(FINITE, FINITE, st.lists(FINITE, min_size=1))
@settings(max_examples=200, deadline=None)
@pytest.mark.filterwarnings("error")
def test_fractions_keep_the_order_for_any_finite_numbers(a: float, b: float, values: list[float]) -> None:
    span = span_of(Axis("x"), [np.array([a, b])])
    assert span is not None and span.low < span.high
    fractions = span.fraction(np.sort(np.array(values)))
    assert np.isfinite(fractions).all()
    assert (np.diff(fractions) >= 0).all()
    assert span.fraction(np.array([span.low, span.high])) == pytest.approx([0, 1])


def test_widening_keeps_the_middle() -> None:
    assert Span(0, 2).widened(6) == Span(-2, 4)
    assert Span(0, 2).widened(1) == Span(0, 2)
