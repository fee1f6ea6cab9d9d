"""Fields: what a person would write is read, what is wrong is said shortly, and arrow keys step to round numbers."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.explore.catalogue import EXPLORERS, explorer
from tutor.explore.format import matrix, number, subscript, vector
from tutor.explore.inputs import Choice, Matrix, Number, Numbers, Whole, split_list
from tutor.explore.typed import read_number, write_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1/3", 1 / 3), ("sqrt(2)", math.sqrt(2)), ("2e-3", 0.002), ("2^10", 1024.0), ("−4", -4.0), (" 0.5 ", 0.5),
        (".5", 0.5), ("+3", 3.0), ("pi/2", math.pi / 2), ("e^-1", math.exp(-1)), ("√2", math.sqrt(2)),
        ("5e-324", 5e-324),
    ],
)  # fmt: skip
def test_a_number_is_read_as_a_person_would_write_it(text, value):
    assert read_number(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("abc", "not a number"), ("", "needs a number"), ("1/0", "zero"), ("9^9^9^9", "large"), ("inf", "."),
        ("nan", "not"), ("1e999", "."), ("0,5", "comma"), ("x" * 100, "too long"), ("__import__('os')", "."),
        ("1 2 3)", "."),
    ],
)  # fmt: skip
def test_what_is_no_number_is_told_in_a_short_clause(text, fault):
    with pytest.raises(ValueError, match=fault) as caught:
        read_number(text)
    assert not str(caught.value).endswith(".")


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_finite_number_or_a_fault(text):
    try:
        assert math.isfinite(read_number(text))
    except ValueError as fault:
        assert str(fault)


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_written_number_reads_back(value):
    assert read_number(write_number(value)) == value


def test_linear_steps_stay_in_the_range_and_round():
    kind = Number(0, 1, step=0.1)
    assert kind.shift("0.25", 1) == "0.3"
    assert kind.shift("0.3", -1) == "0.2"
    assert kind.shift("1", 5) == "1"
    assert kind.shift("1/3", 1) == "0.4"


def test_logarithmic_steps_go_by_factors():
    kind = Number(1e-6, 1e6, step=10, logarithmic=True, slide=(1e-3, 10))
    assert kind.shift("0.1", 10) == "1"
    assert kind.shift("0.1", 1) == "0.13"
    assert read_number(kind.at(0.0)) == pytest.approx(1e-3)
    assert kind.fraction(10) == 1.0


def test_open_ends_are_excluded():
    kind = Number(0, above=0, below=1, step=0.1)
    for text, word in (("0", "above 0"), ("1", "below 1")):
        with pytest.raises(ValueError, match=word):
            kind.read(text)
    assert kind.shift("0.1", -1) == "0.1"
    assert "between 0 and 1" in kind.describe()


def test_whole_numbers_and_choices():
    assert Whole(1, 9).shift("9", 1) == "9"
    with pytest.raises(ValueError, match="whole"):
        Whole(1, 9).read("1.5")
    options = Choice(("nats", "bits"))
    assert options.read(" BI ") == "bits"
    assert options.shift("bits", 1) == "nats"
    for text in ("", "x"):
        with pytest.raises(ValueError, match="one of nats, bits"):
            options.read(text)


def test_lists_and_matrices():
    assert split_list("[1/2, 3 , x]") == ["1/2", "3", "x"]
    assert Numbers().read("1 2  3") == (1.0, 2.0, 3.0)
    assert Numbers().read("1/2, sqrt(4)") == (0.5, 2.0)
    with pytest.raises(ValueError, match="number 2: not a number"):
        Numbers().read("1, x")
    assert Matrix().read("1, 2; 3, 4") == Matrix().read("[[1, 2], [3, 4]]") == ((1.0, 2.0), (3.0, 4.0))
    with pytest.raises(ValueError, match="rows have 2 and 1 numbers"):
        Matrix().read("1 2; 3")


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_default_reads_and_every_label_fits(name):
    found = explorer(name)
    assert not found.read({}).faults
    for each in found.inputs:
        assert len(each.label) <= 16
        assert each.kind.describe() and each.meaning and not each.meaning.endswith(".")
        assert each.kind.read(each.kind.shift(each.default, 1)) is not None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.400142849854971, "1.4001"), (19.02629759044, "19.0263"), (0.381966, "0.38197"), (-19.0, "−19"), (0.0, "0"),
        (1.2346e-7, "1.235·10⁻⁷"), (2e20, "2·10²⁰"), (math.inf, "∞"), (-math.inf, "−∞"), (math.nan, "undefined"),
        (-1e-17, "−1·10⁻¹⁷"), (76880, "76880"), (0.99999999, "1"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_a_person_would(value, text):
    assert number(value) == text


def test_vectors_matrices_and_subscripts():
    assert vector([1, 0.98]) == "(1, 0.98)"
    assert matrix([[2, -2], [-2, 4]]) == "[[2, −2], [−2, 4]]"
    assert subscript(12) == "₁₂"
