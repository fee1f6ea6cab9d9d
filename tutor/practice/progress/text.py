"""Progress in print: plain lines that read well aloud."""

from __future__ import annotations

from datetime import date

from tutor.practice.progress.model import PartProgress, Progress, SkillProgress, SkillState

MOST_MISTAKES = 5
WEEK = 7


def lines(progress: Progress) -> list[str]:
    """The whole of it."""
    return [
        *head(progress),
        "",
        "Parts",
        *(_part(part) for part in progress.parts),
        *_skills(progress),
        *_mistakes(progress),
        "",
        "Next",
        *(f"  {one.text}: {one.command}" for one in progress.next),
    ]


def head(progress: Progress, *, with_papers: bool = True) -> list[str]:
    """Marks, exam, what is due, the week, and papers that were handed in."""
    found = [f"Marks: {short(progress.earned)} of {short(progress.marks)}, by your latest first answers."]
    if progress.days_to_exam is not None:
        found.append(f"Exam in {count(progress.days_to_exam, 'day')}, on {progress.exam}.")
    owed = f", and {count(progress.owed, 'question')} of which you saw the solution" if progress.owed else ""
    found.append(f"Due today: {count(len(progress.due), 'skill')}{owed}.")
    week = [day for day in progress.days if (progress.today - day.day).days < WEEK]
    answers = sum(day.answers for day in week)
    found.append(f"This week: {count(answers, 'answer')} on {count(len(week), 'day')}.")
    if with_papers:
        found += [
            f"Mock paper of {each.day}: {short(each.earned)} of {short(each.marks)}."
            for each in progress.exams
        ]
    return found


def _part(part: PartProgress) -> str:
    due = ", due" if part.is_due else ""
    marks = f"{short(part.earned)} of {short(part.marks)}"
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
    return [*found, "", f"{count(new, 'skill')} not tried yet."] if new else found


def _skill(skill: SkillProgress, today: date) -> str:
    # Recall is 100 % on the very day of practice: when it was last seen says more.
    return f"  {skill.title} ({skill.skill}): seen {seen(skill, today)}, {back(skill, today)}"


def seen(skill: SkillProgress, today: date) -> str:
    """When a skill that was practised was last seen."""
    assert skill.last is not None
    ago = (today - skill.last).days
    return {0: "today", 1: "yesterday"}.get(ago, f"{ago} days ago")


def back(skill: SkillProgress, today: date) -> str:
    """When it comes back."""
    if skill.due is None:
        return "after the exam"
    return "due" if skill.is_due else f"back on {max(skill.due, today)}"


def _mistakes(progress: Progress) -> list[str]:
    if not progress.mistakes:
        return []
    found = [
        f"  {each.said} ({each.count}×, last on {each.last})" for each in progress.mistakes[:MOST_MISTAKES]
    ]
    return ["", "Mistakes still alive", *found]


def count(number: int, word: str) -> str:
    """Return a number with its word: 1 day, 2 days."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def short(number: float) -> str:
    """Return marks with one decimal where there is one."""
    return f"{number:.1f}".removesuffix(".0")
