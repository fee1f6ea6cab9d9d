"""Entropy, cross-entropy and divergence of yes/no distributions, element by element.

P is Bernoulli(x) with x = `target`, Q is Bernoulli(p) with p = `prediction`. Conventions: 0·log 0 = 0, and a
cross-entropy is infinite where Q excludes what P allows. Natural logarithms (nats) unless unit="bits".
ce(P, Q) = H(P) + KL(P‖Q) (Cover & Thomas, Elements of Information Theory, ch. 2).
"""

import numpy as np
from numpy.typing import ArrayLike

from tutor.compute.information.domain import (
    Array,
    Result,
    fit_together,
    numbers,
    per_unit,
    plain,
    probabilities,
)
from tutor.compute.information.terms import cross_term, divergence_term, log_complement, log_prediction


def cross_entropy(target: ArrayLike, prediction: ArrayLike, *, unit: str = "nats") -> Result:
    """−x log p − (1 − x) log(1 − p): the expected cost of coding P with Q's code; at least H(P).

    Args:
        target: x, the true probability of a 1, in [0, 1]; any shape.
        prediction: p, the predicted one, in [0, 1]; any shape that broadcasts with it.
        unit: "nats" or "bits".

    Returns:
        A float for two numbers, else an array of the broadcast shape; ∞ where p excludes what x allows.

    Raises:
        ValueError: a number outside [0, 1], shapes that do not fit, or an unknown unit.
    """
    x, p = _pair(target, prediction)
    return plain(_cross(x, p), per_unit(unit))


def entropy(target: ArrayLike, *, unit: str = "nats") -> Result:
    """−x log x − (1 − x) log(1 − x) = ce(x, x): between 0 and log 2, largest at ½.

    Arguments, result and errors as for `cross_entropy`.
    """
    x = probabilities("target", target)
    return plain(_cross(x, x), per_unit(unit))


def kl(target: ArrayLike, prediction: ArrayLike, *, unit: str = "nats") -> Result:
    """KL(P‖Q) = x log(x/p) + (1 − x) log((1 − x)/(1 − p)): never negative, exactly 0 at p = x.

    Arguments, result and errors as for `cross_entropy`.
    """
    x, p = _pair(target, prediction)
    return plain(_divergence(x, p), per_unit(unit))


def jensen_shannon(target: ArrayLike, prediction: ArrayLike, *, unit: str = "nats") -> Result:
    """½ KL(P‖M) + ½ KL(Q‖M) with M halfway between them: symmetric and at most log 2 (Lin, 1991).

    Arguments, result and errors as for `cross_entropy`.
    """
    x, p = _pair(target, prediction)
    middle = (x + p) / 2
    middle = np.where(middle == 0, np.maximum(x, p), middle)  # half the smallest float is 0
    rest = ((1 - x) + (1 - p)) / 2  # not 1 − middle, which rounding can make 0
    half = (p - x) / 2
    parts = _divergences(x, middle, rest, half) + _divergences(p, middle, rest, -half)
    return plain(parts / 2, per_unit(unit))


def cross_entropy_with_logits(target: ArrayLike, logit: ArrayLike, *, unit: str = "nats") -> Result:
    """Cross-entropy with p = sigmoid(t), as max(t, 0) − t·x + log(1 + e^−|t|): right for every finite t.

    Args:
        target: x, in [0, 1]; any shape.
        logit: t, any finite number; any shape that broadcasts with it.
        unit: "nats" or "bits".

    Returns:
        A float for two numbers, else an array of the broadcast shape; always finite.

    Raises:
        ValueError: a target outside [0, 1], a logit that is not finite, shapes that do not fit, unknown unit.
    """
    x, t = _logit_pair(target, logit)
    cost = np.where(t > 0, t * (1 - x), -t * x) + np.log1p(np.exp(-np.abs(t)))
    return plain(cost, per_unit(unit))


def cross_entropy_gradient(target: ArrayLike, prediction: ArrayLike, *, unit: str = "nats") -> Result:
    """Derivative of the cross-entropy in p: (p − x)/(p(1 − p)).

    At p = 0 or 1 it is infinite, or ±1 (one-sided) where p = x. Arguments and errors as for `cross_entropy`.
    """
    x, p = _pair(target, prediction)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        slope = (p - x) / (p * (1 - p))
    return plain(np.where((p == x) & ((p == 0) | (p == 1)), 1 - 2 * p, slope), per_unit(unit))


def cross_entropy_curvature(target: ArrayLike, prediction: ArrayLike, *, unit: str = "nats") -> Result:
    """Second derivative of the cross-entropy in p: x/p² + (1 − x)/(1 − p)².

    Positive, so the cross-entropy is convex in p. Arguments and errors as for `cross_entropy`.
    """
    x, p = _pair(target, prediction)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ones = np.where(x == 0, 0.0, x / p / p)
        zeros = np.where(x == 1, 0.0, (1 - x) / (1 - p) / (1 - p))
    return plain(ones + zeros, per_unit(unit))


def logit_gradient(target: ArrayLike, logit: ArrayLike, *, unit: str = "nats") -> Result:
    """Derivative of `cross_entropy_with_logits` in t: sigmoid(t) − x, bounded where that in p is not.

    Arguments and errors as for `cross_entropy_with_logits`.
    """
    x, t = _logit_pair(target, logit)
    return plain(np.exp(-np.logaddexp(0.0, -t)) - x, per_unit(unit))


def _pair(target: ArrayLike, prediction: ArrayLike) -> tuple[Array, Array]:
    x, p = probabilities("target", target), probabilities("prediction", prediction)
    fit_together("prediction", p, "target", x)
    return x, p


def _logit_pair(target: ArrayLike, logit: ArrayLike) -> tuple[Array, Array]:
    x, t = probabilities("target", target), numbers("logit", logit)
    fit_together("logit", t, "target", x)
    return x, t


def _cross(x: Array, p: Array) -> Array:
    return cross_term(x, log_prediction(p)) + cross_term(1 - x, log_complement(p))


def _divergence(x: Array, p: Array) -> Array:
    return _divergences(x, p, 1 - p, p - x)


def _divergences(x: Array, p: Array, rest: Array, gap: Array) -> Array:
    """The divergence, where 1 − p and p − x are known more exactly than p tells."""
    return divergence_term(x, p, gap) + divergence_term(1 - x, rest, -gap)
