"""Everything moves in one file: out, in, and in again without a difference."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tutor.practice.entry import Draft, Sitting
from tutor.practice.rating import ItemRating, Rated, Rating
from tutor.practice.store import Store, open_store
from tutor.practice.store.transfer import TransferFault, export, take_in

SITTING = Sitting(
    id="a" * 32,
    begun="2026-03-02T10:00:00.000000Z",
    saved="2026-03-02T10:00:00.000000Z",
    seed=None,
    minutes=None,
    spent=12.5,
    shown=(),
    marks="58",
    drafts=(Draft(variant="1.2", at="2026-03-02T10:00:00.000000Z", answer=[["a", None], ["b", ""]]),),
)


def everything(store: Store) -> Any:
    shown = sorted(store.shown(), key=lambda each: each.key)
    return list(store.entries()), shown, store.ratings(), store.settings(), store.sittings()


def add(store: Store, diary: Any, outcome: str, item: str, **changes: Any) -> None:
    entry = diary.entry(outcome, item=item * 32, **changes)
    store.add(entry, diary.shown(), ItemRating().after(entry))


@pytest.fixture
def full(diary: Any, tmp_path: Path) -> Store:
    store = open_store(tmp_path / "first")
    add(store, diary, "correct", "1", skill="gd.step")
    add(store, diary, "wrong", "2", skill="conv.size", mistake="conv.no_plus_one", feedback=("ü", "[b]x[/b]"))
    store.set("exam", "2026-12-12")
    store.keep(SITTING, drafts=SITTING.drafts)
    return store


def test_a_new_machine_gets_everything_and_twice_changes_nothing(full: Store, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    assert export(full, file) == 2
    new = open_store(tmp_path / "second")
    assert take_in(new, file) == 2
    assert everything(new) == everything(full)
    assert take_in(new, file) == 0 and everything(new) == everything(full)
    assert take_in(full, file) == 0 and everything(new) == everything(full)


def test_two_machines_merge_and_rate_each_day_by_its_first_item(
    full: Store, tmp_path: Path, diaries: Callable[..., Any]
) -> None:
    other, earlier = open_store(tmp_path / "second"), diaries(diaries().moment.replace(hour=8))
    add(other, earlier, "wrong", "3", skill="gd.step")
    file = tmp_path / "all.json"
    export(full, file)
    take_in(other, file)
    export(other, file)
    take_in(full, file)
    assert everything(full) == everything(other)
    by_skill = {rated.skill: rated.rating for rated in full.ratings()}
    assert by_skill == {"gd.step": Rating.AGAIN, "conv.size": Rating.AGAIN}


def test_settings_that_are_here_stay(full: Store, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    export(full, file)
    new = open_store(tmp_path / "second")
    new.set("exam", "2027-01-01")
    take_in(new, file)
    assert new.setting("exam") == "2027-01-01"


def test_the_ratings_in_the_store_are_those_of_its_log(full: Store) -> None:
    before = full.ratings()
    full.rebuild()
    assert (
        full.ratings()
        == before
        == [
            Rated("gd.step", date(2026, 3, 2), "1" * 32, Rating.GOOD),
            Rated("conv.size", date(2026, 3, 2), "2" * 32, Rating.AGAIN),
        ]
    )


def broken(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], str]:
    def write(parcel: dict[str, Any]) -> str:
        change(parcel)
        return json.dumps(parcel)

    return write


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda parcel: "", "not a file that"),
        (lambda parcel: "[1, 2]", "not a file that"),
        (lambda parcel: '{"format": "tutor progress", "version": 9}', "newer tutor"),
        (lambda parcel: json.dumps(parcel)[:-50], "not a file that"),
        (broken(lambda parcel: parcel["entries"][0].update(outcome="splendid")), r"\$.entries\[0\].outcome"),
        (broken(lambda parcel: parcel["entries"][0].update(day="yesterday")), r"\$.entries\[0\].day"),
        (broken(lambda parcel: parcel["entries"][1].update(surprise=1)), "surprise"),
        (broken(lambda parcel: parcel["entries"][0].update(share=7)), "share"),
        (broken(lambda parcel: parcel["shown"].clear()), "a variant that the file does not hold"),
        (
            lambda parcel: '{"format": "tutor progress", "version": 1, "x": ' + "[" * 100_000,
            "not a file that",
        ),
    ],
)
def test_a_file_that_is_not_right_is_refused_whole(
    full: Store, tmp_path: Path, spoil: Callable[[dict[str, Any]], str], says: str
) -> None:
    file = tmp_path / "all.json"
    export(full, file)
    file.write_text(spoil(json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8")
    new = open_store(tmp_path / "second")
    with pytest.raises(TransferFault, match=says):
        take_in(new, file)
    assert everything(new) == everything(open_store(tmp_path / "third"))


def test_a_file_that_cannot_be_written_leaves_the_old_one(full: Store, tmp_path: Path) -> None:
    with pytest.raises(TransferFault, match="cannot be written"):
        export(full, tmp_path / "no such folder" / "all.json")
    (tmp_path / "taken").mkdir()
    with pytest.raises(TransferFault, match="cannot be written"):
        export(full, tmp_path / "taken")
    assert not list(tmp_path.glob("*.part"))
    with pytest.raises(TransferFault, match="cannot be read"):
        take_in(full, tmp_path / "nothing.json")


def test_what_is_exported_is_plain_json_with_a_version(full: Store, tmp_path: Path) -> None:
    export(full, tmp_path / "all.json")
    parcel = msgspec.json.decode((tmp_path / "all.json").read_bytes())
    assert parcel["format"] == "tutor progress" and parcel["version"] == 1
    assert parcel["entries"][1]["feedback"] == ["ü", "[b]x[/b]"]
