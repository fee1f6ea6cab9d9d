"""What `tutor check` promises: a broken pack is refused with the file and the key, a sound one passes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.questions.lint import check
from tutor.questions.lint.equations import untrue_equation

Written = Callable[..., Path]

SOUND = """
kind = "number"
prompt = "Sides {a} and {b}. Area?"
answer = "area"
solution = "{a}·{b} = {area}"
require = ["a != b"]
[draw]
a = { int = [2, 12] }
b = { int = [3, 9], not = [4] }
[let]
area = "a·b"
[paper]
a = 3
b = 5
[see]
[[accept]]
answer = "100area"
note = "In mm²."
[[mistake]]
id = "area.perimeter"
answer = "2(a + b)"
say = "This is the perimeter."
[[mistake]]
id = "area.sum"
answer = "a + b"
say = "You added."
"""

PERIMETER = "the key “mistake area.perimeter”: "
DRAWS = "in 362 of 400 draws it gives"

# What is written, what stands there instead, and how the fault begins after the file.
CORRUPTIONS = [
    ('kind = "number"', 'kind = "numbr"', "the key “kind” must be one of number, formula"),
    ('kind = "number"', "", "the key “kind” is missing"),
    ('kind = "number"', "kind = 3", "the key “kind” must be text, but is a whole number"),
    ('answer = "area"', "", "the key “answer” is missing"),
    ('answer = "area"', 'answer = "aera"', "the key “answer”: “aera” is not a name"),
    ('answer = "area"', 'answer = "area +"', "the key “answer”: "),
    ('answer = "area"', 'answer = ["a"]', "the key “answer” must be"),
    (
        'prompt = "Sides {a} and {b}. Area?"',
        'prompt = "Sides {a} and {c}. Area?"',
        "the key “prompt”: “c” is not a name",
    ),
    (
        'prompt = "Sides {a} and {b}. Area?"',
        'prompt = "Sides {a and {b}."',
        "the key “prompt”: A “{” stands alone",
    ),
    (
        'prompt = "Sides {a} and {b}. Area?"',
        'prompt = "Sides\\u001b[31m"',
        "the key “prompt” holds the invisible character U+001B",
    ),
    (
        'solution = "{a}·{b} = {area}"',
        'solution = "{a}·{b} = {area + 1}"',
        "the key “solution”: says “3·5 = 16”, which is",
    ),
    ('solution = "{a}·{b} = {area}"', 'soluton = "x"', "the key “soluton” is not one that is known here"),
    ('require = ["a != b"]', 'require = ["a < b"', "is not TOML at line"),
    (
        'require = ["a != b"]',
        'require = ["a > 20"]',
        "the key “require 1”: in 400 of 400 draws it does not hold: a > 20",
    ),
    ("a = { int = [2, 12] }", "a = { int = [12, 2] }", "the key “draw.a” must be a low end, then a high end"),
    (
        "a = { int = [2, 12] }",
        "a = { int = [2] }",
        "the key “int” of an entry of draw must be a list of at least 2 entries",
    ),
    ("a = { int = [2, 12] }", "a = { int = [2, 12], choice = [1] }", "the key “draw.a” must say one of"),
    ("a = { int = [2, 12] }", "a = { decimal = [0, 1] }", "the key “draw.a” must say both decimal and step"),
    ("a = { int = [2, 12] }", "a = { decimal = [0, 1], step = 0.3 }", "the key “draw.a.step” must lead"),
    ("a = { int = [2, 12] }", "a = { int = [2, 2], not = [2] }", "the key “draw.a.not” excludes everything"),
    (
        "a = { int = [2, 12] }",
        "a = { int = [2, 12] }\nunused = { int = [1, 2] }",
        "the key “draw.unused”: is used nowhere",
    ),
    ("a = { int = [2, 12] }", 'a = { bank = "nowhere" }', "is missing"),
    ('area = "a·b"', 'area = "a·b"\nextra = "a"', "the key “let.extra”: is used nowhere"),
    ('area = "a·b"', 'area = "a/0·b"', "the key “let.area”: in 400 of 400 draws it This divides by zero"),
    ("[paper]\na = 3", "[paper]", "the key “paper” lacks a, which is drawn"),
    ("[paper]\na = 3", "[paper]\nc = 3\na = 3", "the key “paper” gives c, which is not drawn"),
    ("[see]", '[see]\nstep = "{q}"', "the key “see.step”: “q” is not a name"),
    ('answer = "100area"', 'answer = "x"', "the key “accept 1”: “x” is not a name"),
    ('answer = "2(a + b)"', 'answer = "a·b"', PERIMETER + f"{DRAWS} the right answer"),
    ('answer = "2(a + b)"', 'answer = "b + a"', PERIMETER + f"{DRAWS} the same answer as"),
    ('answer = "2(a + b)"', 'answer = "100a·b"', PERIMETER + f"{DRAWS} an accepted answer"),
    ('answer = "2(a + b)"\n', "", PERIMETER + "has neither an answer nor phrases"),
    ('id = "area.sum"', 'id = "area.perimeter"', PERIMETER + "stands there twice"),
    ('say = "You added."', 'say = "You added {x}."', "the key “mistake area.sum”: “x” is not a name"),
    (
        'say = "You added."',
        'say = "Added."\nmay_coincide = ["no"]',
        "the key “mistake area.sum”: may coincide with no, which is none",
    ),
    ('say = "You added."', "", "the key “say” in mistake 2 is missing"),
]


def test_a_sound_pack_passes(written: Written) -> None:
    root = written(marks=2, area=SOUND)
    report = check(root, seeds=10)
    assert report.faults == []
    assert (report.questions, report.templates, report.mistakes, report.variants) == (1, 1, 2, 11)


@pytest.mark.parametrize(
    ("old", "new", "said"), CORRUPTIONS, ids=[each[1][:40] or each[0] for each in CORRUPTIONS]
)
def test_a_broken_line_is_told_by_file_and_key(written: Written, old: str, new: str, said: str) -> None:
    assert SOUND.count(old) == 1 or old.startswith(("answer", "require"))
    faults = check(written(marks=2, area=SOUND.replace(old, new, 1)), seeds=1).faults
    assert any(said in fault for fault in faults), faults
    assert all(fault.startswith("9-test/") for fault in faults)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('skill = "test.skill"', 'skill = "other"', "the key “skill”: is other, which no question declares"),
        ('part = "9"', 'part = "8"', "the key “part”: is 8, which is no part of the question"),
        ('id = "area"', 'id = "aera"', "the key “id” is aera, but the file is called area"),
        ("marks = 2", "marks = 1", "part 9 has 2 marks, but its templates give 1"),
        ("marks = 2", 'marks = "3/2"', "part 9 has 2 marks, but its templates give 1.5"),
        ("marks = 2", "marks = -1", "the key “marks” must be"),
        (
            'hint = ["Think.", "Think again."]',
            'hint = ["Think."]',
            "the key “hint” must be a list of at least 2",
        ),
        ('"Think again."', '"It is {area}, of course."', "the key “hint 2”: gives the answer away: 15"),
        ("version = 1", "", "the key “version” is missing"),
    ],
)
def test_the_head_of_a_template_is_checked(written: Written, old: str, new: str, said: str) -> None:
    root = written(marks=2, area=SOUND)
    file = root / "9-test" / "parts" / "area.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(said in fault for fault in check(root, seeds=1).faults), check(root, seeds=1).faults


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        ('["test.b"]', "the needs of skills form a circle: test.b → test.skill → test.b"),
        ('["nothing"]', "the skill test.skill needs nothing, which is no skill"),
    ],
)
def test_needs_of_skills_form_no_circle(written: Written, needs: str, said: str) -> None:
    root = written(marks=2, area=SOUND)
    file = root / "9-test" / "question.toml"
    text = file.read_text(encoding="utf-8").replace("needs = []", f"needs = {needs}")
    file.write_text(
        f'{text}\n[[skill]]\nid = "test.b"\ntitle = "B"\nneeds = ["test.skill"]\n', encoding="utf-8"
    )
    assert any(said in fault for fault in check(root, seeds=1).faults), check(root, seeds=1).faults


def test_a_mistake_that_marking_takes_for_right_is_a_fault(written: Written) -> None:
    formula = """
