"""Numbers that look drawn at random, the same on every machine.

numpy.random would do, at 3 MB and a dozen modules that nothing else here needs.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


def uniforms(first: int, count: int) -> Array:
    """Return numbers strictly between 0 and 1: `count` of the endless row, from place `first` on.

    SplitMix64 (Steele, Lea and Flood, 2014): a counter times 2⁶⁴/φ, its bits mixed; the top 53 of them are kept.
    """
    bits = np.arange(first + 1, first + count + 1, dtype=np.uint64) * _GOLDEN  # modulo 2⁶⁴
    for shift, factor in _MIX:
        bits = (bits ^ (bits >> np.uint64(shift))) * np.uint64(factor)
    bits ^= bits >> np.uint64(31)
    return np.asarray(((bits >> np.uint64(11)) + 0.5) / 2.0**53)


class Draws:
    """Draws one array of normally distributed numbers after the other (Box and Muller, 1958)."""

    def __init__(self, first: int = 0) -> None:
        """Begin at place `first` of the endless row."""
        self._used = first

    def normal(self, scale: float, shape: tuple[int, ...]) -> Array:
        """Return an array of a shape, with mean 0 and the standard deviation `scale`."""
        count = int(np.prod(shape))
        radius, turn = uniforms(self._used, 2 * count).reshape(2, count)
        self._used += 2 * count
        return np.asarray(scale * np.sqrt(-2 * np.log(radius)) * np.cos(2 * np.pi * turn)).reshape(shape)
