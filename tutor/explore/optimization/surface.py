"""A function of two variables as question 5 needs it: values, gradient and Hessian, read from a formula."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.compute.descent import Quadratic
from tutor.explore.typed import in_short
from tutor.maths import MathsError, differentiate, function, read, to_text, walk
from tutor.maths.tree import BigOperator, Call, Compare, Name, Node, Where

Array = NDArray[np.float64]
AXES = ("x", "y")
PAPER = "y^2 + (y-x)^2"
EXAMPLES = {
    "rosenbrock": "(1-x)^2 + 100(y-x^2)^2",
    "himmelblau": "(x^2+y-11)^2 + (x+y^2-7)^2",
    "saddle": "x^2 - y^2",
}


@dataclass(frozen=True)
class Surface:
    """f(x, y): `value` and `gradient` take points of shape (..., 2); `hessian` takes one point.

    `quadratic` is the same function as a `Quadratic` where it is one, so that everything is exact.
    """

    written: str
    gradient_written: tuple[str, str]
    value: Callable[[Array], Array]
    gradient: Callable[[Array], Array]
    hessian: Callable[[Array], Array]
    quadratic: Quadratic | None = None


@lru_cache(maxsize=32)
def read_surface(text: str) -> Surface:
    """Return the function that a formula in x and y stands for, or one of `EXAMPLES` by name.

    Raises:
        ValueError: with one sentence, where it cannot be read.
    """
    formula = EXAMPLES.get(text.strip().lower(), text)
    try:
        tree = read(formula, variables={"x": "real", "y": "real"}).tree
        slopes = [differentiate(tree, name) for name in AXES]
        curves = [[differentiate(slope, name) for name in AXES] for slope in slopes]
    except MathsError as fault:
        place = f" (character {fault.position + 1})" if fault.position else ""
        raise ValueError(in_short(fault) + place) from None
    written = (to_text(slopes[0]), to_text(slopes[1]))
    surface = Surface(to_text(tree), written, _scalar(tree), _stacked(slopes), _matrix(curves))
    constant = not any(isinstance(node, Name) for row in curves for entry in row for node in walk(entry))
    smooth = not any(isinstance(node, Call | Where | Compare | BigOperator) for node in walk(tree))
    return replace(surface, **_as_quadratic(surface)) if constant and smooth else surface


def _scalar(tree: Node) -> Callable[[Array], Array]:
    f = function(tree, AXES)
    return lambda v: np.asarray(f(np.asarray(v)[..., 0], np.asarray(v)[..., 1]), dtype=np.float64)


def _stacked(trees: Sequence[Node]) -> Callable[[Array], Array]:
    parts = [_scalar(tree) for tree in trees]
    return lambda v: np.stack([part(v) for part in parts], axis=-1)


def _matrix(rows: Sequence[Sequence[Node]]) -> Callable[[Array], Array]:
    parts = [_stacked(row) for row in rows]
    return lambda v: np.stack([part(v) for part in parts], axis=-2)


def _as_quadratic(surface: Surface) -> dict[str, Any]:
    """A function with a constant Hessian is a quadratic: exact everywhere, and faster."""
    origin = np.zeros(2)
    hessian, slope, height = surface.hessian(origin), surface.gradient(origin), float(surface.value(origin))
    if not (np.isfinite(hessian).all() and np.isfinite(slope).all() and np.isfinite(height)):
        return {}
    quadratic = Quadratic((hessian + hessian.T) / 2, slope, height)
    return {"quadratic": quadratic, "value": quadratic.value, "gradient": quadratic.gradient}
