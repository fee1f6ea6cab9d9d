"""Whether an answer whose shapes do not fit is a known wrong rule all the same: the same factors, however joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tutor import maths
from tutor.maths import MathsError
from tutor.maths.tree import Call, Constant, Name, Node, Number, Product, Sum


def alike(answer: str, wrong: str, context: Mapping[str, Any]) -> bool:
    """Whether two matrix expressions have the same factors and terms, in any order and under any product sign."""
    try:
        return _key(_read(answer, context)) == _key(_read(wrong, context))
    except MathsError:
        return False


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
    own = tuple(
        str(getattr(node, field))
        for kind, field in ((Name, "name"), (Number, "value"), (Constant, "name"), (Call, "function"))
        if isinstance(node, kind)
    )
    return (type(node).__name__, *own, *map(_key, node.parts))


def _flat(node: Node, kind: type[Node]) -> Iterator[Node]:
    for part in node.parts:
        if isinstance(part, kind):
            yield from _flat(part, kind)
        else:
            yield part
