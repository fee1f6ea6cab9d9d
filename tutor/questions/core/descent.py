"""Gradient descent on ½vᵀAv + bᵀv, with A as a matrix (or its list of rows) and b, v as vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tutor.compute.descent import SGD, Adam, Optimizer, Quadratic, descend
from tutor.questions.core import Programs, at_most

MOST_STEPS = 10_000
Matrix = Sequence[Sequence[float]]
Vector = Sequence[float]


def _quadratic(A: Matrix, b: Vector | None = None) -> Quadratic:
    return Quadratic(np.asarray(A, dtype=float), 0 if b is None else np.asarray(b, dtype=float))


def _known(value: Any, what: str) -> Any:
    if value is None:
        raise ValueError(f"this quadratic has no {what}")
    return value


def _end(A: Matrix, b: Vector, start: Vector, steps: int, optimizer: Optimizer) -> Any:
    form = _quadratic(A, b)
    path = descend(form.value, form.gradient, start, int(at_most("steps", steps, MOST_STEPS)), optimizer)
    if path.diverged_at is not None:
        raise ValueError("descent leaves the finite numbers")
    return path.points[-1]


def _steps_to(A: Matrix, s: float, tol: float, mu: float = 0.0) -> float:
    return _quadratic(A).steps_to(s, tol, mu)


def _rate(A: Matrix, s: float, mu: float = 0.0) -> Any:
    return _quadratic(A).rate(s, mu)


FUNCTIONS: Programs = {
    "descent.minimum": (lambda A, b: _known(_quadratic(A, b).minimum, "minimum"), 2, 2),
    "descent.value": (lambda A, b, v: _quadratic(A, b).value(np.asarray(v, dtype=float)), 3, 3),
    "descent.gradient": (lambda A, b, v: _quadratic(A, b).gradient(np.asarray(v, dtype=float)), 3, 3),
    "descent.eigenvalues": (lambda A: _quadratic(A).eigenvalues, 1, 1),
    "descent.condition": (lambda A: _known(_quadratic(A).condition, "condition"), 1, 1),
    "descent.limit": (lambda A, mu=0.0: _known(_quadratic(A).step_limit(mu), "stability limit"), 1, 2),
    "descent.best_step": (lambda A: _known(_quadratic(A).optimal_step, "best step"), 1, 1),
    "descent.best_rate": (lambda A: _known(_quadratic(A).optimal_rate, "best rate"), 1, 1),
    "descent.rate": (_rate, 2, 3),
    "descent.steps_to": (_steps_to, 3, 4),
    "descent.best_momentum": (lambda A: _known(_quadratic(A).heavy_ball(), "best momentum").momentum, 1, 1),
    "descent.best_momentum_step": (lambda A: _known(_quadratic(A).heavy_ball(), "best momentum").step, 1, 1),
    "descent.sgd": (lambda A, b, v, steps, s, mu=0.0: _end(A, b, v, steps, SGD(s, momentum=mu)), 5, 6),
    "descent.nesterov": (
        lambda A, b, v, steps, s, mu: _end(A, b, v, steps, SGD(s, momentum=mu, nesterov=True)),
        6,
        6,
    ),
    "descent.adam": (lambda A, b, v, steps, s: _end(A, b, v, steps, Adam(s)), 5, 5),
}
