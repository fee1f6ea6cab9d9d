"""The table of a convolutional network: shapes, parameters, operations and receptive fields.

Everything is exact integer arithmetic. MACs leave the bias out; FLOPs are 2·MACs plus one addition per output
that has a bias; normalisation, activations and pooling count no MACs (fvcore's and PyTorch's convention).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tutor.compute.convnet.layers import (
    BatchNorm,
    Conv,
    Dense,
    Flatten,
    GlobalAveragePool,
    Layer,
    LayerError,
    Pool,
)
from tutor.compute.convnet.notation import parse_layers
from tutor.compute.convnet.shapes import Window, whole

Extent: TypeAlias = int | tuple[int, int]
Shape: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One layer of the table.

    Attributes:
        layer: the layer as it was written.
        output_hwc: (height, width, channels) of its output; a flat vector of n is (1, 1, n).
        weights: trainable numbers that multiply (batch normalisation: its scales).
        biases: trainable numbers that are added (batch normalisation: its shifts).
        macs: multiply-accumulates for one input image, without the bias.
        bias_adds: additions of a bias for one input image.
        receptive_field: inputs between the first and the last that an inner output depends on: one number
            if height and width agree, otherwise (height, width).
    """

    layer: str
    output_hwc: Shape
    weights: int
    biases: int
    macs: int
    bias_adds: int
    receptive_field: Extent

    @property
    def parameters(self) -> int:
        """Trainable numbers: weights and biases."""
        return self.weights + self.biases

    @property
    def activations(self) -> int:
        """Numbers in the output: height · width · channels."""
        height, width, channels = self.output_hwc
        return height * width * channels

    @property
    def flops(self) -> int:
        """Floating-point operations for one image: two per MAC and one per added bias."""
        return 2 * self.macs + self.bias_adds


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all rows of a table, under the names of the rows."""

    weights: int
    biases: int
    parameters: int
    activations: int
    macs: int
    bias_adds: int
    flops: int


@dataclass(frozen=True, slots=True)
class LayerTable:
    """The rows of a network on a given input; iterating over the table iterates over its rows."""

    input_hwc: Shape
    rows: tuple[LayerRow, ...]

    def __iter__(self) -> Iterator[LayerRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> LayerRow:
        return self.rows[index]

    @property
    def totals(self) -> Totals:
        """Every countable column, summed."""
        rows = self.rows
        return Totals(
            weights=sum(row.weights for row in rows),
            biases=sum(row.biases for row in rows),
            parameters=sum(row.parameters for row in rows),
            activations=sum(row.activations for row in rows),
            macs=sum(row.macs for row in rows),
            bias_adds=sum(row.bias_adds for row in rows),
            flops=sum(row.flops for row in rows),
        )

    @property
    def total_parameters(self) -> int:
        """Trainable numbers of the whole network."""
        return self.totals.parameters

    @property
    def total_macs(self) -> int:
        """Multiply-accumulates of the whole network for one image."""
        return self.totals.macs

    @property
    def total_flops(self) -> int:
        """Floating-point operations of the whole network for one image."""
        return self.totals.flops

    @property
    def torchinfo_mult_adds(self) -> int:
        """What torchinfo prints as "mult-adds": MACs, biases and batch norm's parameters together."""
        norms = sum(row.parameters for row in self.rows if not row.macs)
        return norms + sum(row.macs + row.bias_adds for row in self.rows)


