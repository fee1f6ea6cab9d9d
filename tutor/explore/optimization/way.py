"""The way down: which optimizer with which momentum, in words, and the formulas of its convergence.

On a quadratic the error along an eigenvector with eigenvalue λ is multiplied by 1 − sλ in every step of plain
descent. With momentum μ two roots z take the place of that factor (see `tutor.compute.descent.modes`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tutor.compute.descent import SGD, Adagrad, Adam, Optimizer, RMSprop
from tutor.explore.format import number

OPTIMIZERS = ("gradient descent", "nesterov", "adam", "rmsprop", "adagrad")
_PROPER = {"adam": "Adam", "rmsprop": "RMSprop", "adagrad": "Adagrad"}


@dataclass(frozen=True)
class Way:
    """An optimizer, and the momentum that was typed."""

    optimizer: str
    typed: float

    @property
    def adaptive(self) -> bool:
        """Whether the optimizer rescales its steps by what it remembers, so that no simple rule holds."""
        return self.optimizer in _PROPER

    @property
    def momentum(self) -> float:
        """The momentum for which rates and limits are told: none for adaptive ways, told for plain descent."""
        return 0.0 if self.adaptive else self.typed

    @property
    def nesterov(self) -> bool:
        """Whether the momentum is Nesterov's."""
        return self.optimizer == "nesterov" and self.typed > 0

    @property
    def name(self) -> str:
        """What goes down, as a sentence names it: "gradient descent with momentum 0.5"."""
        if self.adaptive:
            proper = _PROPER[self.optimizer]
            return f"{proper}{self._weight()}" if self.optimizer == "rmsprop" else proper
        kind = " with Nesterov's" if self.nesterov else " with"
        return f"gradient descent{kind} momentum {number(self.typed)}" if self.typed else "gradient descent"

    def _weight(self) -> str:
        return f" with momentum {number(self.typed)}" if self.typed else ""

    @property
    def ruled(self) -> str:
        """What rates and limits are told for."""
        return "plain gradient descent" if self.adaptive else self.name

    @property
    def tag(self) -> str:
        """What follows a rate or limit that is not told for the plain descent that was chosen."""
        if self.adaptive:
            return " (plain descent)"
        if not self.typed:
            return ""
        return f" (Nesterov, μ = {number(self.typed)})" if self.nesterov else f" (μ = {number(self.typed)})"

    def optimizer_with(self, step: float) -> Optimizer:
        """Return the optimizer with a step size, as PyTorch defines it."""
        if self.optimizer == "adam":
            return Adam(step)
        if self.optimizer == "rmsprop":
            return RMSprop(step, momentum=self.typed)
        if self.optimizer == "adagrad":
            return Adagrad(step)
        return SGD(step, momentum=self.typed, nesterov=self.nesterov)

    # The formulas, for the momentum that counts

    @property
    def limit(self) -> str:
        """The limit of the step size in letters."""
        if not self.momentum:
            return "2/λmax"
        return "2(1+μ)/((1+2μ)λmax)" if self.nesterov else "2(1+μ)/λmax"

    @property
    def best(self) -> str:
        """The best step size in letters; Nesterov's has no such formula."""
        if self.nesterov:
            return "the best s"
        return "2(1+μ)/(λmin + λmax)" if self.momentum else "2/(λmin + λmax)"

    @property
    def calm(self) -> str:
        """Up to where nothing oscillates, in letters."""
        if not self.momentum:
            return "1/λmax"
        return "((1−μ)/(1+μ))²/λmax" if self.nesterov else "(1−√μ)²/λmax"

    def calm_share(self) -> float:
        """Return the sλ up to which nothing oscillates: both roots are real and above 0."""
        if self.nesterov:
            return ((1 - self.momentum) / (1 + self.momentum)) ** 2
        return (1 - math.sqrt(self.momentum)) ** 2

    @property
    def equation(self) -> str:
        """What the factors z per step along one eigenvector solve."""
        if self.nesterov:
            return "z² − (1+μ)(1 − s·λ)z + μ(1 − s·λ) = 0"
        return "z² − (1 − s·λ + μ)z + μ = 0"
