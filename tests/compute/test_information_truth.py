"""Every case of cross-entropy, likelihood and label smoothing that PyTorch, SciPy and mpmath decided."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from tutor.compute import information as it

TRUTH = json.loads((Path(__file__).parents[1] / "truth" / "cross_entropy.json").read_text())
TOLERANCE = {"rel": TRUTH["tol"]["rtol"], "abs": TRUTH["tol"]["atol"]}

# Not promised, everything else is compared: PyTorch's clamped loss is a convention of its own, argmin_p is x by
# definition, and two derivatives are one product or subtraction that no function of ours hides.
NOT_PROMISED = {"torch_bce", "argmin_p", "d2ce_dlogit2", "dce_dlogits"}


def cases(kind: str) -> list:
    found = [case for case in TRUTH["cases"] if case["kind"] == kind]
    return [pytest.param(case["in"], case["out"], id=case["id"]) for case in found]


def check(ours: dict, expected: dict) -> None:
    assert set(expected) <= set(ours) | NOT_PROMISED
    for key in set(expected) - NOT_PROMISED:
        want = expected[key]
        if want is None:
            assert ours[key] is None, key
        elif isinstance(want, list):
            assert list(ours[key]) == pytest.approx([float(value) for value in want], **TOLERANCE), key
        else:
            assert ours[key] == pytest.approx(float(want), **TOLERANCE), key
            assert isinstance(ours[key], float), key


@pytest.mark.parametrize(("given", "expected"), cases("binary"))
def test_binary(given, expected):
    x, p = given["x"], given["p"]
    ours = {
        "ce": it.cross_entropy(x, p),
        "ce_bits": it.cross_entropy(x, p, unit="bits"),
        "entropy": it.entropy(x),
        "seed_E": -it.entropy(x),
        "kl": it.kl(x, p),
        "reverse_kl": it.kl(p, x),
        "js": it.jensen_shannon(x, p),
        "min_ce": it.cross_entropy(x, x),
        "dce_dp": it.cross_entropy_gradient(x, p),
        "d2ce_dp2": it.cross_entropy_curvature(x, p),
    }
    if 0 < p < 1:
        logit = math.log(p) - math.log1p(-p)
        ours["dce_dlogit"] = it.logit_gradient(x, logit)
        assert it.cross_entropy_with_logits(x, logit) == pytest.approx(expected["ce"], **TOLERANCE)
    check(ours, expected)


@pytest.mark.parametrize(("given", "expected"), cases("logit"))
def test_logit(given, expected):
    ours = {
        "ce": it.cross_entropy_with_logits(given["x"], given["t"]),
        "dce_dlogit": it.logit_gradient(given["x"], given["t"]),
        "p": it.logit_gradient(0.0, given["t"]),
    }
    check(ours, expected)


@pytest.mark.parametrize(("given", "expected"), cases("multiclass"))
def test_multiclass(given, expected):
    target, q = given["target"], given["q"]
    ours = {
        "ce": it.categorical_cross_entropy(target, q),
        "entropy": it.categorical_entropy(target),
        "kl": it.categorical_kl(target, q),
        "reverse_kl": it.categorical_kl(q, target),
        "perplexity": it.perplexity(target, q),
    }
    check(ours, expected)


FIT = ("p_hat", "nll", "likelihood", "nll_at_half", "std_error", "fisher_information")
SMOOTHING = ("loss", "hard_loss", "target", "target_entropy", "kl", "grad", "optimal_logit_gap")


@pytest.mark.parametrize(("given", "expected"), cases("bernoulli_mle"))
def test_bernoulli_mle(given, expected):
    fit = it.bernoulli_mle(given["xs"])
    check({key: getattr(fit, key) for key in FIT}, expected)


@pytest.mark.parametrize(("given", "expected"), cases("nll_curve"))
def test_nll_curve(given, expected):
    nll = it.cross_entropy(np.array(given["xs"])[:, None], given["ps"]).sum(axis=0)
    check({"nll": nll, "argmin_on_grid": given["ps"][int(nll.argmin())]}, expected)


@pytest.mark.parametrize(("given", "expected"), cases("categorical_mle"))
def test_categorical_mle(given, expected):
    fit = it.categorical_mle(given["counts"])
    check({"p_hat": fit.p_hat, "nll": fit.nll}, expected)


@pytest.mark.parametrize(("given", "expected"), cases("label_smoothing"))
def test_label_smoothing(given, expected):
    smoothed = it.label_smoothing(given["logits"], given["label"], given["eps"])
    check({key: getattr(smoothed, key) for key in SMOOTHING}, expected)
