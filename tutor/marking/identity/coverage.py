"""Finding the exact points at which two formulas are most likely to differ.

Random points near 0 miss the kink of min(max(x, 0), 6) at 6, and mostly miss that arctan(tan x) is not x. So both
formulas are evaluated in floats at many cheap points, at several scales and near every number that they mention.
Points where the floats differ, and one point for each combination of branches not met so far, are then decided
exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
Branches = npt.NDArray[np.int8]

SCALES = (1.0, 4.0, 20.0, 100.0)
POINTS = 256
MOST_LITERALS = 12
MOST_BRANCHES = 48
MOST_SUSPECTS = 6
_SUSPICIOUS = 1e-6


@dataclass(frozen=True, slots=True)
class Look:
    """What floats say of one formula at many points: its values, and the branch of each part in pieces."""

    values: Array
    branches: tuple[Branches, ...]

    @classmethod
    def at(cls, tree: Node, points: Arrays, count: int, functions: Mapping[str, Any] | None) -> Look | None:
        """Look at a formula, or None where floats cannot tell."""
        taken: list[Branches] = []
        try:
            values = maths.evaluate(tree, of_tree(tree, points), functions=functions, branches=taken)
        except MathsError:
            return None
        spread = tuple(np.broadcast_to(branch, (count,)) for branch in taken)
        return cls(np.broadcast_to(values, (count,)).astype(complex), spread)


def critical_points(
    trees: tuple[Node, Node],
    space: Space,
    seen: Sequence[Point],
    seed: int,
    functions: Mapping[str, Any] | None = None,
) -> list[Point]:
    """Exact points where floats differ, then one on each combination of branches that `seen` has not met."""
    random = np.random.default_rng(seed)
    scales = np.resize(np.repeat(SCALES, 2), POINTS)
    landmarks = _landmarks(trees)
    cheap = space.cheap(lambda domain: _coordinates(domain, random, scales, landmarks))
    looks = [Look.at(tree, cheap, POINTS, functions) for tree in trees]
    places = _suspects(*looks)
    if any(look is not None and look.branches for look in looks):
        met = [Look.at(tree, space.arrays(seen), len(seen), functions) for tree in trees]
        places += _unseen(_rows(looks), _rows(met))
    return [space.at(cheap, place) for place in dict.fromkeys(places)]


def _suspects(typed: Look | None, right: Look | None) -> list[int]:
    """The points where the typed value is not the right one, the plainest first."""
    if typed is None or right is None:
        return []
    with np.errstate(all="ignore"):
        gap = np.abs(typed.values - right.values) / (np.abs(typed.values) + np.abs(right.values))
    gap = np.where(typed.values == right.values, 0.0, gap)
    gap = np.where(np.isfinite(right.values), np.nan_to_num(gap, nan=_SUSPICIOUS * 2), 0.0)
    order = np.argsort(-gap, kind="stable")[:MOST_SUSPECTS]
    return [int(place) for place in order if gap[place] > _SUSPICIOUS]


def _unseen(rows: Branches, met: Branches) -> list[int]:
    """The first point of each combination of branches that is new."""
    known = {row.tobytes() for row in met}
    places: list[int] = []
    for place, row in enumerate(rows):
        if row.tobytes() not in known and len(places) < MOST_BRANCHES:
            known.add(row.tobytes())
            places.append(place)
    return places


def _rows(looks: Sequence[Look | None]) -> Branches:
    """For each point a row with the branches of both formulas."""
    return np.column_stack([branch for look in looks if look is not None for branch in look.branches])


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
