"""Numbers in other words and signs: a typeset minus in a power of ten, and a value that does not exist."""

import pytest

from tutor.marking import mark


@pytest.mark.parametrize("answer", ["2.56e−6", "2.56e-6", "2.56·10^−6", "2.56E−06"])
def test_a_typeset_minus_in_a_power_of_ten(answer):
    assert mark("number", answer, expected="0.00000256").outcome == "correct"


@pytest.mark.parametrize("answer", ["undefined", "does not exist", "DNE", "Doesn't  exist."])
def test_a_value_that_does_not_exist(answer):
    assert mark("number", answer, expected="undefined").outcome == "correct"
    assert mark("number", answer, expected="1").outcome == "wrong"
