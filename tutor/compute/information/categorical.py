"""Entropy, cross-entropy and divergence of distributions over classes, along the last axis.

P is `target`, Q is `prediction`; both are non-negative and sum to 1 (to a millionth; smaller errors are put
right). Conventions as for two classes: 0·log 0 = 0, ∞ where Q excludes what P allows, nats unless unit="bits".
"""

import numpy as np
from numpy.typing import ArrayLike

from tutor.compute.information.domain import Array, Result, distributions, fit_together, per_unit, plain
from tutor.compute.information.terms import cross_term, divergence_term, log_prediction


def categorical_cross_entropy(target: ArrayLike, prediction: ArrayLike, *, unit: str = "nats") -> Result:
    """−Σ P_i log Q_i; for a one-hot target −log Q of the true class.

    Args:
        target: P, shape (…, K).
        prediction: Q, shape (…, K); leading axes broadcast.
        unit: "nats" or "bits".

    Returns:
        A float for two single distributions, else an array of the leading shape.

    Raises:
        ValueError: a negative entry, a row that does not sum to 1, shapes that do not fit, an unknown unit.
    """
    p, q = _pair(target, prediction)
    return plain(cross_term(p, log_prediction(q)).sum(axis=-1), per_unit(unit))


def categorical_entropy(target: ArrayLike, *, unit: str = "nats") -> Result:
    """−Σ P_i log P_i: between 0 and log K. Arguments, result and errors as for the cross-entropy."""
    p = distributions("target", target)
    return plain(cross_term(p, log_prediction(p)).sum(axis=-1), per_unit(unit))


def categorical_kl(target: ArrayLike, prediction: ArrayLike, *, unit: str = "nats") -> Result:
    """KL(P‖Q) = Σ P_i log(P_i/Q_i): never negative, exactly 0 for equal distributions.

    Arguments, result and errors as for the cross-entropy.
    """
    p, q = _pair(target, prediction)
    return plain(divergence_term(p, q, q - p).sum(axis=-1), per_unit(unit))


def perplexity(target: ArrayLike, prediction: ArrayLike) -> Result:
    """Perplexity, e^(cross-entropy in nats): K for uniform guessing among K classes.

    Arguments, result and errors as for the cross-entropy.
    """
    with np.errstate(over="ignore"):
        return plain(np.exp(np.asarray(categorical_cross_entropy(target, prediction))))


def _pair(target: ArrayLike, prediction: ArrayLike) -> tuple[Array, Array]:
    p, q = distributions("target", target), distributions("prediction", prediction)
    fit_together("prediction", q, "target", p)
    if p.shape[-1] != q.shape[-1]:
        raise ValueError(f"prediction: has {q.shape[-1]} classes, the target {p.shape[-1]}")
    return p, q
