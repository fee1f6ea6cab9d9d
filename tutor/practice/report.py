"""What a session came to, to be told at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tutor.practice.item import Item, Marked, State
from tutor.practice.rating import Rating

MOST_SKILLS = 12
MOST_MISTAKES = 5


@dataclass(slots=True)
class Tally:
    """What was done with a skill in this session."""

    title: str
    asked: int = 0
    right: int = 0


@dataclass(slots=True)
class Report:
    """A session in sum; `lines` tells it.

    Attributes:
        asked: how many questions got a scored answer, or were given up.
        right: of them, how many were right at the first try without help.
        helped: how many were right in the end.
        shown: how many solutions were shown instead of an answer.
        skipped: how many were passed over.
        answers: how many answers were marked.
        earned, marks: marks after the price of help, and how many there were.
        mistakes: the wrong rules that were met: how often.
        said: what was first said of each.
        tomorrow: how many skills come back tomorrow.
        saved: whether it was kept.
    """

    asked: int = 0
    right: int = 0
    helped: int = 0
    shown: int = 0
    skipped: int = 0
    answers: int = 0
    earned: float = 0.0
    marks: float = 0.0
    seconds: float = 0.0
    skills: dict[str, Tally] = field(default_factory=dict)
    mistakes: Counter[str] = field(default_factory=Counter)
    said: dict[str, str] = field(default_factory=dict)
    tomorrow: int = 0
    saved: bool = True

    def answered(self, marked: Marked) -> None:
        """Count an answer."""
        if marked.repeated or marked.verdict.is_free:
            return
        self.answers += 1
        if marked.verdict.mistake is not None:
            self.mistakes[marked.verdict.mistake] += 1
            said = marked.verdict.feedback[0] if marked.verdict.feedback else marked.verdict.mistake
            self.said.setdefault(marked.verdict.mistake, said)

    def closed(self, item: Item, title: str, rating: Rating | None) -> None:
        """Count an item that is left."""
        self.seconds += item.seconds
        if not item.is_scored and item.state is State.OPEN:
            self.skipped += 1
            return
        tally = self.skills.setdefault(item.variant.skill, Tally(title))
        tally.asked += 1
        self.asked += 1
        self.shown += item.state is State.SHOWN and not item.is_scored
        self.earned += item.earned * float(item.variant.marks)
        self.marks += float(item.variant.marks)
        if rating is Rating.GOOD:
            tally.right += 1
            self.right += 1
        elif item.state is State.RIGHT:
            self.helped += 1

    @property
    def lines(self) -> tuple[str, ...]:
        """The report in print."""
        if not self.asked and not self.skipped:
            return ("Nothing was answered.",)
        head = [
            f"{self.asked + self.skipped} {_plural(self.asked + self.skipped, 'question')} in {_time(self.seconds)}: "
            + _counted(
                ("right at once", self.right),
                ("right with help or more tries", self.helped),
                ("not right", self.asked - self.right - self.helped - self.shown),
                ("shown", self.shown),
                ("passed over", self.skipped),
            ),
            f"Marks: {_short(self.earned)} of {_short(self.marks)}." if self.marks else "",
        ]
        skills = [f"  {one.title}: {one.right} of {one.asked} at once" for one in self._weakest()]
        mistakes = [
            f"  {self.said[name]} ({count}×)" for name, count in self.mistakes.most_common(MOST_MISTAKES)
        ]
        tail = [
            f"{self.tomorrow} {_plural(self.tomorrow, 'skill')} to practise tomorrow."
            if self.tomorrow
            else "",
            "" if self.saved else "None of this was saved.",
        ]
        parts = [
            *head,
            *(["By skill:", *skills] if skills else []),
            *(["Mistakes met:", *mistakes] if mistakes else []),
        ]
        return tuple(line for line in [*parts, *tail] if line)

    def _weakest(self) -> list[Tally]:
        return sorted(self.skills.values(), key=lambda one: one.right / one.asked)[:MOST_SKILLS]


def _counted(*counts: tuple[str, int]) -> str:
    """What there was of each, without what there was nothing of."""
    return ", ".join(f"{count} {what}" for what, count in counts if count) + "."


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _plural(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return "under a minute" if minutes < 1 else f"{minutes} min"
