"""Sums and products over an index: `sum_k pi_k σ(w_k x)`, `Σ_{i=1}^n i²`, `∏ₖ p_k`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.maths import groups
from tutor.maths.binding import POSTFIX, PRODUCT, SUM, WHERE
from tutor.maths.errors import MathsError
from tutor.maths.lexer import Token
from tutor.maths.traverse import walk
from tutor.maths.tree import BigOperator, Indexed, Name, Node, Number

if TYPE_CHECKING:
    from tutor.maths.parser import Parser


def big_operator(parser: Parser) -> Node:
    """Σ or Π with its index, its bounds and the product that it runs over; its sign is next."""
    token = parser.take()
    if parser.raw.kind == "open" and not token.member and _is_listed(parser):
        return _listed(parser, token)
    parser.deeper(token)
    index, lower = (token.member, None) if token.member else _index(parser, token)
    outside = parser.bound
    parser.bound = outside | {index}
    upper = _upper(parser, index, lower)
    body = parser.expression(PRODUCT)
    parser.bound = outside
    parser.shallower()
    _check_range(token, index, lower, upper, body, parser)
    if lower is None and upper is not None:
        lower = Number("1")
    return BigOperator(token.text, index, lower, upper, body, span=(token.start, parser.before.end))


def _is_listed(parser: Parser) -> bool:
    """Whether the bracket ahead holds a formula, an index and two bounds: sum(k^2, k, 1, n)."""
    level, steps, commas = 0, 0, []
    while parser.after(steps).kind != "end":
        ahead = parser.after(steps)
        level += (ahead.kind == "open") - (ahead.kind == "close")
        if level == 0:
            break
        if level == 1 and ahead.kind == "comma":
            commas.append(steps)
        steps += 1
    return len(commas) == 3 and commas[1] == commas[0] + 2 and len(parser.after(commas[0] + 1).text) == 1


def _listed(parser: Parser, token: Token) -> Node:
    """sum(k^2, k, 1, n), from the opening bracket."""
    steps = 0
    opener = groups.open_bracket(parser)
    while parser.after(steps).kind != "comma" or parser.after(steps + 2).kind != "comma":
        steps += 1
    index = parser.after(steps + 1).text
    outside, parser.bound = parser.bound, parser.bound | {index}
    body = parser.expression(WHERE)
    for _ in range(3):
        parser.take()
    parser.bound = outside
    lower = parser.expression(WHERE)
    parser.take()
    upper = parser.expression(WHERE)
    groups.close_bracket(parser, opener)
    return BigOperator(token.text, index, lower, upper, body, span=(token.start, parser.before.end))


def _index(parser: Parser, token: Token) -> tuple[str, Node | None]:
    """The index below the sign: `_{k=1}`, `_(k=1)`, `_{k}`."""
    if parser.raw.kind != "under" and len(parser.names.indices) == 1:
        return next(iter(parser.names.indices)), None
    if parser.raw.kind != "under":
        hint = "Write the index below it, as in sum_k."
        raise MathsError(
            "index",
            "This sum does not say over which index it runs.",
            token.start,
            token.end - token.start,
            hint,
        )
    parser.take()
    bracket = groups.open_bracket(parser) if parser.raw.kind == "open" else None
    name = parser.raw
    if name.kind != "word" or len(name.text) != 1:
        raise MathsError("index", "The index of a sum is a letter, as in sum_{k=1}.", name.start, 1)
    parser.take()
    lower = None
    if parser.raw.text == "=":
        parser.take()
        lower = parser.expression(SUM)
    if bracket:
        groups.close_bracket(parser, bracket)
    return name.text, lower


def _upper(parser: Parser, index: str, lower: Node | None) -> Node | None:
    """The bound above the sign; a mere name for the size of the family need not be declared."""
    if parser.raw.text != "^":
        return None
    parser.take()
    bracket = groups.open_bracket(parser) if parser.raw.kind == "open" else None
    word = parser.raw
    is_count = word.kind == "word" and not parser.names.big(word.text)
    is_count = is_count and parser.names.look_up(word.text, parser.bound) is None
    if is_count and word.text.isalpha() and (lower is None or lower == Number("1")):
        parser.take()
        upper = None
    else:
        upper = parser.expression(SUM if bracket else POSTFIX)
    if bracket:
        groups.close_bracket(parser, bracket)
    return upper


def _check_range(
    token: Token, index: str, lower: Node | None, upper: Node | None, body: Node, parser: Parser
) -> None:
    """A sum without an upper bound runs over families that carry its index."""
    if upper is not None:
        return
    if any(isinstance(part, Indexed) and _mentions(part, index) for part in walk(body)):
        return
    message = f"Nothing behind this sum depends on {index}, so it is not clear how far it runs."
    raise MathsError(
        "index", message, token.start, token.end - token.start, "Give the bounds, as in sum_{k=1}^{n}."
    )


def _mentions(node: Indexed, index: str) -> bool:
    return any(part == Name(index) for part in walk(node.index))
