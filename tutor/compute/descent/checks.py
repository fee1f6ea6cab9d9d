"""What every function here asks of a point, a matrix and a number of steps."""

from __future__ import annotations

import operator

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def finite_array(name: str, given: npt.ArrayLike) -> Array:
    """`given` as a new float64 array, or a ValueError that calls it `name`."""
    try:
        array = np.array(given, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as fault:
        raise ValueError(f"{name} must be made of real numbers, with rows of equal length.") from fault
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, but holds an infinite or missing number.")
    return array


def point(name: str, given: npt.ArrayLike, dimension: int | None = None) -> Array:
    """`given` as a finite vector of shape (d,), with d = `dimension` where that is known."""
    return fitting(name, finite_array(name, given), dimension)


def fitting(name: str, array: Array, dimension: int | None = None) -> Array:
    """`array`, if it is a vector of shape (d,), with d = `dimension` where that is known."""
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"{name} must be a vector of at least one number, not of shape {array.shape}.")
    if dimension is not None and array.size != dimension:
        raise ValueError(f"{name} must have {dimension} coordinates, but has {array.size}.")
    return array


def symmetric_matrix(name: str, given: npt.ArrayLike) -> Array:
    """`given` as a finite symmetric matrix of shape (d, d); asymmetry by rounding alone is averaged away."""
    array = finite_array(name, given)
    if array.ndim != 2 or array.shape[0] != array.shape[1] or array.size == 0:
        raise ValueError(f"{name} must be a square matrix, not of shape {array.shape}.")
    half = array / 2  # halved first: a sum of the largest numbers would overflow
    if np.abs(half - half.T).max() > 1e-12 * np.abs(array).max():
        raise ValueError(f"{name} must be symmetric, but differs from its transpose.")
    return np.asarray(half + half.T)


def real(name: str, given: float) -> float:
    """`given` as a finite number."""
    array = finite_array(name, given)
    if array.ndim:
        raise ValueError(f"{name} must be one number, not of shape {array.shape}.")
    return float(array)


def count(name: str, given: int) -> int:
    """`given` as a whole number ≥ 0."""
    try:
        number = operator.index(given)
    except TypeError:
        raise ValueError(f"{name} must be a whole number, not {given!r}.") from None
    if number < 0:
        raise ValueError(f"{name} must not be negative, but is {number}.")
    return number
