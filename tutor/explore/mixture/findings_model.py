"""Question 3, the model: the marginal p(y = 1 | x) and the steps that lead to it."""

from __future__ import annotations

from tutor.explore.format import joined, number, vector
from tutor.explore.mixture.setting import Setting
from tutor.explore.mixture.writing import equals, hidden, output, product, row, shares, weighted
from tutor.explore.result import Finding


def model_findings(setting: Setting) -> list[Finding]:
    """Return the marginal, and what it is made of."""
    return [_marginal(setting), _expert(setting), _joint(setting)]


def _marginal(setting: Setting) -> Finding:
    reason = (
        "Nobody sees which expert z was picked, so sum over it:\n"
        "p(y=1 | x) = Σ p(y=1, z=k | x) = Σ p(z=k | x)·p(y=1 | z=k, x) = Σ π_k σ(w_k·x)\n"
        f"= {weighted(setting, hidden(setting))} {equals(output(setting))}."
    )
    return Finding("3", "p(y=1 | x)", f"Σ π_k σ(w_k·x) {equals(output(setting))}", reason)


def _expert(setting: Setting) -> Finding:
    experts = joined([str(k + 1) for k in range(setting.K)], "or")
    reason = (
        f"Expert k is a logistic regression: p(y=1 | z=k, x) = σ(w_k·x).\n"
        f"For z = {experts} that is {joined(hidden(setting), 'or')}.\n"
        "A Bernoulli needs a number in [0, 1]: σ makes one of w_k·x."
    )
    slip = (
        "writes Bernoulli(E[w_kᵀx]): w_k and x are given, so there is no expectation to take, and w_kᵀx "
        f"(here {', '.join(number(z) for z in setting.inner)}) need not lie in [0, 1]; σ is missing."
    )
    return Finding("3", "y, given z=k", "Bernoulli(σ(w_k·x))", reason, slip)


def _joint(setting: Setting) -> Finding:
    joint = shares(setting, setting.hidden)
    steps = [
        f"{product(weight, says)} {equals(share)}"
        for weight, says, share in zip(setting.pi, hidden(setting), joint, strict=True)
    ]
    reason = (
        f"z is picked without a look at x: p(z=k | x) = p(z=k) = π_k, here {vector(setting.pi)}.\n"
        f"So p(y=1, z=k | x) = π_k σ(w_k·x): {', '.join(steps)}.\n"
        "(Were the pick to depend on x, as π_k(x), this would be a mixture of experts.)"
    )
    slip = (
        "writes P(y=1 | z=k | x): two bars have no meaning; P(y=1, z=k | x) is meant, and factored rightly."
    )
    return Finding("3", "p(y=1, z=k | x)", row(joint), reason, slip)
