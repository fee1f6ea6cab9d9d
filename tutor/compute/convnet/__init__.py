"""Convolutional networks: shapes, parameters, operations, and what each unit sees of the input."""

from tutor.compute.convnet.layers import (
    Activation,
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
from tutor.compute.convnet.receptive import ReceptiveField, receptive_field
from tutor.compute.convnet.seen import SeenInputs, seen_inputs
from tutor.compute.convnet.shapes import Padding, Window, output_size
from tutor.compute.convnet.table import LayerRow, LayerTable, Totals, layer_table

__all__ = [
    "Activation",
    "BatchNorm",
    "Conv",
    "Dense",
    "Flatten",
    "GlobalAveragePool",
    "Layer",
    "LayerError",
    "LayerRow",
    "LayerTable",
    "Padding",
    "Pool",
    "ReceptiveField",
    "SeenInputs",
    "Totals",
    "Window",
    "layer_table",
    "output_size",
    "parse_layers",
    "receptive_field",
    "seen_inputs",
]
