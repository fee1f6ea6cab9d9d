"""Where the gradient of a formula vanishes: exactly for polynomials (with SymPy), numerically for the rest."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.maths.arrays import function
from tutor.maths.calculus import gradient, hessian
from tutor.maths.errors import MathsError
from tutor.maths.symbolic import from_sympy, limited, to_sympy
from tutor.maths.tree import Node

SECONDS = 3.0
MOST_DEGREE = 8
"""Of the gradient's components; beyond, the search is numerical."""

_CLOSE = 1e-6
_SAME = 1e-5
_STARTS = 13
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class StationaryPoint:
    """A point where the gradient is zero; `exact` is None where it is only known as floats.

    `kind` is minimum, maximum, saddle, or flat where a curvature is zero and nothing follows from the Hessian.
    """

    values: tuple[float, ...]
    exact: tuple[Node, ...] | None
    height: float
    eigenvalues: tuple[float, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class StationaryPoints:
    """All that were found; `complete` says that there are no others, `note` says what else is to be known."""

    points: tuple[StationaryPoint, ...]
    complete: bool
    note: str = ""


class _Surface:
    """A formula with its gradient and Hessian as functions of points."""

    def __init__(self, tree: Node, variables: Sequence[str]) -> None:
        self.tree = tree
        self.variables = tuple(variables)
        self.slopes = gradient(tree, variables)
        self._height = function(tree, variables)
        self._slopes = [function(slope, variables) for slope in self.slopes]
        self._curves = [[function(entry, variables) for entry in row] for row in hessian(tree, variables)]

    def height(self, point: NDArray[np.float64]) -> float:
        return float(self._height(*point))

    def slope(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """The gradient at points of shape (count, variables)."""
        return np.stack([slope(*points.T) for slope in self._slopes], axis=-1)

    def curvature(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """The Hessian at points of shape (count, variables)."""
        return np.stack([np.stack([entry(*points.T) for entry in row], -1) for row in self._curves], -2)


def stationary_points(
    tree: Node, variables: Sequence[str] = ("x", "y"), *, half_width: float = 6.0, seconds: float = SECONDS
) -> StationaryPoints:
    """The points where the gradient vanishes, lowest first.

    A polynomial is solved completely with a Gröbner basis; where that does not end in `seconds`, and for other
    formulas, Newton's method starts from a grid over [−half_width, half_width] and finds what it finds.

    Raises MathsError where the derivatives are not known.
    """
    surface = _Surface(tree, variables)
    try:
        with limited(seconds):
            solved = _solved(surface)
    except MathsError as error:
        if error.code not in ("unsolved", "large"):
            raise
        solved = None
    if solved is not None:
        return solved
    found = [_classified(surface, point, None) for point in _searched(surface, half_width)]
    note = f"Found numerically between {-half_width:g} and {half_width:g}; there may be others."
    return StationaryPoints(tuple(sorted(found, key=lambda point: point.height)), False, note)


def _solved(surface: _Surface) -> StationaryPoints | None:
    """All stationary points of a polynomial; None for anything else."""
    import sympy

    symbols = [sympy.Symbol(name, real=True) for name in surface.variables]
    slopes = [to_sympy(slope) for slope in surface.slopes]
    if not all(slope.is_polynomial(*symbols) for slope in slopes):
        return None
    polynomials = [sympy.Poly(slope, *symbols, domain="QQ") for slope in slopes if slope != 0]
    if any(polynomial.total_degree() > MOST_DEGREE for polynomial in polynomials):
        return None
    if any(polynomial.is_ground for polynomial in polynomials):
        return StationaryPoints((), True, "The gradient is never zero.")
    basis = sympy.groebner(polynomials, *symbols, order="lex") if polynomials else None
    if basis is None or (not basis.is_zero_dimensional and basis.exprs != [1]):
        return StationaryPoints((), False, "The gradient vanishes along whole lines, not at single points.")
    points = [_located(surface, point) for point in _roots(list(basis.exprs), symbols)]
    return StationaryPoints(tuple(sorted(points, key=lambda point: point.height)), True)


def _located(surface: _Surface, point: Sequence[Any]) -> StationaryPoint:
    values = np.array([float(value) for value in point])
    return _classified(surface, values, _trees(point))


def _trees(point: Sequence[Any]) -> tuple[Node, ...] | None:
    """A point as trees, where its coordinates are numbers or roots that can be written down."""
    import sympy

    if any(value.has(sympy.CRootOf, sympy.Float) for value in point):
        return None
    return tuple(from_sympy(value) for value in point)


def _roots(basis: list[Any], symbols: list[Any]) -> Iterator[list[Any]]:
    """The real points of a lexicographic basis, from its last variable upwards."""
    import sympy

    if not symbols:
        yield []
        return
    *above, last = symbols
    own = [expression for expression in basis if expression != 0 and expression.free_symbols <= {last}]
    rest = [expression for expression in basis if not expression.free_symbols <= {last}]
    for value in _common_roots(own, last):
        lower = [sympy.expand(expression.subs(last, value)) for expression in rest]
        for point in _roots([expression for expression in lower if not _is_zero(expression)], above):
            yield [*point, value]


def _common_roots(expressions: list[Any], symbol: Any) -> Iterable[Any]:
    """The real numbers where all the expressions in one symbol are zero."""
    import sympy

    simplest = min(expressions, key=lambda expression: sympy.degree(expression, symbol))
    for root in _real_roots(simplest, symbol):
        if all(
            _is_zero(expression.subs(symbol, root))
            for expression in expressions
            if expression is not simplest
        ):
            yield root


def _real_roots(expression: Any, symbol: Any) -> list[Any]:
    import sympy

    polynomial = sympy.Poly(expression, symbol)
    if polynomial.degree() == 1:
        slope, constant = polynomial.all_coeffs()
        return [sympy.radsimp(sympy.simplify(-constant / slope))]
    if polynomial.domain.is_QQ or polynomial.domain.is_ZZ:
        roots = sympy.real_roots(polynomial, multiple=False)
        return [root if not root.has(sympy.CRootOf) else root.evalf(30) for root, _ in roots]
    found = np.roots([complex(coefficient) for coefficient in polynomial.all_coeffs()])
    return [sympy.Float(root.real, 17) for root in found if abs(root.imag) < _CLOSE]


def _is_zero(expression: Any) -> bool:
    if expression.free_symbols:
        return False
    return bool(abs(expression.evalf(30)) < _CLOSE)


def _searched(surface: _Surface, half_width: float) -> list[NDArray[np.float64]]:
    """Newton's method from a grid of starts; each point found once."""
    axis = np.linspace(-half_width, half_width, _STARTS)
    points = np.array(list(itertools.product(axis, repeat=len(surface.variables))))
    with np.errstate(all="ignore"):
        for _ in range(_ROUNDS):
            points = points - _steps(surface, points)
        slopes = surface.slope(points)
        curves = np.abs(surface.curvature(points)).max(axis=(1, 2))
    inside = np.all(np.abs(points) <= half_width, axis=1) & (np.max(np.abs(slopes), axis=1) < 1e-9)
    inside &= curves > 1e-6 * np.nanmax(np.where(np.isfinite(curves), curves, 0.0), initial=0.0)
    found: list[NDArray[np.float64]] = []
    for point in points[inside]:
        if all(np.max(np.abs(point - other)) > _SAME for other in found):
            found.append(_rounded(surface, point))
    return found


def _steps(surface: _Surface, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Newton's step at every point, at most 1 long; nothing where the Hessian is singular."""
    slopes, curves = surface.slope(points), surface.curvature(points)
    usable = np.asarray(np.isfinite(slopes).all(axis=1) & np.isfinite(curves).all(axis=(1, 2)))
    determinants = np.atleast_1d(np.asarray(np.linalg.det(np.where(usable[:, None, None], curves, 0.0))))
    usable = np.logical_and(usable, np.abs(determinants) > 1e-14)
    steps = np.zeros_like(points)
    if usable.any():
        steps[usable] = np.linalg.solve(curves[usable], slopes[usable][..., None])[..., 0]
    lengths = np.linalg.norm(steps, axis=1, keepdims=True)
    return np.asarray(steps / np.maximum(lengths, 1.0))


def _rounded(surface: _Surface, point: NDArray[np.float64]) -> NDArray[np.float64]:
    """The round point beside what was found, where the gradient is as small there."""
    candidate = np.round(point, 6) + 0.0
    slopes = np.abs(surface.slope(np.stack([point, candidate]))).max(axis=1)
    return candidate if slopes[1] <= max(slopes[0], 1e-12) else point


def _classified(
    surface: _Surface, point: NDArray[np.float64], exact: tuple[Node, ...] | None
) -> StationaryPoint:
    eigenvalues = np.linalg.eigvalsh(surface.curvature(point[None])[0])
    flat = np.abs(eigenvalues).max() * 1e-9 + 1e-12
    if np.any(np.abs(eigenvalues) <= flat):
        kind = "flat" if np.all(eigenvalues >= -flat) or np.all(eigenvalues <= flat) else "saddle"
    else:
        kind = "minimum" if np.all(eigenvalues > 0) else "maximum" if np.all(eigenvalues < 0) else "saddle"
    values = tuple(float(value) for value in point)
    return StationaryPoint(
        values, exact, surface.height(point), tuple(float(value) for value in eigenvalues), kind
    )
