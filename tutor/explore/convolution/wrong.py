"""Rules that learners follow by mistake, worked out on the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tutor.compute.convnet import Conv, Dense, LayerTable, Window
from tutor.explore.convolution.setting import Setting
from tutor.explore.convolution.windows import Place

DRAWN = {
    "rf.own_stride": "multiplying by a layer's own stride before adding it",
    "size.no_plus1": "leaving the + 1 of the size law out",
    "par.nobias": "leaving the biases out",
    "par.nodepth": "leaving the depth of the input out",
}


def own_stride_fields(stack: Sequence[Place]) -> list[int]:
    """Return the receptive fields along an axis if each layer's own stride came before its window."""
    reach, jump, fields = 1, 1, []
    for place in stack:
        jump *= place.window.s
        reach += (place.window.span - 1) * jump
        fields.append(reach)
    return fields


def size_without_one(window: Window, n: int) -> int:
    """Return ⌊(n + 2p − d(k−1) − 1)/s⌋."""
    return (n + 2 * int(window.p) - window.span) // window.s


def parameter_rule(rule: str | None) -> Callable[[Setting, LayerTable], list[int]] | None:
    """Return what counts every layer's parameters under a wrong rule; None for a rule about something else."""
    return {"par.nobias": _without_biases, "par.nodepth": _without_depth}.get(rule or "")


def _without_biases(setting: Setting, table: LayerTable) -> list[int]:
    pairs = zip(setting.layers, table, strict=True)
    return [row.weights if isinstance(layer, Conv | Dense) else row.parameters for layer, row in pairs]


def _without_depth(setting: Setting, table: LayerTable) -> list[int]:
    counts = []
    for layer, row in zip(setting.layers, table, strict=True):
        if isinstance(layer, Conv):
            high, wide = layer.windows
            counts.append(high.k * wide.k * layer.filters + row.biases)
        else:
            counts.append(row.parameters)
    return counts
