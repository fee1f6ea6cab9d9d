"""The homework's notation: what can be written, and what is said about what cannot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.compute.convnet import (
    Conv,
    Dense,
    LayerError,
    Pool,
    Window,
    layer_table,
    output_size,
    parse_layers,
    receptive_field,
    seen_inputs,
)

HOMEWORK = "Conv4-5-Pvalid-S2 Pool3 Conv3-5-Pvalid-S1 Pool2 FC5"


def test_the_homework_table():
    table = layer_table((64, 64, 1), HOMEWORK)
    assert [row.output_hwc for row in table] == [(31, 31, 5), (10, 10, 5), (8, 8, 5), (4, 4, 5), (1, 1, 5)]
    assert [row.parameters for row in table] == [85, 0, 230, 0, 405]
    assert [row.receptive_field for row in table] == [4, 8, 20, 26, 62]
    assert table.totals.parameters == 720
    assert table.totals.macs == 91_680
    assert seen_inputs(HOMEWORK, 64).inputs_never_seen == 2


@pytest.mark.parametrize(
    ("stride", "parameters"), [(1, 2345), (2, 720), (3, 420), (4, 345)], ids=lambda value: str(value)
)
def test_a_larger_first_stride_shrinks_the_fully_connected_layer(stride, parameters):
    table = layer_table((64, 64, 1), HOMEWORK.replace("S2", f"S{stride}"))
    assert table[0].parameters == 85
    assert table.total_parameters == parameters


def test_five_convolutions_of_five():
    stack = " ".join(["Conv5-1-Psame"] * 5)
    assert [row.rf for row in receptive_field(stack)] == [5, 9, 13, 17, 21]
    assert receptive_field(stack)[-1].start == -10
    assert receptive_field(stack)[-1].effective_std == pytest.approx(10**0.5)
    assert seen_inputs(stack, 32).clipped[0] == (0, 10)


@pytest.mark.parametrize("between", [" ", ", ", "\n", " → ", "->", "\t", " ;\n"])
def test_separators(between):
    assert parse_layers(between.join(HOMEWORK.split())) == parse_layers(HOMEWORK)


def test_what_a_layer_holds():
    conv, pool, dense = parse_layers("Conv2x3-8-S2x1-P1x0-D2-G4-NB maxpool3-p1-c fc10-nb")
    assert conv == Conv("Conv2x3-8-S2x1-P1x0-D2-G4-NB", (Window(2, 2, 2, 1), Window(3, 1, 2, 0)), 8, 4, False)
    assert pool == Pool("maxpool3-p1-c", (Window(3, 3, 1, 1, ceil=True, pool=True),) * 2, "max")
    assert dense == Dense("fc10-nb", 10, False)
    assert parse_layers([conv, "Pool2"])[0] is conv


def test_same_padding_puts_the_odd_one_at_the_end():
    assert Window(7, 2, 1, "same").left_padding(224) == 2
    assert Window(3, 2, 2, "same").left_padding(10) == 1  # five outputs span 13 inputs: 1 before, 2 after
    assert Window(4, p="same").left_padding(None) == 1
    assert receptive_field("Conv7-8-Psame-S2", n=224)[0].start == -2


FAULTS = [
    ("Pool2 Convv3-4", 1, "unknown layer"),
    ("Pool2 3-4", 1, "unknown layer"),
    ("Conv3", 0, "number of filters is missing"),
    ("Conv-5", 0, "kernel is missing"),
    ("Conv3-x", 0, "number of filters cannot be 'x'"),
    ("Conv3-2x2", 0, "number of filters must be one number"),
    ("Conv3-0", 0, "number of filters must be at least 1"),
    ("Conv0-4", 0, "kernel must be at least 1"),
    ("Conv3-4-S0", 0, "stride must be at least 1"),
    ("Conv3-4-S", 0, "stride is missing"),
    ("Conv3-4-Q2", 0, "option 'Q2' is not known here; expected P, S, D, G, NB"),
    ("Conv3-4-S1-S2", 0, "option S is given twice"),
    ("Conv3-4-Pfull", 0, "padding cannot be 'full'"),
    ("Conv3-4-C", 0, "option 'C' is not known"),
    ("Conv3-4-P-1", 0, "option '1' is not known"),
    ("Conv3.5-4", 0, "kernel cannot be '3.5'"),
    ("Conv3-4-", 0, "option '' is not known"),
    ("AvgPool2-D2", 0, "option 'D2' is not known here; expected S, P, C"),
    ("Pool2-C1", 0, "option 'C1' is not known"),
    ("Pool", 0, "window is missing"),
    ("FC", 0, "number of units is missing"),
    ("ReLU6", 0, "neither a number nor an option"),
    ("BN ReLU Flatten-2", 2, "neither a number nor an option"),
    ("Conv9999999999-1", 0, "kernel cannot be"),
    ("Conv٣-4", 0, "unknown layer"),
]


@pytest.mark.parametrize(("text", "index", "reason"), FAULTS)
def test_a_fault_names_the_layer(text, index, reason):
    with pytest.raises(LayerError) as caught:
        parse_layers(text)
    fault = caught.value
    assert isinstance(fault, ValueError)
    assert fault.index == index
    assert reason in fault.reason
    assert str(fault).startswith(f"layer {index + 1}, {text.split()[index]}: ")


@pytest.mark.parametrize(
    ("text", "index", "reason"),
    [
        ("Conv3-4 Pool9", 1, "kernel larger than padded input"),
        ("ReLU Conv3-4-G2", 1, "groups do not divide channels"),
        ("Conv3-4-G3", 0, "groups do not divide channels"),
        ("Pool3-P2", 0, "pool padding > kernel/2"),
        ("Flatten GAP", 1, "spatial layer after flatten"),
        ("FC3 BN Conv1-1", 2, "spatial layer after flatten"),
    ],
)
def test_a_layer_that_does_not_fit_is_named_with_the_rows_above_it(text, index, reason):
    with pytest.raises(LayerError) as caught:
        layer_table((8, 8, 3), text)
    assert caught.value.index == index
    assert reason in caught.value.reason
    assert caught.value.rows == (layer_table((8, 8, 3), text.split()[:index]).rows if index else ())


def test_bad_arguments_are_named():
    for wrong in [(8, 8), 8, "8x8", (8, 8, 0), (8, 8, 1.5), None, (8, 8, float("nan"))]:
        with pytest.raises(ValueError, match=r"^input_hwc: "):
            layer_table(wrong, "Pool2")
    for name, settings_ in {
        "n": {"n": 0, "k": 1},
        "k": {"n": 5, "k": 0},
        "s": {"n": 5, "k": 1, "s": -1},
        "p": {"n": 5, "k": 1, "p": "valid"},
        "d": {"n": 5, "k": 1, "d": 1.5},
        "op": {"n": 5, "k": 1, "op": "deconv"},
    }.items():
        with pytest.raises(ValueError, match=rf"^{name}: "):
            output_size(**settings_)
    with pytest.raises(ValueError, match=r"^layers: "):
        parse_layers("  ")
    with pytest.raises(ValueError, match=r"^axis: "):
        seen_inputs("Pool2", 8, axis=2)
    for wrong in [0, "a", (8, 8, 8)]:
        with pytest.raises(ValueError, match=r"^n: "):
            receptive_field("Pool2", n=wrong)


def test_numbers_from_elsewhere_are_whole_numbers_too():
    assert output_size(64.0, 4.0, 2.0) == 31


@pytest.mark.parametrize(
    ("layers", "index", "reason"),
    [
        ([{"k": 3}, {"s": 2}], 1, "expected the keys"),
        ([{"k": 3, "stride": 2}], 0, "expected the keys"),
        ([{"k": [3, 3, 3]}], 0, "k: must be one number or"),
        ([{"k": 3, "op": "norm"}], 0, "op: must be one of"),
        ([{"k": 3}, {"par": [[{"k": 3, "s": 2}], []]}], 1, "branches cannot join"),
        ([{"k": 3}, {"par": []}], 1, "par: "),
        ([{"par": [[{"k": 0}], []]}], 0, "k: must be"),
        (["Pool2", 7], 1, "expected a text or a layer"),
        (["Pool2", "Pool2 Poool2"], 2, "unknown layer"),
        ("Pool2 FC10", 1, "n: "),
        ("Pool2 Conv3-1-Psame-S2", 1, "n: "),
        ("Flatten Pool2", 1, "spatial layer after flatten"),
    ],
)
def test_faults_of_receptive_fields(layers, index, reason):
    with pytest.raises(LayerError) as caught:
        receptive_field(layers)
    assert caught.value.index == index
    assert reason in caught.value.reason


def test_a_field_too_wide_to_count():
    deep = receptive_field(" ".join(["Pool2"] * 60))[-1]
    assert deep.rf == 2**60
    with pytest.raises(ValueError, match="too wide"):
        _ = deep.seen


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ConvPolFCBNRLUGATxsame0123456789-×→> ,\n٣", max_size=40) | st.text(max_size=20))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        layers = parse_layers(text)
        assert layers
        layer_table((32, 32, 3), layers)
    except ValueError as fault:
        assert str(fault)
