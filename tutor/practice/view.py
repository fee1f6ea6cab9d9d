"""What a screen, or a line of print, shows of a session: one frozen object after every step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tutor.marking.verdict import Outcome
from tutor.practice.catalogue import SHUFFLED
from tutor.practice.item import OWN, Item, Marked, State
from tutor.practice.queue import Pick, Why

if TYPE_CHECKING:
    from tutor.questions.kinds import Form


class Action(StrEnum):
    """What the learner can do now."""

    ANSWER = "answer"
    HINT = "hint"
    REVEAL = "reveal"
    FRESH = "fresh"
    SEE = "see"
    COMPARE = "compare"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class View:
    """One question as it stands.

    Attributes:
        number: which one of the session it is, from 1.
        left: how many are certain to come after it; None where there is no end.
        heading: its title, or "No. 7" while choosing the method is part of the question.
        code: what reproduces it, such as 5.2a@1:7; empty while the heading hides the topic.
        why: why it is asked, in a few words.
        marks: what a right answer earns, as text.
        stem: the question; `form` has the options, cells or blanks to fill in.
        prompt: the question with its options, in print.
        hints: the rungs that are open.
        offer: what the next rung is and costs; empty when there is none.
        wait: the seconds until it opens.
        tries: the wrong answers that are still allowed.
        marked: the last answer with its verdict; None before the first.
        outcome: the verdict in a few words.
        feedback: at most three lines.
        answer: the right answer, once the learner may see it.
        solution: the worked solution, likewise.
        actions: what can be done now.
        saved: whether what is done outlives the program.
    """

    number: int
    left: int | None
    heading: str
    code: str
    why: str
    kind: str
    marks: str
    stem: str
    form: Form
    prompt: str
    hints: tuple[str, ...]
    offer: str
    wait: float
    tries: int
    state: State
    marked: Marked | None
    outcome: str
    feedback: tuple[str, ...]
    answer: str
    solution: str
    actions: frozenset[Action]
    saved: bool


_OUTCOMES = {
    Outcome.CORRECT: "Right.",
    Outcome.PARTIAL: "Partly right.",
    Outcome.WRONG: "Not right.",
    Outcome.INVALID: "Not an answer yet: it costs nothing.",
    Outcome.UNDECIDED: "This cannot be decided: it costs nothing.",
}


def view(item: Item, pick: Pick, number: int, left: int | None, *, hides_topic: bool, saved: bool) -> View:
    """The view of an item."""
    variant, hidden = item.variant, hides_topic and item.is_open and not item.is_scored
    over = not item.is_open
    return View(
        number=number,
        left=left,
        heading=f"No. {number}" if hidden else f"{variant.part}  {variant.title}",
        code="" if hidden else variant.id,
        why="" if hidden and pick.why in (Why.HABIT, Why.SPLIT) else pick.why.value,
        kind=variant.kind,
        marks=str(variant.marks),
        stem=variant.stem,
        form=variant.form,
        prompt=variant.prompt,
        hints=variant.hints[: item.hints],
        offer=offer(item),
        wait=item.hint_wait,
        tries=item.tries_left,
        state=item.state,
        marked=item.last,
        outcome=outcome(item),
        feedback=item.last.verdict.feedback if item.last else (),
        answer=variant.answer if over else "",
        solution=variant.solution if over else "",
        actions=frozenset(_actions(item)),
        saved=saved,
    )


def offer(item: Item) -> str:
    """What the next rung of the ladder is, and its price."""
    if not item.is_open or item.hints >= len(item.variant.hints):
        return ""
    if item.hints == 0:
        return "It restates what is asked, for a quarter of the marks; the skill comes back a little sooner."
    what = "the rule" if item.hints == 1 else "a step"
    return f"It gives {what}, for another quarter of the marks; the skill counts as not recalled, and comes back soon."


def outcome(item: Item) -> str:
    """The verdict in words, with what is left."""
    if item.last and item.last.verdict.code == OWN:
        return f"{_OUTCOMES[item.last.verdict.outcome]} This is your own score."
    if item.state is State.SHOWN:
        again = "It will be asked again." if item.variant.exercise.is_fixed else "Fresh numbers are owed."
        return f"The solution is shown. {again}"
    if item.last is None:
        return ""
    said = _OUTCOMES[item.last.verdict.outcome]
    if item.state is State.SPENT:
        return f"{said} That was the last try: read the solution; it will come again."
    if item.last.charged:
        return f"{said} {item.tries_left} more {'try' if item.tries_left == 1 else 'tries'}."
    return said


def has_fresh_numbers(item: Item) -> bool:
    """Whether the same can be asked in another way."""
    exercise = item.variant.exercise
    return not exercise.is_fixed or exercise.template.kind in SHUFFLED


def _actions(item: Item) -> list[Action]:
    found = [Action.NEXT]
    if has_fresh_numbers(item):
        found.append(Action.FRESH)
    if item.awaits_learner:
        found.append(Action.COMPARE)
    if item.is_open:
        found += [Action.ANSWER, Action.REVEAL]
    if item.is_open and item.hints < len(item.variant.hints):
        found.append(Action.HINT)
    if item.variant.exercise.template.see and (item.is_scored or not item.is_open):
        found.append(Action.SEE)
    return found
