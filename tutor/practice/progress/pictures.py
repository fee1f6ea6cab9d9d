"""Progress in pictures, as data."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from tutor.figures.figure import Axis, Bars, Cells, Figure, Role
from tutor.practice.progress.model import Progress, SkillState

WEEKS = 12
MANY = 10
"""Answers from which a day counts as a full one."""

_MEANING: tuple[tuple[str, str, Role], ...] = (
    (" ", "not yet", "muted"),
    ("·", "nothing", "muted"),
    ("▪", f"1 to {MANY - 1} answers", "first"),
    ("█", f"{MANY} answers or more", "strong"),
)


def pictures(progress: Progress) -> tuple[Figure, ...]:
    """Marks by part, skills by state, the days practised, and what comes back when."""
    return marks(progress), states(progress), calendar(progress), coming(progress)


def marks(progress: Progress) -> Figure:
    """The marks of every part that the latest first answers would earn."""
    earned = [part.earned for part in progress.parts]
    return Figure(
        title="Marks by part",
        caption=f"Your latest first answers are worth {_short(progress.earned)} of {_short(progress.marks)} marks.",
        layers=[
            Bars(
                names=[part.part for part in progress.parts],
                values=earned,
                role="right",
                texts=[f"{_short(part.earned)} of {_short(part.marks)}" for part in progress.parts],
            )
        ],
        x=Axis("marks", low=0.0, high=max((part.marks for part in progress.parts), default=1.0)),
    )


def states(progress: Progress) -> Figure:
    """How many skills sit how well."""
    counts = [len(progress.skills_in(state)) for state in SkillState]
    told = ", ".join(f"{count} {state.value}" for count, state in zip(counts, SkillState, strict=True))
    bars = Bars(names=[state.value for state in SkillState], values=[float(count) for count in counts])
    return Figure("Skills", f"Of {len(progress.skills)} skills: {told}.", [bars], x=Axis("skills", low=0.0))


def calendar(progress: Progress) -> Figure:
    """The last weeks, a column each, Monday at the top."""
    answers = {day.day: day.answers for day in progress.days}
    monday = progress.today - timedelta(days=progress.today.weekday(), weeks=WEEKS - 1)
    kind = np.zeros((7, WEEKS), dtype=int)
    for week in range(WEEKS):
        for weekday in range(7):
            kind[weekday, week] = _kind(monday + timedelta(weeks=week, days=weekday), progress.today, answers)
    practised = sum(monday <= day <= progress.today for day in answers)
    return Figure(
        title="Days practised",
        caption=f"Practised on {practised} of the last {(progress.today - monday).days + 1} days.",
        layers=[Cells(kind, _MEANING)],
        x=Axis("week", low=1.0),
        y=Axis("weekday", low=1.0),
    )


def coming(progress: Progress) -> Figure:
    """How many skills come back on each of the coming days."""
    counts = [float(len(skills)) for skills in progress.coming.values()]
    names = [_named(day, progress.today) for day in progress.coming]
    total = int(sum(counts))
    caption = f"{total} skills come back in the next {len(names)} days."
    return Figure(
        "Coming up", caption, [Bars(names=names, values=counts, role="second")], x=Axis("skills", low=0.0)
    )


def _kind(day: date, today: date, answers: dict[date, int]) -> int:
    if day > today:
        return 0
    count = answers.get(day, 0)
    return 1 if not count else 2 if count < MANY else 3


def _named(day: date, today: date) -> str:
    ahead = (day - today).days
    return {0: "today", 1: "tomorrow"}.get(ahead, day.strftime("%a %d.%m."))


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
