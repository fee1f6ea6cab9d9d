"""Formulas of matrices computed with numpy on one instance: every array is two-dimensional, a number is 1×1."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.maths.arrays import Array, real_arrays
from tutor.maths.definitions import Definition, Functions
from tutor.maths.errors import MathsError
from tutor.maths.evaluator import Evaluator
from tutor.maths.functions import OF_MATRICES
from tutor.maths.tree import Call, Matrix, Node, Power, Product, Transpose

Values = Mapping[str, Any]

MOST_ENTRIES = 4096


def evaluate_matrix(
    tree: Node,
    values: Mapping[str, ArrayLike | Sequence[ArrayLike]],
    functions: Functions | None = None,
) -> NDArray[np.float64]:
    """The value of a resolved formula (see `resolve`) as a two-dimensional array.

    Args:
        tree: the tree of a `Resolved`.
        values: a two-dimensional array for each matrix or vector (vectors as columns), a number for each number and
            each size that the formula names, a list of arrays for a family.
        functions: the question's own functions, taken entry by entry.

    Raises:
        MathsError: code undefined where a matrix has no inverse.
    """
    arrays = {name: _array(value) for name, value in values.items()}
    with np.errstate(all="ignore"):
        result = _Matrices(functions).value(tree, arrays)
    return np.atleast_2d(np.asarray(result, dtype=np.float64))


def _array(value: ArrayLike | Sequence[ArrayLike]) -> Any:
    if isinstance(value, (list, tuple)):
        return [np.asarray(member, dtype=np.float64) for member in value]
    return np.asarray(value, dtype=np.float64)


class _Matrices(Evaluator[Array]):
    """Entry by entry like every formula, but for the nodes that are about matrices."""

    def __init__(self, functions: Functions | None) -> None:
        super().__init__(real_arrays(), functions)
        self._entrywise = Evaluator[Array](real_arrays(), functions)

    def defined(self, definition: Definition, arguments: Sequence[Array]) -> Array:
        """A function of numbers taken entry by entry: the powers in its formula are no powers of matrices."""
        return self._entrywise.defined(definition, arguments)

    def value(self, node: Node, values: Values) -> Array:
        match node:
            case Product("@", (left, right)):
                return self.value(left, values) @ self.value(right, values)
            case Transpose(operand):
                return self.value(operand, values).T
            case Power(base, exponent, False):
                array = self.value(base, values)
                if array.size > 1:
                    return _matrix_power(array, int(self.value(exponent, values)))
            case Call(name, arguments, 0) if _is_of_matrices(name, arguments):
                return _computed(name, [self.value(argument, values) for argument in arguments])
            case Call("multiply", (left, right)):
                return self.value(left, values) * self.value(right, values)
            case Matrix(rows):
                return np.array([[float(self.value(entry, values).item()) for entry in row] for row in rows])
        return super().value(node, values)


def _is_of_matrices(name: str, arguments: tuple[Node, ...]) -> bool:
    return name in OF_MATRICES and (len(arguments) == 1 or name not in ("max", "min"))


def _matrix_power(array: Array, exponent: int) -> Array:
    try:
        return np.asarray(np.linalg.matrix_power(array, exponent))
    except np.linalg.LinAlgError:
        raise MathsError("undefined", "This matrix has no inverse.") from None


def _computed(name: str, arguments: list[Array]) -> Array:
    first = np.atleast_2d(arguments[0])
    if name in ("ones", "zeros", "eye"):
        return _filled(name, arguments)
    axis = int(arguments[1].item()) if len(arguments) > 1 and name != "norm" else None
    if name in _REDUCTIONS:
        return _reduced(name, first, axis)
    if name in _EXPONENTIAL:
        total = _log_sum_exp(first, axis)
        return _EXPONENTIAL[name](first, total)
    if name == "norm" and len(arguments) > 1:
        order = arguments[1].item()
        size = np.abs(first)
        return np.atleast_2d(size.max() if order == np.inf else (size**order).sum() ** (1 / order))
    try:
        return np.atleast_2d(_WHOLE[name](first))
    except np.linalg.LinAlgError:
        raise MathsError("undefined", "This matrix has no inverse.") from None


def _filled(name: str, sizes: list[Array]) -> Array:
    numbers = [int(size.item()) for size in sizes]
    shape = (numbers[0], numbers[-1] if len(numbers) == 2 else 1)
    if not 0 < shape[0] * max(shape[1], numbers[0] if name == "eye" else 1) <= MOST_ENTRIES:
        raise MathsError("large", "This matrix is too large.")
    if name == "eye":
        return np.eye(numbers[0])
    return np.ones(shape) if name == "ones" else np.zeros(shape)


def _reduced(name: str, array: Array, axis: int | None) -> Array:
    if axis is None:
        return np.atleast_2d(_REDUCTIONS[name](array))
    return np.asarray(_REDUCTIONS[name](array, axis=axis, keepdims=True))


def _log_sum_exp(array: Array, axis: int | None) -> Array:
    """The logarithm of Σ eˣ along an axis; without one over the entries of a vector, over each row of a matrix."""
    if axis is None and 1 not in array.shape:
        axis = 1
    top = array.max(axis=axis, keepdims=True)
    return np.asarray(top + np.log(np.exp(array - top).sum(axis=axis, keepdims=True)))


_REDUCTIONS: dict[str, Callable[..., Any]] = {"sum": np.sum, "mean": np.mean, "max": np.max, "min": np.min}
_EXPONENTIAL: dict[str, Callable[[Array, Array], Array]] = {
    "logsumexp": lambda array, total: total,
    "softmax": lambda array, total: np.exp(array - total),
    "logsoftmax": lambda array, total: array - total,
}
_WHOLE: dict[str, Callable[[Array], Array]] = {
    "tr": np.trace,
    "inv": np.linalg.inv,
    "det": np.linalg.det,
    "norm": lambda array: np.asarray(np.linalg.norm(array)),
    "diag": lambda array: np.diag(array.ravel()) if 1 in array.shape else np.diag(array).reshape(-1, 1),
    "transpose": np.transpose,
}
