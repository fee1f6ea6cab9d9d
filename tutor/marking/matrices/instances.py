"""Random instances of a question about matrices: every size another number, every entry from its domain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tutor import maths
from tutor.marking.identity.domains import Domain
from tutor.maths.tree import Call, Compare, Indexed, Node, Number, Where

Size = int | str
Shape = tuple[Size, Size]
Instance = dict[str, Any]

_SMALLEST, _LARGEST = 2, 9
_SMALLEST_FAR_OUT = 6
_NEAR = 2.0
_FURTHER = (6.0, 12.0, 40.0, 150.0)
_MOST_LITERALS = 4
_MEMBERS = 3
_PIECEWISE = frozenset(
    """
    abs sign step relu relu6 leaky_relu elu selu hardtanh hardsigmoid hardswish softsign max min clip where floor
    ceil round mod
    """.split()
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The variables of a question: their shapes and domains, which are families, and the open sizes.

    `further` are the scales far out at which a formula that is given in pieces may bend.
    """

    shapes: Mapping[str, Shape]
    domains: Mapping[str, Domain]
    families: frozenset[str]
    sizes: tuple[str, ...]
    further: tuple[float, ...]

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
        return cls(shapes, domains, families, tuple(sorted(sizes)), _further(nodes))

    def instance(self, random: np.random.Generator, scale: float) -> Instance:
        """Arrays for the matrices, numbers for the numbers and the sizes."""
        smallest = _SMALLEST if scale <= _NEAR else _SMALLEST_FAR_OUT
        span = max(_LARGEST - _SMALLEST + 1, len(self.sizes))
        drawn = random.permutation(span)[: len(self.sizes)] + smallest
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


def _further(nodes: Sequence[Node]) -> tuple[float, ...]:
    """The scales far out: some, and thrice two times every number that a formula in pieces mentions."""
    if not any(map(_bends, nodes)):
        return ()
    literals = {float(node.value) for node in nodes if isinstance(node, Number) and 1 < node.value < 10**6}
    return (*_FURTHER, *(2 * literal for literal in sorted(literals)[:_MOST_LITERALS] * 3))


def _bends(node: Node) -> bool:
    """Whether a part is given in pieces, so that two formulas may agree near 0 and differ further out."""
    return isinstance(node, (Compare, Where)) or (isinstance(node, Call) and node.function in _PIECEWISE)


def _scalar(declared: Any) -> str | None:
    """The domain that a mere word declares."""
    is_domain = isinstance(declared, str) and maths.shape_of(declared) == (1, 1)
    return declared if is_domain and declared != "real" else None
