"""From text to tokens. Every character is either understood or refused by name; nothing is dropped."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tutor.maths import numerals, words
from tutor.maths.errors import MathsError
from tutor.maths.functions import SPELLINGS
from tutor.maths.names import Names
from tutor.maths.symbols import (
    BRACKETS,
    FRACTIONS,
    LONG_OPERATORS,
    OPERATORS,
    PRIMES,
    SPACES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    TRANSPOSES,
    describe,
    lookalike,
)

MOST_CHARACTERS = 500
MOST_TOKENS = 400

_METHOD = re.compile(r"\.\s*(?:(?P<transposed>mT|T)|(?P<method>[A-Za-z_]+)(?=\s*\())", re.ASCII)
_METHODS = frozenset(SPELLINGS) | {"t", "mul"}
_CLOSERS = {close: opener for opener, close in BRACKETS.items()}
_OPERAND_ENDS = frozenset({"number", "word", "literal", "close", "prime", "transpose", "percent"})
_NAME_ENDS = frozenset({"word", "literal", "transpose"})
_INDEX = re.compile(r"_([A-Za-z])(?![A-Za-z])", re.ASCII)
_MAXIMA = re.compile(r"%(?=(?:pi|e|i)\b)", re.ASCII)


class Token(NamedTuple):
    """One sign of the language; `spaced` is whether white space stands before it.

    `kind` is number, word, literal, op, open, close, comma, bar, prime, transpose, percent, method, under
    or end.
    """

    kind: str
    text: str
    start: int
    end: int
    spaced: bool = False
    word: words.Word | None = None
    member: str = ""


def tokenise(text: str, names: Names) -> list[Token]:
    """The tokens of a text, closed by one of kind `end`. Raises MathsError where a character means nothing."""
    if len(text) > MOST_CHARACTERS:
        raise MathsError(
            "long", f"This is too long: at most {MOST_CHARACTERS} characters are read.", MOST_CHARACTERS, 1
        )
    tokens: list[Token] = []
    position = 0
    while True:
        start = position
        while position < len(text) and text[position] in SPACES:
            position += 1
        if position >= len(text):
            break
        spaced = position > start
        found, position = _next(text, position, names, tokens)
        tokens.extend(found[:1] if not spaced else (token._replace(spaced=True) for token in found[:1]))
        tokens.extend(found[1:])
    if len(tokens) > MOST_TOKENS:
        raise MathsError("long", "This formula is too long to be read.", tokens[MOST_TOKENS].start, 1)
    return [*tokens, Token("end", "", len(text), len(text))]


def _next(text: str, at: int, names: Names, before: list[Token]) -> tuple[list[Token], int]:
    literal = names.literal_pattern.match(text, at) if names.literal_pattern else None
    if literal:
        spelling = re.sub(r"\s", "", literal[0])
        return [Token("literal", spelling, at, literal.end())], literal.end()
    if text[at].isascii() and (text[at].isdigit() or text[at] == "."):
        return _digits_or_point(text, at, names, before)
    word = words.scan(text, at)
    if word.text:
        return _word(text, at, word, names)
    return _composed(text, at, before) or _sign(text, at, before)


def _digits_or_point(text: str, at: int, names: Names, before: list[Token]) -> tuple[list[Token], int]:
    glued = bool(before) and before[-1].end == at and before[-1].kind in {"word", "literal", "close"}
    if text[at] != "." or not glued:
        number, end = numerals.scan(text, at)
        if number:
            return [Token("number", number, at, end)], end
    return _point(text, at, names, before)


def _point(text: str, at: int, names: Names, before: list[Token]) -> tuple[list[Token], int]:
    """What a point outside a number is: `.*`, `.T`, `.sum()`, the dot of w.x, or the full stop at the end."""
    sign = LONG_OPERATORS.get(text[at : at + 2])
    if sign:
        return [Token("op", sign, at, at + 2)], at + 2
    method = _METHOD.match(text, at)
    if method and method["transposed"] and (names.matrices or not names.is_known("T")):
        return [Token("transpose", ".T", at, method.end())], method.end()
    if method and method["method"] in _METHODS:
        return [Token("method", method["method"], at, method.end())], method.end()
    if _is_between_names(text, at, names, before):
        return [Token("op", "·", at, at + 1)], at + 1
    if before and not text[at + 1 :].strip():
        return [], len(text)
    raise MathsError(
        "char", "A point is read only inside a number, as in 0.5.", at, 1, "For a product write *."
    )


def _is_between_names(text: str, at: int, names: Names, before: list[Token]) -> bool:
    """Whether a point is a product sign: a name before it, and one that is known after it, spaced alike."""
    if not before or before[-1].kind not in _NAME_ENDS:
        return False
    after = at + 1
    while after < len(text) and text[after] in SPACES:
        after += 1
    if (after > at + 1) != (before[-1].end < at):
        return False
    literal = names.literal_pattern.match(text, after) if names.literal_pattern else None
    return bool(literal) or _is_product(words.scan(text, after).text, names)


def _is_product(word: str, names: Names) -> bool:
    """Whether a word is one variable, or several side by side; the index below it may be any."""
    bound = frozenset(_INDEX.findall(word))
    piece = names.look_up(word, bound)
    pieces = [(piece, 0, 0)] if piece else names.split(word, bound) if word else None
    return bool(pieces) and all(one.kind in ("name", "indexed") for one, _, _ in pieces or ())


def _word(text: str, at: int, word: words.Word, names: Names) -> tuple[list[Token], int]:
    is_path = text[word.end : word.end + 1] == "." and text[word.end + 1 : word.end + 2].isalpha()
    if is_path and names.is_prefix(word.text):
        return [], word.end + 1
    return [Token("word", word.text, at, word.end, word=word)], word.end


def _composed(text: str, at: int, before: list[Token]) -> tuple[list[Token], int] | None:
    """Characters that stand for several signs: x², ½, ‖x‖₂."""
    char = text[at]
    if char in SUPERSCRIPTS:
        return _superscript(text, at)
    if char in SUBSCRIPTS:
        end = at + 1
        return [Token("under", "_", at, end), Token("number", SUBSCRIPTS[char], at, end)], end
    if char not in FRACTIONS:
        return None
    if before and before[-1].kind == "number" and before[-1].end == at:
        hint = "Write it as a sum or a decimal, as in 2 + 1/2 or 2.5."
        raise MathsError(
            "number", f"“{text[before[-1].start : at + 1]}” could be a sum or a product.", at, 1, hint
        )
    top, bottom = FRACTIONS[char]
    inner = [("open", "("), ("number", str(top)), ("op", "/"), ("number", str(bottom)), ("close", ")")]
    return [Token(kind, piece, at, at + 1) for kind, piece in inner], at + 1


def _superscript(text: str, at: int) -> tuple[list[Token], int]:
    end = at
    while end < len(text) and text[end] in SUPERSCRIPTS:
        end += 1
    tokens = [Token("op", "^", at, at + 1), Token("open", "(", at, at + 1)]
    position = at
    while position < end:
        char = SUPERSCRIPTS[text[position]]
        after = position + 1
        if char.isdigit():
            while after < end and SUPERSCRIPTS[text[after]].isdigit():
                after += 1
            number = "".join(SUPERSCRIPTS[digit] for digit in text[position:after])
            tokens.append(Token("number", numerals.scan(number, 0)[0], position, after))
        elif char.isalpha():
            tokens.append(Token("word", char, position, after, word=words.Word(char, [position], after)))
        else:
            tokens.append(Token("op", char, position, after))
        position = after
    return [*tokens, Token("close", ")", end - 1, end)], end


def _sign(text: str, at: int, before: list[Token]) -> tuple[list[Token], int]:
    char, pair = text[at], text[at : at + 2]
    if char in PRIMES:
        return [Token("prime", str(PRIMES[char]), at, at + 1)], at + 1
    if char in TRANSPOSES:
        return [Token("transpose", char, at, at + 1)], at + 1
    if char == "_" and before and before[-1].text == "1" and text[at + 1 : at + 2] in tuple("({["):
        return [], at + 1
    if char == "∞":
        return [Token("constant", "inf", at, at + 1)], at + 1
    if char == "%":
        return _percent(text, at, before)
    if pair in LONG_OPERATORS:
        return [Token("op", LONG_OPERATORS[pair], at, at + 2)], at + 2
    if char in OPERATORS:
        sign = OPERATORS[char]
        return [Token("bar" if sign in "|‖" else "op", sign, at, at + 1)], at + 1
    for kind, table in (("open", BRACKETS), ("close", _CLOSERS), ("comma", ",;"), ("under", "_")):
        if char in table:
            return [Token(kind, char, at, at + 1)], at + 1
    raise _refusal(text, at)


def _percent(text: str, at: int, before: list[Token]) -> tuple[list[Token], int]:
    """`50%` is a percentage, `n % 2` a remainder, `%pi` Maxima's way to write π."""
    has_left = bool(before) and (before[-1].kind in _OPERAND_ENDS or before[-1].text == "!")
    is_detached = not has_left or before[-1].end < at
    if is_detached and _MAXIMA.match(text, at):
        return [], at + 1
    following = text[at + 1 :].lstrip()
    is_remainder = (before[-1:] and before[-1].end < at and following[:1].isalnum()) or following[:1] == "("
    if has_left and is_remainder:
        return [Token("op", "mod", at, at + 1)], at + 1
    return [Token("percent", "%", at, at + 1)], at + 1


def _refusal(text: str, at: int) -> MathsError:
    char = text[at]
    if char == "\\":
        command = re.match(r"\\[A-Za-z]*", text[at:])
        length = command.end() if command else 1
        hint = "Write it as on a keyboard: (1)/(2), sqrt(x), beta, x_1."
        return MathsError("latex", "LaTeX commands are not read here.", at, length, hint)
    plain = lookalike(char)
    if plain:
        script = unicodedata.name(char, "unnamed").lower()
        message = f"“{char}” only looks like “{plain}”: it is another character, {script}."
        return MathsError("homoglyph", message, at, 1, f"Type {plain} on the keyboard.")
    described = describe(char)
    return MathsError("char", f"{described[0].upper()}{described[1:]} has no meaning in a formula.", at, 1)
