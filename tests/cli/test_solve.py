"""`tutor solve`: the papers' right answers in print and as JSON; one clear line for what cannot be done."""

import json

import pytest

from tutor.cli import main


def solve(capsys, *words):
    assert main(["solve", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def values(found, part):
    return [finding["value"] for finding in found["findings"] if finding["part"].startswith(part)]


@pytest.mark.parametrize(
    ("question", "part", "wanted"),
    [
        ("1", "1.1", ["δ₃aᵀ", "δ₂hᵀ", "δ₁xᵀ", "{h, a}"]),
        ("1", "1.2", ["2(m+r)", "2(n+m+r)", "2(m+r+s)", "2(m+2r)"]),
        ("1", "1.3", ["left 0, right 1"]),
        ("1", "1.5", ["x/2", "ReLU"]),
        ("2", "2.3", ["31×31×5 / 85", "10×10×5 / 0", "8×8×5 / 230", "4×4×5 / 0", "1×1×5 / 405", "720"]),
        ("2", "2.4", ["21×21"]),
        ("3", "3", ["Σ π_k σ(w_k·x)"]),
        ("4", "4.2", ["0.79465", "0.61086", "0.18379"]),
        ("5", "5.1", ["(0, 0)"]),
        ("5", "5.2a", ["(1, 0.98)", "(1, 0.8)", "(1, −19)"]),
        ("5", "5.2b", ["1.4001", "1.2806", "19.0263"]),
    ],
)
def test_the_papers_right_answers(capsys, question, part, wanted):
    found = " | ".join(values(solve(capsys, question), part))
    for text in wanted:
        assert text in found


@pytest.mark.parametrize("question", "12345")
def test_the_form_of_the_json(capsys, question):
    found = solve(capsys, question)
    assert set(found) == {"question", "inputs", "findings", "figures"}
    assert found["question"] == question
    assert all(set(each) == {"part", "label", "value", "reason"} for each in found["findings"])
    assert all(each["title"] and each["caption"] for each in found["figures"])


def test_the_worked_answers_slip_is_part_of_the_reason(capsys):
    reasons = [each["reason"] for each in solve(capsys, "4")["findings"]]
    assert any("The worked answer: " in reason for reason in reasons)


def test_inputs_are_options_and_may_begin_with_a_minus(capsys):
    found = solve(capsys, "5", "--x0", "-2", "--y0=-1/2", "--step", "sqrt(2)/10")
    assert found["inputs"]["x0"] == "-2"
    assert "∇f at (−2, −0.5)" in [each["label"] for each in found["findings"]]


@pytest.mark.parametrize("columns", ["40", "100", "200"])
def test_print_keeps_to_the_width(capsys, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["solve", "5"]) == 0
    printed = capsys.readouterr().out
    assert "1.4001" in printed and "19.0263" in printed
    assert max(len(line) for line in printed.splitlines()) <= max(int(columns), 60)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["solve", "9"], "there is no question 9"),
        (["solve", "5", "--step", "abc"], "--step abc: not a number"),
        (["solve", "5", "--step"], "--step needs a value"),
        (["solve", "5", "--steep", "1"], "has no --steep"),
        (["solve"], "needs QUESTION"),
        (["solve", "2", "--layers", "Conv99-3"], "layer 1"),
        (["nonsense"], "there is no command nonsense"),
        (["--nonsense"], "--nonsense"),
        (["solve", "5", "--content", "nowhere"], "there is no such content folder"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line_and_exit_code_2(capsys, words, wanted):
    assert main(words) == 2
    printed = capsys.readouterr()
    assert wanted in printed.err
    assert printed.err.count("\n") == 1 and not printed.out


def test_the_app_says_that_it_needs_a_terminal(capsys):
    assert main([]) == 2
    assert "needs a terminal" in capsys.readouterr().err
