"""The formulas of the piecewise activations. Each is evaluated on its own piece only."""

import numpy as np

from tutor.compute.activations.arrays import FloatArray
from tutor.compute.activations.model import Curve

# Fixed by self-normalisation: zero mean and unit variance are kept (Klambauer et al. 2017).
SELU_ALPHA = 1.6732632423543772
SELU_SCALE = 1.0507009873554805


def constant(level: float) -> Curve:
    """A flat piece."""
    return Curve(lambda x: np.full_like(x, level), np.zeros_like, np.zeros_like)


def line(slope: float, offset: float = 0.0) -> Curve:
    """A straight piece, slope·x + offset."""
    if slope == 0:  # 0·inf would be NaN
        return constant(offset)
    return Curve(lambda x: slope * x + offset, lambda x: np.full_like(x, slope), np.zeros_like)


def exponential(height: float) -> Curve:
    """The left half of ELU, height·(e^x − 1)."""

    def slope(x: FloatArray) -> FloatArray:
        return height * np.exp(x)

    return Curve(lambda x: height * np.expm1(x), slope, slope)


def softsign_half(sign: float) -> Curve:
    """One half of x/(1 + |x|), sign = ±1 being that of x: f′ = 1/(1 + |x|)², f″ = −2·sign/(1 + |x|)³."""

    def shrink(x: FloatArray) -> FloatArray:
        return 1 / (1 + np.abs(x))

    def value(x: FloatArray) -> FloatArray:  # 1 − 1/(1 + |x|) has no ∞/∞, but cancels near 0
        return np.where(np.abs(x) < 1, np.clip(x, -1.0, 1.0) * shrink(x), sign * (1 - shrink(x)))

    return Curve(value, lambda x: shrink(x) ** 2, lambda x: -2 * sign * shrink(x) ** 3)


def hardswish_middle() -> Curve:
    """x·(x + 3)/6, hard swish between −3 and 3."""
    return Curve(lambda x: x * (x + 3) / 6, lambda x: (2 * x + 3) / 6, lambda x: np.full_like(x, 1 / 3))
