"""From tokens to the tree: a Pratt parser.

How tightly signs bind, loosest first: `if … else`, or, and, not, comparisons, sums, products, factors side
by side, powers, and what follows its operand (!, ᵀ, %). After `/` comes exactly one factor, so `1/2x` is
(1/2)·x; every such place is noted as a `Spot`, and the text can be parsed again with that place flipped to
its other meaning.
"""

from __future__ import annotations

from typing import NamedTuple

from tutor.maths import complaints, operands, piecewise
from tutor.maths.binding import AND, COMPARE, FACTOR, OR, POSTFIX, POWER, PRODUCT, RUN, SUM, WHERE
from tutor.maths.errors import MathsError
from tutor.maths.lexer import Token
from tutor.maths.names import Names
from tutor.maths.stream import TokenStream
from tutor.maths.tree import Call, Compare, Constant, Neg, Node, Number, Power, Product, Quotient, Sum

MOST_NESTING = 48

_BINDING = {
    **dict.fromkeys(("if", "for", "when", "where"), WHERE),
    "or": OR,
    "and": AND,
    **dict.fromkeys(("<", ">", "<=", ">=", "==", "!="), COMPARE),
    **dict.fromkeys("+-", SUM),
    **dict.fromkeys(("*", "·", "@", "⊙", "⊗", "/", "//", "mod"), PRODUCT),
    **dict.fromkeys(("^", ".^"), POWER),
}
_OPERANDS = frozenset({"number", "name", "indexed", "function", "constant", "based", "big", "open"})


class Spot(NamedTuple):
    """A place with two meanings: `kind` is divisor (1/2x), exponent (e^2x), root (√2x) or argument (log p/2)."""

    kind: str
    position: int
    length: int


