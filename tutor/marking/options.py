"""The options of a multiple-choice part, and what a learner may type for one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from tutor.marking.members import listed

_AS_TYPED = str.maketrans("₀₁₂₃₄₅₆₇₈₉∂", "0123456789d")


@dataclass(frozen=True, slots=True)
class Options:
    """Labels and texts of the options, in the order shown."""

    labels: tuple[str, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, shown: Mapping[str, str] | Sequence[str]) -> Options:
        """From label → text, or from texts alone, which are then labelled a, b, c and so on.

        Raises:
            ValueError: if there are none, more than 26, or two that read alike.
        """
        if isinstance(shown, Mapping):
            options = cls(tuple(map(str, shown)), tuple(map(str, shown.values())))
        else:
            options = cls(tuple(ascii_lowercase[: len(shown)]), tuple(map(str, shown)))
        if not 0 < len(options.texts) <= len(ascii_lowercase) or len(options.labels) != len(options.texts):
            raise ValueError(f"expected: between 1 and 26 options are needed, not {len(shown)}.")
        for names, what in ((options.labels, "labels"), (options.texts, "options")):
            if len({plain(name) for name in names}) != len(names):
                raise ValueError(f"expected: two of the {what} read alike.")
        return options

    def find(self, typed: str) -> int | None:
        """The option meant by its label, its text or its number, or None."""
        wanted = plain(typed)
        for names in (self.labels, self.texts):
            for index, name in enumerate(names):
                if plain(name).replace(" ", "") == wanted.replace(" ", ""):
                    return index
        if re.fullmatch(r"[0-9]{1,2}", wanted) and 0 < int(wanted) <= len(self.labels):
            return int(wanted) - 1
        return None

    def right(self, answer: Any) -> int:
        """The option that the author names.

        Raises:
            ValueError: if there is no such option.
        """
        found = self.find(str(answer))
        if found is None:
            raise ValueError(f"expected: {answer!r} is none of the options.")
        return found

    def echo(self, index: int) -> str:
        """The option as `label) text`, or once where they are the same."""
        label, text = self.labels[index], self.texts[index]
        return label if plain(label) == plain(text) else f"{label}) {text}"

    @property
    def listing(self) -> str:
        """The labels in one phrase: `a, b or c`."""
        return listed(self.labels, "or")


def plain(text: str) -> str:
    """A label or text without case, brackets around it, or full stop, and as one types it: `z₂` is `z2`."""
    return " ".join(text.strip().strip("()[].:'\"").translate(_AS_TYPED).casefold().split())
