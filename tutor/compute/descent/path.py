"""Descent on any function, step by step, with any optimizer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tutor.compute.descent import checks
from tutor.compute.descent.checks import Array
from tutor.compute.descent.optimizers import Optimizer, optimizer

Function = Callable[[Array], Any]
Gradient = Callable[[Array], npt.ArrayLike]


@dataclass(frozen=True, eq=False)
class Path:
    """The way an optimizer took.

    Attributes:
        points: shape (n, d), the start first; n = steps + 1 unless the path left the finite numbers.
        values: shape (n,), f at each point.
        grad_norms: shape (n,), ‖∇f‖ at each point (infinite once its square leaves float64).
        diverged_at: the step where a coordinate or f first was not finite, which ends the rows; else None.
    """

    points: Array
    values: Array
    grad_norms: Array
    diverged_at: int | None = None


def descend(
    f: Function,
    grad: Gradient,
    start: npt.ArrayLike,
    steps: int,
    optimizer: Optimizer | Mapping[str, Any],
) -> Path:
    """Take `steps` steps from `start` and keep every point on the way.

    Args:
        f: takes a point of shape (d,) and returns a number.
        grad: takes a point of shape (d,) and returns the gradient there, shape (d,).
        start: the first point, shape (d,).
        steps: how many steps, at least 0.
        optimizer: one of `SGD`, `Adam`, `AdamW`, `RMSprop`, `Adagrad`, or a mapping with a "name" and
            PyTorch's keyword names, as in {"name": "SGD", "lr": 0.1, "momentum": 0.9}.

    Raises:
        ValueError: if f is not finite at the start, or an argument does not fit.
    """
    p = checks.point("start", start)
    total = checks.count("steps", steps)
    step = _chosen(optimizer).begin(p.size)
    points, values, norms = [], [], []
    with np.errstate(all="ignore"):
        for t in range(total + 1):
            value = value_at(f, p) if np.isfinite(p).all() else np.nan
            if not np.isfinite(value):
                break
            gradient = gradient_at(grad, p)
            points.append(p)
            values.append(value)
            norms.append(float(np.sqrt(gradient @ gradient)))
            if t < total:
                p = step(p, gradient)
    if not points:
        raise ValueError("start must be a point where f is finite.")
    diverged_at = len(points) if len(points) <= total else None
    return Path(np.array(points), np.array(values), np.array(norms), diverged_at)


def _chosen(given: Optimizer | Mapping[str, Any]) -> Optimizer:
    if not isinstance(given, Mapping):
        return given
    settings = dict(given)
    name = settings.pop("name", None)
    if not isinstance(name, str):
        raise ValueError("optimizer must have a name.")
    return optimizer(name, **settings)


def value_at(f: Function, p: Array) -> float:
    """The number f(p), or a ValueError where f returns anything else; an array of one number will do."""
    value = np.asarray(f(p), dtype=np.float64)
    if value.size != 1:
        raise ValueError(f"f must return one number, not an array of shape {value.shape}.")
    return float(value.reshape(()))


def gradient_at(grad: Gradient, p: Array) -> Array:
    """The gradient at p as an array of p's shape, or a ValueError."""
    gradient = np.asarray(grad(p), dtype=np.float64)
    if gradient.shape != p.shape:
        raise ValueError(f"grad must return shape {p.shape}, as the point has, not {gradient.shape}.")
    return gradient
