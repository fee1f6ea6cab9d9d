"""The formulas against counting: windows, taps and weights enumerated one by one."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tutor.compute.convnet import layer_table, output_size, receptive_field, seen_inputs

modest = settings(max_examples=80, deadline=None)
small = st.integers(1, 5)


def windows_that_fit(n, k, s, p, d):
    """Positions whose first and last tap both lie on the padded input."""
    return sum(1 for first in range(-p, n + p, s) if first + d * (k - 1) < n + p)


def windows_rounded_up(n, k, s, p, d):
    """Those, and one more if something is left over and it begins before the right padding."""
    count = 0
    for first in range(-p, n, s):
        count += 1
        if first + d * (k - 1) + 1 >= n + p:  # this one reaches the end
            break
    return count


@modest
@given(st.integers(1, 30), st.integers(1, 7), st.integers(1, 5), st.integers(0, 6), st.integers(1, 4))
def test_output_size_counts_windows(n, k, s, p, d):
    count = windows_that_fit(n, k, s, p, d)
    if count:
        assert output_size(n, k, s, p, d) == count
    else:
        with pytest.raises(ValueError, match="kernel larger than padded input"):
            output_size(n, k, s, p, d)


@modest
@given(st.integers(1, 30), st.integers(1, 7), st.integers(1, 5), st.integers(0, 3), st.integers(1, 4))
def test_rounding_up_adds_the_window_that_hangs_over(n, k, s, p, d):
    assume(2 * p <= k and n + 2 * p >= d * (k - 1) + 1)
    assert output_size(n, k, s, p, d, ceil=True, op="pool") == windows_rounded_up(n, k, s, p, d)


def test_the_homework_pooling_rounded_up():
    assert output_size(31, 3, 3, op="pool") == 10
    assert output_size(31, 3, 3, ceil=True, op="pool") == 11
    # A window larger than its input still counts when rounding up, as in PyTorch, if it starts inside.
    assert output_size(2, 3, 3, ceil=True, op="pool") == 1


@modest
@given(st.integers(1, 60), st.integers(1, 9), st.integers(1, 5), st.integers(1, 3))
def test_same_padding_leaves_one_output_per_stride(n, k, s, d):
    assert output_size(n, k, s, "same", d) == -(-n // s)


@st.composite
def stacks(draw, most=4):
    """Mappings as in tests/truth, pools legal."""
    layers = []
    for _ in range(draw(st.integers(1, most))):
        op = draw(st.sampled_from(["conv", "conv", "maxpool", "avgpool"]))
        k = draw(small)
        layer = {"op": op, "k": k, "s": draw(st.integers(1, 3)), "d": draw(st.integers(1, 3))}
        layer["p"] = draw(st.integers(0, 3 if op == "conv" else k // 2))
        layers.append(layer)
    return layers


def trace(layers, n):
    """Per output the set of inputs it depends on, tap by tap; None if a layer does not fit."""
    sets = [{i} for i in range(n)]
    for layer in layers:
        k, s, d, p = (layer[key] for key in "ksdp")
        count = windows_that_fit(len(sets), k, s, p, d)
        if not count:
            return None
        taps = [[i * s - p + t * d for t in range(k)] for i in range(count)]
        sets = [set().union(*(sets[tap] for tap in row if 0 <= tap < len(sets))) for row in taps]
    return sets


@modest
@given(stacks(), st.integers(1, 50))
def test_seen_inputs_are_those_that_taps_reach(layers, n):
    sets = trace(layers, n)
    if sets is None:
        with pytest.raises(ValueError, match="kernel larger"):
            seen_inputs(layers, n)
        return
    seen = seen_inputs(layers, n)
    assert list(seen.clipped) == [(min(one), max(one)) if one else None for one in sets]
    assert seen.inputs_never_seen == n - len(set().union(*sets))


@settings(max_examples=60, deadline=None)
@given(stacks(most=3))
def test_receptive_field_of_an_inner_unit(layers):
    bare = [{**layer, "p": 0} for layer in layers]  # without padding every unit is an inner one
    sets = trace(bare, 300)
    assume(sets is not None and len(sets) > 1)
    row = receptive_field(bare)[-1]
    first, second = sorted(sets[0]), sorted(sets[1])
    assert row.start == first[0] == 0
    assert row.rf == first[-1] - first[0] + 1
    assert row.jump == second[0] - first[0]
    assert row.seen == len(first)
    assert row.dense == (len(first) == row.rf)


@settings(max_examples=60, deadline=None)
@given(stacks(most=3))
def test_padding_moves_the_window_and_nothing_else(layers):
    padded, bare = (receptive_field(stack)[-1] for stack in (layers, [{**one, "p": 0} for one in layers]))
    assert (padded.rf, padded.jump, padded.seen) == (bare.rf, bare.jump, bare.seen)
    jumps = [row.jump for row in receptive_field(layers)]
    assert padded.start == -sum(layer["p"] * jump for layer, jump in zip(layers, [1, *jumps], strict=False))


@modest
@given(st.integers(1, 9), small, small, small, st.sampled_from([1, 2, 3]), st.booleans())
def test_convolution_counts_the_numbers_of_its_weight_tensor(n, k_high, k_wide, per_group, groups, bias):
    channels, filters = groups * per_group, 2 * groups
    text = f"Conv{k_high}x{k_wide}-{filters}-P4-G{groups}" + ("" if bias else "-NB")
    row = layer_table((n, n + 1, channels), text)[0]
    kernel = np.zeros((filters, channels // groups, k_high, k_wide))
    assert row.weights == kernel.size
    assert row.parameters == kernel.size + (filters if bias else 0)
    height, width, _ = row.output_hwc
    per_output = kernel[0].size
    assert row.macs == sum(per_output for _ in range(height * width * filters))


@modest
@given(st.integers(1, 8), st.integers(1, 8), small, st.integers(1, 12))
def test_a_fully_connected_layer_is_a_convolution_over_the_whole_map(height, width, channels, units):
    dense = layer_table((height, width, channels), f"Conv1-{channels} FC{units}")[1]
    conv = layer_table((height, width, channels), f"Conv1-{channels} Conv{height}x{width}-{units}")[1]
    assert (dense.parameters, dense.macs, dense.output_hwc) == (conv.parameters, conv.macs, conv.output_hwc)
    assert dense.receptive_field == conv.receptive_field


@modest
@given(st.integers(1, 3), small, st.integers(1, 3), st.integers(20, 40), st.integers(20, 40))
def test_table_and_receptive_field_agree(s, k, d, height, width):
    text = f"Conv{k}x3-4-Psame-S{s}-D{d} ReLU Pool2 BN Conv2-3-Psame GAP FC2"
    table = layer_table((height, width, 3), text)
    fields = receptive_field(text, n=(height, width))
    assert len(fields) == len(table)
    assert [pair(row.receptive_field) for row in table] == [pair(one.rf) for one in fields]
    for axis, length in enumerate((height, width)):
        seen = seen_inputs(text.replace("GAP FC2", ""), length, axis=axis)
        assert seen.outputs == table[4].output_hwc[axis]


def pair(extent):
    return extent if isinstance(extent, tuple) else (extent, extent)


def test_effective_width_is_that_of_the_counted_paths():
    layers = [{"k": 3, "d": 2}, {"par": [[{"k": 4, "p": 1}], [{"k": 2}]]}, {"op": "avgpool", "k": 3}]
    weights = np.bincount([0, 2, 4]) / 3
    wide, narrow = (
        np.ones(4) / 4,
        np.concatenate([[0], np.ones(2) / 2, [0]]),
    )  # p = 1 puts them one input apart
    weights = np.convolve(weights, (wide + narrow) / 2)
    weights = np.convolve(weights, np.ones(3) / 3)
    places = np.arange(weights.size)
    mean = weights @ places
    assert receptive_field(layers)[-1].effective_std == pytest.approx(np.sqrt(weights @ (places - mean) ** 2))
    assert receptive_field(layers)[-1].rf == weights.size


def test_branches_are_joined():
    apart = receptive_field([{"par": [[{"k": 3}], [{"k": 3, "p": 2}]]}])[0]
    assert (apart.rf, apart.start, apart.seen) == (5, -2, 5)
    assert apart.effective_std == pytest.approx(np.std([0, 1, 2, -2, -1, 0]))
    seen = seen_inputs([{"par": [[{"k": 1, "s": 2}], [{"k": 2, "s": 2}]]}], 6)
    assert seen.clipped == ((0, 1), (2, 3), (4, 5))
    assert seen.inputs_never_seen == 0


def test_a_pooling_moves_by_its_kernel_unless_told():
    assert receptive_field([{"op": "maxpool", "k": 3}])[0].jump == 3
    assert receptive_field([{"op": "avgpool", "k": 3, "s": 2}])[0].jump == 2
    assert receptive_field([{"k": 3}])[0].jump == 1


def test_crossing_branches_see_a_plus():
    cross = [{"par": [[{"k": [1, 5], "p": [0, 2]}], [{"k": [5, 1], "p": [2, 0]}]]}]
    row = receptive_field(cross)[0]
    assert (row.rf, row.start, row.seen, row.dense) == ((5, 5), (-2, -2), 9, False)
