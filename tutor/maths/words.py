"""Words: how letters, digits, subscripts and accents form one name, and the ways to spell a declared name."""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import NamedTuple

from tutor.maths.symbols import ACCENTS, GREEK, LATIN_OF, SUBSCRIPTS, letter

_BRACED = re.compile(r"_\{([^{}\s]*)\}")


class Word(NamedTuple):
    """A word as names are compared: x₁ and x_{1} are both `x_1`. `starts[i]` is where character i stood."""

    text: str
    starts: list[int]
    end: int


def scan(text: str, start: int) -> Word:
    """The longest word from `start`; its text is empty where no letter stands."""
    out: list[str] = []
    starts: list[int] = []
    position, subscripted = start, False
    while position < len(text):
        piece, after, closes = _next(text, position, bool(out), subscripted)
        if not piece:
            break
        out.append(piece)
        starts.extend([position] * len(piece))
        position, subscripted = after, closes
    return Word("".join(out), starts, position)


def _next(text: str, position: int, inside: bool, subscripted: bool) -> tuple[str, int, bool]:
    """The next part of a word, where it ends, and whether it was a closed subscript."""
    char = text[position]
    if subscripted and char not in SUBSCRIPTS:
        return "", position, False
    if found := letter(char) or _accented(char):
        accent = ACCENTS.get(text[position + 1 : position + 2], "")
        return found + accent, position + 1 + bool(accent), False
    if not inside:
        return "", position, False
    if char.isascii() and char.isdigit():
        return char, position + 1, False
    if char in SUBSCRIPTS:
        return ("" if subscripted else "_") + SUBSCRIPTS[char], position + 1, True
    if char == "_":
        return _subscript(text, position)
    return "", position, False


def _subscript(text: str, position: int) -> tuple[str, int, bool]:
    braced = _BRACED.match(text, position)
    if braced:
        inner = scan("x" + braced[1], 0)
        return (
            ("_" + inner.text[1:], braced.end(), True)
            if inner.end == len(braced[1]) + 1 > 1
            else ("", position, False)
        )
    following = text[position + 1 : position + 2]
    is_name = bool(following) and (letter(following) or (following.isascii() and following.isdigit()))
    return ("_", position + 1, False) if is_name else ("", position, False)


def _accented(char: str) -> str:
    """`y_hat` for ŷ and the like; empty for other letters with marks."""
    parts = unicodedata.decomposition(char).split() if not char.isascii() else []
    if len(parts) != 2 or parts[0].startswith("<"):
        return ""
    base, accent = letter(chr(int(parts[0], 16))), ACCENTS.get(chr(int(parts[1], 16)), "")
    return base + accent if base and accent else ""


_SEGMENT = re.compile(r"([^\W\d_]+)(\d*)")


def spellings(name: str) -> set[str]:
    """The words that mean a declared name: `beta_1` is also β_1, β1 and beta1."""
    choices = [_segment_spellings(segment) for segment in name.split("_")]
    found = set()
    for segments in itertools.product(*choices):
        found.add("_".join(segments))
        if len(segments) == 2 and (segments[1].isdigit() or segments[1] in {"hat", "bar", "tilde"}):
            found.add("".join(segments))
    whole = _SEGMENT.fullmatch(name)
    if whole and whole[2]:
        found |= {f"{stem}_{whole[2]}" for stem in _segment_spellings(whole[1])}
    return found


def _segment_spellings(segment: str) -> set[str]:
    match = _SEGMENT.fullmatch(segment)
    if not match:
        return {segment}
    stem, digits = match[1], match[2]
    other = GREEK.get(stem) or LATIN_OF.get(stem)
    return {segment, other + digits} if other else {segment}
