"""The wrong rules of question 3 by name: what each answers, its formula, and why it is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from tutor.explore.comparison import Rule
from tutor.explore.format import count
from tutor.explore.mixture import asked
from tutor.explore.mixture.pictures import LINE
from tutor.explore.mixture.setting import Array, Setting
from tutor.explore.mixture.wrong import RULES as DRAWN

Table = dict[str, Rule[Setting]]


def _sigmoid(t: ArrayLike) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(t, -700, 700))))


def _drawn(name: str, why: str) -> Rule[Setting]:
    """Return a rule that the explorer's own pictures draw: the network's layers, wired wrongly."""
    rule = DRAWN[name]
    return Rule(asked.P, rule.words, lambda s: rule.value(s.mixture, s.x), why, rule.formula, LINE)


def _turned(setting: Setting) -> ArrayLike:
    """Return Σ π_k σ of x times column k, for a square W."""
    return float(setting.pi @ _sigmoid(setting.x @ setting.mixture.W))


def _not_square(setting: Setting) -> str:
    if setting.K == setting.d:
        return ""
    return (
        f"The columns of W have {count(setting.K, 'entry', 'entries')}, one for each expert, and x has {setting.d}: "
        "only a row can be multiplied with x."
    )


def _never_picked(setting: Setting) -> str:
    return "" if setting.pi[0] > 0 else "π₁ is 0, and nothing can be divided by it."


def _softmax(t: Array) -> Array:
    weights = np.exp(t - t.max())
    return np.asarray(weights / weights.sum())


def _share(weights: Array) -> Array:
    return np.asarray(weights / weights.sum()) if weights.sum() > 0 else np.full(weights.shape, np.nan)


def _other(setting: Setting) -> Array:
    """Return what each expert says of the label that was not seen."""
    return setting.unhidden if setting.y else setting.hidden


def _log(value: ArrayLike) -> Array:
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(value))


def _single(setting: Setting) -> float:
    """Return where one expert with the average of the weight vectors goes along u."""
    terms = (setting.pi[:, np.newaxis] * setting.mixture.W * setting.direction).ravel()
    slope = float(terms.sum())
    if abs(slope) <= 1e-12 * float(np.abs(terms).sum()):
        return float(_sigmoid(setting.mean_inner))
    return float(slope > 0)


_OUTPUT: Table = {
    "mix.nosigma": _drawn("mix.nosigma", "w_k·x may be any number; σ is what makes a probability of it."),
    "mix.extrasig": _drawn("mix.extrasig",
                           "The average is a probability already; σ of it lies between 0.5 and 0.7311."),
    "mix.avglogit": _drawn("mix.avglogit", "The experts' probabilities are averaged, and σ is not straight."),
    "mix.uniform": _drawn("mix.uniform", "Expert k is picked with probability π_k, not with 1/K."),
    "mix.hard": Rule(asked.P, "using the most likely expert alone", lambda s: s.hidden[int(s.pi.argmax())],
                     "Nobody sees which expert was picked, so all of them count, each with its π_k.",
                     "σ(w_k·x) of the largest π_k"),
    "mix.sum": Rule(asked.P, "adding the probabilities without weights", lambda s: s.hidden.sum(),
                    "Without the weights π_k the sum may be above 1.", "Σ σ(w_k·x)"),
    "mix.geo": Rule(asked.P, "multiplying the probabilities with π_k as exponents",
                    lambda s: float(np.prod(s.hidden**s.pi)),
                    "The cases z = k exclude each other: their probabilities are added.", "Π σ(w_k·x)^π_k"),
    "mix.softz": Rule(asked.P, "weighting the experts by a softmax of w_k·x", lambda s: _softmax(s.inner) @ s.hidden,
                      "The pick does not look at x: the weights are π, whatever x is.", "Σ softmax(w·x)_k σ(w_k·x)"),
    "mix.prior_inside": Rule(asked.P, "putting π_k inside the σ", lambda s: _sigmoid(s.pi * s.inner).sum(),
                             "π_k is the probability of the pick; it multiplies what the expert says.",
                             "Σ σ(π_k w_k·x)"),
    "mix.swap_pi": Rule(asked.P, "exchanging the output weights", lambda s: s.pi[::-1] @ s.hidden,
                        "π₁ belongs to the hidden unit with w₁.", "Σ π_k σ(w_k·x) with the π in reverse order"),
    "mix.columns": Rule(asked.P, "multiplying x with the columns of W", _turned,
                        "The rows of W are the experts: hidden unit k gets row k times x.", "Σ π_k σ((Wᵀx)_k)",
                        unless=_not_square),
    "mix.far_single": Rule(asked.FAR, "letting the average of w_k·u decide",
                           _single,
                           "Every expert makes up its own mind; only then are they averaged.", "1 if Σ π_k w_k·u > 0"),
    "mix.far_uniform": Rule(asked.FAR, "counting the experts that go to 1", lambda s: (s.sides > 0).mean(),
                            "An expert counts with its π_k, not with 1/K."),
    "mix.far_other": Rule(asked.FAR, "adding the π_k of the experts that go to 0", lambda s: s.pi[s.sides < 0].sum(),
                          "w_k·u < 0 sends σ to 0: those experts add nothing."),
    "mix.far_start": Rule(asked.FAR, "taking the value at the origin", lambda _: 0.5,
                          "There every σ is ½; far out each that changes along u is 0 or 1."),
}  # fmt: skip

_LABEL: Table = {
    "mix.jensen": Rule(asked.NLL, "averaging the log losses of the experts", lambda s: -(s.pi @ _log(s.seen[0])),
                       "The logarithm stands outside the sum; averaged inside, the loss is never smaller (Jensen).",
                       "−Σ π_k ln p_k"),
    "mix.nll_nopi": Rule(asked.NLL, "adding the probabilities without π", lambda s: -_log(s.seen[0].sum()),
                         "p(y | x) is the average of the experts with the weights π.", "−ln Σ p_k"),
    "mix.other_label": Rule(asked.NLL, "taking the other label's probability",
                            lambda s: -_log(s.p if s.y == 0 else s.q),
                            "The loss belongs to the label that was seen.", "−ln(1 − p(y | x))"),
    "mix.nll_avglogit": Rule(asked.NLL, "averaging w_k·x before the σ",
                             lambda s: -_log(_sigmoid((2 * s.y - 1) * s.mean_inner)),
                             "That is the loss of a single logistic regression.", "−ln σ(±Σ π_k w_k·x)"),
    "mix.nll_uniform": Rule(asked.NLL, "giving the experts equal weights", lambda s: -_log(s.seen[0].mean()),
                            "Expert k is picked with probability π_k, not with 1/K.", "−ln (1/K) Σ p_k"),
    "mix.nolog": Rule(asked.NLL, "leaving the logarithm out", lambda s: s.seen[1],
                      "That is the likelihood, to be large; the loss is minus its logarithm.", "p(y | x)"),
    "mix.nll_sign": Rule(asked.NLL, "leaving the minus out", lambda s: -s.nll,
                         "That is the log-likelihood, to be maximised; a loss is minimised.", "ln p(y | x)"),
    "mix.nll_bits": Rule(asked.NLL, "taking the logarithm to base 2", lambda s: s.nll / np.log(2),
                         "That is the loss in bits; one bit is 0.6931 nats.", "−log₂ p(y | x)"),
    "mix.resp_prior": Rule(asked.BLAME, "staying with π", lambda s: s.pi,
                           "π is what was known before y; the label speaks for some experts more than for others.",
                           "π_k"),
    "mix.resp_lik": Rule(asked.BLAME, "comparing only what the experts give to the label",
                         lambda s: _share(s.seen[0]),
                         "Bayes multiplies by the prior π_k: an expert that is rarely picked is rarely the source.",
                         "p_k/Σ p_j"),
    "mix.resp_other": Rule(asked.BLAME, "using the other label's probabilities",
                           lambda s: _share(s.pi * _other(s)),
                           "For y = 1 an expert gives σ(w_k·x), for y = 0 it gives 1 − σ(w_k·x)."),
    "mix.resp_joint": Rule(asked.BLAME, "not dividing by p(y | x)", lambda s: s.pi * s.seen[0],
                           "These add up to p(y | x); responsibilities add up to 1.", "π_k p_k"),
    "mix.resp_raw": Rule(asked.BLAME, "taking what each expert gives to the label", lambda s: s.seen[0],
                         "That is p(y | z=k, x); asked is the other way round, p(z=k | x, y).", "p_k"),
    "mix.grad_prior": Rule(asked.SLOPE, "weighting by π₁", lambda s: s.pi[0] * (s.hidden[0] - s.y),
                           "Once y is seen, expert 1 answers for it with r₁.", "π₁(σ₁ − y)"),
    "mix.grad_single": Rule(asked.SLOPE, "using p − y of the whole mixture", lambda s: s.pi[0] * (s.p - s.y),
                            "w₁·x enters σ₁ alone, so the error of expert 1 counts.", "π₁(p − y)"),
    "mix.grad_mse": Rule(asked.SLOPE, "differentiating ½(p − y)²",
                         lambda s: (s.p - s.y) * s.pi[0] * s.hidden[0] * s.unhidden[0],
                         "The loss is −ln p(y | x), whose derivative divides by p(y | x).", "(p − y)π₁σ₁(1 − σ₁)"),
    "mix.grad_noresp": Rule(asked.SLOPE, "taking the gradient of expert 1 by itself",
                            lambda s: s.hidden[0] - s.y,
                            "Expert 1 is to blame only with its share r₁.", "σ₁ − y"),
    "mix.grad_sign": Rule(asked.SLOPE, "taking the direction of the step", lambda s: -asked.label_slopes(s)[0],
                          "The gradient points uphill: prediction minus label.", "r₁(y − σ₁)"),
    "mix.gate_sign": Rule(asked.GATE, "taking the direction of the step", lambda s: -asked.gate_slopes(s)[0],
                          "The gradient points uphill; the step makes π₁ more like r₁.", "r₁ − π₁"),
    "mix.gate_r": Rule(asked.GATE, "differentiating in π₁ alone", lambda s: -s.responsibilities[0] / s.pi[0],
                       "π sums to 1, so π₁ cannot change alone; the softmax takes care of that.", "−r₁/π₁",
                       unless=_never_picked),
    "mix.gate_softmax": Rule(asked.GATE, "multiplying by π₁(1 − π₁)",
                             lambda s: asked.gate_slopes(s)[0] * s.pi[0] * (1 - s.pi[0]),
                             "The softmax's derivative is in π₁ − r₁ already.", "(π₁ − r₁)π₁(1 − π₁)"),
    "mix.gate_resp": Rule(asked.GATE, "leaving π₁ out", lambda s: -s.responsibilities[0],
                          "At r₁ = π₁ the label says nothing about the pick, and the slope is 0.", "−r₁"),
}  # fmt: skip

_NETWORK: Table = {
    "hidden.linear": Rule(asked.HIDDEN, "handing w_k·x on as it is", lambda s: s.inner,
                          "Without σ the network is one linear unit, and w_k·x need not lie in [0, 1].", "w_k·x"),
    "hidden.weighted": Rule(asked.HIDDEN, "putting π_k into the hidden unit", lambda s: s.pi * s.hidden,
                            "π_k is the weight on the way to the output; twice would be too often.", "π_k σ(w_k·x)"),
    "hidden.inside": Rule(asked.HIDDEN, "putting π_k inside the σ", lambda s: _sigmoid(s.pi * s.inner),
                          "The pick does not change what the expert says.", "σ(π_k w_k·x)"),
    "hidden.tanh": Rule(asked.HIDDEN, "using tanh", lambda s: np.tanh(s.inner),
                        "tanh lies between −1 and 1, and a probability between 0 and 1.", "tanh(w_k·x)"),
    "prior.uniform": Rule(asked.PRIOR, "giving every expert the same weight", lambda s: np.full(s.K, 1 / s.K),
                          "z is drawn from Categorical(π): expert k is picked with probability π_k.", "1/K"),
    "inputs.K": Rule(asked.INPUTS, "counting the experts", lambda s: s.K,
                     "An input unit holds one coordinate of x; the experts are the hidden units.", "K"),
    "inputs.bias": Rule(asked.INPUTS, "adding a unit for biases", lambda s: s.d + 1,
                        "This model has no biases, so no constant 1 comes in.", "d + 1"),
    "layers.deep": Rule(asked.LAYERS, "making a layer of each expert", lambda s: s.K,
                        "The experts stand side by side: each looks at x itself.", "K"),
    "layers.two": Rule(asked.LAYERS, "counting the output as hidden", lambda _: 2,
                       "The sum over k is the output, which is seen."),
    "layers.none": Rule(asked.LAYERS, "finding no hidden layer", lambda _: 0,
                        "One layer with σ would be a single logistic regression; here σ comes before the sum."),
    "units.d": Rule(asked.UNITS, "taking as many units as x has entries", lambda s: s.d,
                    "A hidden unit computes one σ(w_k·x); there is one for each expert.", "d"),
    "units.one": Rule(asked.UNITS, "making all experts one unit", lambda _: 1,
                      "One unit has one weight vector: that is a single logistic regression."),
    "units.free": Rule(asked.UNITS, "counting one less", lambda s: s.K - 1,
                       "K − 1 counts what is free in π; the experts are K.", "K − 1"),
    "outputs.K": Rule(asked.OUTPUTS, "giving the output a unit for each expert", lambda s: s.K,
                      "The output is one number, p(y=1 | x)."),
    "outputs.two": Rule(asked.OUTPUTS, "giving the output a unit for each label", lambda _: 2,
                        "p(y=0 | x) = 1 − p(y=1 | x) needs no unit of its own."),
    "shape.turned": Rule(asked.SHAPE, "transposing it", lambda s: (s.d, s.K),
                         "Wx has K entries only if W has K rows, one for each expert.", "d×K"),
    "shape.flat": Rule(asked.SHAPE, "counting one weight for each hidden unit", lambda s: (s.K,),
                       "A hidden unit weighs all d coordinates of x.", "K"),
    "shape.bias": Rule(asked.SHAPE, "adding a column for biases", lambda s: (s.K, s.d + 1),
                       "This model has no biases.", "K×(d + 1)"),
}  # fmt: skip

RULES: Mapping[str, Rule[Setting]] = {**_OUTPUT, **_LABEL, **_NETWORK}


def told_for(rule: Rule[Setting], setting: Setting) -> Rule[Setting]:
    """Return the rule with what is right in letters for experts that do not change along u, where there are such."""
    if rule.asked is not asked.FAR or setting.sides.all():
        return rule
    letters = "Σ π_k where w_k·u > 0, and Σ π_k σ(w_k·x) where w_k·u = 0"
    return replace(rule, asked=replace(rule.asked, formula=letters))
