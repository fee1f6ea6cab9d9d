"""A stack along one axis of the image: the window of every layer, and which inputs reach which outputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.compute.convnet import Conv, Dense, GlobalAveragePool, Layer, Pool, Window


@dataclass(frozen=True, slots=True)
class Place:
    """A layer's window on its own input, a map of length n."""

    window: Window
    n: int

    @property
    def outputs(self) -> int:
        """Positions the window takes."""
        return self.window.output(self.n)


def places(layers: Sequence[Layer], n: int, axis: int) -> tuple[Place, ...]:
    """Return every layer's window on an input of length n along an axis (0 height, 1 width).

    A dense layer and global pooling are one window over their whole map; the rest keeps each unit.
    """
    found: list[Place] = []
    for layer in layers:
        match layer:
            case Conv() | Pool():
                window = layer.windows[axis]
            case Dense() | GlobalAveragePool():
                window = Window(n)
            case _:
                window = Window(1)
        found.append(Place(window, n))
        n = found[-1].outputs
    return tuple(found)


def reaching(stack: Sequence[Place], wanted: int) -> int:
    """Return the inputs that reach the wanted outputs; both as the bits of a whole number.

    Output i of a layer reads its inputs i·s − left + t·d for t = 0 … k − 1; what lies in the padding
    of any layer carries nothing.
    """
    for place in reversed(stack):
        window = place.window
        mask = int(("0" * (window.s - 1)).join(f"{wanted:b}"), 2) if wanted > 1 else wanted
        mask = _repeated(mask, window.k, window.d) >> window.left_padding(place.n)
        wanted = mask & ((1 << place.n) - 1)
    return wanted


def _repeated(mask: int, times: int, distance: int) -> int:
    """Return the union of `times` copies of the bits, each `distance` further; by doubling."""
    copies = 1
    while copies < times:
        more = min(copies, times - copies)
        mask |= mask << more * distance
        copies += more
    return mask


def taps_on_the_input(place: Place) -> int:
    """Return how many taps of all positions together lie on the input and not in its padding."""
    window, left, total = place.window, place.window.left_padding(place.n), 0
    for output in range(place.outputs):
        first = output * window.s - left
        # Taps t with 0 ≤ first + t·d < n, of t = 0 … k − 1.
        begin = max(0, -(first // window.d))
        end = min(window.k, -((first - place.n) // window.d))
        total += max(0, end - begin)
    return total
