"""What progress is, as plain data."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class SkillState(StrEnum):
    """How well a skill sits."""

    NEW = "new"
    WEAK = "weak"
    GROWING = "growing"
    STRONG = "strong"


class _Data(msgspec.Struct, frozen=True, kw_only=True):
    pass


class SkillProgress(_Data, frozen=True):
    """A skill: how it sits, when it was last seen and comes back, how often it was recalled and not."""

    skill: str
    title: str
    state: SkillState
    is_due: bool = False
    last: date | None = None
    due: date | None = None
    reviews: int = 0
    lapses: int = 0


class PartProgress(_Data, frozen=True):
    """A part of the paper, by the latest first answers to what it asks, on whatever numbers.

    Attributes:
        earned, marks: of the paper's own marks.
        tried, asked: how many of its templates were answered, of how many.
        states: how many of its skills are in which state.
        is_due: whether any of them is due today.
    """

    part: str
    question: str
    title: str
    marks: float
    earned: float
    tried: int
    asked: int
    states: dict[SkillState, int]
    is_due: bool
    last: date | None

    @property
    def is_done(self) -> bool:
        """Whether everything was answered, and rightly."""
        return self.tried == self.asked and self.earned >= self.marks

    @property
    def word(self) -> str:
        """How it stands, in a word or two."""
        if not self.tried:
            return "not tried"
        if self.states.get(SkillState.WEAK):
            return "weak"
        return "done" if self.is_done else "begun"


class MistakeProgress(_Data, frozen=True):
    """A wrong rule that may well be followed again: `cleared` counts the days since on which it was not."""

    mistake: str
    skill: str
    said: str
    count: int
    last: date
    cleared: int


class DayProgress(_Data, frozen=True):
    """A study day on which something was answered."""

    day: date
    answers: int
    right: int
    minutes: float


class ExamProgress(_Data, frozen=True):
    """A paper that was handed in."""

    id: str
    day: date
    earned: float
    marks: float


class Advice(_Data, frozen=True):
    """What to do next, and the command that does it."""

    text: str
    command: str


class Progress(_Data, frozen=True):
    """Everything at once."""

    today: date
    exam: date | None
    days_to_exam: int | None
    earned: float
    marks: float
    parts: tuple[PartProgress, ...]
    skills: tuple[SkillProgress, ...]
    mistakes: tuple[MistakeProgress, ...]
    days: tuple[DayProgress, ...]
    coming: dict[date, tuple[str, ...]]
    exams: tuple[ExamProgress, ...]
    owed: int
    """How many solutions were shown, and nothing of the same answered since."""
    next: tuple[Advice, ...]

    @property
    def due(self) -> tuple[SkillProgress, ...]:
        """The skills that are due today."""
        return tuple(skill for skill in self.skills if skill.is_due)

    def skills_in(self, state: SkillState) -> tuple[SkillProgress, ...]:
        """The skills in a state."""
        return tuple(skill for skill in self.skills if skill.state is state)
