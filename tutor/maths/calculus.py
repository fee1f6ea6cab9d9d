"""Derivatives of our own trees, without SymPy: exact rules, then light simplification."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from tutor.maths.definitions import PARAMETERS, Definition, defined, derivative_rule
from tutor.maths.errors import MathsError
from tutor.maths.simplification import Simplifier, simplify
from tutor.maths.traverse import decimals, names, substitute, walk
from tutor.maths.tree import (
    BigOperator,
    Call,
    Compare,
    Constant,
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

MOST_STEPS = 4_000
MOST_NODES = 6_000

_ZERO, _ONE = Number("0"), Number("1")


def differentiate(tree: Node, name: str) -> Node:
    """The derivative of a formula with respect to one variable.

    At kinks it is the derivative from one side: relu′ is step, which is 0 at 0, and |x|′ is sign.

    Raises MathsError (code derivative) for matrices and products over an index, (code large) when it grows
    too long.
    """
    found = _Differentiator(name, bool(decimals(tree))).derivative(simplify(tree))
    if sum(1 for _ in walk(found)) > MOST_NODES:
        raise MathsError("large", "The derivative of this formula is too long.", *tree.span)
    return found


def gradient(tree: Node, variables: Sequence[str]) -> tuple[Node, ...]:
    """The partial derivatives, in the order of `variables`."""
    return tuple(differentiate(tree, name) for name in variables)


def hessian(tree: Node, variables: Sequence[str]) -> tuple[tuple[Node, ...], ...]:
    """The second partial derivatives, row by row."""
    return tuple(
        tuple(differentiate(first, name) for name in variables) for first in gradient(tree, variables)
    )


@lru_cache(maxsize=64)
def primed(name: str, primes: int, count: int) -> Definition:
    """A known function's derivative of order `primes` in its first argument, as a formula of `count` arguments."""
    parameters = PARAMETERS[:count]
    tree: Node = Call(name, tuple(Name(parameter) for parameter in parameters))
    return derivative_of(Definition(parameters, tree), primes)


@lru_cache(maxsize=64)
def derivative_of(definition: Definition, primes: int) -> Definition:
    """The derivative of a defined function in its first argument, `primes` times."""
    tree = definition.tree
    for _ in range(primes):
        tree = differentiate(tree, definition.parameters[0])
    return Definition(definition.parameters, tree)


