"""Optimizers with the arithmetic and the keyword names of torch.optim (PyTorch 2.x documentation).

An optimizer is a frozen record of its settings. `begin(d)` hands out a fresh step function for d variables,
which takes a point and the gradient there, keeps the running averages to itself, and returns the next point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np

from tutor.compute.descent import checks
from tutor.compute.descent.checks import Array

Step = Callable[[Array, Array], Array]


class Optimizer(Protocol):
    """What `descend` asks of an optimizer."""

    def begin(self, dimension: int) -> Step:
        """A step function for `dimension` variables, with nothing remembered yet."""


def _not_negative(**settings: float) -> None:
    for name, value in settings.items():
        if checks.real(name, value) < 0:
            raise ValueError(f"{name} must not be negative, but is {value}.")


def _fractions(**settings: float) -> None:
    for name, value in settings.items():
        if not 0 <= checks.real(name, value) < 1:
            raise ValueError(f"{name} must lie in [0, 1), but is {value}.")


@dataclass(frozen=True)
class SGD:
    """Gradient descent: v ← μv + (1 − dampening)g, first v = g; p ← p − lr·v; Nesterov p ← p − lr(g + μv)."""

    lr: float = 1e-3
    momentum: float = 0.0
    dampening: float = 0.0
    weight_decay: float = 0.0
    nesterov: bool = False
    maximize: bool = False

    def __post_init__(self) -> None:
        _not_negative(lr=self.lr, momentum=self.momentum, weight_decay=self.weight_decay)
        checks.real("dampening", self.dampening)
        if self.nesterov and (self.momentum == 0 or self.dampening != 0):
            raise ValueError("nesterov needs a momentum above 0 and no dampening.")

    def begin(self, dimension: int) -> Step:
        """A step function with no velocity yet; dampening spares the first step, as in PyTorch."""
        velocity: Array | None = None

        def step(p: Array, g: Array) -> Array:
            nonlocal velocity
            g = (-g if self.maximize else g) + self.weight_decay * p
            if self.momentum == 0:
                return p - self.lr * g
            velocity = g if velocity is None else self.momentum * velocity + (1 - self.dampening) * g
            return p - self.lr * (g + self.momentum * velocity if self.nesterov else velocity)

        return step


@dataclass(frozen=True)
class Adam:
    """Adam (Kingma and Ba 2015): averages m of g and v of g², p ← p − lr·m̂ / (√v̂ + eps); decay joins g."""

    lr: float = 1e-3
    betas: tuple[float, float] = (0.9, 0.999)
    eps: float = 1e-8
    weight_decay: float = 0.0
    amsgrad: bool = False
    maximize: bool = False

    def __post_init__(self) -> None:
        _not_negative(lr=self.lr, eps=self.eps, weight_decay=self.weight_decay)
        betas = checks.point("betas", self.betas, 2)
        object.__setattr__(self, "betas", (float(betas[0]), float(betas[1])))
        _fractions(beta1=self.betas[0], beta2=self.betas[1])

    def begin(self, dimension: int) -> Step:
        """A step function with empty averages; amsgrad keeps the largest v seen in the denominator."""
        β1, β2 = self.betas
        m, v, largest = (np.zeros(dimension) for _ in range(3))
        t = 0

        def step(p: Array, g: Array) -> Array:
            nonlocal m, v, largest, t
            t += 1
            p, g = self._decayed(p, -g if self.maximize else g)
            m = β1 * m + (1 - β1) * g
            v = β2 * v + (1 - β2) * g * g
            largest = np.maximum(largest, v) if self.amsgrad else v
            denominator = np.sqrt(largest) / np.sqrt(1 - β2**t) + self.eps
            return np.asarray(p - self.lr / (1 - β1**t) * m / denominator)

        return step

    def _decayed(self, p: Array, g: Array) -> tuple[Array, Array]:
        return p, g + self.weight_decay * p


@dataclass(frozen=True)
class AdamW(Adam):
    """Adam with decoupled decay (Loshchilov and Hutter 2019): before a step p shrinks by lr·weight_decay."""

    weight_decay: float = 1e-2

    def _decayed(self, p: Array, g: Array) -> tuple[Array, Array]:
        return p * (1 - self.lr * self.weight_decay), g


@dataclass(frozen=True)
class RMSprop:
    """RMSprop (Hinton 2012): v ← αv + (1 − α)g², p ← p − lr·g / (√v + eps); centered: v − mean²."""

    lr: float = 1e-2
    alpha: float = 0.99
    eps: float = 1e-8
    weight_decay: float = 0.0
    momentum: float = 0.0
    centered: bool = False
    maximize: bool = False

    def __post_init__(self) -> None:
        settings = {"lr": self.lr, "alpha": self.alpha, "eps": self.eps}
        _not_negative(**settings, weight_decay=self.weight_decay, momentum=self.momentum)

    def begin(self, dimension: int) -> Step:
        """A step function with empty averages and no velocity."""
        square, mean, velocity = (np.zeros(dimension) for _ in range(3))

        def step(p: Array, g: Array) -> Array:
            nonlocal square, mean, velocity
            g = (-g if self.maximize else g) + self.weight_decay * p
            square = self.alpha * square + (1 - self.alpha) * g * g
            spread = square
            if self.centered:
                mean = self.alpha * mean + (1 - self.alpha) * g
                spread = np.maximum(square - mean * mean, 0)  # a variance; rounding could make it negative
            velocity = self.momentum * velocity + g / (np.sqrt(spread) + self.eps)
            return np.asarray(p - self.lr * velocity)

        return step


@dataclass(frozen=True)
class Adagrad:
    """Adagrad (Duchi et al. 2011): S ← S + g², p ← p − lr / (1 + (t − 1)·lr_decay) · g / (√S + eps)."""

    lr: float = 1e-2
    lr_decay: float = 0.0
    weight_decay: float = 0.0
    initial_accumulator_value: float = 0.0
    eps: float = 1e-10
    maximize: bool = False

    def __post_init__(self) -> None:
        _not_negative(lr=self.lr, lr_decay=self.lr_decay, weight_decay=self.weight_decay, eps=self.eps)
        _not_negative(initial_accumulator_value=self.initial_accumulator_value)

    def begin(self, dimension: int) -> Step:
        """A step function whose sum of squares starts at `initial_accumulator_value`."""
        total = np.full(dimension, float(self.initial_accumulator_value))
        t = 0

        def step(p: Array, g: Array) -> Array:
            nonlocal total, t
            g = (-g if self.maximize else g) + self.weight_decay * p
            total = total + g * g
            rate = self.lr / (1 + t * self.lr_decay)
            t += 1
            return np.asarray(p - rate * g / (np.sqrt(total) + self.eps))

        return step


#: The optimizers by their PyTorch names.
OPTIMIZERS: Mapping[str, type[SGD] | type[Adam] | type[AdamW] | type[RMSprop] | type[Adagrad]] = {
    kind.__name__: kind for kind in (SGD, Adam, AdamW, RMSprop, Adagrad)
}


def optimizer(name: str, **settings: object) -> Optimizer:
    """The optimizer of that PyTorch name with these keyword settings, as in `optimizer("SGD", lr=0.1)`.

    Raises:
        ValueError: if there is no such optimizer or setting, or a setting is out of range.
    """
    kind = OPTIMIZERS.get(name)
    if kind is None:
        raise ValueError(f"optimizer must be one of {', '.join(OPTIMIZERS)}, not {name!r}.")
    known = [field.name for field in fields(kind)]
    for setting in settings:
        if setting not in known:
            raise ValueError(f"optimizer {name} has no setting {setting!r}; it has {', '.join(known)}.")
    return kind(**settings)  # type: ignore[arg-type]
