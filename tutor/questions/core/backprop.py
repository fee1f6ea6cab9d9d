"""What the three-layer net must store, and what checkpoints save."""

from __future__ import annotations

from tutor.compute.backprop import checkpoint_peak, stored_bytes
from tutor.questions.core import Programs, at_most

MOST_DEPTH = 10_000


def _stored(
    n: int,
    m: int,
    r: int,
    s: int,
    batch: int,
    bytes_per_number: int,
    activation: str = "sigmoid",
    count_input: int = 0,
) -> int:
    return stored_bytes(n, m, r, s, batch, activation, None, bytes_per_number, bool(count_input))


def _peak_units(depth: int, segments: int) -> int:
    return checkpoint_peak(at_most("depth", depth, MOST_DEPTH), 1, 1, 1, segments).peak_units


def _peak_bytes(depth: int, width: int, batch: int, bytes_per_number: int, segments: int) -> int:
    at_most("depth", depth, MOST_DEPTH)
    return checkpoint_peak(depth, width, batch, bytes_per_number, segments).peak_bytes


FUNCTIONS: Programs = {
    "backprop.stored_bytes": (_stored, 6, 8),
    "backprop.peak_units": (_peak_units, 2, 2),
    "backprop.peak_bytes": (_peak_bytes, 5, 5),
}
