"""Entropy, cross-entropy, divergence and the likelihoods they come from, exact up to the edges of [0, 1]."""

from tutor.compute.information.binary import (
    cross_entropy,
    cross_entropy_curvature,
    cross_entropy_gradient,
    cross_entropy_with_logits,
    entropy,
    jensen_shannon,
    kl,
    logit_gradient,
)
from tutor.compute.information.categorical import (
    categorical_cross_entropy,
    categorical_entropy,
    categorical_kl,
    perplexity,
)
from tutor.compute.information.likelihood import (
    BernoulliFit,
    CategoricalFit,
    LabelSmoothing,
    bernoulli_mle,
    categorical_mle,
    label_smoothing,
)

__all__ = [
    "BernoulliFit",
    "CategoricalFit",
    "LabelSmoothing",
    "bernoulli_mle",
    "categorical_cross_entropy",
    "categorical_entropy",
    "categorical_kl",
    "categorical_mle",
    "cross_entropy",
    "cross_entropy_curvature",
    "cross_entropy_gradient",
    "cross_entropy_with_logits",
    "entropy",
    "jensen_shannon",
    "kl",
    "label_smoothing",
    "logit_gradient",
    "perplexity",
]
