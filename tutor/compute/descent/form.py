"""The function ½vᵀAv + bᵀv + c: its values, its spectrum and its stationary point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tutor.compute.descent import checks
from tutor.compute.descent.checks import Array


@dataclass(frozen=True, eq=False, init=False)
class QuadraticForm:
    """The function f(v) = ½vᵀAv + bᵀv + c of d real variables.

    Args:
        A: symmetric matrix of shape (d, d); it is the Hessian of f everywhere.
        b: vector of shape (d,), or one number for all its entries.
        c: a number.

    Raises:
        ValueError: if A is not square, symmetric and finite, or b or c do not fit.

    An eigenvalue below d·ε·max|λ| in size, which rounding alone can make, counts as zero.
    """

    A: Array
    b: Array
    c: float

    def __init__(self, A: npt.ArrayLike, b: npt.ArrayLike = 0.0, c: float = 0.0) -> None:
        matrix = checks.symmetric_matrix("A", A)
        linear = checks.finite_array("b", b)
        if linear.ndim == 0:
            linear = np.full(len(matrix), linear)
        linear = checks.fitting("b", linear, len(matrix))
        for array in (matrix, linear):
            array.setflags(write=False)
        object.__setattr__(self, "A", matrix)
        object.__setattr__(self, "b", linear)
        object.__setattr__(self, "c", checks.real("c", c))

    @property
    def dimension(self) -> int:
        """The number d of variables."""
        return len(self.A)

    def value(self, v: npt.ArrayLike) -> Array | np.float64:
        """The value at v of shape (..., d), as an array of shape (...); a number for one point."""
        points = self._points(v)
        with np.errstate(over="ignore", invalid="ignore"):
            terms = ((points @ self.A) / 2 + self.b) * points
            total: Array | np.float64 = terms.sum(axis=-1) + self.c
        return total

    def gradient(self, v: npt.ArrayLike) -> Array:
        """∇f(v) = Av + b at v of shape (..., d), in the same shape."""
        with np.errstate(over="ignore", invalid="ignore"):
            return np.asarray(self._points(v) @ self.A + self.b)

    def _points(self, v: npt.ArrayLike) -> Array:
        try:
            points = np.asarray(v, dtype=np.float64)
        except (TypeError, ValueError) as fault:
            raise ValueError("v must be made of real numbers, with rows of equal length.") from fault
        if points.ndim == 0 or points.shape[-1] != self.dimension:
            raise ValueError(f"v must have a last axis of {self.dimension}, but its shape is {points.shape}.")
        return points

    @cached_property
    def _spectrum(self) -> tuple[Array, Array]:
        values, vectors = np.linalg.eigh(self.A)
        noise = self.dimension * np.finfo(np.float64).eps * np.abs(values).max()
        values = np.where(np.abs(values) <= noise, 0.0, values)
        longest = vectors[np.abs(vectors).argmax(axis=0), np.arange(self.dimension)]
        vectors = vectors * np.sign(longest)  # the same picture on every machine
        for array in (values, vectors):
            array.setflags(write=False)
        return values, vectors

    @property
    def eigenvalues(self) -> Array:
        """The eigenvalues of A in ascending order, shape (d,)."""
        return self._spectrum[0]

    @property
    def eigenvectors(self) -> Array:
        """Orthonormal eigenvectors as columns, shape (d, d), ordered as `eigenvalues`, largest entry > 0."""
        return self._spectrum[1]

    @property
    def trace(self) -> float:
        """The sum of the eigenvalues."""
        return float(np.trace(self.A))

    @property
    def det(self) -> float:
        """The product of the eigenvalues."""
        if self.dimension == 2:  # exact where the entries are: 4, not 3.9999999999999996
            return float(self.A[0, 0] * self.A[1, 1] - self.A[0, 1] * self.A[1, 0])
        return float(np.linalg.det(self.A))

    @cached_property
    def kind(self) -> str:
        """The stationary point: "minimum", "maximum", "saddle", or "degenerate" (a zero eigenvalue)."""
        eigenvalues = self.eigenvalues.tolist()
        low, high = eigenvalues[0], eigenvalues[-1]
        if 0 in eigenvalues:
            return "degenerate"
        if low > 0:
            return "minimum"
        return "maximum" if high < 0 else "saddle"

    @property
    def curvature(self) -> str:
        """One of "convex" (no negative eigenvalue), "concave" (no positive one) and "indefinite"."""
        low, high = self.eigenvalues[0], self.eigenvalues[-1]
        if low >= 0:
            return "convex"
        return "concave" if high <= 0 else "indefinite"

    @cached_property
    def stationary(self) -> Array | None:
        """The one point with ∇f = 0, −A⁻¹b of shape (d,); None where A is singular (or it overflows)."""
        if self.kind == "degenerate":
            return None
        with np.errstate(all="ignore"):
            solution = (
                np.asarray(np.linalg.solve(self.A, -self.b), dtype=np.float64) + 0.0
            )  # −0.0 becomes 0.0
        solution.setflags(write=False)
        return solution if np.isfinite(solution).all() else None

    @property
    def stationary_value(self) -> float | None:
        """The value at the stationary point."""
        return None if self.stationary is None else float(self.value(self.stationary))
