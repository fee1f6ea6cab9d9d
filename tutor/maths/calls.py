"""Functions and their arguments: sin(x), sin x, sin² x, σ'(z), log₂(p), np.sum(X, axis=0), X.sum()."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.maths import complaints, groups
from tutor.maths.binding import FACTOR, POSTFIX, WHERE
from tutor.maths.errors import MathsError
from tutor.maths.functions import INVERSES, SPELLINGS
from tutor.maths.lexer import Token
from tutor.maths.tree import Call, Name, Neg, Node, Number, Power, Product, Quotient, Transpose

if TYPE_CHECKING:
    from tutor.maths.parser import Parser

MOST_PRIMES = 4

_AXES = frozenset({"axis", "dim"})
_WITH_AXIS = frozenset({"sum", "mean", "softmax", "logsoftmax", "logsumexp"})
_FLAGS = frozenset({"keepdims", "keepdim"})


def call(parser: Parser) -> Node:
    """A function applied; its name is next."""
    token = parser.take()
    primes = _primes(parser, token)
    power = _power(parser, token)
    if parser.token.kind == "open":
        given = arguments(parser, token)
    else:
        given = [_bare_argument(parser, token)]
    span = (token.start, parser.before.end)
    node = _applied(parser, token, given, primes, span)
    return _raised(node, power, token, span) if power else node


def _primes(parser: Parser, token: Token) -> int:
    primes = 0
    while parser.raw.kind == "prime":
        primes += int(parser.take().text)
    if primes > MOST_PRIMES:
        raise MathsError(
            "deep", f"At most {MOST_PRIMES} primes are read.", token.start, parser.before.end - token.start
        )
    return primes


def _power(parser: Parser, token: Token) -> Node | None:
    """The exponent between a function's name and its argument."""
    if parser.raw.text != "^":
        return None
    parser.take()
    parser.deeper(token)
    exponent = parser.expression(POSTFIX)
    parser.shallower()
    return exponent


def _raised(node: Node, power: Node, token: Token, span: tuple[int, int]) -> Node:
    if power != Neg(Number("1")):
        return Power(node, power, span=span)
    inverse = INVERSES.get(token.text)
    if not inverse or not isinstance(node, Call):
        hint = f"Write 1/{token.text}(x) for the reciprocal."
        raise MathsError(
            "args", f"“{token.text}^-1” can mean two things.", token.start, token.end - token.start, hint
        )
    return Call(inverse, node.arguments, span=span)


def _applied(parser: Parser, token: Token, given: list[Node], primes: int, span: tuple[int, int]) -> Node:
    name = token.text
    if token.kind == "based":
        base = token.member
        if len(given) != 1:
            raise complaints.wrong_count(f"log{base}", 1, 1, len(given), token)
        return Call("log", (given[0], _base(parser, base, token)), primes, span=span)
    check_arity(parser, name, given, token)
    if name == "array":
        return given[0]
    if name == "transpose":
        return Transpose(given[0], span=span)
    if name == "pow":
        return Power(given[0], given[1], span=span)
    if name == "matmul":
        return Product("@", (given[0], given[1]), span=span)
    if name in ("outer", "multiply"):
        return Product("⊗" if name == "outer" else "⊙", (given[0], given[1]), span=span)
    return Call(name, tuple(given), primes, span=span)


def _base(parser: Parser, base: str, token: Token) -> Node:
    if base.isdigit():
        return Number(base, span=(token.start, token.end))
    piece = parser.names.look_up(base, parser.bound)
    if piece is None or piece.kind != "name":
        raise parser.names.unknown(base, token.start, token.end - token.start)
    return Name(piece.name, span=(token.start, token.end))


def check_arity(parser: Parser, name: str, given: list[Node], token: Token) -> None:
    """Raise MathsError for too many or too few arguments."""
    low, high = parser.names.arities[name]
    if len(given) < low or (high is not None and len(given) > high):
        shown = parser.text[token.start : token.end] if token.kind != "method" else name
        raise complaints.wrong_count(shown, low, high, len(given), token)


def arguments(parser: Parser, token: Token) -> list[Node]:
    """Formulas between brackets, separated by commas; the opening bracket is next."""
    opener = groups.open_bracket(parser)
    found: list[Node] = []
    if parser.raw.kind == "close":
        groups.close_bracket(parser, opener)
        return found
    while True:
        found.extend(_argument(parser, token))
        if parser.token.kind != "comma":
            break
        parser.take()
    groups.close_bracket(parser, opener)
    return found


def _argument(parser: Parser, token: Token) -> list[Node]:
    """One argument; `axis=0` counts as one, `keepdims=True` as none."""
    if parser.raw.kind == "word" and parser.after().text == "=" and token.text in _WITH_AXIS:
        if parser.raw.text in _AXES:
            parser.take()
            parser.take()
        elif parser.raw.text in _FLAGS:
            for _ in range(3):
                parser.take()
            return []
    return [parser.expression(WHERE)]


def _bare_argument(parser: Parser, token: Token) -> Node:
    """An argument without brackets: `sin 2x`, `log p`, `exp -x`; it ends before the next function."""
    start = parser.token
    if start.kind == "op" and start.text == "-":
        parser.take()
        parser.deeper(start)
        inner = _bare_argument(parser, token)
        parser.shallower()
        return Neg(inner, span=(start.start, parser.before.end))
    if not parser.is_operand(start):
        low, high = parser.names.arities[token.text]
        raise complaints.wrong_count(parser.text[token.start : token.end], low, high, 0, token)
    parser.deeper(token)
    argument = _run(parser, [parser.expression(FACTOR)], token)
    if parser.token.text == "/" and parser.flips("argument", parser.token):
        parser.take()
        argument = Quotient(argument, parser.expression(FACTOR), span=parser.span(argument))
    parser.shallower()
    return argument


def _run(parser: Parser, factors: list[Node], token: Token) -> Node:
    while parser.is_operand(parser.token) and parser.token.kind not in {"function", "based", "big", "number"}:
        following = parser.token
        is_apart = following.spaced and (following.kind in ("open", "bar") or token.text == "sqrt")
        may_end = is_apart or following.kind in ("open", "bar")
        if may_end and parser.flips("argument", following) != is_apart:
            break
        factors.append(parser.expression(FACTOR))
    if len(factors) == 1:
        return factors[0]
    return Product(" " if parser.names.matrices else "*", tuple(factors), span=parser.span(factors[0]))


def method(parser: Parser, token: Token, left: Node) -> Node:
    """`X.sum(axis=0)`, `W.dot(x)`, `W.t()`: a function written behind its first argument."""
    name = SPELLINGS.get(token.text, {"t": "transpose", "mul": "multiply"}.get(token.text, token.text))
    if name not in parser.names.arities:
        raise MathsError("char", "A point is read only inside a number, as in 0.5.", token.start, 1)
    given = arguments(parser, token)
    return _applied(parser, token._replace(text=name), [left, *given], 0, parser.span(left))
