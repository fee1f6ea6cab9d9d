"""Which words a formula may use: the question's variables, families and functions, and what everyone knows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from tutor.maths.declare import Variables, domains, is_shape, shape_of, size_names
from tutor.maths.errors import MathsError
from tutor.maths.functions import (
    BASED,
    CONSTANTS,
    ELEMENTWISE,
    GLUED,
    OF_MATRICES,
    PREFIXES,
    SPELLINGS,
    Arity,
    arities,
)
from tutor.maths.words import scan, spellings

MOST_LETTERS = 60
"""A longer word is not split into names."""

KEYWORDS = frozenset({"if", "else", "otherwise", "then", "for", "when", "where", "and", "or", "not", "mod"})
_BIG = re.compile(r"(sum|∑|Σ|prod|∏|Π)(?:_([A-Za-z]))?", re.ASCII)
_BASE = re.compile(r"[Ll]og_(\w+)")
_SPLIT_CONSTANTS = {"e": "e", "pi": "pi", "π": "pi"}


class Piece(NamedTuple):
    """What a word, or part of one, means. `kind`: name, indexed, function, constant, based, big or keyword.

    `member` is the index of a family's member, the index that Σ carries, or the base of a logarithm.
    """

    kind: str
    name: str
    member: str = ""


class Names:
    """The words of one question."""

    def __init__(
        self,
        declared: frozenset[str],
        indices: frozenset[str],
        own: dict[str, Arity],
        aliases: dict[str, str],
        matrices: bool,
    ) -> None:
        self.matrices = matrices
        self.declared = declared
        self.arities = {**ELEMENTWISE, **(OF_MATRICES if matrices else {}), **own}
        self.indices = indices
        self._own = own
        self._overlays: dict[frozenset[str], dict[str, Piece]] = {}
        words = {name: name for name in declared}
        self._table: dict[str, Piece] = {}
        literals: dict[str, Piece] = {}
        for spelling, name in [*words.items(), *aliases.items()]:
            self._add(spelling, Piece("name", name), literals)
        for name in own:
            self._add(name, Piece("function", name), literals)
        for name in declared:
            self._add_joined(name)
        self.literals = literals
        self.literal_pattern = _literal_pattern(literals)

    def _add(self, spelling: str, piece: Piece, literals: dict[str, Piece]) -> None:
        word = scan(spelling, 0)
        if word.text and word.end == len(spelling):
            for variant in spellings(word.text):
                self._table.setdefault(variant, piece)
            self._table[word.text] = piece
            return
        for variant in _partial_spellings(spelling):
            literals.setdefault(variant.replace(" ", ""), piece)

    def _add_joined(self, name: str) -> None:
        """x_i is also xi, where there is no x beside it."""
        base, _, index = name.rpartition("_")
        if base and base not in self.declared and len(index) == 1 and index.isalpha():
            for variant in spellings(base):
                self._table.setdefault(variant + index, Piece("name", name))

    def is_known(self, word: str) -> bool:
        """Whether the question itself declares the word."""
        return word in self._table

    def is_prefix(self, word: str) -> bool:
        """Whether the word is a library's name, to be dropped before a point."""
        return word in PREFIXES and word not in self._table

    def look_up(self, word: str, bound: frozenset[str]) -> Piece | None:
        """What a whole word means; `bound` holds the indices of the sums around it."""
        own = self._own_piece(word, bound)
        if own:
            return own
        if word in KEYWORDS:
            return Piece("keyword", word)
        return self._common(word) or self._constant(word)

    def _constant(self, word: str) -> Piece | None:
        if self.matrices and word == "I":
            return Piece("constant", "I")
        return Piece("constant", CONSTANTS[word]) if word in CONSTANTS else None

    def _own_piece(self, word: str, bound: frozenset[str]) -> Piece | None:
        return self._overlay(bound | self.indices).get(word) or self._table.get(word)

    def _common(self, word: str) -> Piece | None:
        folded = word.lower() if word.isascii() and word not in SPELLINGS else word
        base = _BASE.fullmatch(word)
        if folded in BASED or (base and (base[1].isdecimal() or base[1] in self._table)):
            return Piece("based", "log", folded.removeprefix("log").removeprefix("_"))
        name = SPELLINGS.get(folded)
        if name in ELEMENTWISE or (name and self.matrices):
            return Piece("function", name)
        return None

    def _overlay(self, indices: frozenset[str]) -> dict[str, Piece]:
        """The words that an index in use adds: itself, and the members of the families that it runs through."""
        if not indices:
            return {}
        if indices not in self._overlays:
            self._overlays[indices] = self._members(indices)
        return self._overlays[indices]

    def _members(self, indices: frozenset[str]) -> dict[str, Piece]:
        found = {index: Piece("name", index) for index in indices}
        for family in self.declared:
            base, _, own_index = family.rpartition("_")
            if base and own_index in indices:
                for index in (*indices, *map(str, range(10))):
                    for variant in spellings(f"{base}_{index}"):
                        found.setdefault(variant, Piece("indexed", family, index))
                found |= {base + index: Piece("indexed", family, index) for index in indices}
        return found

    def split(self, word: str, bound: frozenset[str]) -> list[tuple[Piece, int, int]] | None:
        """A word as a product of known names, fewest first: `ab` is a·b, `xsigmoid` is x·sigmoid."""
        if len(word) > MOST_LETTERS:
            return None
        best: list[tuple[int, Piece | None, int]] = [(0, None, 0)] * (len(word) + 1)
        for start in reversed(range(len(word))):
            best[start] = self._best_piece(word, start, best, bound)
        if best[0][1] is None:
            return None
        found: list[tuple[Piece, int, int]] = []
        at = 0
        while at < len(word):
            _, piece, end = best[at]
            assert piece is not None
            found.append((piece, at, end))
            at = end
        return found

    def split_short(self, word: str, bound: frozenset[str]) -> list[tuple[Piece, int, int]] | None:
        """A function's name as a product of declared names, where no argument follows it: `mr` beside `re`."""
        if len(word) > 3 or word.lower() in GLUED:
            return None
        pieces = [(self._own_piece(char, bound), at, at + 1) for at, char in enumerate(word)]
        return (
            [(piece, start, end) for piece, start, end in pieces if piece]
            if all(p for p, _, _ in pieces)
            else None
        )

    def _best_piece(
        self, word: str, start: int, best: list[tuple[int, Piece | None, int]], bound: frozenset[str]
    ) -> tuple[int, Piece | None, int]:
        chosen: tuple[int, Piece | None, int] = (1_000, None, start)
        for end in range(min(len(word), start + 24), start, -1):
            rest = best[end][0] + 1
            if rest >= chosen[0] or (end < len(word) and best[end][1] is None):
                continue
            piece = self._part(word[start:end], bound, last=end == len(word))
            if piece:
                chosen = (rest, piece, end)
        return chosen

    def _part(self, part: str, bound: frozenset[str], last: bool) -> Piece | None:
        own = self._own_piece(part, bound)
        if own:
            return own if own.kind != "function" or last else None
        if part in _SPLIT_CONSTANTS:
            return Piece("constant", _SPLIT_CONSTANTS[part])
        common = self._common(part) if len(part) > 1 or not part.isascii() else None
        return common if common and (last or common.kind == "based" or part.lower() in GLUED) else None

    def cut(self, word: str, bound: frozenset[str]) -> tuple[list[tuple[Piece, int, int]], int, int] | None:
        """A function glued to a number, as in `ln2` and `sin2x`: what stands before the number, its start and end."""
        for digits in re.finditer(r"\d+", word):
            head = self.split(word[: digits.start()], bound)
            if (
                head
                and word[head[-1][1] : digits.start()].lower() in GLUED
                and head[-1][0].kind == "function"
            ):
                return head, digits.start(), digits.end()
        return None

    def big(self, word: str) -> tuple[Piece, int] | None:
        """Σ or Π at the start of a word, with the index it carries, and where it ends."""
        match = _BIG.match(word)
        if not match or word in self._table:
            return None
        after = word[match.end() :]
        if match[1] in {"sum", "prod"} and not match[2] and after:
            return None
        kind = "sum" if match[1] in {"sum", "∑", "Σ"} else "product"
        return Piece("big", kind, match[2] or ""), match.end()

    def unknown(self, word: str, position: int, length: int) -> MathsError:
        """The error for a word that means nothing here, with the nearest one that does."""
        if word == "lg":
            return MathsError(
                "unknown", "“lg” can mean two logarithms.", position, length, "Write log2 or log10."
            )
        known = sorted(self.declared)
        candidates = [*known, *(name for name in SPELLINGS if len(name) > 2), *self._own]
        nearest = difflib.get_close_matches(word[:MOST_LETTERS], candidates, n=1, cutoff=0.6)
        folded = [name for name in known if name.lower() == word.lower()]
        if SPELLINGS.get(word.lower()) in OF_MATRICES:
            message = f"“{word}” works on vectors and matrices, and this question has only numbers."
            return MathsError("unknown", message, position, length)
        if folded:
            hint = f"Did you mean {folded[0]}? Capital and small letters differ."
        elif re.search(r"[^\W\d_]\d+$", word) and self.is_known(word.rstrip("0123456789")):
            stem, digits = re.fullmatch(r"(.*?)(\d+)", word).groups()  # type: ignore[union-attr]
            hint = f"Write {stem}·{digits} or {stem}^{digits}."
        elif nearest and len(word) > 2:
            hint = f"Did you mean {nearest[0]}?"
        elif known:
            hint = f"You can use {', '.join(known[:12])}."
        else:
            hint = "A number is expected, without letters."
        return MathsError("unknown", f"“{word}” is not a name in this question.", position, length, hint)


