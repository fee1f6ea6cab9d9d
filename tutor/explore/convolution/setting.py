"""The inputs of question 2, read, with what follows from them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from tutor.compute.convnet import (
    Conv,
    Layer,
    LayerError,
    LayerRow,
    LayerTable,
    Pool,
    ReceptiveField,
    Window,
    layer_table,
    receptive_field,
)
from tutor.explore.convolution.windows import Place, places, reaching
from tutor.explore.explorer import InputFault

Shape = tuple[int, int, int]
STRIDES = (1, 2, 3, 4)
_DASH = "A dash stands where a later layer is too large for what is left of the map."
LONGEST = 4096
"""Maps, windows and paddings beyond this are not worked out: nobody could look at them."""


@dataclass(frozen=True)
class Sight:
    """What one unit sees along an axis: its window from first to last, and the pixels that reach it."""

    first: int
    last: int
    pixels: int
    """As bits: bit i is set where pixel i reaches the unit."""
    n: int

    @property
    def seen(self) -> int:
        """How many pixels reach the unit."""
        return self.pixels.bit_count()

    @property
    def ends(self) -> tuple[int, int] | None:
        """The first and the last pixel seen; None where the unit sees only padding."""
        if not self.pixels:
            return None
        return (self.pixels & -self.pixels).bit_length() - 1, self.pixels.bit_length() - 1


@dataclass(frozen=True)
class Setting:
    """An image, the network of part 2.3, the stack of part 2.4 with a unit of its output, and one window."""

    image: Shape
    layers: tuple[Layer, ...]
    field: tuple[Layer, ...]
    unit: tuple[int, int]
    n: int
    window: Window

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Setting:
        """Return the setting that the read inputs describe; raise InputFault where they clash."""
        window = Window(values["k"], values["s"], values["d"], values["p"])
        unit = values["row"], values["column"]
        setting = cls(values["input"], values["layers"], values["field"], unit, values["n"], window)
        setting._check_window()
        setting._check_stack("layers", setting.layers)
        table = setting._check_stack("field", setting.field)
        setting._check_unit(table)
        return setting

    def _check_window(self) -> None:
        room = self.n + 2 * int(self.window.p)
        if self.window.span > room:
            raise InputFault(
                "k", f"the kernel spans {self.window.span} cells, the padded input has only {room}"
            )

    def _check_stack(self, name: str, layers: Sequence[Layer]) -> LayerTable:
        try:
            table = layer_table(self.image, layers)
        except LayerError as fault:
            reason = fault.reason.removeprefix("k: ").removeprefix("p: ")
            raise InputFault(name, f"layer {fault.index + 1}, {fault.layer}: {reason}") from None
        for index, (layer, row) in enumerate(zip(layers, table, strict=True), start=1):
            windows = layer.windows if isinstance(layer, Conv | Pool) else ()
            sizes = [size for each in windows for size in (each.span, each.p) if isinstance(size, int)]
            if max(*row.output_hwc[:2], *sizes) > LONGEST:
                text = f"layer {index}, {layer.text}: maps and windows of up to {LONGEST} are worked out here"
                raise InputFault(name, text)
        return table

    def _check_unit(self, table: LayerTable) -> None:
        for name, index, axis in (("row", self.unit[0], 0), ("column", self.unit[1], 1)):
            last = self.field_places(axis)[-1].outputs - 1
            if index > last:
                raise InputFault(name, f"the output of the stack in 2.4 has {name}s 0 to {last}")

    # The network of part 2.3

    @cached_property
    def table(self) -> LayerTable:
        """Its table of shapes, parameters, operations and receptive fields."""
        return layer_table(self.image, self.layers)

    @cached_property
    def steps(self) -> tuple[tuple[Layer, LayerRow, Shape], ...]:
        """Every layer with its row and the shape of its input."""
        shapes = (self.image, *(row.output_hwc for row in self.table))
        return tuple(zip(self.layers, self.table, shapes, strict=False))

    @cached_property
    def convolutions(self) -> tuple[tuple[Conv, LayerRow, Shape], ...]:
        """The convolutions among them."""
        return tuple((layer, row, shape) for layer, row, shape in self.steps if isinstance(layer, Conv))

    @cached_property
    def first_strided(self) -> int | None:
        """The index of the layer whose stride is varied: the first convolution, else the first pooling."""
        for kind in (Conv, Pool):
            for index, layer in enumerate(self.layers):
                if isinstance(layer, kind):
                    return index
        return None

    def _restrided(self, stride: int) -> tuple[Layer, ...]:
        assert self.first_strided is not None
        layer = self.layers[self.first_strided]
        assert isinstance(layer, Conv | Pool)
        high, wide = (replace(window, s=stride) for window in layer.windows)
        changed = replace(layer, windows=(high, wide))
        return (*self.layers[: self.first_strided], changed, *self.layers[self.first_strided + 1 :])

    def with_first_stride(self, stride: int) -> LayerTable | None:
        """Return the table with another stride in that layer; None where the network no longer fits."""
        if self.first_strided is None:
            return None
        try:
            return layer_table(self.image, self._restrided(stride))
        except ValueError:
            return None

    @cached_property
    def own_rows(self) -> tuple[LayerRow, ...]:
        """The row of that layer with 1, 2, 3 and 4 as its stride, whatever becomes of the layers behind it."""
        at = self.first_strided
        if at is None:
            return ()
        return tuple(layer_table(self.image, self._restrided(s)[: at + 1])[at] for s in STRIDES)

    @property
    def dash(self) -> str:
        """What a dash among the numbers for 1, 2, 3 and 4 as that stride stands for; "" where there is none."""
        for stride, table in zip(STRIDES, self.strided, strict=True):
            if table is None and self.first_strided is not None:
                return f"{_DASH} With stride {stride} {self._misfit(stride)}."
        return ""

    def _misfit(self, stride: int) -> str:
        try:
            layer_table(self.image, self._restrided(stride))
        except LayerError as fault:
            text = self.layers[fault.index].text
            before = layer_table(self.image, self._restrided(stride)[: fault.index])
            size = "×".join(map(str, before[-1].output_hwc[:2] if fault.index else self.image[:2]))
            return f"{text} no longer fits on its input, {size}"
        return "it fits"

    @cached_property
    def strided(self) -> tuple[LayerTable | None, ...]:
        """The tables with 1, 2, 3 and 4 as that stride."""
        return tuple(self.with_first_stride(stride) for stride in STRIDES)

    @property
    def fed_by_the_map(self) -> int | None:
        """The index of the first layer whose parameters change with that stride, or None."""
        fitting = [table for table in self.strided if table is not None]
        for index in range(len(self.layers)):
            if len({table[index].parameters for table in fitting}) > 1:
                return index
        return None

    # The stack of part 2.4

    @cached_property
    def field_rows(self) -> tuple[ReceptiveField, ...]:
        """Its receptive field after every layer."""
        return receptive_field(self.field, self.image[:2])

    def field_places(self, axis: int) -> tuple[Place, ...]:
        """Return the windows of its layers along an axis."""
        return places(self.field, self.image[axis], axis)

    def sight(self, axis: int, index: int) -> Sight:
        """Return what a unit of its output sees along an axis."""
        last = self.field_rows[-1]
        along = partial(pick, axis=axis)
        first = along(last.start) + index * along(last.jump)
        pixels = reaching(self.field_places(axis), 1 << index)
        return Sight(first, first + along(last.rf) - 1, pixels, self.image[axis])


def of_each(tables: Iterable[LayerTable | None], value: Callable[[LayerTable], int]) -> list[int | None]:
    """Return a number of every table; None where the network did not fit."""
    return [None if table is None else value(table) for table in tables]


def pick(value: int | tuple[int, int], axis: int) -> int:
    """Return the value along an axis, of one for both or (height, width)."""
    return value[axis] if isinstance(value, tuple) else value
