"""What activations, vectors and slopes are called in sentences and formulas."""

from __future__ import annotations

from tutor.compute.activations import Activation

_NAMES = {
    "relu": "ReLU",
    "leaky_relu": "leaky ReLU",
    "elu": "ELU",
    "selu": "SELU",
    "gelu": "GELU",
    "gelu_tanh": "GELU (tanh)",
    "relu6": "ReLU6",
    "abs": "|x|",
}
_SYMBOLS = {"sigmoid": "σ", "relu": "ReLU", "tanh": "tanh"}
_SLOPES = {"sigmoid": "a(1 − a)", "tanh": "1 − a²", "relu": "1 where a > 0, else 0", "identity": "1"}
_VECTORS = {
    "z": "z₂",
    "o-y": "o − y",
    "logp": "log softmax(o)",
    "scalar": "one number",
    "1+|z|": "1 + |z₂|",
    "sigmoid": "σ(βz₂)",
}


def called(name: str) -> str:
    """Return what people call the activation of that name: ReLU, leaky ReLU, tanh."""
    return _NAMES.get(name, name)


def symbol(function: Activation) -> str:
    """Return how the activation is written in a formula: σ, ReLU, tanh, otherwise f."""
    return _SYMBOLS.get(function.name, "f")


def slope(function: Activation) -> str:
    """Return the slope at z₂ as a formula, in a where there is one: σ′(z₂) = a(1 − a)."""
    name = f"{symbol(function)}′(z₂)"
    return f"{name} = {_SLOPES[function.name]}" if function.name in _SLOPES else name


def vector_name(tensor: str) -> str:
    """Return how a stored tensor is written: z₂ for "z"."""
    return _VECTORS.get(tensor, tensor)
