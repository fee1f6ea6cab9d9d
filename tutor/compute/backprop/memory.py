"""What the forward pass must keep for the backward pass, in numbers and in bytes.

∂L/∂W₃ = δ₃aᵀ needs a, ∂L/∂W₂ = δ₂hᵀ needs h, and δ₂ = ∂L/∂a ⊙ f′(z) needs f′(z), which for a monotone
activation follows from a. So h and a suffice, beside the input x and the parameters, which are in memory
anyway: with two bytes a number the homework's 2(m + r). ∂L/∂o is no part of it: the backward pass makes it.

PyTorch keeps more (its `derivatives.yaml` says what each operation saves): x, h and a, as the inputs of the
three linear layers; z too, unless the activation's backward is written in terms of a; and what the loss
saves.
"""

from dataclasses import dataclass
from math import ceil, prod
from typing import Literal

from tutor.compute.activations import Activation
from tutor.compute.backprop.losses import checked_loss
from tutor.compute.backprop.network import as_activation

Kept = Literal["needed", "autograd"]
Shape = tuple[int, ...]

_CLASS_INDEX_BYTES = 8  # PyTorch's class numbers are int64


def stored_tensors(
    n: int,
    m: int,
    r: int,
    s: int,
    batch: int | None = 1,
    activation: str | Activation = "sigmoid",
    loss: str | None = None,
    kept: Kept = "needed",
) -> dict[str, Shape]:
    """Return what is stored between the forward and the backward pass, without parameters: name → shape.

    n, m, r and s are the sizes of x, h, z (and a) and o; a batch of None stands for one sample without a
    batch axis, a loss of None for the three layers alone.

    kept="needed": h and a; z as well where f′ does not follow from a (swish, GELU, |z|); o as well with a
    loss. The input x and the targets y are data, there in any case, and not listed.

    kept="autograd": what PyTorch keeps, x and y included. "scalar" is the sum of class weights that its
    cross-entropy keeps; half_sq is taken as written out, ((o − y)**2).sum()/2. Softsign, and swish with
    another beta than 1, are composed of several operations there and keep one tensor more.

    Raises:
        ValueError: if a size is not a whole number of at least 1, or a name is not known.
    """
    _check_sizes(n=n, m=m, r=r, s=s, batch=1 if batch is None else batch)
    if kept not in ("needed", "autograd"):
        raise ValueError(f"kept {kept!r} is not known; known are needed, autograd")
    if loss is not None:
        checked_loss(loss)
    function = as_activation(activation)
    rows: Shape = () if batch is None else (batch,)
    h, unit, o = (*rows, m), (*rows, r), (*rows, s)
    if kept == "autograd":
        body = {"x": (*rows, n), "h": h} | _kept_by_activation(function, unit) | {"a": unit}
        return body | _kept_by_loss(loss, rows, o)
    body = {"h": h, "a": unit} if function.slope_from_output else {"h": h, "z": unit, "a": unit}
    return body if loss is None else body | {"o": o}


def stored_parameters(n: int, m: int, r: int, s: int, input_gradient: bool = False) -> dict[str, Shape]:
    """Return the weights that the backward pass reads: name → shape.

    W3 gives ∂L/∂a and W2 gives ∂L/∂h; W1 is read only if ∂L/∂x is asked for. They are in memory in any
    case, so keeping them costs nothing.

    Raises:
        ValueError: if a size is not a whole number of at least 1.
    """
    _check_sizes(n=n, m=m, r=r, s=s)
    read: dict[str, Shape] = {"W2": (r, m), "W3": (s, r)}
    return {"W1": (m, n), **read} if input_gradient else read


def stored_bytes(
    n: int,
    m: int,
    r: int,
    s: int,
    batch: int | None = 1,
    activation: str | Activation = "sigmoid",
    loss: str | None = None,
    bytes_per_number: int = 2,
    count_input: bool = False,
    kept: Kept = "needed",
) -> int:
    """Return the bytes of what `stored_tensors` lists for the same arguments; by default 2(m + r).

    A number takes 2 bytes in float16 and bfloat16, 4 in float32, 8 in float64; PyTorch's class numbers (y
    of "ce", kept="autograd") take 8 in any case. The input x counts only with count_input=True.

    Raises:
        ValueError: if a size is not a whole number of at least 1, or a name is not known.
    """
    _check_sizes(bytes_per_number=bytes_per_number)
    shapes = stored_tensors(n, m, r, s, batch, activation, loss, kept)
    shapes["x"] = (n,) if batch is None else (batch, n)
    if not count_input:
        del shapes["x"]
    widths = {"y": _CLASS_INDEX_BYTES} if loss == "ce" else {}
    return sum(prod(shape) * widths.get(name, bytes_per_number) for name, shape in shapes.items())


@dataclass(frozen=True)
class CheckpointPeak:
    """What activations cost with checkpoints; a unit is one activation map of the whole batch.

    Attributes:
        unit_bytes: batch · width · bytes a number.
        forward_units: units held at the end of the forward pass.
        peak_units: the most units held at once.
        forward_bytes: forward_units in bytes.
        peak_bytes: peak_units in bytes.
    """

    unit_bytes: int
    forward_units: int
    peak_units: int
    forward_bytes: int
    peak_bytes: int


def checkpoint_peak(
    depth: int, width: int, batch: int, bytes_per_number: int, segments: int
) -> CheckpointPeak:
    """Return the memory of a chain of `depth` layers of `width` units, cut into checkpointed segments.

    Without checkpoints (segments = 0) the input and the output of every layer are held: depth + 1 units.
    With k segments only their k inputs are; the backward pass then computes one segment at a time again,
    the longest of which holds ⌈depth/k⌉ more: k + ⌈depth/k⌉ units, least near k = √depth, for one more
    forward pass in all (Chen et al. 2016).

    Raises:
        ValueError: if one of them is not a whole number, or segments is not from 0 to depth.
    """
    _check_sizes(depth=depth, width=width, batch=batch, bytes_per_number=bytes_per_number)
    if not _is_whole(segments) or not 0 <= segments <= depth:
        raise ValueError(f"segments must be a whole number from 0 to depth = {depth}, not {segments!r}")
    unit = batch * width * bytes_per_number
    forward = segments or depth + 1
    peak = segments + ceil(depth / segments) if segments else depth + 1
    return CheckpointPeak(unit, forward, peak, forward * unit, peak * unit)


def _kept_by_activation(function: Activation, unit: Shape) -> dict[str, Shape]:
    """What PyTorch keeps for the activation, beside its output a, which the next layer keeps."""
    if function.name in ("relu", "sigmoid", "tanh", "identity"):
        return {}
    if function.name == "softsign":
        return {"z": unit, "1+|z|": unit}
    if function.name == "swish" and function.params["beta"] != 1:
        return {"z": unit, "sigmoid": unit}
    return {"z": unit}


def _kept_by_loss(loss: str | None, rows: Shape, o: Shape) -> dict[str, Shape]:
    """What PyTorch keeps for the loss."""
    if loss is None:
        return {}
    if loss == "half_sq":
        return {"o-y": o}
    if loss == "ce":
        return {"logp": o, "y": rows, "scalar": ()}
    return {"logp": o, "y": o} if loss == "ce_soft" else {"o": o, "y": o}


def _check_sizes(**sizes: int) -> None:
    for name, size in sizes.items():
        if not _is_whole(size) or size < 1:
            raise ValueError(f"{name} must be a whole number of at least 1, not {size!r}")


def _is_whole(value: object) -> bool:
    return hasattr(value, "__index__") and not isinstance(value, bool)
