"""The inputs of question 3, read, with what follows from them at once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor.compute.information import entropy
from tutor.compute.mixture import MixtureOfLogistics
from tutor.explore.explorer import InputFault
from tutor.explore.format import count, number

Array: TypeAlias = NDArray[np.float64]

MOST = 6
"""Experts and coordinates that fit a screen; there are as many colours."""
REACH = 5.0
"""How far the pictures walk to either side."""
_LEVEL = 1e-12
"""An expert whose w_k·u is smaller than this, relative to its terms, does not change along u."""


@dataclass(frozen=True, eq=False)
class Setting:
    """A mixture, a point x + t·u on a line, and the label seen there."""

    mixture: MixtureOfLogistics
    start: Array
    direction: Array
    t: float
    y: int

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Setting:
        """Return the setting that the read inputs describe; raise InputFault where they clash."""
        pi, rows, x, u = (np.array(values[name], dtype=np.float64) for name in ("pi", "w", "x", "u"))
        if len(rows) != len(pi):
            has = count(len(rows), "row")
            raise InputFault("w", f"has {has}, but π has {count(len(pi), 'number')}: one row for each")
        for name, given in (("x", x), ("u", u)):
            if len(given) != rows.shape[1]:
                has = count(len(given), "number")
                raise InputFault(name, f"has {has}, but a row of W has {rows.shape[1]}")
        if not u.any():
            raise InputFault("u", "is 0 and leads nowhere")
        try:
            mixture = MixtureOfLogistics(pi, rows)
        except ValueError:
            raise InputFault("pi", f"must sum to 1, but sums to {number(pi.sum(), 7)}") from None
        return cls(mixture, x, u, values["t"], values["y"])

    @property
    def K(self) -> int:
        """How many experts there are."""
        return len(self.pi)

    @property
    def d(self) -> int:
        """How many coordinates an input has."""
        return len(self.start)

    @property
    def pi(self) -> Array:
        """How often each expert is picked, shape (K,)."""
        return self.mixture.pi

    # At the point

    @cached_property
    def x(self) -> Array:
        """The point, shape (d,)."""
        return np.asarray(self.start + self.t * self.direction)

    @cached_property
    def inner(self) -> Array:
        """What enters each hidden unit, w_k·x, shape (K,)."""
        return self.mixture.preactivation(self.x)

    @cached_property
    def hidden(self) -> Array:
        """What each expert says, σ(w_k·x), shape (K,)."""
        return self.mixture.hidden(self.x)

    @cached_property
    def unhidden(self) -> Array:
        """1 − σ(w_k·x), exact also where it is tiny: without biases it is what the expert says at −x."""
        return self.mixture.hidden(-self.x)

    @cached_property
    def p(self) -> float:
        """The probability of a 1."""
        return float(self.mixture.probability(self.x))

    @cached_property
    def q(self) -> float:
        """The probability of a 0, exact also where it is tiny."""
        return float(self.mixture.probability(-self.x))

    @property
    def seen(self) -> tuple[Array, float]:
        """The probability of the label seen: from each expert, and from the mixture."""
        return (self.hidden, self.p) if self.y else (self.unhidden, self.q)

    @cached_property
    def nll(self) -> float:
        """The negative log-likelihood of the label seen, in nats."""
        other = self.q if self.y else self.p
        return -math.log1p(-other) if other < 0.5 else self.mixture.nll(self.x, self.y)

    @cached_property
    def responsibilities(self) -> Array:
        """How probable each expert is once the label is known, shape (K,)."""
        return self.mixture.responsibilities(self.x, self.y)

    # Without the hidden σ

    @cached_property
    def mean_weights(self) -> Array:
        """Σ π_k w_k, the one unit that all experts melt into without σ, shape (d,)."""
        return np.asarray(self.pi @ self.mixture.W)

    @property
    def mean_inner(self) -> float:
        """Σ π_k w_k·x; what only rounding leaves of a sum that cancels is 0."""
        terms = self.pi * self.inner
        return float(terms.sum()) if abs(terms.sum()) > _LEVEL * np.abs(terms).sum() else 0.0

    # Along the line

    @cached_property
    def walk(self) -> Array:
        """Values of t to either side of x, and beyond it where x lies far out."""
        reach = max(REACH, 1.25 * abs(self.t))
        return np.linspace(-reach, reach, 241)

    @cached_property
    def line(self) -> Array:
        """The points of the line at those t, shape (len(walk), d)."""
        return np.asarray(self.start + self.walk[:, np.newaxis] * self.direction)

    @cached_property
    def sides(self) -> Array:
        """Where each expert goes along u: 1 up to 1, −1 down to 0, and 0 nowhere, shape (K,)."""
        terms = self.mixture.W * self.direction
        slopes = terms.sum(axis=1)
        return np.where(np.abs(slopes) > _LEVEL * np.abs(terms).sum(axis=1), np.sign(slopes), 0)

    @cached_property
    def far(self) -> tuple[float, float]:
        """What p tends to far along −u and far along u.

        An expert that rises along u ends at 1 and counts with π_k; one that does not change keeps π_k σ(w_k·x).
        """
        sides = self.sides
        left, right = (self.pi @ np.where(side == 0, self.hidden, side > 0) for side in (-sides, sides))
        return min(float(left), 1.0), min(float(right), 1.0)

    def uncertainty(self, points: Array) -> tuple[Array, Array, Array]:
        """Return the entropy of y at points (..., d) in nats: all of it, the experts' noise, and which expert.

        H(p) = Σ π_k H(σ_k) + I(z; y | x).
        """
        total = np.asarray(entropy(self.mixture.probability(points)))
        noise = np.asarray(entropy(self.mixture.hidden(points))) @ self.pi
        return total, noise, np.maximum(total - noise, 0.0)
