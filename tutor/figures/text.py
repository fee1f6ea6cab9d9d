"""Text measured in terminal cells: a wide character takes two, a combining mark none."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ELLIPSIS = "…"
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_INVISIBLE = ("Cc", "Cf", "Zl", "Zp")
_MARKS = ("Mn", "Me", "Mc")
_UNASSIGNED = ("Cn", "Cs")


@lru_cache(maxsize=2048)
def split_cells(text: str) -> tuple[str, ...]:
    """Split text into what each terminal cell holds.

    A combining mark stays with the character before it, the second cell of a wide character is
    the empty string, white space becomes a blank, and what a terminal would obey or not show is left out.
    """
    if text.isascii() and text.isprintable():
        return tuple(text)
    cells: list[str] = []
    for character in text:
        kind = unicodedata.category(character)
        if character.isspace():
            cells.append(" ")
        elif kind in _MARKS:
            _attach(cells, character)
        elif kind in _UNASSIGNED:
            cells.append(_UNKNOWN)
        elif kind not in _INVISIBLE and not _reshapes(character):
            wide = unicodedata.east_asian_width(character) in "WF"
            cells.extend((character, "") if wide else (character,))
    return tuple(cells)


def _reshapes(character: str) -> bool:
    """Tell what only changes the shape of its neighbour: terminals disagree about its width."""
    return (
        "\u1160" <= character <= "\u11ff"  # vowels and finals of a Hangul syllable
        or "\ufe00" <= character <= "\ufe0f"  # variation selectors
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
    )


def _attach(cells: list[str], mark: str) -> None:
    """Add a combining mark to the last character; one that stands alone is left out."""
    if cells and not _reshapes(mark):
        cells[-1 if cells[-1] else -2] += mark


def cell_width(text: str) -> int:
    """Count the terminal cells that a text takes."""
    return len(split_cells(text))


def shorten(text: str, width: int) -> str:
    """Cut a text that is wider than `width` cells and end it with an ellipsis."""
    cells = split_cells(text)
    if len(cells) <= width:
        return "".join(cells)
    if width <= 0:
        return ""
    kept = cells[: width - 1]
    if cells[width - 1] == "":  # the cut runs through a wide character
        kept = kept[:-1]
    return "".join(kept).rstrip() + ELLIPSIS


def wrap(text: str, width: int) -> list[str]:
    """Break a sentence into lines of at most `width` cells; a word that is too long is shortened."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if cell_width(longer) <= width:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(shorten(word, width))
        else:
            lines[-1] = shorten(word, width)
    return lines
