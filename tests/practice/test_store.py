"""What a learner did is on the disk, once, and comes back as it was."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tutor.practice.entry import Draft, Sitting
from tutor.practice.rating import Rated, Rating
from tutor.practice.store import FILE, StoreFault, Trouble, forget, open_store, unsaved
from tutor.practice.store.schema import MIGRATIONS, VERSION

DAY = date(2026, 3, 2)
SITTING = Sitting(
    id="a" * 32,
    begun="2026-03-02T10:00:00.000000Z",
    saved="2026-03-02T10:00:00.000000Z",
    seed=None,
    minutes=90,
    spent=0.0,
    shown=(),
    marks="58",
)


def test_nothing_is_made_before_the_store_is_opened(data: Path) -> None:
    assert not data.exists()
    open_store().close()
    assert (data / FILE).exists()


def test_an_entry_comes_back_as_it_was(diary: Any) -> None:
    written = diary.entry(
        "wrong", answer=[["1", "ü ∂"], [""]], mistake="gd.plus", feedback=("a", "b"), mistakes=("gd.plus",)
    )
    store = open_store()
    store.add(written, diary.shown())
    store.close()
    again = open_store()
    assert list(again.entries()) == [written]
    assert again.shown(written.shown) == [diary.shown()]
    assert again.shown("0" * 32) == []


def test_the_same_entry_is_kept_once(diary: Any) -> None:
    store, entry = open_store(), diary.entry()
    store.add(entry, diary.shown())
    store.add(entry, diary.shown())
    assert len(list(store.entries())) == 1


def test_a_transaction_that_fails_leaves_nothing_of_itself(diary: Any) -> None:
    store = open_store()
    bad_day = Rated("gd.step", DAY, "item", None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        store.add(diary.entry(), diary.shown(), bad_day)
    assert list(store.entries()) == [] and store.shown() == []
    store.add(diary.entry(), diary.shown())
    assert len(list(store.entries())) == 1


def test_the_first_item_of_the_day_rates_the_skill_and_may_change_its_mind(diary: Any) -> None:
    store = open_store()
    for item, rating in (
        ("one", Rating.AGAIN),
        ("two", Rating.GOOD),
        ("one", Rating.HARD),
        ("two", Rating.AGAIN),
    ):
        store.add(diary.entry(), diary.shown(), Rated("gd.step", DAY, item, rating))
    assert store.ratings() == [Rated("gd.step", DAY, "one", Rating.HARD)]


def test_settings_are_kept_changed_and_taken_away() -> None:
    store = open_store()
    assert store.setting("exam") is None
    store.set("exam", "2026-12-12")
    store.set("exam", "2026-12-13")
    assert open_store().setting("exam") == "2026-12-13"
    store.set("exam", None)
    assert store.setting("exam") is None


def test_an_exam_keeps_the_latest_draft_of_every_field() -> None:
    store = open_store()
    early, late = SITTING.begun, "2026-03-02T10:05:00.000000Z"
    store.keep(SITTING, drafts=[Draft(variant="1.2", at=late, answer="18")])
    store.keep(
        msgspec.structs.replace(SITTING, spent=60.0),
        drafts=[
            Draft(variant="1.2", at=early, answer="old"),
            Draft(variant="1.3", at=early, answer=["0", "1"]),
        ],
    )
    (found,) = open_store().sittings()
    assert {draft.variant: draft.answer for draft in found.drafts} == {"1.2": "18", "1.3": ["0", "1"]}
    assert found.spent == 60.0 and found.handed_in is None


def test_an_exam_is_handed_in_once(diary: Any) -> None:
    store = open_store()
    store.keep(SITTING)
    done = msgspec.structs.replace(SITTING, handed_in="2026-03-02T11:00:00.000000Z")
    assert store.hand_in(done, [diary.entry()], [diary.shown()], [Rated("gd.step", DAY, "one", Rating.GOOD)])
    assert not store.hand_in(done, [diary.entry()], [diary.shown()], [])
    assert len(list(store.entries())) == 1 and store.sittings()[0].handed_in == done.handed_in


def test_another_program_that_writes_is_noticed(diary: Any) -> None:
    mine, other = open_store(), open_store()
    assert not mine.changed()
    mine.add(diary.entry(), diary.shown())
    assert not mine.changed()
    other.add(diary.entry(), diary.shown())
    assert mine.changed() and not mine.changed()


def test_a_store_that_forgets_starts_from_all_that_another_can_tell(diary: Any, data: Path) -> None:
    store = open_store()
    store.add(diary.entry(), diary.shown(), Rated("gd.step", DAY, diary.entry().item, Rating.GOOD))
    store.set("exam", "2026-12-12")
    loose = unsaved(store)
    loose.add(diary.entry("wrong"), diary.shown())
    assert len(list(loose.entries())) == 2 and loose.setting("exam") == "2026-12-12"
    assert len(list(store.entries())) == 1 and not loose.is_saved and store.is_saved
    assert [file.name for file in data.iterdir() if file.suffix == ".db"] == [FILE]


def test_forget_erases_the_file_and_what_was_set_aside(data: Path, diary: Any) -> None:
    assert not forget()
    store = open_store()
    store.add(diary.entry(), diary.shown())
    store.close()
    (data / "progress.damaged-2026-03-02-100000.db").write_text("x")
    assert forget()
    assert list(data.iterdir()) == []


def test_forget_empties_the_file_under_a_tutor_that_has_it_open(data: Path, diary: Any) -> None:
    open_elsewhere = open_store()
    open_elsewhere.add(diary.entry(answer="a secret word"), diary.shown())
    assert forget()
    assert list(open_elsewhere.entries()) == []
    assert not any(b"a secret word" in file.read_bytes() for file in data.iterdir())
    open_elsewhere.add(diary.entry(), diary.shown())
    assert len(list(open_store().entries())) == 1


def test_a_file_of_an_earlier_version_is_brought_up_to_date(
    data: Path, diary: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store()
    store.add(diary.entry(), diary.shown())
    store.close()
    later = (*MIGRATIONS, ("ALTER TABLE entry ADD COLUMN mood TEXT", "CREATE TABLE more (x)"))
    monkeypatch.setattr("tutor.practice.store.schema.MIGRATIONS", later)
    monkeypatch.setattr("tutor.practice.store.schema.VERSION", VERSION + 1)
    monkeypatch.setattr("tutor.practice.store.database.VERSION", VERSION + 1)
    assert len(list(open_store().entries())) == 1
    raw = sqlite3.connect(data / FILE)
    assert raw.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)
    assert raw.execute("SELECT mood FROM entry").fetchall() == [(None,)]


def test_a_migration_that_fails_changes_nothing(
    data: Path, diary: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store()
    store.add(diary.entry(), diary.shown())
    store.close()
    broken = (*MIGRATIONS, ("CREATE TABLE more (x)", "CREATE TABLE entry (x)"))
    with monkeypatch.context() as later:
        later.setattr("tutor.practice.store.schema.MIGRATIONS", broken)
        later.setattr("tutor.practice.store.database.VERSION", VERSION + 1)
        with pytest.raises(StoreFault) as fault:
            open_store()
    assert fault.value.trouble is Trouble.OTHER
    raw = sqlite3.connect(data / FILE)
    assert raw.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert not raw.execute("SELECT name FROM sqlite_master WHERE name = 'more'").fetchall()
    raw.close()
    assert len(list(open_store().entries())) == 1
