"""A network without biases as a row of layers, to be read unit by unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tutor.compute.descent.checks import Array, finite_array
from tutor.compute.mixture.logistic import sigmoid


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer of the network: a weight matrix without bias, or a function of each number by itself.

    Attributes:
        name: "Linear", "Sigmoid" or "Identity".
        inputs: how many numbers come in.
        outputs: how many go out.
        weight: shape (outputs, inputs) for "Linear", else None.
    """

    name: str
    inputs: int
    outputs: int
    weight: Array | None = None

    def __call__(self, X: Array) -> Array:
        """The layer's outputs (..., outputs) for inputs of shape (..., inputs)."""
        if self.weight is not None:
            return np.asarray(X @ self.weight.T)
        return sigmoid(X) if self.name == "Sigmoid" else X


@dataclass(frozen=True, eq=False)
class Network:
    """The layers in the order in which they are applied."""

    layers: tuple[Layer, ...]

    @property
    def n_weights(self) -> int:
        """How many numbers the layers hold: Kd + K (of which K − 1 in π are free)."""
        return sum(layer.weight.size for layer in self.layers if layer.weight is not None)

    def __call__(self, X: npt.ArrayLike) -> Array:
        """The last layer's output for rows of shape (..., d), shape (..., 1)."""
        output = finite_array("X", X)
        for layer in self.layers:
            output = layer(output)
        return output
