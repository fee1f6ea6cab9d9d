"""The length of what a sliding window leaves behind, along one axis of an image.

Conventions are PyTorch's: cross-correlation, floor division, `ceil` as in its pooling layers. "same" is
PyTorch's for stride 1 and TensorFlow's for larger strides; the two rules agree where both exist.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Padding: TypeAlias = int | Literal["same"]

OPERATIONS = {"conv": False, "pool": True, "maxpool": True, "avgpool": True}  # is it a pooling?


@dataclass(frozen=True, slots=True)
class Window:
    """One axis of a convolution's or a pooling's window.

    Attributes:
        k: taps of the kernel.
        s: stride.
        d: dilation, the distance between taps.
        p: padding on *each* side, or "same".
        ceil: round the number of positions up.
        pool: a pooling, whose padding is limited to half its kernel.
    """

    k: int
    s: int = 1
    d: int = 1
    p: Padding = 0
    ceil: bool = False
    pool: bool = False

    @property
    def span(self) -> int:
        """Inputs between the first tap and the last, both included: d(k − 1) + 1."""
        return self.d * (self.k - 1) + 1

    def output(self, n: int) -> int:
        """Positions the window takes on an input of length n.

        Raises:
            ValueError: the window does not fit, or a pooling's padding exceeds half its kernel.
        """
        if self.p == "same":
            return -(-n // self.s)
        if self.pool and 2 * self.p > self.k:
            raise ValueError(f"p: pool padding > kernel/2 (p = {self.p}, k = {self.k})")
        room = n + 2 * self.p - self.span
        count = room // self.s + 1
        if self.ceil:
            count = -(-room // self.s) + 1
            if (count - 1) * self.s >= n + self.p:  # the last window would start in the right padding
                count -= 1
        if count < 1:
            padded = n + 2 * self.p
            raise ValueError(f"k: kernel larger than padded input (it spans {self.span} of {padded})")
        return count

    def left_padding(self, n: int | None) -> int:
        """Padded positions before the first input; of an odd "same" total the extra one goes to the end.

        Args:
            n: length of the input. None will do unless "same" meets a stride above 1.

        Raises:
            ValueError: n is needed and missing.
        """
        if self.p != "same":
            return self.p
        if self.s == 1:
            return (self.span - 1) // 2
        if n is None:
            raise ValueError("n: 'same' padding with a stride above 1 depends on the input's length; give it")
        return max((self.output(n) - 1) * self.s + self.span - n, 0) // 2


def whole(name: str, value: object, least: int = 1) -> int:
    """Read a whole number of at least `least`; 3.0 and numpy's integers will do.

    Raises:
        ValueError: it is none; the message begins with `name`.
    """
    try:
        number = int(value)  # type: ignore[call-overload]
        exact = not isinstance(value, str | bytes) and number == value
    except (TypeError, ValueError, OverflowError):
        exact = False
    if not exact or number < least:
        raise ValueError(f"{name}: must be a whole number of at least {least}, not {value!r}")
    return int(number)


def sliding_window(
    k: object, s: object = 1, p: object = 0, d: object = 1, ceil: bool = False, op: str = "conv"
) -> Window:
    """Build a Window from unchecked numbers.

    Raises:
        ValueError: an argument is out of its range; the message begins with its name.
    """
    if op not in OPERATIONS:
        raise ValueError(f"op: must be one of {', '.join(OPERATIONS)}, not {op!r}")
    padding: Padding = "same" if p == "same" else whole("p", p, least=0)
    return Window(whole("k", k), whole("s", s), whole("d", d), padding, bool(ceil), OPERATIONS[op])


def output_size(
    n: int, k: int, s: int = 1, p: Padding = 0, d: int = 1, ceil: bool = False, op: str = "conv"
) -> int:
    """Length of the output of a convolution or pooling along one axis: ⌊(n + 2p − d(k−1) − 1)/s⌋ + 1.

    With p = "same" it is ⌈n/s⌉. With `ceil` the quotient is rounded up, but a last window that would start in
    the right padding is dropped (PyTorch, `pooling_output_shape`).

    Args:
        n: length of the input, in elements, at least 1.
        k: taps of the kernel, at least 1.
        s: stride, at least 1 (1 for pooling too; pooling layers written as text take k).
        p: padding on each side, at least 0, or "same".
        d: dilation, at least 1.
        ceil: round up instead of down.
        op: "conv" or "pool" ("maxpool" and "avgpool" mean the same); pooling refuses p > k/2.

    Raises:
        ValueError: an argument is out of range, or the kernel is larger than the padded input.
    """
    return sliding_window(k, s, p, d, ceil, op).output(whole("n", n))
