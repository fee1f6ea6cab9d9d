"""What cannot be read is refused at once: the place, one plain sentence, and what to change."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.maths import Budget, MathsError, agree, exact, read

ANSWERS = Path(__file__).parents[1] / "answers"
SHAPES = {"W3": ["s", "r"], "g": ["s"], "a": ["r"], "A": ["n", "n"]}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (ANSWERS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", rows("errors"), ids=lambda row: row["student"])
def test_every_malformed_answer_names_its_fault_and_place(row: dict[str, Any]) -> None:
    with pytest.raises(MathsError) as caught:
        read(row["student"], row["vars"])
    assert (caught.value.code, caught.value.position) == (row["error_code"], row["error_pos"])


FAULTS = [
    ("", "empty", 0),
    ("   ", "empty", 0),
    ("x+", "incomplete", 1),
    ("(x+)", "incomplete", 2),
    ("()", "incomplete", 0),
    ("x+1)", "bracket", 3),
    ("((x)", "bracket", 0),
    ("[x)", "bracket", 2),
    ("|x", "bracket", 0),
    ("*x", "operator", 0),
    ("x**/2", "operator", 3),
    ("x^^2", "operator", 2),
    ("2 3", "operator", 2),
    ("3!!", "operator", 2),
    ("x'", "operator", 1),
    ("x,2", "comma", 1),
    ("(x,2)", "comma", 2),
    ("1,000", "comma", 1),
    ("max(,x)", "comma", 4),
    ("y = x^2", "equals", 2),
    ("f(x) = x", "equals", 5),
    ("= x", "equals", 0),
    ("x2", "unknown", 0),
    ("2x3", "unknown", 1),
    ("softmax(x)", "unknown", 0),
    ("max(x)", "args", 0),
    ("x + sin", "args", 4),
    ("log^-1(x)", "args", 0),
    ("sin()", "args", 0),
    ("x if x>0 else", "incomplete", 9),
    ("x else 0", "ternary", 2),
    ("if x>0 else 0", "ternary", 0),
    ("2½", "number", 1),
    ("1..2", "number", 0),
    ("1e999", "digits", 0),
    ("Α+x", "homoglyph", 0),
    ("x＋1", "homoglyph", 1),
    ("µ", "unknown", 0),
    ("\\sqrt{x}", "latex", 0),
    ("x # 1", "char", 2),
    ("sum_i i", "index", 0),
    ("sum(x)", "index", 0),
    ("x_", "char", 1),
    ("(" * 60 + "x" + ")" * 60, "deep", 48),
    ("-" * 60 + "x", "deep", 48),
    ("x" + "^x" * 60, "deep", None),
    ("x+" * 300 + "x", "long", 500),
]


@pytest.mark.parametrize(("text", "code", "position"), FAULTS)
def test_other_faults_and_their_places(text: str, code: str, position: int | None) -> None:
    with pytest.raises(MathsError) as caught:
        read(text, ["x"])
    assert caught.value.code == code
    assert position is None or caught.value.position == position


def test_the_hint_says_the_way_out() -> None:
    hints = {
        "0,5": "0.5",
        "1,000": "1000",
        "1 000": "1000",
        "sigmod(x)": "sigmoid",
        "X": "Did you mean x?",
        "x2": "x^2",
        "sin(x": "Add “)”",
        "exp": "exp(x)",
        "x if x>0": "else 0",
        "x=2": "right",
        "yy": "x",
    }
    for text, part in hints.items():
        with pytest.raises(MathsError) as caught:
            read(text, ["x"])
        assert part in caught.value.hint, text


@pytest.mark.parametrize("row", rows("hostile"), ids=lambda row: row["note"])
def test_hostile_texts_are_refused_or_harmless_in_a_tenth_of_a_second(row: dict[str, Any]) -> None:
    text = row["student"]
    if row["repeat"]:
        pattern = text.rstrip("…")
        text = (pattern * (row["repeat"] // len(pattern) + 1))[: row["repeat"]]
    agree(read("x", ["x"]).tree, read("x", ["x"]).tree, {"x": 1})  # flint is imported once
    started = time.thread_time()
    try:
        outcome = agree(read(text, ["x"]).tree, read("x", ["x"]).tree, {"x": 0.375}, budget=Budget())
    except MathsError as error:
        outcome = error.code  # type: ignore[assignment]
    assert outcome != "same"
    assert time.thread_time() - started < 0.1


@pytest.mark.parametrize("name", ["sqrt", "floor", "σ", "gelu'", "log", "tanh"])
def test_forty_functions_inside_one_another_are_read_at_once(name: str) -> None:
    started = time.thread_time()
    reading = read(f"{name}(" * 40 + "x" + ")" * 40, ["x"])
    assert read(reading.printed, ["x"]).tree == reading.tree
    assert time.thread_time() - started < 0.1


@pytest.mark.parametrize(
    "text", ["9^9^9^9", "(((3!)!)!)!", "2^(2^(2^30))", "exp(exp(exp(9)))", "1e300^1e300", "10^10^10"]
)
def test_towers_are_not_climbed(text: str) -> None:
    tree = read(text).tree
    try:
        assert exact(tree) is None
    except MathsError as error:
        assert error.code == "large"
    assert agree(tree, read("1").tree, {}) == "large"


WORDS = (
    "x y beta e pi sin log exp max sum_k relu σ if else and not mod np. .T 2 0.5 1e3 ( ) [ ] | , ; + - * / ^ ** ! "
    "% ' ² ⊙ @ √ _ { } = < >= ᵀ ∂ \\ $ W3 g A T i ½ ."
).split()
soup = st.lists(st.sampled_from(WORDS), max_size=25).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words))
)


@given(st.one_of(st.text(max_size=60), soup))
@settings(max_examples=300, deadline=None)
def test_no_text_raises_anything_but_a_maths_error(text: str) -> None:
    for variables in (["x", "y", "beta"], SHAPES):
        try:
            read(text, variables)
        except MathsError as error:
            assert 0 <= error.position <= max(len(text), 0)
            assert error.length >= 0
            assert error.message.endswith((".", "?"))


PYTHON = re.compile(r"\b(None|NoneType|tuple|dict|Traceback|Error|Exception|object|invalid syntax|token)\b")


@given(soup)
@settings(max_examples=100, deadline=None)
def test_messages_hold_no_words_of_the_program(text: str) -> None:
    try:
        read(text, ["x", "y"])
    except MathsError as error:
        assert not PYTHON.search(f"{error.message} {error.hint}")
        assert len(error.message) < 160


@pytest.mark.parametrize(
    "text", ["x.5", "x2.5", "x..y", ".x", "x.__class__", "x.real", "x.(y)", "x. y", "os.system", "...", "."]
)
def test_a_point_that_is_neither_a_number_nor_between_names_is_refused(text: str) -> None:
    with pytest.raises(MathsError):
        read(text, {"x": "real", "y": "real"})
