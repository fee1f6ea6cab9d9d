"""`tutor quiz --plain`: the quiz on lines, for pipes, logs and screen readers."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tutor.cli import main
from tutor.practice.store import FILE, Store, StoreFault, Trouble, open_store

PACK = Path(__file__).parent.parent / "practice" / "pack"
Quiz = Callable[..., str]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("TUTOR_DATA", str(folder))
    return folder


@pytest.fixture
def quiz(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Quiz:
    """What is printed for some lines of input: quiz("14", ":quit", words=["1.1"])."""

    def run(*lines: str, words: tuple[str, ...] = (), code: int = 0) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        monkeypatch.setattr("tutor.cli.console.WIDEST", 1000)  # sentences stay whole, wherever the data lies
        monkeypatch.setenv("COLUMNS", "1000")
        assert main(["quiz", "--plain", "--content", str(PACK), *words]) == code
        return capsys.readouterr().out

    return run


def test_a_question_is_asked_marked_and_reported(quiz: Quiz) -> None:
    out = quiz("true", "", words=("2.1b",))
    assert "2.1b  Squares and rectangles (1 mark)" in out and "Answer with true or false." in out
    assert "> true\n" in out and "Right." in out and "This was 2.1b@1:paper." in out
    assert "1 question in under a minute: 1 right at once" in out
    assert [entry.outcome for entry in open_store().entries()] == ["correct"]


def test_the_end_of_input_ends_the_session_in_order(quiz: Quiz) -> None:
    assert quiz().rstrip().endswith("Report\nNothing was answered.")
    out = quiz("-7", words=("1.1",))
    assert "Not right. 2 more tries." in out and "1 not right" in out


def test_no_colour_and_no_cursor_movement(quiz: Quiz) -> None:
    out = quiz(
        "-7", ":hint", ":hint", ":show", "", ":new", ":see", ":help", ":nonsense", ":n", ":quit", words=("1",)
    )
    assert not any(ord(character) < 32 and character != "\n" for character in out)


def test_a_hint_tells_its_price_before_it_opens(quiz: Quiz) -> None:
    out = quiz(":hint", ":hint", ":hint", words=("1.1",))
    assert out.index("a quarter of the marks") < out.index("You walk along all four sides.")
    assert "counts as not recalled" in out and "The way around is" not in out


def test_what_cannot_be_read_costs_nothing_and_is_placed(quiz: Quiz) -> None:
    out = quiz("2·(3+", words=("1.1",))
    assert "At character 5 of your answer:" in out and "Not an answer yet: it costs nothing." in out
    assert "Nothing was answered." in out


def test_a_wrong_rule_is_named_and_the_solution_shown(quiz: Quiz) -> None:
    out = quiz(*"abc", ":show", "", words=("2.1a",))
    assert "A rhombus has equal sides." in out or "Right." in out
    assert "Solution\n  Equal sides and right angles make a square." in out


def test_a_table_says_how_it_is_typed(quiz: Quiz) -> None:
    out = quiz("1; 2; 3; 4", words=("2.1c",))
    assert "Give the cells in this order, with ; between them: the first, Area" in out
    assert "Read as 1 | 2 | 3 | 4" in out


def test_without_words_everything_is_mixed_and_the_topic_hidden(quiz: Quiz) -> None:
    assert "No. 1 (2 marks), because it is new" in quiz()


def test_a_review_with_nothing_due_says_when_there_is(quiz: Quiz) -> None:
    assert quiz(words=("--mode", "review")) == "Nothing is due today.\n"
    quiz("true", words=("2.1b",))
    assert "The next review is on" in quiz(words=("--mode", "review"))


def test_the_paper_is_left_gone_on_with_and_handed_in(quiz: Quiz) -> None:
    out = quiz("14", ":go 2.1b", "hm", ":clear", words=("--mode", "exam", "--minutes", "30"))
    assert "Mock paper: 6 parts, 10 marks, 30 minutes." in out and "Kept. Read as 14" in out
    assert "cannot be read" in out and "Left: 1 of 6 parts are answered." in out
    out = quiz("140", "280", "a", "true", "21; 20; 70; 34", ":handin", words=("--mode", "exam"))
    assert "1.2.i" in out.splitlines()[2] and "10 of 10 marks." in out
    assert "Not right" not in out[: out.index("Marked paper")]


def test_an_incomplete_paper_is_handed_in_only_when_confirmed(quiz: Quiz) -> None:
    out = quiz(":handin", ":list", ":handin", words=("--mode", "exam"))
    assert out.count("6 parts are open.") == 2 and "Marked paper" not in out
    assert "0 of 10 marks." in quiz(":handin", ":handin", words=("--mode", "exam"))


def test_a_paper_can_be_thrown_away(quiz: Quiz) -> None:
    quiz("14", words=("--mode", "exam"))
    assert "The paper is thrown away." in quiz(":discard", ":discard", words=("--mode", "exam"))
    assert "of 6" in quiz(words=("--mode", "exam")) and open_store().sittings()[0].drafts == ()


@pytest.mark.parametrize(
    "words", [("9.9",), ("1.1", "--mode", "exam"), ("--minutes", "5"), ("--mode", "odd")]
)
def test_what_cannot_be_asked_is_one_line_and_code_2(
    words: tuple[str, ...], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quiz", "--plain", "--content", str(PACK), *words]) == 2
    out, err = capsys.readouterr()
    assert not out and err.startswith("tutor: ") and err.count("\n") == 1


def test_a_file_of_a_newer_tutor_is_told_and_practice_goes_on_if_wished(quiz: Quiz, data: Path) -> None:
    open_store().close()
    raw = sqlite3.connect(data / FILE)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = (data / FILE).read_bytes()
    assert "newer tutor" in quiz("no", code=1)
    assert "newer tutor" in quiz(code=1)
    out = quiz("yes", "true", words=("2.1b",))
    assert "Right." in out and "None of this was saved." in out
    assert (data / FILE).read_bytes() == before


def test_a_damaged_file_is_set_aside_and_said_so(quiz: Quiz, data: Path) -> None:
    data.mkdir()
    (data / FILE).write_bytes(b"rubbish" * 1000)
    out = quiz("true", words=("2.1b",))
    assert "Your progress file was damaged. It is kept as" in " ".join(out.split())
    assert len(list(open_store().entries())) == 1


def test_an_answer_that_cannot_be_saved_is_not_marked_before_the_learner_knows(
    quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = Store.add

    def full(self: Store, *rest: Any) -> None:
        if self.is_saved:
            raise StoreFault(Trouble.FULL, self.path)
        add(self, *rest)

    monkeypatch.setattr(Store, "add", full)
    out = quiz("true", "true", ":unsaved", "true", ":quit", words=("2.1b",))
    assert out.count("the disk is full") == 2 and ":unsaved" in out
    assert out.index("Nothing is saved from now on.") < out.index("Right.")
    assert "None of this was saved." in out and list(open_store().entries()) == []
