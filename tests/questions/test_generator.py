"""The same name gives the same numbers on any machine and in any later version of Python."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.questions.generator import Generator
from tutor.questions.library import Library


def test_words_are_those_of_splitmix64() -> None:
    # The first outputs for the state 1234567, as published with reference implementations.
    source = Generator("")
    source._state = 1234567
    assert [source.word() for _ in range(5)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_a_name_starts_the_same_stream_for_ever() -> None:
    source = Generator("5.2a@1:7")
    assert [source.below(1000) for _ in range(6)] == [448, 626, 814, 166, 484, 389]
    assert Generator("a").shuffled("abcdefgh") == list("dhgebcaf")


@given(st.text(max_size=20), st.integers(1, 2**63))
@settings(max_examples=50, deadline=None)
def test_numbers_stay_below_their_bound(name: str, count: int) -> None:
    assert 0 <= Generator(name).below(count) < count


def test_numbers_are_evenly_spread() -> None:
    source = Generator("spread")
    seen = Counter(source.below(6) for _ in range(6000))
    assert sorted(seen) == list(range(6))
    assert all(850 < count < 1150 for count in seen.values())


@given(st.text(max_size=10), st.lists(st.integers(), max_size=12))
@settings(max_examples=50, deadline=None)
def test_a_shuffle_keeps_every_item(name: str, items: list[int]) -> None:
    assert sorted(Generator(name).shuffled(items)) == sorted(items)


@pytest.mark.parametrize(
    ("part", "seed", "numbers"),
    [
        ("5.2a", 7, {"f": "x² + xy + y²", "x0": 3, "y0": 1, "s": 0.2}),
        ("gd.limit", 7, {"l1": 4, "l2": 12, "l3": 28}),
        ("es.stop", 7, {"e": [3, -3, -3, 3, -1, 4, -2, 2, 1], "patience": 2, "late": 0.52}),
    ],
)
def test_a_variant_is_reproduced_by_its_id(part: str, seed: int, numbers: dict[str, object]) -> None:
    variant = Library.at().variant(part, seed)
    assert variant.id == f"{part}@1:{seed}"
    drawn = variant.numbers
    assert {name: drawn[name] for name in numbers} == numbers
    assert Library.at().variant(part, seed).prompt == variant.prompt
