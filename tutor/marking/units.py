"""Units that a part declares: how the learner may write them and what they are worth in the asked one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

_STORAGE = {
    **dict.fromkeys(("bit", "bits"), Fraction(1, 8)),
    **dict.fromkeys(("B", "byte", "bytes"), Fraction(1)),
    **dict.fromkeys(("kB", "KB", "kilobyte", "kilobytes"), Fraction(10**3)),
    **dict.fromkeys(("MB", "megabyte", "megabytes"), Fraction(10**6)),
    **dict.fromkeys(("GB", "gigabyte", "gigabytes"), Fraction(10**9)),
    **dict.fromkeys(("KiB", "kibibyte", "kibibytes"), Fraction(2**10)),
    **dict.fromkeys(("MiB", "mebibyte", "mebibytes"), Fraction(2**20)),
    **dict.fromkeys(("GiB", "gibibyte", "gibibytes"), Fraction(2**30)),
}
_TRAILING = re.compile(r"(?<=[\d)\s%!])\s*([^\W\d_]+)\s*\.?$")


class Units:
    """The units that may be written after a number, worth so much of the asked one."""

    def __init__(self, asked: str, others: Mapping[str, Any] | None = None) -> None:
        """Take the asked unit and others by their worth in it; storage units know each other.

        Raises:
            ValueError: if a worth is not a positive number.
        """
        self.asked = asked
        family = _STORAGE if asked in _STORAGE else {asked: Fraction(1)}
        self.worth = {name: worth / family[asked] for name, worth in family.items()}
        for name, worth in (others or {}).items():
            self.worth[str(name)] = Fraction(str(worth))
        if any(worth <= 0 for worth in self.worth.values()):
            raise ValueError("expected: a unit must be worth more than nothing.")

    def split(self, text: str) -> tuple[str, str]:
        """The number and the unit that were written; the unit is empty when there is none."""
        match = _TRAILING.search(text)
        return (text[: match.start()].strip(), match[1]) if match else (text, "")

    def worth_of(self, unit: str) -> Fraction | None:
        """What one of a written unit is worth in the asked one, or None for a unit of another family."""
        if not unit or unit in self.worth:
            return self.worth.get(unit, Fraction(1))
        folded = {name.casefold(): worth for name, worth in self.worth.items() if len(name) > 2}
        return folded.get(unit.casefold())
