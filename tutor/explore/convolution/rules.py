"""The wrong rules of question 2 by name: what each answers, its formula, and why it is wrong."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from tutor.compute.convnet import Conv, Dense, Pool
from tutor.explore.comparison import Asked, Rule, Sweep
from tutor.explore.convolution.setting import Setting, pick
from tutor.explore.convolution.windows import Place
from tutor.explore.convolution.wrong import DRAWN, own_stride_fields, parameter_rule
from tutor.explore.format import number
from tutor.explore.formulas import Array, Formulas

Table = dict[str, Rule[Setting]]
FIELD_PICTURE, PARAMETERS_PICTURE = "Receptive field, layer by layer", "Parameters by layer"


def _shape(values: Array) -> str:
    return "×".join(number(float(each)) for each in values)


def _first(setting: Setting) -> tuple[float, ...]:
    return tuple(setting.table[0].output_hwc)


def _sizes(setting: Setting) -> Array:
    low = max(1, setting.window.span - 2 * int(setting.window.p))
    return np.arange(low, max(2 * setting.n, low + 30), dtype=np.float64)


N = Sweep[Setting]("n", _sizes, lambda s: s.n, lambda s, value: replace(s, n=round(value)))
SIZE = Asked[Setting](
    "2.1a", "size of the map", lambda s: s.window.output(s.n), "⌊(n + 2p − e)/s⌋ + 1", sweep=N
)
PADDING = Asked[Setting](
    "2.1a", "padding that keeps the size", lambda s: (s.window.span - 1) / 2, "d(k − 1)/2"
)
SHAPE = Asked[Setting](
    "2.3", "first output", _first, entries=lambda _: ["height", "width", "channels"], written=_shape
)
COUNTS = Asked[Setting](
    "2.3", "parameters by layer", lambda s: [row.parameters for row in s.table],
    entries=lambda s: [row.layer for row in s.table],
)  # fmt: skip
FIRST_COUNT = Asked[Setting]("2.3", "its parameters", lambda s: s.table[0].parameters)
TOTAL = Asked[Setting]("2.3", "parameters in all", lambda s: s.table.total_parameters)
MACS = Asked[Setting]("2.3", "multiply-adds", lambda s: s.table[0].macs, "a·b·f·k²·c")
FIELD = Asked[Setting]("2.4", "receptive field", lambda s: pick(s.field_rows[-1].rf, 0), "1 + Σ d(k − 1)·j")

WINDOW = Formulas[Setting](
    {
        "n": lambda s: s.n,
        "k": lambda s: s.window.k,
        "s": lambda s: s.window.s,
        "p": lambda s: int(s.window.p),
        "d": lambda s: s.window.d,
        "e": lambda s: s.window.span,
    }
)
"""The window of part 2.1a; e is what its kernel spans."""


def _kernel(name: str) -> Callable[[Setting], float]:
    def value(setting: Setting) -> float:
        layer = setting.layers[0]
        if not isinstance(layer, Conv | Pool):
            return math.nan
        found = getattr(layer.windows[0], name)
        return float(found) if isinstance(found, int) else math.nan

    return value


def _of_conv(name: str) -> Callable[[Setting], float]:
    def value(setting: Setting) -> float:
        layer = setting.layers[0]
        return float(getattr(layer, name)) if isinstance(layer, Conv) else math.nan

    return value


def _units(setting: Setting) -> float:
    """Return the units of the last layer, where it is dense."""
    last = setting.layers[-1]
    return float(last.units) if isinstance(last, Dense) else math.nan


def _row(index: int) -> Callable[[Setting], float]:
    return lambda s: s.table[0].output_hwc[index]


LAYER = Formulas[Setting](
    {
        "h": lambda s: s.image[0],
        "w": lambda s: s.image[1],
        "c": lambda s: s.image[2],
        "k": _kernel("k"),
        "s": _kernel("s"),
        "p": _kernel("p"),
        "f": _of_conv("filters"),
        "g": _of_conv("groups"),
        "u": _units,
        "a": _row(0),
        "b": _row(1),
        "T": lambda s: s.table.total_parameters,
        "P": lambda s: s.table[0].parameters,
        "M": lambda s: s.table[0].macs,
    }
)
"""The first layer: its input h×w×c, kernel, stride, padding, filters and groups, its output a×b; u is the units of a
dense layer at the end; P and T count parameters, of the layer and of the network, M multiply-adds."""

size, count = WINDOW.rule, LAYER.rule


def _shaped(words: str, texts: Sequence[str], why: str) -> Rule[Setting]:
    return Rule(SHAPE, words, LAYER.value(*texts), why, f"({', '.join(texts)})")


_WHOLE = "A place counts only if the kernel fits in whole: round down, then add 1 for the first place."
_SPAN = "Between k cells there are k − 1 gaps of d: the kernel spans d(k − 1) + 1."

_SIZES: Table = {
    "size.no_plus1": size(SIZE, "leaving the + 1 out", "floor((n + 2p − e)/s)",
                          "The quotient counts steps; the first place is one more."),
    "size.nofloor": size(SIZE, "dividing without rounding", "(n + 2p − e)/s + 1", _WHOLE),
    "size.ceil": size(SIZE, "rounding up", "ceil((n + 2p − e)/s) + 1", _WHOLE),
    "size.plus1_inside": size(SIZE, "adding the 1 before dividing", "floor((n + 2p − e + 1)/s)", _WHOLE),
    "size.pad_once": size(SIZE, "counting the padding once", "floor((n + p − e)/s) + 1",
                          "It stands at both ends of the axis."),
    "size.no_pad": size(SIZE, "leaving the padding out", "floor((n − e)/s) + 1",
                        "The kernel may stand on the padding too."),
    "size.no_stride": size(SIZE, "leaving the stride out", "n + 2p − e + 1",
                           "The kernel moves s cells at a time, so it has fewer places."),
    "size.stride_mult": size(SIZE, "multiplying by the stride", "(n + 2p − e)·s + 1",
                             "The further it jumps, the fewer places it has."),
    "size.no_dil": size(SIZE, "leaving the dilation out", "floor((n + 2p − k)/s) + 1", _SPAN),
    "size.kd": size(SIZE, "taking k·d for the span", "floor((n + 2p − k·d)/s) + 1", _SPAN),
    "size.k_plus_d": size(SIZE, "adding the dilation to the kernel", "floor((n + 2p − k − d)/s) + 1", _SPAN),
    "size.dil_as_stride": size(SIZE, "letting the dilation lengthen the step", "floor((n + 2p − k)/(s·d)) + 1",
                               "Dilation widens the kernel; the step from place to place is the stride."),
    "same.total": size(PADDING, "giving the padding of both sides together", "d·(k − 1)",
                       "Half of it stands at each end."),
    "same.khalf": size(PADDING, "using (k + 1)/2", "(k + 1)/2", "The kernel reaches (k − 1)/2 cells to either side."),
    "same.no_dil": size(PADDING, "leaving the dilation out", "(k − 1)/2", _SPAN),
    "same.kd": size(PADDING, "taking k·d for the span", "k·d/2", _SPAN),
    "shape.no_plus1": _shaped("leaving the + 1 out", ("a − 1", "b − 1", "f"), "The first place counts too."),
    "shape.no_stride": _shaped("leaving the stride out", ("h + 2p − k + 1", "w + 2p − k + 1", "f"),
                               "The kernel moves s cells at a time."),
    "shape.n_over_s": _shaped("dividing by the stride alone", ("ceil(h/s)", "ceil(w/s)", "f"),
                              "That is “same” padding; here the last places fall away."),
    "shape.ch_in": _shaped("keeping the channels of the input", ("a", "b", "c"), "Each filter makes one channel."),
    "shape.ch_mul": _shaped("multiplying the channels", ("a", "b", "c·f"), "A filter adds its input channels up."),
    "shape.square": _shaped("using the height for both sides", ("a", "a", "f"), "The width has places of its own."),
    "shape.pad_once": _shaped("counting the padding once", ("floor((h + p − k)/s) + 1", "floor((w + p − k)/s) + 1",
                              "f"),
                              "It stands at both ends of each axis."),
    "pooled.stride1": _shaped("moving one cell at a time", ("h − k + 1", "w − k + 1", "c"),
                              "The stride of a pooling is its window."),
    "pooled.channels": _shaped("pooling over the channels too", ("a", "b", "1"),
                               "Every channel keeps its own maximum."),
    "pooled.channels_divided": _shaped("dividing the channels too", ("a", "b", "ceil(c/k)"),
                                       "A pooling leaves the channels alone."),
    "pooled.square": _shaped("using the pooled height for both sides", ("a", "a", "c"),
                             "The width has places of its own."),
    "pooled.ceil": _shaped("rounding up", ("ceil(h/k)", "ceil(w/k)", "c"),
                           "What does not fill a whole window is left out here."),
}  # fmt: skip

_ONE_BIAS, _SHARED = (
    "Each filter has one bias.",
    "The same filters serve every place: the map's size has no part in it.",
)
_DEEP = "A filter reaches through all channels of its input."

_COUNTED: Table = {
    "par.nobias": Rule(COUNTS, DRAWN["par.nobias"], lambda s: _counts("par.nobias", s), _ONE_BIAS,
                       picture=PARAMETERS_PICTURE),
    "par.nodepth": Rule(COUNTS, DRAWN["par.nodepth"], lambda s: _counts("par.nodepth", s), _DEEP,
                        picture=PARAMETERS_PICTURE),
    "total.nobias": Rule(TOTAL, "leaving the biases out", lambda s: sum(_counts("par.nobias", s)), _ONE_BIAS,
                         picture=PARAMETERS_PICTURE),
    "total.conv_only": count(TOTAL, "counting the convolution alone", "P",
                             "The dense layer has a weight for every input, and most of all."),
    "total.no_stride": count(TOTAL, "leaving the stride out of the map", "P + ((h − k + 1)·(w − k + 1)·f + 1)·u",
                             "With a stride the dense layer gets fewer inputs."),
    "total.no_plus1": count(TOTAL, "leaving out the + 1 of the map's size", "P + ((a − 1)·(b − 1)·f + 1)·u",
                            "The first place of the kernel counts too."),
    "total.stride": count(TOTAL, "dividing the filters by the stride", "P/s + T − P",
                          "The stride says where filters stand, not how many weights they have."),
    "total.fc_nochannels": count(TOTAL, "flattening without the depth", "P + (a·b + 1)·u",
                                 "All channels reach the dense layer."),
    "par.noshare": count(FIRST_COUNT, "giving every place weights of its own", "a·b·k^2·c·f", _SHARED),
    "par.noshare_bias": count(FIRST_COUNT, "giving every place weights and biases of its own", "a·b·(k^2·c + 1)·f",
                              _SHARED),
    "first.double": count(FIRST_COUNT, "counting as many biases as weights", "2k^2·c·f", _ONE_BIAS),
    "par.acts": count(FIRST_COUNT, "counting the numbers that come out", "a·b·f", _SHARED),
    "first.bias_per_pair": count(FIRST_COUNT, "giving each pair of channels a bias", "k^2·c·f + c·f", _ONE_BIAS),
    "par.bias_one": count(FIRST_COUNT, "counting one bias for all", "k^2·c·f + 1", _ONE_BIAS),
    "par.swap": count(FIRST_COUNT, "counting a bias for each input channel", "k^2·c·f + c", _ONE_BIAS),
    "par.k1": count(FIRST_COUNT, "taking k for k²", "(k·c + 1)·f", "The kernel is k cells high and k cells wide."),
    "par.bias_pos": count(FIRST_COUNT, "giving every place a bias", "k^2·c·f + a·b·f", _SHARED),
    "par.stride": count(FIRST_COUNT, "dividing by the stride", "P/s",
                        "The stride says where filters stand, not how many weights they have."),
    "par.group": count(FIRST_COUNT, "leaving the groups out", "(k^2·c + 1)·f", "A filter sees c/g channels only."),
    "par.group_both": count(FIRST_COUNT, "dividing by the groups twice", "(k^2·c/g + 1)·f/g",
                            "All f filters are there."),
    "par.group_times": count(FIRST_COUNT, "multiplying by the groups", "(k^2·c/g + 1)·f·g",
                             "f counts the filters of all groups."),
    "par.group_bias": count(FIRST_COUNT, "dividing the biases too", "(k^2·c + 1)·f/g", _ONE_BIAS),
    "mac.n2": count(MACS, "using the size of the input", "h·w·f·k^2·c",
                    "Every output is computed once, so outputs count."),
    "mac.noCin": count(MACS, "leaving the depth of the input out", "a·b·f·k^2", _DEEP),
    "mac.flop": count(MACS, "counting multiplication and addition apart", "2M", "One multiply-add is both."),
    "mac.params": count(MACS, "counting the weights", "k^2·c·f", "Each weight is used at every place."),
    "mac.one_filter": count(MACS, "counting one filter", "a·b·k^2·c", "All f filters run."),
    "mac.no_stride": count(MACS, "leaving the stride out", "(h − k + 1)·(w − k + 1)·f·k^2·c",
                           "With a stride there are fewer places."),
    "conv.dense": count(MACS, "joining every output with every input", "a·b·f·h·w·c",
                        "That is a dense layer; a unit here reads one window."),
}  # fmt: skip


def _counts(rule: str, setting: Setting) -> list[int]:
    counted = parameter_rule(rule)
    assert counted is not None
    return counted(setting, setting.table)


def _field(
    words: str, value: Callable[[Sequence[Place]], float], why: str, picture: str = ""
) -> Rule[Setting]:
    return Rule(FIELD, words, lambda s: value(s.field_places(0)), why, picture=picture)


def _sum(stack: Sequence[Place], term: Callable[[Place, int, int], float]) -> float:
    """Return 1 + Σ term(place, strides before, dilations before)."""
    total, jump, dilated = 1.0, 1, 1
    for place in stack:
        total += term(place, jump, dilated)
        jump, dilated = jump * place.window.s, dilated * place.window.d
    return total


_JUMP = "A step further on is as wide as the product of all strides before it."

_FIELDS: Table = {
    "rf.own_stride": _field("letting each layer's own stride come first", lambda stack: own_stride_fields(stack)[-1],
                            "A layer's own stride widens only what comes after it.", FIELD_PICTURE),
    "rf.nodil": _field("leaving the dilation out", lambda stack: _sum(stack, lambda p, j, _: (p.window.k - 1) * j),
                       _SPAN),
    "rf.kd": _field("taking k·d for the span", lambda stack: _sum(stack,
                    lambda p, j, _: (p.window.k * p.window.d - 1) * j), _SPAN),
    "rf.nostride": _field("leaving the strides out", lambda stack: _sum(stack, lambda p, _, __: p.window.span - 1),
                          _JUMP),
    "rf.sumk": _field("adding the kernels", lambda stack: sum(p.window.k for p in stack),
                      "Neighbouring windows share all but their step."),
    "rf.prod": _field("multiplying the kernels", lambda stack: math.prod(p.window.k for p in stack),
                      "A field grows by (k − 1)·j a layer."),
    "rf.dil_jump": _field("letting dilations widen later steps",
                          lambda stack: _sum(stack,
                          lambda p, j, d: p.window.d * d * (p.window.k - 1) * j if d > 1 else (p.window.span - 1) * j),
                          "Only strides widen the steps of later layers."),
    "rf.pad": _field("adding the padding", lambda stack: _sum(stack, lambda p, j, _: (p.window.span - 1) * (j + 1)),
                     "Padding moves the window; it does not widen it."),
}  # fmt: skip

RULES: Mapping[str, Rule[Setting]] = {
    **{name: {**_FIELDS, **_SIZES, **_COUNTED}[name] for name in DRAWN}, **_FIELDS, **_SIZES, **_COUNTED
}  # fmt: skip
