"""Formulas over numpy arrays of points: complex for the search of sample points, real for plots."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.maths.budget import Limit
from tutor.maths.definitions import Functions
from tutor.maths.errors import MathsError
from tutor.maths.evaluator import Algebra, Evaluator
from tutor.maths.rationals import called
from tutor.maths.traverse import walk
from tutor.maths.tree import Name, Node, Number

Array = NDArray[Any]
"""Of float64 or complex128."""

_BOTH: dict[str, Callable[[Array], Array]] = {
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "arcsin": np.arcsin,
    "arccos": np.arccos,
    "arctan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "arsinh": np.arcsinh,
    "arcosh": np.arccosh,
    "artanh": np.arctanh,
    "re": np.real,
    "im": np.imag,
    "conj": np.conj,
    "arg": np.angle,
}
_REAL: dict[str, Callable[[Array], Array]] = {"floor": np.floor, "ceil": np.ceil}
_RELATIONS: dict[str, Callable[[Array, Array], NDArray[np.bool_]]] = {
    "<": np.less,
    ">": np.greater,
    "<=": np.less_equal,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
_STABLE: dict[str, Callable[[Array], Array]] = {
    "softplus": lambda x: np.logaddexp(0.0, x),
    "logsigmoid": lambda x: -np.logaddexp(0.0, -x),
    "log1p": np.log1p,
    "expm1": np.expm1,
}
"""Computed without overflow or cancellation where only real numbers are wanted."""

_BRANCHED = frozenset({"log", "sqrt"})
_CUT_ABOVE_ONE = frozenset({"arcsin", "arccos", "artanh"})
"""Beyond 1 on the real axis numpy takes the value from above the cut, and mathematics the one from below."""

_ALMOST_REAL = 1e-9


def _gamma(value: float) -> float:
    try:
        return math.gamma(value)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.nan


_ERF = np.vectorize(math.erf, otypes=[float])
_GAMMA = np.vectorize(_gamma, otypes=[float])


class _Arrays:
    """Numpy's numbers. `branches` collects which branch each point took at each piecewise node."""

    def __init__(self, real: bool, branches: list[NDArray[np.int8]] | None) -> None:
        self._type = np.float64 if real else np.complex128
        self._is_real = real
        self.direct = frozenset(_STABLE) if real else frozenset[str]()
        self._branches = branches

    def number(self, node: Number) -> Array:
        return self.rational(node.value)

    def rational(self, value: Fraction) -> Array:
        try:
            return np.asarray(float(value), dtype=self._type)
        except OverflowError:
            return np.asarray(math.inf, dtype=self._type)

    def constant(self, name: str) -> Array:
        values = {"pi": math.pi, "e": math.e, "inf": math.inf, "i": math.nan if self._is_real else 1j}
        return np.asarray(values.get(name, math.nan), dtype=self._type)

    def add(self, a: Array, b: Array) -> Array:
        return a + b

    def negative(self, a: Array) -> Array:
        return self._clean(-a)

    def multiply(self, a: Array, b: Array) -> Array:
        return self._clean(a * b)

    def divide(self, a: Array, b: Array) -> Array:
        return self._clean(a / b)

    def power(self, a: Array, b: Array) -> Array:
        if self._branches is not None and np.any(b != np.round(np.real(b))):
            self._note_argument(a)
        return self._clean(np.power(a, b))

    def call(self, name: str, arguments: Sequence[Array]) -> Array:
        if name in ("max", "min"):
            return self._extreme(name, arguments)
        argument = arguments[0]
        if len(arguments) == 2:
            return self.divide(*(self.call(name, [part]) for part in arguments))
        if name == "abs":
            self._note(np.real(argument) > 0)
            return self._typed(np.abs(argument))
        if name in self.direct:
            return _STABLE[name](argument)
        if name in _BRANCHED:
            self._note_argument(argument)
        if name in _CUT_ABOVE_ONE and not self._is_real:
            values = _BOTH[name](argument)
            return self._clean(np.where((argument.imag == 0) & (argument.real > 1), np.conj(values), values))
        if name in _BOTH:
            return self._clean(self._typed(_BOTH[name](argument)))
        real = self._real(argument)
        if name in _REAL:
            rounded = _REAL[name](real)
            self._note(np.clip(np.nan_to_num(rounded), -3, 3))
            return self._typed(rounded)
        return self._typed(_ERF(real) if name == "erf" else _GAMMA(real + (name == "factorial")))

    def program(self, function: Callable[..., object], arguments: Sequence[Array]) -> Array:
        def at(*point: float) -> float:
            given = [int(x) if float(x).is_integer() else float(x) for x in point]
            return float(called(function, given))  # type: ignore[arg-type]

        return self._typed(
            np.vectorize(at, otypes=[float])(*(self._real(argument) for argument in arguments))
        )

    def compare(self, relation: str, a: Array, b: Array) -> Array:
        if relation in ("==", "!="):
            holds = _RELATIONS[relation](a, b)
            known = ~(np.isnan(a) | np.isnan(b))
        else:
            left, right = self._real(a), self._real(b)
            holds = _RELATIONS[relation](left, right)
            known = ~(np.isnan(left) | np.isnan(right))
        self._note(holds)
        return self._typed(np.where(known, holds, np.nan))

    def choose(self, condition: Array, value: Callable[[], Array], otherwise: Callable[[], Array]) -> Array:
        chosen = np.where(condition != 0, value(), otherwise())
        return self._typed(np.where(np.isnan(condition), np.nan, chosen))

    def whole(self, lower: Array, upper: Array) -> tuple[int, int]:
        bounds = [np.unique(np.real(bound)) for bound in (lower, upper)]
        if any(
            len(bound) != 1 or not np.isfinite(bound[0]) or bound[0] != round(bound[0]) for bound in bounds
        ):
            raise MathsError("undefined", "A sum over arrays needs whole bounds, the same at every point.")
        return int(bounds[0][0]), int(bounds[1][0])

    def member(self, family: Sequence[Array], index: Array) -> Array:
        place = np.real(index).astype(int) - 1
        if np.any((place < 0) | (place >= len(family))):
            raise MathsError("undefined", f"There are only {len(family)} members.")
        if place.ndim == 0:
            return np.asarray(family[int(place)], dtype=self._type)
        members = np.broadcast_arrays(*(np.asarray(one, dtype=self._type) for one in family), place)[:-1]
        return np.choose(np.broadcast_to(place, members[0].shape), members)

    def _extreme(self, name: str, arguments: Sequence[Array]) -> Array:
        best = self._real(arguments[0])
        for argument in arguments[1:]:
            other = self._real(argument)
            self._note(other > best)
            best = np.maximum(best, other) if name == "max" else np.minimum(best, other)
        return self._typed(best)

    def _real(self, value: Array) -> NDArray[np.float64]:
        """The real part; NaN where the number is not real."""
        if not np.iscomplexobj(value):
            return value
        is_real = np.abs(value.imag) <= _ALMOST_REAL * np.abs(value)
        return np.where(is_real, value.real, np.nan)

    def _typed(self, value: ArrayLike) -> Array:
        return np.asarray(value, dtype=self._type)

    def _clean(self, value: Array) -> Array:
        """Without negative zeros, which would lead to the other side of a branch cut."""
        return value + 0.0

    def _note(self, branch: ArrayLike) -> None:
        if self._branches is not None:
            self._branches.append(np.asarray(branch).astype(np.int8))

    def _note_argument(self, value: Array) -> None:
        """On which side of the branch cut a number lies: right, negative real, above, below."""
        if self._branches is None:
            return
        is_real = np.abs(np.imag(value)) <= _ALMOST_REAL * np.abs(value)
        above = np.where(np.imag(value) > 0, 2, 3)
        self._note(np.where(is_real, np.real(value) < 0, above))


