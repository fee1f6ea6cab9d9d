"""Functions given in pieces: `x if x>0 else 0`, `if x>0 then x else 0`, `x if x>0, 0 otherwise`, `where(x>0, x, 0)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.maths import calls, complaints
from tutor.maths.binding import OR, WHERE
from tutor.maths.errors import MathsError
from tutor.maths.lexer import Token
from tutor.maths.tree import Constant, Node, Where

if TYPE_CHECKING:
    from tutor.maths.parser import Parser

_IFS = frozenset({"if", "for", "when", "where"})
_ELSES = frozenset({"else", "otherwise"})


def trailing(parser: Parser, value: Node) -> Node:
    """`value if condition else other`; the word `if` is next."""
    token = parser.take()
    parser.deeper(token)
    condition = parser.expression(OR)
    otherwise = _otherwise(parser, token)
    parser.shallower()
    return Where(condition, value, otherwise, span=(value.span[0], parser.before.end))


def _otherwise(parser: Parser, token: Token) -> Node:
    has_comma = parser.token.kind == "comma" and not parser.brackets
    if has_comma:
        parser.take()
    if parser.token.text in _ELSES:
        parser.take()
        return parser.expression(WHERE)
    if not has_comma:
        raise _no_else(token)
    value = parser.expression(OR)
    if parser.token.text in _ELSES:
        parser.take()
        return value
    if parser.token.text not in _IFS:
        raise _no_else(token)
    if _is_last_case(parser):
        inner = parser.take()
        condition = parser.expression(OR)
        return Where(condition, value, Constant("undefined"), span=(inner.start, parser.before.end))
    return trailing(parser, value)


def _is_last_case(parser: Parser) -> bool:
    """Whether no further piece follows the condition about to be read."""
    steps = 1
    while parser.after(steps).kind not in ("comma", "end") and parser.after(steps).text not in _ELSES:
        steps += 1
    return parser.after(steps).kind == "end"


def _no_else(token: Token) -> MathsError:
    message = "The “if” has no “else”, so nothing is said where the condition fails."
    return MathsError("ternary", message, token.start, token.end - token.start, "Write: x if x > 0 else 0.")


def leading(parser: Parser, token: Token) -> Node:
    """`if condition then value else other`, or `where(condition, value, other)`; the first word is next."""
    if token.text not in ("if", "where"):
        raise complaints.no_operand(parser)
    if parser.after().kind == "open" and _has_comma(parser):
        parser.take()
        given = calls.arguments(parser, token)
        calls.check_arity(parser, "where", given, token)
        return Where(*given, span=(token.start, parser.before.end))
    parser.take()
    parser.deeper(token)
    condition = parser.expression(OR)
    if parser.token.text != "then":
        message = "The “if” at the start has no “then”."
        raise MathsError(
            "ternary", message, token.start, token.end - token.start, "Write: x if x > 0 else 0."
        )
    parser.take()
    value = parser.expression(OR)
    otherwise = _otherwise(parser, token)
    parser.shallower()
    return Where(condition, value, otherwise, span=(token.start, parser.before.end))


def _has_comma(parser: Parser) -> bool:
    """Whether the bracket behind the next word holds several formulas."""
    level, steps = 0, 1
    while parser.after(steps).kind != "end":
        ahead = parser.after(steps)
        level += (ahead.kind == "open") - (ahead.kind == "close")
        if level == 1 and ahead.kind == "comma":
            return True
        if level == 0:
            return False
        steps += 1
    return False
