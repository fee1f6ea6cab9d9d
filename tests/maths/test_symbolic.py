"""SymPy at arm's length: our trees there and back, limits, and stationary points."""

from __future__ import annotations

import math
import subprocess
import sys
import time

import numpy as np
import pytest
import sympy

from tutor.maths import (
    MathsError,
    agree,
    derivative,
    from_sympy,
    limit,
    limited,
    read,
    stationary_points,
    to_sympy,
    to_text,
)

NAMES = ("x", "y", "beta", "n")


@pytest.mark.parametrize(
    "text",
    [
        "x^2/3 - 2x + 1/2",
        "exp(-x^2)*sin(y)",
        "sqrt(x^2+1)/(y^2+2)",
        "max(x, y, 0)",
        "x if x>0 else y",
        "|x-y| + sign(x)",
        "log(1+x^2, 2)",
        "arctan(x) + arsinh(y)",
        "erf(x) + tanh(y)",
        "x*(x>0 and y<3)",
        "floor(x/2) + pi*e",
        "0.5x",
        "x^-3",
        "relu(x) + sigmoid(y)",
        "cbrt(x^2+1)",
    ],
)
def test_a_formula_comes_back_from_sympy_with_its_value(text: str) -> None:
    original = read(text, NAMES).tree
    returned = from_sympy(to_sympy(original))
    assert read(to_text(returned), NAMES).tree is not None
    for x, y in ((0.375, 1.25), (-1.5, 2.0), (3.25, -0.75)):
        assert agree(original, returned, {"x": x, "y": y}) == "same"


@pytest.mark.parametrize(
    ("text", "name", "to", "domain", "expected"),
    [
        ("x*sigmoid(beta*x)", "beta", "0", {}, "x/2"),
        ("x*sigmoid(beta*x)", "beta", "inf", {"x": "positive"}, "x"),
        ("x*sigmoid(beta*x)", "beta", "inf", {"x": "negative"}, "0"),
        ("x*sigmoid(beta*x)", "beta", "-inf", {"x": "negative"}, "x"),
        ("sin(x)/x", "x", "0", {}, "1"),
        ("(1+1/n)^n", "n", "inf", {"n": "positive"}, "e"),
        ("x*log(x)", "x", "0", {"x": "positive"}, "0"),
        ("1/x^2", "x", "0", {}, "∞"),
    ],
)
def test_limits(text: str, name: str, to: str, domain: dict[str, str], expected: str) -> None:
    assert to_text(limit(read(text, NAMES).tree, name, read(to).tree, variables=domain)) == expected


def test_the_two_sides_of_relus_slope_differ() -> None:
    quotient, zero = read("relu(x)/x", NAMES).tree, read("0").tree
    assert to_text(limit(quotient, "x", zero, "left")) == "0"
    assert to_text(limit(quotient, "x", zero, "right")) == "1"
    with pytest.raises(MathsError) as caught:
        limit(quotient, "x", zero)
    assert caught.value.code == "undefined"


def test_sympy_simplifies_derivatives() -> None:
    assert to_text(derivative(read("x^2*sin(x)", NAMES).tree, "x")) == "x·(x·cos(x) + 2·sin(x))"


def test_what_never_ends_is_ended() -> None:
    started = time.thread_time()
    with pytest.raises(MathsError) as caught, limited(0.2):
        x = sympy.Symbol("x")
        sympy.expand((x + sympy.Symbol("y") + sympy.Symbol("z") + 1) ** 60)
    assert caught.value.code == "unsolved"
    assert time.thread_time() - started < 3


def points(text: str) -> list[tuple[list[str], str]]:
    found = stationary_points(read(text, ["x", "y"]).tree)
    assert found.complete
    return [([to_text(value) for value in point.exact or ()], point.kind) for point in found.points]


def test_stationary_points_of_polynomials_are_exact() -> None:
    assert points("y^2+(y-x)^2") == [(["0", "0"], "minimum")]
    assert points("(1-x)^2+100(y-x^2)^2") == [(["1", "1"], "minimum")]
    assert points("x^2-y^2") == [(["0", "0"], "saddle")]
    assert points("x^2+y^2-x*y/3+x") == [(["−18/35", "−3/35"], "minimum")]
    assert sorted(points("(x^2-2)^2+y^2")) == [
        (["0", "0"], "saddle"),
        (["−√2", "0"], "minimum"),
        (["√2", "0"], "minimum"),
    ]
    assert points("x+y") == []


def test_himmelblau_has_nine_stationary_points() -> None:
    found = stationary_points(read("(x^2+y-11)^2+(x+y^2-7)^2", ["x", "y"]).tree)
    kinds = [point.kind for point in found.points]
    assert found.complete
    assert (kinds.count("minimum"), kinds.count("saddle"), kinds.count("maximum")) == (4, 4, 1)
    assert ["3", "2"] in [[to_text(value) for value in point.exact or ()] for point in found.points]
    heights = [point.height for point in found.points if point.kind == "minimum"]
    assert np.allclose(heights, 0, atol=1e-18)


def test_other_functions_are_searched_and_say_so() -> None:
    found = stationary_points(read("exp(-x^2-y^2)", ["x", "y"]).tree)
    assert not found.complete and "numerically" in found.note
    assert [(point.values, point.kind) for point in found.points] == [((0.0, 0.0), "maximum")]
    waves = stationary_points(read("sin(x)*cos(y)", ["x", "y"]).tree, half_width=2.0)
    assert any(
        math.isclose(point.values[0], math.pi / 2) and point.kind == "maximum" for point in waves.points
    )


def test_a_valley_is_no_point() -> None:
    found = stationary_points(read("(x-y)^2", ["x", "y"]).tree)
    assert not found.points and not found.complete and "lines" in found.note


def test_reading_and_evaluating_import_neither_flint_nor_sympy() -> None:
    program = (
        "import sys; from tutor.maths import *;"
        "function(read('x*relu(y)', ['x', 'y']).tree, ['x', 'y'])(1.0, 2.0);"
        "gradient(read('x^2', ['x']).tree, ['x']);"
        "print([name for name in ('flint', 'sympy', 'mpmath', 'textual') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
