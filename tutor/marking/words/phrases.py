"""Finding a way of saying something in a learner's sentence.

A phrase is written as plain words: `not differentiable at 0`. A word may end in `*` (`monoton*`) and may
offer alternatives (`smaller|fewer`). Its words must occur in this order with few words between them. Negations
are counted apart: the same words under one negation more, or one less, deny the phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.marking.words.spelling import same_word
from tutor.marking.words.tokens import NEGATORS, Token, negations_over, scope_start, tokens

_FILLERS = frozenset("a an the is are be was were it its of that this to in at on for by with and".split())
_STOPS = frozenset(". ; ! ? but however whereas while although".split())
_PLAIN = (
    (_FILLERS - frozenset("for by with and".split())) | NEGATORS | frozenset("always also then still".split())
)
_TURNS = frozenset(
    ": over than unlike versus vs because since instead rather compared against prefer plus +".split()
)
MAX_GAP = 3
"""How many other words may stand between two words of a phrase."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way of saying something: its words, and whether they stand under a negation."""

    words: tuple[tuple[str, ...], ...]
    negated: bool

    @classmethod
    def of(cls, text: str) -> Phrase:
        """Read a phrase as an author writes it.

        Raises:
            ValueError: if nothing but filler words and negations is left.
        """
        pieces = [piece for piece in text.casefold().split() if piece]
        plain = [tuple(_alternative(word) for word in piece.split("|")) for piece in _opened(pieces)]
        negations = sum(not NEGATORS.isdisjoint(words) for words in plain)
        kept = tuple(words for words in plain if (NEGATORS | _FILLERS).isdisjoint(words))
        if not kept:
            raise ValueError(f"expected: the phrase {text!r} has no word to look for.")
        return cls(kept, negations % 2 == 1)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in a text: the learner's words, and whether they deny it.

    It reaches from the word `first` to the word `last` of the text. `inside` are the words between its own, and
    `before` those of the same clause that stand before it; where one of its own words stands inside again, it may
    belong to something else.
    """

    quote: str
    denied: bool
    first: int = 0
    last: int = 0
    inside: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    repeats: bool = False

    def holds(self, other: Found) -> bool:
        """Whether another phrase is a part of this one."""
        return self.first <= other.first and other.last <= self.last

    @property
    def is_plain(self) -> bool:
        """Whether nothing but words without a meaning of their own stand inside."""
        return not self.repeats and _PLAIN.issuperset(self.inside)

    @property
    def is_turned(self) -> bool:
        """Whether the subject may change inside: `relu over smooth swish` does not say that ReLU is smooth."""
        return self.repeats or not _TURNS.isdisjoint(self.inside)


def find(phrase: Phrase, text: str, words: Sequence[Token]) -> list[Found]:
    """Every place where the words of a phrase occur in a text that was taken apart into `words`."""
    found = []
    for first in range(len(words)):
        places = _match_from(phrase, words, first)
        if places:
            last = places[-1]
            negated = negations_over(words, first, last) % 2 == 1
            before = tuple(word.word for word in words[scope_start(words, first) : first])
            inside = tuple(words[at].word for at in range(first, last) if at not in places)
            repeats = any(_fits(one, word) for one in phrase.words for word in inside)
            quote = _quote(text, words, first, last)
            found.append(Found(quote, negated != phrase.negated, first, last, inside, before, repeats))
    return found


def _opened(pieces: Sequence[str]) -> list[str]:
    """The pieces with contractions and `non-` taken apart, as in a learner's text."""
    opened: list[str] = []
    for piece in pieces:
        simple = "|" not in piece and "*" not in piece
        opened.extend(token.word for token in tokens(piece)) if simple else opened.append(piece)
    return opened


def _alternative(word: str) -> str:
    return "".join(token.word for token in tokens(word.rstrip("*"))) + ("*" if word.endswith("*") else "")


def _match_from(phrase: Phrase, words: Sequence[Token], first: int) -> list[int]:
    """Where the words of the phrase stand if its first one stands at `first`; none if they do not follow."""
    if not _fits(phrase.words[0], words[first].word):
        return []
    places = [first]
    for wanted in phrase.words[1:]:
        following = _next(wanted, words, places[-1])
        if following is None:
            return []
        places.append(following)
    return places


def _next(wanted: tuple[str, ...], words: Sequence[Token], at: int) -> int | None:
    """The next place of a wanted word within the allowed gap and the same clause."""
    gap = 0
    for index in range(at + 1, len(words)):
        word = words[index].word
        if _fits(wanted, word):
            return index
        gap += word not in _FILLERS and word not in NEGATORS
        if word in _STOPS or gap > MAX_GAP:
            return None
    return None


def _fits(wanted: tuple[str, ...], word: str) -> bool:
    for option in wanted:
        if option.endswith("*") and word.startswith(option[:-1]):
            return True
        if not option.endswith("*") and same_word(option, word):
            return True
    return False


def _quote(text: str, words: Sequence[Token], first: int, last: int) -> str:
    """The learner's own words, from the negation over them on if it stands near."""
    nearest = max(scope_start(words, first), first - MAX_GAP)
    begin = next((index for index in range(nearest, first) if words[index].negates), first)
    return text[words[begin].start : words[last].end]
