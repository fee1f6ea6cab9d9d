"""The shipped content keeps what it promises, on the paper's numbers and on a seed of each template."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from tutor.questions.exercise import Exercise
from tutor.questions.files import content_root
from tutor.questions.functions import table
from tutor.questions.library import Library, UnknownPart
from tutor.questions.lint import check
from tutor.questions.pieces import Accept, Cell, Draw, Follow, Idea, Mistake, TableRow, Tolerance
from tutor.questions.template import AnyTemplate
from tutor.questions.variant import Variant

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


def test_a_variant_is_reproduced_from_its_id() -> None:
    for id_ in ("5.2a@1:7", "5.2a.ii@1:paper", "gd.limit@1:0"):
        assert LIBRARY.reproduce(id_).id == id_
    for id_ in ("5.2a@2:7", "5.2a", "5.2a@1:x", "nowhere@1:1", ""):
        with pytest.raises(UnknownPart):
            LIBRARY.reproduce(id_)


def test_the_question_of_the_authoring_guide_passes_its_own_lint(tmp_path: Path) -> None:
    guide = (content_root() / "AUTHORING.md").read_text(encoding="utf-8")
    template = guide.split("```toml\n")[1].split("```")[0]
    folder = tmp_path / "6-rectangles"
    (folder / "parts").mkdir(parents=True)
    (folder / "parts" / "6.1.toml").write_text(template, encoding="utf-8")
    (folder / "question.toml").write_text(
        'number = "6"\ntitle = "R"\nsummary = "S"\nmarks = 2\n[[part]]\nid = "6.1"\nmarks = 2\ntitle = "T"\n'
        '[[skill]]\nid = "square.area"\ntitle = "Area"\nneeds = []\n',
        encoding="utf-8",
    )
    for page in ("paper.md", "theory.md"):
        (folder / page).write_text("# R\n", encoding="utf-8")
    assert check(tmp_path, seeds=5).faults == []
    assert Library.at(tmp_path).variant("6.1").mark("14").mistake == "area.perimeter"


def test_the_authoring_guide_knows_every_key_and_every_function() -> None:
    guide = (content_root() / "AUTHORING.md").read_text(encoding="utf-8")
    structs = [Draw, Mistake, Accept, Follow, Tolerance, Idea, Cell, TableRow, *get_args(AnyTemplate)]
    keys = {field.encode_name for struct in structs for field in msgspec.structs.fields(struct)}
    ways = ("`{}", "{} =", "[{}]")
    assert [key for key in sorted(keys) if not any(way.format(key) in guide for way in ways)] == []
    assert [name for name in table() if name.partition(".")[2] not in guide] == []


def test_no_prompt_tells_the_name_of_its_mistakes() -> None:
    for one in LIBRARY.exercises():
        for mistake in one.template.mistake:
            assert mistake.id not in one.template.prompt


CHOSEN = [
    exercise.variant(seed)
    for exercise in LIBRARY.exercises()
    for seed in (None, 3)
    if exercise.template.kind in ("choice", "choices", "order")
]


@pytest.mark.parametrize("variant", CHOSEN, ids=lambda one: one.id)
def test_options_are_read_by_the_letters_that_are_shown(variant: Variant) -> None:
    options = variant.form.options
    assert [label for label, _ in options] == list("abcdefghij"[: len(options)])
    assert all(f"{label}) {text}" in variant.prompt.splitlines() for label, text in options)
    assert variant.mark(variant.answer).outcome == "correct"
    if variant.kind == "order":
        labels = [label for label, _ in reversed(options)]
        for typed in (" ".join(labels), "".join(labels), ", ".join(labels).upper()):
            assert variant.mark(typed).read_as == " → ".join(labels)
        return
    for number, (label, text) in enumerate(options, 1):
        names = (label, label.upper(), f"{label})", str(number), text)
        assert {variant.mark(name).read_as for name in names} <= {f"{label}) {text}", label}


@pytest.mark.parametrize("exercise", list(LIBRARY.exercises()), ids=lambda one: one.id)
def test_a_prompt_stands_alone_and_leaves_typing_to_the_form(exercise: Exercise) -> None:
    """No part is named that may not have been asked, and nothing of how several fields or options are typed."""
    prompt = exercise.template.prompt.casefold()
    assert not re.search(r"semicolon|type the|the paper|your list|\(\d\.\d", prompt)
