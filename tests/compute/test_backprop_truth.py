"""Every case of tests/truth/backprop.json, made with PyTorch's autograd, for every key that we answer.

Not compared, because they are not ours to promise: `raw_bytes` (a tensor that PyTorch packs twice counts twice), and
the order, dtype and leading axis of `tensors` (PyTorch keeps Wᵀ, and single vectors with or without an axis of 1).
"""

import json
from collections import Counter
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tutor.compute.backprop import (
    ThreeLayerNet,
    checkpoint_peak,
    stored_bytes,
    stored_parameters,
    stored_tensors,
)

TRUTH = json.loads((Path(__file__).parents[1] / "truth" / "backprop.json").read_text(encoding="utf-8"))
WIDTH = {"float16": 2, "bfloat16": 2, "float32": 4, "float64": 8}


def cases(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in TRUTH["cases"] if case["kind"] == kind]


def test_no_kind_of_case_is_left_out() -> None:
    assert Counter(case["kind"] for case in TRUTH["cases"]) == {
        "gradients": 106,
        "saved": 97,
        "checkpoint": 18,
    }


@pytest.mark.parametrize("case", cases("gradients"))
def test_forward_pass_and_gradients(case: dict[str, Any]) -> None:
    given, expected = case["in"], case["out"]
    net = ThreeLayerNet(**given["params"], activation=given["act"])
    assert net.sizes == tuple(given[size] for size in "nmrs")
    run = net.forward(given["x"])
    back = net.gradients(given["x"], given["y"], loss=given["loss"], reduction=given["reduction"])
    computed = vars(run) | vars(back)
    assert computed.keys() == expected.keys()
    tol = case.get("tol", TRUTH["tol"])
    for key, value in expected.items():
        assert np.shape(computed[key]) == np.shape(value), key
        np.testing.assert_allclose(computed[key], value, rtol=tol["rtol"], atol=tol["atol"], err_msg=key)


@pytest.mark.parametrize("case", cases("saved"))
def test_what_autograd_keeps(case: dict[str, Any]) -> None:
    given, expected = case["in"], case["out"]
    sizes = [given[size] for size in "nmrs"]
    width, input_gradient = WIDTH[given["dtype"]], given.get("x_requires_grad", False)
    layers: dict[str, Any] = {
        "batch": given["B"],
        "activation": given.get("act", "sigmoid"),
        "kept": "autograd",
    }
    whole = layers | {"loss": given["loss"]}
    tensors, parameters = stored_tensors(*sizes, **whole), stored_parameters(*sizes, input_gradient)
    weights = {name: prod(shape) * width for name, shape in parameters.items()}
    body = stored_bytes(*sizes, **layers, bytes_per_number=width, count_input=True)
    everything = stored_bytes(*sizes, **whole, bytes_per_number=width, count_input=True)

    assert sorted({*tensors, *parameters}) == expected["roles"]
    assert sum(weights.values()) == expected["param_bytes_saved"]
    assert body == expected["body_bytes"]
    assert stored_bytes(*sizes, **layers, bytes_per_number=width) == expected["body_bytes_without_x"]
    assert everything == expected["nonparam_bytes"]
    assert everything - body == expected["loss_bytes"]
    assert everything + sum(weights.values()) == expected["unique_bytes"]
    widths = dict.fromkeys(tensors, width) | ({"y": 8} if given["loss"] == "ce" else {})
    by_role = {name: prod(shape) * widths[name] for name, shape in tensors.items()} | weights
    assert by_role == expected["by_role"]


@pytest.mark.parametrize("case", cases("saved"))
def test_shapes_of_what_autograd_keeps(case: dict[str, Any]) -> None:
    given, shapes = case["in"], {}
    for tensor in case["out"]["tensors"]:
        shapes.setdefault(tensor["role"], []).append(tensor["shape"])
    sizes = [given[size] for size in "nmrs"]
    found = stored_tensors(*sizes, given["B"], given.get("act", "sigmoid"), given["loss"], "autograd")
    for name, shape in found.items():
        assert list(shape) in shapes[name] or [1, *shape] in shapes[name], name
    for name, shape in stored_parameters(*sizes).items():
        assert list(shape[::-1]) in shapes[name], name


@pytest.mark.parametrize("case", cases("checkpoint"))
def test_checkpoints(case: dict[str, Any]) -> None:
    given = case["in"]
    found = checkpoint_peak(
        given["depth"], given["width"], given["B"], WIDTH[given["dtype"]], given["segments"]
    )
    assert vars(found) == case["out"]
