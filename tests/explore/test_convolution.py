"""Question 2: the paper's right answers, the reasons' own arithmetic, and the wrong rules."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.compute.convnet import Window, output_size, parse_layers, receptive_field, seen_inputs
from tutor.explore.convolution import EXPLORER
from tutor.explore.convolution.setting import Setting
from tutor.explore.convolution.windows import places, reaching, taps_on_the_input
from tutor.explore.convolution.words import grouped, size_law
from tutor.explore.convolution.wrong import own_stride_fields, parameter_rule, size_without_one
from tutor.figures.figure import Bars, Cells, Line

PAPER = EXPLORER.run()


def finding(result, part, label=""):
    return next(each for each in result.findings if each.part == part and each.label.startswith(label))


def figure(result, title):
    return next(picture.figure for picture in result.pictures if picture.title.startswith(title))


def setting(**texts):
    return Setting.of(EXPLORER.read(texts).values)


# The paper's own numbers


def test_the_table_of_2_3():
    rows = [(each.label, each.value) for each in PAPER.findings if each.part == "2.3"]
    assert rows == [
        ("Conv4-5-Pvalid-S2", "31×31×5 / 85 parameters"),
        ("Pool3", "10×10×5 / 0 parameters"),
        ("Conv3-5-Pvalid-S1", "8×8×5 / 230 parameters"),
        ("Pool2", "4×4×5 / 0 parameters"),
        ("FC5", "1×1×5 / 405 parameters"),
        ("total", "720 params, 91 680 MACs"),
    ]


@pytest.mark.parametrize(
    ("label", "steps"),
    [
        ("Conv4", ["⌊(64 + 2·0 − 4)/2⌋ + 1 = ⌊60/2⌋ + 1 = 31", "(4·4·1 + 1)·5 = 85: 80 weights, 5 biases"]),
        ("Pool3", ["⌊(31 + 2·0 − 3)/3⌋ + 1 = ⌊28/3⌋ + 1 = 10", "Left over at the end: 1 row and 1 column"]),
        ("Conv3", ["⌊(10 + 2·0 − 3)/1⌋ + 1 = ⌊7/1⌋ + 1 = 8", "(3·3·5 + 1)·5 = 230", "20×20 pixels"]),
        ("Pool2", ["⌊(8 + 2·0 − 2)/2⌋ + 1 = ⌊6/2⌋ + 1 = 4", "Parameters: 0"]),
        ("FC5", ["4·4·5 = 80 numbers", "(80 + 1)·5 = 405: 400 weights, 5 biases"]),
        ("total", ["85 + 0 + 230 + 0 + 405 = 720", "76 880 + 0 + 14 400 + 0 + 400 = 91 680", "56 %", "84 %"]),
    ],
)
def test_each_row_shows_its_substitution(label, steps):
    reason = finding(PAPER, "2.3", label).reason
    assert [step for step in steps if step not in reason] == []


def test_2_4_is_21_and_11_in_the_corner():
    field, unit = (each for each in PAPER.findings if each.part == "2.4")
    assert (field.value, unit.label, unit.value) == ("21×21", "unit (0, 0) sees", "11×11 pixels")
    assert "1 + 4·1 + 4·1 + 4·1 + 4·1 + 4·1 = 21" in field.reason
    assert "5×5, 9×9, 13×13, 17×17, 21×21" in field.reason
    inner = EXPLORER.run({"row": 32, "column": 1}).findings[-1]
    assert inner.value == "21×12 pixels"
    assert "unit (0, 0) sees 11×11" in inner.reason


def test_the_short_answers():
    assert finding(PAPER, "2.1a").value == "32 → 30: it shrinks"
    assert "2 < 4; p = 2 keeps the size" in finding(PAPER, "2.1a").reason
    stride = finding(PAPER, "2.1b").reason
    assert "2345, 720, 420, 345 parameters" in stride
    assert "297 680, 76 880, 35 280, 20 480 MACs; its own 85 parameters stay" in stride
    assert finding(PAPER, "2.1c").value == "76 880 of 19 681 280"
    assert "only 80 different weights" in finding(PAPER, "2.1c").reason
    assert finding(PAPER, "2.1d").value == "no impact"
    assert "1, 3, 8 less 4 is −3, −1, 4" in finding(PAPER, "2.1d").reason
    assert "11, 13, 18 less 14 is −3, −1, 4 too" in finding(PAPER, "2.1d").reason


def test_true_or_false():
    verdicts = [finding(PAPER, f"2.2{letter}").value for letter in "abcd"]
    assert verdicts == ["True", "True", "False, for a layer", "True"]
    assert "3·3·5·5 = 225 weights" in finding(PAPER, "2.2a").reason
    assert "3·3·6·5 = 270" in finding(PAPER, "2.2a").reason
    assert "2345, 720, 420, 345" in finding(PAPER, "2.2c").reason


def test_the_slips_of_the_worked_answer():
    assert [each.part for each in PAPER.findings if each.slip] == ["2.1a", "2.1b"]
    # The counterexamples that the slip gives.
    assert (output_size(32, 1), output_size(32, 5, p=1)) == (32, 30)


# The arithmetic behind the words


@given(
    n=st.integers(1, 60), k=st.integers(1, 12), s=st.integers(1, 5), p=st.integers(0, 6), d=st.integers(1, 4),
    ceil=st.booleans(),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_a_written_size_law_is_true(n, k, s, p, d, ceil):
    window = Window(k, s, d, p, ceil)
    if window.span > n + 2 * p:
        return
    law = size_law(window, n)
    out = output_size(n, k, s, p, d, ceil)
    assert re.findall(r"\d+", law)[-1] == str(out)
    room, stride, count = map(int, re.search(r"= [⌊⌈](\d+)/(\d+)[⌋⌉] \+ 1 = (\d+)", law).groups())
    assert room == n + 2 * p - d * (k - 1) - 1
    assert count == (-(-room // stride) if ceil else room // stride) + 1
    assert out == count - ("less 1" in law)


@given(
    n=st.integers(1, 40), k=st.integers(1, 9), s=st.integers(1, 4), p=st.integers(0, 5), d=st.integers(1, 3)
)
@settings(max_examples=150, deadline=None)
def test_what_is_said_about_shrinking_is_what_happens(n, k, s, p, d):
    if d * (k - 1) + 1 > n + 2 * p:
        return
    places_taken = len(range(0, n + 2 * p - d * (k - 1), s))  # brute force: every place the window fits
    said = finding(EXPLORER.run({"n": n, "k": k, "s": s, "p": p, "d": d}), "2.1a")
    verb = "shrinks" if places_taken < n else "keeps its size" if places_taken == n else "grows"
    assert said.value == f"{n} → {places_taken}: it {verb}"
    left, sign, right = re.search(r"here (\d+) ([<≥]) (\d+)", said.reason).groups()
    assert (int(left) < int(right)) == (sign == "<") == (places_taken < n)


def test_the_shrink_map_agrees_with_the_law_in_every_cell():
    for s, d in ((1, 1), (2, 1), (1, 2)):
        shown = figure(EXPLORER.run({"n": 9, "k": 3, "p": 1, "s": s, "d": d}), "Where").layers[0]
        for (p, column), kind in np.ndenumerate(shown.kind):
            word = shown.meaning[kind][1]
            if word.startswith("here"):
                assert (p, column + 1) == (1, 3)
                continue
            try:
                out = output_size(9, column + 1, s, int(p), d)
            except ValueError:
                assert word == "does not fit"
            else:
                assert word == ("shrinks" if out < 9 else "keeps its size" if out == 9 else "grows")


SPATIAL = st.one_of(
    st.builds(
        "Conv{}-2-P{}-S{}-D{}".format, st.integers(1, 4), st.sampled_from(["0", "1", "2", "same"]),
        st.integers(1, 3), st.integers(1, 3),
    ),
    st.builds("Pool{}-S{}".format, st.integers(1, 3), st.integers(1, 3)),
    st.sampled_from(["Pool3-P1-C", "ReLU", "BN", "GAP"]),
)  # fmt: skip


@given(stack=st.lists(SPATIAL, min_size=1, max_size=4), n=st.integers(1, 24))
@settings(max_examples=150, deadline=None)
def test_the_pixels_that_reach_a_unit_are_the_traced_ones(stack, n):
    try:
        traced = seen_inputs(stack, n)
    except ValueError:
        return
    along = places(parse_layers(stack), n, 0)
    pixels = [reaching(along, 1 << unit) for unit in range(traced.outputs)]
    hulls = [((bits & -bits).bit_length() - 1, bits.bit_length() - 1) if bits else None for bits in pixels]
    assert hulls == list(traced.clipped)
    everything = 0
    for bits in pixels:
        everything |= bits
    assert n - everything.bit_count() == traced.inputs_never_seen


def test_a_dilated_stack_leaves_holes():
    result = EXPLORER.run({"field": "Conv3-1-D2 Conv3-1-D2 Conv3-1-D2", "row": 20, "column": 20})
    assert [each.value for each in result.findings[-2:]] == ["13×13", "7×7 pixels"]
    assert "are skipped by dilation or stride" in result.findings[-1].reason
    kinds = figure(result, "What one unit").layers[0]
    assert int((kinds.kind == 0).sum()) == 49


@given(
    n=st.integers(1, 15), k=st.integers(1, 5), s=st.integers(1, 4), p=st.sampled_from([0, 1, 2, "same"]),
    d=st.integers(1, 3),
)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_connections_are_the_entries_of_the_sparse_matrix(n, k, s, p, d):
    layer = parse_layers(f"Conv{k}-1-P{p}-S{s}-D{d}")
    try:
        (place,) = places(layer, n, 0)
    except ValueError:
        return
    matrix = sum(reaching((place,), 1 << unit).bit_count() for unit in range(place.outputs))
    assert taps_on_the_input(place) == matrix


def test_connections_count_no_padding():
    assert finding(EXPLORER.run({"input": "4x4x2", "layers": "Conv3-3-P1"}), "2.1c").value == "600 of 1536"


def test_connections_are_those_of_the_first_convolution_wherever_it_stands():
    said = finding(EXPLORER.run({"input": "8x8x2", "layers": "BN Pool2 Conv3-3"}), "2.1c")
    assert said.value == "216 of 384"  # 2·2·3 outputs of 3·3·2 inputs each; 12·32 dense
    assert "3·3·2 = 18 of the 4·4·2 = 32 inputs" in said.reason


def test_the_sum_of_a_receptive_field_counts_the_strides_before():
    said = finding(EXPLORER.run({"field": "Conv3-4-S2 ReLU Conv3-4 Pool2 Conv3-4"}), "2.4")
    assert said.value == "17×17"
    assert "1 + 2·1 + 2·2 + 1·2 + 2·4 = 17." in said.reason


@pytest.mark.parametrize(
    ("pool", "said"), [("Pool4", "2 rows and 2 columns"), ("Pool5", ""), ("Pool3x7", "1 row and 3 columns")]
)
def test_rows_that_no_window_reaches_are_told(pool, said):
    reason = finding(EXPLORER.run({"input": "10x10x1", "layers": pool}), "2.3").reason
    assert ("Left over at the end" in reason) == bool(said)
    assert said in reason


# Wrong rules


def test_the_wrong_rules_give_their_known_numbers():
    stack = "Conv3-1-P1 Pool2 Conv3-1-P1 Pool2 Conv3-1-P1-D2"
    assert receptive_field(stack)[-1].rf == 26
    assert own_stride_fields(places(parse_layers(stack), 64, 0))[-1] == 29
    image = setting(input="40x40x3", layers="Conv5-64")
    assert parameter_rule("par.nobias")(image, image.table) == [4800]
    assert parameter_rule("par.nodepth")(image, image.table) == [1664]
    assert image.table.total_parameters == 4864
    assert size_without_one(Window(5, 2, 1, 0), 20) == 7


@pytest.mark.parametrize(
    ("rule", "title", "said"),
    [
        ("rf.own_stride", "Receptive field", "7, 19, 31, 43, 79"),
        ("size.no_plus1", "Where the map", "29 of 32, not 30"),
        ("par.nobias", "Parameters by layer", "gives 705 in all"),
        ("par.nodepth", "Parameters by layer", "gives 540 in all"),
        ("par.nobias", "Parameters against", "2330, 705, 405, 330"),
        ("par.nodepth", "Parameters against", "2165, 540, 240, 165"),
    ],
)
def test_a_wrong_rule_is_drawn_beside_the_right_one(rule, title, said):
    plain, compared = (figure(EXPLORER.run(compare=each), title) for each in (None, rule))
    assert said in compared.caption and said not in plain.caption
    assert _wrong(compared) and not _wrong(plain)


def _wrong(shown):
    """Whether anything is drawn in the role of a wrong rule."""
    grids = [layer for layer in shown.layers if isinstance(layer, Cells)]
    kinds = {grid.meaning[kind][2] for grid in grids for kind in np.unique(grid.kind)}
    return "wrong" in kinds | {each.role for each in shown.layers if isinstance(each, Line | Bars)}


# A stride with which a later layer no longer fits

TIGHT = {"input": "50x40x3", "layers": "Conv5-8-P2-S3 Pool3-S2 Conv3-16-D2 Pool2 FC10"}


def test_a_stride_is_told_by_the_layer_s_own_height_whatever_fits_behind_it():
    result = EXPLORER.run(TIGHT)
    strided = finding(result, "2.1b")
    assert strided.value == "heights 50, 25, 17, 13"
    macs = [out * wide * 5 * 5 * 3 * 8 for out, wide in ((50, 40), (25, 20), (17, 14), (13, 10))]
    assert ", ".join(grouped(each) for each in macs) + " MACs" in strided.reason


def test_every_dash_is_explained():
    result = EXPLORER.run(TIGHT)
    said = "A dash stands where a later layer is too large for what is left of the map. With stride 4 Conv3"
    told = [each.reason for each in result.findings] + [each.caption for each in result.figures]
    for text in told:
        assert ("–" in re.sub(r"\d–", "", text)) == (said in text)
    assert sum(said in text for text in told) == 3
    assert "With stride 4 Conv3-16-D2 no longer fits on its input, 6×4." in finding(result, "2.1b").reason
    assert "A dash" not in "".join(each.explanation for each in EXPLORER.run().findings)
