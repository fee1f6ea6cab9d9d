"""What may go in, and in which form it comes out."""

from math import log
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.float64]
Result: TypeAlias = Any
"""A float where every argument was a single number (or a single row), otherwise an array."""

_UNITS = {"nats": 1.0, "bits": log(2.0)}
_SUM_TOLERANCE = 1e-6  # lets a float32 softmax pass


def numbers(name: str, value: ArrayLike) -> Array:
    """The argument as an array of finite floats.

    Raises:
        ValueError: it holds something else.
    """
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name}: must be numbers, not {value!r}") from None
    if not np.isfinite(array).all():
        raise ValueError(f"{name}: must be finite")
    return array


def probabilities(name: str, value: ArrayLike) -> Array:
    """The argument as an array of numbers in [0, 1].

    Raises:
        ValueError: one of them lies outside.
    """
    array = numbers(name, value)
    outside = (array < 0) | (array > 1)
    if outside.any():
        raise ValueError(f"{name}: must lie in [0, 1], not {float(array[outside][0])!r}")
    return array


def distributions(name: str, value: ArrayLike) -> Array:
    """The argument as rows (along the last axis) that are non-negative and sum to 1.

    Sums off by rounding are put right, so that the identities between the quantities hold.

    Raises:
        ValueError: a row has a negative entry, is empty, or its sum is off by more than a millionth.
    """
    array = numbers(name, value)
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ValueError(f"{name}: must be one probability per class along the last axis")
    if (array < 0).any():
        raise ValueError(f"{name}: must not be negative, but {float(array.min())!r} is")
    sums = array.sum(axis=-1, keepdims=True)
    off = np.abs(sums - 1) > _SUM_TOLERANCE
    if off.any():
        raise ValueError(f"{name}: must sum to 1 along the last axis, not to {float(sums[off][0])!r}")
    return np.asarray(array / sums)


def fit_together(first: str, a: Array, second: str, b: Array) -> None:
    """Check that two arguments broadcast.

    Raises:
        ValueError: they do not.
    """
    try:
        np.broadcast_shapes(a.shape, b.shape)
    except ValueError:
        raise ValueError(f"{first}: its shape {a.shape} does not fit the {b.shape} of {second}") from None


def per_unit(unit: str) -> float:
    """How many nats one unit is.

    Raises:
        ValueError: it is neither "nats" nor "bits".
    """
    if unit not in _UNITS:
        raise ValueError(f"unit: must be 'nats' or 'bits', not {unit!r}")
    return _UNITS[unit]


def plain(values: Array, scale: float = 1.0) -> Result:
    """A float for a single value, an array for several; in units of `scale`."""
    scaled = np.asarray(values / scale)
    return float(scaled) if scaled.ndim == 0 else scaled
