"""A marked paper to be read again: question, answer, marks, reason and solution of every part, from the store."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tutor.practice.entry import Entry, Shown
from tutor.practice.marked import as_text, in_print
from tutor.practice.store import Store


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """One answer of a paper that was handed in.

    Attributes:
        part: the part asked, as it is called in the list of parts.
        title: what it is about.
        earned, marks: as text, of an answer (the log has no marks of what was left out); `is_whole`: all of them.
        prompt: the question with its options.
        yours: the answer as typed; "" where there was none.
        why: what was said of it.
        answer: the right answer.
        solution: the worked solution.
    """

    part: str
    title: str
    earned: str
    marks: str
    is_whole: bool
    prompt: str
    yours: str
    why: tuple[str, ...]
    answer: str
    solution: str


def past_paper(store: Store, sitting_id: str) -> tuple[PastAnswer, ...]:
    """A paper that was handed in, in its own order; empty when there is none of that id. Raise StoreFault."""
    sitting = next((one for one in store.sittings() if one.id == sitting_id and one.handed_in), None)
    if sitting is None:
        return ()
    entries = {one.variant: one for one in store.entries() if one.session == sitting.id}
    shown = [store.shown(key)[0] for key in sitting.shown]
    return tuple(_answer(one, entries.get(one.variant)) for one in shown)


def _answer(shown: Shown, entry: Entry | None) -> PastAnswer:
    part = shown.variant.partition("@")[0]
    if entry is None:
        return PastAnswer(
            part,
            shown.title,
            "0",
            "",
            False,
            shown.prompt,
            "",
            ("Not answered.",),
            shown.answer,
            shown.solution,
        )
    marks = Fraction(entry.marks)
    earned = marks * Fraction(entry.share).limit_denominator(1000)
    why = tuple(line for line in (*entry.feedback, entry.note) if line)
    return PastAnswer(
        part, shown.title, in_print(earned), in_print(marks), earned == marks, shown.prompt,
        as_text(entry.answer), why, shown.answer, shown.solution,
    )  # fmt: skip
