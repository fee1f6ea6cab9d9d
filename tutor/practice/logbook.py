"""Everything that is kept, in one place: the store, and what follows from it, the history and the schedule."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tutor.marking.verdict import Verdict
from tutor.practice.days import Clock, now, stamp, study_day
from tutor.practice.entry import Entry, Mode, What, clean, kept
from tutor.practice.history import History
from tutor.practice.item import Item, share_of
from tutor.practice.plan import Plan, keep_parameters, read_plan
from tutor.practice.rating import Rated
from tutor.practice.schedule import Schedule, default_parameters
from tutor.practice.store import Store, unsaved

if TYPE_CHECKING:
    from tutor.questions.variant import Variant

TICK = timedelta(microseconds=1)


class Logbook:
    """Keeps what the learner does. Whatever writes may raise StoreFault, and has then changed nothing."""

    def __init__(self, store: Store, clock: Clock = now) -> None:
        """Read everything that a store holds."""
        self.store = store
        self.clock = clock
        self._last: datetime | None = None
        self._read()

    @property
    def today(self) -> date:
        """The study day; never before the last one in the log, unless a clock was wrong by more than a day."""
        today, last = study_day(self.clock()), self.history.last_day
        return last if last is not None and today < last <= today + timedelta(days=1) else today

    @property
    def plan(self) -> Plan:
        """What the schedule goes by."""
        return self.schedule.plan

    def refresh(self) -> None:
        """Read everything again if another tutor has written in the meantime."""
        if self.store.changed():
            self._read()

    def reload(self) -> None:
        """Read everything again, as after a change of the plan."""
        self._read()

    def go_on_unsaved(self) -> None:
        """From now on keep nothing beyond this program; all that is known stays known."""
        before, self.store = self.store, unsaved(self.store)
        before.close()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def moment(self) -> str:
        """The present moment as it is kept; always later than the one before, whatever the clock does."""
        current = self.clock()
        if self._last is not None and current <= self._last:
            current = self._last + TICK
        self._last = current
        return stamp(current)

    def entry(
        self,
        item: Item,
        session: str,
        mode: Mode,
        what: What,
        verdict: Verdict | None = None,
        answer: Any = None,
    ) -> Entry:
        """What happens to an item, as it is kept."""
        said = {} if verdict is None else said_of(verdict)
        return Entry(
            id=uuid4().hex,
            at=self.moment(),
            day=self.today,
            session=session,
            item=item.id,
            mode=mode,
            what=what,
            shown=item.shown.key,
            answer=kept(answer),
            hints=item.hints,
            tries=item.wrong,
            seconds=max(0.0, round(item.seconds, 1)),
            **told_of(item.variant),
            **said,
        )

    def keep(self, item: Item, entry: Entry) -> None:
        """Keep an entry: it is on the disk when this returns."""
        rated = item.rating.foresee(entry)
        self.store.add(entry, item.shown, rated)
        item.rating.after(entry)
        self.count(entry, rated)

    def count(self, entry: Entry, rated: Rated | None) -> None:
        """Take in what has been kept."""
        self.history.add(entry)
        if rated is not None:
            self.schedule.record(rated)

    def _read(self) -> None:
        self.history = History(self.store.entries())
        self.schedule = Schedule(self.store.ratings(), read_plan(self.store), self.today)
        if not self.plan.parameters and self.store.is_saved:
            keep_parameters(self.store, default_parameters())


def said_of(verdict: Verdict) -> dict[str, Any]:
    """What a verdict says, as an entry keeps it."""
    return {
        "outcome": verdict.outcome.value,
        "share": share_of(verdict),
        "read_as": clean(verdict.read_as),
        "mistake": verdict.mistake,
        "code": verdict.code,
        "feedback": tuple(map(clean, verdict.feedback)),
        "note": clean(verdict.note),
    }


def told_of(variant: Variant) -> dict[str, Any]:
    """What an entry tells of its variant."""
    template = variant.exercise.template
    return {
        "variant": variant.id,
        "template": template.id,
        "part": template.part,
        "skill": template.skill,
        "marks": str(variant.marks),
        "mistakes": tuple(one.id for one in template.mistake if one.phrases or variant.tells_apart({one.id})),
    }
