"""Whatever is wrong with the file: one clear sentence, nothing overwritten, and practice can go on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tutor.practice.store import (
    FILE,
    Store,
    StoreFault,
    Trouble,
    forget,
    open_or_set_aside,
    open_store,
    unsaved,
)

MOMENT = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def file(data: Path, diary: Any) -> Path:
    """A store with two hundred entries in it, closed."""
    store = open_store()
    variants = [f"5.2a@1:{seed}" for seed in range(200)]
    store.merge(
        {}, [diary.shown(each) for each in variants], [diary.entry(variant=each) for each in variants], []
    )
    store.close()
    return data / FILE


def garbage(path: Path) -> None:
    path.write_bytes(b"this is no database " * 400)


def torn(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2 + 100])


def scribbled(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * 4096 * 3)


@pytest.mark.parametrize("damage", [garbage, torn, scribbled])
def test_a_damaged_file_is_set_aside_whole_and_a_new_one_begun(
    file: Path, damage: Callable[[Path], None], diary: Any
) -> None:
    damage(file)
    before = file.read_bytes()
    with pytest.raises(StoreFault) as fault:
        open_store()
    assert fault.value.trouble is Trouble.DAMAGED and file.read_bytes() == before
    store, said = open_or_set_aside(moment=MOMENT)
    assert list(store.entries()) == []
    aside = file.with_name("progress.damaged-2026-03-02-100000.db")
    assert str(aside) in said and aside.read_bytes() == before
    store.add(diary.entry(), diary.shown())


def test_two_damaged_files_of_one_second_do_not_overwrite_each_other(file: Path) -> None:
    for _ in range(2):
        garbage(file)
        open_or_set_aside(moment=MOMENT)[0].close()
    assert len(list(file.parent.glob("progress.damaged-*.db"))) == 2


def test_damage_that_shows_only_when_read_is_told_too(file: Path) -> None:
    raw = sqlite3.connect(file)
    raw.execute("UPDATE entry SET feedback = 'no JSON' WHERE number = 7")
    raw.commit()
    raw.close()
    store = open_store()
    with pytest.raises(StoreFault) as fault:
        list(store.entries())
    assert fault.value.trouble is Trouble.DAMAGED


def test_a_newer_file_is_refused_and_left_alone(file: Path) -> None:
    raw = sqlite3.connect(file)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = file.read_bytes()
    with pytest.raises(StoreFault, match="newer tutor; update") as fault:
        open_or_set_aside()
    assert fault.value.trouble is Trouble.NEWER and file.read_bytes() == before


def test_somebody_elses_database_is_refused_and_left_alone(data: Path) -> None:
    data.mkdir()
    raw = sqlite3.connect(data / FILE)
    raw.execute("CREATE TABLE recipes (name)")
    raw.commit()
    raw.close()
    before = (data / FILE).read_bytes()
    with pytest.raises(StoreFault) as fault:
        open_or_set_aside()
    assert fault.value.trouble is Trouble.FOREIGN and (data / FILE).read_bytes() == before


def test_a_file_that_another_program_holds_is_said_to_be_held(file: Path, diary: Any) -> None:
    store = Store(file, patience=0.05)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreFault, match="held by another program") as fault:
        store.add(diary.entry(), diary.shown())
    assert fault.value.trouble is Trouble.LOCKED
    with pytest.raises(StoreFault, match="held by another program"):
        Store(file, patience=0.05)
    holder.execute("ROLLBACK")
    store.add(diary.entry(), diary.shown())
    assert len(list(store.entries())) == 201


def test_a_full_disk_is_said_to_be_full_and_costs_nothing_that_was_saved(file: Path, diary: Any) -> None:
    store = Store(file)
    pages = store._database.pragma("page_count")
    store._database.pragma(f"max_page_count = {pages}")
    with pytest.raises(StoreFault, match="disk is full") as fault:
        for _ in range(200):
            store.add(diary.entry(answer="x" * 400), diary.shown())
    assert fault.value.trouble is Trouble.FULL
    kept = len(list(store.entries()))
    store.close()
    assert len(list(open_store().entries())) == kept >= 200


def test_a_store_that_may_only_be_read_says_so(file: Path, diary: Any) -> None:
    store = Store(file)
    store._database.pragma("query_only = ON")
    with pytest.raises(StoreFault, match="may only be read") as fault:
        store.add(diary.entry(), diary.shown())
    assert fault.value.trouble is Trouble.READ_ONLY
    loose = unsaved(store)
    loose.add(diary.entry(), diary.shown())
    assert len(list(loose.entries())) == 201


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreFault, match="folder") as fault:
        open_store(tmp_path / "taken" / "data")
    assert fault.value.trouble is Trouble.FOLDER and str(tmp_path / "taken" / "data" / FILE) in str(
        fault.value
    )


def test_a_folder_in_the_place_of_the_file_is_no_traceback(data: Path) -> None:
    (data / FILE).mkdir(parents=True)
    with pytest.raises(StoreFault):
        open_store()


def test_even_a_damaged_file_can_be_forgotten(file: Path) -> None:
    garbage(file)
    assert forget()
    assert not list(file.parent.iterdir())


def test_every_fault_is_one_sentence(tmp_path: Path) -> None:
    for trouble in Trouble:
        text = str(StoreFault(trouble, tmp_path / FILE, "detail"))
        assert text.count("\n") == 0 and text.endswith(".") and str(tmp_path) in text
