"""Question 5 where f is level somewhere, or has no minimum: what is said is true, and rounding is not told."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.compute.descent import Adam, descend
from tutor.explore.format import number
from tutor.explore.optimization import EXPLORER
from tutor.explore.optimization.around import around
from tutor.explore.optimization.surface import read_surface

HALFWAY = {"y0": "0.5"}


def told(inputs):
    return {each.label: each for each in EXPLORER.run(inputs).findings}


@pytest.mark.parametrize(
    ("f", "minimum", "rate", "limit"),
    [
        ("(x-y)^2", "a line: (0.75, 0.75) + t·(1, 1)", "0.6", "0.5"),
        ("(x+y)^2+1", "a line: (0.25, −0.25) + t·(1, −1)", "0.6", "0.5"),
        ("x^2", "a line: (0, 0.5) + t·(0, 1)", "0.8", "1"),
    ],
)
def test_a_line_of_minima_is_told_with_the_point_that_descent_reaches(f, minimum, rate, limit):
    found = told({"f": f, "steps": "200", **HALFWAY})
    assert found["minimum"].value == minimum
    assert found["regime, s = 0.1"].value == f"converges, rate {rate}"
    assert found["it converges for"].value == f"0 < s < {limit}"
    end = read_surface(f)
    path = np.array([1.0, 0.5])
    for _ in range(200):
        path = path - 0.1 * end.gradient(path)
    assert f"({', '.join(f'{each:.4g}' for each in path + 0.0)})".replace("-", "−") in minimum or f == "x^2"
    assert found["distance, s = 0.1"].value != "no minimum"
    assert "0 = 0" not in found["minimum"].reason


def test_distance_to_a_line_is_measured_across_it():
    after = told({"f": "(x+2y)^2", "optimizer": "adam", "steps": "20"})["after 20 steps"]
    surface = read_surface("(x+2y)^2")
    x, y = descend(surface.value, surface.gradient, (1, 1), 20, Adam(0.1)).points[-1]
    assert f"the distance to the minimum is {number(abs(x + 2 * y) / 5**0.5)}." in after.reason
    assert abs(2 * (x - 0.4) - (y + 0.2)) > 0.05  # Adam comes to another point of the line than the nearest


@pytest.mark.parametrize("f", ["x^4+y^4", "x^2+y^4", "x^6+y^2", "x^4+y^4+3", "(x-0.25)^4+(y+2)^2"])
def test_a_flat_minimum_is_found_and_said_to_be_searched_for(f):
    found = told({"f": f, **HALFWAY})
    point = "(0.25, −2)" if "0.25" in f else "(0, 0)"
    assert found["minimum"].value == f"{point}, a flat one"
    assert "do not decide" in found["minimum"].reason and "search" in found["minimum"].reason
    assert found["regime, s = 0.1"].value == "see the path: no rate"
    assert "it converges for" not in found


@pytest.mark.parametrize(
    ("f", "value"),
    [("x^2+y^3", "none: degenerate at (0, 0)"), ("(x-y)^4", "(0.75, 0.75) and others beside it"),
     ("7", "everywhere: f is constant"), ("x", "none"), ("x^2+y", "none"), ("-x^2", "none: a line of maxima")],
)  # fmt: skip
def test_other_flat_functions_have_their_own_words(f, value):
    assert told({"f": f, **HALFWAY})["minimum"].value == value


@pytest.mark.parametrize(
    ("f", "verdict"),
    [("x^4+y^4", "higher"), ("x^2+y^3", "lower"), ("(x-y)^4", "level"), ("x^2-y^4", "lower"),
     ("(x^2+2*x+y^2)^2", "level"), ("x^3-3x*y^2", "lower"), ("7+0*x", "plateau")],
)  # fmt: skip
def test_a_search_on_circles(f, verdict):
    assert around(read_surface(f), np.zeros(2), 1.0).verdict == verdict


def test_a_slow_rate_is_not_rounded_to_one():
    found = told({"f": "x^2 + 1e-10y^2"})["regime, s = 0.1"]
    assert found.value == "converges, rate 1 − 2·10⁻¹¹"
    assert "is 1, below 1" not in found.reason


def test_a_saddle_falls_along_its_first_eigenvector_and_has_no_height_above_a_minimum():
    result = EXPLORER.run({"f": "x^2-y^2"})
    reason = result.findings[0].reason
    assert "eigenvalues −2 and 2" in reason and "the eigenvector of the first, (0, 1)" in reason
    assert not any("above the minimum" in figure.caption for figure in result.figures)
    assert any("f has no minimum" in figure.caption for figure in result.figures)


def test_what_rounding_leaves_is_told_as_nothing():
    found = EXPLORER.run({"f": "sin(x)*cos(y)"}).findings
    texts = " ".join(each.reason for each in found if each.part == "5.1")
    assert "saddle at (0, −1.5708), f = 0" in texts
    assert "·10⁻³" not in texts and "·10⁻⁴" not in texts


@pytest.mark.parametrize(
    "f", ["(x-y)^2", "x^4+y^4", "x^2-y^2", "x", "7", "-x^2", "(x-y)^4", "x^2*y^2", "x^2+y^3"]
)
@pytest.mark.parametrize("rule", [None, "path.plus", "gd.half", "min.swapped", "dist.l1"])
def test_nothing_undefined_is_told_of_flat_functions(f, rule):
    result = EXPLORER.run({"f": f, "momentum": "0.5"}, rule)
    texts = [each.value + each.reason for each in result.findings]
    texts += [figure.caption for figure in result.figures]
    assert not [text for text in texts if "undefined" in text or "nan" in text or "F has" in text]
