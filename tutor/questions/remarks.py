"""A remark behind an answer, such as the layout in which it is right: `a gᵀ (transposed layout)`."""

from __future__ import annotations

from collections.abc import Sequence

_CONNECTORS = frozenset("in with using under the this is it for if".split())
_OPENING = " \t,;:([-–—"
_CLOSING = " \t.!)]"


def without_remark(answer: str, remarks: Sequence[str]) -> str | None:
    """What stands before one of these remarks at the end of an answer; None where none stands there."""
    text = answer.rstrip(_CLOSING)
    for remark in sorted(remarks, key=len, reverse=True):
        if text[-len(remark) :].casefold() == remark.casefold():
            return _without_connectors(text[: -len(remark)]) or None
    return None


def _without_connectors(text: str) -> str:
    """The text without the words and signs that lead over to the remark: `a gᵀ, in the`."""
    while True:
        text = text.rstrip(_OPENING)
        head, space, last = text.rpartition(" ")
        if not space or last.casefold().lstrip(_OPENING) not in _CONNECTORS:
            return text
        text = head
