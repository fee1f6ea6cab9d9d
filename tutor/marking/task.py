"""One answer with everything that is needed to mark it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from tutor.maths import Budget

MAX_CHARACTERS = 500
"""The longest line that is read; checked before anything else is done with it."""

SECONDS = 0.060
"""Processor time for one answer; the slowest honest formula measured needs a quarter of it."""

SECONDS_PER_MEMBER = 0.015
"""What each further cell, blank or member adds."""


@dataclass(frozen=True, slots=True)
class Task:
    """What `mark` was called with.

    `variables` maps a name to its domain (formulas) or its shape (matrices); a plain list of names means
    real variables. `numbers` holds values for names that occur in `expected`, as a variant draws them.
    """

    kind: str
    answer: Any
    expected: Any
    variables: Mapping[str, Any] | Sequence[str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, Any] = field(default_factory=dict)
    domain: Mapping[str, Any] = field(default_factory=dict)
    tolerance: Mapping[str, Any] | None = None
    broadcast: bool = False
    generic: Sequence[str] = ()
    numbers: Mapping[str, Any] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)

    @property
    def text(self) -> str:
        """The answer as one stripped line of text."""
        return str(self.answer).strip()

    @property
    def seed(self) -> int:
        """A seed from the two texts alone: the same answer always meets the same points."""
        digest = sha256(f"{self.text}\0{self.expected}".encode()).digest()
        return int.from_bytes(digest[:8], "big")

    @property
    def names(self) -> tuple[str, ...]:
        """The declared variables, in their order."""
        return tuple(self.variables)

    def of_members(self, count: int) -> Task:
        """The same task with time for an answer of several members."""
        return replace(self, budget=Budget(SECONDS + SECONDS_PER_MEMBER * max(count - 1, 0)))

    def member(self, kind: str, answer: Any, expected: Any, **changes: Any) -> Task:
        """The same question about one member of this answer, under the same budget."""
        return replace(self, kind=kind, answer=answer, expected=expected, **changes)
