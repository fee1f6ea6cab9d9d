"""Wrong rules about the receptive field of part 2.4."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from tutor.compute.convnet import Pool
from tutor.explore.comparison import Rule
from tutor.explore.convolution.asked import FIELD
from tutor.explore.convolution.rules_sizes import SPAN
from tutor.explore.convolution.setting import Setting
from tutor.explore.convolution.windows import Place
from tutor.explore.convolution.wrong import own_stride_fields

Table = dict[str, Rule[Setting]]
FIELD_PICTURE = "Receptive field, layer by layer"


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
                       SPAN),
    "rf.kd": _field("taking k·d for the span", lambda stack: _sum(stack,
                    lambda p, j, _: (p.window.k * p.window.d - 1) * j), SPAN),
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


def _previous(stack: Sequence[Place]) -> float:
    """Return the field with the stride of the layer before alone as the step."""
    total, jump = 1, 1
    for place in stack:
        total += (place.window.span - 1) * jump
        jump = place.window.s
    return total


def _downwards(stack: Sequence[Place]) -> float:
    """Return the field from the top down with s·R + k, the overlap forgotten."""
    seen = 1
    for place in reversed(stack):
        seen = place.window.s * seen + place.window.span
    return seen


def _pools(skipped: bool) -> Callable[[Setting], float]:
    """Return the field with poolings left out, or with stride 1."""

    def value(setting: Setting) -> float:
        total, jump = 1, 1
        for layer, place in zip(setting.field, setting.field_places(0), strict=True):
            if not (skipped and isinstance(layer, Pool)):
                total += (place.window.span - 1) * jump
            jump *= 1 if isinstance(layer, Pool) else place.window.s
        return total

    return value


def _no_pool(setting: Setting) -> str:
    return "" if any(isinstance(layer, Pool) for layer in setting.field) else "These layers have no pooling."


_POOLED: Table = {
    "rf.prevonly": _field("using the stride of the layer before alone", _previous, _JUMP),
    "rf.sRk": _field("going down with s·R + k", _downwards, "R windows next to each other span s·(R − 1) + k cells."),
    "rf.skip_pool": Rule(FIELD, "leaving the pooling out", _pools(True),
                         "It looks at a window and jumps, as a convolution does.", unless=_no_pool),
    "rf.pool_nostride": Rule(FIELD, "letting the pooling move one cell at a time", _pools(False),
                             "Its stride is its window.", unless=_no_pool),
}  # fmt: skip

FIELD_TABLE: Mapping[str, Rule[Setting]] = {**_FIELDS, **_POOLED}
