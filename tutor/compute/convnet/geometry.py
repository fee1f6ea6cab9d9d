"""Layers reduced to what decides where a unit looks: one path of sliding steps per axis of the image.

Channels, weights and activations do not matter here. Branches that join again (a skip connection, an
inception block) stay branches.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TypeAlias, cast

from tutor.compute.convnet.layers import Conv, Dense, Flatten, GlobalAveragePool, Layer, LayerError, Pool
from tutor.compute.convnet.notation import parse_layers
from tutor.compute.convnet.shapes import Window, sliding_window

LayerMapping: TypeAlias = Mapping[str, object]
AnyLayers: TypeAlias = str | Sequence[str | Layer | LayerMapping]


@dataclass(frozen=True, slots=True)
class Step:
    """One layer along one axis: output i reads inputs i·s − left + t·d for t = 0 … k − 1.

    `size` is the number of outputs, None where the input's length is not known.
    """

    k: int
    s: int
    d: int
    left: int
    size: int | None


@dataclass(frozen=True, slots=True)
class Fork:
    """Branches that read the same map and are added or concatenated; an empty branch is the identity."""

    branches: tuple["Path", ...]
    size: int | None


Path: TypeAlias = tuple[Step | Fork, ...]
_SAME_MAP = Window(1)
_KEYS = {"op", "k", "s", "d", "p", "ceil_mode"}


def paths(layers: AnyLayers, sizes: Sequence[int | None]) -> tuple[Path, ...]:
    """One path per axis for an input of the given sizes; one step or fork per layer.

    Raises:
        LayerError: a layer cannot be read, does not fit, or needs the size of its input and it is None.
    """
    stack = read(layers)
    return tuple(_path(stack, axis, size) for axis, size in enumerate(sizes))


def read(layers: AnyLayers) -> tuple[Layer | LayerMapping, ...]:
    """Texts become layers, mappings stay mappings.

    Raises:
        LayerError: a layer is neither, or cannot be read.
    """
    if isinstance(layers, str):
        return parse_layers(layers)
    stack: list[Layer | LayerMapping] = []
    for item in layers:
        if isinstance(item, Mapping):
            stack.append(item)
            continue
        try:
            stack.extend(parse_layers([item]))
        except LayerError as fault:
            raise LayerError(len(stack) + fault.index, fault.layer, fault.reason) from None
    return tuple(stack)


def per_axis(layers: Iterable[Layer | LayerMapping]) -> bool:
    """Is height to be told from width: a mapping with lists, or a layer whose two windows differ?"""
    for layer in layers:
        if isinstance(layer, Mapping):
            branches = cast(Sequence[AnyLayers], layer.get("par", ()))
            if any(isinstance(value, list | tuple) for key, value in layer.items() if key != "par"):
                return True
            if any(per_axis(read(branch)) for branch in branches):
                return True
        elif isinstance(layer, Conv | Pool) and layer.windows[0] != layer.windows[1]:
            return True
    return False


def _path(stack: Iterable[Layer | LayerMapping], axis: int, size: int | None) -> Path:
    path: list[Step | Fork] = []
    flat = False
    for index, layer in enumerate(stack):
        try:
            if flat and isinstance(layer, Conv | Pool | GlobalAveragePool | Mapping):
                raise ValueError("spatial layer after flatten; only FC, BN or an activation can follow")
            path.append(_step(layer, axis, size))
        except ValueError as fault:
            raise LayerError(index, _name(layer), str(fault)) from None
        size = path[-1].size
        flat = flat or isinstance(layer, Flatten | Dense)
    return tuple(path)


def _step(layer: Layer | LayerMapping, axis: int, size: int | None) -> Step | Fork:
    if isinstance(layer, Mapping) and "par" in layer:
        return _fork(layer, axis, size)
    window = _window(layer, axis, size)
    left = window.left_padding(size)
    return Step(window.k, window.s, window.d, left, None if size is None else window.output(size))


def _window(layer: Layer | LayerMapping, axis: int, size: int | None) -> Window:
    match layer:
        case Conv() | Pool():
            return layer.windows[axis]
        case Dense() | GlobalAveragePool():
            if size is None:
                raise ValueError("n: this layer sees its whole map, so the input's size is needed")
            return Window(size)
        case Mapping():
            return _mapped_window(layer, axis)
    return _SAME_MAP


def _mapped_window(layer: LayerMapping, axis: int) -> Window:
    unknown = set(layer) - _KEYS
    if unknown or "k" not in layer:
        raise ValueError(f"expected the keys op, k, s, d, p (k at least), not {', '.join(map(str, layer))}")
    op = str(layer.get("op", "conv"))
    values = {key: _along(layer[key], key, axis) for key in ("k", "s", "d", "p") if key in layer}
    values.setdefault("s", 1 if op == "conv" else values["k"])
    return sliding_window(ceil=bool(layer.get("ceil_mode", False)), op=op, **values)


def _along(value: object, key: str, axis: int) -> object:
    if not isinstance(value, list | tuple):
        return value
    if len(value) != 2:
        raise ValueError(f"{key}: must be one number or [height, width], not {value!r}")
    return cast(object, value[axis])


def _fork(layer: LayerMapping, axis: int, size: int | None) -> Fork:
    given = layer["par"]
    if set(layer) != {"par"} or not isinstance(given, list | tuple) or not given:
        raise ValueError("par: must be a list of branches, each a list of layers, and stand alone")
    branches = tuple(_path(read(branch), axis, size) for branch in given)
    ends = {branch[-1].size if branch else size for branch in branches}
    strides = {_stride(branch) for branch in branches}
    if len(ends) > 1 or len(strides) > 1:
        raise ValueError("par: the branches cannot join, their outputs differ in size or in stride")
    return Fork(branches, ends.pop())


def _stride(path: Path) -> int:
    """The stride of a whole path; all branches of a fork have the same."""
    return prod(step.s if isinstance(step, Step) else _stride(step.branches[0]) for step in path)


def _name(layer: Layer | LayerMapping) -> str:
    if not isinstance(layer, Mapping):
        return layer.text
    if "par" in layer:
        return "par"
    return " ".join(f"{key}={value}" for key, value in layer.items())
