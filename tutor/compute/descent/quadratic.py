"""Gradient descent on a quadratic, in closed form: where it ends, how fast, with which step not at all."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tutor.compute.descent import checks, modes
from tutor.compute.descent.checks import Array
from tutor.compute.descent.form import QuadraticForm
from tutor.compute.descent.modes import Direction


@dataclass(frozen=True)
class Tuning:
    """A step size `lr` with a `momentum`, and the `rate` per step they reach (None where not promised)."""

    lr: float
    momentum: float
    rate: float | None = None


class Quadratic(QuadraticForm):
    """The function f(v) = ½vᵀAv + bᵀv + c of d real variables, and what gradient descent does on it.

    Args:
        A: symmetric matrix of shape (d, d); it is the Hessian of f everywhere.
        b: vector of shape (d,), or one number for all its entries.
        c: a number.

    Raises:
        ValueError: if A is not square, symmetric and finite, or b or c do not fit.

    What needs a minimum (`minimum` to `line_search_rate`, `heavy_ball`) is None unless every λ > 0.
    Convergence theory after Nocedal and Wright, Numerical Optimization, chapter 3, and Polyak 1964.
    """

    @property
    def minimum(self) -> Array | None:
        """The point of shape (d,) where f is least; None unless A is positive definite."""
        return self.stationary if self.kind == "minimum" else None

    @property
    def condition(self) -> float | None:
        """κ = λmax / λmin."""
        return self._highest / self._lowest if self.kind == "minimum" else None

    @property
    def stability_limit(self) -> float | None:
        """2 / λmax: descent converges from every start exactly for step sizes between 0 and this."""
        return self.step_limit()

    def step_limit(self, momentum: float = 0.0, nesterov: bool = False) -> float | None:
        """The limit with momentum: 2(1+μ)/λmax, Nesterov 2(1+μ)/((1+2μ)λmax); None unless 0 ≤ μ < 1."""
        checks.real("momentum", momentum)
        if self.kind != "minimum" or not 0 <= momentum < 1:
            return None
        return 2 * (1 + momentum) / (self._highest * (1 + 2 * momentum if nesterov else 1))

    @property
    def optimal_step(self) -> float | None:
        """2 / (λmin + λmax), the constant step size with the best rate."""
        return 2 / (self._lowest + self._highest) if self.kind == "minimum" else None

    @property
    def optimal_rate(self) -> float | None:
        """(κ − 1) / (κ + 1), the rate of `optimal_step`."""
        return None if self.condition is None else (self.condition - 1) / (self.condition + 1)

    @property
    def line_search_rate(self) -> float | None:
        """((κ − 1) / (κ + 1))², the worst factor of f − f_min per step of exact line search (Kantorovich)."""
        return None if self.optimal_rate is None else self.optimal_rate**2

    def heavy_ball(self) -> Tuning | None:
        """The best constant step and momentum: s = 4/(√λmin+√λmax)², μ = ((√κ−1)/(√κ+1))², rate √μ."""
        if self.kind != "minimum":
            return None
        low, high = math.sqrt(self._lowest), math.sqrt(self._highest)
        root = (high - low) / (high + low)
        return Tuning(4 / (low + high) / (low + high), root**2, root)

    def tuned(self, momentum: float = 0.0, nesterov: bool = False) -> Tuning | None:
        """The step size with the best rate for a given momentum, and that rate; None unless 0 ≤ μ < 1.

        A direction's radius grows with |1 + μ − sλ|, as the product of the two roots is μ whatever s is: the
        outermost two are equally far off at s = 2(1+μ)/(λmin+λmax). Other step sizes may do as well, where
        all directions spiral. In Nesterov's variant the flattest direction speeds up and the steepest slows
        down between 1/λmax and the limit; where they meet is found by bisection.
        """
        limit = self.step_limit(momentum, nesterov)
        if limit is None:
            return None
        s = 2 * (1 + momentum) / (self._lowest + self._highest)
        if nesterov and momentum:
            s = self._even_radii(1 / self._highest, limit, momentum)
        return Tuning(s, momentum, float(self.rate(s, momentum, nesterov)))

    def _even_radii(self, low: float, high: float, momentum: float) -> float:
        """The step size where Nesterov's radii in the flattest and the steepest direction are equal."""
        for _ in range(100):
            middle = (low + high) / 2
            factors = 1 - middle * self.eigenvalues[[0, -1]]
            flat, steep = modes.radius(factors, np.asarray(momentum), True)
            low, high = (middle, high) if flat > steep else (low, middle)
        return low

    def nesterov_strongly_convex(self) -> Tuning | None:
        """Nesterov's textbook choice for a strongly convex f: s = 1/λmax, μ = (√κ − 1)/(√κ + 1)."""
        if self.condition is None:
            return None
        root = math.sqrt(self.condition)
        return Tuning(1 / self._highest, (root - 1) / (root + 1))

    @property
    def _lowest(self) -> float:
        return float(self.eigenvalues[0])

    @property
    def _highest(self) -> float:
        return float(self.eigenvalues[-1])

    def _factors(self, steps: Array) -> Array:
        """The factors 1 − sλ, shape (..., d) for step sizes of shape (...)."""
        with np.errstate(over="ignore"):
            return 1 - steps[..., np.newaxis] * self.eigenvalues

    def directions(self, s: float, momentum: float = 0.0, nesterov: bool = False) -> tuple[Direction, ...]:
        """How the error moves along each eigenvector, in the order of `eigenvalues`, for one step size s."""
        weight = _momentum(checks.real("momentum", momentum))
        factors = self._factors(np.asarray(checks.real("s", s)))
        radii = modes.radius(factors, weight, nesterov)
        spirals = modes.spirals(factors, weight, nesterov)
        shapes = [None if weight else "alternating" if f < 0 else "monotone" for f in factors]
        return tuple(
            Direction(float(λ), float(f), float(r), bool(z), shape)
            for λ, f, r, z, shape in zip(self.eigenvalues, factors, radii, spirals, shapes, strict=True)
        )

    def rate(self, s: npt.ArrayLike, momentum: npt.ArrayLike = 0.0, nesterov: bool = False) -> float | Array:
        """The factor per step of the distance to the minimum in the long run: the largest of all radii.

        Without momentum it is max|1 − sλ|. `s` and `momentum` may be arrays that broadcast; the result has
        their shape, and is a float for two numbers.
        """
        steps, weights = np.broadcast_arrays(checks.finite_array("s", s), _momentum(momentum))
        largest = modes.radius(self._factors(steps), weights[..., np.newaxis], nesterov).max(axis=-1)
        return largest if largest.ndim else float(largest)

    def regime(self, s: float, momentum: float = 0.0, nesterov: bool = False) -> str:
        """One of "converges" (rate below 1), "diverges" (above 1) and "marginal" (1, up to rounding)."""
        rate = float(self.rate(checks.real("s", s), checks.real("momentum", momentum), nesterov))
        if abs(rate - 1) <= modes.MARGIN:
            return "marginal"
        return "converges" if rate < 1 else "diverges"

    def steps_to(self, s: float, tol: float, momentum: float = 0.0, nesterov: bool = False) -> float:
        """Smallest whole t with rate^t ≤ tol: steps to shrink the distance by tol; `math.inf` if never.

        Raises:
            ValueError: if tol is not above 0.
        """
        if checks.real("tol", tol) <= 0:
            raise ValueError(f"tol must be above 0, but is {tol}.")
        rate = float(self.rate(checks.real("s", s), checks.real("momentum", momentum), nesterov))
        return modes.steps_until(rate, tol)

    def trajectory(self, start: npt.ArrayLike, step: float, steps: int) -> Array:
        """The points of plain gradient descent, shape (steps + 1, d), without running it.

        Along each eigenvector the error is (1 − sλ)^t times the first one; where λ = 0 the gradient is
        constant and the point drifts. Nothing need converge: a coordinate beyond float64 becomes infinite.
        """
        origin = checks.point("start", start, self.dimension)
        time = np.arange(checks.count("steps", steps) + 1)[:, np.newaxis]
        s = np.asarray(checks.real("step", step))
        with np.errstate(all="ignore"):
            centre, drift = self._centre_and_drift()
            error = self.eigenvectors.T @ origin - centre
            components = centre + _decay(self._factors(s), error, time) - s * drift * time
            shares = self.eigenvectors * components[:, np.newaxis, :]
            shares[:, self.eigenvectors == 0] = 0.0  # a direction that takes no part, though it be infinite
            points = shares.sum(axis=-1)
        points[np.isnan(points)] = math.inf  # two infinite directions against each other
        points[0] = origin
        return np.asarray(points)

    def _centre_and_drift(self) -> tuple[Array, Array]:
        """In eigencoordinates: where the slope vanishes, and the constant slope where λ = 0."""
        flat = self.eigenvalues == 0
        slopes = self.eigenvectors.T @ self.b
        if self.stationary is not None:
            return self.eigenvectors.T @ self.stationary, 0 * slopes
        return np.where(flat, 0, -slopes / np.where(flat, 1, self.eigenvalues)), np.where(flat, slopes, 0)

    def sweep(
        self,
        start: npt.ArrayLike,
        steps: int,
        step_sizes: npt.ArrayLike,
        momentum: float = 0.0,
        nesterov: bool = False,
    ) -> Array:
        """Distance to the minimum after `steps` steps, for every step size at once.

        Returns an array of the shape of `step_sizes`: ‖diag((1 − sλ)^T) Qᵀ(start − minimum)‖, infinite once
        its square leaves float64. On a saddle or a maximum the distance is to the stationary point. With
        momentum, (1 − sλ)^T gives way to what the recurrence of `modes` leaves of each part of the error.

        Raises:
            ValueError: if A is singular, so that there is no one point to measure from.
        """
        if self.stationary is None:
            raise ValueError("A must be invertible for a sweep: there is no single stationary point.")
        sizes = checks.finite_array("step_sizes", step_sizes)
        total = checks.count("steps", steps)
        weight = float(_momentum(checks.real("momentum", momentum)))
        with np.errstate(all="ignore"):
            error = self.eigenvectors.T @ (checks.point("start", start, self.dimension) - self.stationary)
            part = error != 0  # a direction without error keeps none, though its factor be infinite
            factors = 1 - np.multiply.outer(self.eigenvalues[part], sizes)
            left = modes.remaining(factors, weight, nesterov, total) if weight else _power(factors, total)
            components = (left.T * error[part]).T
            return np.asarray(np.sqrt((components * components).sum(axis=0)))


def _momentum(given: npt.ArrayLike) -> Array:
    """The momentum as an array; PyTorch refuses a negative one, and so do we."""
    weights = checks.finite_array("momentum", given)
    if (weights < 0).any():
        raise ValueError("momentum must not be negative.")
    return weights


def _decay(factor: Array, error: Array, time: npt.NDArray[np.int_]) -> Array:
    """The product error · factor^time, where an error of zero stays zero however large the power."""
    return np.where(error == 0, 0.0, error * np.power(factor, time))


def _power(base: Array, exponent: int) -> Array:
    """Every base to one whole power, by repeated squaring: for large powers much quicker than `np.power`."""
    result = np.ones_like(base)
    while exponent:
        if exponent & 1:
            result *= base
        exponent >>= 1
        base = base * base
    return result
