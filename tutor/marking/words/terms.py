"""One term against another: `the vanishing gradient problem` is `vanishing gradient`."""

from __future__ import annotations

from enum import Enum

from tutor.marking.words.spelling import is_one_slip, singular
from tutor.marking.words.tokens import tokens

_ARTICLES = frozenset("a an the of it is its this that called we call s".split())
_GENERIC = frozenset(
    "problem issue phenomenon effect function method algorithm technique rule process approach trick "
    "operation procedure".split()
)
_PUNCTUATION = frozenset(". , ; : ! ? ( ) [ ] \" ' “ ” ‘ ’ « » -".split())


class Match(Enum):
    """How an answer relates to a term."""

    SAME = "same"
    SLIP = "slip"
    DENIED = "denied"
    PART = "part"
    OTHER = "other"


def compare(answer: str, term: str) -> Match:
    """Compare without case, hyphens, plurals, articles and words like `problem`; forgive one slip a word."""
    typed, wanted = _words(answer), _words(term)
    if _negations(answer) % 2 != _negations(term) % 2:
        return Match.DENIED
    if "".join(map(singular, typed)) == "".join(map(singular, wanted)):
        return Match.SAME
    for generic in (frozenset[str](), _GENERIC):
        kept = [word for word in typed if word not in generic or word in wanted]
        if (match := _by_word(kept, wanted)) is not None:
            return match
    part = typed and all(word in map(singular, wanted) for word in map(singular, typed))
    return Match.PART if part else Match.OTHER


def _by_word(typed: list[str], wanted: list[str]) -> Match | None:
    """Whether two lists of words agree one by one."""
    if len(typed) != len(wanted):
        return None
    if all(singular(a) == singular(b) for a, b in zip(typed, wanted, strict=True)):
        return Match.SAME
    if all(singular(a) == singular(b) or is_one_slip(b, a) for a, b in zip(typed, wanted, strict=True)):
        return Match.SLIP
    return None


def _words(text: str) -> list[str]:
    return [t.word for t in tokens(text) if t.word not in _ARTICLES | _PUNCTUATION and not t.negates]


def _negations(text: str) -> int:
    return sum(token.negates for token in tokens(text))
