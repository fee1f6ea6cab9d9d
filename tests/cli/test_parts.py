"""`tutor ask`, `tutor mark` and `tutor check`, as a teacher's scripts use them."""

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.cli import main
from tutor.questions.files import content_root

KEYS = {
    "ask": ["part", "seed", "version", "kind", "marks", "prompt", "numbers"],
    "mark": ["outcome", "score", "max", "read_as", "mistake", "code", "position", "feedback", "note"],
}


def run(capsys, *words):
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def ask(capsys, *words):
    code, out, _ = run(capsys, "ask", *words, "--json")
    assert code == 0
    return json.loads(out)


def mark(capsys, *words):
    code, out, _ = run(capsys, "mark", *words, "--json")
    assert code == 0
    return json.loads(out)


def batch(capsys, monkeypatch, *lines, options=()):
    stdin = io.TextIOWrapper(io.BytesIO("\n".join(lines).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    code, out, _ = run(capsys, "mark", "--batch", *options)
    return code, [json.loads(line) for line in out.splitlines()]


def test_ask_gives_prompt_and_numbers_without_the_answer(capsys) -> None:
    shown = ask(capsys, "5.2a.ii")
    assert list(shown) == KEYS["ask"]
    assert (shown["part"], shown["seed"], shown["version"], shown["kind"]) == ("5.2a.ii", None, 1, "point")
    assert shown["numbers"] == {"f": "y² + (y − x)²", "x0": 1, "y0": 1, "s": 0.1}
    assert "s = 0.1" in shown["prompt"]


def test_ask_draws_the_same_numbers_for_the_same_seed(capsys) -> None:
    first, again, other = (ask(capsys, "gd.steps", "--seed", seed) for seed in ("5", "5", "6"))
    assert first == again != other
    assert first["seed"] == 5
    assert f"w₀ = {first['numbers']['w0']}".replace("-", "−") in first["prompt"]


def test_what_is_true_is_not_told_by_ask(capsys) -> None:
    shown = ask(capsys, "gd.truth", "--seed", "1")
    assert set(shown["numbers"]) == {"claim"}


def test_a_part_asked_in_pieces_shows_them_all(capsys) -> None:
    shown = ask(capsys, "5.2")
    assert [piece["part"] for piece in shown["pieces"]] == [
        f"5.2{ab}.{i}" for ab in "ab" for i in ("i", "ii", "iii")
    ]
    code, out, _ = run(capsys, "ask", "5.2a")
    assert code == 0 and out.count("s = ") == 3


def test_ask_in_print_fits_the_terminal(capsys, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    _, out, _ = run(capsys, "ask", "5.2b.i")
    assert (
        out.startswith("5.2b.i Distance from the minimum after one step (1/3 mark)")
        or "2/3" in out.splitlines()[0]
    )
    assert all(len(line) <= 60 for line in out.splitlines()[2:])


@pytest.mark.parametrize(
    ("words", "outcome", "mistake"),
    [
        (["5.2a.ii", "(1, 0.8)"], "correct", None),
        (["5.2a.ii", "(1, 1.2)"], "wrong", "gd.plus"),
        (["5.1", "(0,0)"], "correct", None),
        (["5.2b.iii", "√362"], "correct", None),
        (["5.2a.ii", "(1,"], "invalid", None),
        (["gd.limit", "--seed", "7", "1/14"], "correct", None),
        (["--seed=7", "gd.limit", "2/4"], "wrong", "gd.lmin"),
    ],
)
def test_mark_gives_the_verdict(capsys, words, outcome, mistake) -> None:
    verdict = mark(capsys, *words)
    assert list(verdict) == KEYS["mark"]
    assert (verdict["outcome"], verdict["mistake"]) == (outcome, mistake)
    assert isinstance(verdict["feedback"], list) and len(verdict["feedback"]) <= 3


def test_marks_are_those_of_the_part(capsys) -> None:
    assert (mark(capsys, "5.1", "(0, 0)")["score"], mark(capsys, "5.1", "(0, 0)")["max"]) == (1, 1)
    assert mark(capsys, "5.2a.i", "(1, 0.98)")["max"] == pytest.approx(2 / 3, abs=1e-3)
    words = mark(capsys, "5.3", "Large steps diverge and small ones are slow.")
    assert (words["outcome"], words["score"], words["max"]) == ("partial", 1, 2)


@pytest.mark.parametrize("answer", ["-x*log(p)", "-1", "-h", "-(0, 0)", "--1", "-", "−2"])
def test_an_answer_may_begin_with_a_minus(capsys, answer: str) -> None:
    verdict = mark(capsys, "5.1", answer)
    assert verdict["outcome"] in ("invalid", "wrong")
    code, _, err = run(capsys, "mark", "5.1", answer)
    assert (code, err) == (0, "")


def test_after_two_hyphens_everything_is_an_answer(capsys) -> None:
    code, out, _ = run(capsys, "mark", "--json", "5.1", "--", "--json")
    assert code == 0 and json.loads(out)["outcome"] == "invalid"


def test_mark_in_print_points_at_the_fault(capsys) -> None:
    _, out, _ = run(capsys, "mark", "5.2b.i", "2 + + ?")
    lines = out.splitlines()
    assert lines[0] == "2 + + ?" and lines[1].strip("^ ") == "" and "^" in lines[1]
    _, out, _ = run(capsys, "mark", "5.1", "(0, 0)")
    assert out.splitlines() == ["read as (0, 0)", "Correct: 1 of 1 mark."]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ask", "9.9"], "there is no part 9.9; the questions are 1, 2, 3, 4, 5"),
        (["ask", "5.9"], "there is no part 5.9; question 5 has 5.1, "),
        (["ask"], "this command needs PART"),
        (["ask", "5.1", "--seed", "x"], "x is not a whole number"),
        (["ask", "5.1", "--nope"], "unknown option --nope"),
        (["mark", "5.1"], "mark needs a PART and one ANSWER"),
        (["mark", "5.1", "1", "2"], "mark needs a PART and one ANSWER"),
        (["mark", "5.1", "1", "--seed"], "--seed needs a value"),
        (["mark", "5.1", "1", "--seed", "-1"], 'the seed "-1" is not a whole number'),
        (["mark", "5.1", "1", "--sead", "2"], "unknown option --sead"),
        (["mark", "5.2a", "(1, 1)"], "5.2a is asked in 3 pieces: 5.2a.i, 5.2a.ii, 5.2a.iii; name one"),
        (["mark", "5.1", "1", "--content", "nowhere"], "the content cannot be used: nowhere"),
        (["check", "nowhere"], "there is no directory nowhere"),
        (["check", "--seeds", "-3"], "-3"),
    ],
)
def test_what_cannot_be_done_gets_one_line(capsys, words, said) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err and err.count("\n") == 1


def test_a_batch_is_answered_line_by_line(capsys, monkeypatch) -> None:
    code, answers = batch(
        capsys,
        monkeypatch,
        '{"part": "5.1", "answer": "(0, 0)", "id": "a"}',
        "not json",
        '{"part": "5.1"}',
        "",
        '{"part": "nowhere", "answer": "1", "id": 4}',
        '{"part": "gd.limit", "seed": 7, "answer": 0.0714, "id": null}',
        '{"part": "gd.limit", "seed": "x", "answer": "1"}',
        "[1, 2]",
        '{"part": "5.2b.ii", "answer": "1.562", "earlier": {"5.2a.ii": "(1, 1.2)"}}',
        '{"part": "5.1", "answer": "(0, 0)", "seed": null, "id": [1]}',
    )
    assert code == 0
    assert [answer.get("outcome", "error") for answer in answers] == [
        "correct", "error", "error", "error", "correct", "error", "error", "correct", "correct",
    ]  # fmt: skip
    assert (answers[0]["id"], answers[3]["id"], answers[8]["id"]) == ("a", 4, [1])
    assert answers[4]["id"] is None and "id" not in answers[1]
    assert "line 2" in answers[1]["error"] and "no “answer”" in answers[2]["error"]
    assert "there is no part nowhere" in answers[3]["error"]


def test_a_batch_takes_anything_for_a_line(capsys, monkeypatch) -> None:
    _, answers = batch(
        capsys, monkeypatch, "[" * 5000, "1" * 5000, '{"part": 5, "answer": {}}', '"\\ud800"', "\x00"
    )
    assert len(answers) == 5 and all("error" in answer for answer in answers)


def test_the_commands_run_from_a_shell() -> None:
    lines = '{"part": "5.1", "answer": "(0, 0)"}\n\xff\n'.encode("latin-1")
    command = [sys.executable, "-m", "tutor", "mark", "--batch"]
    done = subprocess.run(command, input=lines, capture_output=True, check=True)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert answers[0]["outcome"] == "correct" and "error" in answers[1]
    assert done.stderr == b""


@pytest.fixture
def teachers(tmp_path: Path) -> Path:
    """A teacher's pack: question 5, of which two templates are left."""
    root = tmp_path / "pack"
    shutil.copytree(content_root() / "5-optimization", root / "5-optimization")
    for file in (root / "5-optimization" / "parts").glob("*.toml"):
        if file.stem not in ("5.1", "gd.limit"):
            file.unlink()
    head = root / "5-optimization" / "question.toml"
    text = head.read_text(encoding="utf-8")
    text = (
        text.replace("marks = 7", "marks = 1")
        .replace("marks = 4", "marks = 0")
        .replace("marks = 2", "marks = 0")
    )
    head.write_text(text, encoding="utf-8")
    return root


def test_check_passes_a_sound_pack(capsys, teachers: Path) -> None:
    code, out, err = run(capsys, "check", str(teachers), "--seeds", "2")
    assert (code, err) == (0, "")
    assert out == "1 question, 2 templates, 10 mistakes, 5 variants: no faults\n"
    assert run(capsys, "check", "--content", str(teachers), "--seeds", "1")[0] == 0


def test_check_tells_every_fault_and_ends_with_1(capsys, teachers: Path) -> None:
    file = teachers / "5-optimization" / "parts" / "gd.limit.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('answer = "1/l3"', 'answer = "2/l3"'), encoding="utf-8")
    code, out, _ = run(capsys, "check", str(teachers), "--seeds", "2")
    assert code == 1
    assert "5-optimization/parts/gd.limit.toml: the key “mistake gd.half”" in out
    assert out.endswith("1 fault\n")


def test_check_sees_whether_the_explorer_takes_the_numbers(capsys, teachers: Path) -> None:
    file = teachers / "5-optimization" / "parts" / "5.1.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('f = "{f}"\n', 'f = "{f} +"\nstride = "{p}"\n'), encoding="utf-8")
    code, out, _ = run(capsys, "check", str(teachers), "--seeds", "1")
    assert code == 1
    assert "5.1.toml: the key “see.stride”" in out


def test_a_teachers_pack_is_asked_and_marked(capsys, teachers: Path) -> None:
    assert ask(capsys, "5.1", "--content", str(teachers))["part"] == "5.1"
    assert mark(capsys, "5.1", "(0, 0)", "--content", str(teachers))["outcome"] == "correct"
    code, _, err = run(capsys, "ask", "5.2", "--content", str(teachers))
    assert code == 2 and "there is no part 5.2; question 5 has 5.1" in err
