"""The shapes of functions of matrices: sum, softmax, diag, inv, ones and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.maths import misfits
from tutor.maths.declare import Shape, Size
from tutor.maths.functions import OF_MATRICES
from tutor.maths.tree import Call, Matrix, Name, Neg, Node, Number

if TYPE_CHECKING:
    from tutor.maths.shapes import Resolver, Shaped

_NUMBER: Shape = (1, 1)
_REDUCING = frozenset({"sum", "mean", "max", "min", "logsumexp"})
_SQUARE = frozenset({"tr", "inv", "det"})


def call_shape(resolver: Resolver, node: Call) -> Shaped:
    """A function's call, resolved, with its shape. Raises MathsError where the shapes do not fit."""
    name, count = node.function, len(node.arguments)
    if name not in OF_MATRICES or (name in ("max", "min") and count > 1):
        return resolver.entrywise(name, node.arguments, node)
    if name in ("ones", "zeros", "eye"):
        return _filled(node)
    if name == "dot":
        return _dot(resolver, node)
    inner = resolver.part(node.arguments[0])
    rest = tuple(resolver.number("this argument", argument) for argument in node.arguments[1:])
    tree = node.rebuilt((inner.tree, *rest))
    shape = inner.shape
    if name in ("softmax", "logsoftmax") and count == 2:
        _reduced(node, shape)
    if name in _REDUCING:
        return _shaped(tree, _reduced(node, shape) if count == 2 else _rows_reduced(name, shape))
    if name == "norm":
        return _shaped(tree, _NUMBER)
    if name in _SQUARE:
        if shape[0] != shape[1]:
            raise misfits.not_square(name, node.arguments[0], shape)
        return _shaped(tree, shape if name == "inv" else _NUMBER)
    if name == "diag":
        return _shaped(tree, _diagonal(node, shape))
    return _shaped(tree, shape)


def _shaped(tree: Node, shape: Shape) -> Shaped:
    from tutor.maths.shapes import Shaped

    return Shaped(tree, shape)


def _reduced(node: Call, shape: Shape) -> Shape:
    axis = node.arguments[1]
    if axis == Number("0"):
        return (1, shape[1])
    if axis in (Number("1"), Neg(Number("1"))):
        return (shape[0], 1)
    raise misfits.not_size(axis)


def _rows_reduced(name: str, shape: Shape) -> Shape:
    is_matrix = 1 not in shape
    return (shape[0], 1) if name == "logsumexp" and is_matrix else _NUMBER


def _diagonal(node: Call, shape: Shape) -> Shape:
    if 1 in shape:
        size = shape[0] if shape[1] == 1 else shape[1]
        return (size, size)
    if shape[0] != shape[1]:
        raise misfits.not_square("diag", node.arguments[0], shape)
    return (shape[0], 1)


def _filled(node: Call) -> Shaped:
    """ones(n), ones(n, m), ones((n, m)), eye(n)."""
    arguments = node.arguments
    if len(arguments) == 1 and isinstance(arguments[0], Matrix):
        arguments = arguments[0].parts
    sizes = [_size(argument) for argument in arguments]
    if len(sizes) > 2:
        raise misfits.not_size(node.arguments[0])
    second: Size = sizes[0] if node.function == "eye" else 1
    return _shaped(
        Call(node.function, arguments, span=node.span), (sizes[0], sizes[1] if len(sizes) == 2 else second)
    )


def _size(node: Node) -> Size:
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Number) and node.text.isdecimal() and 1 <= int(node.text) <= 64:
        return int(node.text)
    raise misfits.not_size(node)


def _dot(resolver: Resolver, node: Call) -> Shaped:
    """np.dot: the inner product of two columns, otherwise the matrix product."""
    left_node, right_node = node.arguments
    left, right = resolver.part(left_node), resolver.part(right_node)
    if _NUMBER in (left.shape, right.shape):
        return resolver.entrywise("dot", node.arguments, Call("multiply", node.arguments, span=node.span))
    are_columns = left.shape == right.shape and left.shape[1] == 1
    return resolver.matrix_product(
        "inner" if are_columns else "@", left_node, left, right_node, right, node.span
    )
