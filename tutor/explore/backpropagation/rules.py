"""Wrong rules of back-propagation, as learners follow them, on the numbers of the setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from tutor.compute.backprop import Gradients
from tutor.explore.backpropagation.setting import Array, Setting

WRONG_RULES: Mapping[str, str] = {
    "mat.fprime_next": "counting the slope a(1 − a) twice",
    "mat.no_fprime": "leaving the slope out of δ₂",
    "mat.fprime_a": "taking the slope at a, not at z₂",
    "sw.liminf_step": "forgetting the x in front of σ",
    "mem.params": "counting the weights as stored",
}
"""The worked answer follows the first one when it puts a(1 − a) into ∂L/∂a as well."""

GRADIENT_RULES = ("mat.fprime_next", "mat.no_fprime", "mat.fprime_a")
"""Those that give other gradients."""


def wrong_gradients(setting: Setting, rule: str) -> Gradients:
    """Return the gradients that one of `GRADIENT_RULES` gives."""
    right = setting.gradients
    if rule == "mat.no_fprime":
        return _from_second_layer(setting, right.dL_da)
    if rule == "mat.fprime_a":
        return _from_second_layer(setting, right.dL_da * setting.function.derivative(setting.forward.a))
    twice = setting.function.derivative(setting.forward.z)
    spoiled = replace(right, dL_da=right.dL_da * twice)
    return _with_first_layer(setting, spoiled, right.dL_dz * twice)


def _from_second_layer(setting: Setting, dz: Array) -> Gradients:
    """Carry a δ₂ on to the parameters of the second and the first layer."""
    second = replace(setting.gradients, dL_dz=dz, dL_db2=dz, dL_dW2=np.outer(dz, setting.forward.h))
    return _with_first_layer(setting, second, dz)


def _with_first_layer(setting: Setting, gradients: Gradients, dz: Array) -> Gradients:
    weights = setting.net.parameters
    dh = weights.W2.T @ dz
    return replace(gradients, dL_dh=dh, dL_db1=dh, dL_dW1=np.outer(dh, setting.x), dL_dx=weights.W1.T @ dh)
