"""Light simplification: numbers combined, like terms and like factors collected, nothing expanded.

The value stays the same wherever the formula had one; a factor 0 or a cancelled quotient may remove a point
where it had none.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from tutor.maths.errors import MathsError
from tutor.maths.traverse import decimals
from tutor.maths.tree import (
    Call,
    Constant,
    Indexed,
    Name,
    Neg,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Transpose,
    Where,
)

_LARGEST_POWER = 64
_MOST_BITS = 4000
_ONE, _ZERO = Fraction(1), Fraction(0)


def simplify(tree: Node) -> Node:
    """An equal formula that is easier to read."""
    return Simplifier(bool(decimals(tree))).simplified(tree)


class Simplifier:
    """Builds simple trees from simple parts; with `decimal`, fractions that end are written as decimals."""

    def __init__(self, decimal: bool = False) -> None:
        self._decimal = decimal

    def simplified(self, node: Node) -> Node:
        """The node, simplified from below."""
        parts = tuple(self.simplified(part) for part in node.parts)
        match node:
            case Number():
                return self.number(node.value)
            case Sum():
                return self.sum(parts)
            case Neg():
                return self.product([self.number(Fraction(-1)), parts[0]])
            case Product(sign) if sign == "*":
                return self.product(parts)
            case Quotient():
                return self.product([parts[0], self.power(parts[1], self.number(Fraction(-1)))])
            case Power():
                return self.power(parts[0], parts[1])
            case Transpose() if isinstance(parts[0], Number):
                return parts[0]
            case Where(_, _, _):
                return self._where(node, parts)
            case Call("log", _) if parts == (Constant("e"),) or parts == (Call("exp", (Number("1"),)),):
                return Number("1")
        return node.rebuilt(parts) if parts else node

    def number(self, value: Fraction) -> Node:
        """The tree of an exact number."""
        if value.numerator.bit_length() + value.denominator.bit_length() > 2 * _MOST_BITS:
            raise MathsError("large", "The numbers in this formula grow too large.")
        size = self._size(abs(value))
        return Neg(size) if value < 0 else size

    def _size(self, value: Fraction) -> Node:
        if value.denominator == 1:
            return Number(str(value.numerator))
        places = _decimal_places(value.denominator) if self._decimal else None
        if places is not None:
            digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
            return Number(f"{digits[:-places]}.{digits[-places:]}")
        return Quotient(Number(str(value.numerator)), Number(str(value.denominator)))

    def sum(self, terms: Iterable[Node]) -> Node:
        """Terms added, like ones collected; each stays where its first one stood."""
        collected: dict[object, tuple[Fraction, Node | None]] = {}
        for part in _flat(terms):
            coefficient, rest = self._split(part)
            key = frozenset(rest.factors) if isinstance(rest, Product) else rest
            before, first = collected.get(key, (_ZERO, rest))
            collected[key] = (before + coefficient, first)
        found = [self._scaled(coefficient, rest) for coefficient, rest in collected.values() if coefficient]
        found = found or [Number("0")]
        return found[0] if len(found) == 1 else Sum(tuple(found))

    def _split(self, term: Node) -> tuple[Fraction, Node | None]:
        """A term as a number times the rest."""
        if isinstance(term, Neg):
            coefficient, rest = self._split(term.operand)
            return -coefficient, rest
        if isinstance(term, Number):
            return term.value, None
        if isinstance(term, Quotient):
            return self._split_quotient(term)
        if isinstance(term, Product) and isinstance(term.factors[0], Number):
            others = term.factors[1:]
            return term.factors[0].value, others[0] if len(others) == 1 else Product("*", others)
        return _ONE, term

    def _split_quotient(self, term: Quotient) -> tuple[Fraction, Node | None]:
        coefficient, rest = self._split(term.numerator)
        below, others = self._split(term.denominator)
        if others is None and below:
            return coefficient / below, rest
        if below == 1 or not below:
            return coefficient, Quotient(rest or Number("1"), term.denominator)
        return coefficient / below, Quotient(rest or Number("1"), others or Number("1"))

    def _scaled(self, coefficient: Fraction, rest: Node | None) -> Node:
        return self.number(coefficient) if rest is None else self.product([self.number(coefficient), rest])

    def product(self, factors: Iterable[Node]) -> Node:
        """Factors multiplied: numbers first, equal bases collected, negative powers below the line."""
        coefficient = _ONE
        powers: dict[Node, list[Node]] = {}
        waiting = list(reversed(list(factors)))
        while waiting:
            factor = waiting.pop()
            value = _value(factor)
            if value is not None:
                coefficient *= value
            elif isinstance(factor, Neg):
                coefficient = -coefficient
                waiting.append(factor.operand)
            elif isinstance(factor, Product) and factor.sign == "*":
                waiting.extend(reversed(factor.factors))
            elif isinstance(factor, Quotient) and _value(factor.denominator) != 0:
                waiting.append(self.power(factor.denominator, self.number(Fraction(-1)), split=False))
                waiting.append(factor.numerator)
            else:
                base, exponent = _as_power(factor)
                powers.setdefault(base, []).append(exponent)
        if not coefficient:
            return Number("0")
        return self._fraction(coefficient, powers)

    def _fraction(self, coefficient: Fraction, powers: dict[Node, list[Node]]) -> Node:
        above: list[Node] = []
        below: list[Node] = []
        for base, exponents in powers.items():
            exponent = exponents[0] if len(exponents) == 1 else self.sum(exponents)
            value = _value(exponent)
            base_value = _value(base)
            if base_value and value is not None and value.denominator == 1 and _is_small(base_value, value):
                coefficient *= base_value**value.numerator
            elif value is not None and value < 0:
                below.append(self.power(base, self.number(-value), split=False))
            elif value != 0:
                above.append(self.power(base, exponent, split=False))
        size = abs(coefficient)
        as_decimal = self._decimal and _decimal_places(size.denominator) is not None
        if size.denominator != 1 and not as_decimal:
            below.insert(0, Number(str(size.denominator)))
            size = Fraction(size.numerator)
        if size != 1 or not above:
            above.insert(0, self._size(size))
        above.sort(key=_rank)
        tree = _times(above) if not below else Quotient(_times(above), _times(below))
        return Neg(tree) if coefficient < 0 else tree

    def power(self, base: Node, exponent: Node, split: bool = True) -> Node:
        """A power; numbers are worked out, and with `split` a negative power goes below a line."""
        value, number = _value(exponent), _value(base)
        if value == 1:
            return base
        if value == 0:
            return Number("1")
        is_whole = value is not None and value.denominator == 1
        if (
            value is not None
            and is_whole
            and number is not None
            and (number or value > 0)
            and _is_small(number, value)
        ):
            return self.number(number**value.numerator)
        if isinstance(base, Power) and is_whole and not base.elementwise:
            return self.power(base.base, self.product([base.exponent, exponent]), split)
        if split and value is not None and value < 0:
            return self.product([Power(base, exponent)]) if number != 0 else Power(base, exponent)
        return Power(base, exponent)

    def _where(self, node: Where, parts: tuple[Node, ...]) -> Node:
        condition, value, otherwise = parts
        return value if value == otherwise else Where(condition, value, otherwise, span=node.span)


def _as_power(node: Node) -> tuple[Node, Node]:
    if isinstance(node, Power) and not node.elementwise:
        return node.base, node.exponent
    return node, Number("1")


def _value(node: Node) -> Fraction | None:
    """The value of a number, with its sign or as a fraction; None for anything else."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Neg):
        inner = _value(node.operand)
        return None if inner is None else -inner
    if isinstance(node, Quotient):
        above, below = _value(node.numerator), _value(node.denominator)
        return None if above is None or not below else above / below
    return None


def _flat(terms: Iterable[Node]) -> Iterable[Node]:
    """The terms, with those of inner sums and of negated ones in their place."""
    for term in terms:
        if isinstance(term, Sum):
            yield from term.terms
        elif isinstance(term, Neg) and isinstance(term.operand, Sum):
            yield from (Neg(part) for part in term.operand.terms)
        else:
            yield term


def _rank(factor: Node) -> int:
    """Numbers first, then names and their powers, then the rest."""
    if isinstance(factor, (Number, Quotient)):
        return 0
    base = factor.base if isinstance(factor, Power) else factor
    return 1 if isinstance(base, (Name, Indexed, Constant)) else 2


def _is_small(base: Fraction, exponent: Fraction) -> bool:
    bits = base.numerator.bit_length() + base.denominator.bit_length()
    return abs(exponent) <= _LARGEST_POWER and bits * abs(exponent) <= _MOST_BITS


def _times(factors: list[Node]) -> Node:
    if not factors:
        return Number("1")
    return factors[0] if len(factors) == 1 else Product("*", tuple(factors))


def _decimal_places(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator has, or None when it never ends or is too long."""
    for places in range(13):
        if 10**places % denominator == 0:
            return places
    return None
