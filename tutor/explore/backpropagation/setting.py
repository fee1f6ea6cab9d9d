"""The inputs of question 1, read, with a network of those sizes whose numbers can be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.compute.activations import Activation, activation
from tutor.compute.backprop import (
    ForwardPass,
    GradientCheck,
    Gradients,
    ThreeLayerNet,
    gradient_check,
    stored_bytes,
    stored_tensors,
)
from tutor.explore.backpropagation.draws import Draws
from tutor.explore.backpropagation.shapes import Pieces

Array = NDArray[np.float64]

LOSSES = {
    "squared error": "half_sq",
    "mean squared error": "mse",
    "binary cross-entropy": "bce_logits",
    "cross-entropy": "ce",
    "soft cross-entropy": "ce_soft",
}
"""What the losses are called on the screen, and in the compute core."""

_PLAIN = ("n", "m", "r", "s", "batch", "bytes", "x0", "beta", "x1", "factor")

WIDEST = 8
"""Layers with more units are cut to this many in the network whose numbers are shown."""


@dataclass(frozen=True)
class Setting:
    """Sizes and what is counted in bytes; an activation for the network and one to look at from close by."""

    n: int
    m: int
    r: int
    s: int
    batch: int
    bytes: int
    loss: str
    function: Activation
    kink: Activation
    x0: float
    beta: float
    x1: float
    factor: float

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Setting:
        """Return the setting that the read inputs describe."""
        beta = values["beta"]
        return cls(
            **{name: values[name] for name in _PLAIN},
            loss=LOSSES[values["loss"]],
            function=_shaped(values["activation"], beta),
            kink=_kink(values["kink"], beta, values["x0"]),
        )

    @property
    def is_paper(self) -> bool:
        """Whether the network is the paper's own: a sigmoid after the second layer."""
        return self.function.name == "sigmoid"

    @property
    def shown_sizes(self) -> tuple[int, int, int, int]:
        """(n, m, r, s) of the network whose numbers are shown."""
        n, m, r, s = (min(size, WIDEST) for size in (self.n, self.m, self.r, self.s))
        return n, m, r, s

    @property
    def is_cut(self) -> bool:
        """Whether the numbers come from a smaller network than the sizes say."""
        return self.shown_sizes != (self.n, self.m, self.r, self.s)

    @cached_property
    def _drawn(self) -> tuple[ThreeLayerNet, Array, Array]:
        return _draw(self.shown_sizes, self.function, self.loss)

    @property
    def net(self) -> ThreeLayerNet:
        """A network with weights of two decimals, the same ones for the same sizes."""
        return self._drawn[0]

    @property
    def x(self) -> Array:
        """The sample that goes in."""
        return self._drawn[1]

    @property
    def y(self) -> Array:
        """The target of that sample."""
        return self._drawn[2]

    @cached_property
    def forward(self) -> ForwardPass:
        """What the layers make of the sample."""
        return self.net.forward(self.x)

    @cached_property
    def gradients(self) -> Gradients:
        """The gradients by back-propagation."""
        return self.net.gradients(self.x, self.y, self.loss)

    @cached_property
    def check(self) -> GradientCheck:
        """Those gradients against central differences."""
        return gradient_check(self.net, self.x, self.y, self.loss)

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """The vectors that suffice for the backward pass, beside x: "h", "a", and "z" where it is needed."""
        return tuple(stored_tensors(self.n, self.m, self.r, self.s, self.batch, self.function))

    @cached_property
    def kept_bytes(self) -> int:
        """The bytes of these vectors for the whole batch."""
        return stored_bytes(
            self.n, self.m, self.r, self.s, self.batch, self.function, bytes_per_number=self.bytes
        )


FIRST = 15909
"""From here on the paper's sizes draw a network with no unit near its ends and no tiny gradient."""


def _shaped(name: str, beta: float) -> Activation:
    return activation(name, beta=beta) if name == "swish" else activation(name)


def _kink(shape: str | Pieces, beta: float, x0: float) -> Activation:
    return shape.joined(x0) if isinstance(shape, Pieces) else _shaped(shape, beta)


def _draw(
    sizes: tuple[int, int, int, int], function: Activation, loss: str
) -> tuple[ThreeLayerNet, Array, Array]:
    """A network, a sample and a target, drawn so that few units are saturated."""
    n, m, r, s = sizes
    draws = Draws(FIRST)

    def drawn(*shape: int) -> Array:
        columns = shape[1] if len(shape) == 2 else 1  # so that sums over many columns do not grow
        return np.asarray(np.round(draws.normal(1.5 / np.sqrt(columns), shape), 2))

    net = ThreeLayerNet(drawn(m, n), drawn(m), drawn(r, m), drawn(r), drawn(s, r), drawn(s), function)
    return net, drawn(n), _target(loss, drawn(s))


def _target(loss: str, numbers: Array) -> Array:
    """A target that the loss accepts."""
    if loss == "ce":
        return np.array(0.0)
    if loss == "ce_soft":
        shares = 1.0 + np.arange(len(numbers))
        return np.asarray(shares / shares.sum())
    return np.asarray(numbers > 0, dtype=np.float64) if loss == "bce_logits" else numbers
