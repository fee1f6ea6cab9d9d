"""Axes are marked at round values, and the labels are exact and brief."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tutor.figures.numbers import number, scaled_integer
from tutor.figures.scale import Span
from tutor.figures.ticks import linear_ticks, log_ticks

ENDS = st.floats(-1e300, 1e300, allow_nan=False)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def value(label: str) -> Fraction:
    """Read a label back, exactly."""
    text = label.replace("−", "-").replace(" ", "")
    mantissa, times, power = text.rpartition("×") if "×" in text else ("", "", text)
    if power.startswith(("10", "-10")) and any(c in "⁰¹²³⁴⁵⁶⁷⁸⁹⁻" for c in power):
        base, _, exponent = power.partition("10")
        scale = Fraction(10) ** int(exponent.translate(RAISED)) * (-1 if base == "-" else 1)
        return scale * (Fraction(mantissa) if times else 1)
    return Fraction(text)


@given(ENDS, ENDS, st.integers(1, 12))
@settings(max_examples=300, deadline=None)
def test_linear_ticks_are_round_within_and_neither_too_few_nor_too_many(
    a: float, b: float, most: int
) -> None:
    low, high = min(a, b), max(a, b)
    assume(high / 2 - low / 2 > 1e-9 * max(abs(low), abs(high)) / 2)
    ticks = linear_ticks(low, high, most)
    assert 2 <= len(ticks) <= max(most, 2)
    values = [value(tick.label) for tick in ticks]
    steps = {later - earlier for earlier, later in pairwise(values)}
    assert len(steps) == 1, "labels are equally far apart, exactly"
    slack = Fraction(1, 10**8) * (Fraction(high) - Fraction(low))
    assert Fraction(low) - slack <= values[0] and values[-1] <= Fraction(high) + slack
    assert [float(v) for v in values] == [tick.place for tick in ticks], (
        "the mark stands where its label says"
    )


@pytest.mark.parametrize(
    ("low", "high", "most", "labels"),
    [
        (0, 1, 6, "0 0.2 0.4 0.6 0.8 1"),
        (-6, 6, 7, "−6 −4 −2 0 2 4 6"),
        (0, 0.3 - 0.1 - 0.1, 3, "0 0.05 0.1"),
        (999.5, 1000.5, 4, "999.5 1000 1000.5"),
        (0, 1.3e6, 4, "0 5×10⁵ 10⁶"),
        (0, 9e-5, 5, "0 2×10⁻⁵ 4×10⁻⁵ 6×10⁻⁵ 8×10⁻⁵"),
        (-1.7e308, 1.7e308, 4, "−10³⁰⁸ 0 10³⁰⁸"),
    ],
)
def test_linear_labels(low: float, high: float, most: int, labels: str) -> None:
    assert " ".join(tick.label for tick in linear_ticks(low, high, most)) == labels


@pytest.mark.parametrize(
    ("low", "high", "most", "labels"),
    [
        (-1, 1, 4, "0.1 1 10"),
        (-3, 0, 5, "0.001 0.01 0.1 1"),
        (-16, 0, 6, "10⁻¹⁵ 10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 1"),
        (-0.1, 1.1, 8, "1 2 5 10"),
        (0.1, 0.3, 4, "1.4 1.6 1.8"),
        (-300, 300, 4, "10⁻²⁰⁰ 1 10²⁰⁰"),
    ],
)
def test_log_labels(low: float, high: float, most: int, labels: str) -> None:
    assert " ".join(tick.label for tick in log_ticks(low, high, most)) == labels


@given(st.floats(-300, 300), st.floats(1e-6, 600), st.integers(2, 12))
@settings(max_examples=200, deadline=None)
def test_log_ticks_stand_at_the_power_their_label_names(low: float, length: float, most: int) -> None:
    high = min(low + length, 300.0)
    assume(high - low > 1e-6)
    ticks = log_ticks(low, high, most)
    assert len(ticks) <= most
    for tick in ticks:
        assert low - 1e-6 <= tick.place <= high + 1e-6
        assert np.isclose(float(value(tick.label)), 10.0**tick.place, rtol=1e-6)


@pytest.mark.parametrize(
    ("given_value", "text"),
    [
        (0.38196601, "0.38197"), (0.1 + 0.2, "0.3"), (535818, "535 818"), (1234, "1234"), (-1.5, "−1.5"),
        (0, "0"), (-0.0, "0"), (6.055454e-6, "6.0555×10⁻⁶"), (1e300, "10³⁰⁰"), (-1e-300, "−10⁻³⁰⁰"),
        (99999.6, "100 000"), (0.00012345678, "0.00012346"), (float("inf"), "∞"),
        (float("-inf"), "−∞"), (float("nan"), "undefined"),
    ],
)  # fmt: skip
def test_numbers_in_print(given_value: float, text: str) -> None:
    assert number(given_value) == text


@given(st.integers(-(10**6), 10**6), st.integers(-30, 30), st.booleans())
@settings(max_examples=100, deadline=None)
def test_a_scaled_integer_is_printed_exactly(digits: int, exponent: int, plain: bool) -> None:
    assert value(scaled_integer(digits, exponent, plain)) == digits * Fraction(10) ** exponent


def test_a_span_asks_for_its_own_kind_of_ticks() -> None:
    assert [tick.label for tick in Span(-2, 0, "log").ticks(3)] == ["0.01", "0.1", "1"]
    assert [tick.label for tick in Span(-2, 0).ticks(3)] == ["−2", "−1", "0"]
