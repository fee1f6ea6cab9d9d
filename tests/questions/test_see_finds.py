"""*See it* answers what was asked: the variant's right numbers are among the findings of its explorer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tutor.explore.catalogue import explorer
from tutor.explore.format import number
from tutor.questions.exercise import Exercise
from tutor.questions.library import Library
from tutor.questions.variant import Variant

ASKED = [
    each
    for each in Library.at().exercises()
    if each.template.see and each.book.question.number in ("3", "4", "5")
]


def variants(exercise: Exercise) -> Iterator[Variant]:
    if exercise.on_paper:
        yield exercise.variant(None)
    if not exercise.is_fixed:
        yield from (exercise.variant(seed) for seed in range(8))


def numbers(expected: Any) -> list[float]:
    """The numbers of an answer; formulas and words are none."""
    if isinstance(expected, dict):
        return numbers(expected.get("value", expected.get("answer")))
    if isinstance(expected, list | tuple):
        return [each for part in expected for each in numbers(part)]
    return [float(expected)] if isinstance(expected, int | float) and not isinstance(expected, bool) else []


@pytest.mark.parametrize("exercise", ASKED, ids=lambda each: each.id)
def test_the_right_numbers_are_among_the_findings(exercise: Exercise) -> None:
    for variant in variants(exercise):
        if variant.kind not in ("number", "point", "matrix", "table", "blanks"):
            continue
        inputs, _ = variant.explore()
        found = explorer(exercise.book.question.explorer or "").run(inputs).findings
        told = " | ".join(each.value for each in found)
        for value in numbers(variant.expected):
            assert number(value) in told, (variant.id, value, told)


@pytest.mark.parametrize("part", ["5.2a", "5.2b"])
def test_a_drawn_step_size_is_the_one_that_is_shown(part: str) -> None:
    exercises = [each for each in ASKED if each.id.startswith(part)]
    assert exercises
    for variant in (variant for each in exercises for variant in variants(each)):
        result = explorer("optimization").run(variant.explore()[0])
        assert result.inputs["sizes"] == result.inputs["step"]
