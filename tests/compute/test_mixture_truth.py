"""Every case of tests/truth/mixture.json (PyTorch and SciPy) against the public API.

Compared, by kind:
  forward    p1, hidden, preact, log_p1, log_p0, no_sigma (from preactivation), n_weights
  posterior  r, loglik, nll, map_component
  gradient   nll, grad_W, grad_logits, dp_dx
  em         pi, W, objective, nll (before the first step and after each)
Not promised: nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tutor.compute.mixture import MixtureOfLogistics

TRUTH = json.loads((Path(__file__).parents[1] / "truth" / "mixture.json").read_text())


def cases(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in TRUTH["cases"] if case["kind"] == kind]


def same(case, **got):
    """Compare named results with the case's `out`, within its tolerance or the file's."""
    tol = case.get("tol", TRUTH["tol"])
    for name, value in got.items():
        actual, expected = np.asarray(value, dtype=float), np.asarray(case["out"][name], dtype=float)
        assert actual.shape == expected.shape, name
        np.testing.assert_allclose(actual, expected, rtol=tol["rtol"], atol=tol["atol"], err_msg=name)


def read(case):
    given = case["in"]
    return MixtureOfLogistics(given["pi"], given["W"]), given["X"], given.get("y")


@pytest.mark.parametrize("case", cases("forward"))
def test_forward(case):
    mixture, X, _ = read(case)
    same(case, p1=mixture.probability(X), hidden=mixture.hidden(X), preact=mixture.preactivation(X))
    same(case, log_p1=mixture.log_likelihood(X, 1), log_p0=mixture.log_likelihood(X, 0))
    same(case, no_sigma=mixture.preactivation(X) @ mixture.pi, n_weights=mixture.as_network().n_weights)
    same(case, p1=mixture.as_network()(X)[:, 0])


@pytest.mark.parametrize("case", cases("posterior"))
def test_posterior(case):
    mixture, X, y = read(case)
    r = mixture.responsibilities(X, y)
    same(
        case, r=r, loglik=mixture.log_likelihood(X, y), nll=mixture.nll(X, y), map_component=r.argmax(axis=1)
    )


@pytest.mark.parametrize("case", cases("gradient"))
def test_gradient(case):
    mixture, X, y = read(case)
    gradient = mixture.gradient(X, y)
    same(case, nll=mixture.nll(X, y), grad_W=gradient.W, grad_logits=gradient.logits)
    same(case, dp_dx=mixture.input_gradient(X))


@pytest.mark.parametrize("case", cases("em"))
def test_em(case):
    mixture, X, y = read(case)
    ridge = case["in"]["ridge"]
    objective, nll = [mixture.objective(X, y, ridge)], [mixture.nll(X, y)]
    for _ in range(case["in"]["steps"]):
        mixture = mixture.em_step(X, y, ridge)
        objective.append(mixture.objective(X, y, ridge))
        nll.append(mixture.nll(X, y))
    same(case, pi=mixture.pi, W=mixture.W, objective=objective, nll=nll)


def test_every_kind_is_compared():
    compared = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert {case["kind"] for case in TRUTH["cases"]} <= compared
