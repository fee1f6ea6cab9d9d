"""Finding a point on every branch of formulas that are given in pieces.

Random points near 0 miss the kink of min(max(x, 0), 6) at 6. So both formulas are evaluated in floats at many points,
at several scales and near every number that they mention, and the branches taken there are recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from tutor import maths
from tutor.marking.identity.domains import Domain
from tutor.marking.identity.space import Array, Arrays, Point, Space, of_tree
from tutor.maths import MathsError
from tutor.maths.tree import Node, Number

Floats = npt.NDArray[np.float64]

SCALES = (1.0, 4.0, 20.0, 100.0)
POINTS = 256
MOST_LITERALS = 12
MOST_BRANCHES = 48


def unseen_branches(
    trees: Sequence[Node],
    space: Space,
    seen: Sequence[Point],
    seed: int,
    functions: Mapping[str, Any] | None = None,
) -> list[Point]:
    """One exact point for each combination of branches that none of the points `seen` has met."""
    met = _branches(trees, space.arrays(seen), len(seen), functions)
    if met is None:
        return []
    random = np.random.default_rng(seed)
    scales = np.resize(np.repeat(SCALES, 2), POINTS)
    landmarks = _landmarks(trees)
    cheap = space.cheap(lambda domain: _coordinates(domain, random, scales, landmarks))
    taken = _branches(trees, cheap, POINTS, functions)
    known = {row.tobytes() for row in met}
    places: list[int] = []
    for place, row in enumerate(taken if taken is not None else ()):
        if row.tobytes() not in known and len(places) < MOST_BRANCHES:
            known.add(row.tobytes())
            places.append(place)
    return [space.at(cheap, place) for place in places]


def _branches(
    trees: Sequence[Node], values: Arrays, count: int, functions: Mapping[str, Any] | None
) -> npt.NDArray[np.int8] | None:
    """For each point a row with the branch that each piecewise node takes; None when there is no such node."""
    columns: list[npt.NDArray[np.int8]] = []
    for tree in trees:
        taken: list[npt.NDArray[np.int8]] = []
        try:
            maths.evaluate(tree, of_tree(tree, values), functions=functions, branches=taken)
        except MathsError:
            continue
        columns.extend(np.broadcast_to(branch, (count,)) for branch in taken)
    return np.column_stack(columns) if columns else None


def _coordinates(domain: Domain, random: np.random.Generator, scales: Floats, landmarks: Floats) -> Array:
    """Numbers of a domain at every scale, many of them near a landmark."""
    low = -np.inf if domain.low is None else float(domain.low)
    high = np.inf if domain.high is None else float(domain.high)
    if np.isfinite(low) and np.isfinite(high):
        first, last = np.full(POINTS, low), np.full(POINTS, high)
    elif np.isfinite(high):
        first, last = high - 2 * scales, np.full(POINTS, high)
    else:
        first = np.maximum(low, -scales)
        last = first + 2 * scales
    values = first + (last - first) * random.random(POINTS)
    near = random.choice(landmarks, POINTS)
    near += random.uniform(-1.0, 1.0, POINTS) / random.choice((1.0, 8.0, 64.0), POINTS)
    chosen = (np.arange(POINTS) % 2 == 1) & (near > low) & (near < high)
    values = np.where(chosen, near, values)
    if domain.whole:
        values = np.clip(np.rint(values), low, high)
    return values + 1j * (domain.plane * values[::-1])


def _landmarks(trees: Sequence[Node]) -> Floats:
    """0, the numbers in the formulas with both signs, and the middles between neighbours."""
    literals = {part.value for tree in trees for part in maths.walk(tree) if isinstance(part, Number)}
    sizes = [_float(value) for value in sorted(literals)[:MOST_LITERALS]]
    both = np.unique([0.0, *sizes, *(-size for size in sizes)])
    return np.concatenate([both, (both[1:] + both[:-1]) / 2])


def _float(value: Fraction) -> float:
    return float(min(value, Fraction(10**9)))
