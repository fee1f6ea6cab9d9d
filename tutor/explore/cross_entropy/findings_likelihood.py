"""Part 4.1: from the likelihood of the labels to the cross-entropy, step by step, with the numbers."""

from __future__ import annotations

import math

from tutor.compute.information import entropy, kl
from tutor.explore.cross_entropy.setting import Setting
from tutor.explore.cross_entropy.writing import amount, chance, factor, from_log, power, total, why_infinite
from tutor.explore.format import MINUS, count, number
from tutor.explore.result import Finding


def likelihood_findings(setting: Setting) -> list[Finding]:
    """Return the findings of part 4.1 in the order of the derivation."""
    return [
        _model(setting),
        _likelihood(setting),
        _log_likelihood(setting),
        _negative_log(setting),
        _one_label(setting),
        _per_label(setting),
        _best(setting),
    ]


def _model(setting: Setting) -> Finding:
    p, q = chance(setting.p), chance(1 - setting.p)
    reason = (
        f"One label: P(x | p) = pˣ(1 − p)¹⁻ˣ, that is p = {p} for a 1 and 1 − p = {q} for a 0.\n"
        f"All labels: independent draws with the same p; {setting.ones} of {setting.size} came out 1."
    )
    slip = (
        "names independence alone; the product with one p for all needs identically distributed labels too."
    )
    value = f"{count(setting.ones, 'one')} of {setting.size}, x̄ = {number(setting.mean)}"
    return Finding("4.1", "the labels", value, reason, slip)


def _likelihood(setting: Setting) -> Finding:
    symbols, numbers = _product(setting, "p", "(1 − p)"), _product(setting, *_factors(setting))
    value = from_log(-setting.nll * setting.scale)
    reason = f"Independent labels multiply: L(p) = ∏ pˣ(1 − p)¹⁻ˣ over all labels\n= {symbols} = {numbers} = {value}."
    what = setting.ruled_out(setting.mean)
    if what:
        reason += f"\nThe prediction rules out {what}, which happened."
        value = f"0: p rules out {what}"
    return Finding("4.1", "likelihood L(p)", value, reason)


def _factors(setting: Setting) -> tuple[str, str]:
    """Return p and 1 − p as written in a formula."""
    return factor(setting.p), factor(1 - setting.p)


def _product(setting: Setting, hit: str, miss: str) -> str:
    """Return p³·(1 − p)⁷, without factors to the power 0."""
    powers = ((hit, setting.ones), (miss, setting.zeros))
    return "·".join(power(base, exponent) for base, exponent in powers if exponent)


def _log_likelihood(setting: Setting) -> Finding:
    value = amount(setting, -setting.nll, setting.mean)
    if math.isinf(setting.nll):
        value = f"{MINUS}∞: p rules out {setting.ruled_out(setting.mean)}"
    reason = (
        f"The log turns the product into a sum: {_sum(setting)}.\n"
        "It is increasing: the best p stays where it is; the value does not."
    )
    return Finding("4.1", f"{setting.log} L(p)", value, reason)


def _sum(setting: Setting) -> str:
    """Return 3·ln 0.6 + 7·ln 0.4 = −1.5325 − 6.414 = −7.9465."""
    log, terms, values = setting.log, [], []
    hit, miss = _factors(setting)
    for times, text, target in ((setting.ones, hit, 1), (setting.zeros, miss, 0)):
        if times:
            terms.append(f"{times}·{log} {text}")
            values.append(-times * setting.cost(target))
    steps = [" + ".join(terms)]
    if len(values) > 1:
        steps.append(total(*values))
    return " = ".join([*steps, number(-setting.nll)])


def _negative_log(setting: Setting) -> Finding:
    log = setting.log
    reason = (
        f"To maximise {log} L(p) is to minimise its negative, the sum over all labels\n"
        f"−{log} L(p) = −Σ (x {log} p + (1 − x) {log}(1 − p)) = {number(setting.nll)}."
        f"{why_infinite(setting, setting.mean)}"
    )
    return Finding("4.1", f"{MINUS}{log} L(p)", amount(setting, setting.nll, setting.mean), reason)


def _one_label(setting: Setting) -> Finding:
    log, one, zero = setting.log, number(setting.cost(1)), number(setting.cost(0))
    hit, miss = _factors(setting)
    reason = (
        f"−{log} P(x | p) = −x {log} p − (1 − x) {log}(1 − p) = ce(p, x) is one term of that sum.\n"
        f"x = 1 leaves −{log} {hit} = {one}, x = 0 leaves −{log} {miss} = {zero} ({setting.unit}).\n"
        "A hard label has entropy 0: its loss can come down to 0."
    )
    return Finding("4.1", "ce of a hard label", f"x=1: {one}, x=0: {zero}", reason)


def _per_label(setting: Setting) -> Finding:
    mean, p = setting.mean, setting.p
    each = setting.cost(mean)
    parts = total(float(entropy(mean, unit=setting.unit)), float(kl(mean, p, unit=setting.unit)))
    reason = (
        f"{number(setting.nll)}/{setting.size} = {number(each)}. ce is linear in x: hard labels together cost as much "
        f"as their mean x̄ = {number(mean)}, a soft label, so this is ce(p, x̄) = ce({chance(p)}, {number(mean)})\n"
        f"= H(x̄) + KL(x̄‖p) = {parts} = {number(each)}."
    )
    if mean == setting.x:
        reason += "\nHere x̄ = x, the target: part 4.2 has the same number."
    value = f"{number(each)} = ce(p, x̄)" if math.isfinite(each) else amount(setting, each, mean)
    return Finding("4.1", "loss a label", value, reason)


def _best(setting: Setting) -> Finding:
    fit, mean = setting.fit, number(setting.mean)
    slip = (
        "calls the arg max the likelihood; it is the best p, written p̂, and the log keeps p̂, not the value."
    )
    if setting.ones and setting.zeros:
        why = (
            f"The slope of ln L, {setting.ones}/p − {setting.zeros}/(1 − p), falls through 0 at "
            f"p̂ = {setting.ones}/{setting.size} = x̄ = {mean}: a maximum.\n"
            f"Standard error √(p̂(1 − p̂)/{setting.size}) = {number(fit.std_error)}."
        )
    else:
        why = _edge(setting)
    highest, least = from_log(-fit.nll * setting.scale), number(fit.nll)
    reason = f"{why}\nThere L = {highest} and −{setting.log} L = {setting.size}·H(x̄) = {least}."
    return Finding("4.1", "best p̂", f"{mean} ± {number(fit.std_error)}", reason, slip)


def _edge(setting: Setting) -> str:
    """Say why the best p lies at an edge, and how far from it p may be all the same."""
    only, name = ("p", "one") if setting.ones else ("(1 − p)", "zero")
    root = 0.05 ** (1 / setting.size)
    still, labels = number(root if setting.ones else 1 - root), count(setting.size, name)
    return (
        f"L = {power(only, setting.size)} only {'rises' if setting.ones else 'falls'} with p: the edge is best.\n"
        f"The standard error 0 is no certainty: p = {still} still gives {labels} a chance of 5 %."
    )
