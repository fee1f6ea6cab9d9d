"""What to say when the shapes of matrices do not fit, and what would."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.maths.declare import Shape
from tutor.maths.errors import MathsError
from tutor.maths.printer import to_text
from tutor.maths.tree import Node, Product, Transpose


def shape_text(shape: Shape) -> str:
    """A shape in words: "a number", "s×r"."""
    return "a number" if shape == (1, 1) else f"{shape[0]}×{shape[1]}"


def _named(node: Node, shape: Shape) -> str:
    return f"{shown(node)} is {shape_text(shape)}"


def shown(node: Node) -> str:
    """A part of the formula, in brackets where it could not stand in a product."""
    return to_text(node, matrices=True, as_factor=True)


def _error(message: str, hint: str, first: Node, second: Node | None = None) -> MathsError:
    start = first.span[0]
    end = (second or first).span[1]
    return MathsError("shape", message, start, max(end - start, 1), hint)


def product(left: Node, left_shape: Shape, right: Node, right_shape: Shape) -> MathsError:
    """A matrix product whose inner sizes differ."""
    if left_shape[1] == right_shape[1] == 1:
        return _columns(left, left_shape, right, right_shape)
    fits = []
    if right_shape[1] == left_shape[0]:
        fits.append(f"{shown(right)} {shown(left)} ({shape_text((right_shape[0], left_shape[1]))})")
    for flip_left, flip_right in ((True, False), (False, True), (True, True)):
        first = left_shape[::-1] if flip_left else left_shape
        second = right_shape[::-1] if flip_right else right_shape
        if first[1] == second[0]:
            text = f"{_flipped(left, flip_left)} {_flipped(right, flip_right)}"
            fits.append(f"{text} ({shape_text((first[0], second[1]))})")
    if left_shape == right_shape:
        fits.append(f"{shown(left)} ⊙ {shown(right)} ({shape_text(left_shape)})")
    message = (
        f"{_named(left, left_shape)} and {_named(right, right_shape)}: a product needs the inner sizes to match, "
        f"and {left_shape[1]} and {right_shape[0]} do not."
    )
    return _error(message, _listed(fits), left, right)


def _listed(fits: list[str]) -> str:
    """At most two things that would fit, in words."""
    if not fits:
        return ""
    return f"This fits: {fits[0]}." if len(fits) == 1 else f"These fit: {' or '.join(fits[:2])}."


def _columns(left: Node, left_shape: Shape, right: Node, right_shape: Shape) -> MathsError:
    message = (
        f"{_named(left, left_shape)} and {_named(right, right_shape)}: two columns have no matrix product."
    )
    outer = f"{shown(left)} {_flipped(right, True)} ({left_shape[0]}×{right_shape[0]})"
    if left_shape != right_shape:
        return _error(message, f"This fits: {outer}.", left, right)
    inner = f"{_flipped(left, True)} {shown(right)} (a number)"
    return _error(message, f"Write {shown(left)} ⊙ {shown(right)}, {inner} or {outer}.", left, right)


def _flipped(node: Node, flip: bool) -> str:
    if not flip:
        return shown(node)
    return shown(node.operand if isinstance(node, Transpose) else Transpose(node))


def entrywise(sign: str, left: Node, left_shape: Shape, right: Node, right_shape: Shape) -> MathsError:
    """Terms, factors or arguments that are taken entry by entry and differ in shape."""
    what = {"+": "a sum", "⊙": "⊙", "/": "a division entry by entry"}.get(sign, sign)
    message = f"{_named(left, left_shape)} and {_named(right, right_shape)}: {what} needs equal shapes."
    fits = []
    if left_shape == right_shape[::-1]:
        fits = [f"{shown(left)} with {_flipped(right, True)}", f"{_flipped(left, True)} with {shown(right)}"]
    elif sign in ("⊙", "*") and left_shape[1] == right_shape[0]:
        fits = [f"the matrix product {shown(left)} @ {shown(right)}"]
    return _error(message, _listed(fits), left, right)


def either(left: Node, left_shape: Shape, right: Node, right_shape: Shape) -> MathsError:
    """A `*` that fits neither entry by entry nor as a matrix product."""
    error = product(left, left_shape, right, right_shape)
    message = (
        f"{_named(left, left_shape)} and {_named(right, right_shape)}: neither a matrix product nor ⊙ fits."
    )
    return MathsError("shape", message, error.position, error.length, error.hint)


def not_square(name: str, node: Node, shape: Shape) -> MathsError:
    """A function of square matrices given another one."""
    return _error(f"{_named(node, shape)}: {name} needs a square matrix.", "", node)


def not_number(what: str, node: Node, shape: Shape) -> MathsError:
    """An array where a number is needed."""
    return _error(f"{_named(node, shape)}, and {what} must be a number.", "", node)


def not_vector(name: str, node: Node, shape: Shape) -> MathsError:
    """A function of vectors given something else."""
    return _error(f"{_named(node, shape)}: {name} needs a vector.", "", node)


def not_size(node: Node) -> MathsError:
    """Something else where a size is expected, as in ones(n)."""
    return _error(f"{shown(node)} is not a size: write a whole number or one of the sizes.", "", node)


def no_identity(node: Node) -> MathsError:
    """An identity matrix whose size nothing tells."""
    return _error("The size of this identity matrix I is not clear.", "Write eye(n).", node)


def regroupings(node: Product) -> list[Node]:
    """A chain of mixed products with brackets around its end instead of its beginning."""
    factors: list[Node] = [node]
    signs: list[str] = []
    while isinstance(factors[0], Product):
        inner = factors[0]
        factors[0:1] = inner.factors
        signs[0:0] = [inner.sign] * (len(inner.factors) - 1)
    if len(set(signs)) == 1:
        return []
    found = []
    for cut in range(1, len(signs)):
        tail = _chain(factors[cut:], signs[cut:])
        found.append(_chain([*factors[:cut], tail], signs[:cut]))
    return found


def _chain(factors: Sequence[Node], signs: Sequence[str]) -> Node:
    tree = factors[0]
    for sign, factor in zip(signs, factors[1:], strict=True):
        if isinstance(tree, Product) and tree.sign == sign and tree is not factors[0]:
            tree = Product(sign, (*tree.factors, factor), span=(tree.span[0], factor.span[1]))
        else:
            tree = Product(sign, (tree, factor), span=(tree.span[0], factor.span[1]))
    return tree
