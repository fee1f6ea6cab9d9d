"""The layers of a plain convolutional network, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tutor.compute.convnet.shapes import Window


@dataclass(frozen=True, slots=True)
class Conv:
    """A convolution. `windows` are its height and width; weights: k_h·k_w·(channels/groups)·filters."""

    text: str
    windows: tuple[Window, Window]
    filters: int
    groups: int = 1
    bias: bool = True


@dataclass(frozen=True, slots=True)
class Pool:
    """A pooling of every channel by itself; it has no parameters."""

    text: str
    windows: tuple[Window, Window]
    kind: Literal["max", "average"] = "max"


@dataclass(frozen=True, slots=True)
class BatchNorm:
    """Batch normalisation: a trainable scale and shift per channel (running statistics are not trained)."""

    text: str


@dataclass(frozen=True, slots=True)
class Activation:
    """An elementwise function, named in `text`; it changes no shape and has no parameters."""

    text: str


@dataclass(frozen=True, slots=True)
class Flatten:
    """Height × width × channels in one row."""

    text: str


@dataclass(frozen=True, slots=True)
class GlobalAveragePool:
    """The mean of every channel over its whole map."""

    text: str


@dataclass(frozen=True, slots=True)
class Dense:
    """A fully connected layer of `units` outputs; it flattens a volume by itself."""

    text: str
    units: int
    bias: bool = True


Layer: TypeAlias = Conv | Pool | BatchNorm | Activation | Flatten | GlobalAveragePool | Dense


class LayerError(ValueError):
    """A layer that cannot be read, or does not fit where it stands.

    Attributes:
        index: the layer's position, counted from 0 (the message counts from 1).
        layer: the layer as it was written.
        reason: what was wrong and what was expected.
        rows: the rows of the table above that layer, as far as they were computed.
    """

    def __init__(self, index: int, layer: str, reason: str, rows: Sequence[object] = ()) -> None:
        super().__init__(f"layer {index + 1}, {layer}: {reason}")
        self.index = index
        self.layer = layer
        self.reason = reason
        self.rows = tuple(rows)
