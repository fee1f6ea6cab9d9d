"""What a question opens with: its explorer, and the answers to the paper's own numbers.

Found on the engine's thread, so that a screen can be laid out once, with its answers in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.explore.explorer import Explorer
    from tutor.explore.result import Result


@dataclass(frozen=True)
class Opening:
    """An explorer and its result for the inputs' defaults."""

    explorer: Explorer
    result: Result


_FOUND: dict[str, Opening] = {}


def find(name: str) -> Opening:
    """Import an explorer and answer its defaults, once; raise KeyError when there is none of that name."""
    if name not in _FOUND:
        from tutor.explore.catalogue import explorer

        found = explorer(name)
        _FOUND[name] = Opening(found, found.run())
    return _FOUND[name]


def found(name: str) -> Opening | None:
    """Return what `find` has found already."""
    return _FOUND.get(name)
