"""What an explorer returns: findings (computed answers with their reasons) and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tutor.figures.figure import Figure


@dataclass(frozen=True)
class Finding:
    """One computed answer.

    `part` is the part of the paper that it answers ("5.2a"), `value` the answer as written, `reason`
    how it follows, with the numbers filled in (lines separated by newlines), and `slip` one line
    on what the paper's worked answer got wrong, or "". `wrong` says that the value is a wrong one,
    shown to be told from the right ones.
    """

    part: str
    label: str
    value: str
    reason: str
    slip: str = ""
    wrong: bool = False

    @property
    def explanation(self) -> str:
        """The reason, followed by the worked answer's slip where there is one."""
        return f"{self.reason}\nThe worked answer: {self.slip}" if self.slip else self.reason


@dataclass(frozen=True)
class Picture:
    """A picture that is built when it is looked at: `title` is known beforehand."""

    title: str
    build: Callable[[], Figure]

    @cached_property
    def figure(self) -> Figure:
        """The figure, built once."""
        return self.build()


@dataclass(frozen=True)
class Result:
    """All that an explorer says about its inputs; `inputs` holds the texts that were read."""

    inputs: Mapping[str, str]
    findings: tuple[Finding, ...]
    pictures: tuple[Picture, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every picture, built."""
        return tuple(picture.figure for picture in self.pictures)
