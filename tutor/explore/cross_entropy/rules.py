"""The wrong rules of question 4 by name: what each answers, its formula, and why it is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from tutor.explore.comparison import Asked, Rule
from tutor.explore.cross_entropy.asked import (
    BEST,
    CE,
    ENTROPY,
    FORMULAS,
    KL,
    LOGIT_CE,
    LOGIT_SLOPE,
    NLL,
    ONE,
    RATIO,
    REST,
    SLOPE,
    TERM,
    ZERO_RATIO,
)
from tutor.explore.cross_entropy.pictures import CURVES
from tutor.explore.cross_entropy.setting import Setting
from tutor.explore.cross_entropy.wrong import RULES as DRAWN
from tutor.explore.format import number

Table = dict[str, Rule[Setting]]


_TOLD = {"HQ": "H(p)", "H": "H(x)", "KL": "KL(x‖p)", "ce": "ce(p, x)", "E": "(x·log(x) + (1 − x)·log(1 − x))"}
"""How the names in formulas are told."""


def _told(text: str) -> str:
    """Return a formula as it is told: KL(x‖p) for KL."""
    told = re.sub(r"\b(HQ|H|KL|ce|E)\b", lambda name: _TOLD[name[0]], text).replace("^2", "²")
    return told[1:-1] if told == _TOLD["E"] else told


def plain(asked: Asked[Setting], words: str, text: str, why: str) -> Rule[Setting]:
    """Return a rule whose formula gives what is asked as it is."""
    return replace(FORMULAS.rule(asked, words, text, why), formula=_told(text))


def loss(asked: Asked[Setting], words: str, text: str, why: str) -> Rule[Setting]:
    """Return a rule whose formula gives nats, told in the setting's unit."""
    nats = FORMULAS.value(text)
    return Rule(asked, words, lambda s: np.asarray(nats(s)) / s.scale, why, _told(text))


def _drawn(name: str, asked: Asked[Setting], why: str) -> Rule[Setting]:
    """Return a rule that the explorer's own pictures draw."""
    drawn = DRAWN[name]

    def value(setting: Setting) -> ArrayLike:
        return drawn.value(np.array(setting.x), np.array(setting.p)) / setting.scale

    return Rule(asked, drawn.words, value, why, drawn.formula, CURVES)


def _base(of: Asked[Setting], name: str, words: str, nats: float) -> Rule[Setting]:
    """Return the rule that tells a loss in another unit, of that many nats."""

    def value(setting: Setting) -> float:
        return float(np.asarray(of.value(setting))) * setting.scale / nats

    def why(setting: Setting) -> str:
        size = number(nats / setting.scale)
        return (
            f"The base of the logarithm sets the unit: that is the loss in {name}s, and one {name} is {size} "
            f"{setting.unit}. Asked for are {setting.unit}."
        )

    def own(setting: Setting) -> str:
        if setting.unit != f"{name}s":
            return ""
        return (
            f"Losses are told in {setting.unit} here, so that is the right logarithm. Choose the other unit."
        )

    return Rule(of, words, value, why, unless=own)


_DRAWN: Table = {
    "ce.sign": _drawn("ce.sign", CE, "A logarithm of a number below 1 is negative: the minus makes the loss positive."),
    "ce.H_minus_KL": _drawn("ce.H_minus_KL", CE, "A wrong prediction costs more, not less: KL comes on top of H."),
    "ce.rev": _drawn("ce.rev", CE,
                     "The label weighs, the prediction stands in the logarithm: it is p that was predicted."),
    "kl.rev": _drawn("kl.rev", KL, "KL is no distance: the first argument weighs, and here that is the label."),
}  # fmt: skip

