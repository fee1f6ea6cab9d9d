"""Question 3, the network: what each layer is and does, and why σ stands where it stands."""

from __future__ import annotations

import numpy as np

from tutor.explore.format import MINUS, count, joined, number, signed, vector
from tutor.explore.mixture.setting import Setting
from tutor.explore.mixture.writing import (
    equals,
    hidden,
    named,
    one,
    output,
    product,
    row,
    shares,
    total,
    weighted,
)
from tutor.explore.mixture.wrong import RULES
from tutor.explore.result import Finding


def network_findings(setting: Setting) -> list[Finding]:
    """Return the layers from input to output, and what follows from their make."""
    return [
        _input_layer(setting),
        _first_weights(setting),
        _hidden_layer(setting),
        _hidden_activation(setting),
        _output_weights(setting),
        _output_layer(setting),
        _without_sigma(setting),
        _output_sigma(setting),
        _size(setting),
        _bounds(setting),
        _far(setting),
    ]


def _input_layer(setting: Setting) -> Finding:
    where = f"x = {vector(setting.x)}"
    if setting.t:
        where = f"x = {vector(setting.start)} + {signed(setting.t)}·{vector(setting.direction)} = {vector(setting.x)}"
    reason = f"One unit for each coordinate of {where}; it passes its number on unchanged."
    return Finding("3", "input layer", f"d = {count(setting.d, 'unit')}", reason)


def _first_weights(setting: Setting) -> Finding:
    K, d = setting.K, setting.d
    rows = [f"{named('w', k)} = {vector(w)}" for k, w in enumerate(setting.mixture.W)]
    reason = (
        f"Row k of W is w_kᵀ: {', '.join(rows)}.\n"
        "W_ki joins input unit i to hidden unit k. There are no biases; to have them, append a 1 to x."
    )
    numbers = f"{count(K, 'weight vector')}, together a {K}×{d} matrix of {count(K * d, 'number')}"
    slip = f"speaks of “the K weights W”, but W holds {numbers}."
    return Finding("3", "hidden weights", f"W: {K}×{d}, no biases", reason, slip)


def _hidden_layer(setting: Setting) -> Finding:
    sums = [
        f"{named('w', k)}·x = {total([product(a, number(b)) for a, b in zip(w, setting.x, strict=True)])}"
        f" = {number(setting.inner[k])}"
        for k, w in enumerate(setting.mixture.W)
    ]
    reason = f"One unit for each expert; w_k·x comes into unit k:\n{'; '.join(sums)}."
    return Finding("3", "hidden layer", f"K = {count(setting.K, 'unit')}: {vector(setting.inner)}", reason)


def _hidden_activation(setting: Setting) -> Finding:
    values = hidden(setting)
    steps = [f"σ({number(z)}) {equals(value)}" for z, value in zip(setting.inner, values, strict=True)]
    reason = (
        f"σ(s) = 1/(1 + e⁻ˢ): {', '.join(steps)}.\n"
        "Hidden unit k says how probable a 1 is if expert k was picked; call it σ_k."
    )
    slip = (
        "gives the hidden units a_k = w_kᵀx, without σ: together they are then one linear unit, "
        f"Σ π_k w_kᵀx = {number(setting.mean_inner)} here; its own final sum has the σ and gives {output(setting)}."
    )
    return Finding("3", "hidden: σ(w_k·x)", row(values), reason, slip)


def _output_weights(setting: Setting) -> Finding:
    steps = [
        f"{named('π', k)}{named('σ', k)} {equals(share)}"
        for k, share in enumerate(shares(setting, setting.hidden))
    ]
    reason = (
        f"Hidden unit k is joined to the output with π_k, and so contributes π_kσ_k: {', '.join(steps)}.\n"
        "No π_k is below 0 and they sum to 1: the output is an average of the hidden values."
    )
    return Finding("3", "output weights", f"π = {vector(setting.pi)}", reason)


def _output_layer(setting: Setting) -> Finding:
    parts = total([one(share) for share in shares(setting, setting.hidden)])
    reason = (
        f"It adds the contributions up: {parts} {equals(output(setting))}.\n"
        "Its activation is the identity, and it has no bias."
    )
    slip = (
        "stops at “the weighted sum” with the probabilities π: say also that the unit is linear (no bias, no further "
        "σ) and that π_k ≥ 0 with Σ π_k = 1 is what keeps its output in [0, 1]."
    )
    return Finding("3", "output layer", f"1 linear unit: {output(setting)}", reason, slip)


