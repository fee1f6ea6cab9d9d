"""The bridge to SymPy: our trees become its expressions node by node, and come back the same way.

SymPy is imported inside the functions, late: it takes half a second. Nothing typed ever reaches it as text. It works on
a clock of its own (`limited`), for it may never end.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from inspect import CO_GENERATOR
from time import thread_time
from types import FrameType
from typing import Any

from tutor.maths.declare import Variables, domains
from tutor.maths.errors import MathsError
from tutor.maths.evaluator import Evaluator
from tutor.maths.sympy_trees import from_sympy as from_sympy
from tutor.maths.sympy_trees import unsupported
from tutor.maths.traverse import names
from tutor.maths.tree import Node, Number

SECONDS = 5.0
"""Processor time that one question to SymPy may take."""

_EVENTS = 50
_ASSUMPTIONS: dict[object, dict[str, bool]] = {
    "positive": {"positive": True},
    "unit": {"positive": True},
    "negative": {"negative": True},
    "int": {"integer": True},
    "int+": {"integer": True, "positive": True},
    "count": {"integer": True, "positive": True},
    "complex": {"complex": True},
}
_NAMES = {
    "abs": "Abs",
    "ceil": "ceiling",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "conj": "conjugate",
    "max": "Max",
    "min": "Min",
}


class _OutOfTimeError(BaseException):
    """Raised inside SymPy, which catches ordinary exceptions."""


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Stop what runs inside after so much processor time of this thread. Raises MathsError (code unsolved)."""
    end = thread_time() + seconds
    events = 0

    def look(frame: FrameType, event: str, argument: object) -> None:
        nonlocal events
        events += 1
        is_late = events % _EVENTS == 0 and thread_time() > end
        # Raised in a destructor or a generator that is being closed, the error would be swallowed.
        is_own = event == "call" and str(frame.f_globals.get("__name__")).startswith("sympy")
        if is_late and is_own and not frame.f_code.co_flags & CO_GENERATOR:
            raise _OutOfTimeError
        if is_late:
            events -= 1

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield
    except _OutOfTimeError:
        message = f"No exact result was found within {seconds:g} seconds."
        raise MathsError("unsolved", message) from None
    finally:
        sys.setprofile(before)


