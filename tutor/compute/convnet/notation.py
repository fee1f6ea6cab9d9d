"""Reading a stack of layers as the homework writes it: `Conv4-5-Pvalid-S2 Pool3 FC5`.

```
Conv{k|HxW}-{filters}[-P{valid|same|int|HxW}][-S{int|HxW}][-D{int|HxW}][-G{groups}][-NB]
Pool{k|HxW}, MaxPool…   [-S…][-P…][-D…][-C]      AvgPool…   [-S…][-P…][-C]
BN   ReLU   Sigmoid   Flatten   GAP   FC{units}[-NB]
```

Defaults: stride 1, no padding, dilation 1, one group, with bias; a pooling's stride is its kernel. NB: no
bias, C: round up (ceil_mode). Upper or lower case, options in any order.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

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
from tutor.compute.convnet.shapes import Padding, Window

_SEPARATORS = re.compile(r"(?:->|→|,|;|\s)+")
_HEAD = re.compile(r"([a-z]+)([0-9].*)?", re.IGNORECASE)
_EXTENT = re.compile(r"([0-9]{1,9})(?:x([0-9]{1,9}))?", re.IGNORECASE)
_TYPOGRAPHY = str.maketrans({"–": "-", "−": "-", "‐": "-", "‑": "-", "×": "x"})

_FLAGS = ("NB", "C")
_Options = dict[str, str]


def parse_layers(layers: str | Sequence[str | Layer]) -> tuple[Layer, ...]:
    """Read a stack of layers.

    Args:
        layers: the text of the stack, its layers separated by blanks, commas, newlines or arrows (→, ->);
            or a sequence of such texts and of layers already read.

    Returns:
        The layers in order, each with the `text` it was read from.

    Raises:
        LayerError: a layer cannot be read; it names the layer, what was wrong and what was expected.
        ValueError: the text holds no layer.
    """
    if isinstance(layers, str):
        found = _read_text(layers, 0)
        if not found:
            raise ValueError("layers: the text is empty; expected for example 'Conv3-8 Pool2 FC10'")
        return tuple(found)
    stack: list[Layer] = []
    for item in layers:
        if isinstance(item, str):
            stack.extend(_read_text(item, len(stack)))
        elif isinstance(item, Layer):
            stack.append(item)
        else:
            raise LayerError(len(stack), repr(item), "expected a text or a layer that parse_layers returned")
    return tuple(stack)


def _read_text(text: str, start: int) -> list[Layer]:
    words = [word for word in _SEPARATORS.split(text.translate(_TYPOGRAPHY)) if word]
    stack: list[Layer] = []
    for index, word in enumerate(words, start):
        try:
            stack.append(_read_layer(word))
        except ValueError as fault:
            raise LayerError(index, word, str(fault)) from None
    return stack


@lru_cache(maxsize=1024)
def _read_layer(text: str) -> Layer:
    head, *options = text.split("-")
    match = _HEAD.fullmatch(head)
    reader = _READERS.get(match[1].lower()) if match else None
    if match is None or reader is None:
        raise ValueError(
            "unknown layer; expected Conv, Pool, MaxPool, AvgPool, BN, ReLU, Sigmoid, Flatten, GAP or FC"
        )
    return reader(text, match[2] or "", options)


def _read_conv(text: str, size: str, words: list[str]) -> Layer:
    kernel = _pair("kernel", size, "Conv3-16 or Conv3x5-16")
    filters = _number("number of filters", words[0] if words else "", "Conv3-16 for 16 filters")
    options = _read_options(words[1:], ("P", "S", "D", "G", "NB"))
    windows = _windows(kernel, options, stride=(1, 1), pool=False)
    groups = _number("number of groups", options["G"], "G2") if "G" in options else 1
    return Conv(text, windows, filters, groups, "NB" not in options)


def _read_max_pool(text: str, size: str, words: list[str]) -> Layer:
    return _read_pool(text, size, _read_options(words, ("S", "P", "D", "C")), "max")


def _read_average_pool(text: str, size: str, words: list[str]) -> Layer:
    return _read_pool(text, size, _read_options(words, ("S", "P", "C")), "average")


def _read_pool(text: str, size: str, options: _Options, kind: Literal["max", "average"]) -> Layer:
    kernel = _pair("window", size, "Pool2 or Pool2x3")
    return Pool(text, _windows(kernel, options, stride=kernel, pool=True), kind)


def _read_dense(text: str, size: str, words: list[str]) -> Layer:
    units = _number("number of units", size, "FC10")
    return Dense(text, units, "NB" not in _read_options(words, ("NB",)))


def _bare(make: Callable[[str], Layer]) -> Callable[[str, str, list[str]], Layer]:
    def read(text: str, size: str, words: list[str]) -> Layer:
        if size or words:
            raise ValueError("this layer takes neither a number nor an option")
        return make(text)

    return read


_READERS: dict[str, Callable[[str, str, list[str]], Layer]] = {
    "conv": _read_conv,
    "pool": _read_max_pool,
    "maxpool": _read_max_pool,
    "avgpool": _read_average_pool,
    "bn": _bare(BatchNorm),
    "relu": _bare(Activation),
    "sigmoid": _bare(Activation),
    "flatten": _bare(Flatten),
    "gap": _bare(GlobalAveragePool),
    "fc": _read_dense,
}


def _windows(
    kernel: tuple[int, int], options: _Options, stride: tuple[int, int], pool: bool
) -> tuple[Window, Window]:
    if "S" in options:
        stride = _pair("stride", options["S"], "S2 or S2x1")
    dilation = _pair("dilation", options["D"], "D2 or D2x1") if "D" in options else (1, 1)
    padding = _padding(options.get("P", "valid"))
    high, wide = (
        Window(k, s, d, p, "C" in options, pool)
        for k, s, d, p in zip(kernel, stride, dilation, padding, strict=True)
    )
    return high, wide


def _read_options(words: list[str], allowed: tuple[str, ...]) -> _Options:
    options: _Options = {}
    for word in words:
        name = word.upper() if word.upper() in _FLAGS else word[:1].upper()
        value = "" if name in _FLAGS and len(word) == len(name) else word[1:]
        if name not in allowed or (name in _FLAGS and value):
            raise ValueError(f"option {word!r} is not known here; expected {', '.join(allowed)}")
        if name in options:
            raise ValueError(f"option {name} is given twice")
        options[name] = value
    return options


def _padding(value: str) -> tuple[Padding, Padding]:
    match value.lower():
        case "valid":
            return 0, 0
        case "same":
            return "same", "same"
    return _pair("padding", value, "Pvalid, Psame, P1 or P1x2", least=0)


def _pair(name: str, value: str, example: str, least: int = 1) -> tuple[int, int]:
    match = _EXTENT.fullmatch(value)
    if match is None:
        given = f"cannot be {value!r}" if value else "is missing"
        raise ValueError(f"its {name} {given}; expected for example {example}")
    pair = int(match[1]), int(match[2] or match[1])
    if min(pair) < least:
        raise ValueError(f"its {name} must be at least {least}, not {value}")
    return pair


def _number(name: str, value: str, example: str) -> int:
    first, second = _pair(name, value, example)
    if "x" in value.lower():
        raise ValueError(f"its {name} must be one number, not {first}x{second}")
    return first
