"""Progress in print: plain lines that read well aloud."""

from __future__ import annotations

from datetime import date

from tutor.practice.progress.model import PartProgress, Progress, SkillProgress, SkillState

MOST_MISTAKES = 5
WEEK = 7


def lines(progress: Progress) -> list[str]:
    """The whole of it."""
    return [
        *_head(progress),
        "",
        "Parts",
        *(_part(part) for part in progress.parts),
        *_skills(progress),
        *_mistakes(progress),
        "",
        "Next",
        *(f"  {one.text}: {one.command}" for one in progress.next),
    ]


def _head(progress: Progress) -> list[str]:
    found = [f"Marks: {_short(progress.earned)} of {_short(progress.marks)}, by your latest first answers."]
    if progress.days_to_exam is not None:
        found.append(f"Exam in {_count(progress.days_to_exam, 'day')}, on {progress.exam}.")
    found.append(f"Due today: {_count(len(progress.due), 'skill')}.")
    week = [day for day in progress.days if (progress.today - day.day).days < WEEK]
    answers = sum(day.answers for day in week)
    found.append(f"This week: {_count(answers, 'answer')} on {_count(len(week), 'day')}.")
    found += [
        f"Mock paper of {each.day}: {_short(each.earned)} of {_short(each.marks)}." for each in progress.exams
    ]
    return found


def _part(part: PartProgress) -> str:
    due = ", due" if part.is_due else ""
    marks = f"{_short(part.earned)} of {_short(part.marks)}"
    return f"  {part.part:<5} {part.title}: {marks}, {part.word}{due}"


def _skills(progress: Progress) -> list[str]:
    found = []
    for state in (SkillState.WEAK, SkillState.GROWING, SkillState.STRONG):
        skills = progress.skills_in(state)
        if skills:
            found += [
                "",
                f"Skills that are {state.value}",
                *(_skill(skill, progress.today) for skill in skills),
            ]
    new = len(progress.skills_in(SkillState.NEW))
    return [*found, "", f"{_count(new, 'skill')} not tried yet."] if new else found


def _skill(skill: SkillProgress, today: date) -> str:
    # Recall is 100 % on the very day of practice: when it was last seen says more.
    assert skill.last is not None
    seen = {0: "today", 1: "yesterday"}.get(
        (today - skill.last).days, f"{(today - skill.last).days} days ago"
    )
    back = (
        "after the exam"
        if skill.due is None
        else "due"
        if skill.is_due
        else f"back on {max(skill.due, today)}"
    )
    return f"  {skill.title} ({skill.skill}): seen {seen}, {back}"


def _mistakes(progress: Progress) -> list[str]:
    if not progress.mistakes:
        return []
    found = [
        f"  {each.said} ({each.count}×, last on {each.last})" for each in progress.mistakes[:MOST_MISTAKES]
    ]
    return ["", "Mistakes still alive", *found]


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
