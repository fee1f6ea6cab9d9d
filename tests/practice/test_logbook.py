"""Clocks that jump, days that roll over, imports that cost nothing, texts that no file would take."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor.practice.store import open_store, unsaved

ROOT = Path(__file__).parent.parent.parent


def answered(desk: Any, word: str = "inside") -> None:
    session = desk.practise("drill", word)
    session.answer(session.item.variant.answer)
    session.end()


def test_a_clock_set_back_a_little_goes_on_with_the_same_day_and_in_order(desk: Any) -> None:
    answered(desk)
    before = desk.logbook.today
    desk.moment -= timedelta(hours=10)
    assert desk.logbook.today == before
    answered(desk, "1.1")
    first, second = desk.logbook.store.entries()
    assert (first.template, second.template) == ("inside", "1.1") and first.at < second.at
    assert second.day == before


def test_a_clock_that_was_years_ahead_does_not_stop_practice(desk: Any) -> None:
    desk.moment += timedelta(days=2000)
    answered(desk)
    desk.moment -= timedelta(days=2000)
    again = desk.again()
    assert again.logbook.schedule.standings(again.logbook.today) == []
    answered(again)
    (standing,) = again.logbook.schedule.standings(again.logbook.today)
    assert standing.last == again.logbook.today


def test_after_midnight_it_is_still_the_day_before(desk: Any) -> None:
    desk.moment = desk.moment.replace(hour=23)
    answered(desk)
    desk.later(seconds=3 * 3600)
    assert desk.logbook.schedule.is_rated("rect.inside", desk.logbook.today)
    desk.later(seconds=3 * 3600)
    assert not desk.logbook.schedule.is_rated("rect.inside", desk.logbook.today)


def test_what_is_in_memory_is_what_a_new_start_would_read(desk: Any) -> None:
    for day in range(4):
        session = desk.practise("mixed", seed=day)
        for turn in range(8):
            session.answer(session.item.variant.answer if turn % 3 else "-7")
            session.hint() if session.item.is_open else session.reveal()
            session.next()
        desk.later(days=1)
    new = desk.again().logbook
    assert new.history.templates == desk.logbook.history.templates
    assert new.history.habits == desk.logbook.history.habits
    assert new.history.days == desk.logbook.history.days
    assert new.schedule.standings(new.today) == desk.logbook.schedule.standings(new.today)


def test_importing_every_module_makes_no_file_and_loads_no_library_of_weight(tmp_path: Path) -> None:
    names = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for file in sorted((ROOT / "tutor" / "practice").rglob("*.py"))
    ]
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import {', '.join(names)}; print(*sys.modules)"
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], capture_output=True, text=True, check=True, env=home
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"fsrs", "platformdirs", "textual", "sympy", "flint", "plotext"}
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answer=st.text(max_size=80) | st.lists(st.lists(st.text(max_size=5), max_size=3), max_size=3))
@pytest.mark.parametrize("word", ["1.1", "2.1a", "2.1c"])
def test_any_answer_is_marked_kept_and_read_back(desk: Any, word: str, answer: Any) -> None:
    desk.logbook.store = unsaved()
    session = desk.practise("drill", word)
    session.answer(answer)
    (entry,) = desk.logbook.store.entries()
    assert entry.outcome == session.item.last.verdict.outcome.value


def test_an_endless_answer_does_not_spoil_the_file(desk: Any) -> None:
    session = desk.practise("drill", "1.1")
    session.answer("9" * 1_000_000 + "\udcff\x00")
    session.answer(session.item.variant.answer)
    assert [entry.outcome for entry in open_store().entries()] == ["invalid", "correct"]
