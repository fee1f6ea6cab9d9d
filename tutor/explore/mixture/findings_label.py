"""Question 3, once the label is seen: which expert it came from, what it costs, and what stays uncertain."""

from __future__ import annotations

from tutor.compute.information import entropy
from tutor.explore.format import MINUS, number, vector
from tutor.explore.mixture.asked import gate_slopes, label_slopes
from tutor.explore.mixture.setting import Setting
from tutor.explore.mixture.writing import (
    chance,
    equals,
    hidden,
    one,
    output,
    responsibilities,
    row,
    seen,
    shares,
    weighted,
)
from tutor.explore.result import Finding


def label_findings(setting: Setting) -> list[Finding]:
    """Return the responsibilities, the negative log-likelihood and the two kinds of uncertainty."""
    return [
        _responsibilities(setting),
        _nll(setting),
        *_slopes(setting),
        _uncertainty(setting),
    ]


def _evidence(setting: Setting) -> str:
    """Return the probability of the label seen."""
    return output(setting) if setting.y else chance(setting.q, setting.p)


def _responsibilities(setting: Setting) -> Finding:
    y, r = setting.y, responsibilities(setting)
    likelihoods, certain = setting.seen
    evidence = one(_evidence(setting))
    says = "σ(w_k·x)" if y else f"(1 {MINUS} σ(w_k·x))"
    rule = f"Bayes: r_k = p(z=k | x, y={y}) = π_k {says} / p(y={y} | x)"
    if certain > 0:
        parts = zip(shares(setting, likelihoods), r, strict=True)
        rule += ": " + ", ".join(f"{one(part)}/{evidence} {equals(each)}" for part, each in parts)
    reason = f"{rule}.\nThey sum to 1. Before y = {y} was seen they were π = {vector(setting.pi)}. {_gain(setting, r)}"
    return Finding("3", "responsibilities", row(r), reason)


def _gain(setting: Setting, r: list[str]) -> str:
    """Say which expert the label speaks for most."""
    change = setting.responsibilities - setting.pi
    k = int(change.argmax())
    if change[k] < 1e-9:
        return "The label tells next to nothing about the expert."
    return f"The label speaks for expert {k + 1} most: {number(setting.pi[k])} became {r[k]}."


def _nll(setting: Setting) -> Finding:
    y, loss = setting.y, number(setting.nll)
    if setting.seen[1] > 0:
        inside = weighted(setting, seen(setting))
        first = f"{MINUS}ln p(y={y} | x) = {MINUS}ln({inside}) = {MINUS}ln({_evidence(setting)})"
    else:
        first = f"{MINUS}ln p(y={y} | x), from the logs of the terms, as p(y={y} | x) is too small to hold,"
    reason = f"{first} = {loss} nats.\nThe ln stands outside the sum: the experts share one loss.\n"
    return Finding("3", f"NLL of y = {y}", f"{loss} nats", reason)


def _slopes(setting: Setting) -> tuple[Finding, Finding]:
    """Return how the loss L changes with what enters each expert, and with the logit of its weight."""
    inner, gate = label_slopes(setting), gate_slopes(setting)
    r = row(responsibilities(setting))
    why = (
        f"The slope of L = {MINUS}ln p(y={setting.y} | x) in w_k·x is r_k (σ_k {MINUS} y): a logistic regression's, "
        f"times expert k's share r_k.\nr = {r}, σ = {row(hidden(setting))} and y = {setting.y} make {vector(inner)}."
    )
    weight = (
        f"With π = softmax(a) the slope of L in a_k is π_k {MINUS} r_k: an expert that did better than its weight "
        f"gets more.\n{vector(setting.pi)} {MINUS} {r} = {vector(gate)}."
    )
    return (
        Finding("3", "∂L/∂(w₁·x)", number(inner[0]), why),
        Finding("3", "∂L/∂a₁", number(gate[0]), weight),
    )


def _uncertainty(setting: Setting) -> Finding:
    whole, noise, which = (float(part) for part in setting.uncertainty(setting.x))
    share = number(100 * which / whole, 1) if whole > 0 else "0"
    each = weighted(setting, [number(float(entropy(says))) for says in setting.hidden])
    reason = (
        f"y is uncertain by H(p) = {number(whole)} nats.\n"
        f"Noise, there even if z were known: Σ π_k H(σ_k) = {each} = {number(noise)}.\n"
        f"Which expert: the rest, {number(which)} ({share} %), would go if z were told: I(z; y | x)."
    )
    return Finding("3", "noise + expert", f"{number(noise)} + {number(which)} nats", reason)