class Parser(TokenStream):
    """One text being parsed; `flips` are the places where the other meaning is wanted."""

    def __init__(
        self, text: str, tokens: list[Token], names: Names, flips: frozenset[Spot] = frozenset()
    ) -> None:
        super().__init__(text, tokens, names)
        self.bars: list[str] = []
        self.brackets: list[tuple[Token, list[str]]] = []
        self.spots: list[Spot] = []
        self._flips = flips
        self._depth = 0
        self._exponents = 0

    def formula(self) -> Node:
        """The whole text as one formula."""
        if self.raw.kind == "end":
            raise MathsError("empty", "Nothing has been typed yet.", 0, 0)
        tree = self.expression(WHERE)
        if self.token.kind != "end":
            raise complaints.unexpected(self)
        return tree

    def expression(self, least: int) -> Node:
        """An operand and all signs after it that bind at least so tightly."""
        left = operands.operand(self, least)
        while True:
            token = self.token
            if token.kind in operands.POSTFIXES or token.text == "!":
                left = operands.postfix(self, left)
            elif token.kind in ("op", "keyword"):
                binding = _BINDING.get(token.text, 0)
                if token.text in operands.ROOTS and least <= RUN:
                    left = self.run(left)
                elif not binding or binding < least:
                    return left
                else:
                    left = self._infix(left, token, binding)
            elif self.is_operand(token) and least <= RUN:
                left = self.run(left)
            else:
                return left

    def is_operand(self, token: Token) -> bool:
        """Whether a token begins an operand, so that it multiplies what stands before it."""
        if token.kind == "bar":
            return not self.bars or self.bars[-1] != token.text
        return token.kind in _OPERANDS or (token.kind == "op" and token.text in operands.ROOTS)

    def _infix(self, left: Node, token: Token, binding: int) -> Node:
        if binding == WHERE:
            return piecewise.trailing(self, left)
        if binding == COMPARE:
            return self._comparison(left)
        self.take()
        if binding == POWER:
            return self._power(left, token)
        if token.text == "/":
            return Quotient(left, self._divisor(token), span=self.span(left))
        side_by_side = RUN if self.names.matrices else FACTOR
        right = self.expression(side_by_side if binding == PRODUCT else binding + 1)
        return self._joined(token.text, left, right)

    def _joined(self, sign: str, left: Node, right: Node) -> Node:
        span = self.span(left)
        if sign in "+-":
            terms = left.terms if isinstance(left, Sum) else (left,)
            added = (
                (Neg(right, span=right.span),)
                if sign == "-"
                else right.terms
                if isinstance(right, Sum)
                else (right,)
            )
            return Sum((*terms, *added), span=span)
        if sign in ("and", "or"):
            first = left.arguments if isinstance(left, Call) and left.function == sign else (left,)
            return Call(sign, (*first, right), span=span)
        if sign == "mod":
            return Call("mod", (left, right), span=span)
        if sign == "//":
            return Call("floor", (Quotient(left, right, span=span),), span=span)
        return self._times(sign if self.names.matrices else "*", left, right)

    def _times(self, sign: str, *factors: Node) -> Node:
        first = factors[0]
        leading = first.factors if isinstance(first, Product) and first.sign == sign else (first,)
        return Product(sign, (*leading, *factors[1:]), span=self.span(first))

    def _comparison(self, left: Node) -> Node:
        compared, relations = [left], []
        while _BINDING.get(self.token.text) == COMPARE and self.token.kind == "op":
            relations.append(self.take().text)
            compared.append(self.expression(SUM))
        return Compare(tuple(relations), tuple(compared), span=self.span(left))

    def _divisor(self, slash: Token) -> Node:
        divisor = self.expression(FACTOR)
        if self.is_operand(self.token) and self.flips("divisor", slash):
            divisor = self.run(divisor)
        return divisor

    def _power(self, base: Node, sign: Token) -> Node:
        if operands.is_transpose(self):
            return operands.transposed(self, base)
        self.deeper(sign)
        self._exponents += 1
        exponent = self.expression(POWER)
        self._exponents -= 1
        self.shallower()
        is_bare = self.before.kind in {"number", "name", "constant", "indexed"}
        is_glued = self.is_operand(self.token) and not self.token.spaced and self.token.kind != "number"
        is_plain = isinstance(base, Number) or base == Constant("e")
        if is_bare and is_glued and is_plain and self.flips("exponent", sign):
            inner = exponent.operand if isinstance(exponent, Neg) else exponent
            exponent = (
                self.run(inner) if inner is exponent else Neg(self.run(inner), span=self.span(exponent))
            )
        if self._goes_on_as_fraction(is_plain, exponent) and self.flips("exponent", self.token):
            self.take()
            exponent = Quotient(exponent, self.expression(POSTFIX), span=self.span(exponent))
        return Power(base, exponent, sign.text == ".^", span=self.span(base))

    def _goes_on_as_fraction(self, is_plain: bool, exponent: Node) -> bool:
        """Whether a bare exponent may go on as a fraction: x^1/2, e^-x/2."""
        slash, number = self.token, self.after()
        is_glued = slash.text == "/" and number.kind == "number" and not slash.spaced and not number.spaced
        return (
            is_glued
            and not self._exponents
            and self.before.kind != "close"
            and (is_plain or isinstance(exponent, Number))
        )

    def run(self, left: Node) -> Node:
        """Factors side by side after `left`."""
        factors = [left]
        while self.is_operand(self.token):
            if self.token.kind == "number" and self.before.kind == "number":
                raise complaints.missing_sign(self)
            factors.append(self.expression(FACTOR))
        return self._times(" " if self.names.matrices else "*", *factors)

    def flips(self, kind: str, token: Token) -> bool:
        """Note a place with two meanings, and say whether the other one is wanted."""
        spot = Spot(kind, token.start, token.end - token.start)
        if spot not in self.spots:
            self.spots.append(spot)
        return spot in self._flips

    def span(self, first: Node) -> tuple[int, int]:
        """From where a node begins to where parsing has come."""
        return (first.span[0], self.before.end)

    def deeper(self, token: Token) -> None:
        """One level of nesting more."""
        self._depth += 1
        if self._depth > MOST_NESTING:
            message = (
                f"This is nested too deeply: at most {MOST_NESTING} levels of brackets, signs and powers."
            )
            raise MathsError("deep", message, token.start, 1)

    def shallower(self) -> None:
        """Leave a level of nesting."""
        self._depth -= 1