def _without_sigma(setting: Setting) -> Finding:
    linear = setting.mean_inner
    late = RULES["mix.avglogit"].written(setting)
    reason = (
        "Without σ the output is Σ π_k w_k·x = v·x, one linear unit, "
        f"with v = Σ π_k w_k = {vector(setting.mean_weights)}.\n"
        f"Here that is {weighted(setting, [number(z) for z in setting.inner])} = {number(linear)}, "
        f"{'in' if 0 <= linear <= 1 else 'not in'} [0, 1]; {_leaves(setting)}.\n"
        f"With one σ after the sum it is a single logistic regression, σ({number(linear)}) {equals(late)}."
    )
    return Finding("3", "without hidden σ", f"{number(linear)}, on a straight line", reason)


def _leaves(setting: Setting) -> str:
    """Say where v·(x + t·u) is no probability along the line."""
    if not setting.mean_weights.any():
        return "as v = 0, it is the same for every x"
    at, slope = float(setting.mean_weights @ setting.start), float(setting.mean_weights @ setting.direction)
    with np.errstate(all="ignore"):
        ends = np.sort([-at / slope, (1 - at) / slope]) if slope else np.array([np.nan])
    if not np.isfinite(ends).all():
        return "along u it does not change, in other directions it leaves [0, 1]"
    return f"along u it is, but only from t = {number(ends[0])} to t = {number(ends[1])}"


def _output_sigma(setting: Setting) -> Finding:
    twice = RULES["mix.extrasig"].written(setting)
    reason = (
        f"The sum {output(setting)} is a probability; another σ would make it σ({number(setting.p)}) = {twice}.\n"
        "Of a number in [0, 1] σ makes one from σ(0) = 0.5 to σ(1) = 0.7311:\n"
        "such an output could never say that a 1 is improbable, or sure."
    )
    return Finding("3", "σ on the output?", f"no, it would give {twice}", reason)


def _size(setting: Setting) -> Finding:
    K, d = setting.K, setting.d
    number_of = setting.mixture.as_network().n_weights
    reason = (
        f"W has Kd = {K}·{d} = {K * d}, π has K = {K}: {number_of} together.\n"
        f"As π sums to 1, only K {MINUS} 1 = {K - 1} of its weights can be chosen freely: {number_of - 1} are free."
    )
    return Finding("3", "weights in all", f"Kd + K = {number_of} ({number_of - 1} free)", reason)


def _bounds(setting: Setting) -> Finding:
    values = hidden(setting)
    low, high = int(setting.inner.argmin()), int(setting.inner.argmax())
    reason = (
        f"The smallest hidden value is {named('σ', low)} {equals(values[low])}, "
        f"the largest {named('σ', high)} {equals(values[high])}.\n"
        f"An average with weights π lies between them, as {output(setting)} does: p is a probability for every x."
    )
    return Finding("3", "bounds of p", f"{values[low].lstrip('≈')} ≤ p ≤ {values[high].lstrip('≈')}", reason)


def _far(setting: Setting) -> Finding:
    """Return what p tends to far along u, with where every σ goes."""
    return Finding("3", "p far along u", number(setting.far[1]), _far_reason(setting))


def _far_reason(setting: Setting) -> str:
    """Say where every σ goes far along u, and what p tends to."""
    says = hidden(setting)
    groups = {side: [k for k in range(setting.K) if setting.sides[k] == side] for side in (1, -1, 0)}
    moves = [
        f"{joined([named('σ', k) for k in groups[side]])} {_verb(groups[side], 'go')} to {end}"
        for side, end in ((1, "1"), (-1, "0"))
        if groups[side]
    ]
    moves += [f"{named('σ', k)}, as {named('w', k)}·u = 0, stays {says[k].lstrip('≈')}" for k in groups[0]]
    terms = [number(setting.pi[k]) for k in groups[1]]
    terms += [product(setting.pi[k], says[k]) for k in groups[0]]
    limit = number(setting.far[1])
    parts = f"{total(terms)} = {limit}" if len(terms) > 1 or groups[0] else limit
    rule = "the sum of the π_k with w_k·u > 0" if not groups[0] else "those of the σ that go to 1 in full"
    return f"Far along u {joined(moves)}: p tends to {parts}, {rule}."


def _verb(who: list[int], verb: str) -> str:
    return verb if len(who) > 1 else f"{verb}es"
