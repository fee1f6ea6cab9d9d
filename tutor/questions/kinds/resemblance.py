"""Whether an answer is a known wrong rule all the same, though it is not the same formula.

Matrix expressions whose shapes do not fit may have the same factors, however joined; a formula may multiply what no
answer multiplies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from tutor import maths
from tutor.maths import MathsError
from tutor.maths.tree import Call, Constant, Name, Node, Number, Product, Sum


def alike(answer: str, wrong: str, context: Mapping[str, Any], *, in_order: bool = False) -> bool:
    """Whether two matrix expressions have the same factors and terms, under any product sign.

    They may stand in any order and brackets, unless they must stand `in_order`.
    """
    key = _ordered if in_order else _key
    try:
        return key(_read(answer, context)) == key(_read(wrong, context))
    except MathsError:
        return False


def multiplies(answer: str, pairs: Sequence[Sequence[str]], context: Mapping[str, Any]) -> bool:
    """Whether in a formula some pair of variables is multiplied: what one adds depends on the other."""
    try:
        tree = maths.read(answer, variables=context["variables"], aliases=context["aliases"]).tree
        return any(_interact(tree, one, other, context["variables"]) for one, other in pairs)
    except MathsError:
        return False


def _interact(tree: Node, one: str, other: str, names: Iterable[str]) -> bool:
    """Whether the second difference in two variables is not 0."""
    base = {name: Fraction(place) for place, name in enumerate(names, 2)}
    shifts = ((0, 0, 1), (0, 1, -1), (1, 0, -1), (1, 1, 1))
    points = [({**base, one: base[one] + a, other: base[other] + b}, sign) for a, b, sign in shifts]
    values = [(maths.exact(tree, point), sign) for point, sign in points]
    if any(value is None for value, _ in values):
        return False
    return sum(value * sign for value, sign in values if value is not None) != 0


def _read(text: str, context: Mapping[str, Any]) -> Node:
    names = {
        **context["variables"],
        **{name: "real" for name in context["domain"] if name not in context["variables"]},
    }
    names.pop("*", None)
    return maths.read(
        text, variables=names, functions=context["generic"], aliases=context["aliases"], matrices=True
    ).tree


def _key(node: Node) -> tuple[Any, ...]:
    if isinstance(node, (Product, Sum)):
        return (type(node).__name__, *sorted(map(repr, map(_key, _flat(node, type(node))))))
    return (*_own(node), *map(_key, node.parts))


def _ordered(node: Node) -> tuple[Any, ...]:
    return (*_own(node), *map(_ordered, node.parts))


def _own(node: Node) -> tuple[str, ...]:
    kinds = ((Name, "name"), (Number, "value"), (Constant, "name"), (Call, "function"))
    own = (str(getattr(node, field)) for kind, field in kinds if isinstance(node, kind))
    return (type(node).__name__, *own)


def _flat(node: Node, kind: type[Node]) -> Iterator[Node]:
    for part in node.parts:
        if isinstance(part, kind):
            yield from _flat(part, kind)
        else:
            yield part
