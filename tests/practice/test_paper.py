"""The shipped paper sat twice: by one who knows, and by the student whose worked answers the homework came with."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tutor.practice.catalogue import Catalogue
from tutor.practice.exam import Exam
from tutor.practice.logbook import Logbook
from tutor.practice.marked import How, Line, MarkedPaper, print_lines
from tutor.practice.store import open_store
from tutor.questions.library import Library

# The student's answers, as one would type them here.
STUDENT = {
    "1.1.W3": "a ∂L/∂o",
    "1.1.b3": "∂L/∂o",
    "1.1.W2": "∂L/∂o · W3 · h · a · (1 - a)",
    "1.1.b2": "∂L/∂o · W3 · a · (1 - a)",
    "1.1.W1": "x (W2 a (1-a) (W3 a (1-a) ∂L/∂o))",
    "1.1.b1": "W2 a (1-a) (W3 a (1-a) ∂L/∂o)",
    "1.1.stored": "a, b",
    "1.2.list": "a, b, f",
    "1.2": "2(m+r+s)",
    "1.3": "(0, 1)",
    "1.4": "When we derive the activation function twice, we will have 0 values everywhere except at x=0, "
    "where it is undefined, and so it's pretty much useless.",
    "1.5.zero": "x/2",
    "1.5.inf": "x if x > 0 else 0",
    "1.6.swish": "We can fully differentiate our neural network with it, without having a non defined point.",
    "1.6.relu": "It's monotonically increasing and therefore the gradients are less likely to change signs.",
    "2.1a": "If there is no padding and a stride of at least 1",
    "2.1b": "Larger stride creates smaller feature map outputs and lowers the model capacity",
    "2.1c": "Each unit in a feature map is connected only to a small region of pixels of the input image.",
    "2.1d": "c",
    "2.2a": "True",
    "2.2b": "True",
    "2.2c": "False",
    "2.2d": "True",
    "2.3": "31x31x5; 85; 10x10x5; 0; 8x8x5; 230; 4x4x5; 0; 1x1x5; 405",
    "2.4": "21x21",
    "3.derivation": "a; b; π_k; a; w_k·x",
    "3": "sum_k σ(w_k·x)·π_k",
    "3.input": "d",
    "3.hidden": "1; K",
    "3.activation": "w_k·x",
    "3.weights": "K × d",
    "3.output": "1; π_k; t",
    "4.1.order": "e c f b d a",
    "4.1.log": "a",
    "4.1.steps": "p^x·(1-p)^(1-x); x·log(p)+(1-x)·log(1-p); -(m·log(p)+(n-m)·log(1-p))",
    "4.1": "-(x log(p) + (1-x) log(1-p))",
    "4.2.derivation": "x/p; (1-x)/(1-p); x·log(x) + (1-x)·log(1-x); x·log(x) + (1-x)·log(1-x)",
    "4.2": "H - KL",
    "4.2.meaning": "The cross-entropy can be seen as the additional uncertainty introduced when we use our "
    "predicted distribution Q to approximate the true distribution P.",
    "5.1": "(0, 0)",
    "5.2a.i": "(1, 0.98)",
    "5.2a.ii": "(1, 0.8)",
    "5.2a.iii": "(1, -19)",
    "5.2b.i": "1.40",
    "5.2b.ii": "1.28",
    "5.2b.iii": "19.03",
    "5.3": "Having a big step can make us overshoot the minimum and very probably oscillate around it, leading to "
    "none convergence. With a step that is too small, it will very slowly go towards the minimum. "
    "We can use momentum: it accelerates and increases its speed of convergence. "
    "We can use early stopping: whenever the performance degrades we reduce the learning rate.",
}

# What was wrong in them, with the wrong rule behind each. Everything else was right.
LOST = {
    "1.1.W3": "mat.dW_had",
    "1.1.W2": "mat.dW_had",
    "1.1.b2": "mat.dx_noT",
    "1.1.W1": "mat.fprime_twice_noT",
    "1.1.b1": "mat.fprime_twice_noT",
    "1.2.list": "mem.grad",
    "1.4": "relu.flat",
    "2.1a": "conv.stride_any",
    "2.1b": "par.stride",
    "3.derivation": "mix.linear_hidden",
    "3.activation": "mix.linear_hidden",
    "4.2.derivation": "ce.neg_entropy",
    "4.2": "ce.H_minus_KL",
    "4.2.meaning": "ce.additional",
    "5.3": "gd.osc_div",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.at(None)


def sat(library: Library, answers: dict[str, Any]) -> MarkedPaper:
    exam = Exam.begin(Catalogue(library), Logbook(open_store()))
    for at, field in enumerate(exam.fields):
        exam.go(at)
        exam.write(answers[field.variant.part])
    return exam.hand_in()


def test_one_who_knows_gets_58_of_58(library: Library) -> None:
    paper = sat(library, {one.id: one.paper().answer for one in library.paper})
    assert paper.earned == paper.total == 58


def test_the_student_loses_what_was_wrong_and_nothing_else_and_is_told_why(library: Library) -> None:
    assert set(STUDENT) == {one.id for one in library.paper}
    paper = sat(library, STUDENT)
    lost: dict[str, Line] = {line.variant.part: line for line in paper.lines if line.earned < line.marks}
    assert {part: line.verdict.mistake for part, line in lost.items() if line.verdict} == LOST
    for line in lost.values():
        assert len(line.why) >= 3 and line.variant.answer in line.why[-1]
    assert Fraction(40) < paper.earned < Fraction(50)
    assert "\n".join(print_lines(paper)).count("The answer: ") == len(LOST)


def test_bytes_that_follow_from_a_wrong_list_keep_their_marks(library: Library) -> None:
    paper = sat(library, STUDENT)
    lines = {line.variant.part: line for line in paper.lines}
    assert lines["1.2.list"].earned == Fraction(1, 2)
    assert lines["1.2"].earned == lines["1.2"].marks


def test_on_fresh_numbers_a_distance_follows_from_the_point_of_the_same_sitting(library: Library) -> None:
    seed = next(seed for seed in range(1, 50) if _goes_on(library, seed))
    exam = Exam.begin(Catalogue(library), Logbook(open_store()), seed=seed)
    at = {field.variant.part: place for place, field in enumerate(exam.fields)}
    for part, answer in (("5.2a.i", "(3, 4)"), ("5.2b.i", "5")):
        exam.go(at[part])
        exam.write(answer)
    lines = {line.variant.part: line for line in exam.hand_in().lines}
    assert lines["5.2a.i"].earned == 0
    assert lines["5.2b.i"].how is How.FOLLOWS


def _goes_on(library: Library, seed: int) -> bool:
    later = library.find("5.2b.i").draw(seed)
    return later.exercise.book.earlier(later) is not None
