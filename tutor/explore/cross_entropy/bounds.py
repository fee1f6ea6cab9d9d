"""What KL(x‖p) cannot fall below, and what it is close to p = x: for numbers and arrays alike.

`scale` is how many nats a unit is: 1 for nats, ln 2 for bits.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Some = TypeVar("Some", float, NDArray[np.float64])


def pinsker(x: float, p: Some, scale: float = 1.0) -> Some:
    """Return 2(p − x)²: KL(x‖p) is at least that (Pinsker's inequality for two outcomes)."""
    return 2 * (p - x) ** 2 / scale


def parabola(x: float, p: Some, scale: float = 1.0) -> Some:
    """Return (p − x)²/(2x(1 − x)), KL to second order around p = x, for 0 < x < 1; ∞ where no float holds it."""
    with np.errstate(over="ignore"):
        return (p - x) ** 2 / (2 * x * (1 - x)) / scale
