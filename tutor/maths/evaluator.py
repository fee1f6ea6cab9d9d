"""One walk over the tree for every kind of number: an `Algebra` says how its numbers add, multiply and compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Generic, Protocol, TypeVar

from tutor.maths.budget import Limit
from tutor.maths.calculus import derivative_of, primed
from tutor.maths.definitions import PRIMITIVE, Definition, Functions, defined
from tutor.maths.errors import MathsError
from tutor.maths.traverse import walk
from tutor.maths.tree import (
    BigOperator,
    Call,
    Compare,
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

V = TypeVar("V")

MOST_TERMS = 400
"""Of all sums in one evaluation together."""


class Algebra(Protocol[V]):
    """How one kind of number computes; `direct` names defined functions that it computes by itself."""

    direct: frozenset[str]

    def number(self, node: Number) -> V:
        """The value of a number as written."""
        ...

    def rational(self, value: Fraction) -> V:
        """An exact number."""
        ...

    def constant(self, name: str) -> V:
        """pi, e, i, inf or undefined."""
        ...

    def add(self, a: V, b: V) -> V:
        """The sum a + b."""
        ...

    def negative(self, a: V) -> V:
        """The number −a."""
        ...

    def multiply(self, a: V, b: V) -> V:
        """The product a·b."""
        ...

    def divide(self, a: V, b: V) -> V:
        """The quotient a/b."""
        ...

    def power(self, a: V, b: V) -> V:
        """The principal value of a to the b."""
        ...

    def call(self, name: str, arguments: Sequence[V]) -> V:
        """One of the primitive functions; `log` may have a base as its second argument."""
        ...

    def program(self, function: Callable[..., object], arguments: Sequence[V]) -> V:
        """A function computed by a program."""
        ...

    def compare(self, relation: str, a: V, b: V) -> V:
        """1 where the relation holds, 0 where it does not."""
        ...

    def choose(self, condition: V, value: Callable[[], V], otherwise: Callable[[], V]) -> V:
        """The value where the condition is not 0, the other elsewhere."""
        ...

    def whole(self, lower: V, upper: V) -> tuple[int, int]:
        """The bounds of a sum as integers."""
        ...

    def member(self, family: Sequence[V], index: V) -> V:
        """One of a family; the first has index 1."""
        ...


class Evaluator(Generic[V]):
    """Evaluates trees in one algebra, with the question's own functions, within a budget."""

    def __init__(
        self, algebra: Algebra[V], functions: Functions | None = None, budget: Limit | None = None
    ) -> None:
        self._algebra = algebra
        self._functions = functions or {}
        self._budget = budget
        self._terms = 0
        self._zero = algebra.rational(Fraction(0))
        self._one = algebra.rational(Fraction(1))

    def value(self, node: Node, values: Mapping[str, V | Sequence[V]]) -> V:
        """The value of a formula; a family's value is the sequence of its members.

        Raises MathsError where the algebra cannot say, and for a formula of matrices.
        """
        kind = type(node)
        if kind in _ARITHMETIC:
            return self._arithmetic(node, values)
        match node:
            case Number():
                return self._algebra.number(node)
            case Name(name):
                return self._given(name, values)  # type: ignore[return-value]
            case Constant(name):
                return self._algebra.constant(name)
            case Call():
                return self._call(node, values)
            case Compare(relations, operands):
                return self._chain(relations, operands, values)
            case Where(condition, value, otherwise):
                return self._algebra.choose(
                    self.value(condition, values),
                    lambda: self.value(value, values),
                    lambda: self.value(otherwise, values),
                )
            case Indexed(family, index):
                return self._algebra.member(self._given(family, values), self.value(index, values))  # type: ignore[arg-type]
            case BigOperator():
                return self._big_operator(node, values)
        raise MathsError("shape", "A matrix stands where a number is expected.", *_place(node))

    def _given(self, name: str, values: Mapping[str, V | Sequence[V]]) -> V | Sequence[V]:
        if name not in values:
            raise MathsError("index", f"Nothing says here what {name} is.")
        return values[name]

    def _arithmetic(self, node: Node, values: Mapping[str, V | Sequence[V]]) -> V:
        algebra = self._algebra
        match node:
            case Sum(terms):
                total = self.value(terms[0], values)
                for term in terms[1:]:
                    total = algebra.add(total, self.value(term, values))
                return total
            case Product(_, factors):
                total = self.value(factors[0], values)
                for factor in factors[1:]:
                    total = algebra.multiply(total, self.value(factor, values))
                return total
            case Neg(operand):
                return algebra.negative(self.value(operand, values))
            case Quotient(numerator, denominator):
                return algebra.divide(self.value(numerator, values), self.value(denominator, values))
            case Power(base, exponent):
                return algebra.power(self.value(base, values), self.value(exponent, values))
            case Transpose(operand):
                return self.value(operand, values)
        raise AssertionError(node)

    def _call(self, node: Call, values: Mapping[str, V | Sequence[V]]) -> V:
        name = node.function
        if name in ("and", "or", "not"):
            return self._logic(name, node.arguments, values)
        if name == "where":
            return self.value(Where(*node.arguments), values)
        arguments = [self.value(argument, values) for argument in node.arguments]
        if self._budget:
            self._budget.check()
        own = self._functions.get(name + "'" * node.primes)
        if callable(own):
            return self._algebra.program(own, arguments)
        definition = own or self._derived(node)
        if definition:
            return self.defined(definition, arguments)
        if name not in PRIMITIVE and name not in self._algebra.direct:
            raise MathsError("unknown", f"The function {name} works on matrices only.", *_place(node))
        return self._algebra.call(name, arguments)

    def defined(self, definition: Definition, arguments: Sequence[V]) -> V:
        """The value of a function that a formula defines."""
        return self.value(definition.tree, dict(zip(definition.parameters, arguments, strict=False)))

    def _derived(self, node: Call) -> Definition | None:
        """The formula by which a function is evaluated, if it is not primitive."""
        own = self._functions.get(node.function)
        if isinstance(own, Definition):
            return derivative_of(own, node.primes)
        if node.function in self._algebra.direct and not node.primes and not own:
            return None
        if callable(own):
            raise MathsError("derivative", f"The derivative of {node.function} is not known.", *_place(node))
        if node.primes:
            return primed(node.function, node.primes, len(node.arguments))
        return defined(node.function, len(node.arguments))

    def _truth(self, node: Node, values: Mapping[str, V | Sequence[V]]) -> V:
        value = self.value(node, values)
        return value if isinstance(node, Compare) else self._algebra.compare("!=", value, self._zero)

    def _logic(self, name: str, arguments: Sequence[Node], values: Mapping[str, V | Sequence[V]]) -> V:
        first = self._truth(arguments[0], values)
        if name == "not":
            return self._algebra.compare("==", first, self._zero)
        if len(arguments) == 1:
            return first

        def rest() -> V:
            return self._logic(name, arguments[1:], values)

        if name == "and":
            return self._algebra.choose(first, rest, lambda: self._zero)
        return self._algebra.choose(first, lambda: self._one, rest)

    def _chain(
        self, relations: tuple[str, ...], operands: tuple[Node, ...], values: Mapping[str, V | Sequence[V]]
    ) -> V:
        left, right = (self.value(operand, values) for operand in operands[:2])
        holds = self._algebra.compare(relations[0], left, right)
        if len(relations) == 1:
            return holds
        return self._algebra.choose(
            holds, lambda: self._chain(relations[1:], operands[1:], values), lambda: self._zero
        )

    def _big_operator(self, node: BigOperator, values: Mapping[str, V | Sequence[V]]) -> V:
        algebra = self._algebra
        lower = self._one if node.lower is None else self.value(node.lower, values)
        upper = self._family_size(node, values) if node.upper is None else self.value(node.upper, values)
        first, last = algebra.whole(lower, upper)
        self._terms += max(last - first + 1, 0)
        if self._terms > MOST_TERMS:
            raise MathsError("large", f"These sums have more than {MOST_TERMS} terms.", *_place(node))
        total = self._zero if node.kind == "sum" else self._one
        combine = algebra.add if node.kind == "sum" else algebra.multiply
        for step in range(first, last + 1):
            if self._budget:
                self._budget.check()
            index = algebra.rational(Fraction(step))
            term = self.value(node.body, {**values, node.index: index})
            total = combine(total, term)
        return total

    def _family_size(self, node: BigOperator, values: Mapping[str, V | Sequence[V]]) -> V:
        for part in walk(node.body):
            if isinstance(part, Indexed) and part.index == Name(node.index):
                return self._algebra.rational(Fraction(len(self._given(part.family, values))))  # type: ignore[arg-type]
        raise MathsError("index", f"Nothing says how far the index {node.index} runs.", *_place(node))


_ARITHMETIC = frozenset({Sum, Product, Neg, Quotient, Power, Transpose})


def _place(node: Node) -> tuple[int, int]:
    start, end = node.span
    return (start, max(end - start, 1))
