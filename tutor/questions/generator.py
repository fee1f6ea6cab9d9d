"""A source of random numbers that is ours: the same name gives the same numbers on any machine, for ever.

SplitMix64 (Steele, Lea and Flood, 2014), started from the SHA-256 of a name such as `5.2a@1:7`.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

Item = TypeVar("Item")

_WORD = (1 << 64) - 1


class Generator:
    """Whole numbers, choices and shuffles from one name."""

    def __init__(self, name: str) -> None:
        self._state = int.from_bytes(sha256(name.encode("utf-8")).digest()[:8], "big")

    def word(self) -> int:
        """The next 64 bits."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _WORD
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _WORD
        return mixed ^ (mixed >> 31)

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` − 1, each equally likely; `count` is from 1 to 2⁶³."""
        limit = (_WORD + 1) - (_WORD + 1) % count
        while (word := self.word()) >= limit:
            pass
        return word % count

    def choice(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[self.below(len(items))]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in another order (Fisher and Yates)."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
