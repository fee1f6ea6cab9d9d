"""A variant: an exercise with its numbers, ready to be asked, marked, hinted at and solved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tutor.questions import judging
from tutor.questions.assembly import Drawn, keyed, told_apart
from tutor.questions.filling import fill, named
from tutor.questions.kinds import Form
from tutor.questions.layout import paragraphs
from tutor.questions.values import plain

if TYPE_CHECKING:
    from tutor.marking import Verdict
    from tutor.questions.exercise import Exercise


@dataclass(frozen=True, eq=False)
class Variant:
    """A part with its numbers; `seed` None stands for the paper's own."""

    exercise: Exercise
    seed: int | None
    drawn: Drawn

    @property
    def id(self) -> str:
        """What reproduces it: 5.2a@1:7, 5.2a.ii@1:paper."""
        if self.seed is None:
            return f"{self.exercise.id}@{self.version}:paper"
        return f"{self.exercise.template.id}@{self.version}:{self.seed}"

    @property
    def part(self) -> str:
        """The part as one types it."""
        return self.exercise.id

    @property
    def kept_as(self) -> str:
        """What its answer is kept as for later parts: the part, and with fresh numbers the whole id."""
        return self.part if self.seed is None else self.id

    @property
    def version(self) -> int:
        """The version of its template."""
        return self.exercise.template.version

    @property
    def kind(self) -> str:
        """The kind of answer that is asked for."""
        return self.exercise.template.kind

    @property
    def skill(self) -> str:
        """The skill that it exercises."""
        return self.exercise.template.skill

    @property
    def title(self) -> str:
        """What it is about, in a few words."""
        return self.exercise.template.title

    @property
    def marks(self) -> Fraction:
        """What a right answer earns."""
        return self.exercise.marks

    @property
    def numbers(self) -> dict[str, Any]:
        """What was drawn, by name, as JSON takes it; also texts, vectors as lists, and the order of options."""
        names = [name for name in self.drawn.scope if name not in self.exercise.template.let]
        shown = {name: plain(self.drawn.scope[name]) for name in names}
        return shown | ({"order": list(self.drawn.order)} if self.drawn.order else {})

    @property
    def shown_numbers(self) -> dict[str, Any]:
        """What the prompt shows, by name: nothing that would tell the answer."""
        asked = named(self.exercise.template.prompt, self.drawn.scope)
        return {name: plain(self.drawn.scope[name]) for name in asked}

    @cached_property
    def form(self) -> Form:
        """What a screen offers to fill in: options, steps, a table, blanks."""
        with self.exercise.telling(self.seed), keyed("options"):
            return self.drawn.answers.form()

    @cached_property
    def stem(self) -> str:
        """The question without its options."""
        return paragraphs(self._filled("prompt", self.exercise.template.prompt))

    @property
    def prompt(self) -> str:
        """The question, with options or steps as lines of their own, and what a table asks for."""
        if self.form.rows:
            rows, columns = " | ".join(self.form.rows), " | ".join(self.form.columns)
            return "\n".join([self.stem, "", f"Rows: {rows}", f"Columns: {columns}"])
        if self.kind == "truth" or not self.form.options:
            return self.stem
        return "\n".join([self.stem, "", *(f"{label}) {text}" for label, text in self.form.options)])

    @property
    def expected(self) -> Any:
        """The right answer, in the form that marking takes."""
        return self.drawn.right

    @cached_property
    def answer(self) -> str:
        """The right answer as one could type it; it is marked correct."""
        shown = self.exercise.template.shown
        return self._filled("shown", shown) if shown else self.drawn.answers.typed(self.drawn.right)

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """The ladder: restate, rule, first step; the worked solution comes after it."""
        hints = self.exercise.template.hint
        return tuple(paragraphs(self._filled(f"hint {at}", hint)) for at, hint in enumerate(hints, 1))

    @cached_property
    def solution(self) -> str:
        """The way to the answer on these numbers, line by line; the last line is the answer."""
        return f"{self._filled('solution', self.exercise.template.solution)}\n{self.answer}"

    def mark(self, answer: Any, earlier: Mapping[str, str] | None = None) -> Verdict:
        """Mark an answer. `earlier` maps earlier parts to the learner's own answers, from which this one may follow."""
        return judging.mark(self, answer, earlier or {})

    def compare(self, answer: Any, expected: Any) -> Verdict:
        """Mark an answer against one that is right for the moment: the right one, an accepted one, a mistake's."""
        from tutor.marking import mark

        return mark(self.kind, answer, expected=expected, **self.drawn.answers.context())

    def explore(self, mistake: str | None = None) -> tuple[dict[str, str], str | None]:
        """The inputs of the question's explorer that show these numbers, and the wrong rule to draw beside it."""
        inputs = {
            name: self._filled(f"see.{name}", text) for name, text in self.exercise.template.see.items()
        }
        named = [one for one in self.exercise.template.mistake if one.id == mistake]
        return inputs, (named[0].see or named[0].id) if named else None

    def tells_apart(self, ids: Collection[str]) -> bool:
        """Whether every two of these mistakes give different answers on these numbers."""
        among = [wrong for wrong in self.drawn.wrongs if wrong.mistake.id in ids]
        pairs = [(one, other) for at, one in enumerate(among) for other in among[at + 1 :]]
        return len(among) == len(set(ids)) and all(
            told_apart(self.drawn, *pair) is not False for pair in pairs
        )

    def _filled(self, key: str, text: str) -> str:
        with self.exercise.telling(self.seed), keyed(key):
            return fill(text, self.drawn.scope).strip("\n")
