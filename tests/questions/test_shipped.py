"""The shipped content keeps what it promises, on the paper's numbers and on a seed of each template."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tutor.questions.library import Library, UnknownPart
from tutor.questions.lint import check

LIBRARY = Library.at()


def test_the_lint_finds_nothing() -> None:
    report = check(seeds=1)
    assert report.faults == []
    assert report.templates >= 60 and report.mistakes >= 120


def test_every_mark_of_the_paper_can_be_earned() -> None:
    assert LIBRARY.marks == Fraction(58)
    for question in LIBRARY.questions:
        for part in question.parts:
            asked = [one for one in LIBRARY.below(question.number) if one.template.part == part.id]
            assert sum(one.marks for one in asked) == part.marks, part.id


def test_every_skill_of_the_paper_can_be_practised_afresh() -> None:
    skills = {skill.id for question in LIBRARY.questions for skill in question.skill}
    assert {one.template.skill for one in LIBRARY.exercises()} <= skills
    assert all(LIBRARY.of_skill(one.template.skill) for one in LIBRARY.paper)


def test_parts_are_found_as_they_stand_on_the_paper() -> None:
    for one in LIBRARY.exercises():
        assert LIBRARY.find(one.id).id == one.id
    with pytest.raises(UnknownPart):
        LIBRARY.find("0")
    assert [one.id for one in LIBRARY.below("5.2")][:2] == ["5.2a.i", "5.2a.ii"]
    assert LIBRARY.below("5.22") == ()


def test_no_prompt_tells_the_name_of_its_mistakes() -> None:
    for one in LIBRARY.exercises():
        for mistake in one.template.mistake:
            assert mistake.id not in one.template.prompt
