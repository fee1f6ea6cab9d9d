"""The wrong rules of question 1 by name, the commonest first; and the gradients that a wrong δ₂ leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from tutor.compute.backprop import Gradients
from tutor.explore.backpropagation.rules_gradients import GRADIENT_TABLE, Run, Slip
from tutor.explore.backpropagation.rules_numbers import NUMBER_TABLE
from tutor.explore.backpropagation.setting import Setting
from tutor.explore.comparison import Rule

_ALL = {**GRADIENT_TABLE, **NUMBER_TABLE}
_COMMON = ("b1.fprime_twice", "b1.no_fprime", "b1.fprime_a", "sw.liminf_step", "mem.params")

RULES: Mapping[str, Rule[Setting]] = {name: _ALL[name] for name in (*_COMMON, *_ALL)}


def wrong_gradients(setting: Setting, slip: Slip) -> Gradients:
    """Return the gradients that follow from a wrong δ₂, carried on to the second and the first layer."""
    delta, weights = slip.delta(Run(setting)), setting.net.parameters
    dh = weights.W2.T @ delta
    return replace(
        setting.gradients,
        dL_dz=delta, dL_db2=delta, dL_dW2=np.outer(delta, setting.forward.h),
        dL_dh=dh, dL_db1=dh, dL_dW1=np.outer(dh, setting.x), dL_dx=weights.W1.T @ dh,
    )  # fmt: skip
