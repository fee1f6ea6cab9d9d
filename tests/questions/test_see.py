"""*See it*: after a wrong answer the explorer opens at this variant's numbers, with the learner's rule drawn.

The explorer computes both anew; here they are held against the content's own formulas.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest

from tutor.explore.catalogue import explorer
from tutor.explore.comparison_finding import Beside
from tutor.explore.result import Result
from tutor.figures.draw import draw
from tutor.figures.figure import Bars, Cells, Line
from tutor.maths import MathsError, evaluate_matrix, function, names, number, read, resolve, shape_of
from tutor.questions.exercise import Exercise
from tutor.questions.library import Library
from tutor.questions.variant import Variant

LIBRARY = Library.at()
SHOWN = [each for each in LIBRARY.exercises() if each.template.see]
SEEDS = range(2)


def variants(exercise: Exercise) -> Iterator[Variant]:
    if exercise.on_paper:
        yield exercise.variant(None)
    if not exercise.is_fixed or not exercise.on_paper:
        yield from (exercise.variant(seed) for seed in (range(1) if exercise.is_fixed else SEEDS))


@cache
def rules(question: str) -> frozenset[str]:
    return frozenset(explorer(question).wrong_rules)


def explored(variant: Variant, mistake: str) -> Result | None:
    """The explorer's result for a mistake on this variant, where it has the rule."""
    book = variant.exercise.book.question
    inputs, rule = variant.explore(mistake)
    shown = book.explorer or ""
    return explorer(shown).run(inputs, rule) if rule in rules(shown) else None


# What the content says: numbers as they are, formulas on the numbers of the explorer


def values(variant: Variant, result: Result, expected: Any, kind: str) -> list[float]:
    """What an expected answer is worth, with its letters as the explorer has them."""
    if isinstance(expected, dict):
        expected = expected["value"] if "value" in expected else expected["answer"]
    if isinstance(expected, list | tuple):
        return [each for part in expected for each in values(variant, result, part, kind)]
    if not isinstance(expected, str):
        return [float(expected)]
    if expected == "undefined":
        return [math.nan]
    if kind == "matrix":
        return matrix(result, expected)
    letters = LETTERS[variant.exercise.book.question.number](result)
    if "w_k" in expected or "π_k" in expected:
        return family(expected, letters)
    tree = read(expected, variables=dict.fromkeys(letters, "real")).tree
    used = sorted(names(tree))
    with np.errstate(all="ignore"):
        return [float(function(tree, used)(*(np.float64(letters[name]) for name in used)))]


def typed(text: str) -> float:
    return float(number(text.replace("−", "-")))


def plain(result: Result, *fields: str) -> dict[str, float]:
    return {name: typed(result.inputs[name]) for name in fields}


def of_network(result: Result) -> dict[str, Any]:
    sizes = plain(result, "n", "m", "r", "s")
    return {**sizes, "x": typed(result.inputs["x1"])}


def of_mixture(result: Result) -> dict[str, Any]:
    pi = [typed(each) for each in result.inputs["pi"].split(",")]
    rows = [[typed(each) for each in row.split(",")] for row in result.inputs["w"].split(";")]
    x = [typed(each) for each in result.inputs["x"].split(",")]
    inner = [float(np.dot(row, x)) for row in rows]
    return {
        "K": len(pi),
        "d": len(x),
        "N": math.nan,
        "t": float(np.dot(pi, sigmoid(inner))),
        "π": pi,
        "w·x": inner,
    }


def of_labels(result: Result) -> dict[str, Any]:
    p, x = typed(result.inputs["p"]), typed(result.inputs["x"])
    ones, _, size = result.inputs["data"].partition(" of ")
    counts = {"m": float(ones), "n": float(size)} if size else {}
    entropy = -x * math.log(x) - (1 - x) * math.log(1 - x) if 0 < x < 1 else 0.0
    cross = -x * math.log(p) - (1 - x) * math.log(1 - p)
    return {
        "p": p,
        "x": x,
        "t": math.log(p / (1 - p)),
        "H": entropy,
        "E": -entropy,
        "KL": cross - entropy,
        **counts,
    }


def of_descent(result: Result) -> dict[str, Any]:
    return {"x": typed(result.inputs["x0"]), "y": typed(result.inputs["y0"])}


LETTERS = {"5": of_descent, "1": of_network, "3": of_mixture, "4": of_labels}


def sigmoid(t: Any) -> Any:
    return 1 / (1 + np.exp(-np.asarray(t, dtype=np.float64)))


def family(text: str, letters: dict[str, Any]) -> list[float]:
    """A formula in π_k and w_k·x: one number if it sums or multiplies over k, else one for every expert."""
    flat = text.replace("w_k·x", "v_k").replace("E(v_k)", "v_k")  # w_k and x are given
    over = {"π_k": "real", "v_k": "real", "k": "index", "K": "real"}
    if "sum" in flat or "prod" in flat:
        from tutor.maths import evaluate

        pairs = {"π_k": letters["π"], "v_k": letters["w·x"], "K": letters["K"]}
        return [float(evaluate(read(flat, variables=over).tree, pairs, real=True))]
    tree = read(flat.replace("π_k", "q").replace("v_k", "v"), variables={"q": "real", "v": "real"}).tree
    used = sorted(names(tree))
    columns = {"q": letters["π"], "v": letters["w·x"]}
    return [
        float(function(tree, used)(*each)) for each in zip(*(columns[name] for name in used), strict=True)
    ]


