"""What a search on circles finds around a point where second derivatives do not decide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.explore.optimization.surface import Array, Surface

NOISE = 1e-12
"""Differences of f below this share of the largest on a circle are rounding."""
_ANGLES = np.linspace(0, 2 * np.pi, 720, endpoint=False)
_SHARES = (0.1, 0.01)
_GOLDEN = (np.sqrt(5) - 1) / 2


@dataclass(frozen=True)
class Around:
    """The lowest f on circles around a point: `verdict` is higher, level, lower or plateau (f hardly changes).

    `direction` points from the centre to the lowest point that was found, `radius` is how far away it is.
    """

    verdict: str
    radius: float
    direction: Array


def around(surface: Surface, centre: Array, reach: float) -> Around:
    """Search circles of a tenth and a hundredth of `reach`; f at `reach` itself says what counts as a change."""
    whole = _rises(surface, centre, reach, _ANGLES)
    size = float(np.max(np.abs(whole), initial=0.0, where=np.isfinite(whole)))
    worst: Around | None = None
    for share in _SHARES:
        found = _on_circle(surface, centre, share * reach, size)
        if found.verdict in ("lower", "plateau"):
            return found
        worst = found if worst is None or found.verdict == "level" else worst
    assert worst is not None
    return worst


def _on_circle(surface: Surface, centre: Array, radius: float, size: float) -> Around:
    rises = _rises(surface, centre, radius, _ANGLES)
    if not np.isfinite(rises).all():
        return Around("plateau", radius, np.zeros(2))
    largest = float(np.abs(rises).max())
    lowest = _refined(surface, centre, radius, float(_ANGLES[rises.argmin()]))
    direction = np.array([np.cos(lowest), np.sin(lowest)])
    rise = float(_rises(surface, centre, radius, np.array([lowest]))[0])
    height = abs(float(surface.value(centre)))
    noise = NOISE * largest + 8 * float(np.finfo(np.float64).eps) * height
    if largest <= NOISE * size + noise:
        return Around("plateau", radius, direction)
    verdict = "lower" if rise < -noise else "level" if rise <= noise else "higher"
    return Around(verdict, radius, direction)


def _refined(surface: Surface, centre: Array, radius: float, angle: float) -> float:
    """Return the angle near `angle` where f is lowest on the circle, by golden sections."""
    low, high = angle - _ANGLES[1], angle + _ANGLES[1]
    for _ in range(60):
        trial = np.array([high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)])
        left, right = _rises(surface, centre, radius, trial)
        low, high = (low, float(trial[1])) if left <= right else (float(trial[0]), high)
    tried = np.array([angle, (low + high) / 2])
    return float(tried[int(_rises(surface, centre, radius, tried).argmin())])


def _rises(surface: Surface, centre: Array, radius: float, angles: Array) -> Array:
    """Return how much higher f is on a circle than in its centre."""
    with np.errstate(all="ignore"):
        ring = centre + radius * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        return np.asarray(surface.value(ring) - surface.value(centre), dtype=np.float64)
