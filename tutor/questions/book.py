"""The exercises of a question: its templates, read when they are first asked for, one file at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tutor.questions.drawing import DrawFault, check
from tutor.questions.exercise import Exercise
from tutor.questions.files import ContentFault, name_of, read_toml
from tutor.questions.pieces import Piece, Row
from tutor.questions.template import AnyTemplate, Template

if TYPE_CHECKING:
    from tutor.questions.question import Question
    from tutor.questions.variant import Variant

MOST_TEMPLATES = 100


class Bank(Piece, frozen=True, kw_only=True):
    """A file of rows under `banks/`, from which a template draws."""

    row: list[Row]


class Book:
    """The exercises below a question's folder, by their part."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._root = question.folder.parent
        self._read: dict[str, tuple[Exercise, ...]] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every template's id, by file name, in the order of the alphabet."""
        files = sorted((self.question.folder / "parts").glob("*.toml"))
        if len(files) > MOST_TEMPLATES:
            raise ContentFault(
                name_of(self.question.folder, self._root), f"holds more than {MOST_TEMPLATES} parts"
            )
        return tuple(file.stem for file in files)

    def exercises(self) -> Iterator[Exercise]:
        """Every exercise, part by part: what the paper asks, case by case, then what goes beyond it."""
        parts = [part.id for part in self.question.parts]
        found = [one for id_ in self.ids for one in self.of_template(id_)]
        order = {part: at for at, part in enumerate(parts)}
        found.sort(
            key=lambda one: (order.get(one.template.part, len(order)), not one.on_paper, one.template.place)
        )
        yield from found

    def of_template(self, id_: str) -> tuple[Exercise, ...]:
        """The exercises of one file, case by case; raise ContentFault."""
        if id_ not in self._read:
            self._read[id_] = self._load(id_)
        return self._read[id_]

    def find(self, part: str) -> Exercise | None:
        """The exercise of a part as one types it, or None; a template of several cases alone draws afresh."""
        if part in self.ids:
            first = self.of_template(part)[0]
            return Exercise(first.template, "", first.file, first.rows, self) if first.case else first
        id_, _, case = part.rpartition(".")
        if id_ not in self.ids:
            return None
        return next((one for one in self.of_template(id_) if one.case and one.case == case), None)

    def before(self, exercise: Exercise) -> Exercise | None:
        """The exercise of the paper from which another one follows, in the same case; None if there is none."""
        follow = exercise.template.follow
        if follow is None:
            return None
        case = exercise.case
        found = (self.find(f"{follow.part}.{case}") if case else None) or self.find(follow.part)
        return found if found is not None and found.on_paper else None

    def earlier(self, variant: Variant) -> Variant | None:
        """The variant on the same numbers from which one follows: the paper's, or of one seed where they are shared."""
        if variant.seed is None:
            paper = self.before(variant.exercise)
            return paper.paper() if paper else None
        before = self.fresh_before(variant.exercise, variant.seed)
        own = variant.drawn.scope
        same = before and all(own[name] == before.drawn.scope[name] for name in variant.exercise.drawn_names)
        return before if same else None

    def fresh_before(self, exercise: Exercise, seed: int) -> Variant | None:
        """The variant of a seed of the earlier exercise whose numbers another one shares; chains are not followed."""
        follow = exercise.template.follow
        if follow is None or not follow.shares:
            return None
        case = exercise.case
        found = (self.find(f"{follow.part}.{case}") if case else None) or self.find(follow.part)
        if found is None or found.template.follow is not None:
            return None
        return found.draw(seed)

    def _load(self, id_: str) -> tuple[Exercise, ...]:
        path = self.question.folder / "parts" / f"{id_}.toml"
        file = name_of(path, self._root)
        template = read_toml(path, self._root, AnyTemplate)
        if template.id != id_:
            raise ContentFault(file, f"the key “id” is {template.id}, but the file is called {id_}")
        for name, how in template.draw.items():
            try:
                check(name, how)
            except DrawFault as fault:
                raise ContentFault(file, str(fault)) from None
        rows = self._rows(template, file)
        cases = template.cases or ("",)
        return tuple(Exercise(template, case, file, rows, self) for case in cases)

    def _rows(self, template: Template, file: str) -> Mapping[str, Sequence[Row]]:
        found: dict[str, Sequence[Row]] = {}
        for name, how in template.draw.items():
            if how.bank:
                bank = read_toml(self.question.folder / "banks" / f"{how.bank}.toml", self._root, Bank)
                found[name] = bank.row
            elif how.rows:
                found[name] = how.rows
            if name in found and (not found[name] or len({tuple(row) for row in found[name]}) > 1):
                raise ContentFault(
                    file, f"the rows of draw.{name} must be there, and have the same keys in the same order"
                )
        return found
