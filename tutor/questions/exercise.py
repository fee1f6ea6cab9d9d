"""An exercise: a template with its file and its paper case, from which variants are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tutor.questions.admission import Rows, draw_until_told_apart, drawn_alike
from tutor.questions.assembly import Drawn, KeyFault, assembled, derived, keyed, told_apart
from tutor.questions.drawing import names, paper
from tutor.questions.files import ContentFault
from tutor.questions.formulas import Scope
from tutor.questions.kinds import KINDS
from tutor.questions.template import Template
from tutor.questions.variant import Variant

if TYPE_CHECKING:
    from tutor.questions.book import Book


@dataclass(frozen=True, eq=False)
class Exercise:
    """What can be asked: a part of the paper in one of its cases, or an exercise beyond it.

    Attributes:
        template: what its file declares.
        case: the paper's case, such as "ii" of 5.2a.ii; "" where there is only one.
        file: its file, relative to the content folder.
        rows: the rows of each of its banks.
        book: the exercises of its question.
    """

    template: Template
    case: str
    file: str
    rows: Rows
    book: Book

    @property
    def id(self) -> str:
        """The part as one types it: 5.2a.ii."""
        return f"{self.template.id}.{self.case}" if self.case else self.template.id

    @property
    def on_paper(self) -> bool:
        """Whether the paper asks it."""
        return self.case in self.template.cases

    @property
    def is_fixed(self) -> bool:
        """Whether it has only one variant, because nothing is drawn."""
        return not self.template.draw

    @property
    def marks(self) -> Fraction:
        """What a right answer earns."""
        return self.template.points

    def draw(self, seed: int) -> Variant:
        """The variant of a seed, the same on any machine; raise ContentFault if no numbers can be found."""
        name = f"{self.template.id}@{self.template.version}:{seed}"
        with self.telling(seed):
            alike = self._drawn_alike(seed, name)
            return Variant(self, seed, alike or draw_until_told_apart(self.template, self.rows, name))

    @property
    def drawn_names(self) -> list[str]:
        """Every name that a fresh variant draws."""
        return names(self.template.draw, self.rows)

    def _drawn_alike(self, seed: int, name: str) -> Drawn | None:
        """The numbers of the earlier exercise that this one shares; None where they will not do, or it shares none."""
        before = self.book.fresh_before(self, seed)
        if before is None:
            return None
        given = {
            one: before.drawn.scope[one] for one in self.drawn_names if one in before.exercise.drawn_names
        }
        return drawn_alike(self.template, Scope(given), name) if len(given) == len(self.drawn_names) else None

    def paper(self) -> Variant:
        """The variant with the paper's own numbers; raise ContentFault where it has none."""
        if not self.on_paper:
            raise self.fault("paper", "has no such numbers")
        given = self.template.papers[self.template.cases.index(self.case)]
        order = KINDS[self.template.kind].shuffle(self.template, None)
        with self.telling(), keyed("paper"):
            scope = derived(self.template, paper(self.template.draw, self.rows, given))
            return Variant(self, None, _without_coinciding(assembled(self.template, scope, order)))

    def variant(self, seed: int | None = None) -> Variant:
        """The variant of a seed; without one the paper's own, or that of seed 0 where the paper has none."""
        if seed is None and self.on_paper:
            return self.paper()
        return self.draw(seed or 0)

    @contextmanager
    def telling(self, seed: int | None = None) -> Iterator[None]:
        """Tell whatever goes wrong inside by file, key, part and seed, as a ContentFault."""
        try:
            yield
        except KeyFault as fault:
            raise self.fault(fault.key, str(fault), seed) from None

    def fault(self, key: str, message: str, seed: int | None = None) -> ContentFault:
        """A fault of this exercise's file."""
        where = f"part {self.id}" + ("" if seed is None else f", seed {seed}")
        said = message if message.startswith("the key") else f"the key “{key}”: {message}"
        return ContentFault(self.file, f"{said} ({where})")


def _without_coinciding(found: Drawn) -> Drawn:
    """On the paper's numbers, which cannot be chosen, a mistake that gives the right answer is none."""
    wrongs = tuple(wrong for wrong in found.wrongs if told_apart(found, wrong, None) is not False)
    return Drawn(found.scope, found.order, found.answers, found.right, found.accepted, wrongs)
