"""Part 2.1: when a map shrinks, what a stride does, sparse connections, and a bias before batch norm."""

from __future__ import annotations

import math

import numpy as np

from tutor.compute.convnet import Conv, Pool, Window
from tutor.explore.convolution.setting import STRIDES, Setting, of_each
from tutor.explore.convolution.windows import places, taps_on_the_input
from tutor.explore.convolution.words import grouped, numbers, product, size_law, square
from tutor.explore.format import count, joined, number
from tutor.explore.result import Finding


def short_answers(setting: Setting) -> list[Finding]:
    """Return the findings of part 2.1."""
    return [_shrinks(setting), _stride(setting), _sparse(setting), _batch_norm(setting)]


def fate(n: int, out: int) -> str:
    """Return what happens to the size: shrinks, keeps, grows."""
    return "shrinks" if out < n else "keeps its size" if out == n else "grows"


def _shrinks(setting: Setting) -> Finding:
    n, window = setting.n, setting.window
    out, room = window.output(n), n + 2 * int(window.p) - window.span
    sign = "<" if room < window.s * (n - 1) else "≥"
    reason = (
        f"out = ⌊(n + 2p − d(k−1) − 1)/s⌋ + 1 = {size_law(window, n)}; n was {n}.\n"
        f"It shrinks exactly when n + 2p − d(k−1) − 1 < s(n − 1): here {room} {sign} {window.s * (n - 1)}.\n"
    )
    return Finding(
        "2.1a", "size of the map", f"{n} → {out}: it {fate(n, out)}", reason + _without_stride(window),
        "says no padding and a stride of at least 1. But s ≥ 1 always holds, a 1×1 kernel without padding keeps the "
        "size (32 → 32), and k = 5 shrinks the map with padding p = 1 (32 → 30).",
    )  # fmt: skip


def _without_stride(window: Window) -> str:
    lost, padded = window.span - 1, 2 * int(window.p)
    sign = "<" if padded < lost else "≥"
    rule = f"For stride 1 that is 2p < d(k−1): {padded} {sign} {lost}"
    if lost % 2:
        return f"{rule}; no equal padding on both sides keeps the size exactly, as {lost} is odd."
    return f"{rule}; p = {lost // 2} keeps the size."


def _stride(setting: Setting) -> Finding:
    if setting.first_strided is None:
        return _stride_of_the_window(setting)
    at, layer = setting.first_strided, setting.layers[setting.first_strided]
    sides = numbers(row.output_hwc[0] for row in setting.own_rows)
    lines = [
        f"{layer.text} with stride 1, 2, 3, 4: height {sides}, about 1/s of the places on each axis; detail is lost."
    ]
    if isinstance(layer, Conv):
        macs = numbers(row.macs for row in setting.own_rows)
        lines.append(
            f"Its work falls as 1/s²: {macs} MACs; its own {grouped(setting.table[at].parameters)} parameters stay."
        )
    lines += _consequences(setting)
    return Finding(
        "2.1b", "stride 1, 2, 3, 4", f"heights {sides}", "\n".join(lines),
        "adds that a larger stride lowers the model's capacity. The convolution keeps all its weights; only a fully "
        "connected layer further on gets fewer.",
    )  # fmt: skip


def _stride_of_the_window(setting: Setting) -> Finding:
    n, window = setting.n, setting.window
    sides = numbers(Window(window.k, s, window.d, window.p).output(n) for s in STRIDES)
    reason = (
        f"n = {n}, k = {window.k}, p = {window.p}, d = {window.d} with stride 1, 2, 3, 4: {sides} places, about 1/s of "
        "them on each axis and 1/s² of the work.\nThe network has no layer with a stride; its weights would not change."
    )
    return Finding("2.1b", "stride 1, 2, 3, 4", f"sizes {sides}", reason)


def _consequences(setting: Setting) -> list[str]:
    """Say what the first stride does to later layers: how far they see, and what a dense layer gets."""
    tables, lines = setting.strided, []
    last = max(i for i, layer in enumerate(setting.layers) if isinstance(layer, Conv | Pool))
    fields = [square(table[last].receptive_field) if table else "–" for table in tables]
    if len(set(fields)) > 1:
        lines.append(f"Units further on see more: after {setting.layers[last].text} {joined(fields)} pixels.")
    fed = setting.fed_by_the_map
    if fed is not None:
        totals = numbers(of_each(tables, lambda table: table.total_parameters))
        read = numbers(of_each(tables, lambda table: math.prod(table[fed - 1].output_hwc)))
        lines.append(
            f"The whole network has {totals} parameters, as {setting.layers[fed].text} reads {read} numbers."
        )
    return [*lines, setting.dash] if setting.dash and lines else lines


def _sparse(setting: Setting) -> Finding:
    if not setting.convolutions:
        reason = (
            "A dense layer joins every output with every input; this network has no convolution to compare."
        )
        return Finding("2.1c", "connections", "no convolution here", reason)
    layer, row, shape = setting.convolutions[0]
    inputs, outputs = math.prod(shape), row.activations
    at = setting.layers.index(layer)
    taps = [
        taps_on_the_input(places(setting.layers[: at + 1], setting.image[axis], axis)[-1]) for axis in (0, 1)
    ]
    depth = shape[2] // layer.groups
    joins = taps[0] * taps[1] * depth * layer.filters
    kernel = product((layer.windows[0].k, layer.windows[1].k, depth))
    spared = row.macs - joins
    edge = f"taps, {grouped(spared)} of them in the padding: {grouped(joins)} " if spared else ""
    reason = (
        f"{layer.text}: each of the {product(row.output_hwc)} outputs reads {kernel} of the {product(shape)} inputs: "
        f"{grouped(row.macs)} {edge}connections.\n"
        f"A dense layer joins every output with every input: {grouped(outputs)}·{grouped(inputs)} = "
        f"{grouped(outputs * inputs)}, {number(outputs * inputs / max(joins, 1), 1)} times as many.\n"
        f"Sharing weights is another matter: these connections use only {grouped(row.weights)} different weights."
    )
    return Finding("2.1c", "connections", f"{grouped(joins)} of {grouped(outputs * inputs)}", reason)


def _batch_norm(setting: Setting) -> Finding:
    values, bias = np.array([1.0, 3.0, 8.0]), 10.0
    plain, shifted = (", ".join(number(x) for x in each) for each in (values, values + bias))
    left = [", ".join(number(x) for x in each - each.mean()) for each in (values, values + bias)]
    reason = (
        f"Batch norm subtracts each channel's mean: {plain} less {number(values.mean())} is {left[0]}; with the bias "
        f"{number(bias)} added, {shifted} less {number((values + bias).mean())} is {left[1]} too.\n"
        "So the bias gets gradient 0, and batch norm's own shift takes its place.\n"
    )
    fine = "Not so with an activation in between; and once the statistics are frozen, changing a bias does matter."
    return Finding("2.1d", "bias before norm", "no impact", reason + _saving(setting) + fine)


def _saving(setting: Setting) -> str:
    biased = [(layer, row) for layer, row, _ in setting.convolutions if layer.bias]
    if not biased:
        return ""
    layer, row = biased[0]
    norm, biases = 2 * layer.filters, count(layer.filters, "bias", "biases")
    return (
        f"Before batch norm {layer.text} could drop its {biases}: {grouped(row.weights)} weights and 2·{layer.filters} "
        f"of batch norm are {grouped(row.weights + norm)} parameters instead of {grouped(row.parameters + norm)}.\n"
    )
