"""Every case of tests/truth/activations.json, made with PyTorch's autograd and mpmath, for every key it holds."""

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tutor.compute.activations import (
    activation,
    landmarks,
    swish,
    swish_landmarks,
    swish_limit,
    swish_minimum,
)

TRUTH = json.loads((Path(__file__).parents[1] / "truth" / "activations.json").read_text(encoding="utf-8"))


def cases(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in TRUTH["cases"] if case["kind"] == kind]


def compare(case: dict[str, Any], computed: dict[str, Any]) -> None:
    """Every key of the case, numbers within its tolerance, None and words exactly."""
    expected = case["out"]
    assert computed.keys() == expected.keys()
    tol = case.get("tol", TRUTH["tol"])
    for key, value in expected.items():
        assert matches(computed[key], value, tol), (key, computed[key], value)


def matches(got: Any, value: Any, tol: dict[str, float]) -> bool:
    if isinstance(value, dict):
        return got.keys() == value.keys() and all(matches(got[k], value[k], tol) for k in value)
    if isinstance(value, list):
        return len(got) == len(value) and all(matches(g, v, tol) for g, v in zip(got, value, strict=True))
    if isinstance(value, float):
        return isinstance(got, float) and abs(got - value) <= tol["atol"] + tol["rtol"] * abs(value)
    return bool(got == value)


def test_no_kind_of_case_is_left_out() -> None:
    kinds = Counter(case["kind"] for case in TRUTH["cases"])
    assert kinds == {"point": 41, "one_sided": 88, "features": 25, "swish": 23, "swish_limit": 17}


@pytest.mark.parametrize("case", cases("point"))
def test_values_and_both_derivatives(case: dict[str, Any]) -> None:
    function, xs = activation(case["in"]["act"], **case["in"]["params"]), case["in"]["xs"]
    computed = {
        "value": function.value(xs),
        "d1": function.derivative(xs),
        "d2": function.derivative(xs, order=2),
    }
    compare(case, {key: list(map(float, values)) for key, values in computed.items()})


@pytest.mark.parametrize("case", cases("one_sided"))
def test_one_sided_derivatives(case: dict[str, Any]) -> None:
    function, x0, order = (
        activation(case["in"]["act"], **case["in"]["params"]),
        case["in"]["x0"],
        case["in"]["order"],
    )
    found = function.one_sided(x0, order)
    compare(case, vars(found) | {"torch_at_point": function.derivative(x0, order)})


@pytest.mark.parametrize("case", cases("features"))
def test_features(case: dict[str, Any]) -> None:
    function = activation(case["in"]["act"], **case["in"]["params"])
    marks = landmarks(function)
    kinks = [{"x": x, "class": 1 if function.one_sided(x).exists else 0} for x in function.kinks]
    computed = {
        "monotone": function.monotone,
        "turning": [{"x": t.x, "value": t.value, "type": t.kind} for t in marks.turning],
        "kinks": kinks,
        "smoothness": function.smoothness,
        "at_zero": function.value(0.0),
        "inflections": marks.inflections,
        "lipschitz": marks.lipschitz,
        "lipschitz_at": marks.lipschitz_at,
        "slope_minus_inf": marks.slope_minus_inf,
        "slope_plus_inf": marks.slope_plus_inf,
        "value_minus_1e3": function.value(-1e3),
        "value_plus_1e3": function.value(1e3),
    }
    compare(case, computed)


@pytest.mark.parametrize("case", cases("swish"))
def test_swish_landmarks(case: dict[str, Any]) -> None:
    beta = case["in"]["beta"]
    marks = swish_landmarks(beta)
    assert swish_minimum(beta) == (marks.extremum.x, marks.extremum.value)
    ends = [{math.inf: "inf", -math.inf: "-inf"}.get(end, end) for end in marks.decreasing_on]
    computed = {
        "extremum": {"x": marks.extremum.x, "value": marks.extremum.value, "type": marks.extremum.kind},
        "slope_at_zero": marks.slope_at_zero,
        "curvature_at_zero": marks.curvature_at_zero,
        "slope_max": vars(marks.slope_max),
        "slope_min": vars(marks.slope_min),
        "sup_gap_relu": marks.sup_gap_relu,
        "decreasing_on": ends,
    }
    compare(case, computed)


@pytest.mark.parametrize("case", cases("swish_limit"))
def test_swish_limits(case: dict[str, Any]) -> None:
    x, betas = case["in"]["x"], case["in"]["betas"]
    values = swish(x, betas)
    linear, relu = swish_limit(x, 0.0), swish_limit(x, math.inf)
    computed = {
        "values": [float(value) for value in values],
        "limit_0": linear,
        "limit_plus_inf": relu,
        "limit_minus_inf": swish_limit(x, -math.inf),
        "gap_linear": [float(gap) for gap in np.abs(values - linear)],
        "gap_relu": [float(gap) for gap in np.abs(values - relu)],
    }
    compare(case, computed)
