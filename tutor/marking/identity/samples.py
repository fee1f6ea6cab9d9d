"""What two formulas are worth at a few ordinary points: to recognise a slip, and to show a difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from tutor import maths
from tutor.marking.identity.domains import Domain, Number
from tutor.marking.identity.space import Coordinate, Point, Space, of_tree
from tutor.maths import MathsError
from tutor.maths.tree import Node

Values = npt.NDArray[np.complex128]

COUNT = 16
_PLAIN = (Fraction(2), Fraction(3), Fraction(1, 2), Fraction(1, 4), Fraction(1), Fraction(-2), Fraction(5))
_VISIBLE = 1e-3


@dataclass(frozen=True, slots=True)
class Samples:
    """Points, and the typed and the right value at each."""

    points: tuple[Point, ...]
    typed: Values
    right: Values

    def counterexample(self) -> str:
        """One sentence with the first plain point at which the values differ visibly, or nothing."""
        for point, typed, right in zip(self.points, self.typed, self.right, strict=True):
            if not _differ(complex(typed), complex(right)) or not _is_real(right):
                continue
            yours = f"yours is {_short(typed)}" if _is_real(typed) else "yours is not a real number"
            if not point:
                return f"{yours[0].upper()}{yours[1:]}, which is another number than the answer."
            return f"At {point_text(point)} {yours} and the answer is {_short(right)}."
        return ""


def sample(
    typed: Node, right: Node, space: Space, seed: int, functions: Mapping[str, Any] | None = None
) -> Samples | None:
    """Both formulas at plain points first and at random ones after them; None where floats cannot tell."""
    random = Random(seed)
    points = [space.point(lambda domain: _plain(domain, random)) for _ in range(COUNT // 2)]
    points += [space.random_point(random) for _ in range(COUNT - len(points))]
    values = space.arrays(points)
    try:
        pair = [maths.evaluate(tree, of_tree(tree, values), functions=functions) for tree in (typed, right)]
    except MathsError:
        return None
    left, other = (np.broadcast_to(one, (COUNT,)).astype(complex) for one in pair)
    return Samples(tuple(points), left, other)


def point_text(point: Point) -> str:
    """A point as `x = 2, y = 0.5`."""
    return ", ".join(f"{maths.pretty_name(name)} = {_coordinate(value)}" for name, value in point.items())


def _plain(domain: Domain, random: Random) -> Number:
    """A short number of the domain if there is one among the usual ones."""
    usual = [value for value in _PLAIN if domain.contains(value)]
    return random.choice(usual) if usual else domain.draw(random)


def _coordinate(value: Coordinate) -> str:
    if isinstance(value, list):
        return f"({', '.join(map(_coordinate, value))})"
    shown = f"{value:.4g}" if isinstance(value, complex) else f"{float(value):.4g}"
    return shown.replace("-", "−")


def _differ(typed: complex, right: complex) -> bool:
    """Whether two values differ so much that it shows in four digits."""
    if not (np.isfinite(typed) and np.isfinite(right)):
        return False
    return abs(typed - right) > _VISIBLE * max(abs(typed), abs(right))


def _is_real(value: complex) -> bool:
    return bool(np.isfinite(value)) and abs(value.imag) <= 1e-9 * abs(value)


def _short(value: complex) -> str:
    return f"{value.real + 0.0:.4g}".replace("-", "−")
