"""Wrong rules that count parameters and multiply-adds, of the network of part 2.3 and of its layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from tutor.compute.convnet import BatchNorm, Conv, Pool
from tutor.explore.comparison import Asked, Rule
from tutor.explore.convolution.asked import (
    CONV,
    COUNTS,
    DENSE,
    LAST_POOL,
    MEAN,
    NORM,
    POOL,
    SECOND,
    TOTAL,
    Step,
    Which,
)
from tutor.explore.convolution.setting import Setting
from tutor.explore.convolution.wrong import DRAWN, parameter_rule

Table = dict[str, Rule[Setting]]
PARAMETERS_PICTURE = "Parameters by layer"

_ONE_BIAS, _SHARED = (
    "Each filter has one bias.",
    "The same filters serve every place: the map's size has no part in it.",
)
_DEEP = "A filter reaches through all channels of its input."
_NOTHING = "It has nothing to learn, and no parameters."
_NORM = "Batch norm learns a scale and a shift for each channel of its input."


def _of(which: Which) -> Callable[..., Rule[Setting]]:
    """Return what makes rules about the parameters of a layer."""
    return partial(which.rule, which.number("parameters", lambda step: step[1].parameters))


def _counts(rule: str, setting: Setting) -> Sequence[int]:
    counted = parameter_rule(rule)
    assert counted is not None
    return counted(setting, setting.table)


def _ungrouped(setting: Setting) -> str:
    step = CONV.step(setting)
    assert step is not None and isinstance(step[0], Conv)
    return f"{step[0].text} has one group only." * (step[0].groups == 1)


def _biased(setting: Setting) -> str:
    step = CONV.step(setting)
    assert step is not None and isinstance(step[0], Conv)
    return f"{step[0].text} has biases: to count them is no mistake." * step[0].bias


def _norm_behind(setting: Setting) -> Step | None:
    """Return the batch norm right behind the first convolution, where there is one."""
    at = next((at for at, each in enumerate(setting.steps) if each is CONV.step(setting)), None)
    behind = setting.steps[at + 1 : at + 2] if at is not None else ()
    return behind[0] if behind and isinstance(behind[0][0], BatchNorm) else None


def _normed(setting: Setting) -> str:
    return "" if _norm_behind(setting) else "No batch norm stands right behind the first convolution."


def _not_early(setting: Setting) -> str:
    at = next((at for at, each in enumerate(setting.steps) if each is DENSE.step(setting)), 0)
    early = at and isinstance(setting.steps[at - 1][0], Pool)
    return "" if early else "No pooling stands right before the dense layer."


def _fed_by_conv(setting: Setting) -> str:
    fed = [type(layer) for layer in setting.layers[:2]]
    plain = len(setting.layers) == 2 and fed[0] is Conv and DENSE.step(setting) is not None
    return "" if plain else "This rule is about one convolution with a dense layer right behind it."


def _with_norm(setting: Setting) -> float:
    """Return the parameters of the first convolution and of the batch norm behind it."""
    conv, norm = CONV.step(setting), _norm_behind(setting)
    return float("nan") if conv is None or norm is None else conv[1].parameters + norm[1].parameters


NORMED = Asked[Setting]("2.1d", "parameters of convolution and batch norm", _with_norm)
MACS = CONV.number("multiply-adds", lambda step: step[1].macs, "a·b·W")
_first, _second, _last, _dense = _of(CONV), _of(SECOND), _of(LAST_POOL), _of(DENSE)
_norm, _mean, _pooled = _of(NORM), _of(MEAN), _of(POOL)
_macs, _joint = partial(CONV.rule, MACS), partial(CONV.rule, NORMED, unless=_normed)
_all, _all_first = partial(DENSE.rule, TOTAL), partial(CONV.rule, TOTAL)

_TOTALS: Table = {
    "par.nobias": Rule(COUNTS, DRAWN["par.nobias"], lambda s: _counts("par.nobias", s), _ONE_BIAS,
                       picture=PARAMETERS_PICTURE),
    "par.nodepth": Rule(COUNTS, DRAWN["par.nodepth"], lambda s: _counts("par.nodepth", s), _DEEP,
                        picture=PARAMETERS_PICTURE),
    "total.nobias": Rule(TOTAL, "leaving the biases out", lambda s: sum(_counts("par.nobias", s)), _ONE_BIAS,
                         picture=PARAMETERS_PICTURE),
    "total.conv_only": Rule(TOTAL, "counting the convolutions alone",
                            lambda s: sum(row.parameters for _, row, _ in s.convolutions),
                            "A dense layer has a weight for every input, and most of all.", unless=DENSE.missing),
    "total.no_stride": Rule(TOTAL, "leaving the first stride out of the maps",
                            lambda s: t.total_parameters if (t := s.with_first_stride(1)) else float("nan"),
                            "With a stride the dense layer gets fewer inputs.", unless=CONV.missing),
    "total.no_plus1": _all_first("leaving out the + 1 of the map's size", "P + ((a − 1)·(b − 1)·f + 1)·u",
                                 "The first place of the kernel counts too.", unless=_fed_by_conv),
    "total.stride": _all_first("dividing the filters by the stride", "P/s + T − P",
                               "The stride says where filters stand, not how many weights they have."),
    "total.fc_nochannels": _all("flattening without the depth", "T − P + (h·w + 1)·u",
                                "All channels reach the dense layer."),
}  # fmt: skip

_LAYERS: Table = {
    "par.noshare": _first("giving every place weights of its own", "a·b·W", _SHARED),
    "par.noshare_bias": _first("giving every place weights and biases of its own", "a·b·P", _SHARED),
    "first.double": _first("counting as many biases as weights", "2W", _ONE_BIAS),
    "par.acts": _first("counting the numbers that come out", "a·b·f", _SHARED),
    "first.bias_per_pair": _first("giving each pair of channels a bias", "W + c·f/g", _ONE_BIAS),
    "par.bias_one": _first("counting one bias for all", "W + 1", _ONE_BIAS),
    "par.swap": _first("counting a bias for each input channel", "W + c", _ONE_BIAS),
    "par.k1": _first("taking k for k²", "(k·c/g + 1)·f", "The kernel is k cells high and k cells wide."),
    "par.bias_pos": _first("giving every place a bias", "W + a·b·f", _SHARED),
    "par.stride": _first("dividing by the stride", "P/s",
                         "The stride says where filters stand, not how many weights they have."),
    "par.group": _first("leaving the groups out", "(k^2·c + 1)·f", "A filter sees c/g channels only.", _ungrouped),
    "par.group_both": _first("dividing by the groups twice", "(k^2·c/g + 1)·f/g", "All f filters are there.",
                             _ungrouped),
    "par.group_times": _first("multiplying by the groups", "(k^2·c/g + 1)·f·g", "f counts the filters of all groups.",
                              _ungrouped),
    "par.group_bias": _first("dividing the biases too", "(k^2·c + 1)·f/g", _ONE_BIAS, _ungrouped),
    "first.biased": _first("counting biases all the same", "W + f", "It is written without any (NB).", _biased),
    "second.double": _second("counting as many biases as weights", "2W", _ONE_BIAS),
    "second.bias_per_pair": _second("giving each pair of channels a bias", "W + c·f/g", _ONE_BIAS),
    "second.input_depth": _second("using the depth of the image", "(k^2·i + 1)·f",
                                  "It reads the maps before it, and reaches through all their channels."),
    "second.dilation": _second("counting the gaps of the dilation", "(e^2·c/g + 1)·f",
                               "Dilation spreads the k·k cells; there is nothing in the gaps."),
    "pool.weights": _pooled("counting the cells of its window", "k^2", _NOTHING),
    "pool.acts": _last("counting the numbers that come out", "a·b·c", _NOTHING),
    "mean.weights": _mean("counting one for each channel", "c", _NOTHING),
    "dense.nobias": _dense("leaving the biases out", "W", "Each unit has one bias."),
    "dense.nochannels": _dense("flattening without the depth", "(h·w + 1)·u", "All channels reach the dense layer."),
    "dense.early": _dense("flattening before the last pooling", "(F + 1)·u",
                          "The dense layer reads what the pooling gives.", _not_early),
}  # fmt: skip

_NORMS: Table = {
    "bn.keep": _joint("counting biases for the convolution too", "W + 3f",
                      "Batch norm takes a channel's constant away again, so the convolution has none.",
                      unless=lambda s: _normed(s) or _biased(s)),
    "bn.dropbeta": _joint("counting one number a channel", "W + f", _NORM),
    "bn.all": _joint("counting the running mean and variance", "W + 4f", "They are measured, not trained."),
    "par.bn2": _joint("counting one pair for all channels", "W + 2", _NORM),
    "bn.none": _joint("counting the filters alone", "W", _NORM),
    "bn.input_channels": _joint("counting the convolution's input channels", "W + 2c",
                                "Batch norm stands behind the convolution, and normalises its output."),
    "norm.all": _norm("counting the running mean and variance", "4c", "They are measured, not trained."),
    "norm.dropbeta": _norm("counting one number a channel", "c", _NORM),
    "norm.two": _norm("counting one pair for all channels", "2", _NORM),
    "norm.places": _norm("giving every place a pair", "2·a·b·c", "The pair of a channel serves its whole map."),
}  # fmt: skip

_WORK: Table = {
    "mac.n2": _macs("using the size of the input", "h·w·W", "Every output is computed once, so outputs count."),
    "mac.noCin": _macs("leaving the depth of the input out", "a·b·f·k^2", _DEEP),
    "mac.flop": _macs("counting multiplication and addition apart", "2M", "One multiply-add is both."),
    "mac.params": _macs("counting the weights", "W", "Each weight is used at every place."),
    "mac.one_filter": _macs("counting one filter", "a·b·W/f", "All f filters run."),
    "mac.no_stride": _macs("leaving the stride out", "A·B·W", "With a stride there are fewer places."),
    "conv.dense": _macs("joining every output with every input", "a·b·f·h·w·c",
                        "That is a dense layer; a unit here reads one window."),
}  # fmt: skip

COUNT_TABLE: Mapping[str, Rule[Setting]] = {**_TOTALS, **_LAYERS, **_NORMS, **_WORK}
