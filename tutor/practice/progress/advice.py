"""What to do next: at most three things, each with the command that does it."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.practice.logbook import Logbook
from tutor.practice.marked import is_blank
from tutor.practice.progress.model import (
    Advice,
    ExamProgress,
    MistakeProgress,
    PartProgress,
    SkillProgress,
    SkillState,
)

MOST = 3
EXAM_IS_NEAR = 7
"""Days before the exam from which a mock paper is worth an hour."""


def advice(
    parts: Sequence[PartProgress],
    skills: Sequence[SkillProgress],
    mistakes: Sequence[MistakeProgress],
    exams: Sequence[ExamProgress],
    logbook: Logbook,
) -> tuple[Advice, ...]:
    """The most useful first."""
    found = [
        _under_way(logbook),
        _due(skills),
        _mock(exams, logbook),
        _mistake(mistakes),
        _new(parts, skills),
        Advice(text="Practise everything, mixed", command="tutor quiz"),
    ]
    return tuple(one for one in found if one is not None)[:MOST]


def _under_way(logbook: Logbook) -> Advice | None:
    open_ = next((one for one in logbook.store.sittings() if one.handed_in is None), None)
    if open_ is None:
        return None
    written = sum(not is_blank(draft.answer) for draft in open_.drafts)
    text = f"Go on with the mock paper: {written} of {len(open_.shown)} parts are answered"
    return Advice(text=text, command="tutor quiz --mode exam")


def _due(skills: Sequence[SkillProgress]) -> Advice | None:
    due = [skill for skill in skills if skill.is_due]
    if not due:
        return None
    what = due[0].title if len(due) == 1 else f"{len(due)} skills"
    return Advice(text=f"Review what is due today: {what}", command="tutor quiz --mode review")


def _mock(exams: Sequence[ExamProgress], logbook: Logbook) -> Advice | None:
    days = logbook.plan.days_to_exam(logbook.today)
    if days is None or days > EXAM_IS_NEAR:
        return None
    if exams and (logbook.today - exams[-1].day).days <= EXAM_IS_NEAR:
        return None
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return Advice(text=f"The exam is {when}: sit the mock paper", command="tutor quiz --mode exam")


def _mistake(mistakes: Sequence[MistakeProgress]) -> Advice | None:
    if not mistakes:
        return None
    worst = max(mistakes, key=lambda each: (each.count, each.last))
    return Advice(text=f"A mistake to get rid of: {worst.said}", command=f"tutor quiz {worst.skill}")


def _new(parts: Sequence[PartProgress], skills: Sequence[SkillProgress]) -> Advice | None:
    part = next((each for each in parts if each.asked and not each.tried), None)
    if part is not None:
        return Advice(text=f"New: {part.part} {part.title}", command=f"tutor quiz {part.part}")
    skill = next((each for each in skills if each.state is SkillState.NEW), None)
    if skill is not None:
        return Advice(text=f"New: {skill.title}", command=f"tutor quiz {skill.skill}")
    return None
