"""Shapes with symbolic sizes: what every product means, and whether everything fits.

Vectors are columns and a 1×1 matrix is a number. A tree as typed becomes one in which every product is `@` (matrix
product) or `⊙` (entry by entry, numbers included).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tutor.maths import misfits
from tutor.maths.declare import Shape
from tutor.maths.errors import MathsError
from tutor.maths.matrix_calls import call_shape
from tutor.maths.tree import (
    BigOperator,
    Call,
    Compare,
    Constant,
    Indexed,
    Matrix,
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

NUMBER: Shape = (1, 1)
IDENTITY: Shape = (0, 0)
"""The shape of I, and of a number times I, before something tells its size; its tree is then the number."""

MOST_MATRIX_POWER = 16


@dataclass(frozen=True, slots=True)
class Resolved:
    """One meaning of a formula of matrices; `notes` say which signs had to be interpreted, in words."""

    tree: Node
    shape: Shape
    notes: tuple[str, ...] = ()


class Shaped(NamedTuple):
    """A resolved part and its shape."""

    tree: Node
    shape: Shape


class Resolver:
    """One pass over a tree; `choices` says for each ambiguous place which meaning is taken."""

    def __init__(self, shapes: Mapping[str, Shape], broadcast: bool, choices: tuple[int, ...]) -> None:
        self._shapes = shapes
        self._broadcast = broadcast
        self._choices = choices
        self._notes: list[str] = []
        self.spots = 0

    def resolved(self, tree: Node) -> Resolved:
        """The whole formula. Raises MathsError (code shape) where it does not fit."""
        part = self.part(tree)
        if part.shape == IDENTITY:
            raise misfits.no_identity(tree)
        return Resolved(part.tree, part.shape, tuple(self._notes))

    def part(self, node: Node) -> Shaped:
        """A part of the formula with its shape."""
        match node:
            case Number():
                return Shaped(node, NUMBER)
            case Constant(name):
                return Shaped(Number("1", span=node.span), IDENTITY) if name == "I" else Shaped(node, NUMBER)
            case Name(name):
                return Shaped(node, self._shapes.get(name, NUMBER))
            case Indexed(family):
                return Shaped(node, self._shapes.get(family, NUMBER))
            case Neg(operand):
                inner = self.part(operand)
                return Shaped(Neg(inner.tree, span=node.span), inner.shape)
            case Transpose(operand):
                inner = self.part(operand)
                is_array = inner.shape not in (NUMBER, IDENTITY)
                tree = Transpose(inner.tree, span=node.span) if is_array else inner.tree
                return Shaped(tree, (inner.shape[1], inner.shape[0]))
            case Product():
                return self._product(node)
            case Power():
                return self._power(node)
            case Call():
                return call_shape(self, node)
        return self._structure(node)

    def _structure(self, node: Node) -> Shaped:
        match node:
            case Sum(terms):
                return self.entrywise("+", terms, node)
            case Quotient(numerator, denominator):
                return self.entrywise("/", (numerator, denominator), node)
            case Compare(_, operands):
                return self.entrywise("a comparison", operands, node)
            case Where(condition, value, otherwise):
                return self.entrywise("if … else", (condition, value, otherwise), node)
            case Matrix():
                parts = [self.number("an entry of a matrix", entry) for entry in node.parts]
                return Shaped(node.rebuilt(tuple(parts)), (len(node.rows), len(node.rows[0])))
            case BigOperator(_, _, lower, upper, body):
                bounds = [
                    self.number("a bound of a sum", bound) for bound in (lower, upper) if bound is not None
                ]
                inner = self.part(body)
                return Shaped(node.rebuilt((*bounds, inner.tree)), inner.shape)
        raise AssertionError(node)

    def number(self, what: str, node: Node) -> Node:
        """A part that must be a number."""
        tree, shape = self.part(node)
        if shape != NUMBER:
            raise misfits.not_number(what, node, shape)
        return tree

    def entrywise(self, sign: str, nodes: tuple[Node, ...], whole: Node) -> Shaped:
        """Parts taken entry by entry: all of one shape, numbers fitting everywhere."""
        parts = [self.part(node) for node in nodes]
        shape, widest = NUMBER, nodes[0]
        for node, part in zip(nodes, parts, strict=True):
            if part.shape != IDENTITY:
                joined = self._joined(shape, part.shape)
                if joined is None:
                    raise misfits.entrywise(sign, widest, shape, node, part.shape)
                shape, widest = joined, node if joined == part.shape != NUMBER else widest
        if any(part.shape == IDENTITY for part in parts):
            return self._with_identity(sign, parts, nodes, shape, whole)
        return Shaped(whole.rebuilt(tuple(part.tree for part in parts)), shape)

    def _joined(self, first: Shape, second: Shape) -> Shape | None:
        if NUMBER in (first, second) or first == second:
            return second if first == NUMBER else first
        is_fitting = all(1 in pair or pair[0] == pair[1] for pair in zip(first, second, strict=True))
        if not self._broadcast or not is_fitting:
            return None
        rows, columns = (b if a == 1 else a for a, b in zip(first, second, strict=True))
        return (rows, columns)

    def _with_identity(
        self, sign: str, parts: list[Shaped], nodes: tuple[Node, ...], shape: Shape, whole: Node
    ) -> Shaped:
        """Give I its size in a sum with square matrices."""
        if all(part.shape == IDENTITY for part in parts) or (sign == "/" and parts[1].shape == NUMBER):
            return Shaped(whole.rebuilt(tuple(part.tree for part in parts)), IDENTITY)
        if shape[0] != shape[1] or shape == NUMBER:
            raise misfits.no_identity(whole)
        trees = [
            Product("⊙", (part.tree, eye(shape)), span=part.tree.span)
            if part.shape == IDENTITY
            else part.tree
            for part in parts
        ]
        return Shaped(whole.rebuilt(tuple(trees)), shape)

    def _product(self, node: Product) -> Shaped:
        left_node = node.factors[0]
        left = self.part(left_node)
        for factor in node.factors[1:]:
            right = self.part(factor)
            span = (left_node.span[0], factor.span[1])
            left = self._times(node.sign, left_node, left, factor, right, span)
            left_node = Product(node.sign, (left_node, factor), span=span)
        return left

    def _times(
        self, sign: str, left_node: Node, left: Shaped, right_node: Node, right: Shaped, span: tuple[int, int]
    ) -> Shaped:
        if IDENTITY in (left.shape, right.shape):
            shape = right.shape if left.shape in (IDENTITY, NUMBER) else left.shape
            shape = IDENTITY if shape == NUMBER else shape
            return Shaped(Product("⊙", (left.tree, right.tree), span=span), shape)
        if NUMBER in (left.shape, right.shape):
            shape = right.shape if left.shape == NUMBER else left.shape
            return Shaped(Product("⊙", (left.tree, right.tree), span=span), shape)
        if sign in ("*", "·"):
            sign = self._meaning(sign, left_node, left.shape, right_node, right.shape)
        if sign == "⊙":
            joined = self._joined(left.shape, right.shape)
            if joined is None:
                raise misfits.entrywise("⊙", left_node, left.shape, right_node, right.shape)
            return Shaped(Product("⊙", (left.tree, right.tree), span=span), joined)
        return self.matrix_product(sign, left_node, left, right_node, right, span)

    def matrix_product(
        self, sign: str, left_node: Node, left: Shaped, right_node: Node, right: Shaped, span: tuple[int, int]
    ) -> Shaped:
        """A product of matrices; with ⊗ of two vectors, with "inner" of two columns."""
        if sign == "inner":
            left = Shaped(Transpose(left.tree, span=left.tree.span), (left.shape[1], left.shape[0]))
        elif sign == "⊗":
            left, right = self._as_column(left_node, left), self._as_column(right_node, right)
            right = Shaped(Transpose(right.tree, span=right.tree.span), (right.shape[1], right.shape[0]))
        if left.shape[1] != right.shape[0]:
            raise misfits.product(left_node, left.shape, right_node, right.shape)
        return Shaped(Product("@", (left.tree, right.tree), span=span), (left.shape[0], right.shape[1]))

    def _as_column(self, node: Node, part: Shaped) -> Shaped:
        if part.shape[1] == 1:
            return part
        if part.shape[0] != 1:
            raise misfits.not_vector("the outer product", node, part.shape)
        return Shaped(Transpose(part.tree, span=part.tree.span), (part.shape[1], 1))

    def _meaning(self, sign: str, left_node: Node, left: Shape, right_node: Node, right: Shape) -> str:
        """What a `*` or `·` between two arrays means."""
        fits_as_product = left[1] == right[0]
        fits_entrywise = self._joined(left, right) is not None
        if left == right and (fits_as_product or (sign == "·" and left[1] == 1)):
            other = "@" if fits_as_product else "inner"
            return other if self.choose() else "⊙"
        if fits_as_product:
            text = f"{misfits.shown(left_node)} {sign} {misfits.shown(right_node)}"
            self._notes.append(f"I read {text} as a matrix product.")
            return "@"
        if not fits_entrywise:
            raise misfits.either(left_node, left, right_node, right)
        return "⊙"

    def choose(self) -> bool:
        """Note an ambiguous place; whether its second meaning is taken in this pass."""
        self.spots += 1
        return self.spots <= len(self._choices) and bool(self._choices[self.spots - 1])

    def _power(self, node: Power) -> Shaped:
        base = self.part(node.base)
        if base.shape == IDENTITY:
            exponent = self.number("this exponent", node.exponent)
            return Shaped(Power(base.tree, exponent, span=node.span), IDENTITY)
        if base.shape == NUMBER or node.elementwise or not _is_whole(node.exponent):
            part = self.entrywise("a power entry by entry", (node.base, node.exponent), node)
            return Shaped(Power(part.tree.parts[0], part.tree.parts[1], True, span=node.span), part.shape)
        is_square = base.shape[0] == base.shape[1]
        if isinstance(node.exponent, Neg):
            if not is_square:
                raise misfits.not_square("the inverse", node.base, base.shape)
            return Shaped(Power(base.tree, node.exponent, False, span=node.span), base.shape)
        is_matrix_power = is_square and self.choose()
        if is_matrix_power and int(_text(node.exponent)) > MOST_MATRIX_POWER:
            raise MathsError("large", f"Powers of matrices are read up to {MOST_MATRIX_POWER}.", *node.span)
        return Shaped(Power(base.tree, node.exponent, not is_matrix_power, span=node.span), base.shape)


def eye(shape: Shape) -> Node:
    """The identity matrix of a square shape."""
    size = shape[0]
    return Call("eye", (Name(size) if isinstance(size, str) else Number(str(size)),))


def _text(exponent: Node) -> str:
    inner = exponent.operand if isinstance(exponent, Neg) else exponent
    return inner.text if isinstance(inner, Number) else ""


def _is_whole(exponent: Node) -> bool:
    return _text(exponent).isdecimal()