def layer_table(input_hwc: Sequence[int], layers: str | Sequence[str | Layer]) -> LayerTable:
    """Work a network through, layer by layer.

    Convolution: k_h·k_w·(C/G)·N weights and N biases, one MAC per weight and output position. Fully
    connected: n_in·n_out weights and n_out biases. Batch normalisation: C scales and C shifts. The receptive
    field grows by d(k − 1)·jump, then the jump by the factor s; a fully connected layer or global pooling is
    a window as large as its map (Araujo, Norris & Sim, Distill 2019).

    Args:
        input_hwc: (height, width, channels) of one image, each at least 1.
        layers: the stack as text, as texts, or as `parse_layers` returned it.

    Raises:
        LayerError: (a ValueError) a layer cannot be read or does not fit; with its index, its text and the
            rows above it.
        ValueError: `input_hwc` is not three whole numbers of at least 1.
    """
    try:
        height, width, channels = input_hwc
    except (TypeError, ValueError):
        raise ValueError(f"input_hwc: must be (height, width, channels), not {input_hwc!r}") from None
    height, width, channels = (whole("input_hwc", value) for value in (height, width, channels))
    volume = _Volume(height, width, channels)
    rows: list[LayerRow] = []
    for index, layer in enumerate(parse_layers(layers)):
        try:
            weights, biases, macs, bias_adds = volume.apply(layer)
        except ValueError as fault:
            raise LayerError(index, layer.text, str(fault), rows) from None
        rows.append(LayerRow(layer.text, volume.shape, weights, biases, macs, bias_adds, volume.field))
    return LayerTable((height, width, channels), tuple(rows))


_Counts: TypeAlias = tuple[int, int, int, int]  # weights, biases, macs, bias_adds
_NOTHING: _Counts = (0, 0, 0, 0)


class _Volume:
    """What flows from one layer to the next: a map, its channels, and how far its units see."""

    def __init__(self, height: int, width: int, channels: int) -> None:
        self.height, self.width, self.channels = height, width, channels
        self.flat = (
            False  # once flattened, `channels` counts all numbers; the map keeps its size for the field
        )
        self.field_high = self.field_wide = self.jump_high = self.jump_wide = 1

    @property
    def shape(self) -> Shape:
        return (1, 1, self.channels) if self.flat else (self.height, self.width, self.channels)

    @property
    def field(self) -> Extent:
        return self.field_high if self.field_high == self.field_wide else (self.field_high, self.field_wide)

    def apply(self, layer: Layer) -> _Counts:
        match layer:
            case Conv():
                return self._convolve(layer)
            case Pool():
                self._slide(*layer.windows)
            case GlobalAveragePool():
                self._slide(Window(self.height), Window(self.width))
            case BatchNorm():
                return self.channels, self.channels, 0, 0
            case Flatten():
                self._flatten()
            case Dense():
                return self._connect(layer)
        return _NOTHING

    def _slide(self, high: Window, wide: Window) -> None:
        if self.flat:
            raise ValueError(
                "spatial layer after flatten; only FC, BN or an activation can follow a flat vector"
            )
        self.height, self.width = high.output(self.height), wide.output(self.width)
        self._see(high, wide)

    def _see(self, high: Window, wide: Window) -> None:
        self.field_high += (high.span - 1) * self.jump_high
        self.field_wide += (wide.span - 1) * self.jump_wide
        self.jump_high *= high.s
        self.jump_wide *= wide.s

    def _convolve(self, layer: Conv) -> _Counts:
        high, wide = layer.windows
        self._slide(high, wide)
        if self.channels % layer.groups or layer.filters % layer.groups:
            raise ValueError(
                f"groups do not divide channels ({layer.groups} groups, {self.channels} channels in, "
                f"{layer.filters} out)"
            )
        weights = high.k * wide.k * (self.channels // layer.groups) * layer.filters
        self.channels = layer.filters
        places = self.height * self.width
        biases = layer.filters if layer.bias else 0
        return weights, biases, weights * places, biases * places

    def _flatten(self) -> None:
        if not self.flat:
            self.channels *= self.height * self.width
            self.flat = True

    def _connect(self, layer: Dense) -> _Counts:
        self._flatten()
        self._see(Window(self.height), Window(self.width))
        self.height = self.width = 1
        weights = self.channels * layer.units
        self.channels = layer.units
        biases = layer.units if layer.bias else 0
        return weights, biases, weights, biases
