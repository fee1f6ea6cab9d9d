"""Reading numbers: what a caller passes becomes an array of float64, or a plain sentence says why not."""

from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


def real_array(name: str, value: ArrayLike) -> FloatArray:
    """Return `value` as an array of float64, of any shape.

    Args:
        name: what the caller calls this argument; it opens the message of every error.
        value: a number, a (nested) sequence of numbers or an array.

    Raises:
        ValueError: if something in it is not a real number, or the rows of a nested list differ in length.
    """
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{name} must hold real numbers, in rows of equal length") from error
    if array.dtype.kind == "O" and all(isinstance(item, Real) for item in array.flat):
        return _from_objects(name, array)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} must hold real numbers only")
    return array.astype(np.float64)


def real_number(name: str, value: ArrayLike) -> float:
    """Return `value` as one finite float.

    Raises:
        ValueError: if it is not a single number, or not finite.
    """
    array = real_array(name, value)
    if array.ndim != 0:
        raise ValueError(f"{name} must be one number, not an array of shape {array.shape}")
    if not np.isfinite(array):
        raise ValueError(f"{name} must be finite, not {float(array)}")
    return float(array)


def as_given(result: FloatArray) -> float | FloatArray:
    """A float for a scalar, the array itself otherwise: scalars in, floats out."""
    return float(result) if result.ndim == 0 else result


def _from_objects(name: str, array: NDArray[Any]) -> FloatArray:
    """Fractions, and Python's integers beyond 64 bits."""
    try:
        return array.astype(np.float64)
    except OverflowError as error:
        raise ValueError(f"{name} holds a number too large for a float") from error
