"""Progress as rows for a screen: a text, what stands at its right, and the command that practises it."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.practice.progress.model import PartProgress, Progress, SkillState
from tutor.practice.progress.text import back, count, head, seen, short

PAPER = "paper "
"""What a row's command begins with that shows a marked paper; its id follows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `command` is what a choice of it does, "" where it is only to be read."""

    text: str
    aside: str = ""
    command: str = ""
    is_heading: bool = False


def rows(progress: Progress) -> tuple[Row, ...]:
    """The whole of it; what to do next comes first."""
    return (
        *(Row(line) for line in head(progress, with_papers=False)),
        *_section("What to do next", [Row(one.text, "", one.command) for one in progress.next]),
        *_section("Parts of the paper", [_part(part) for part in progress.parts]),
        *_section(
            "Mock papers",
            [
                Row(
                    f"Handed in on {one.day}",
                    f"{short(one.earned)} of {short(one.marks)}",
                    f"{PAPER}{one.id}",
                )
                for one in reversed(progress.exams)
            ],
        ),
        *_skills(progress),
        *_section(
            "Mistakes still alive",
            [Row(one.said, f"{one.count}×", f"tutor quiz {one.skill}") for one in progress.mistakes],
        ),
    )


def _section(title: str, found: list[Row]) -> list[Row]:
    return [Row(""), Row(title, is_heading=True), *found] if found else []


def _part(part: PartProgress) -> Row:
    marks = f"{short(part.earned)} of {short(part.marks)}"
    word = f"{part.word}, due" if part.is_due else part.word
    return Row(f"{part.part:<4} {part.title}", f"{marks}   {word:<13}", f"tutor quiz {part.part}")


def _skills(progress: Progress) -> list[Row]:
    found: list[Row] = []
    for state in (SkillState.WEAK, SkillState.GROWING, SkillState.STRONG):
        found += _section(
            f"Skills that are {state.value}",
            [
                Row(
                    each.title,
                    f"seen {seen(each, progress.today)}, {back(each, progress.today)}",
                    f"tutor quiz {each.skill}",
                )
                for each in progress.skills_in(state)
            ],
        )
    new = len(progress.skills_in(SkillState.NEW))
    return [*found, Row(""), Row(f"{count(new, 'skill')} not tried yet.")] if new else found
