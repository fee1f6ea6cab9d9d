"""Progress from the log, the schedule and what the paper asks."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from tutor.practice.catalogue import Catalogue
from tutor.practice.days import study_day
from tutor.practice.logbook import Logbook
from tutor.practice.progress.advice import advice
from tutor.practice.progress.model import (
    DayProgress,
    ExamProgress,
    MistakeProgress,
    PartProgress,
    Progress,
    SkillProgress,
    SkillState,
)
from tutor.practice.rating import Rating
from tutor.practice.schedule import Standing

if TYPE_CHECKING:
    from tutor.questions.question import Part, Question

STRONG = 21.0
"""Days of stability from which a skill is strong: it survives three weeks without practice."""

FADED = 0.7
"""The chance of recall below which a skill that once sat is weak again."""

FORECAST = 14


def progress(catalogue: Catalogue, logbook: Logbook) -> Progress:
    """How the learner stands today.

    Raises:
        ContentFault: if the content cannot be used.
        StoreFault: if the store cannot be read.
    """
    today = logbook.today
    skills = {skill: _skill(skill, catalogue, logbook, today) for skill in catalogue.by_skill}
    parts = [
        _part(part, question, catalogue, logbook, skills)
        for question in catalogue.library.questions
        for part in question.parts
    ]
    mistakes = _mistakes(logbook)
    exams = _exams(logbook)
    return Progress(
        today=today,
        exam=logbook.plan.exam,
        days_to_exam=logbook.plan.days_to_exam(today),
        earned=sum(part.earned for part in parts),
        marks=sum(part.marks for part in parts),
        parts=tuple(parts),
        skills=tuple(skills.values()),
        mistakes=mistakes,
        days=_days(logbook),
        coming=logbook.schedule.forecast(today, FORECAST),
        exams=exams,
        owed=sum(logbook.history.past(one).owed for one in catalogue.templates),
        next=advice(parts, list(skills.values()), mistakes, exams, logbook),
    )


def state_of(standing: Standing | None) -> SkillState:
    """How well a skill sits."""
    if standing is None:
        return SkillState.NEW
    if standing.rating is Rating.AGAIN or standing.recall < FADED:
        return SkillState.WEAK
    return SkillState.STRONG if standing.stability >= STRONG else SkillState.GROWING


def _skill(skill: str, catalogue: Catalogue, logbook: Logbook, today: date) -> SkillProgress:
    standing = logbook.schedule.standing(skill, today)
    title = catalogue.titles.get(skill, skill)
    if standing is None:
        return SkillProgress(skill=skill, title=title, state=SkillState.NEW)
    waiting = standing.due is not None and standing.due <= today
    return SkillProgress(
        skill=skill,
        title=title,
        state=state_of(standing),
        is_due=waiting and not logbook.schedule.is_rated(skill, today),
        last=standing.last,
        due=standing.due,
        reviews=standing.reviews,
        lapses=standing.lapses,
    )


def _part(
    part: Part, question: Question, catalogue: Catalogue, logbook: Logbook, skills: dict[str, SkillProgress]
) -> PartProgress:
    """A part, by what the paper asks of it; its skills are those of everything that belongs to it."""
    belong = {id_: one for id_, one in catalogue.templates.items() if one.template.part == part.id}
    asked = {id_: one for id_, one in belong.items() if one.template.paper is not None}
    pasts = {id_: logbook.history.past(id_) for id_ in asked}
    earned = sum(
        float(Fraction(asked[id_].template.marks)) * (past.share or 0.0) for id_, past in pasts.items()
    )
    mine = [skills[skill] for skill in dict.fromkeys(one.template.skill for one in belong.values())]
    return PartProgress(
        part=part.id,
        question=question.number,
        title=part.title,
        marks=float(part.marks),
        earned=round(earned, 6),
        tried=sum(past.share is not None for past in pasts.values()),
        asked=len(asked),
        states=dict(Counter(skill.state for skill in mine)),
        is_due=any(skill.is_due for skill in mine),
        last=max((past.last for past in pasts.values() if past.last), default=None),
    )


def _mistakes(logbook: Logbook) -> tuple[MistakeProgress, ...]:
    return tuple(
        MistakeProgress(
            mistake=habit.mistake,
            skill=habit.skill,
            said=habit.said,
            count=habit.count,
            last=habit.last,
            cleared=len(habit.cleared),
        )
        for habit in logbook.history.alive
    )


def _days(logbook: Logbook) -> tuple[DayProgress, ...]:
    return tuple(
        DayProgress(day=day, answers=done.answers, right=done.right, minutes=round(done.seconds / 60, 1))
        for day, done in sorted(logbook.history.days.items())
        if done.answers
    )


def _exams(logbook: Logbook) -> tuple[ExamProgress, ...]:
    """The papers that were handed in, the earliest first."""
    return tuple(
        ExamProgress(
            id=one.id,
            day=study_day(datetime.fromisoformat(one.handed_in).astimezone()),
            earned=float(Fraction(one.earned or 0)),
            marks=float(Fraction(one.marks)),
        )
        for one in reversed(logbook.store.sittings())
        if one.handed_in is not None
    )
