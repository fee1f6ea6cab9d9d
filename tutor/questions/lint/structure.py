"""What can be checked without numbers: ids, marks, skills and their needs, what follows from what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from tutor.questions.exercise import Exercise
from tutor.questions.files import ContentFault
from tutor.questions.library import Library
from tutor.questions.question import Question, Skill
from tutor.questions.template import Template
from tutor.questions.values import typed

_WORD = re.compile(r"[^\W\d]\w*")


def structure_faults(library: Library, exercises: Sequence[Exercise]) -> Iterator[ContentFault]:
    """Every fault of how the parts of all questions fit together."""
    yield from _prose(library)
    yield from _skills(library)
    known = {skill.id for question in library.questions for skill in question.skill}
    seen: dict[str, str] = {}
    for exercise in exercises:
        first = seen.setdefault(exercise.id, exercise.file)
        if first != exercise.file:
            yield exercise.fault("id", f"is {exercise.id}, as it is in {first}")
        yield from _template(exercise, known)
    for question in library.questions:
        yield from _marks(question, [one for one in exercises if one.book.question is question])


def _prose(library: Library) -> Iterator[ContentFault]:
    """Whether the paper and the theory can be read."""
    for question in library.questions:
        for page in (question.paper, question.theory):
            try:
                page()
            except ContentFault as fault:
                yield fault


def _skills(library: Library) -> Iterator[ContentFault]:
    """Skills are declared once, need skills that exist, and need none of them in a circle."""
    where = {skill.id: _file(question) for question in library.questions for skill in question.skill}
    skills: dict[str, Skill] = {}
    for question in library.questions:
        for skill in question.skill:
            if skill.id in skills:
                yield ContentFault(_file(question), f"the skill {skill.id} is declared a second time")
            skills[skill.id] = skill
    for skill in skills.values():
        for need in skill.needs:
            if need not in skills:
                yield ContentFault(where[skill.id], f"the skill {skill.id} needs {need}, which is no skill")
        circle = _circle(skill.id, skills)
        if circle and min(circle) == skill.id:
            yield ContentFault(where[skill.id], f"the needs of skills form a circle: {' → '.join(circle)}")


def _circle(start: str, skills: dict[str, Skill]) -> list[str]:
    """A way along the needs from a skill back to itself, or nothing."""
    trail: dict[str, str] = {}
    waiting = [start]
    while waiting:
        current = waiting.pop()
        for need in skills[current].needs if current in skills else ():
            if need == start:
                way = [start, current]
                while way[-1] != start:
                    way.append(trail[way[-1]])
                return way[::-1]
            if need not in trail:
                trail[need] = current
                waiting.append(need)
    return []


def _template(exercise: Exercise, skills: set[str]) -> Iterator[ContentFault]:
    template = exercise.template
    if template.skill not in skills:
        yield exercise.fault("skill", f"is {template.skill}, which no question declares")
    if template.part not in {part.id for part in exercise.book.question.parts}:
        yield exercise.fault("part", f"is {template.part}, which is no part of the question")
    ids = [mistake.id for mistake in template.mistake]
    for at, mistake in enumerate(template.mistake):
        if mistake.id in ids[:at]:
            yield exercise.fault(f"mistake {mistake.id}", "stands there twice")
        if mistake.answer is None and mistake.phrases is None:
            yield exercise.fault(f"mistake {mistake.id}", "has neither an answer nor phrases")
        if mistake.phrases is not None and template.kind != "text":
            yield exercise.fault(f"mistake {mistake.id}", "has phrases, which only answers in words have")
        for other in mistake.may_coincide:
            if other not in ids:
                yield exercise.fault(f"mistake {mistake.id}", f"may coincide with {other}, which is none")
    if len(set(template.cases)) < len(template.cases):
        yield exercise.fault("paper", "has two cases of the same name")
    for name in _unused(template):
        yield exercise.fault(name, "is used nowhere")
    yield from _follow(exercise)


def _unused(template: Template) -> list[str]:
    """What is drawn or derived and mentioned nowhere: most likely a name that is spelt differently elsewhere."""
    written = msgspec.to_builtins(template)
    rows = {name: one for name, one in written.pop("draw").items() if one.get("rows") or one.get("bank")}
    written.pop("paper", None)
    words = {word for text in _texts([written, rows]) for word in _WORD.findall(text)}
    stems = words | {word.rpartition("_")[0] for word in words}
    single = [f"draw.{name}" for name in template.draw if name not in rows and name not in stems]
    return [*single, *(f"let.{name}" for name in template.let if name not in stems)]


def _texts(written: Any) -> Iterator[str]:
    """Every text in tables and lists; keys are none."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, dict):
        for one in written.values():
            yield from _texts(one)
    elif isinstance(written, list):
        for one in written:
            yield from _texts(one)


def _follow(exercise: Exercise) -> Iterator[ContentFault]:
    """What it follows from is there, asked for the same cases."""
    follow = exercise.template.follow
    if follow is None:
        return
    try:
        before = exercise.book.find(follow.part)
    except ContentFault:
        return
    if before is None:
        yield exercise.fault("follow.part", f"is {follow.part}, which there is not")
    elif exercise.on_paper and exercise.book.before(exercise) is None:
        yield exercise.fault("follow.part", f"is {follow.part}, which the paper does not ask for this case")


def _marks(question: Question, exercises: Sequence[Exercise]) -> Iterator[ContentFault]:
    """The marks of what the paper asks add up to those of its parts."""
    for part in question.parts if exercises else ():
        asked = [one for one in exercises if one.on_paper and one.template.part == part.id]
        total = sum((one.marks for one in asked), Fraction(0))
        if total != part.marks:
            yield ContentFault(
                _file(question),
                f"part {part.id} has {part.marks} marks, but its templates give {typed(total)}",
            )


def _file(question: Question) -> str:
    return f"{question.folder.name}/question.toml"
