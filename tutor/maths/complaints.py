"""What to say when a formula cannot be read. Each sentence names the place and, if it can, the way out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tutor.maths.errors import MathsError
from tutor.maths.lexer import Token

if TYPE_CHECKING:
    from tutor.maths.parser import Parser

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)", re.ASCII)
_DECIMAL = re.compile(r"\d+,\d+", re.ASCII)
_WORDS = {"*": "times", "^": "power", "/": "division", "+": "plus", "-": "minus"}


def no_operand(parser: Parser) -> MathsError:
    """A number, a name or a bracket should stand here."""
    token, before = parser.raw, parser.before
    if token.kind == "close" and not parser.brackets:
        return unexpected(parser)
    if token.kind in ("end", "close"):
        length = before.end - before.start
        if before.kind == "open":
            return MathsError("incomplete", "There is nothing between these brackets.", before.start, length)
        where = "at the end" if token.kind == "end" else "before the bracket"
        message = f"Something is missing {where}, after “{parser.text[before.start : before.end]}”."
        return MathsError("incomplete", message, before.start, length, "Write what should stand there.")
    if token.text == "=" or token.kind == "under":
        return unexpected(parser)
    if token.kind == "prime" and parser.is_first:
        return MathsError(
            "char", "A quotation mark has no meaning in a formula.", token.start, 1, "Leave it out."
        )
    if token.kind in ("op", "percent", "transpose", "prime"):
        sign, left = parser.text[token.start : token.end], parser.text[before.start : before.end]
        message = (
            f"“{sign}” has nothing on its left." if parser.is_first else f"“{sign}” cannot follow “{left}”."
        )
        hint = "Write a number or a name before it."
        return MathsError("operator", message, token.start, token.end - token.start, hint)
    return unexpected(parser)


def unexpected(parser: Parser) -> MathsError:
    """The formula is complete, and yet something follows."""
    token = parser.token
    sign = parser.text[token.start : token.end]
    place = (token.start, max(token.end - token.start, 1))
    if token.kind == "comma":
        return _comma(parser, token)
    if token.text == "=":
        return equation(token)
    if token.kind == "close":
        return MathsError(
            "bracket", f"“{sign}” closes a bracket that was never opened.", *place, "Remove it."
        )
    if token.kind == "keyword":
        return MathsError("ternary", f"“{sign}” does not fit here.", *place, "Write: a if condition else b.")
    if token.kind == "bar":
        return MathsError(
            "bracket", f"The bar “{sign}” does not fit here.", *place, "Write abs(…) to be clear."
        )
    if token.kind == "under":
        return stray_subscript(token)
    return MathsError("operator", f"“{sign}” does not fit here.", *place, "Is a sign missing before it?")


def equation(token: Token) -> MathsError:
    """An equals sign in an answer."""
    hint = "Write only what stands to the right of it."
    return MathsError("equals", "One formula is expected, without “=”.", token.start, 1, hint)


def _comma(parser: Parser, token: Token) -> MathsError:
    text, at = parser.text, token.start
    for pattern, hint in ((_THOUSANDS, "Write {} without the comma."), (_DECIMAL, "Write {}, with a point.")):
        for match in pattern.finditer(text):
            if match.start() < at < match.end():
                plain = match[0].replace(",", "" if pattern is _THOUSANDS else ".")
                if parser.brackets:
                    message, hint = (
                        "One formula is expected, and the comma begins a second one.",
                        "As a decimal, write {}.",
                    )
                    return MathsError("comma", message, at, 1, hint.format(plain))
                return MathsError("comma", "A comma cannot stand inside a number.", at, 1, hint.format(plain))
    return MathsError("comma", f"One formula is expected, and the “{token.text}” begins a second one.", at, 1)


def missing_sign(parser: Parser) -> MathsError:
    """Two numbers side by side."""
    left, right = parser.before, parser.token
    first, second = parser.text[left.start : left.end], parser.text[right.start : right.end]
    message = f"A sign is missing between {first} and {second}."
    if len(second) == 3 and second.isdecimal():
        return MathsError("operator", message, right.start, 3, f"Write {first}{second} without the space.")
    return MathsError(
        "operator",
        message,
        right.start,
        right.end - right.start,
        f"Write {first}*{second} for a product.",
    )


def stray_subscript(token: Token) -> MathsError:
    """An underscore that belongs to no name."""
    return MathsError("char", "“_” is read only inside a name, as in x_1.", token.start, 1)


def wrong_count(name: str, low: int, high: int | None, found: int, token: Token) -> MathsError:
    """A function with too many or too few arguments."""
    wanted = f"{low}" if high == low else f"at least {low}" if high is None else f"{low} or {high}"
    noun = "argument" if wanted == "1" else "arguments"
    given = {0: "none is", 1: "1 is"}.get(found, f"{found} are")
    message = f"{name} takes {wanted} {noun}, and {given} given."
    return MathsError(
        "args", message, token.start, token.end - token.start, f"Write {name}({_example(low)})."
    )


def _example(count: int) -> str:
    return ", ".join("xyz"[:count]) if count <= 3 else "x, …"
