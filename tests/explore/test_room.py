"""What is said at a screen's narrowest fits there: captions under a picture, and the line about a field."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest

from tutor.explore.catalogue import explorer
from tutor.explore.inputs import Choice

QUESTIONS = ("mixture", "cross_entropy", "optimization")
CAPTION = 60
LINES = 3
ABOUT = 51


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: those that combine with the one before take none."""
    return sum(not unicodedata.combining(each) for each in text)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_caption_fits_under_its_picture(name: str) -> None:
    for figure in explorer(name).run().figures:
        assert len(textwrap.wrap(figure.caption, CAPTION)) <= LINES, figure.caption


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_line_about_a_field_is_read_whole(name: str) -> None:
    for each in explorer(name).inputs:
        if isinstance(each.kind, Choice) and len(each.kind.describe()) > ABOUT / 2:
            continue  # the options alone fill the line
        line = f"{each.meaning} ({each.kind.describe()})"
        assert cells(line) <= ABOUT, line


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_wrong_rules_row_shows_wrong_and_right(name: str) -> None:
    for rule in explorer(name).wrong_rules:
        row = explorer(name).run({}, rule).findings[0]
        assert ", not " in row.value or "the same here" in row.value or row.value == "does not apply here", (
            row
        )
