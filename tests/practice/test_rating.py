"""What the learner did with one item → Good, Hard, Again, or nothing at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tutor.practice.rating import ItemRating, Rating, replay

AGAIN, HARD, GOOD = Rating.AGAIN, Rating.HARD, Rating.GOOD
HINT = {"what": "hint", "outcome": ""}
REVEAL = {"what": "reveal", "outcome": ""}
SKIP = {"what": "skip", "outcome": ""}
RIGHT = {"outcome": "correct"}
WRONG = {"outcome": "wrong"}
SIGN = {"outcome": "wrong", "code": "sign"}
NAMED = {"outcome": "wrong", "code": "sign", "mistake": "gd.plus"}


def partly(share: float, **more: Any) -> dict[str, Any]:
    return {"outcome": "partial", "share": share, **more}


def hinted(entry: dict[str, Any], hints: int) -> dict[str, Any]:
    return {**entry, "hints": hints}


@pytest.mark.parametrize(
    ("done", "rating"),
    [
        ([], None),
        ([RIGHT], GOOD),
        ([RIGHT, WRONG], GOOD),
        ([HINT, hinted(RIGHT, 1)], HARD),
        ([HINT, HINT, hinted(RIGHT, 2)], AGAIN),
        ([SIGN, RIGHT], HARD),
        ([SIGN, SIGN, RIGHT], AGAIN),
        ([SIGN, HINT, hinted(RIGHT, 1)], AGAIN),
        ([NAMED, RIGHT], AGAIN),
        ([WRONG, RIGHT], AGAIN),
        ([{"outcome": "wrong", "code": "factor"}, RIGHT], AGAIN),
        ([SKIP], AGAIN),
        ([REVEAL], AGAIN),
        ([REVEAL, RIGHT], AGAIN),
        ([RIGHT, REVEAL], GOOD),
        ([partly(0.8)], HARD),
        ([partly(0.79)], AGAIN),
        ([partly(0.9, mistake="conv.size")], AGAIN),
        ([partly(0.5), RIGHT], AGAIN),
        ([{"outcome": "invalid"}], None),
        ([{"outcome": "undecided"}, {"outcome": "invalid"}, RIGHT], GOOD),
        ([{"outcome": "invalid", "code": "sign"}, SIGN, {"outcome": "invalid"}, RIGHT], HARD),
        ([HINT], None),
    ],
)
def test_the_table_of_ratings(diary: Any, done: list[dict[str, Any]], rating: Rating | None) -> None:
    item, last = ItemRating(), None
    for each in done:
        last = item.after(diary.entry(**each))
    assert (last.rating if last else None) == rating


def test_a_log_is_replayed_item_by_item_and_the_first_to_rate_counts(diary: Any) -> None:
    one, two = {"item": "1" * 32}, {"item": "2" * 32}
    log = [
        diary.entry("wrong", code="sign", **one),
        diary.entry("correct", **two),
        diary.entry("correct", **one),
        diary.entry("wrong", **two),
    ]
    (rated,) = replay(log).values()
    assert (rated.item, rated.rating) == ("1" * 32, HARD)


def test_an_item_that_lasts_past_four_in_the_morning_rates_the_day_it_began(diary: Any) -> None:
    item = ItemRating()
    item.after(diary.entry("wrong", code="sign"))
    rated = item.after(diary.entry("correct", day=date(2026, 3, 3)))
    assert rated is not None and (rated.day, rated.rating) == (date(2026, 3, 2), HARD)
