"""All variables of a comparison together: numbers, and families of numbers such as pi_k."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from tutor import maths
from tutor.marking.identity.domains import Domain, Number
from tutor.maths.tree import BigOperator, Indexed, Node

Coordinate = Number | list[Number]
Point = dict[str, Coordinate]
Draw = Callable[[Domain], Number]
Array = npt.NDArray[np.complex128]
Arrays = dict[str, Array | list[Array]]

_MEMBERS = 3
_STEP = Fraction(3, 1 << 12)
_MEMBERS_WITH_BOUNDS = 12
"""Where a sum names its upper bound, families must reach as far as the integers that are drawn for it."""

COUNT = "count"
_COUNTS = (_MEMBERS, 5)
"""Two sizes for families whose size has a name: at one alone, 1/3 would be 1/K."""


@dataclass(frozen=True, slots=True)
class Space:
    """The domains of numbers, the domains of families, how many members every family has, and names of that size."""

    numbers: Mapping[str, Domain]
    families: Mapping[str, Domain]
    members: int
    counts: frozenset[str] = frozenset()

    @classmethod
    def all_of(
        cls, trees: Sequence[Node], declared: Mapping[str, Any], domain: Mapping[str, Any]
    ) -> list[Space]:
        """The spaces on which formulas must agree: several where they mention the size of the families."""
        space = cls.of(trees, declared, domain)
        return [replace(space, members=size) for size in _COUNTS] if space.counts else [space]

    @classmethod
    def of(cls, trees: Sequence[Node], declared: Mapping[str, Any], domain: Mapping[str, Any]) -> Space:
        """The space of the variables that the trees mention.

        A variable's domain is what `domain` says of it, else what is declared, else what `domain` says of
        all others, else the reals.
        """
        nodes = [node for tree in trees for node in maths.walk(tree)]
        names = frozenset[str]().union(*(maths.names(tree) for tree in trees))
        families = {node.family for node in nodes if isinstance(node, Indexed)}
        bounded = any(isinstance(node, BigOperator) and node.upper is not None for node in nodes)
        counts = frozenset(name for name in names if declared.get(name) == COUNT)
        domains = _domains(names - counts, declared, domain)
        return cls(
            {name: domains[name] for name in sorted(names - families - counts)},
            {name: domains[name] for name in sorted(families)},
            _MEMBERS_WITH_BOUNDS if bounded and not counts else _MEMBERS,
            counts,
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is no variable at all."""
        return not self.numbers and not self.families and not self.counts

    def point(self, draw: Draw) -> Point:
        """A point, each of its numbers drawn from its domain."""
        point: Point = {name: draw(domain) for name, domain in self.numbers.items()}
        point |= dict.fromkeys(sorted(self.counts), Fraction(self.members))
        for name, domain in self.families.items():
            point[name] = [draw(domain) for _ in range(self.members)]
        return point

    def random_point(self, random: Random, scale: float = 2.0) -> Point:
        """A random point near the origin of every domain."""
        return self.point(lambda domain: domain.draw(random, scale))

    def beside(self, point: Point) -> Point | None:
        """A point close by whose whole numbers are none any more, or None where no variable is whole."""
        whole = {name for name, domain in self.numbers.items() if domain.whole}
        if not whole:
            return None
        return {name: value + _STEP if name in whole else value for name, value in point.items()}  # type: ignore[operator]

    def arrays(self, points: Sequence[Point]) -> Arrays:
        """The points as one array a number, and a list of arrays a family."""
        names = (*self.numbers, *sorted(self.counts))
        values: Arrays = {name: _array([point[name] for point in points]) for name in names}
        for name in self.families:
            members = zip(*([*_members(point[name])] for point in points), strict=True)
            values[name] = [_array(member) for member in members]
        return values

    def at(self, arrays: Arrays, place: int) -> Point:
        """The exact point at one place of the arrays."""
        return {
            name: [_exact(one[place]) for one in column]
            if isinstance(column, list)
            else _exact(column[place])
            for name, column in arrays.items()
        }

    def cheap(self, draw: Callable[[Domain], Array]) -> Arrays:
        """Arrays of coordinates for every number and every member of every family."""
        values: Arrays = {name: draw(domain) for name, domain in self.numbers.items()}
        for name in self.counts:
            values[name] = np.full_like(draw(Domain()), self.members)
        for name, domain in self.families.items():
            values[name] = [draw(domain) for _ in range(self.members)]
        return values


def of_tree(tree: Node, values: Arrays) -> Arrays:
    """The values of the variables that one formula mentions."""
    return {name: values[name] for name in maths.names(tree)}


def _domains(
    names: Iterable[str], declared: Mapping[str, Any], domain: Mapping[str, Any]
) -> dict[str, Domain]:
    chosen = {name: domain.get(name, declared.get(name, "real")) for name in names}
    # Real is what a name is when nothing else is said, so a domain for all others means it too.
    rest = domain.get("*", "real")
    chosen = {name: rest if one == "real" and name not in domain else one for name, one in chosen.items()}
    return {name: Domain.of(one) for name, one in chosen.items()}


def _array(column: Sequence[Any]) -> Array:
    return np.array([complex(value) for value in column])


def _members(family: Coordinate) -> list[Number]:
    assert isinstance(family, list)
    return family


def _exact(value: complex) -> Number:
    return complex(value) if value.imag else Fraction(float(value.real))
