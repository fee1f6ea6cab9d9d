"""Text is measured and cut in terminal cells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tutor.figures.text import cell_width, shorten, split_cells, wrap

LETTERS = "abc −·λ²βσ残差＝ﬁ́̂ x"


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("loss", 4),
        ("損失", 4),
        ("x̂", 1),
        ("w·x + b", 7),
        ("a\tb\nc", 5),
        ("\x1b[1m", 3),
        ("\u200b", 0),
        ("", 0),
    ],
)
def test_cells_that_a_text_takes(text: str, width: int) -> None:
    assert cell_width(text) == width


@given(st.text(LETTERS))
@settings(max_examples=100, deadline=None)
def test_measures_as_the_terminal_library_does(text: str) -> None:
    assert cell_width(text) == cell_len("".join(split_cells(text)))


def test_second_cell_of_a_wide_character_is_empty() -> None:
    assert split_cells("a損b") == ("a", "損", "", "b")


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [("gradient", 8, "gradient"), ("gradient", 5, "grad…"), ("a b c", 3, "a…"), ("損失関数", 5, "損失…"),
     ("損失関数", 4, "損…"), ("ab", 1, "…"), ("ab", 0, "")],
)  # fmt: skip
def test_shortening_ends_with_an_ellipsis(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short


@given(st.text(), st.integers(0, 20))
@settings(max_examples=100, deadline=None)
def test_shortened_text_fits(text: str, width: int) -> None:
    assert cell_width(shorten(text, width)) <= width


def test_wrapping_breaks_between_words() -> None:
    assert wrap("too small to draw", 10) == ["too small", "to draw"]
    assert wrap("too small", 4) == ["too", "sma…"]