def _partial_spellings(spelling: str) -> set[str]:
    """dL/do is also ∂L/∂o, whichever of the two was declared."""
    straight = re.sub(r"∂", "d", spelling)
    curly = re.sub(r"(^|/)d(?=\w)", r"\1∂", spelling)
    return {spelling, straight, curly}


def _literal_pattern(literals: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(literals, key=len, reverse=True)
    if not ordered:
        return None
    return re.compile("|".join(_one_literal(literal) for literal in ordered))


def _one_literal(literal: str) -> str:
    body = r"\s*/\s*".join(re.escape(part) for part in literal.split("/"))
    before = "(?<![A-Za-z_])" if literal[0].isalpha() else ""
    after = r"(?![A-Za-z0-9_])" if literal[-1].isalnum() else ""
    return before + body + after


def names_of(
    variables: Variables,
    functions: Iterable[str] | Mapping[str, object] = (),
    aliases: Mapping[str, str] | None = None,
    matrices: bool | None = None,
) -> Names:
    """The words of a question, remembered between calls; `matrices` None finds out from the declarations."""
    declared = domains(variables)
    if matrices is None:
        matrices = any(is_shape(value) for value in declared.values())
    shapes = [shape_of(value) for value in declared.values() if matrices and is_shape(value, matrices)]
    indices = frozenset(name for name, value in declared.items() if value == "index")
    names = frozenset(declared) | size_names(shapes)
    own = tuple(sorted(arities(functions).items()))
    return _remembered(names, indices, own, tuple(sorted((aliases or {}).items())), matrices)


@lru_cache(maxsize=64)
def _remembered(
    names: frozenset[str],
    indices: frozenset[str],
    own: tuple[tuple[str, Arity], ...],
    aliases: tuple[tuple[str, str], ...],
    matrices: bool,
) -> Names:
    return Names(names, indices, dict(own), dict(aliases), matrices)
