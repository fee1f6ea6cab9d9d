"""A slider ━━━━●──── as text, and which place on it a click means."""

from __future__ import annotations

RAIL, HANDLE, REST = "━", "●", "─"
LEAST = 4
"""Narrower than this a slider says nothing."""


def slider(place: float, width: int) -> tuple[str, str, str]:
    """Return the rail before the handle, the handle, and the rest; `place` is from 0 to 1."""
    at = round(place * (width - 1))
    return RAIL * at, HANDLE, REST * (width - 1 - at)


def place_at(x: int, width: int) -> float:
    """Return the place, from 0 to 1, of cell `x` of a slider."""
    return min(max(x / max(width - 1, 1), 0.0), 1.0)