_CROSS: Table = {
    "ce.swap_p": loss(CE, "exchanging p and 1 − p", "−x·log(1 − p) − (1 − x)·log(p)",
                      "p is the probability of a 1, so it belongs to x; 1 − p belongs to 1 − x."),
    "ce.one_term": loss(CE, "counting the outcome 1 alone", "−x·log(p)",
                        "With probability 1 − x the label is 0, and that costs −log(1 − p)."),
    "ce.additional": loss(CE, "taking the divergence alone", "KL",
                          "KL is what p costs beyond the label's own uncertainty H; the loss holds both."),
    "ce.unweighted": loss(CE, "adding both log losses without weights", "−log(p) − log(1 − p)",
                          "The two outcomes happen with probability x and 1 − x, and count so often."),
    "ce.one_sign": loss(CE, "putting the minus before the first term only", "−x·log(p) + (1 − x)·log(1 − p)",
                        "Both logarithms are negative, so both terms need the minus."),
    "ce.log_minus": loss(CE, "writing 1 − log(p) for log(1 − p)", "−x·log(p) − (1 − x)·(1 − log(p))",
                         "The logarithm of a difference is no difference: log(1 − p) is the cost of a 0."),
    "ce.probability": plain(CE, "leaving the logarithm out", "−p^x·(1 − p)^(1 − x)",
                            "The loss of many labels is a sum only because of the logarithm."),
    "ce.mse": plain(CE, "taking the squared error", "(x − p)^2",
                    "That is the likelihood of a Gaussian, not of 0 or 1; a confident miss costs at most 1."),
    "ce.E_minus_KL": loss(CE, "subtracting KL from E", "E − KL",
                          "x·log(x) + (1 − x)·log(1 − x) = E is minus the entropy: both signs are wrong, "
                          "and this is never positive."),
    "ce.E_plus_KL": loss(CE, "taking E for the entropy", "E + KL",
                         "E = x·log x + (1 − x)·log(1 − x) is minus the entropy; H = −E comes before KL."),
    "ce.KL_minus_H": loss(CE, "subtracting the entropy from KL", "KL − H",
                          "The label's own uncertainty is part of the cost, so H is added."),
    "ce.is_H": loss(CE, "taking the entropy alone", "H",
                    "H contains no p: then every prediction would be equally good."),
}  # fmt: skip

_LOGIT: Table = {
    "ce.double_sigmoid": plain(LOGIT_CE, "applying the sigmoid twice", "−x·log(σ(σ(t))) − (1 − x)·log(1 − σ(σ(t)))",
                               "p = σ(t) is a probability already; σ(p) lies between 0.5 and 0.7311 whatever t is."),
    "ce.pm01": plain(LOGIT_CE, "using log(1 + e^(−xt)), made for x = ±1,", "log(1 + exp(−x·t))",
                     "That formula is for labels −1 and 1: with x = 0 it is log 2, whatever t is."),
    "ce.nolog": plain(LOGIT_CE, "taking 1 minus the probability of the label", "x·(1 − p) + (1 − x)·p",
                      "Likelihood asks for the logarithm: a confident miss then costs without bound, not at most 1."),
    "logit.grad_sign": loss(LOGIT_SLOPE, "taking label minus prediction", "x − σ(t)",
                            "The loss rises with t where σ(t) is above x: this is the direction of the step."),
    "logit.grad_extra": loss(LOGIT_SLOPE, "multiplying by the sigmoid's slope", "(σ(t) − x)·σ(t)·(1 − σ(t))",
                             "That slope cancels the divisor p(1 − p) of ∂ce/∂p; with it this is the squared error's."),
    "logit.grad_p": loss(LOGIT_SLOPE, "taking the slope in p", "(σ(t) − x)/(σ(t)·(1 − σ(t)))",
                         "t moves p by the factor σ′(t) = p(1 − p): the chain rule cancels the divisor."),
    "logit.grad_raw": loss(LOGIT_SLOPE, "comparing the logit with the label", "t − x",
                           "The label is a probability, so the probability σ(t) stands beside it."),
}  # fmt: skip

_SLOPES: Table = {
    "ce.inner_sign": loss(SLOPE, "losing the inner derivative of log(1 − p)", "−x/p − (1 − x)/(1 − p)",
                          "The derivative of 1 − p is −1, which turns the second term's sign."),
    "ce.grad_q": loss(SLOPE, "differentiating the first term only", "−x/p",
                      "p stands in log(1 − p) as well: at p = x the two terms cancel."),
    "ce.grad_sign": loss(SLOPE, "taking minus the derivative", "(x − p)/(p·(1 − p))",
                         "Above p = x the loss rises with p: this is the direction of the step."),
    "ce.grad_logit": loss(SLOPE, "taking the slope in the logit", "p − x",
                          "Without the sigmoid there is nothing to cancel the divisor p(1 − p)."),
    "ce.grad_extra": loss(SLOPE, "multiplying by p(1 − p)", "(p − x)·p·(1 − p)",
                          "1/p and 1/(1 − p) over a common denominator divide by p(1 − p)."),
}  # fmt: skip

