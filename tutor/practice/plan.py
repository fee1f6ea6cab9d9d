"""What the schedule goes by: the day of the exam, how much is to be retained, and the numbers of the model."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import msgspec

RETENTION = 0.9
LEAST_RETENTION, MOST_RETENTION = 0.80, 0.97
EXAM, RETAIN, PARAMETERS = "exam", "retention", "fsrs 6 parameters"


class Settings(Protocol):
    """Where settings are kept."""

    def setting(self, name: str) -> str | None:
        """A setting's value."""

    def set(self, name: str, value: str | None) -> None:
        """Keep a setting."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The exam's day (None without one), the share to be retained, and FSRS's parameters (empty: its own)."""

    exam: date | None = None
    retention: float = RETENTION
    parameters: tuple[float, ...] = ()

    def days_to_exam(self, day: date) -> int | None:
        """How many days there are from a day to the exam; None without one, or once it is past."""
        if self.exam is None or self.exam < day:
            return None
        return (self.exam - day).days


def read_plan(settings: Settings) -> Plan:
    """The plan as it is kept; what cannot be used (a file is easily edited) counts as never set."""
    try:
        exam = date.fromisoformat(settings.setting(EXAM) or "")
    except ValueError:
        exam = None
    return Plan(exam, _retention(settings.setting(RETAIN)), _parameters(settings.setting(PARAMETERS)))


def exam_day(text: str, today: date) -> date | None:
    """The day of an exam as typed: 2027-01-31, or in how many days; "none" or nothing for no exam.

    Raises:
        ValueError: if it is none of these, or past; the text is one sentence.
    """
    text = text.strip()
    if text in ("", "none"):
        return None
    try:
        day = today + timedelta(days=int(text)) if text.isdecimal() else date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise ValueError(
            f"The exam takes a day such as 2027-01-31, a number of days, or none, not {text}."
        ) from None
    if day < today:
        raise ValueError(f"The exam cannot be on {day}: that is past.")
    return day


def set_exam(settings: Settings, day: date | None) -> None:
    """Keep the day of the exam; None takes it away."""
    settings.set(EXAM, None if day is None else day.isoformat())


def keep_parameters(settings: Settings, parameters: tuple[float, ...]) -> None:
    """Keep the model's parameters with the data: a later version of FSRS has others, and would reorder everything."""
    settings.set(PARAMETERS, msgspec.json.encode(parameters).decode())


def _retention(text: str | None) -> float:
    try:
        wanted = float(text or "")
    except ValueError:
        return RETENTION
    return min(max(wanted, LEAST_RETENTION), MOST_RETENTION) if math.isfinite(wanted) else RETENTION


def _parameters(text: str | None) -> tuple[float, ...]:
    try:
        return msgspec.json.decode(text or "[]", type=tuple[float, ...])
    except msgspec.MsgspecError:
        return ()
