"""Convolution: sizes, and what a layer table says row by row (rows count from 1)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tutor.compute import convnet
from tutor.compute.convnet.table import LayerRow, LayerTable
from tutor.questions.core import Programs, at_most

MOST_ROWS = 60
MOST_SIZE = 100_000


@lru_cache(maxsize=256)
def _table(layers: str, h: int, w: int, c: int) -> LayerTable:
    for name, size in (("h", h), ("w", w), ("c", c)):
        at_most(name, size, MOST_SIZE)
    return convnet.layer_table((h, w, c), _parsed(layers))


@lru_cache(maxsize=256)
def _parsed(layers: str) -> Any:
    found = convnet.parse_layers(layers)
    at_most("the number of layers", len(found), MOST_ROWS)
    return found


def _row(layers: str, h: int, w: int, c: int, row: int) -> LayerRow:
    rows = _table(layers, h, w, c).rows
    if not 1 <= row <= len(rows) or row != int(row):
        raise ValueError(f"row is {row}, but the table has the rows 1 to {len(rows)}")
    return rows[int(row) - 1]


def _output_size(n: int, k: int, s: int = 1, p: int | str = 0, d: int = 1) -> int:
    return convnet.output_size(n, k, s, p, d)  # type: ignore[arg-type]


def _output_size_ceil(n: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> int:
    return convnet.output_size(n, k, s, p, d, ceil=True)


def _receptive_field(layers: str, row: int | None = None) -> Any:
    rows = convnet.receptive_field(_parsed(layers))
    return rows[-1 if row is None else int(row) - 1].rf


FUNCTIONS: Programs = {
    "convnet.output_size": (_output_size, 2, 5),
    "convnet.output_size_ceil": (_output_size_ceil, 2, 5),
    "convnet.shape": (lambda layers, h, w, c, row: list(_row(layers, h, w, c, row).output_hwc), 5, 5),
    "convnet.height": (lambda layers, h, w, c, row: _row(layers, h, w, c, row).output_hwc[0], 5, 5),
    "convnet.width": (lambda layers, h, w, c, row: _row(layers, h, w, c, row).output_hwc[1], 5, 5),
    "convnet.channels": (lambda layers, h, w, c, row: _row(layers, h, w, c, row).output_hwc[2], 5, 5),
    "convnet.parameters": (lambda layers, h, w, c, row: _row(layers, h, w, c, row).parameters, 5, 5),
    "convnet.weights": (lambda layers, h, w, c, row: _row(layers, h, w, c, row).weights, 5, 5),
    "convnet.biases": (lambda layers, h, w, c, row: _row(layers, h, w, c, row).biases, 5, 5),
    "convnet.macs": (lambda layers, h, w, c, row: _row(layers, h, w, c, row).macs, 5, 5),
    "convnet.total_parameters": (lambda layers, h, w, c: _table(layers, h, w, c).total_parameters, 4, 4),
    "convnet.total_macs": (lambda layers, h, w, c: _table(layers, h, w, c).total_macs, 4, 4),
    "convnet.receptive_field": (_receptive_field, 1, 2),
}
