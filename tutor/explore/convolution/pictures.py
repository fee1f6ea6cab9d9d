"""The pictures of question 2."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutor.compute.convnet import Conv, Pool
from tutor.explore.convolution.bars import macs_by_layer, parameters_by_layer
from tutor.explore.convolution.grids import shrink_map, unit_view
from tutor.explore.convolution.setting import Setting, of_each, pick
from tutor.explore.convolution.windows import places
from tutor.explore.convolution.words import grouped, numbers
from tutor.explore.convolution.wrong import DRAWN, own_stride_fields, parameter_rule
from tutor.explore.format import number
from tutor.explore.result import Picture
from tutor.figures.figure import Axis, Figure, Line, Reference, Role

LARGEST_STRIDE = 8


def pictures(setting: Setting, compare: str | None) -> list[Picture]:
    """Return every picture; `compare` is a wrong rule, drawn in the pictures that it changes."""
    return [
        Picture("Receptive field, layer by layer", lambda: _growth(setting, compare)),
        Picture("What one unit sees of the image", lambda: unit_view(setting)),
        Picture("Parameters by layer", lambda: parameters_by_layer(setting, compare)),
        Picture("Multiply-adds by layer", lambda: macs_by_layer(setting)),
        Picture("Where the map shrinks: kernel and padding", lambda: shrink_map(setting, compare)),
        Picture("Parameters against the first stride", lambda: _against_stride(setting, compare)),
        Picture("A bias before batch norm", _batch_norm),
    ]


# Receptive fields


def _growth(setting: Setting, compare: str | None) -> Figure:
    five = [1, *(pick(row.rf, 0) for row in setting.field_rows)]
    network = [1, *(pick(row.receptive_field, 0) for row in setting.table)]
    layers = [
        _by_layer(five, "layers of 2.4", "first", "•"),
        _by_layer(network, "layers of 2.3", "second", "◦"),
    ]
    caption = (
        f"Layer by layer a unit of 2.4 sees {numbers(five[1:])} pixels along the height, one of 2.3 "
        f"{numbers(network[1:])}"
    )
    if compare == "rf.own_stride":
        stacks = (setting.field_places(0), five), (places(setting.layers, setting.image[0], 0), network)
        for stack, right in stacks:
            wrong = [1, *own_stride_fields(stack)]
            if wrong != right:
                named = any(line.role == "wrong" for line in layers)
                layers.append(_by_layer(wrong, "" if named else DRAWN[compare], "wrong", "×"))
                caption += f"; with its own stride first it would be {numbers(wrong[1:])}"
    height = setting.image[0]
    marks = [Reference("y", height, f"image: {height} pixels")]
    return Figure(
        "Receptive field, layer by layer", f"{caption}.", layers,
        Axis("layers behind the unit"), Axis("pixels along the height", low=0), marks,
    )  # fmt: skip


def _by_layer(values: Sequence[int], label: str, role: Role, symbol: str) -> Line:
    return Line(list(range(len(values))), [drawable(value) for value in values], label, role, symbol=symbol)


def drawable(value: int | None) -> float:
    """Return a whole number for a picture; what no axis can hold is left out."""
    return float(value) if value is not None and value < 10**15 else np.nan


# Strides


def _against_stride(setting: Setting, compare: str | None) -> Figure:
    title = "Parameters against the first stride"
    at = setting.first_strided
    if at is None:
        return Figure(title, "No layer of this network has a stride.", [])
    strides = range(1, LARGEST_STRIDE + 1)
    tables = [setting.with_first_stride(stride) for stride in strides]
    name = setting.layers[at].text
    totals = of_each(tables, lambda table: table.total_parameters)
    own = of_each(tables, lambda table: table[at].parameters)
    layers = [
        _line(strides, totals, "whole network", "first", "•"),
        _line(strides, own, f"{name} alone", "second", "◦"),
    ]
    caption = (
        f"With stride 1, 2, 3, 4 in {name} the network has {numbers(totals[:4])} parameters; the layer itself always "
        f"{grouped(setting.table[at].parameters)}"
    )
    rule = parameter_rule(compare)
    if rule is not None and compare is not None:
        wrong = of_each(tables, lambda table: sum(rule(setting, table)))
        layers.append(_line(strides, wrong, DRAWN[compare], "wrong", "×"))
        caption += f"; {DRAWN[compare]} it would be {numbers(wrong[:4])}"
    return Figure(
        title, f"{caption}. {setting.dash}".strip(), layers,
        Axis(f"stride of {name}"), Axis("parameters", low=0), _stride_here(setting, at),
    )  # fmt: skip


def _line(strides: Sequence[int], values: Sequence[int | None], label: str, role: Role, symbol: str) -> Line:
    return Line(list(strides), [drawable(value) for value in values], label, role, symbol=symbol)


def _stride_here(setting: Setting, at: int) -> list[Reference]:
    layer = setting.layers[at]
    assert isinstance(layer, Conv | Pool)
    stride = layer.windows[0].s
    if stride > LARGEST_STRIDE:
        return []
    return [Reference("x", stride, f"S = {stride}: {grouped(setting.table.total_parameters)}", "strong")]


# Batch norm

_VALUES: NDArray[np.float64] = np.array([1.0, 3.0, 8.0])


def _batch_norm() -> Figure:
    biases = np.linspace(-10.0, 10.0, 41)
    shifted = _VALUES + biases[:, np.newaxis]
    spread = float(_VALUES.std())
    training = (shifted[:, -1] - shifted.mean(axis=1)) / shifted.std(axis=1)
    frozen = (shifted[:, -1] - _VALUES.mean()) / spread
    layers = [
        Line(biases, frozen, "frozen statistics of b = 0", "second"),
        Line(biases, training, "training: statistics of the batch", "first"),
    ]
    low, still, high = (number(float(each)) for each in (frozen[0], training[0], frozen[-1]))
    caption = (
        f"Of a channel with the values 1, 3, 8 batch norm turns the 8 into {still} whatever bias was added before; "
        f"only with frozen statistics the bias moves it, from {low} to {high} (ε left out)."
    )
    marks = [Reference("x", 0.0, "b = 0", "muted")]
    return Figure(
        "A bias before batch norm",
        caption,
        layers,
        Axis("bias b added to 1, 3, 8"),
        Axis("the 8, normalised"),
        marks,
    )
