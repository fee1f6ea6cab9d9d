"""Part 2.3: the table of the network, one finding a layer, and its totals."""

from __future__ import annotations

from tutor.compute.convnet import (
    BatchNorm,
    Conv,
    Dense,
    Flatten,
    GlobalAveragePool,
    Layer,
    LayerRow,
    Pool,
)
from tutor.explore.convolution.setting import Setting, Shape
from tutor.explore.convolution.words import (
    convolution_law,
    dense_law,
    grouped,
    listed,
    percent,
    product,
    size_law,
    square,
)
from tutor.explore.format import count, joined, times
from tutor.explore.result import Finding


def architecture(setting: Setting) -> list[Finding]:
    """Return the findings of part 2.3."""
    return [*(_row(layer, row, shape) for layer, row, shape in setting.steps), _totals(setting)]


def _row(layer: Layer, row: LayerRow, shape: Shape) -> Finding:
    value = f"{times(row.output_hwc)} / {grouped(row.parameters)} parameter{'s' * (row.parameters != 1)}"
    lines = [*_size(layer, row, shape), _parameters(layer, row, shape)]
    sees = f"a unit sees {square(row.receptive_field)} pixels."
    lines.append(f"{grouped(row.macs)} multiply-adds (MACs); {sees}" if row.macs else sees.capitalize())
    return Finding("2.3", layer.text, value, "\n".join(lines))


def _size(layer: Layer, row: LayerRow, shape: Shape) -> list[str]:
    match layer:
        case Conv():
            return [*_spatial(layer, shape), f"Depth: one channel a filter, {layer.filters}."]
        case Pool():
            depth = f"Depth: each channel by itself, {shape[2]} stays."
            return [*_spatial(layer, shape), depth + _unread(layer, shape)]
        case GlobalAveragePool():
            return [f"The mean of each channel over its {shape[0]}×{shape[1]} map: {times(row.output_hwc)}."]
        case Dense():
            return [f"It reads all {product(shape)} numbers and gives {count(layer.units, 'number')}."]
        case Flatten():
            return [f"All {product(shape)} numbers in one row."]
    return [f"The shape {times(shape)} stays."]


def _spatial(layer: Conv | Pool, shape: Shape) -> list[str]:
    high, wide = layer.windows
    if high == wide and shape[0] == shape[1]:
        lines = [f"Height and width: {size_law(high, shape[0])}."]
    else:
        lines = [f"Height: {size_law(high, shape[0])}.", f"Width: {size_law(wide, shape[1])}."]
    if isinstance(layer, Pool) and high.s == high.k and wide.s == wide.k:
        lines[0] += " The stride is the window unless said otherwise."
    return lines


def _unread(layer: Pool, shape: Shape) -> str:
    """Say how many rows and columns the windows leave over at the end."""
    over = []
    for window, n, name in zip(layer.windows, shape, ("row", "column"), strict=False):
        if window.p == 0 and not window.ceil and window.s <= window.span:
            left = (n - window.span) % window.s
            over += [count(left, name)] * (left > 0)
    return f" Left over at the end: {joined(over)}." if over else ""


def _parameters(layer: Layer, row: LayerRow, shape: Shape) -> str:
    match layer:
        case Conv():
            return f"Parameters: {convolution_law(layer, shape[2])} = {_split(row)}"
        case Dense():
            inputs = shape[0] * shape[1] * shape[2]
            return f"Parameters: {dense_law(layer, inputs)} = {_split(row)}"
        case BatchNorm():
            return f"Parameters: a scale and a shift a channel, 2·{shape[2]} = {grouped(row.parameters)}."
    return "Parameters: 0, it has nothing to learn."


def _split(row: LayerRow) -> str:
    if not row.biases:
        return f"{grouped(row.parameters)}, no biases."
    return f"{grouped(row.parameters)}: {grouped(row.weights)} weights, {grouped(row.biases)} biases."


def _totals(setting: Setting) -> Finding:
    totals, rows = setting.table.totals, setting.table.rows
    parameters = listed([grouped(row.parameters) for row in rows], " + ")
    macs = listed([grouped(row.macs) for row in rows], " + ")
    most, busiest = max(rows, key=lambda row: row.parameters), max(rows, key=lambda row: row.macs)
    lines = [
        f"Parameters: {parameters} = {grouped(totals.parameters)}.",
        f"MACs: {macs} = {grouped(totals.macs)}.",
    ]
    if totals.macs:
        lines.append(
            f"{most.layer} holds {percent(most.parameters, totals.parameters)} of the parameters, {busiest.layer} does "
            f"{percent(busiest.macs, totals.macs)} of the work."
        )
    value = f"{grouped(totals.parameters)} params, {grouped(totals.macs)} MACs"
    return Finding("2.3", "total", value, "\n".join(lines))
