"""All questions with their exercises: the way in for practice, the screens and the commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from tutor.questions.book import Book
from tutor.questions.exercise import Exercise
from tutor.questions.question import Question, load_questions
from tutor.questions.variant import Variant


class UnknownPart(LookupError):
    """There is no such part; the text says so in one sentence."""


class Library:
    """The questions of a content folder; a template's file is read when something of it is first asked for."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self.questions = questions
        self.books = {question.number: Book(question) for question in questions}

    @classmethod
    def at(cls, root: Path | None = None) -> Library:
        """The library of a content folder, or of the shipped one; raise ContentFault."""
        return cls(load_questions(root))

    def find(self, part: str) -> Exercise:
        """The exercise of a part as on the paper, "5.2a.ii", or of a template; raise UnknownPart, ContentFault."""
        for book in self.books.values():
            found = book.find(part)
            if found is not None:
                return found
        raise UnknownPart(f"there is no part {part}")

    def below(self, part: str) -> tuple[Exercise, ...]:
        """What the paper asks below a part: "5.2" holds 5.2a.i to 5.2b.iii, "5" the whole question."""
        piece = re.compile(rf"{re.escape(part)}($|\.|(?<=\d)[a-z])")
        books = [book for number, book in self.books.items() if re.match(rf"{re.escape(number)}(\D|$)", part)]
        return tuple(
            one for book in books for one in book.exercises() if one.on_paper and piece.match(one.id)
        )

    @cached_property
    def paper(self) -> tuple[Exercise, ...]:
        """Everything that the paper asks, in its order."""
        return tuple(one for one in self.exercises() if one.on_paper)

    def exercises(self) -> Iterator[Exercise]:
        """Every exercise of every question."""
        for book in self.books.values():
            yield from book.exercises()

    def of_skill(self, skill: str) -> tuple[Exercise, ...]:
        """The exercises of a skill; those that can be drawn afresh first."""
        found = [one for one in self.exercises() if one.template.skill == skill]
        return tuple(sorted(found, key=lambda one: one.is_fixed))

    def reproduce(self, id_: str) -> Variant:
        """The variant that an id such as 5.2a@1:7 or 5.2a.ii@1:paper names; raise UnknownPart, ContentFault.

        An id of another version of the template is unknown: its numbers would not be the same.
        """
        match = re.fullmatch(r"(?P<part>[^@]+)@(?P<version>[0-9]{1,5}):(?P<seed>[0-9]{1,18}|paper)", id_)
        exercise = self.find(match["part"]) if match else None
        if match is None or exercise is None or exercise.template.version != int(match["version"]):
            raise UnknownPart(f"there is no variant {id_}")
        return exercise.paper() if match["seed"] == "paper" else exercise.draw(int(match["seed"]))

    def variant(self, part: str, seed: int | None = None) -> Variant:
        """A variant of a part; raise UnknownPart, ContentFault."""
        return self.find(part).variant(seed)

    @property
    def marks(self) -> Fraction:
        """The marks of the whole paper."""
        return sum((one.marks for one in self.paper), Fraction(0))
