"""What stands between brackets or bars: (x), ⌊x⌋, |x|, ‖x‖, and matrices written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.maths import complaints
from tutor.maths.binding import WHERE
from tutor.maths.errors import MathsError
from tutor.maths.lexer import Token
from tutor.maths.symbols import BRACKETS
from tutor.maths.tree import Call, Constant, Matrix, Node, Number

if TYPE_CHECKING:
    from tutor.maths.parser import Parser

MOST_ENTRIES = 64

_ROUNDING = {"⌊": "floor", "⌈": "ceil"}
_ORDERS: dict[str, tuple[Node, ...]] = {
    "1": (Number("1"),),
    "2": (),
    "F": (),
    "inf": (Constant("inf"),),
}


def bracketed(parser: Parser) -> Node:
    """A formula in brackets, or a matrix; the opening bracket is next."""
    opener = open_bracket(parser)
    if parser.raw.kind == "close":
        raise complaints.no_operand(parser)
    inner = _rows(parser, opener) if _is_rows(parser, opener) else _one_or_row(parser, opener)
    close_bracket(parser, opener)
    span = (opener.start, parser.before.end)
    rounding = _ROUNDING.get(opener.text)
    return Call(rounding, (inner,), span=span) if rounding else inner


def open_bracket(parser: Parser) -> Token:
    """Step into a bracket; bars opened outside do not close inside."""
    opener = parser.take()
    parser.deeper(opener)
    parser.brackets.append((opener, parser.bars))
    parser.bars = []
    return opener


def close_bracket(parser: Parser, opener: Token) -> None:
    """Step out of a bracket. Raises MathsError when another bracket stands there, or none."""
    token = parser.token
    wanted = BRACKETS[opener.text]
    if token.kind == "end":
        raise MathsError(
            "bracket", f"The bracket “{opener.text}” is never closed.", opener.start, 1, f"Add “{wanted}”."
        )
    if token.kind == "close" and token.text != wanted:
        message = f"“{token.text}” does not close the bracket “{opener.text}”."
        raise MathsError("bracket", message, token.start, 1, f"Write “{wanted}” here.")
    if token.kind != "close":
        raise complaints.unexpected(parser)
    parser.take()
    _, parser.bars = parser.brackets.pop()
    parser.shallower()


def _is_rows(parser: Parser, opener: Token) -> bool:
    """Whether [[…], […]] stands here, and not brackets within brackets, as in [[x + 1]·2]."""
    if not parser.names.matrices or opener.text != "[" or parser.raw.text != "[":
        return False
    level, steps = 1, 1
    while level and parser.after(steps).kind != "end":
        level += (parser.after(steps).kind == "open") - (parser.after(steps).kind == "close")
        steps += 1
    following = parser.after(steps)
    return following.kind == "close" or (following.kind == "comma" and parser.after(steps + 1).text == "[")


def _rows(parser: Parser, opener: Token) -> Node:
    """`[[1, 2], [3, 4]]`, from behind the first bracket; or one bracket inside another."""
    rows = [_row(parser)]
    if parser.raw.kind not in ("comma", "close"):
        raise complaints.unexpected(parser)
    while parser.raw.kind == "comma":
        parser.take()
        rows.append(_row(parser))
    return _matrix(rows, opener, parser)


def _row(parser: Parser) -> list[Node]:
    if parser.raw.text != "[":
        raise complaints.unexpected(parser) if parser.raw.kind != "end" else complaints.no_operand(parser)
    opener = open_bracket(parser)
    entries = [parser.expression(WHERE)]
    while parser.raw.kind == "comma":
        parser.take()
        entries.append(parser.expression(WHERE))
    close_bracket(parser, opener)
    return entries


def _one_or_row(parser: Parser, opener: Token) -> Node:
    """One formula; or with matrices `[1, 2]` as a column and `[1, 2; 3, 4]` row by row."""
    rows = [[parser.expression(WHERE)]]
    if parser.raw.kind != "comma" or not parser.names.matrices:
        return rows[0][0]
    while parser.raw.kind == "comma":
        if parser.take().text == ";":
            rows.append([])
        rows[-1].append(parser.expression(WHERE))
    return _matrix([[entry] for entry in rows[0]] if len(rows) == 1 else rows, opener, parser)


def _matrix(rows: list[list[Node]], opener: Token, parser: Parser) -> Node:
    length = parser.before.end - opener.start
    if len({len(row) for row in rows}) != 1:
        counts = ", ".join(str(len(row)) for row in rows)
        raise MathsError(
            "args", f"The rows of this matrix differ in length: {counts} entries.", opener.start, length
        )
    if len(rows) * len(rows[0]) > MOST_ENTRIES:
        raise MathsError("long", f"A matrix may have at most {MOST_ENTRIES} entries.", opener.start, length)
    return Matrix(tuple(tuple(row) for row in rows), span=(opener.start, parser.before.end + 1))


def barred(parser: Parser) -> Node:
    """|x| or ‖x‖; the first bar is next."""
    bar = parser.take()
    parser.deeper(bar)
    doubled = parser.names.matrices and bar.text == "|" == parser.raw.text and parser.raw.start == bar.end
    bars = [bar, parser.take()] if doubled else [bar]
    parser.bars.extend(opened.text for opened in bars)
    inner = parser.expression(WHERE)
    for opened in reversed(bars):
        _close_bar(parser, opened)
        parser.bars.pop()
    parser.shallower()
    order = _order(parser)
    is_norm = parser.names.matrices and (doubled or bar.text == "‖")
    return Call(
        "norm" if is_norm else "abs",
        (inner, *order) if is_norm else (inner,),
        span=(bar.start, parser.before.end),
    )


def _close_bar(parser: Parser, bar: Token) -> None:
    token = parser.token
    if token.kind in ("end", "close"):
        raise MathsError(
            "bracket", f"The bar “{bar.text}” is never closed.", bar.start, 1, f"Add “{bar.text}”."
        )
    if token.kind != "bar" or token.text != bar.text:
        raise complaints.unexpected(parser)
    parser.take()


def _order(parser: Parser) -> tuple[Node, ...]:
    """The order written below the closing bars of a norm: 1, 2, F or inf."""
    if parser.raw.kind != "under":
        return ()
    under = parser.take()
    if parser.raw.text not in _ORDERS:
        raise MathsError("operator", "Only the norms 1, 2, F and inf are known.", under.start, 1)
    return _ORDERS[parser.take().text]
