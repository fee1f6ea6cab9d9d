"""Every case of tests/truth/descent.json (PyTorch and NumPy) against the public API.

Compared, by kind:
  one_step     grad, new, f0, f1, dist0, dist1
  trajectory   points, values, grad_norms, diverged_at
  derivatives  value, grad, hessian, eigenvalues, curvature, trace, det
  quadratic    eigenvalues, kind, det, trace, stationary, f_stationary, condition, stability_limit,
               optimal_step, optimal_rate, heavy_ball, nesterov_strongly_convex, line_search_worst_rate_f
  rate         per_direction, rate, stability_limit, regime, steps_to (to 10⁻⁶), shape
  closed_form  points, minimum, dist
  sweep        dist, best_step (where our distances are least)
  line_search  points, alphas, newton_one_step (the stationary point)
  minimum      x, f, eigenvalues, local_stability_limit, condition
Not promised: nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tutor.compute.descent import Quadratic, descend, hessian, line_search, local_quadratic, minimize

TRUTH = json.loads((Path(__file__).parents[1] / "truth" / "descent.json").read_text())


def cases(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in TRUTH["cases"] if case["kind"] == kind]


def logcosh(v):
    x, y = v
    return np.logaddexp(x, -x) + y * y / 2 + x * y / 4


def beale_parts(v):
    x, y = v
    rest = np.array([1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3])
    by_x = np.array([y - 1, y**2 - 1, y**3 - 1])
    by_y = np.array([x, 2 * x * y, 3 * x * y**2])
    return rest, by_x, by_y


def beale_gradient(v):
    rest, by_x, by_y = beale_parts(v)
    return [2 * rest @ by_x, 2 * rest @ by_y]


def bowl_sin_gradient(v):
    x, y = v
    return [2 * x + 3 * np.cos(3 * x) * np.cos(2 * y), 2 * y - 2 * np.sin(3 * x) * np.sin(2 * y)]


def well(v):
    return np.exp(-(v[0] ** 2 + 2 * v[1] ** 2))


def monkey_gradient(v):
    x, y = v
    around = 4 * (x**2 + y**2)
    return [3 * x**2 - 3 * y**2 + around * x, -6 * x * y + around * y]


def himmelblau_gradient(v):
    x, y = v
    first, second = x**2 + y - 11, x + y**2 - 7
    return [4 * x * first + 2 * second, 2 * first + 4 * y * second]


def rosenbrock_gradient(v):
    x, y = v
    return [-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)]


# The expressions of the file, each with its gradient; those that are quadratic, as A, b, c.
QUADRATICS = {
    "y**2 + (y - x)**2": ([[2, -2], [-2, 4]], [0, 0], 0),
    "x**2 + y**2": ([[2, 0], [0, 2]], [0, 0], 0),
    "x**2/2 + 50*y**2": ([[1, 0], [0, 100]], [0, 0], 0),
    "x**2 - y**2": ([[2, 0], [0, -2]], [0, 0], 0),
    "0.26*(x**2 + y**2) - 0.48*x*y": ([[0.52, -0.48], [-0.48, 0.52]], [0, 0], 0),
    "(x + 2*y - 7)**2 + (2*x + y - 5)**2": ([[10, 8], [8, 10]], [-34, -38], 74),
}
OTHERS = {
    "(1 - x)**2 + 100*(y - x**2)**2": (
        lambda v: (1 - v[0]) ** 2 + 100 * (v[1] - v[0] ** 2) ** 2,
        rosenbrock_gradient,
    ),
    "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2": (
        lambda v: float(beale_parts(v)[0] @ beale_parts(v)[0]),
        beale_gradient,
    ),
    "x**2 + y**2 + sin(3*x)*cos(2*y)": (
        lambda v: v @ v + np.sin(3 * v[0]) * np.cos(2 * v[1]),
        bowl_sin_gradient,
    ),
    "1 - exp(-(x**2 + 2*y**2))": (
        lambda v: -np.expm1(-(v[0] ** 2 + 2 * v[1] ** 2)),
        lambda v: [2 * v[0] * well(v), 4 * v[1] * well(v)],
    ),
    "log(exp(x) + exp(-x)) + y**2/2 + x*y/4": (
        logcosh,
        lambda v: [np.tanh(v[0]) + v[1] / 4, v[1] + v[0] / 4],
    ),
    "x**3 - 3*x*y**2 + (x**2 + y**2)**2": (
        lambda v: v[0] ** 3 - 3 * v[0] * v[1] ** 2 + (v @ v) ** 2,
        monkey_gradient,
    ),
    "(x**2 + y - 11)**2 + (x + y**2 - 7)**2": (
        lambda v: (v[0] ** 2 + v[1] - 11) ** 2 + (v[0] + v[1] ** 2 - 7) ** 2,
        himmelblau_gradient,
    ),
}


def function(described):
    """The function of a case and its gradient."""
    expression = described.get("expr")
    if expression in OTHERS:
        return OTHERS[expression]
    q = quadratic(described)
    return q.value, q.gradient


def quadratic(described):
    A, b, c = QUADRATICS.get(
        described.get("expr"), (described.get("A"), described.get("b", 0), described.get("c", 0))
    )
    return Quadratic(A, b, c)


def same(case, **got):
    """Compare named results with the case's `out`, within its tolerance or the file's."""
    tol = case.get("tol", TRUTH["tol"])
    for name, value in got.items():
        wanted = case["out"][name]
        if wanted is None or (isinstance(wanted, str) and wanted != "inf"):
            assert value == wanted, name
            continue
        actual, expected = np.asarray(value, dtype=float), np.asarray(wanted, dtype=float)
        assert actual.shape == expected.shape, name
        np.testing.assert_allclose(actual, expected, rtol=tol["rtol"], atol=tol["atol"], err_msg=name)


@pytest.mark.parametrize("case", cases("one_step"))
def test_one_step(case):
    given = case["in"]
    f, grad = function(given["f"])
    path = descend(f, grad, given["start"], 1, {"name": "SGD", "lr": given["s"]})
    start, new = path.points
    same(case, grad=grad(start), new=new, f0=path.values[0], f1=path.values[1])
    same(case, dist0=np.linalg.norm(start), dist1=np.linalg.norm(new))


@pytest.mark.parametrize("case", cases("trajectory"))
def test_trajectory(case):
    given = case["in"]
    path = descend(*function(given["f"]), given["start"], given["steps"], given["optimizer"])
    same(
        case, points=path.points, values=path.values, grad_norms=path.grad_norms, diverged_at=path.diverged_at
    )


@pytest.mark.parametrize("case", cases("derivatives"))
def test_derivatives(case):
    f, grad = function(case["in"]["f"])
    point = np.array(case["in"]["point"])
    model = local_quadratic(f, grad, point)
    same(case, value=model.value(point), grad=model.gradient(point), hessian=hessian(grad, point))
    same(case, eigenvalues=model.eigenvalues, trace=model.trace, det=model.det, curvature=model.curvature)


@pytest.mark.parametrize("case", cases("quadratic"))
def test_quadratic(case):
    q, out = quadratic(case["in"]), case["out"]
    same(case, eigenvalues=q.eigenvalues, kind=q.kind, det=q.det, trace=q.trace, stationary=q.stationary)
    ball, nesterov = q.heavy_ball(), q.nesterov_strongly_convex()
    answers = {
        "f_stationary": q.stationary_value,
        "condition": q.condition,
        "stability_limit": q.stability_limit,
        "optimal_step": q.optimal_step,
        "optimal_rate": q.optimal_rate,
        "line_search_worst_rate_f": q.line_search_rate,
    }
    same(case, **{name: answer for name, answer in answers.items() if name in out})
    if out.get("heavy_ball"):
        wanted = out["heavy_ball"]
        assert [ball.lr, ball.momentum, ball.rate] == pytest.approx(list(wanted.values()), rel=1e-8)
        wanted = out["nesterov_strongly_convex"]
        assert [nesterov.lr, nesterov.momentum] == pytest.approx(list(wanted.values()), rel=1e-8)
    else:
        assert ball is None and nesterov is None and q.minimum is None


@pytest.mark.parametrize("case", cases("rate"))
def test_rate(case):
    given, out = case["in"], case["out"]
    q, s = Quadratic(given["A"]), given["s"]
    options = {key: given[key] for key in ("momentum", "nesterov") if key in given}
    same(case, rate=q.rate(s, **options), regime=q.regime(s, **options))
    same(case, stability_limit=q.step_limit(**options), steps_to=q.steps_to(s, 1e-6, **options))
    directions = q.directions(s, **options)
    shapes = [direction.shape for direction in directions]
    assert (None if None in shapes else shapes) == out["shape"]
    for direction, wanted in zip(directions, out["per_direction"], strict=True):
        assert direction.complex == wanted["complex"]
        numbers = [direction.eigenvalue, direction.factor, direction.radius]
        wanted = [wanted["eigenvalue"], wanted["factor"], wanted["radius"]]
        np.testing.assert_allclose(numbers, wanted, rtol=case["tol"]["rtol"], atol=case["tol"]["atol"])


@pytest.mark.parametrize("case", cases("closed_form"))
def test_closed_form(case):
    given = case["in"]
    q, times = Quadratic(given["A"], given["b"]), given["times"]
    points = q.trajectory(given["start"], given["s"], max(times))[times]
    same(case, points=points, minimum=q.minimum, dist=np.linalg.norm(points - q.minimum, axis=1))


@pytest.mark.parametrize("case", cases("sweep"))
def test_sweep(case):
    given = case["in"]
    dist = quadratic(given["f"]).sweep(given["start"], given["steps"], given["step_sizes"])
    same(case, dist=dist)
    best = given["step_sizes"].index(
        case["out"]["best_step"]
    )  # others may reach the minimum up to rounding too
    assert dist[best] == pytest.approx(dist.min(), rel=1e-7, abs=1e-12)


@pytest.mark.parametrize("case", cases("line_search"))
def test_line_search(case):
    given = case["in"]
    q = Quadratic(given["A"], given["b"])
    search = line_search(q, given["start"], given["steps"])
    same(case, points=search.points, alphas=search.alphas, newton_one_step=q.stationary)


@pytest.mark.parametrize("case", cases("minimum"))
def test_minimum(case):
    found = minimize(*function(case["in"]["f"]), case["in"]["start"])
    same(case, x=found.point, f=found.value, eigenvalues=found.model.eigenvalues)
    same(case, local_stability_limit=found.model.stability_limit, condition=found.model.condition)


def test_every_kind_is_compared():
    compared = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert {case["kind"] for case in TRUTH["cases"]} <= compared
