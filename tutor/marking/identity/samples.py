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
from tutor.marking.identity.space import Coordinate, Point, Space
from tutor.maths import MathsError
from tutor.maths.tree import Node

Values = npt.NDArray[np.complex128]

COUNT = 16
_PLAIN = (Fraction(2), Fraction(3), Fraction(1, 2), Fraction(1, 4), Fraction(1), Fraction(-2), Fraction(5))
_DIFFER = 1e-3


@dataclass(frozen=True, slots=True)
class Samples:
    """Points, and the typed and the right value at each."""

    points: tuple[Point, ...]
    typed: Values
    right: Values

    def counterexample(self) -> str:
        """One sentence with the first plain point at which the values differ visibly, or nothing."""
        for point, typed, right in zip(self.points, self.typed, self.right, strict=True):
            gap = abs(typed - right)
            if np.isfinite(gap) and gap > _DIFFER * max(abs(typed), abs(right)) and _is_real(typed, right):
                return f"At {point_text(point)} yours is {_short(typed)} and the answer is {_short(right)}."
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
        pair = [maths.evaluate(tree, values, functions=functions) for tree in (typed, right)]
    except MathsError:
        return None
    left, other = (np.broadcast_to(one, (COUNT,)).astype(complex) for one in pair)
    return Samples(tuple(points), left, other)


def point_text(point: Point) -> str:
    """A point as `x = 2, y = 0.5`."""
    return ", ".join(f"{name} = {_coordinate(value)}" for name, value in point.items())


def _plain(domain: Domain, random: Random) -> Number:
    """A short number of the domain if there is one among the usual ones."""
    usual = [value for value in _PLAIN if domain.contains(value)]
    return random.choice(usual) if usual else domain.draw(random)


def _coordinate(value: Coordinate) -> str:
    if isinstance(value, list):
        return f"({', '.join(map(_coordinate, value))})"
    return f"{value:.4g}" if isinstance(value, complex) else f"{float(value):.4g}"


def _is_real(*values: complex) -> bool:
    return all(abs(value.imag) <= 1e-9 * max(abs(value), 1e-300) for value in values)


def _short(value: complex) -> str:
    return f"{value.real:.4g}"
