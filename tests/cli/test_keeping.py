"""`tutor progress`, `export`, `import` and `forget`."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from tutor.cli import main
from tutor.practice.days import now, study_day
from tutor.practice.store import FILE, open_store

PACK = Path(__file__).parent.parent / "practice" / "pack"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("TUTOR_DATA", str(folder))
    return folder


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.fixture
def practised(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed(monkeypatch, "true", "")
    assert main(["quiz", "--plain", "--content", str(PACK), "2.1b"]) == 0
    capsys.readouterr()


def test_looking_makes_no_file(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", "--content", str(PACK)]) == 0
    assert "0 of 10" in capsys.readouterr().out and not data.exists()
    assert main(["forget"]) == 0
    assert "Nothing is kept" in capsys.readouterr().out and not data.exists()


def test_progress_in_print_and_as_json(practised: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", "--content", str(PACK)]) == 0
    assert "2.1   Shapes: 1 of 4, begun" in capsys.readouterr().out
    assert main(["progress", "--json", "--content", str(PACK)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["marks"] == 10 and found["earned"] == 1 and found["days"][0]["answers"] == 1
    assert {skill["skill"]: skill["state"] for skill in found["skills"]}["shape.claim"] == "growing"


def test_the_day_of_the_exam_is_set_and_taken_away(capsys: pytest.CaptureFixture[str]) -> None:
    day = study_day(now()) + timedelta(days=12)
    assert main(["progress", "--content", str(PACK), "--exam", day.isoformat()]) == 0
    assert "Exam in 12 days" in capsys.readouterr().out
    assert main(["progress", "--content", str(PACK), "--exam", "none"]) == 0
    assert "Exam" not in capsys.readouterr().out
    for wrong in ("soon", "2020-01-01", "2026-02-30"):
        assert main(["progress", "--content", str(PACK), "--exam", wrong]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_everything_moves_to_another_machine(
    practised: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "all.json")
    assert main(["export", file]) == 0
    monkeypatch.setenv("TUTOR_DATA", str(tmp_path / "other"))
    assert main(["import", file]) == 0 and main(["import", file]) == 0
    out = capsys.readouterr().out
    assert "1 entry written" in out and "1 entry added." in out and "was here already" in out
    assert len(list(open_store().entries())) == 1


@pytest.mark.parametrize(
    "words", [["import", "nothing.json"], ["export", "no/such/folder/all.json"], ["export"]]
)
def test_a_file_that_cannot_be_used_is_one_line_and_code_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_forget_asks_and_then_erases_everything(
    practised: None, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for answer in ((), ("no",), ("y",)):
        typed(monkeypatch, *answer)
        assert main(["forget"]) == 1
        assert (data / FILE).exists()
    typed(monkeypatch, "yes")
    assert main(["forget"]) == 0
    assert "Everything is erased." in capsys.readouterr().out and list(data.iterdir()) == []
