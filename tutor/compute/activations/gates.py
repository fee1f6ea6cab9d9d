"""The sigmoid and its relatives: smooth formulas that neither overflow nor lose their tails.

With e = exp(−|u|) every expression below divides by something between 1 and 5, so nothing overflows, and
the left tails are products of small factors, never differences of numbers close to 1. Where a formula
multiplies x by a factor that dies out like e^(−|u|), u is cut off at ±800, where that factor is exactly 0
in float64.
"""

import math

import numpy as np

from tutor.compute.activations.arrays import FloatArray
from tutor.compute.activations.model import Curve

_CUT = 800.0
_LARGEST = float(np.finfo(np.float64).max)
_GELU_SLOPE = 2 * math.sqrt(2 / math.pi)
_GELU_CUBIC = 0.044715


def sigmoid(u: FloatArray) -> FloatArray:
    """σ(u) = 1/(1 + e^(−u)), to full relative accuracy in both tails."""
    decay = np.exp(-np.abs(u))
    result: FloatArray = np.where(u >= 0, 1.0, decay) / (1 + decay)
    return result


def sigmoid_slope(u: FloatArray) -> FloatArray:
    """σ′(u) = σ(u)·(1 − σ(u)), computed as σ(u)·σ(−u)."""
    decay = np.exp(-np.abs(u))
    result: FloatArray = decay / (1 + decay) ** 2
    return result


def gated(x: FloatArray, u: FloatArray) -> FloatArray:
    """x·σ(u), where x·0 counts as 0 even for an infinite x."""
    return np.where(u >= 0, x, np.clip(x, -_LARGEST, _LARGEST)) * sigmoid(u)


def sigmoid_curve() -> Curve:
    """σ, with σ′ = σ(1 − σ) and σ″ = σ′·(1 − 2σ), where 1 − 2σ(u) = −tanh(u/2)."""
    return Curve(sigmoid, sigmoid_slope, lambda x: -sigmoid_slope(x) * np.tanh(x / 2))


def tanh_curve() -> Curve:
    """The hyperbolic tangent 2σ(2x) − 1, with tanh′ = 4σ′(2x) = 1 − tanh² and tanh″ = −2·tanh·tanh′."""
    return Curve(
        np.tanh,
        lambda x: 4 * sigmoid_slope(2 * x),
        lambda x: -8 * np.tanh(x) * sigmoid_slope(2 * x),
    )


def softplus_curve(beta: float) -> Curve:
    """ln(1 + e^(βx))/β, exact for all x, with first derivative σ(βx) and second βσ′(βx)."""

    def value(x: FloatArray) -> FloatArray:
        u = beta * x
        return np.where(u > 0, x, 0.0) + np.log1p(np.exp(-np.abs(u))) / beta

    return Curve(value, lambda x: sigmoid(beta * x), lambda x: beta * sigmoid_slope(beta * x))


def swish_curve(beta: float) -> Curve:
    """x·σ(u) with u = βx ≠ 0: f′ = σ(u)·(1 + u·σ(−u)), f″ = β·σ′(u)·(2 − u·tanh(u/2))."""

    def cut(x: FloatArray) -> FloatArray:
        return np.clip(beta * x, -_CUT, _CUT)

    def first(x: FloatArray) -> FloatArray:
        u = cut(x)
        return sigmoid(u) * (1 + u * sigmoid(-u))

    def second(x: FloatArray) -> FloatArray:
        u = cut(x)
        return beta * (sigmoid_slope(u) * (2 - u * np.tanh(u / 2)))

    return Curve(lambda x: gated(x, beta * x), first, second)


def gelu_tanh_curve() -> Curve:
    """The usual approximation of GELU, x/2·(1 + tanh(√(2/π)(x + 0.044715x³))) = x·σ(v).

    Derivatives by the product rule: f′ = σ(v)(1 + x·v′·σ(−v)), f″ = σ′(v)·(2v′ + x·v″ − x·v′²·tanh(v/2)).
    """

    def gate(x: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        near = np.clip(x, -40.0, 40.0)  # v is beyond ±800 there
        v = _GELU_SLOPE * near * (1 + _GELU_CUBIC * near**2)
        return near, v, _GELU_SLOPE * (1 + 3 * _GELU_CUBIC * near**2), 6 * _GELU_SLOPE * _GELU_CUBIC * near

    def first(x: FloatArray) -> FloatArray:
        near, v, v1, _ = gate(x)
        return sigmoid(v) * (1 + near * v1 * sigmoid(-v))

    def second(x: FloatArray) -> FloatArray:
        near, v, v1, v2 = gate(x)
        return sigmoid_slope(v) * (2 * v1 + near * v2 - near * v1**2 * np.tanh(v / 2))

    return Curve(lambda x: gated(x, gate(x)[1]), first, second)


def mish_curve() -> Curve:
    """x·T with T = tanh(ln(1 + e^x)) = (q² − 1)/(q² + 1), q = 1 + e^x.

    T′ = (1 − T²)·σ and T″ = (1 − T²)·(σ′ − 2Tσ²) by the chain rule; f′ = T + xT′, f″ = 2T′ + xT″.
    """

    def gate(x: FloatArray) -> tuple[FloatArray, FloatArray]:
        """T and 1 − T² = 4q²/(q² + 1)², both divided through by e^(2x) or e^(4x) when x > 0."""
        e, right = np.exp(-np.abs(x)), x > 0
        bottom = np.where(right, 1 + 2 * e + 2 * e**2, 2 + 2 * e + e**2)
        top = np.where(right, 1 + 2 * e, e * (2 + e))
        return top / bottom, 4 * np.where(right, e**2, 1.0) * ((1 + e) / bottom) ** 2

    def value(x: FloatArray) -> FloatArray:
        return np.where(x > 0, x, np.clip(x, -_CUT, _CUT)) * gate(x)[0]

    def first(x: FloatArray) -> FloatArray:
        near = np.clip(x, -_CUT, _CUT)
        t, rest = gate(near)
        return t + near * rest * sigmoid(near)

    def second(x: FloatArray) -> FloatArray:
        near = np.clip(x, -_CUT, _CUT)
        t, rest = gate(near)
        s = sigmoid(near)
        return rest * (2 * s + near * (sigmoid_slope(near) - 2 * t * s**2))

    return Curve(value, first, second)


def gelu_curve() -> Curve:
    """x·Φ(x) with the normal distribution Φ and its density φ: f′ = Φ + xφ, f″ = φ·(2 − x²)."""

    def normal(x: FloatArray) -> FloatArray:
        values = map(math.erfc, (-x / math.sqrt(2)).flat)
        return np.fromiter(values, np.float64, x.size).reshape(x.shape) / 2

    def density(x: FloatArray) -> FloatArray:
        return np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)

    def value(x: FloatArray) -> FloatArray:
        return np.where(x > 0, x, np.clip(x, -_CUT, _CUT)) * normal(x)

    def first(x: FloatArray) -> FloatArray:
        near = np.clip(x, -_CUT, _CUT)
        return normal(near) + near * density(near)

    def second(x: FloatArray) -> FloatArray:
        near = np.clip(x, -_CUT, _CUT)
        return density(near) * (2 - near**2)

    return Curve(value, first, second)
