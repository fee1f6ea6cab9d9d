"""Random instances of a question about matrices: every size another number, every entry from its domain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tutor import maths
from tutor.marking.identity.domains import Domain
from tutor.maths.tree import Indexed, Node

Size = int | str
Shape = tuple[Size, Size]
Instance = dict[str, Any]

_SMALLEST, _LARGEST = 2, 9
_MEMBERS = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """The variables of a question: their shapes, their domains, which are families, and the open sizes."""

    shapes: Mapping[str, Shape]
    domains: Mapping[str, Domain]
    families: frozenset[str]
    sizes: tuple[str, ...]

    @classmethod
    def of(cls, trees: Sequence[Node], declared: Mapping[str, Any], domain: Mapping[str, Any]) -> Frame:
        """From what the question declares; a mere word as declaration is the domain of a number.

        Raises:
            ValueError: if a shape or a domain is none.
        """
        nodes = [node for tree in trees for node in maths.walk(tree)]
        shapes = {name: maths.shape_of(one) for name, one in declared.items()}
        rest = domain.get("*", "real")
        domains = {name: Domain.of(domain.get(name, _scalar(one) or rest)) for name, one in declared.items()}
        families = frozenset(node.family for node in nodes if isinstance(node, Indexed))
        sizes = {size for shape in shapes.values() for size in shape if isinstance(size, str)}
        return cls(shapes, domains, families, tuple(sorted(sizes)))

    def instance(self, random: np.random.Generator, scale: float) -> Instance:
        """Arrays for the matrices, numbers for the numbers and the sizes."""
        span = max(_LARGEST - _SMALLEST + 1, len(self.sizes))
        drawn = random.permutation(span)[: len(self.sizes)] + _SMALLEST
        sizes = {name: int(size) for name, size in zip(self.sizes, drawn, strict=True)}
        values: Instance = dict(sizes)
        for name, shape in self.shapes.items():
            rows, columns = (sizes[size] if isinstance(size, str) else size for size in shape)
            count = _MEMBERS if name in self.families else 1
            arrays = [entries(self.domains[name], (rows, columns), random, scale) for _ in range(count)]
            values[name] = arrays if name in self.families else arrays[0]
        return values


def entries(
    domain: Domain, shape: tuple[int, int], random: np.random.Generator, scale: float
) -> npt.NDArray[np.float64]:
    """A matrix of random entries from a domain."""
    low = -np.inf if domain.low is None else float(domain.low)
    high = np.inf if domain.high is None else float(domain.high)
    if domain.whole:
        first, last = max(low, -4 * scale), min(high, max(low, 0) + 4 * scale)
        return random.integers(int(first), int(last) + 1, shape).astype(float)
    if np.isinf(low) and np.isinf(high):
        return random.uniform(-scale, scale, shape)
    first = high - 2 * scale if np.isinf(low) else low
    last = low + 2 * scale if np.isinf(high) else high
    return random.uniform(first, last, shape)


def _scalar(declared: Any) -> str | None:
    """The domain that a mere word declares."""
    is_domain = isinstance(declared, str) and maths.shape_of(declared) == (1, 1)
    return declared if is_domain and declared != "real" else None