SIZES = {
    "W1": ["m", "n"],
    "W2": ["r", "m"],
    "W3": ["s", "r"],
    "b3": ["s"],
    "x": ["n"],
    "h": ["m"],
    "a": ["r"],
}
SIZES |= {"o": ["s"], "g": ["s"]}


def matrix(result: Result, text: str) -> list[float]:
    """A matrix formula on the explorer's own network; nothing where its sizes do not fit."""
    from tutor.explore.backpropagation import EXPLORER
    from tutor.explore.backpropagation.setting import Setting

    setting = Setting.of(EXPLORER.read(result.inputs).values)
    net, run = setting.net.parameters, setting.forward
    arrays: dict[str, Any] = {"W1": net.W1, "W2": net.W2, "W3": net.W3}
    columns = {"b3": net.b3, "x": setting.x, "h": run.h, "a": run.a, "o": run.o, "g": setting.gradients.dL_do}
    arrays |= {name: each[:, np.newaxis] for name, each in columns.items()}
    variables = {**SIZES, **dict.fromkeys("nmrs", "int+")}
    try:
        tree = read(text.replace("σ'(a)", "σ(a) ⊙ (1 - σ(a))"), variables=variables).tree
        resolved = resolve(tree, {name: shape_of(sizes) for name, sizes in SIZES.items()})[0]
        return [float(each) for each in np.ravel(evaluate_matrix(resolved.tree, arrays))]
    except (MathsError, ValueError):
        return []


# Every part


def told(variant: Variant) -> Iterator[tuple[str, Result, Beside]]:
    """Every mistake of a variant that the explorer can draw."""
    for wrong in variant.drawn.wrongs:
        result = explored(variant, wrong.mistake.id)
        if result is not None:
            first = result.findings[0]
            assert isinstance(first, Beside) and first.label == "your rule", wrong.mistake.id
            yield wrong.mistake.id, result, first


def test_a_mistake_that_can_be_drawn_is_drawn() -> None:
    """In questions 1 and 2 only choices and yes or no have mistakes without a rule: there is no number to draw."""
    bare = {
        each.id
        for each in SHOWN
        for mistake in each.template.mistake
        if (mistake.see or mistake.id) not in rules(each.book.question.explorer or "")
    }
    own = {each.id: each for each in SHOWN if each.book.question.number in ("1", "2")}
    assert {own[id_].template.kind for id_ in bare & set(own)} <= {"choice", "choices", "truth"}


def test_what_is_drawn_after_an_answer_applies_to_its_numbers() -> None:
    for exercise in (each for each in SHOWN if each.book.question.number in ("1", "2")):
        for variant in variants(exercise):
            for mistake, _, beside in told(variant):
                assert beside.value != "does not apply here", (variant.id, mistake)


def test_every_question_offers_it() -> None:
    assert {each.book.question.number for each in SHOWN} == {"1", "2", "3", "4", "5"}


@pytest.mark.parametrize("exercise", SHOWN, ids=lambda each: each.id)
def test_the_explorer_takes_the_numbers_and_says_what_the_wrong_rule_gives(exercise: Exercise) -> None:
    for variant in variants(exercise):
        inputs, _ = variant.explore()
        assert explorer(exercise.book.question.explorer or "").run(inputs).findings
        for mistake, result, beside in told(variant):
            wrong = next(each for each in variant.drawn.wrongs if each.mistake.id == mistake)
            if variant.kind in ("choice", "choices", "text", "truth"):
                continue
            kind = variant.kind
            same_number(values(variant, result, wrong.expected, kind), beside.given, (variant.id, mistake))
            same_number(
                values(variant, result, right(variant, wrong.mistake.cell), kind), beside.right, (variant.id,)
            )


@pytest.mark.parametrize("exercise", SHOWN, ids=lambda each: each.id)
def test_the_first_picture_draws_the_wrong_rule(exercise: Exercise) -> None:
    variant = next(variants(exercise))
    for mistake, result, beside in told(variant):
        figure = result.pictures[0].figure
        kinds = {each.role for each in figure.layers if isinstance(each, Line | Bars)}
        kinds |= {
            each.meaning[kind][2]
            for each in figure.layers
            if isinstance(each, Cells)
            for kind in each.kind.flat
        }
        assert "wrong" in kinds or not beside.given or "nothing here" in figure.caption, mistake
        for size in ((44, 12), (110, 30)):
            assert len(draw(figure, *size).rows) == size[1]
        assert figure.caption.endswith(".") and len(figure.caption) < 400


def right(variant: Variant, cell: str | None) -> Any:
    """The right answer, or that of a cell of it."""
    if cell is None:
        return variant.expected
    rows = variant.expected["rows"] if isinstance(variant.expected, dict) else [variant.expected]
    return next(
        each["answer"]
        for row in rows
        for each in row
        if each and cell in (each.get("name"), each.get("label"))
    )


def same_number(content: list[float], explored: tuple[float, ...], where: object) -> None:
    """Several numbers are the same one by one; where the explorer has several and one is asked, it is one of them."""
    if len(content) == 1 and len(explored) > 1:
        assert any(each == pytest.approx(content[0], rel=1e-4, abs=1e-5) for each in explored), where
    else:
        assert list(explored) == pytest.approx(content, rel=1e-4, abs=1e-5, nan_ok=True), where
