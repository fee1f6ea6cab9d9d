"""A mixture of K logistic regressions: probabilities, likelihood, gradients and EM."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tutor.compute.descent.checks import Array, finite_array, real
from tutor.compute.mixture.logistic import log_sigmoid, log_sum_exp, sigmoid, weighted_logistic
from tutor.compute.mixture.network import Layer, Network

#: Probabilities typed with a few digits (0.333333 three times) may miss 1 by this much; they are rescaled.
_SLACK = 2e-6


@dataclass(frozen=True, eq=False)
class MixtureGradient:
    """The gradient of the negative log-likelihood, summed over the rows.

    Attributes:
        W: shape (K, d), −Σₙ rₙₖ (yₙ − σ(wₖᵀxₙ)) xₙ.
        logits: shape (K,), N·πₖ − Σₙ rₙₖ, with respect to a where π = softmax(a).
    """

    W: Array
    logits: Array


@dataclass(frozen=True, eq=False, init=False)
class MixtureOfLogistics:
    """K logistic regressions over d inputs, mixed with fixed probabilities.

    Args:
        pi: mixing probabilities, shape (K,): at least 0, with sum 1 (rescaled if rounding keeps it from that).
        W: weight vectors as rows, shape (K, d).

    Raises:
        ValueError: if pi is not a probability vector or W does not have a row for each of its entries.
    """

    pi: Array
    W: Array

    def __init__(self, pi: npt.ArrayLike, W: npt.ArrayLike) -> None:
        weights, rows = finite_array("pi", pi), finite_array("W", W)
        if weights.ndim != 1 or weights.size == 0:
            raise ValueError(f"pi must be a vector of at least one number, not of shape {weights.shape}.")
        if (weights < 0).any() or abs(weights.sum() - 1) > _SLACK:
            raise ValueError(f"pi must be at least 0 and sum to 1, but is {weights.tolist()}.")
        if rows.ndim != 2 or len(rows) != weights.size or rows.size == 0:
            raise ValueError(
                f"W must have shape ({weights.size}, d), one row for each of pi, not {rows.shape}."
            )
        weights = weights / weights.sum()
        for array in (weights, rows):
            array.setflags(write=False)
        object.__setattr__(self, "pi", weights)
        object.__setattr__(self, "W", rows)

    def preactivation(self, X: npt.ArrayLike) -> Array:
        """What enters each hidden unit, wₖᵀx, shape (..., K).

        Raises:
            ValueError: if X does not have d columns, or a product leaves float64.
        """
        rows = finite_array("X", X)
        if rows.ndim == 0 or rows.shape[-1] != self.W.shape[1]:
            raise ValueError(f"X must have {self.W.shape[1]} columns, but its shape is {rows.shape}.")
        with np.errstate(all="ignore"):
            z = np.asarray(rows @ self.W.T)
        if not np.isfinite(z).all():
            raise ValueError("X must keep every product with W within the range of float64.")
        return z

    def hidden(self, X: npt.ArrayLike) -> Array:
        """What each expert says, σ(wₖᵀx), shape (..., K)."""
        return sigmoid(self.preactivation(X))

    def probability(self, X: npt.ArrayLike) -> Array:
        """p(y = 1 | x) = Σₖ πₖ σ(wₖᵀx), shape (...); a number for one row."""
        return np.minimum(self.hidden(X) @ self.pi, 1.0)  # rounding may lift a sum of ones above 1

    def _log_joint(self, X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
        """The log of p(y, z = k | x) = πₖ σ(±wₖᵀx), shape (..., K); −∞ for an expert with πₖ = 0."""
        z = self.preactivation(X)
        side = _sides(y, z.shape[:-1])
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(self.pi) + log_sigmoid(side[..., np.newaxis] * z))

    def log_likelihood(self, X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
        """The log of p(y | x) for each row, shape (...); exact where the probability itself underflows.

        logsumexp over k of log πₖ + log σ(±wₖᵀx), with + for y = 1 and − for y = 0.
        """
        return log_sum_exp(self._log_joint(X, y))

    def nll(self, X: npt.ArrayLike, y: npt.ArrayLike) -> float:
        """The negative log-likelihood −Σₙ log p(yₙ | xₙ), summed over the rows."""
        return -float(self.log_likelihood(X, y).sum())

    def responsibilities(self, X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
        """How probable each expert is once y is known, p(z = k | x, y), shape (..., K); a row sums to 1."""
        joint = self._log_joint(X, y)
        return np.asarray(np.exp(joint - log_sum_exp(joint)[..., np.newaxis]))

    def gradient(self, X: npt.ArrayLike, y: npt.ArrayLike) -> MixtureGradient:
        """The gradient of `nll`: by the weight vectors, and by the logits a where π = softmax(a)."""
        rows, side = self._rows(X, y)
        r = self.responsibilities(X, y).reshape(-1, len(self.pi))
        residual = side * sigmoid(-side * self.preactivation(rows))  # y − σ(z), exact where σ(z) rounds to y
        return MixtureGradient(W=-(r * residual).T @ rows, logits=len(r) * self.pi - r.sum(axis=0))

    def _rows(self, X: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Array, Array]:
        """The rows as (N, d), and their labels as +1 or −1 of shape (N, 1)."""
        shape = self.preactivation(X).shape[:-1]
        return finite_array("X", X).reshape(-1, self.W.shape[1]), _sides(y, shape).reshape(-1, 1)

    def input_gradient(self, X: npt.ArrayLike) -> Array:
        """How p(y = 1 | x) changes with x: Σₖ πₖ σₖ(1 − σₖ) wₖ, in the shape of X."""
        z = self.preactivation(X)
        return np.asarray((self.pi * sigmoid(z) * sigmoid(-z)) @ self.W)

    def objective(self, X: npt.ArrayLike, y: npt.ArrayLike, ridge: float = 0.0) -> float:
        """What EM lowers: `nll` + ridge/2 · ‖W‖²."""
        return self.nll(X, y) + _ridge(ridge) / 2 * float((self.W * self.W).sum())

    def em_step(self, X: npt.ArrayLike, y: npt.ArrayLike, ridge: float = 0.0) -> MixtureOfLogistics:
        """One step of expectation maximisation, which never raises `objective`.

        E: responsibilities r. M: πₖ = mean of rₙₖ, and wₖ the one minimum of the logistic loss weighted by r,
        Σₙ rₙₖ log(1 + exp(∓wₖᵀxₙ)) + ridge/2 · ‖wₖ‖², found by Newton's method; without a ridge, where several
        w are equally good, the shortest.

        Raises:
            ValueError: if ridge is 0 and a plane parts an expert's ones from its zeros: its w would grow for ever
                (Albert and Anderson 1984). Any ridge above 0 has an answer.
        """
        penalty = _ridge(ridge)
        rows, side = self._rows(X, y)
        if len(rows) == 0:
            raise ValueError("X must have at least one row for an EM step.")
        r = self.responsibilities(X, y).reshape(-1, len(self.pi))
        W = [weighted_logistic(side * rows, weight, penalty) for weight in r.T]
        return MixtureOfLogistics(r.mean(axis=0), np.array(W))

    def as_network(self) -> Network:
        """The same function as a network: Linear(d, K) without bias, Sigmoid, Linear(K, 1) without bias, Identity.

        The first weight is W, the second is π as a row; the output is not squeezed again.
        """
        K, d = self.W.shape
        return Network(
            (
                Layer("Linear", d, K, self.W),
                Layer("Sigmoid", K, K),
                Layer("Linear", K, 1, self.pi[np.newaxis]),
                Layer("Identity", 1, 1),
            )
        )


def _sides(y: npt.ArrayLike, shape: tuple[int, ...]) -> Array:
    """The labels of rows of this shape as +1 (for 1) and −1 (for 0)."""
    labels = finite_array("y", y)
    if labels.shape not in ((), shape):
        raise ValueError(f"y must hold one label for each row, shape {shape}, not {labels.shape}.")
    if not np.isin(labels, (0, 1)).all():
        raise ValueError("y must hold labels 0 and 1 alone.")
    return np.broadcast_to(2 * labels - 1, shape)


def _ridge(given: float) -> float:
    if real("ridge", given) < 0:
        raise ValueError(f"ridge must not be negative, but is {given}.")
    return float(given)
