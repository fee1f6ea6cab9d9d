"""Walking through a tree: its variables, its numbers, and putting formulas in place of variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from tutor.maths.errors import MathsError
from tutor.maths.tree import BigOperator, Indexed, Name, Neg, Node, Number, Quotient

MOST_BITS = 8_000


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, each before its parts, from left to right."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(current.parts))


def names(node: Node) -> frozenset[str]:
    """The variables and families that the formula mentions, without the indices of its own sums."""
    if isinstance(node, Name):
        return frozenset([node.name])
    below = frozenset[str]().union(*(names(part) for part in node.parts))
    if isinstance(node, Indexed):
        return below | {node.family}
    if isinstance(node, BigOperator):
        outside = frozenset[str]().union(*(names(bound) for bound in (node.lower, node.upper) if bound))
        return (names(node.body) - {node.index}) | outside
    return below


def decimals(node: Node) -> tuple[Number, ...]:
    """The numbers written with a decimal point, from left to right."""
    return tuple(part for part in walk(node) if isinstance(part, Number) and part.is_decimal)


def substitute(node: Node, replacements: Mapping[str, Node]) -> Node:
    """The formula with variables replaced; the index of a sum hides a variable of the same name."""
    if isinstance(node, Name):
        return replacements.get(node.name, node)
    if isinstance(node, BigOperator) and node.index in replacements:
        replacements = {name: tree for name, tree in replacements.items() if name != node.index}
    return node.rebuilt(tuple(substitute(part, replacements) for part in node.parts))


def rational(value: Fraction | int) -> Node:
    """The tree of an exact number: `3`, `−1/2`. Raises MathsError (code large) beyond 2,400 digits."""
    value = Fraction(value)
    if value.numerator.bit_length() + value.denominator.bit_length() > MOST_BITS:
        raise MathsError("large", "This number is too long to be written out.")
    whole = Number(str(abs(value.numerator)))
    size: Node = whole if value.denominator == 1 else Quotient(whole, Number(str(value.denominator)))
    return Neg(size) if value < 0 else size
