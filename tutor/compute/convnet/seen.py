"""What the outputs of a stack really see of an input of finite length: windows cut off at its borders."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from tutor.compute.convnet.geometry import AnyLayers, Fork, Path, Step, paths, read
from tutor.compute.convnet.shapes import whole

Span: TypeAlias = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class SeenInputs:
    """What is seen along one axis.

    Attributes:
        clipped: for every output the first and the last input that reaches it, counted from 0; None if it
            sees nothing but padding. Inputs between the two may be skipped by dilation.
        inputs_never_seen: how many inputs reach no output at all.
    """

    clipped: tuple[Span, ...]
    inputs_never_seen: int

    @property
    def outputs(self) -> int:
        """Number of outputs along the axis."""
        return len(self.clipped)


def seen_inputs(layers: AnyLayers, n: int, axis: int = 0) -> SeenInputs:
    """Trace every output of a stack back to the inputs it depends on.

    Padding of an inner layer holds no information either, so a unit at the border may see less than the
    clipped receptive field: the taps are followed layer by layer.

    Args:
        layers: as for `receptive_field`.
        n: length of the input along the axis.
        axis: 0 for height, 1 for width; it matters only for layers in which the two differ.

    Raises:
        LayerError: (a ValueError) a layer cannot be read or does not fit.
        ValueError: n is no positive whole number, or axis is neither 0 nor 1.
    """
    length = whole("n", n)
    if axis not in (0, 1):
        raise ValueError(f"axis: must be 0 (height) or 1 (width), not {axis!r}")
    path = paths(read(layers), [length] * (axis + 1))[axis]
    spans: list[Span] = [(i, i) for i in range(length)]
    for step in path:
        spans = _forward(step, spans)
    seen = _backward(path, length, set(range(len(spans))))
    return SeenInputs(tuple(spans), length - len(seen))


def _taps(step: Step, output: int, size: int) -> range:
    """Inputs, of a map of the given size, that one output reads; those in the padding left out."""
    first = output * step.s - step.left
    skipped = max(0, -(first // step.d))  # taps before input 0
    return range(first + skipped * step.d, min(size, first + step.d * (step.k - 1) + 1), step.d)


def _forward(step: Step | Fork, spans: list[Span]) -> list[Span]:
    if isinstance(step, Step):
        return [
            _hull(spans[tap] for tap in _taps(step, output, len(spans))) for output in range(step.size or 0)
        ]
    ends = []
    for branch in step.branches:
        end = spans
        for inner in branch:
            end = _forward(inner, end)
        ends.append(end)
    return [_hull(together) for together in zip(*ends, strict=True)]


def _hull(spans: Iterable[Span]) -> Span:
    known = [span for span in spans if span is not None]
    if not known:
        return None
    return min(low for low, _ in known), max(high for _, high in known)


def _backward(path: Path, size: int, wanted: set[int]) -> set[int]:
    """Inputs of a path, on a map of the given size, that reach any of the wanted outputs."""
    sizes = [size, *(step.size or 0 for step in path)]
    for step, before in zip(reversed(path), reversed(sizes[:-1]), strict=True):
        if isinstance(step, Step):
            wanted = {tap for output in wanted for tap in _taps(step, output, before)}
        else:
            wanted = set().union(*(_backward(branch, before, wanted) for branch in step.branches))
    return wanted
