"""Words that are the same word: case, plural, hyphen, or one slip of the finger."""

from __future__ import annotations

from functools import lru_cache

SHORTEST_WITH_A_SLIP = 5
"""In shorter words one letter makes another word: `mean` and `mode`, `row` and `raw`."""


@lru_cache(maxsize=4096)
def same_word(wanted: str, typed: str) -> bool:
    """Whether two words are the same but for a plural or one slip."""
    return singular(wanted) == singular(typed) or is_one_slip(wanted, typed)


def singular(word: str) -> str:
    """A noun without its plural ending; `bias`, `loss` and `axis` keep their s."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "shes", "ches")):
        return word[:-2]
    keeps = word.endswith(("ss", "us", "is", "as", "ous"))
    return word[:-1] if len(word) > 3 and word.endswith("s") and not keeps else word


def is_one_slip(wanted: str, typed: str) -> bool:
    """Whether one letter is missing, extra, wrong or swapped with its neighbour, after an equal first letter.

    The first letter must be right, or `asymmetric` would be a slip for `symmetric`.
    """
    if min(len(wanted), len(typed)) < SHORTEST_WITH_A_SLIP or wanted[0] != typed[0]:
        return False
    if any(char.isdigit() for char in wanted + typed):
        return False
    start = 0
    while start < min(len(wanted), len(typed)) and wanted[start] == typed[start]:
        start += 1
    rest, other = wanted[start:], typed[start:]
    swapped = len(rest) > 1 and len(other) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