_PARTS: Table = {
    "ce.neg_entropy": loss(ENTROPY, "leaving out the minus", "E",
                           "Logarithms of probabilities are negative, and an uncertainty is not."),
    "ce.entropy_of_Q": loss(ENTROPY, "taking the entropy of the prediction", "−p·log(p) − (1 − p)·log(1 − p)",
                            "H(x) is how uncertain the label is; p has no part in it."),
    "ce.half_entropy": loss(ENTROPY, "counting the outcome 1 alone", "−x·log(x)",
                            "The outcome 0 is uncertain too, with probability 1 − x."),
    "ce.rest_sign": loss(REST, "changing the sign", "−x·log(x) − (1 − x)·log(1 − x)",
                         "KL = ce − H: what is left over is minus the entropy."),
    "kl.neg": loss(KL, "taking the quotient the other way up", "−KL",
                   "Only x/p inside the logarithm makes the divergence positive wherever p is not x."),
    "kl.Hq": loss(KL, "subtracting the entropy of the prediction", "ce − HQ",
                  "ce = H(x) + KL: the label's entropy is to be taken away."),
    "kl.sum": loss(KL, "adding the entropy to the cross-entropy", "ce + H",
                   "H is in the cross-entropy already; KL is what is left without it."),
    "kl.inverted": plain(RATIO, "turning the quotient upside down", "p/x",
                         "KL measures from the label: x stands above, as it weighs."),
    "kl.inverted_zero": plain(ZERO_RATIO, "turning the quotient upside down", "(1 − p)/(1 − x)",
                              "KL measures from the label: 1 − x stands above, as it weighs."),
    "kl.one_minus_ratio": plain(ZERO_RATIO, "taking 1 minus the other quotient", "1 − x/p",
                                "Each outcome has a quotient of its own probabilities, 1 − x and 1 − p."),
}  # fmt: skip

_LABELS: Table = {
    "nll.swap": plain(ONE, "exchanging the exponents", "p^(1 − x)·(1 − p)^x",
                      "x = 1 must leave p, the probability of a 1."),
    "nll.one_factor": plain(ONE, "keeping the factor for x = 1 alone", "p^x",
                            "For x = 0 this is 1: a 0 would be certain, whatever p is."),
    "nll.binomial_sum": plain(ONE, "adding the two factors", "p^x + (1 − p)^(1 − x)",
                              "For x = 1 that is p + 1: the factor that does not count must be 1 in a product."),
    "nll.term_sign": loss(TERM, "changing the sign one line early", "−x·log(p) − (1 − x)·log(1 − p)",
                          "log L is a logarithm of probabilities, never positive; the minus comes in the next line."),
    "nll.term_swap": loss(TERM, "exchanging p and 1 − p", "x·log(1 − p) + (1 − x)·log(p)",
                          "x = 1 must leave log p, the log of the probability of a 1."),
    "nll.term_log_minus": loss(TERM, "writing 1 − log(p) for log(1 − p)", "x·log(p) + (1 − x)·(1 − log(p))",
                               "The logarithm of a difference is no difference of logarithms."),
    "nll.logsum": loss(NLL, "adding the probabilities before the logarithm", "−log(m·p + (n − m)·(1 − p))",
                       "Independent labels multiply, and the logarithm turns the product into a sum of logs."),
    "nll.mean": loss(NLL, "taking the mean over the labels", "(−m·log(p) − (n − m)·log(1 − p))/n",
                     "Both have their minimum at the same p, but the sum is n times the mean."),
    "nll.swap_log": loss(NLL, "exchanging p and 1 − p", "−m·log(1 − p) − (n − m)·log(p)",
                         "Each of the m ones has the probability p."),
    "nll.sign": loss(NLL, "leaving out the minus", "m·log(p) + (n − m)·log(1 − p)",
                     "That is log L, to be maximised; a loss is its negative."),
    "nll.success_only": loss(NLL, "counting the ones alone", "−m·log(p)",
                             "The zeros happened too; without them p = 1 would be best."),
    "nll.all_fail": loss(NLL, "giving all n labels the term of a 0", "−m·log(p) − n·log(1 − p)",
                         "Only the n − m zeros have the probability 1 − p."),
    "mle.other": plain(BEST, "taking the share of zeros", "(n − m)/n", "p is the probability of a 1."),
    "mle.odds": plain(BEST, "dividing the ones by the zeros", "m/(n − m)",
                      "Those are the odds, which may be above 1; a share divides by all n."),
    "mle.laplace": plain(BEST, "adding a 1 and a 0 to the labels", "(m + 1)/(n + 2)",
                         "That is the mean under a uniform prior; likelihood alone knows only the labels."),
    "mle.n1": plain(BEST, "dividing by n − 1", "m/(n − 1)", "n − 1 belongs to a variance; a share divides by n."),
    "mle.half": plain(BEST, "taking ½ whatever the labels", "1/2", "p = ½ is best only if half of the labels are 1."),
}  # fmt: skip


_BASES: Table = {
    "ce.bits": _base(CE, "bit", "taking logarithms to base 2", math.log(2)),
    "ce.nats": _base(CE, "nat", "taking natural logarithms", 1.0),
    "ce.log10": _base(CE, "decimal digit", "taking logarithms to base 10", math.log(10)),
    "nll.bits": _base(NLL, "bit", "taking logarithms to base 2", math.log(2)),
}

RULES: Mapping[str, Rule[Setting]] = {
    **_DRAWN, **_CROSS, **_PARTS, **_LABELS, **_LOGIT, **_SLOPES, **_BASES
}  # fmt: skip
