"""A sitting with the quiz: drill, mixed or review. The plain quiz and the screen drive the same object.

session = Session(queue, catalogue, logbook, "mixed")
session.view                     # everything there is to show
session.answer("0.8")            # marks, keeps, and only then tells; a StoreFault has changed nothing
session.hint(), session.reveal(), session.fresh(), session.next()
session.end().lines              # the report
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from random import Random
from typing import Any, Literal
from uuid import uuid4

from tutor.marking.verdict import Verdict
from tutor.practice.catalogue import Catalogue, suspects
from tutor.practice.entry import Entry, What
from tutor.practice.item import Item, Marked, State, Ticks
from tutor.practice.logbook import Logbook
from tutor.practice.marked import as_text
from tutor.practice.queue import Ending, Pick, Queue
from tutor.practice.rating import Rating, rate
from tutor.practice.reading import Reading, read
from tutor.practice.report import Report
from tutor.practice.view import View, view
from tutor.questions.files import ContentFault

MOST_FAULTY = 20
PracticeMode = Literal["drill", "mixed", "review"]


class NotNow(Exception):
    """What was asked for is not possible at present; the text is one sentence for the learner."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the Explore view is to show: a question at a part, its inputs, and the learner's wrong rule, if known."""

    question: str
    part: str
    inputs: dict[str, str]
    compare: str | None