class _Differentiator:
    def __init__(self, name: str, decimal: bool) -> None:
        self._name = name
        self._build = Simplifier(decimal)
        self._steps = 0

    def derivative(self, node: Node) -> Node:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise MathsError("large", "The derivative of this formula is too long.", *node.span)
        if node == Name(self._name):
            return _ONE
        if self._name not in names(node):
            return _ZERO
        match node:
            case Sum(terms):
                return self._build.sum([self.derivative(term) for term in terms])
            case Neg(operand):
                return self._times(Neg(_ONE), self.derivative(operand))
            case Transpose(operand):
                return self.derivative(operand)
            case Product(_, factors):
                return self._product(factors)
            case Quotient(numerator, denominator):
                return self._quotient(numerator, denominator)
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call():
                return self._call(node)
        return self._structure(node)

    def _structure(self, node: Node) -> Node:
        match node:
            case Compare():
                return _ZERO
            case Where(condition, value, otherwise):
                return self._where(condition, self.derivative(value), self.derivative(otherwise))
            case BigOperator("sum", index, lower, upper, body) if self._name in names(body):
                inner = self.derivative(body)
                return _ZERO if inner == _ZERO else BigOperator("sum", index, lower, upper, inner)
        raise MathsError("derivative", "The derivative of this part is not known.", *node.span)

    def _times(self, *factors: Node) -> Node:
        return self._build.product(factors)

    def _where(self, condition: Node, value: Node, otherwise: Node) -> Node:
        return value if value == otherwise else Where(condition, value, otherwise)

    def _product(self, factors: tuple[Node, ...]) -> Node:
        terms = []
        for place, factor in enumerate(factors):
            slope = self.derivative(factor)
            if slope != _ZERO:
                terms.append(self._times(*factors[:place], slope, *factors[place + 1 :]))
        return self._build.sum(terms)

    def _quotient(self, numerator: Node, denominator: Node) -> Node:
        above, below = self.derivative(numerator), self.derivative(denominator)
        if below == _ZERO:
            return self._times(Quotient(above, denominator))
        first = self._times(Quotient(above, denominator))
        second = self._times(
            Neg(_ONE), Quotient(Product("*", (numerator, below)), Power(denominator, Number("2")))
        )
        return self._build.sum([first, second])

    def _power(self, base: Node, exponent: Node) -> Node:
        inner, outer = self.derivative(base), self.derivative(exponent)
        terms = []
        if inner != _ZERO:
            lowered = self._build.power(base, self._build.sum([exponent, Neg(_ONE)]))
            terms.append(self._times(exponent, lowered, inner))
        if outer != _ZERO:
            logarithm: Node = _ONE if base == Constant("e") else Call("log", (base,))
            terms.append(self._times(Power(base, exponent), logarithm, outer))
        return self._build.sum(terms)

    def _call(self, node: Call) -> Node:
        name, arguments = node.function, node.arguments
        if name in ("and", "or", "not"):
            return _ZERO
        if name == "where":
            return self._structure(Where(*arguments))
        if name in ("max", "min"):
            return self._extreme(name, arguments)
        if name == "log" and len(arguments) == 2:
            return self._quotient(Call("log", arguments[:1]), Call("log", arguments[1:]))
        rule = derivative_rule(name) if not node.primes and len(arguments) == 1 else None
        if rule:
            return self._chained(rule, arguments)
        return self._by_definition(node)

    def _chained(self, rule: Definition, arguments: tuple[Node, ...]) -> Node:
        outer = self._build.simplified(substitute(rule.tree, {"x": arguments[0]}))
        return self._times(outer, self.derivative(arguments[0]))

    def _by_definition(self, node: Call) -> Node:
        """Σ ∂f/∂argument · argument′, with the derivatives of a defined function from its definition."""
        count = len(node.arguments)
        if node.function in _GAMMAS:
            raise MathsError(
                "derivative", f"The derivative of {node.function} is not known here.", *node.span
            )
        definition = defined(node.function, count)
        if definition is None:
            return self._unknown(node)
        if node.primes:
            definition = primed(node.function, node.primes, count)
        places = dict(zip(definition.parameters, node.arguments, strict=True))
        terms = []
        for parameter, argument in places.items():
            slope = self.derivative(argument)
            if slope != _ZERO:
                outer = substitute(differentiate(definition.tree, parameter), places)
                terms.append(self._times(outer, slope))
        return self._build.sum(terms)

    def _unknown(self, node: Call) -> Node:
        """A function of which only the name is known: f(u)′ is f′(u)·u′."""
        if node.primes and derivative_rule(node.function):
            definition = primed(node.function, node.primes + 1, 1)
            return self._chained(definition, node.arguments)
        if len(node.arguments) != 1:
            raise MathsError("derivative", f"The derivative of {node.function} is not known.", *node.span)
        return self._times(
            Call(node.function, node.arguments, node.primes + 1), self.derivative(node.arguments[0])
        )

    def _extreme(self, name: str, arguments: tuple[Node, ...]) -> Node:
        best, slope = arguments[0], self.derivative(arguments[0])
        for argument in arguments[1:]:
            relation = ">" if name == "max" else "<"
            condition = Compare((relation,), (best, argument))
            slope = self._where(condition, slope, self.derivative(argument))
            best = Call(name, (best, argument))
        return slope


_GAMMAS = frozenset({"gamma", "factorial", "binomial", "arg", "re", "im", "conj", "atan2"})


def constant(value: Fraction | int) -> Node:
    """The tree of an exact number."""
    return Simplifier().number(Fraction(value))
