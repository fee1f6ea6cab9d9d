"""Question 2, whatever is typed: networks of every kind are explained and drawn, or the field at fault is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.explore.convolution import EXPLORER
from tutor.explore.convolution.reading import read_size
from tutor.explore.convolution.setting import Setting
from tutor.explore.convolution.words import grouped
from tutor.explore.explorer import InputFault
from tutor.figures.draw import draw

SPATIAL = st.one_of(
    st.builds(
        "Conv{}-2-P{}-S{}-D{}".format, st.integers(1, 4), st.sampled_from(["0", "1", "2", "same"]),
        st.integers(1, 3), st.integers(1, 3),
    ),
    st.builds("Pool{}-S{}".format, st.integers(1, 3), st.integers(1, 3)),
    st.sampled_from(["Pool3-P1-C", "ReLU", "BN", "GAP"]),
)  # fmt: skip


@pytest.mark.parametrize(
    "text", ["64x64x1", "64 64 1", "64×64×1", " 64 X 64 x 1 ", "64,64,1", "(64, 64, 1)", "64·64·1"]
)
def test_a_size_can_be_written_in_many_ways(text):
    assert read_size(text) == (64, 64, 1)


@pytest.mark.parametrize(
    "text", ["", "64", "64x64", "64x64x1x1", "0x64x1", "axbxc", "64x-1x1", "2000x2x1", "1.5x2x3"]
)
def test_a_size_that_is_none_says_so(text):
    assert "input" in EXPLORER.read({"input": text}).faults


@pytest.mark.parametrize(
    ("texts", "name", "said"),
    [
        ({"layers": "Conv3-8 Konv3-8"}, "layers", "layer 2, Konv3-8: unknown layer"),
        ({"layers": "Pool2 Conv99-8"}, "layers", "layer 2, Conv99-8: kernel larger than padded input"),
        ({"field": "Conv3-8 FC2 Pool2"}, "field", "layer 3, Pool2"),
        ({"layers": " , "}, "layers", "needs layers"),
        ({"layers": "Conv3-8 " * 101}, "layers", "101 layers"),
        ({"field": "Conv1-1-P999999999"}, "field", "layer 1, Conv1-1-P999999999: maps and windows of up to 4096"),
        ({"field": "Pool2", "row": 32}, "row", "rows 0 to 31"),
        ({"input": "8x9x1", "layers": "FC3", "column": 9}, "column", "columns 0 to 8"),
        ({"k": 9, "n": 3, "p": 1}, "k", "spans 9 cells, the padded input has only 5"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(texts, name, said):
    with pytest.raises(InputFault) as fault:
        EXPLORER.run(texts)
    assert fault.value.name == name
    assert said in str(fault.value)


@pytest.mark.parametrize(
    "layers", ["FC5", "ReLU", "Flatten BN", "Pool2 GAP", "Conv1-999999999 FC999999999", "BN Pool64 FC1"]
)
def test_networks_without_convolution_dense_layer_or_bounds_are_explained_too(layers):
    result = EXPLORER.run({"layers": layers})
    assert [each.part for each in result.findings[:8]] == [
        *(f"2.1{letter}" for letter in "abcd"),
        *(f"2.2{letter}" for letter in "abcd"),
    ]
    assert all(figure.caption for figure in result.figures)


def test_jumps_beyond_any_axis_are_written_as_powers():
    result = EXPLORER.run({"field": "Conv2-1-P1-S999999999 " * 60})
    assert "·10" in result.findings[-2].value
    assert all(draw(figure, 60, 15).text for figure in result.figures)
    assert (grouped(1_999_999_998_000_000_000), grouped(-12_345)) == ("2.000·10¹⁸", "−12 345")


LAYER = st.one_of(
    SPATIAL,
    st.builds("FC{}".format, st.integers(1, 9)),
    st.sampled_from(
        ["Flatten", "Sigmoid", "Conv3x5-4-G2", "Conv3-4-NB", "AvgPool2-P1", "Conv7-3-S2x1-P3", "Pool2x3"]
    ),
)


@given(
    texts=st.fixed_dictionaries(
        {
            "input": st.builds("{}x{}x{}".format, *(st.integers(1, top) for top in (40, 40, 4))),
            "layers": st.lists(LAYER, min_size=1, max_size=6).map(" ".join),
            "field": st.lists(LAYER, min_size=1, max_size=4).map(" ".join),
            "row": st.integers(0, 6), "column": st.integers(0, 6),
        },
        optional={"n": st.integers(1, 99), "k": st.integers(1, 20), "s": st.integers(1, 9), "p": st.integers(0, 9)},
    ),
    rule=st.sampled_from([None, *EXPLORER.wrong_rules]),
    size=st.sampled_from([(66, 17), (100, 30), (24, 8), (7, 3)]),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_network_is_explained_and_drawn_or_faulted_by_name(texts, rule, size):
    try:
        result = EXPLORER.run(texts, rule)
    except InputFault as fault:
        assert fault.name in EXPLORER.defaults() and len(str(fault)) < 200
        return
    values = EXPLORER.read({name: str(value) for name, value in texts.items()}).values
    rows = [each for each in result.findings if each.part == "2.3" and each.label != "your rule"][:-1]
    table = Setting.of(values).table
    assert [each.value.split(" / ")[0] for each in rows] == [
        "×".join(map(str, row.output_hwc)) for row in table
    ]
    assert all(each.value and each.reason for each in result.findings)
    for shown in result.figures:
        assert shown.caption.endswith(".")
        assert len(draw(shown, *size).rows) == size[1]


@given(text=st.text(max_size=30), name=st.sampled_from(["input", "layers", "field", "row", "k"]))
@settings(max_examples=100, deadline=None)
def test_anything_can_be_typed(text, name):
    try:
        EXPLORER.run({name: text})
    except InputFault as fault:
        assert str(fault)
