"""Every case that PyTorch decided: tables, output sizes, receptive fields."""

import json
from pathlib import Path

import pytest

from tutor.compute.convnet import LayerError, layer_table, output_size, receptive_field, seen_inputs

TRUTH = Path(__file__).parents[1] / "truth"
RELATIVE, ABSOLUTE = 1e-9, 1e-9


def cases(file: str, kind: str) -> list:
    found = [case for case in json.loads((TRUTH / file).read_text())["cases"] if case["kind"] == kind]
    return [pytest.param(case["in"], case["out"], id=case["id"]) for case in found]


# cnn_tables.json: every key of every case is compared. "error" is compared by its opening words.
ROW_KEYS = {
    "layer": "layer",
    "weights": "weights",
    "biases": "biases",
    "params": "parameters",
    "activations": "activations",
    "macs": "macs",
    "bias_adds": "bias_adds",
    "flops": "flops",
}


def same_row(row, expected) -> bool:
    assert set(expected) == {*ROW_KEYS, "out_hwc"}
    return list(row.output_hwc) == expected["out_hwc"] and all(
        getattr(row, ours) == expected[theirs] for theirs, ours in ROW_KEYS.items()
    )


@pytest.mark.parametrize(("given", "expected"), cases("cnn_tables.json", "stack"))
def test_table(given, expected):
    if "error" in expected:
        with pytest.raises(LayerError) as caught:
            layer_table(given["input_hwc"], given["layers"])
        fault = caught.value
        assert fault.index == expected["at"]
        assert fault.layer == given["layers"][expected["at"]]
        assert expected["error"] in fault.reason
        rows = fault.rows
        expected = expected["rows"]
    else:
        table = layer_table(given["input_hwc"], given["layers"])
        rows = table.rows
        assert table.totals.parameters == table.total_parameters == expected["total_params"]
        assert table.totals.macs == table.total_macs == expected["total_macs"]
        assert table.totals.flops == table.total_flops == expected["total_flops"]
        assert table.torchinfo_mult_adds == expected["torchinfo_mult_adds"]
        assert table == layer_table(given["input_hwc"], " ".join(given["layers"]))
        expected = expected["rows"]
    assert len(rows) == len(expected)
    assert all(same_row(row, want) for row, want in zip(rows, expected, strict=True))


@pytest.mark.parametrize(("given", "expected"), cases("cnn_tables.json", "layer1d"))
def test_output_size(given, expected):
    settings = {("ceil" if key == "ceil_mode" else key): value for key, value in given.items()}
    if "error" in expected:
        with pytest.raises(ValueError, match=expected["error"]):
            output_size(**settings)
        return
    size = output_size(**settings)
    assert size == expected["out"]
    assert (size < given["n"]) == expected["shrinks"]
    assert (size == given["n"]) == expected["keeps"]


# receptive_field.json: every key of every case is compared.
FIELD_KEYS = {
    "rf": "rf",
    "jump": "jump",
    "start": "start",
    "center0": "center",
    "seen": "seen",
    "dense": "dense",
}


@pytest.mark.parametrize(("given", "expected"), cases("receptive_field.json", "stack1d"))
def test_receptive_field_along_one_axis(given, expected):
    rows = receptive_field(given["layers"])
    last = rows[-1]
    expected_rows = [*expected.pop("rows"), expected]
    for row, want in zip([*rows, last], expected_rows, strict=True):
        assert {theirs: getattr(row, ours) for theirs, ours in FIELD_KEYS.items()} == {
            key: want[key] for key in FIELD_KEYS
        }
    assert last.effective_std == pytest.approx(expected["erf_std_uniform"], rel=RELATIVE, abs=ABSOLUTE)
    assert set(expected) == {*FIELD_KEYS, "erf_std_uniform"}


@pytest.mark.parametrize(("given", "expected"), cases("receptive_field.json", "stack2d"))
def test_receptive_field_along_two_axes(given, expected):
    last = receptive_field(given["layers"])[-1]
    assert {key: getattr(last, key) for key in ("rf", "jump", "start", "seen")} == {
        key: tuple(value) if isinstance(value, list) else value for key, value in expected.items()
    }


@pytest.mark.parametrize(("given", "expected"), cases("receptive_field.json", "maxpool_union"))
def test_receptive_field_of_max_pooling(given, expected):
    last = receptive_field(given["layers"])[-1]
    assert {"rf": last.rf, "start": last.start, "jump": last.jump} == expected


@pytest.mark.parametrize(("given", "expected"), cases("receptive_field.json", "clipped1d"))
def test_seen_inputs(given, expected):
    if "error" in expected:
        with pytest.raises(LayerError, match=expected["error"]):
            seen_inputs(given["layers"], given["n"])
        return
    seen = seen_inputs(given["layers"], given["n"])
    assert [span and list(span) for span in seen.clipped] == expected["clipped"]
    assert seen.outputs == expected["outputs"]
    assert seen.inputs_never_seen == expected["inputs_never_seen"]
