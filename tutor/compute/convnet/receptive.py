"""The receptive field: the part of the input that one unit of a layer depends on."""

from dataclasses import dataclass, field
from math import prod, sqrt
from typing import TypeAlias

from tutor.compute.convnet.footprint import count_seen, gradient_variance
from tutor.compute.convnet.geometry import AnyLayers, Fork, Path, Step, paths, per_axis, read
from tutor.compute.convnet.shapes import whole

_Number: TypeAlias = int | tuple[int, int]
_Real: TypeAlias = float | tuple[float, float]


@dataclass(frozen=True, slots=True)
class ReceptiveField:
    """What a unit of one layer sees, in input elements; away from the borders.

    Every value is one number when height and width do not differ, otherwise (height, width).

    Attributes:
        rf: length of the window, holes of a dilated kernel included.
        jump: distance on the input between the windows of neighbouring units.
        start: where the window of unit 0 begins; negative if it begins in the padding.
    """

    rf: _Number
    jump: _Number
    start: _Number
    _paths: tuple[Path, ...] = field(repr=False, compare=False)

    @property
    def center(self) -> _Real:
        """The middle of unit 0's window: start + (rf − 1)/2."""
        if isinstance(self.rf, tuple) and isinstance(self.start, tuple):
            high, wide = (start + (rf - 1) / 2 for start, rf in zip(self.start, self.rf, strict=True))
            return high, wide
        assert isinstance(self.rf, int) and isinstance(self.start, int)
        return self.start + (self.rf - 1) / 2

    @property
    def seen(self) -> int:
        """Inputs that really reach the unit: fewer than the window holds if dilation or stride leaves holes.

        Raises:
            ValueError: the window holds more inputs than can be counted one by one.
        """
        return count_seen(self._paths, self.rf if isinstance(self.rf, tuple) else (self.rf,))

    @property
    def dense(self) -> bool:
        """Does the window have no holes?"""
        return self.seen == (prod(self.rf) if isinstance(self.rf, tuple) else self.rf)

    @property
    def effective_std(self) -> _Real:
        """Standard deviation of the unit's gradient over the input when all kernels are uniform.

        One layer adds the variance jump²d²(k² − 1)/12 (Luo et al., 2016); joining branches are averaged.
        """
        spreads = [sqrt(gradient_variance(path)) for path in self._paths]
        return spreads[0] if len(spreads) == 1 else (spreads[0], spreads[1])


def receptive_field(layers: AnyLayers, n: int | tuple[int, int] | None = None) -> tuple[ReceptiveField, ...]:
    """The receptive field after every layer: rf += d(k − 1)·jump, start −= p·jump, then jump *= s.

    Pooling counts like convolution, padding only moves the window, elementwise layers change nothing. Where
    branches join, the window is the union of theirs (Araujo, Norris & Sim, Distill 2019).

    Args:
        layers: as text, as `parse_layers` returned them, or as mappings {"op", "k", "s", "d", "p"} with op
            "conv", "maxpool" or "avgpool", numbers or [height, width] pairs, and {"par": [branch, …]} for
            branches ([] is a skip connection). Strides default to 1, of pooling to k; d to 1, p to 0.
        n: length of the input, or (height, width). Only a layer that sees its whole map (FC, GAP) and "same"
            padding with a stride above 1 need it.

    Returns:
        One row per layer.

    Raises:
        LayerError: (a ValueError) a layer cannot be read, does not fit on n, or needs n.
    """
    stack = read(layers)
    sizes = _sizes(n)
    axes = paths(stack, sizes if per_axis(stack) or sizes[0] != sizes[1] else sizes[:1])
    reaches = [_Reach(0, 1, 1) for _ in axes]
    rows: list[ReceptiveField] = []
    for depth, steps in enumerate(zip(*axes, strict=True), start=1):
        reaches = [_extend(reach, step) for reach, step in zip(reaches, steps, strict=True)]
        rows.append(_row(reaches, tuple(path[:depth] for path in axes)))
    return tuple(rows)


def _sizes(n: int | tuple[int, int] | None) -> tuple[int | None, int | None]:
    if n is None:
        return None, None
    if not isinstance(n, tuple | list):
        return whole("n", n), whole("n", n)
    if len(n) != 2:
        raise ValueError(f"n: must be one length or (height, width), not {n!r}")
    return whole("n", n[0]), whole("n", n[1])


@dataclass(frozen=True, slots=True)
class _Reach:
    start: int
    rf: int
    jump: int


def _extend(reach: _Reach, step: Step | Fork) -> _Reach:
    if isinstance(step, Step):
        longer = reach.rf + step.d * (step.k - 1) * reach.jump
        return _Reach(reach.start - step.left * reach.jump, longer, reach.jump * step.s)
    ends = []
    for branch in step.branches:
        end = reach
        for inner in branch:
            end = _extend(end, inner)
        ends.append(end)
    start = min(end.start for end in ends)
    return _Reach(start, max(end.start + end.rf for end in ends) - start, ends[0].jump)


def _row(reaches: list[_Reach], upto: tuple[Path, ...]) -> ReceptiveField:
    if len(reaches) == 1:
        only = reaches[0]
        return ReceptiveField(only.rf, only.jump, only.start, upto)
    high, wide = reaches
    return ReceptiveField((high.rf, wide.rf), (high.jump, wide.jump), (high.start, wide.start), upto)
