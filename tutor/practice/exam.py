"""The mock paper: every part in order, free to move, no feedback until it is handed in.

exam = Exam.resume(catalogue, logbook) or Exam.begin(catalogue, logbook, minutes=90)
exam.go(3); exam.write("0.8")         # on the disk when this returns
exam.hand_in()                        # the marked paper
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec

from tutor.practice.catalogue import Catalogue, draw
from tutor.practice.entry import Draft, Entry, Shown, Sitting, kept
from tutor.practice.item import Item, Ticks, shown_of
from tutor.practice.logbook import Logbook
from tutor.practice.marked import Line, MarkedPaper, as_text, is_blank, marked_line
from tutor.practice.rating import Rated
from tutor.practice.reading import Reading, read
from tutor.practice.session import NotNow

if TYPE_CHECKING:
    from tutor.questions.variant import Variant

__all__ = ["Exam", "Field", "Reading"]


@dataclass(slots=True)
class Field:
    """A part of the paper, and what the learner has written so far."""

    variant: Variant
    answer: Any = None

    @property
    def is_answered(self) -> bool:
        """Whether anything is written."""
        return not is_blank(self.answer)


class Exam:
    """One sitting of the paper."""

    def __init__(
        self, fields: Sequence[Field], logbook: Logbook, sitting: Sitting, ticks: Ticks = time.monotonic
    ) -> None:
        """Go on with a sitting; `begin` and `resume` find one."""
        self.fields = tuple(fields)
        self.at = next((at for at, field in enumerate(self.fields) if not field.is_answered), 0)
        self.sitting = sitting
        self._logbook = logbook
        self._ticks = ticks
        self._opened = ticks()

    @classmethod
    def begin(
        cls,
        catalogue: Catalogue,
        logbook: Logbook,
        *,
        minutes: int | None = None,
        seed: int | None = None,
        ticks: Ticks = time.monotonic,
    ) -> Exam:
        """A new sitting: the paper's own numbers, or those of a seed.

        Raises:
            NotNow: if the content asks nothing, or if `minutes` is no time.
            StoreFault: if it cannot be kept.
        """
        if minutes is not None and not 1 <= minutes <= 10_000:
            raise NotNow(f"A time limit is from 1 to 10000 minutes, not {minutes}.")
        variants = paper_of(catalogue, seed)
        if not variants:
            raise NotNow("This content has no paper.")
        shown = [shown_of(variant) for variant in variants]
        moment = logbook.moment()
        sitting = Sitting(
            id=uuid4().hex,
            begun=moment,
            saved=moment,
            seed=seed,
            minutes=minutes,
            spent=0.0,
            shown=tuple(one.key for one in shown),
            marks=str(sum((variant.marks for variant in variants), Fraction(0))),
        )
        logbook.store.keep(sitting, shown)
        return cls([Field(variant) for variant in variants], logbook, sitting, ticks)

    @classmethod
    def resume(cls, catalogue: Catalogue, logbook: Logbook, *, ticks: Ticks = time.monotonic) -> Exam | None:
        """The sitting that is under way, with everything written so far; None without one."""
        sitting = next((one for one in logbook.store.sittings() if one.handed_in is None), None)
        if sitting is None:
            return None
        drafts = {draft.variant: draft.answer for draft in sitting.drafts}
        variants = paper_of(catalogue, sitting.seed)
        fields = [Field(variant, drafts.get(variant.id)) for variant in variants]
        return cls(fields, logbook, sitting, ticks)

    @property
    def here(self) -> Field:
        """The part that is open."""
        return self.fields[self.at]

    @property
    def answered(self) -> int:
        """How many parts have an answer."""
        return sum(field.is_answered for field in self.fields)

    @property
    def changed(self) -> tuple[str, ...]:
        """The parts whose text has been changed since the sitting began: content was updated in the meantime."""
        before = set(self.sitting.shown)
        return tuple(one.variant.part for one in self.fields if shown_of(one.variant).key not in before)

    @property
    def spent(self) -> float:
        """The seconds that the sitting has been open, in all."""
        return self.sitting.spent + max(0.0, self._ticks() - self._opened)

    @property
    def seconds_left(self) -> float | None:
        """The seconds that are left; None without a limit."""
        return None if self.sitting.minutes is None else max(0.0, self.sitting.minutes * 60 - self.spent)

    @property
    def is_time_up(self) -> bool:
        """Whether no more can be written; it can only be handed in."""
        return self.seconds_left == 0.0

    def go(self, at: int) -> Field:
        """Open a part by its place from 0; places beyond the ends are the ends."""
        self.at = min(max(at, 0), len(self.fields) - 1)
        return self.here

    def find(self, part: str) -> int:
        """The place of a part, or of the first one below it; raise NotNow if the paper has none."""
        found = [at for at, one in enumerate(self.fields) if one.variant.part == part]
        found += [at for at, one in enumerate(self.fields) if one.variant.part.startswith(part)]
        if not found or not part:
            raise NotNow(f"The paper has no part {part}.")
        return found[0]

    def read(self, answer: Any) -> Reading:
        """How an answer to the open part is read, or why it cannot be; whether it is right is never told."""
        if is_blank(answer):
            return Reading()
        return read(self.here.variant, answer)

    def write(self, answer: Any) -> None:
        """Keep what is written for the open part; an empty answer takes it back.

        Raises:
            NotNow: if the time is up.
            StoreFault: if it cannot be kept; what was written before then stands.
        """
        if self.is_time_up:
            raise NotNow("Time is up: hand the paper in.")
        answer = kept(answer)
        draft = Draft(variant=self.here.variant.id, at=self._logbook.moment(), answer=answer)
        self._save([draft])
        self.here.answer = answer

    def save(self) -> None:
        """Keep the time that has passed, as when the paper is left; raise StoreFault."""
        self._save([])

    def discard(self) -> None:
        """Throw the sitting away, unmarked; raise StoreFault."""
        self._logbook.store.discard(self.sitting.id)

    def hand_in(self) -> MarkedPaper:
        """Mark the paper and keep its marks, all at once.

        Raises:
            NotNow: if it has been handed in elsewhere in the meantime.
            StoreFault: if it cannot be kept; the sitting then stays open.
        """
        paper = self.mark()
        moment = self._logbook.moment()
        sitting = msgspec.structs.replace(
            self.sitting, saved=moment, spent=self.spent, handed_in=moment, earned=str(paper.earned)
        )
        kept = [self._entry(line) for line in paper.lines if line.verdict is not None]
        entries = [entry for entry, _, _ in kept]
        rated = [one for _, _, one in kept if one is not None]
        if not self._logbook.store.hand_in(sitting, entries, [shown for _, shown, _ in kept], rated):
            raise NotNow("This paper has been handed in already.")
        self.sitting = sitting
        for entry, _, one in kept:
            self._logbook.count(entry, one)
        return paper

    def mark(self) -> MarkedPaper:
        """The paper as it would be marked now; nothing is kept."""
        earlier: dict[str, str] = {}
        lines: list[Line] = []
        for field in self.fields:
            lines.append(marked_line(field.variant, field.answer, earlier))
            if field.is_answered:
                earlier[field.variant.kept_as] = as_text(field.answer)
        return MarkedPaper(tuple(lines))

    def _entry(self, line: Line) -> tuple[Entry, Shown, Rated | None]:
        item = Item(line.variant, self._ticks)
        entry = self._logbook.entry(item, self.sitting.id, "exam", "answer", line.verdict, line.answer)
        return entry, item.shown, item.rating.after(entry)

    def _save(self, drafts: Sequence[Draft]) -> None:
        sitting = msgspec.structs.replace(self.sitting, saved=self._logbook.moment(), spent=self.spent)
        self._logbook.store.keep(sitting, drafts=drafts)
        # Only the file's copy takes the time so far: this program goes on counting from when it was opened.


def paper_of(catalogue: Catalogue, seed: int | None = None) -> list[Variant]:
    """The paper's variants in order; with a seed on fresh numbers, each case on its own."""
    exercises = catalogue.library.paper
    if seed is None:
        return [exercise.paper() for exercise in exercises]
    return [draw(exercise, seed + exercise.template.cases.index(exercise.case)) for exercise in exercises]
