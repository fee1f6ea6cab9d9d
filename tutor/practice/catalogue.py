"""What can be practised: templates by skill, and what the words on a command line mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from tutor.questions.files import ContentFault

if TYPE_CHECKING:
    from tutor.questions.exercise import Exercise
    from tutor.questions.library import Library
    from tutor.questions.variant import Variant

LARGEST_SEED = 9999
SEEDS_TRIED = 40
SHUFFLED = frozenset({"choice", "choices", "order"})


class UnknownName(LookupError):
    """There is no question, part or skill of this name; the text is one sentence."""


class Catalogue:
    """The exercises of a library, a template counting once however many cases the paper has of it."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def templates(self) -> dict[str, Exercise]:
        """Every template by its id, in the order of the questions; raise ContentFault."""
        ids = dict.fromkeys(one.template.id for one in self.library.exercises())
        return {id_: self.library.find(id_) for id_ in ids}

    @cached_property
    def by_skill(self) -> dict[str, tuple[str, ...]]:
        """The templates of every skill that has any, in order."""
        found: dict[str, list[str]] = {}
        for id_, exercise in self.templates.items():
            found.setdefault(exercise.template.skill, []).append(id_)
        return {skill: tuple(ids) for skill, ids in found.items()}

    @cached_property
    def titles(self) -> dict[str, str]:
        """What every skill is called."""
        return {skill.id: skill.title for question in self.library.questions for skill in question.skill}

    @cached_property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """The skills that every skill builds on; those that nothing exercises are left out."""
        declared = [skill for question in self.library.questions for skill in question.skill]
        return {skill.id: tuple(need for need in skill.needs if need in self.by_skill) for skill in declared}

    def skill_of(self, template: str) -> str:
        """The skill that a template exercises."""
        return self.templates[template].template.skill

    def named(self, words: Iterable[str]) -> tuple[str, ...]:
        """The templates that questions, parts and skills name, in order; raise UnknownName."""
        return tuple(dict.fromkeys(id_ for word in words for id_ in self._named(word)))

    def skills_of(self, templates: Iterable[str]) -> tuple[str, ...]:
        """The skills of templates, each once."""
        return tuple(dict.fromkeys(map(self.skill_of, templates)))

    def scope(self, words: Sequence[str]) -> tuple[str, ...]:
        """What is named, followed by whatever else exercises the same skills; everything when nothing is named."""
        if not words:
            return tuple(self.templates)
        named = self.named(words)
        kin = [id_ for skill in self.skills_of(named) for id_ in self.by_skill[skill]]
        return tuple(dict.fromkeys([*named, *kin]))

    def fresh(self, template: str, random: Random, avoid: Iterable[str] = ()) -> Variant:
        """A variant with numbers that are not among those to avoid, if there are any others.

        Raises:
            ContentFault: if no seed gives numbers.
        """
        seen, fault, last = set(avoid), None, None
        for _ in range(SEEDS_TRIED):
            try:
                last = draw(self.templates[template], random.randint(1, LARGEST_SEED))
            except ContentFault as found:
                fault = found
                continue
            if last.id not in seen:
                break
        if last is None:
            assert fault is not None
            raise fault
        return last

    def splitting(
        self, template: str, suspects: frozenset[str], random: Random, avoid: Iterable[str] = ()
    ) -> Variant:
        """A variant on which every two of the suspected mistakes give different answers, if one is found."""
        for _ in range(SEEDS_TRIED):
            found = self.fresh(template, random, avoid)
            if found.tells_apart(suspects):
                return found
        return found

    def _named(self, word: str) -> Sequence[str]:
        exact = self.templates.get(word)
        if exact is not None:
            return (word,)
        if word in self.by_skill:
            return self.by_skill[word]
        below = [one.template.id for one in self.library.below(word)]
        inside = [
            id_
            for id_, one in self.templates.items()
            if word in (one.template.part, one.book.question.number)
        ]
        if not below and not inside:
            raise UnknownName(f"there is no question, part or skill {word}")
        return [*below, *inside]


def draw(exercise: Exercise, seed: int) -> Variant:
    """The variant of a seed; the paper's own where nothing is drawn and nothing shuffled. Raise ContentFault."""
    if exercise.is_fixed and exercise.on_paper and exercise.template.kind not in SHUFFLED:
        return exercise.paper()
    return exercise.draw(seed)


def suspects(variant: Variant, mistake: str | None) -> frozenset[str]:
    """The mistakes that a wrong answer leaves possible: those that give the same on these numbers."""
    if mistake is None:
        return frozenset()
    others = {one.id for one in variant.exercise.template.mistake} - {mistake}
    same = {one for one in others if variant.tells_apart({one}) and not variant.tells_apart({one, mistake})}
    return frozenset({mistake} | same) if same else frozenset()
