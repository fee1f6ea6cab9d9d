"""Study days: a day of practice begins at four in the morning, where the learner is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

ROLLOVER = timedelta(hours=4)
"""Whoever practises past midnight is still practising on the day before."""

Clock = Callable[[], datetime]
"""Gives the present moment, aware of its time zone."""


def now() -> datetime:
    """The present moment in the learner's time zone."""
    return datetime.now().astimezone()


def study_day(moment: datetime) -> date:
    """The study day of a moment, by the clock on the learner's wall."""
    return (moment.replace(tzinfo=None) - ROLLOVER).date()


def noon(day: date) -> datetime:
    """Noon of a day in UTC: the one moment of a study day that the schedule ever hears of.

    FSRS counts blocks of 24 hours, not days: practice at nine one day and at eight the next would be no day apart.
    """
    return datetime.combine(day, time(12), tzinfo=UTC)


def stamp(moment: datetime) -> str:
    """A moment as it is kept: UTC, to the microsecond, in an order that sorts as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
