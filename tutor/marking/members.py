"""Taking a learner's list apart without losing where each member stood in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PAIRS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩"}
_CLOSERS = frozenset(_PAIRS.values())


@dataclass(frozen=True, slots=True)
class Member:
    """A piece of an answer and the position of its first character in the whole."""

    text: str
    offset: int


def trimmed(text: str, offset: int = 0) -> Member:
    """The text without the blanks around it."""
    return Member(text.strip(), offset + len(text) - len(text.lstrip()))


def unwrapped(member: Member, openers: str = "([{⟨") -> Member:
    """The member without one pair of brackets that encloses all of it."""
    text = member.text
    if len(text) < 2 or text[0] not in openers or text[-1] != _PAIRS[text[0]]:
        return member
    if any(depth == 0 for depth, _ in _depths(text[:-1])):
        return member
    return trimmed(text[1:-1], member.offset + 1)


def split(member: Member, separators: str) -> list[Member]:
    """The pieces between separators that stand outside all brackets; a last empty piece is dropped."""
    pieces: list[Member] = []
    start = 0
    for index, (depth, char) in enumerate(_depths(member.text)):
        if depth == 0 and char in separators:
            pieces.append(trimmed(member.text[start:index], member.offset + start))
            start = index + 1
    pieces.append(trimmed(member.text[start:], member.offset + start))
    return pieces[:-1] if len(pieces) > 1 and not pieces[-1].text else pieces


def cut(text: str, count: int) -> list[str] | None:
    """A text as so many pieces between commas outside brackets; None where there are not so many."""
    pieces = [piece.text for piece in split(trimmed(text), ",")]
    return pieces if len(pieces) == count else None


def _depths(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the number of brackets open after it."""
    depth = 0
    for char in text:
        if char in _PAIRS:
            depth += 1
        elif char in _CLOSERS:
            depth = max(depth - 1, 0)
        yield depth, char


def listed(words: Sequence[str], link: str = "and") -> str:
    """Words in one phrase: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"