class Session:
    """Asks one question after the other until the queue is empty or the learner has had enough."""

    def __init__(
        self,
        queue: Queue,
        catalogue: Catalogue,
        logbook: Logbook,
        mode: PracticeMode,
        *,
        random: Random | None = None,
        ticks: Ticks = time.monotonic,
    ) -> None:
        """Begin with the first question; raise ContentFault when no numbers can be drawn for it."""
        self.id = uuid4().hex
        self.mode: PracticeMode = mode
        self.report = Report()
        self.number = 0
        self.item: Item | None = None
        self._queue = queue
        self._catalogue = catalogue
        self._logbook = logbook
        self._random = random or Random()
        self._ticks = ticks
        self._pick: Pick | None = None
        self._entries: list[Entry] = []
        self._suspects: frozenset[str] = frozenset()
        self._earlier: dict[str, str] = {}
        self._more = False
        self._advance()

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to ask."""
        return self.item is None

    @property
    def view(self) -> View:
        """The question as it stands; raise NotNow when there is none."""
        item, pick = self._current()
        saved = self._logbook.store.is_saved
        return view(
            item, pick, self.number, self._queue.left, hides_topic=self._queue.hides_topic, saved=saved
        )

    def answer(self, answer: Any) -> Marked:
        """Mark an answer and keep it, before anything is told.

        Raises:
            NotNow: if the question takes no answers any more.
            StoreFault: if it cannot be kept; the answer then counts as not given.
        """
        item = self._open()
        marked = item.mark(answer, self._earlier)
        if not marked.repeated:
            self._keep("answer", marked.verdict, answer)
        if not (marked.repeated or marked.verdict.is_free):
            self._suspects = suspects(item.variant, marked.verdict.mistake)
            self._earlier[item.variant.kept_as] = as_text(answer)
        item.take(marked, answer)
        self.report.answered(marked)
        return marked

    def compare(self) -> str:
        """The model answer, for a learner whose words could not be judged; `judge` is to follow.

        Raises:
            NotNow: if there is nothing for the learner to judge.
        """
        item = self._open()
        if not item.awaits_learner:
            raise NotNow("There is nothing here for you to judge.")
        return item.variant.answer

    def judge(self, share: float) -> Marked:
        """Take the learner's own score of the last answer, from 0 to 1, and keep it; the question is then over.

        Raises:
            NotNow: if there is nothing for the learner to judge.
            ValueError: if the share is not from 0 to 1.
            StoreFault: if it cannot be kept; nothing is then judged.
        """
        if not 0 <= share <= 1:
            raise ValueError(f"share must be from 0 to 1, not {share}.")
        self.compare()
        item = self._open()
        marked = item.judged(share)
        self._keep("answer", marked.verdict, item.given)
        item.take_judged(marked)
        self.report.answered(marked)
        return marked

    def read(self, answer: Any) -> Reading:
        """How an answer would be read, without marking it: for a field that shows its reading while one types."""
        return read(self._open().variant, answer)

    def hint(self) -> str:
        """Open the next rung of the ladder.

        Raises:
            NotNow: if there is none, or if the one before has only just been opened.
            StoreFault: if it cannot be kept; it then stays closed.
        """
        item = self._open()
        if item.hints >= len(item.variant.hints):
            raise NotNow("There are no more hints; the solution can be shown.")
        if item.hint_wait > 0:
            raise NotNow(f"The next hint opens in {ceil(item.hint_wait)} s, or after another try.")
        self._keep("hint")
        item.take_hint()
        return item.variant.hints[item.hints - 1]

    def reveal(self) -> str:
        """The worked solution: always to be had; while the question is open it is given up, and fresh numbers owed.

        Raises:
            StoreFault: if giving up cannot be kept; nothing is then shown.
        """
        item, _ = self._current()
        if item.is_open:
            self._keep("reveal")
            item.take_reveal()
        return item.variant.solution

    def see(self) -> Sight:
        """The question's Explore view at these numbers, with the learner's wrong rule beside the right one.

        Raises:
            NotNow: before an answer (the view has the right one on it), or where it can show nothing of this.
        """
        item, _ = self._current()
        variant = item.variant
        if not variant.exercise.template.see:
            raise NotNow("There is nothing of this that the Explore view could show.")
        if item.is_open and not item.is_scored:
            raise NotNow("There is nothing to explore here before an answer.")
        mistake = item.last.verdict.mistake if item.last else None
        inputs, compare = variant.explore(mistake)
        return Sight(variant.exercise.book.question.number, variant.exercise.template.part, inputs, compare)

    def fresh(self) -> None:
        """Fresh numbers of the same, at once in a drill, after something else where skills are mixed.

        Raises:
            StoreFault: as `next` does.
        """
        self._current()
        self._more = True
        self.next()

    def next(self) -> None:
        """Leave this question for the next; one without a scored answer counts as passed over.

        Raises:
            StoreFault: if that cannot be kept; the question then stays.
            ContentFault: if nothing that follows can be drawn.
        """
        item, pick = self._current()
        self._logbook.refresh()
        skipped = item.is_open and not item.is_scored
        if skipped and not self._more:
            self._keep("skip")
        self._leave(item, pick, skipped)
        self._advance()

    def end(self) -> Report:
        """The report; a question that is still open is left without a mark."""
        if self.item is not None and (self.item.is_scored or self.item.state is not State.OPEN):
            self._close(self.item)
        self.item = None
        today = self._logbook.today
        coming = self._logbook.schedule.forecast(today, 2)
        self.report.tomorrow = len(coming[today + timedelta(days=1)])
        self.report.saved = self._logbook.store.is_saved
        return self.report

    def go_on_unsaved(self) -> None:
        """Keep nothing from now on, so that practice can go on where nothing can be saved."""
        self._logbook.go_on_unsaved()

    def _current(self) -> tuple[Item, Pick]:
        if self.item is None or self._pick is None:
            raise NotNow("There is no question on the table.")
        return self.item, self._pick

    def _open(self) -> Item:
        item, _ = self._current()
        if not item.is_open:
            raise NotNow("This question is over; go on to the next.")
        return item

    def _keep(self, what: What, verdict: Verdict | None = None, answer: Any = None) -> None:
        item, _ = self._current()
        entry = self._logbook.entry(item, self.id, self.mode, what, verdict, answer)
        self._logbook.keep(item, entry)
        self._entries.append(entry)

    def _leave(self, item: Item, pick: Pick, skipped: bool) -> None:
        rating = self._close(item)
        sat = item.state is State.RIGHT and rating in (Rating.GOOD, Rating.HARD)
        if self._more:
            self._queue.ended(pick, Ending(sat=True))
            self._queue.once_more(Pick(pick.template, pick.why, self._suspects))
        else:
            self._queue.ended(pick, Ending(sat, skipped, frozenset() if sat else self._suspects))

    def _close(self, item: Item) -> Rating | None:
        rating = rate(self._entries)
        self.report.closed(item, self._catalogue.titles.get(item.variant.skill, item.variant.skill), rating)
        return rating

    def _advance(self) -> None:
        """Put the next question on the table; what cannot be drawn (a pack may be at fault) is left out."""
        self._entries, self._suspects, self._more = [], frozenset(), False
        self.item, fault = None, None
        for _ in range(MOST_FAULTY):
            self._pick = self._queue.next()
            if self._pick is None:
                return
            try:
                self.item = Item(self._draw(self._pick), self._ticks)
            except ContentFault as found:
                fault = found
                self._queue.ended(self._pick, Ending(sat=False, skipped=True))
                continue
            self.number += 1
            return
        if fault is not None:
            raise fault

    def _draw(self, pick: Pick) -> Any:
        seen: deque[str] = self._logbook.history.past(pick.template).recent
        if pick.suspects:
            return self._catalogue.splitting(pick.template, pick.suspects, self._random, seen)
        return self._catalogue.fresh(pick.template, self._random, seen)
