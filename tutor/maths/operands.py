"""What stands between the signs: numbers, names, signed operands, roots; and what follows an operand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.maths import calls, complaints, groups, piecewise, sums
from tutor.maths.binding import NOT, POWER, PRODUCT
from tutor.maths.errors import MathsError
from tutor.maths.lexer import Token
from tutor.maths.tree import Call, Constant, Indexed, Name, Neg, Node, Number, Power, Quotient, Transpose

if TYPE_CHECKING:
    from tutor.maths.parser import Parser

POSTFIXES = frozenset({"percent", "prime", "transpose", "method", "under"})
ROOTS = {"√": 2, "∛": 3, "∜": 4}


def operand(parser: Parser, least: int) -> Node:
    """One operand, with the signs before it."""
    token = parser.token
    if token.kind == "op":
        return _signed(parser, token, least)
    if token.text == "mod" and token.kind == "keyword" and parser.after().kind == "open":
        parser.splice([token._replace(kind="function")])
        return calls.call(parser)
    if token.kind == "keyword":
        return _not(parser) if token.text == "not" else piecewise.leading(parser, token)
    if token.kind == "open":
        return groups.bracketed(parser)
    if token.kind == "bar":
        return groups.barred(parser)
    if token.kind in ("function", "based"):
        return calls.call(parser)
    if token.kind == "big":
        return sums.big_operator(parser)
    leaf = _leaf(token)
    if leaf is None:
        raise complaints.no_operand(parser)
    parser.take()
    return leaf


def _leaf(token: Token) -> Node | None:
    span = (token.start, token.end)
    if token.kind == "number":
        return Number(token.text, span=span)
    if token.kind == "name":
        return Name(token.text, span=span)
    if token.kind == "constant":
        return Constant(token.text, span=span)
    if token.kind == "indexed":
        index = token.member
        return Indexed(
            token.text, Number(index, span=span) if index.isdigit() else Name(index, span=span), span=span
        )
    return None


def _signed(parser: Parser, token: Token, least: int) -> Node:
    if token.text in ROOTS:
        return _root(parser)
    if token.text == "not":
        return _not(parser)
    if token.text not in "+-":
        raise complaints.no_operand(parser)
    parser.take()
    parser.deeper(token)
    inner = parser.expression(max(least, PRODUCT))
    parser.shallower()
    return Neg(inner, span=(token.start, parser.before.end)) if token.text == "-" else inner


def _not(parser: Parser) -> Node:
    token = parser.take()
    parser.deeper(token)
    inner = parser.expression(NOT)
    parser.shallower()
    return Call("not", (inner,), span=(token.start, parser.before.end))


def _root(parser: Parser) -> Node:
    """√x; brackets right behind the sign hold all that it covers, as in √(x)²."""
    sign = parser.take()
    if parser.raw.kind == "open":
        return _rooted(parser, sign, groups.bracketed(parser))
    parser.deeper(sign)
    inner = parser.expression(POWER)
    parser.shallower()
    if isinstance(inner, Power) and parser.flips("root", sign):
        return Power(_rooted(parser, sign, inner.base), inner.exponent, span=(sign.start, parser.before.end))
    is_glued = parser.is_operand(parser.token) and not parser.token.spaced
    if parser.before.kind != "close" and is_glued and parser.flips("root", sign):
        inner = parser.run(inner)
    return _rooted(parser, sign, inner)


def _rooted(parser: Parser, sign: Token, inner: Node) -> Node:
    span = (sign.start, parser.before.end)
    degree = Number(str(ROOTS[sign.text]), span=span)
    return Call("sqrt", (inner,), span=span) if sign.text == "√" else Call("root", (inner, degree), span=span)


def is_transpose(parser: Parser) -> bool:
    """Whether the power about to be read is a transposition: ^T, ^{T}, ^(T), ^⊤."""
    token = parser.raw
    if token.kind == "transpose":
        return True
    word = parser.after() if token.kind == "open" and parser.after(2).kind == "close" else token
    letters = "Tt" if parser.names.matrices else "T"
    if word.kind != "word" or word.text[0] not in letters or parser.names.is_known(word.text[0]):
        return False
    if len(word.text) == 1:
        return True
    return word is token and word.text[0] == "T" and not parser.names.is_known(word.text)


def transposed(parser: Parser, base: Node) -> Node:
    """Take the T of `is_transpose`; letters glued to it stay: `W^Tg` is Wᵀ g."""
    token = parser.raw
    if token.word and len(token.text) > 1:
        starts = token.word.starts[1:]
        rest = token.word._replace(text=token.text[1:], starts=starts)
        glued = Token("word", rest.text, starts[0], rest.end, word=rest)
        parser.splice([token._replace(kind="transpose", end=starts[0]), glued])
    for _ in range(2 if token.kind == "open" else 0):
        parser.take()
    parser.take()
    return Transpose(base, span=parser.span(base))


def postfix(parser: Parser, left: Node) -> Node:
    """What follows an operand: !, %, ᵀ, ′, .sum()."""
    token = parser.take()
    if token.kind == "transpose":
        return Transpose(left, span=parser.span(left))
    if token.kind == "percent":
        return Quotient(left, Number("100"), span=parser.span(left))
    if token.kind == "method":
        return calls.method(parser, token, left)
    if token.kind == "prime":
        return _primed(parser, token, left)
    if token.kind == "under":
        raise complaints.stray_subscript(token)
    if parser.raw.text == "!":
        hint = "Write (n!)! for the factorial of a factorial."
        raise MathsError("operator", "“!!” can mean two things.", parser.raw.start, 1, hint)
    return Call("factorial", (left,), span=parser.span(left))


def _primed(parser: Parser, token: Token, left: Node) -> Node:
    if parser.names.matrices and token.text == "1":
        return Transpose(left, span=parser.span(left))
    hint = "A prime marks the derivative of a function, as in σ'(z)."
    raise MathsError("operator", "A prime has no meaning here.", token.start, token.end - token.start, hint)
