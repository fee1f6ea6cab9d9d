"""A mixture of K logistic regressions, which is a network with one hidden layer of K sigmoids.

    p(y = 1 | x) = Σₖ πₖ σ(wₖᵀx),   πₖ ≥ 0,   Σₖ πₖ = 1

Every row has a hidden expert z ~ Categorical(π), and y ~ Bernoulli(σ(w_zᵀx)). There are no biases: append a 1 to
x to have them. Formulas after Bishop, Pattern Recognition and Machine Learning, sections 9.3 and 14.5.2.

An input is one row of shape (d,) or rows of shape (..., d); labels have the rows' shape (...), or are one label for
all. Labels are 0 or 1. Logarithms are natural.
"""

from tutor.compute.mixture.model import MixtureGradient, MixtureOfLogistics
from tutor.compute.mixture.network import Layer, Network

__all__ = ["Layer", "MixtureGradient", "MixtureOfLogistics", "Network"]