def evaluate(
    tree: Node,
    values: Mapping[str, ArrayLike | Sequence[ArrayLike]],
    *,
    functions: Functions | None = None,
    real: bool = False,
    branches: list[NDArray[np.int8]] | None = None,
    budget: Limit | None = None,
) -> Array:
    """The values of a formula at many points, elementwise.

    Args:
        tree: the formula.
        values: an array of points, or a number, for each variable; a sequence of them for a family.
        functions: the question's own functions.
        real: compute with real numbers (NaN where the value is not real) instead of complex ones.
        branches: a list to which every piecewise node appends which branch each point took.
        budget: what limits the processor time.

    Returns:
        An array of the common shape; NaN or infinite where the formula has no value.
    """
    kind = np.float64 if real else np.complex128
    numbers = {part.name for part in walk(tree) if isinstance(part, Name)}
    points = {name: _points(value, kind, name not in numbers) for name, value in values.items()}
    algebra = _Arrays(real, branches)
    with np.errstate(all="ignore"):
        result = Evaluator[Array](algebra, functions, budget).value(tree, points)
    shapes = [np.shape(value) for value in points.values() if isinstance(value, np.ndarray)]
    shape = np.broadcast_shapes(np.shape(result), *shapes)
    if branches is not None:
        branches[:] = [np.broadcast_to(branch, shape) for branch in branches]
    return np.array(np.broadcast_to(result, shape))


def _points(value: ArrayLike | Sequence[ArrayLike], kind: type, is_family: bool) -> Array | Sequence[Array]:
    if is_family and isinstance(value, (list, tuple)):
        return [np.asarray(member, dtype=kind) for member in value]
    return np.asarray(value, dtype=kind)


def real_arrays() -> Algebra[Array]:
    """The algebra of real arrays, NaN where there is no real value."""
    return _Arrays(True, None)


def function(
    tree: Node, names: Sequence[str], functions: Functions | None = None
) -> Callable[..., NDArray[np.float64]]:
    """The formula as a function of arrays, in the order of `names`: real, and NaN where it has no real value."""

    def values(*arrays: ArrayLike) -> NDArray[np.float64]:
        if len(arrays) != len(names):
            raise ValueError(
                f"arrays: {len(names)} are expected ({', '.join(names)}), and {len(arrays)} are given"
            )
        result = evaluate(tree, dict(zip(names, arrays, strict=True)), functions=functions, real=True)
        return np.asarray(result, dtype=np.float64)

    return values
