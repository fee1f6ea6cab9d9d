"""Entropy, cross-entropy and divergence, in nats (divide by log(2) for bits)."""

from __future__ import annotations

from tutor.compute import information
from tutor.questions.core import Programs

FUNCTIONS: Programs = {
    "information.cross_entropy": (information.cross_entropy, 2, 2),
    "information.entropy": (information.entropy, 1, 1),
    "information.kl": (information.kl, 2, 2),
    "information.cross_entropy_with_logits": (information.cross_entropy_with_logits, 2, 2),
    "information.categorical_cross_entropy": (information.categorical_cross_entropy, 2, 2),
    "information.categorical_entropy": (information.categorical_entropy, 1, 1),
    "information.categorical_kl": (information.categorical_kl, 2, 2),
    "information.bernoulli_mle": (lambda xs: information.bernoulli_mle(xs).p_hat, 1, 1),
    "information.bernoulli_nll": (lambda xs: information.bernoulli_mle(xs).nll, 1, 1),
    "information.categorical_mle": (lambda counts: information.categorical_mle(counts).p_hat, 1, 1),
    "information.smoothed_floor": (
        lambda logits, label, eps: information.label_smoothing(logits, int(label), eps).target_entropy,
        3,
        3,
    ),
}
