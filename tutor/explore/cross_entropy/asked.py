"""What question 4 asks for, as wrong rules answer it, and the letters that their formulas are written in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tutor.compute.information import entropy
from tutor.explore.comparison import Asked, Sweep
from tutor.explore.cross_entropy.findings_slopes import logit_slope, slope
from tutor.explore.cross_entropy.setting import Setting
from tutor.explore.formulas import Formulas, grid, varied

P = Sweep[Setting]("p", grid(0.005, 0.995, 100), lambda s: s.p, varied("p"))
X = Sweep[Setting]("x", grid(0.005, 0.995, 100), lambda s: s.x, varied("x"))


def _with_logit(setting: Setting, t: float) -> Setting:
    return replace(setting, p=float(1 / (1 + np.exp(-t))))


T = Sweep[Setting]("t", grid(-6, 6), lambda s: s.logit, _with_logit)

_COUNTS = ", where m of the n labels are 1"

CE = Asked[Setting]("4.2", "ce(p, x)", lambda s: s.cross, "−x·log(p) − (1 − x)·log(1 − p)", sweep=P)
LOGIT_CE = Asked[Setting](
    "4.1", "ce(σ(t), x)", lambda s: s.cross, "−x·log(σ(t)) − (1 − x)·log(σ(−t))", sweep=T
)
ENTROPY = Asked[Setting]("4.2", "H(x)", lambda s: s.floor, "−x·log(x) − (1 − x)·log(1 − x)", sweep=X)
REST = Asked[Setting]("4.2", "−H(x)", lambda s: -s.floor, "x·log(x) + (1 − x)·log(1 − x)", sweep=X)
KL = Asked[Setting](
    "4.2", "KL(x‖p)", lambda s: s.excess, "x·log(x/p) + (1 − x)·log((1 − x)/(1 − p))", sweep=P
)
ONE = Asked[Setting](
    "4.1", "P(x | p)", lambda s: float(np.exp(-s.cross * s.scale)), "p^x·(1 − p)^(1 − x)", sweep=P
)
TERM = Asked[Setting]("4.1", "log P(x | p)", lambda s: -s.cross, "x·log(p) + (1 − x)·log(1 − p)", sweep=P)
NLL = Asked[Setting]("4.1", "−log L(p)", lambda s: s.nll, f"−m·log(p) − (n − m)·log(1 − p){_COUNTS}", sweep=P)
BEST = Asked[Setting]("4.1", "best p̂", lambda s: s.mean, f"m/n{_COUNTS}")
SLOPE = Asked[Setting]("4.2", "∂ce/∂p", slope, "(p − x)/(p·(1 − p))", sweep=P)
LOGIT_SLOPE = Asked[Setting]("4.1", "∂ce/∂t", logit_slope, "σ(t) − x", sweep=T)
RATIO = Asked[Setting]("4.2", "ratio of the 1s", lambda s: s.x / s.p if s.p else np.inf, "x/p", sweep=P)
ZERO_RATIO = Asked[Setting](
    "4.2", "ratio of the 0s", lambda s: (1 - s.x) / (1 - s.p) if s.p < 1 else np.inf, "(1 − x)/(1 − p)", sweep=P
)  # fmt: skip

FORMULAS = Formulas[Setting](
    {
        "p": lambda s: s.p,
        "x": lambda s: s.x,
        "t": lambda s: s.logit,
        "n": lambda s: s.size,
        "m": lambda s: s.ones,
        "H": lambda s: s.floor * s.scale,
        "KL": lambda s: s.excess * s.scale,
        "E": lambda s: -s.floor * s.scale,
        "ce": lambda s: s.cross * s.scale,
        "HQ": lambda s: float(entropy(s.p)),
    }
)
"""`H`, `KL`, `E`, `ce` and `HQ`, the entropy of the prediction, are in nats."""