class _SymPy:
    """SymPy's expressions as an algebra; comparisons are its conditions until a number is needed."""

    direct = frozenset({"sign", "cbrt"})

    def __init__(self) -> None:
        import sympy

        self._sympy = sympy
        functions = {
            name: name for name in "exp log sqrt floor re im arg erf gamma factorial sign cbrt".split()
        }
        functions |= {name: name for name in "sin cos tan sinh cosh tanh".split()} | _NAMES
        self._functions = {ours: vars(sympy)[theirs] for ours, theirs in functions.items()}
        self._functions["cbrt"] = lambda x: sympy.sign(x) * sympy.Abs(x) ** sympy.Rational(1, 3)

    def number(self, node: Number) -> Any:
        return self.rational(node.value)

    def rational(self, value: Fraction) -> Any:
        return self._sympy.Rational(value.numerator, value.denominator)

    def constant(self, name: str) -> Any:
        sympy = self._sympy
        return {"pi": sympy.pi, "e": sympy.E, "i": sympy.I, "inf": sympy.oo}.get(name, sympy.nan)

    def add(self, a: Any, b: Any) -> Any:
        return self._plain(a) + self._plain(b)

    def negative(self, a: Any) -> Any:
        return -self._plain(a)

    def multiply(self, a: Any, b: Any) -> Any:
        return self._plain(a) * self._plain(b)

    def divide(self, a: Any, b: Any) -> Any:
        return self._plain(a) / self._plain(b)

    def power(self, a: Any, b: Any) -> Any:
        base, exponent = self._plain(a), self._plain(b)
        if exponent.is_number and (exponent.is_real is False or abs(exponent.evalf(5)) > 10_000):
            raise MathsError("large", "This power is too large to be worked out.")
        return base**exponent

    def call(self, name: str, arguments: Sequence[Any]) -> Any:
        given = [self._plain(argument) for argument in arguments]
        if name in ("factorial", "gamma") and given[0].is_number and abs(given[0].evalf(5)) > 1000:
            raise MathsError("large", "This factorial is too large to be worked out.")
        return self._functions[name](*given)

    def program(self, function: Callable[..., object], arguments: Sequence[Any]) -> Any:
        raise unsupported("A function computed by a program")

    def compare(self, relation: str, a: Any, b: Any) -> Any:
        sympy = self._sympy
        if self._is_condition(a) and b == 0:
            return a if relation == "!=" else sympy.Not(a)
        relations = {
            "<": sympy.Lt,
            ">": sympy.Gt,
            "<=": sympy.Le,
            ">=": sympy.Ge,
            "==": sympy.Eq,
            "!=": sympy.Ne,
        }
        return relations[relation](self._plain(a), self._plain(b))

    def choose(self, condition: Any, value: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
        sympy = self._sympy
        holds = condition if self._is_condition(condition) else sympy.Ne(condition, 0)
        first, second = value(), otherwise()
        if self._is_condition(first) or self._is_condition(second):
            chosen, other = (
                part if self._is_condition(part) else sympy.Ne(part, 0) for part in (first, second)
            )
            return sympy.Or(sympy.And(holds, chosen), sympy.And(sympy.Not(holds), other))
        return sympy.Piecewise((first, holds), (second, True))

    def whole(self, lower: Any, upper: Any) -> tuple[int, int]:
        if not (lower.is_Integer and upper.is_Integer):
            raise unsupported("A sum with open bounds")
        return int(lower), int(upper)

    def member(self, family: Sequence[Any], index: Any) -> Any:
        raise unsupported("A family of variables")

    def _is_condition(self, value: Any) -> bool:
        kinds = self._sympy.logic.boolalg
        return isinstance(value, (self._sympy.Rel, kinds.BooleanFunction, kinds.BooleanAtom))

    def _plain(self, value: Any) -> Any:
        """A number; a condition counts 1 or 0."""
        return self._sympy.Piecewise((1, value), (0, True)) if self._is_condition(value) else value


def to_sympy(tree: Node, variables: Variables = ()) -> Any:
    """The formula as a SymPy expression; symbols are real unless `variables` says otherwise.

    Raises MathsError (code unsolved) for matrices, families and programs, (code large) for towers of powers.
    """
    import sympy

    declared = domains(variables)
    symbols = {name: sympy.Symbol(name, **_assumptions(declared.get(name))) for name in names(tree)}
    algebra = _SymPy()
    with limited():
        return algebra._plain(Evaluator[Any](algebra).value(tree, symbols))


def _assumptions(domain: object) -> dict[str, bool]:
    found = _ASSUMPTIONS.get(domain) if isinstance(domain, str) else None
    if (
        found is None
        and isinstance(domain, (list, tuple))
        and len(domain) == 2
        and not isinstance(domain[0], str)
    ):
        found = {"positive": True} if domain[0] >= 0 else {"negative": True} if domain[1] <= 0 else None
    return found or {"real": True}


def derivative(tree: Node, name: str, variables: Variables = (), seconds: float = SECONDS) -> Node:
    """The derivative as SymPy simplifies it. Raises MathsError (code unsolved) where it cannot finish."""
    import sympy

    expression = to_sympy(tree, variables)
    symbol = sympy.Symbol(name, **_assumptions(domains(variables).get(name)))
    with limited(seconds):
        return from_sympy(sympy.simplify(sympy.diff(expression, symbol)))


def limit(
    tree: Node, name: str, to: Node, side: str = "both", variables: Variables = (), seconds: float = SECONDS
) -> Node:
    """The limit of a formula as a variable goes to a value (a tree; the constant inf is allowed).

    `side` is "both", "left" or "right". The signs of the other variables are known from `variables`: the limit of
    x·σ(β·x) for β → ∞ is x where x is positive and 0 where it is negative.

    Raises MathsError (code undefined) where the two sides differ, (code unsolved) where SymPy finds no limit.
    """
    import sympy

    expression = to_sympy(tree, variables)
    symbol = sympy.Symbol(name, **_assumptions(domains(variables).get(name)))
    target = to_sympy(to, variables)
    directions = {"left": ["-"], "right": ["+"], "both": ["-", "+"]}[side]
    if target in (sympy.oo, -sympy.oo):
        directions = ["-"]
    with limited(seconds):
        found = [_one_limit(expression, symbol, target, direction) for direction in directions]
        if len(found) == 2 and found[0] != found[1] and sympy.simplify(found[0] - found[1]) != 0:
            raise MathsError("undefined", "The limits from the left and from the right differ.")
        return from_sympy(sympy.simplify(found[0]))


def _one_limit(expression: Any, symbol: Any, target: Any, direction: str) -> Any:
    import sympy

    try:
        found = sympy.limit(expression, symbol, target, direction)
    except (NotImplementedError, ValueError, TypeError, RecursionError, AttributeError) as error:
        raise MathsError("unsolved", "No limit was found.") from error
    if found.has(sympy.Limit, sympy.AccumBounds, sympy.nan):
        raise MathsError("unsolved", "No limit was found.")
    return found