kind = "formula"
prompt = "(x + 1)²?"
paper = {}
answer = "x^2 + 2x + 1"
solution = "Expand."
[variables]
x = "real"
[[mistake]]
id = "same"
answer = "(x + 1)^2"
say = "This is right, in truth."
"""
    faults = check(written(marks=1, square=formula), seeds=1).faults
    assert any("“(x + 1)^2”, which is correct" in fault for fault in faults)


def test_workers_find_the_same_as_one(written: Written) -> None:
    root = written(marks=4, area=SOUND, sum=SOUND.replace('say = "You added."', 'say = "{x}"'))
    one, two = check(root, seeds=2), check(root, seeds=2, workers=2)
    assert one == two and one.faults


def test_progress_is_told(written: Written) -> None:
    told: list[tuple[int, int, str]] = []
    check(written(marks=2, area=SOUND), 1, lambda *state: told.append(state))
    assert told == [(0, 1, "area"), (1, 1, "")]


@pytest.mark.parametrize(
    ("text", "untrue"),
    [
        ("x = 1 − 0.1·2 = 0.8", False),
        ("x = 1 − 0.1·2 = 0.9", True),
        ("√1.64 ≈ 1.28", False),
        ("√1.64 ≈ 1.29", True),
        ("2/18 ≈ 0.111", False),
        ("a = b, 3 = x and 2 = 2", False),
        ("0.9^13 ≈ 0.254187", False),
        ("so (1, 2) = (1, 3)", False),
        ("6 = 2·3 = 7", True),
    ],
)
def test_printed_equations_are_recomputed(text: str, untrue: bool) -> None:
    assert (untrue_equation(text) is not None) == untrue


@pytest.mark.parametrize("line", [line for line in SOUND.splitlines() if line and line != "[see]"])
def test_no_line_can_be_misspelt(written: Written, line: str) -> None:
    faults = check(written(marks=2, area=SOUND.replace(line, line[:1] + "q" + line[1:], 1)), seeds=1).faults
    assert faults
    assert all(fault.startswith("9-test/") for fault in faults)
