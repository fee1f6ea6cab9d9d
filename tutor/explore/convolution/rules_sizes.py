"""Wrong rules about sizes: of the map of part 2.1a, and of what the layers of part 2.3 give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tutor.compute.convnet import Conv, Pool
from tutor.explore.comparison import Rule
from tutor.explore.convolution.asked import CONV, PADDING, POOL, SECOND, SIZE, WINDOW, Which
from tutor.explore.convolution.setting import Setting

Table = dict[str, Rule[Setting]]
size = WINDOW.rule

_WHOLE = "A place counts only if the kernel fits in whole: round down, then add 1 for the first place."
SPAN = "Between k cells there are k − 1 gaps of d: the kernel spans d(k − 1) + 1."

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
    "size.no_dil": size(SIZE, "leaving the dilation out", "floor((n + 2p − k)/s) + 1", SPAN),
    "size.kd": size(SIZE, "taking k·d for the span", "floor((n + 2p − k·d)/s) + 1", SPAN),
    "size.k_plus_d": size(SIZE, "adding the dilation to the kernel", "floor((n + 2p − k − d)/s) + 1", SPAN),
    "size.dil_as_stride": size(SIZE, "letting the dilation lengthen the step", "floor((n + 2p − k)/(s·d)) + 1",
                               "Dilation widens the kernel; the step from place to place is the stride."),
    "same.total": size(PADDING, "giving the padding of both sides together", "d·(k − 1)",
                       "Half of it stands at each end."),
    "same.khalf": size(PADDING, "using (k + 1)/2", "(k + 1)/2", "The kernel reaches (k − 1)/2 cells to either side."),
    "same.no_dil": size(PADDING, "leaving the dilation out", "(k − 1)/2", SPAN),
    "same.kd": size(PADDING, "taking k·d for the span", "k·d/2", SPAN),
}  # fmt: skip


def _of(which: Which) -> Callable[..., Rule[Setting]]:
    """Return what makes rules about the output of a layer."""
    asked = which.shape()

    def rule(
        words: str, texts: Sequence[str], why: str, unless: Callable[[Setting], str] | None = None
    ) -> Rule[Setting]:
        return which.rule(asked, words, texts, why, unless)

    return rule


def _padded(same: bool) -> Callable[[Setting], str]:
    """Return what says that the first convolution pads otherwise than the rule is about."""

    def unless(setting: Setting) -> str:
        step = CONV.step(setting)
        assert step is not None and isinstance(step[0], Conv)
        if (step[0].windows[0].p == "same") == same:
            return ""
        does = (
            "does not pad as “same”, which this rule is about"
            if same
            else "pads as “same”: that is right here"
        )
        return f"{step[0].text} {does}."

    return unless


def _undilated(setting: Setting) -> str:
    step = SECOND.step(setting)
    assert step is not None and isinstance(step[0], Conv | Pool)
    return f"{step[0].text} is not dilated." * (step[0].windows[0].d == 1)


_first, _second, _pooled = _of(CONV), _of(SECOND), _of(POOL)
_BOTH_ENDS = "It stands at both ends of each axis."

_SHAPES: Table = {
    "shape.no_plus1": _first("leaving the + 1 out", ("a − 1", "b − 1", "f"), "The first place counts too."),
    "shape.no_stride": _first("leaving the stride out", ("A", "B", "f"), "The kernel moves s cells at a time."),
    "shape.n_over_s": _first("dividing by the stride alone", ("ceil(h/s)", "ceil(w/s)", "f"),
                             "That is “same” padding; here the last places fall away.", _padded(False)),
    "shape.ch_in": _first("keeping the channels of the input", ("a", "b", "c"), "Each filter makes one channel."),
    "shape.ch_mul": _first("multiplying the channels", ("a", "b", "c·f"), "A filter adds its input channels up."),
    "shape.square": _first("using the height for both sides", ("a", "a", "f"), "The width has places of its own."),
    "shape.pad_once": _first("counting the padding once", ("floor((h + p − e)/s) + 1", "floor((w + p − e)/s) + 1", "f"),
                             _BOTH_ENDS),
    "shape.same_keeps": _first("keeping the size, as “same” says", ("h", "w", "f"),
                               "It is kept with stride 1 only; otherwise it is divided by the stride and rounded up.",
                               _padded(True)),
    "shape.same_floor": _first("rounding down what is divided by the stride", ("floor(h/s)", "floor(w/s)", "f"),
                               "With “same” padding the last, incomplete step gets an output too.", _padded(True)),
    "pooled.stride1": _pooled("moving one cell at a time", ("A", "B", "c"), "The stride of a pooling is its window."),
    "pooled.channels": _pooled("pooling over the channels too", ("a", "b", "1"),
                               "Every channel keeps its own maximum."),
    "pooled.channels_divided": _pooled("dividing the channels too", ("a", "b", "ceil(c/k)"),
                                       "A pooling leaves the channels alone."),
    "pooled.square": _pooled("using the height for both sides", ("a", "a", "c"), "The width has places of its own."),
    "pooled.ceil": _pooled("rounding up", ("ceil((h + 2p − e)/s) + 1", "ceil((w + 2p − e)/s) + 1", "c"),
                           "What does not fill a whole window is left out here."),
    "second.no_dil": _second("leaving the dilation out",
                             ("floor((h + 2p − k)/s) + 1", "floor((w + 2p − k)/s) + 1", "f"), SPAN, _undilated),
    "second.kd": _second("taking k·d for the span",
                         ("floor((h + 2p − k·d)/s) + 1", "floor((w + 2p − k·d)/s) + 1", "f"), SPAN, _undilated),
    "second.pad_once": _second("counting the padding once",
                               ("floor((h + p − e)/s) + 1", "floor((w + p − e)/s) + 1", "f"), _BOTH_ENDS),
}  # fmt: skip

SIZE_TABLE: Mapping[str, Rule[Setting]] = {**_SIZES, **_SHAPES}
