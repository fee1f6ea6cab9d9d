"""The words of a sentence, and whether a negation holds over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]", re.UNICODE)

NEGATORS = frozenset(
    "not no never none non nor neither nothing nowhere nobody cannot without hardly scarcely barely lacks "
    "lack lacking fails fail failing false untrue wrong incorrect myth isnt arent wasnt werent doesnt dont "
    "didnt cant wont wouldnt shouldnt couldnt hasnt havent hadnt aint".split()
)
"""Words that turn a statement round."""

_ENDS_SCOPE = frozenset(
    ", ; : . ! ? ( ) [ ] – — but yet however although though while whereas because since so as hence thus "
    "therefore which who where when instead unlike except".split()
)
_EMPHASIS = frozenset("only just merely simply necessarily".split())
_NEW_CLAUSE = frozenset("is are was has have it they this that we can does do will also with if when".split())
_NEW_SUBJECT = frozenset("a an the its their there these those".split())
_NUMBERS = {
    "zero": "0",
    "zeros": "0",
    "zeroes": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "twice": "2",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word in its plain form, and where it stands."""

    word: str
    start: int
    end: int

    @property
    def negates(self) -> bool:
        """Whether the word is a negation."""
        return self.word in NEGATORS


def tokens(text: str) -> list[Token]:
    """The words and signs of a text; `isn't` is `is` and `not`, `non-linear` is `non` and `linear`."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group().casefold().replace("’", "'")
        if word in "-‐‑_" and found and found[-1].end == start:
            continue
        found.extend(_parts(word, start, end))
    return found


def _parts(word: str, start: int, end: int) -> list[Token]:
    if word.endswith("n't"):
        stem = {"ca": "can", "wo": "will"}.get(word[:-3], word[:-3])
        return [Token(stem, start, end), Token("not", start, end)]
    if word == "cannot":
        return [Token("can", start, end), Token("not", start, end)]
    if word.startswith("non") and len(word) > 6:
        return [Token("non", start, end), Token(_NUMBERS.get(word[3:], word[3:]), start, end)]
    word = word.removesuffix("'s")
    return [Token(_NUMBERS.get(word, word), start, end)]


def negations_over(words: Sequence[Token], first: int, last: int) -> int:
    """How many negations hold over words[first..last], from among them or from before in the same clause."""
    begin = scope_start(words, first)
    count = sum(_counts(words, index) for index in range(begin, last + 1))
    return count + _denied_after(words, last)


def scope_start(words: Sequence[Token], first: int) -> int:
    """The index from which a negation would hold over words[first]."""
    begin = first
    while begin > 0 and not _ends_scope(words, begin - 1):
        begin -= 1
        if words[begin].word == "nor":
            break
    return begin


def _ends_scope(words: Sequence[Token], index: int) -> bool:
    """Whether a negation before this word says nothing about what follows it."""
    word = words[index].word
    following = words[index + 1].word if index + 1 < len(words) else ""
    if word in ("and", "or"):
        return following in _NEW_CLAUSE or (word == "and" and following in _NEW_SUBJECT)
    return word in _ENDS_SCOPE


def _counts(words: Sequence[Token], index: int) -> bool:
    """Whether this word negates: `not only` and `no doubt` do not, `wrong` does before `that`."""
    token = words[index]
    following = words[index + 1].word if index + 1 < len(words) else ""
    if token.word in ("false", "untrue", "wrong", "incorrect", "myth"):
        return following in ("that", "to")
    if token.word == "no":
        return following not in ("doubt", "matter", "wonder")
    return token.negates and not (token.word == "not" and following in _EMPHASIS - {"necessarily"})


_HOLDS = frozenset("hold true given case satisfied preserved guaranteed there apply exist so".split())
_IS_GONE = frozenset("fails breaks lost missing violated broken".split())
_BETWEEN = frozenset("it is are was were does do did has have be been the at all longer".split())


def _denied_after(words: Sequence[Token], last: int) -> bool:
    """Whether the predicate after the words takes them back: `monotonicity does not hold`."""
    denied = False
    for token in words[last + 1 : last + 7]:
        if token.word in _IS_GONE and not denied:
            return True
        if token.word in _HOLDS and denied:
            return True
        if token.word in ("not", "no"):
            denied = True
        elif token.word not in _BETWEEN:
            return denied and token.word in _ENDS_SCOPE
    return denied
