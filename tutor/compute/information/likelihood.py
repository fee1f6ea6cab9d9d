"""Maximum likelihood for coins and dice, and label smoothing: where cross-entropy comes from and goes to."""

from dataclasses import dataclass
from math import exp, inf, log, log1p, sqrt

import numpy as np
from numpy.typing import ArrayLike

from tutor.compute.information.binary import entropy
from tutor.compute.information.categorical import categorical_entropy
from tutor.compute.information.domain import Array, numbers, per_unit, probabilities


@dataclass(frozen=True, slots=True)
class BernoulliFit:
    """The best coin for a data set of N observations.

    Attributes:
        p_hat: the maximiser of the likelihood, the mean of the data.
        nll: negative log-likelihood at p_hat, N·H(p_hat); for soft labels the summed cross-entropy.
        likelihood: e^−nll (in nats) for data of 0 and 1; None for soft labels, which are no observations.
        nll_at_half: the same for a fair coin, N·log 2.
        std_error: √(p_hat(1 − p_hat)/N), how far p_hat may be off.
        fisher_information: N/(p_hat(1 − p_hat)), the curvature of the nll at p_hat (in nats); ∞ at 0 and 1.
    """

    p_hat: float
    nll: float
    likelihood: float | None
    nll_at_half: float
    std_error: float
    fisher_information: float


@dataclass(frozen=True, slots=True, eq=False)
class CategoricalFit:
    """The best die for counted outcomes: `p_hat` = counts/N, shape (K,), and `nll` = N·H(p_hat)."""

    p_hat: Array
    nll: float


@dataclass(frozen=True, slots=True, eq=False)
class LabelSmoothing:
    """The loss of one sample against a smoothed label.

    Attributes:
        loss: cross-entropy of the target and the softmax.
        hard_loss: the same without smoothing.
        target: (1 − ε)·one-hot + ε/K, shape (K,).
        target_entropy: its entropy, below which the loss cannot fall.
        kl: loss − target_entropy, what training can still remove.
        grad: derivative of the loss in the logits, softmax − target, shape (K,).
        optimal_logit_gap: how far the true class's logit should lead: log(1 + K(1 − ε)/ε); ∞ for ε = 0.
    """

    loss: float
    hard_loss: float
    target: Array
    target_entropy: float
    kl: float
    grad: Array
    optimal_logit_gap: float


def bernoulli_mle(xs: ArrayLike, *, unit: str = "nats") -> BernoulliFit:
    """Fit Bernoulli(p) to independent observations by maximum likelihood.

    −log ∏ p^x (1 − p)^(1−x) = Σ ce(x_i, p) = N·ce(x̄, p), smallest at p = x̄.

    Args:
        xs: the observations, 0 or 1, or soft labels between; at least one.
        unit: of the two nll, "nats" or "bits".

    Raises:
        ValueError: no data, a number outside [0, 1], or an unknown unit.
    """
    data = probabilities("xs", xs).ravel()
    if data.size == 0:
        raise ValueError("xs: must hold at least one observation")
    n, p_hat = data.size, float(data.mean())
    nll = n * float(entropy(p_hat))
    variance = p_hat * (1 - p_hat)
    hard = bool(((data == 0) | (data == 1)).all())
    return BernoulliFit(
        p_hat=p_hat,
        nll=nll / per_unit(unit),
        likelihood=exp(-nll) if hard else None,
        nll_at_half=n * log(2) / per_unit(unit),
        std_error=sqrt(variance / n),
        fisher_information=n / variance if variance else inf,
    )


def categorical_mle(counts: ArrayLike, *, unit: str = "nats") -> CategoricalFit:
    """Fit a distribution over K classes to how often each was seen.

    Args:
        counts: shape (K,), none negative, not all 0.
        unit: of the nll, "nats" or "bits".

    Raises:
        ValueError: no row of counts, a negative count, nothing counted, or an unknown unit.
    """
    seen = numbers("counts", counts)
    if seen.ndim != 1 or (seen < 0).any() or not seen.any():
        raise ValueError("counts: must be one row of numbers, none negative and not all 0")
    p_hat = seen / seen.sum()
    return CategoricalFit(p_hat, float(seen.sum()) * float(categorical_entropy(p_hat, unit=unit)))


def label_smoothing(logits: ArrayLike, label: int, eps: float, *, unit: str = "nats") -> LabelSmoothing:
    """Cross-entropy of softmax(logits) against (1 − ε)·one-hot + ε/K (Szegedy et al., 2016; PyTorch).

    Args:
        logits: one sample's, shape (K,).
        label: the true class, 0 … K − 1.
        eps: ε in [0, 1].
        unit: of the losses, the entropy, the divergence and the gradient: "nats" or "bits".

    Raises:
        ValueError: logits that are no row of finite numbers, a label or ε out of range, an unknown unit.
    """
    row, smoothing = numbers("logits", logits), probabilities("eps", eps)
    if row.ndim != 1 or row.size == 0:
        raise ValueError("logits: must be one row, a number per class")
    if label not in range(row.size):
        raise ValueError(f"label: must be a class from 0 to {row.size - 1}, not {label!r}")
    if smoothing.ndim:
        raise ValueError("eps: must be one number")
    scale, k, epsilon = per_unit(unit), row.size, float(smoothing)
    target = np.full(k, epsilon / k)
    target[int(label)] += 1 - epsilon
    log_softmax = row - row.max()
    log_softmax -= np.log(np.exp(log_softmax).sum())
    loss = float(-(target @ log_softmax)) / scale
    floor = float(categorical_entropy(target, unit=unit))
    return LabelSmoothing(
        loss=loss,
        hard_loss=float(-log_softmax[int(label)]) / scale,
        target=target,
        target_entropy=floor,
        kl=max(loss - floor, 0.0),
        grad=(np.exp(log_softmax) - target) / scale,
        optimal_logit_gap=log1p(k * (1 - epsilon) / epsilon) if epsilon else inf,
    )
