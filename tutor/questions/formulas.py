"""Content's formulas: read once, evaluated on the numbers of a variant.

They are written in the language of `tutor.maths`, over the names that a template draws and derives. A vector `v` has
the members `v_1`, `v_2`, … and may be summed over (`sum_k v_k`), a matrix `A` the entries `A_11`, `A_12`, …; both may
be handed whole to the functions of the compute core. `{name}` puts a drawn text in before the formula is read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from tutor import maths
from tutor.maths import MathsError
from tutor.maths.budget import Limit
from tutor.maths.tree import BigOperator, Call, Constant, Name, Neg, Node
from tutor.questions import functions
from tutor.questions.values import Value, computed, fraction

_TEXT = re.compile(r"(?<!_)\{\s*([^\W\d]\w*)\s*\}")
_INDICES = "kjlmnpqrst"
Names = tuple[tuple[str, tuple[int, ...]], ...]
"""Every name with its sizes: () for a number, (3,) for a vector, (2, 2) for a matrix."""


class Scope(dict[str, Value]):
    """The names of a variant with their values, in the order in which they were drawn and derived."""

    budget: Limit | None = None
    _signature: Names | None = None
    _points: dict[str, Any] | None = None

    def __setitem__(self, name: str, value: Value) -> None:
        super().__setitem__(name, value)
        self._signature = self._points = None

    def signature(self) -> Names:
        """Every name with its sizes: what reading a formula depends on."""
        if self._signature is None:
            self._signature = tuple((name, _sizes(value)) for name, value in self.items())
        return self._signature

    def points(self) -> dict[str, Any]:
        """The numbers as the evaluator takes them: members of vectors as families, entries of matrices as names."""
        if self._points is None:
            self._points = self._as_points(index_of(self.signature()))
        return self._points

    def _as_points(self, index: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in self.items():
            if isinstance(value, Fraction):
                found[name] = value
            elif isinstance(value, tuple) and isinstance(value[0], tuple):
                found.update({f"{name}_{r}{c}": x for r, c, x in _entries(value)})
            elif isinstance(value, tuple):
                found[f"{name}_{index}"] = list(value)
        return found


def evaluate(written: Any, scope: Scope) -> Value:
    """The value of something written: a formula, a plain number or truth value, or a list of them.

    Raises:
        MathsError: if a formula cannot be read, or has no real value.
    """
    if isinstance(written, list):
        return tuple(evaluate(one, scope) for one in written)
    return formula(written, scope) if isinstance(written, str) else fraction(written)


def formula(text: str, scope: Scope) -> Value:
    """The value of a formula; `undefined` and `inf` come back as texts."""
    filled = _TEXT.sub(lambda match: _text(match[1], scope), text) if "{" in text else text
    tree = read(filled, scope.signature())
    named = _named(tree)
    if named:
        return named
    calls = _Calls(scope)
    tree = calls.replaced(tree)
    if isinstance(tree, Name) and isinstance(calls.scope.get(tree.name), (tuple, str)):
        return calls.scope[tree.name]
    return _number_of(tree, calls.scope)


def number(text: str, scope: Scope) -> Fraction:
    """The value of a formula that must be a number; raise MathsError for a vector or a text."""
    value = formula(text, scope)
    if not isinstance(value, Fraction):
        raise MathsError("shape", f"“{text}” is no number.")
    return value


def holds(text: str, scope: Scope) -> bool:
    """Whether a condition holds."""
    return number(text, scope) != 0


@lru_cache(maxsize=8192)
def read(text: str, names: Names) -> Node:
    """The tree of a formula over names of these sizes."""
    index = index_of(names)
    declared: dict[str, str] = {}
    for name, sizes in names:
        declared[name] = "real"
        if len(sizes) == 1:
            declared |= {f"{name}_{index}": "real", index: "index"}
        elif sizes:
            declared |= {
                f"{name}_{r}{c}": "real" for r in range(1, sizes[0] + 1) for c in range(1, sizes[1] + 1)
            }
    tree = maths.read(text, variables=declared, functions=functions.arities(), matrices=False).tree
    if any(isinstance(part, BigOperator) and _has_sum_below(part) for part in maths.walk(tree)):
        raise MathsError("large", "A sum inside a sum is not computed in content.")
    return tree


def index_of(names: Names) -> str:
    """The letter that runs through vectors: k, or the first of j, l, m, … that is no name."""
    taken = {name for name, _ in names}
    return next((letter for letter in _INDICES if letter not in taken), "w")


def _number_of(tree: Node, scope: Scope) -> Fraction:
    """The value of a tree: exact where it is rational, else to twelve figures."""
    if scope.budget:
        scope.budget.check()
    points, programs = scope.points(), functions.of_numbers()
    exact = maths.exact(tree, points, programs)
    if exact is not None:
        return exact
    found = float(maths.evaluate(tree, points, functions=programs, real=True, budget=scope.budget))
    if not math.isfinite(found):
        raise MathsError("undefined", "It has no real value on these numbers.")
    return computed(found)


class _Calls:
    """Calls of the core with vectors, matrices or texts among the arguments, computed and replaced by their values."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._own = scope

    def replaced(self, node: Node) -> Node:
        parts = tuple(self.replaced(part) for part in node.parts)
        node = (
            node.rebuilt(parts)
            if any(new is not old for new, old in zip(parts, node.parts, strict=True))
            else node
        )
        if isinstance(node, Call) and node.function in functions.table() and self._is_closed(node):
            return self._named(functions.call(node.function, [self._argument(part) for part in parts]))
        return node

    def _is_closed(self, node: Call) -> bool:
        """Whether nothing in it is the index of a sum around it; then it can be computed now."""
        return all(
            name in self.scope or name in self._members() for part in node.parts for name in maths.names(part)
        )

    def _members(self) -> Mapping[str, Any]:
        return self.scope.points()

    def _argument(self, node: Node) -> Value:
        if isinstance(node, Name) and isinstance(self.scope.get(node.name), (tuple, str)):
            return self.scope[node.name]
        return _number_of(node, self.scope)

    def _named(self, value: Value) -> Node:
        """A name for a value that a call gave, in a scope of our own."""
        if isinstance(value, Fraction):
            return maths.rational(value)
        if self.scope is self._own:
            self.scope = Scope(self._own)
            self.scope.budget = self._own.budget
        name = f"call{len(self.scope)}"
        self.scope[name] = value
        return Name(name)


def _entries(matrix: tuple[Any, ...]) -> Iterator[tuple[int, int, Fraction]]:
    for r, row in enumerate(matrix, 1):
        for c, entry in enumerate(row, 1):
            yield r, c, entry


def _sizes(value: Value) -> tuple[int, ...]:
    if not isinstance(value, tuple):
        return ()
    return (len(value), *_sizes(value[0])) if isinstance(value[0], tuple) else (len(value),)


def _text(name: str, scope: Scope) -> str:
    value = scope.get(name.strip())
    if not isinstance(value, str):
        raise MathsError("unknown", f"{{{name}}} in a formula must be a drawn text.")
    return value


def _named(tree: Node) -> str | None:
    bare = tree.operand if isinstance(tree, Neg) else tree
    if isinstance(bare, Constant) and bare.name in ("inf", "undefined"):
        return f"-{bare.name}" if bare is not tree else bare.name
    return None


def _has_sum_below(node: BigOperator) -> bool:
    return any(isinstance(part, BigOperator) for below in node.parts for part in maths.walk(below))
