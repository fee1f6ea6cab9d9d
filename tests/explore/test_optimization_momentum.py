"""Question 5 with momentum and other optimizers: everything that is said is about the way that was chosen."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor.compute.descent import SGD, Quadratic, descend
from tutor.explore.comparison_finding import Beside
from tutor.explore.optimization import EXPLORER
from tutor.explore.optimization.way import Way

HOMEWORK = Quadratic([[2, -2], [-2, 4]])
HEAVY = {"momentum": "0.5", "step": "0.45", "sizes": "0.05, 0.45"}
NESTEROV = {**HEAVY, "optimizer": "nesterov"}


def told(inputs, compare=None):
    return {each.label: each for each in EXPLORER.run(inputs, compare).findings}


def captions(inputs):
    return {each.title: each.caption for each in EXPLORER.run(inputs).figures}


def test_heavy_ball_agrees_with_itself_in_every_finding_and_caption():
    found = told(HEAVY)
    assert found["regime, s = 0.45"].value == "converges, rate 0.70711 (μ = 0.5)"
    assert found["it converges for"].value == "0 < s < 0.57295 (μ = 0.5)"
    assert found["sizes that converge"].value == "0.05, 0.45 (μ = 0.5)"
    assert found["best constant step"].value == "0.1123 to 0.55657, rate 0.70711 (μ = 0.5)"
    assert "1 − s·λ|" not in found["sizes that converge"].reason
    shown = captions(HEAVY)
    cliff = shown["Distance to the minimum after T steps, for every step size"]
    assert "2(1+μ)/λmax = 0.57295" in cliff and "momentum 0.5" in cliff
    assert "0.57295" in shown["Factor per step against the step size"]
    assert "0.38197" not in " ".join(shown.values())


def test_the_limit_and_the_rates_are_those_of_descent_itself():
    for inputs, nesterov in ((HEAVY, False), (NESTEROV, True)):
        limit = float(told(inputs)["it converges for"].value.split("< ")[2].split(" ")[0])
        for s, closer in ((0.99 * limit, True), (1.01 * limit, False)):
            way = SGD(s, momentum=0.5, nesterov=nesterov)
            path = descend(HOMEWORK.value, HOMEWORK.gradient, (1, 1), 2000, way)
            assert bool(np.linalg.norm(path.points[-1]) < 1e-3) is closer


@pytest.mark.parametrize(
    ("momentum", "nesterov"), [(0.0, False), (0.3, False), (0.8, False), (0.3, True), (0.8, True)]
)
def test_up_to_the_calm_step_size_nothing_changes_side(momentum, nesterov):
    way = Way("nesterov" if nesterov else "gradient descent", momentum)
    line = Quadratic([[1.0]])
    for share, calm in ((0.999, True), (1.05, False)):
        step = way.optimizer_with(share * way.calm_share())
        points = descend(line.value, line.gradient, (1,), 400, step).points[:, 0]
        assert bool((points >= 0).all()) is calm


def test_adaptive_ways_say_that_rates_are_plain_descents():
    found = told({"optimizer": "adam"})
    assert found["regime, s = 0.1"].value == "see the path"
    assert found["it converges for"].value == "0 < s < 0.38197 (plain descent)"
    assert found["it converges for"].reason.startswith("Plain gradient descent")
    assert "first step of Adam leads to (1, 0.9)" in found["(x₁, y₁), s = 0.1"].reason
    assert "momentum" not in found["after 40 steps"].reason
    assert (
        "Plain gradient descent"
        in captions({"optimizer": "adam"})["Distance to the minimum after T steps, for every step size"]
    )


def test_nesterovs_first_step_is_told_where_it_differs():
    reason = told(NESTEROV)["(x₁, y₁), s = 0.05"].reason
    assert "Nesterov's momentum 0.5 leads to (1, 0.85)" in reason
    assert "the same first step" in told(HEAVY)["(x₁, y₁), s = 0.05"].reason


TILTED = {"f": "3x^2+2x*y+y^2-x", "x0": "2", "y0": "-1", "step": "0.2", "steps": "15"}


@pytest.mark.parametrize("way", [{}, {"momentum": "0.5"}, {"optimizer": "nesterov", "momentum": "0.5"},
                                 {"optimizer": "adam"}, {"optimizer": "rmsprop", "momentum": "0.2"}])  # fmt: skip
@pytest.mark.parametrize(
    "rule", ["path.plus", "path.noeta", "path.one_step", "path.old_gradient", "path.double_step"]
)
def test_rules_on_paths_have_the_findings_own_end_as_right(way, rule):
    found = told({**TILTED, **way}, rule)
    beside = found["your rule"]
    assert isinstance(beside, Beside)
    end = found["after 15 steps"].value
    if end.startswith("("):
        assert f"({', '.join(f'{each:.5g}' for each in beside.right)})".replace("-", "−") == end


def test_with_momentum_the_first_gradient_gathers_speed():
    first = np.array([3 * 2 * 2 + 2 * -1 - 1, 2 * 2 + 2 * -1])
    gathered = sum(sum(0.5**i for i in range(t)) for t in range(1, 16))
    beside = told({**TILTED, "momentum": "0.5"}, "path.old_gradient")["your rule"]
    assert beside.given == pytest.approx(tuple(np.array([2, -1]) - 0.2 * gathered * first))


def test_doubling_the_second_step_takes_all_the_other_steps_too():
    point = np.array([1.0, 1.0])
    for t in range(40):
        point = point - (0.2 if t == 1 else 0.1) * HOMEWORK.gradient(point)
    assert told({}, "path.double_step")["your rule"].given == pytest.approx(tuple(point))
    assert told({"steps": "1"}, "path.double_step")["your rule"].value.endswith("the same here")


@pytest.mark.parametrize(
    ("rule", "plain"), [("gd.half", 0.190983), ("gd.lmin", 2.618034), ("hes.no_factor_2", 0.763932)]
)
def test_rules_on_the_limit_know_the_momentum(rule, plain):
    top = {"gd.half": (1 - math.sqrt(0.5)) ** 2}.get(rule, 1.5)
    beside = told(HEAVY, rule)["your rule"]
    assert beside.right == pytest.approx((0.572949,), rel=1e-5)
    assert beside.given == pytest.approx((plain * top,), rel=1e-5)
    assert "2(1+μ)/λmax" in beside.reason
    assert told({}, rule)["your rule"].right == pytest.approx((0.381966,), rel=1e-5)
