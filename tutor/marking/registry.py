"""The kinds of answer by name; each kind's module enters itself."""

from __future__ import annotations

from collections.abc import Callable

from tutor.marking.task import Task
from tutor.marking.verdict import Verdict

Marker = Callable[[Task], Verdict]

_markers: dict[str, Marker] = {}


def kind(*names: str) -> Callable[[Marker], Marker]:
    """Enter a marker under the name of its kind and under other spellings of it."""

    def enter(marker: Marker) -> Marker:
        _markers.update(dict.fromkeys(names, marker))
        return marker

    return enter


def marker(name: str) -> Marker:
    """The marker of a kind.

    Raises:
        ValueError: if there is no such kind.
    """
    if name not in _markers:
        raise ValueError(f"kind: {name!r} is none of {', '.join(sorted(_markers))}.")
    return _markers[name]
