"""Part 2.2: four statements, each judged with this network's numbers."""

from __future__ import annotations

from dataclasses import replace

from tutor.compute.convnet import Pool
from tutor.explore.convolution.setting import Setting, of_each
from tutor.explore.convolution.words import convolution_law, grouped, numbers
from tutor.explore.format import count, joined, times
from tutor.explore.result import Finding


def true_false(setting: Setting) -> list[Finding]:
    """Return the findings of part 2.2."""
    return [_depth(setting), _biases(setting), _stride(setting), _pooling(setting)]


def _depth(setting: Setting) -> Finding:
    deepest = max(setting.convolutions, key=lambda step: step[2][2], default=None)
    if deepest is None:
        reason = "A filter reaches through the whole depth: k·k·C·N weights for N filters on C channels."
        return Finding("2.2a", "weights by depth", "True", reason)
    layer, row, shape = deepest
    bare, more = replace(layer, bias=False), shape[2] + layer.groups
    law = convolution_law(bare, shape[2])
    high, wide = layer.windows
    deeper = high.k * wide.k * (more // layer.groups) * layer.filters
    reason = (
        f"{layer.text} on an input of depth {shape[2]} has {law} = {grouped(row.weights)} weights; on depth {more} it "
        f"would have {convolution_law(bare, more)} = {grouped(deeper)}.\n"
        "Every filter reaches through the whole depth of its input"
        + (
            f" (here, with {layer.groups} groups, through its group's part of it)."
            if layer.groups > 1
            else "."
        )
    )
    return Finding("2.2a", "weights by depth", "True", reason)


def _biases(setting: Setting) -> Finding:
    said = [
        f"{layer.text} has {count(layer.filters, 'filter')} and {count(row.biases, 'bias', 'biases')}"
        for layer, row, _ in setting.convolutions[:3]
    ]
    reason = (
        joined(said) + ".\n" if said else ""
    ) + "Each filter adds one number to all of its outputs. (A layer written without biases, -NB, has none.)"
    return Finding("2.2b", "biases = filters", "True", reason)


def _stride(setting: Setting) -> Finding:
    lines = []
    if setting.convolutions:
        layer, row, shape = setting.convolutions[0]
        law = convolution_law(layer, shape[2])
        lines.append(
            f"Of the layer, false: {layer.text} has {law} = {grouped(row.parameters)} parameters; neither stride nor "
            "padding stands in it."
        )
    else:
        lines.append("Of a convolution, false: (k·k·C + 1)·N holds neither stride nor padding.")
    fed = setting.fed_by_the_map
    if fed is None:
        lines.append("The total of this network does not depend on a stride either.")
    else:
        totals = numbers(of_each(setting.strided, lambda table: table.total_parameters))
        lines.append(
            f"Of a whole network it is another matter: with first stride 1, 2, 3, 4 this one has {totals}, as "
            f"{setting.layers[fed].text} reads what is left of the map."
        )
        lines += [setting.dash] if setting.dash else []
        lines.append("The statement does not say which it means; True needs this argument.")
    return Finding("2.2c", "stride and padding", "False, for a layer", "\n".join(lines))


def _pooling(setting: Setting) -> Finding:
    pools = [(layer, row, shape) for layer, row, shape in setting.steps if isinstance(layer, Pool)]
    shown = [
        f"{layer.text}: {times(shape)} → {times(row.output_hwc)}, the depth {shape[2]} stays."
        for layer, row, shape in pools[:2]
    ]
    lines = [*shown, "Each channel is pooled by itself, along height and width."]
    return Finding("2.2d", "pool: height, width", "True", "\n".join(lines))
