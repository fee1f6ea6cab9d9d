"""Wrong rules written in the language that learners type, and the numbers that a picture of them varies."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.explore.comparison import Asked, Rule

Array = NDArray[np.float64]
S = TypeVar("S")
Letters = Mapping[str, Callable[[Any], Any]]
"""What each letter of a formula stands for, read off a setting."""


@dataclass(frozen=True)
class Formulas(Generic[S]):
    """Makes rules of formulas over the same letters; `meanings` tells those that no field names."""

    letters: Letters
    meanings: Mapping[str, str] = field(default_factory=dict)

    def value(self, *texts: str) -> Callable[[S], ArrayLike]:
        """Return what a formula, or each of several, gives on a setting; NaN where it is undefined."""

        def numbers(setting: S) -> ArrayLike:
            values = [self._one(text, setting) for text in texts]
            return values[0] if len(values) == 1 else values

        return numbers

    def rule(self, asked: Asked[S], words: str, text: str, why: str) -> Rule[S]:
        """Return the wrong rule that a formula states."""
        legend = self.legend(text, asked.formula)
        return Rule(asked, words, self.value(text), why, text, legend=legend)

    def legend(self, *texts: str) -> Callable[[S], str]:
        """Return what tells the letters of these formulas that have a meaning here: "u the units of FC"."""

        def told(_: S) -> str:
            used = {letter for text in texts for letter in re.findall(r"[^\W\d_]+", text)}
            return ", ".join(f"{letter} {said}" for letter, said in self.meanings.items() if letter in used)

        return told

    def _one(self, text: str, setting: S) -> float:
        used, f = _compiled(text, tuple(self.letters))
        with np.errstate(all="ignore"):
            return float(f(*(np.float64(self.letters[name](setting)) for name in used)))


@lru_cache(maxsize=512)
def _compiled(text: str, known: tuple[str, ...]) -> tuple[tuple[str, ...], Callable[..., Any]]:
    from tutor.maths import function, names, read

    tree = read(text, variables=dict.fromkeys(known, "real")).tree
    used = tuple(sorted(names(tree)))
    return used, function(tree, used)


def varied(name: str) -> Callable[[Any, float], Any]:
    """Return what puts another value into that field of a setting."""
    return lambda setting, value: replace(setting, **{name: value})


def grid(low: float, high: float, points: int = 81) -> Callable[[Any], Array]:
    """Return the same values for every setting."""
    return lambda _: np.linspace(low, high, points)
