"""Which function a wrong rule of parts 1.3 to 1.5 is about: of another one it says nothing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tutor.compute.activations import activation, swish
from tutor.explore.backpropagation.setting import Array, Setting
from tutor.explore.backpropagation.words import called
from tutor.explore.format import number

_PROBES = np.array([-2.3, -0.7, 0.4, 1.9])


def about(name: str) -> Callable[[Setting], str]:
    """Return what says that slopes are taken of another function than the one named; "" where it is that one."""

    def unless(setting: Setting) -> str:
        f = activation(name, beta=setting.beta) if name == "swish" else activation(name)
        if _same(setting, f.value(_PROBES)):
            return ""
        return (
            f"This rule is about {name}; slopes are taken of {_here(setting)}. Type {name} there to see it."
        )

    return unless


def about_family(setting: Setting) -> str:
    """Return what says that slopes are taken of something else than c·x·σ(β·x)."""
    if _same(setting, setting.factor * np.asarray(swish(_PROBES, setting.beta))):
        return ""
    c, beta = number(setting.factor), number(setting.beta)
    return (
        f"This rule is about c·x·σ(β·x), with c = {c} and β = {beta}; slopes are taken of {_here(setting)}. "
        f"Type {c}x·σ({beta}x) there to see it."
    )


def about_zero(setting: Setting) -> str:
    """Return what says that slopes are taken elsewhere than at 0, or of something else than c·x·σ(β·x)."""
    if setting.x0:
        return f"This rule is about x₀ = 0; slopes are taken at {number(setting.x0)} here."
    return about_family(setting)


def about_kinks(setting: Setting) -> str:
    """Return what says that the derivative exists at x₀, so that there is nothing to choose."""
    sides = setting.kink.one_sided(setting.x0)
    at, slope = number(setting.x0), number(sides.left)
    return (
        f"At {at} both slopes are {slope}: the derivative exists, and there is nothing to choose."
        * sides.exists
    )


def _same(setting: Setting, values: Array) -> bool:
    with np.errstate(all="ignore"):
        return bool(np.allclose(setting.kink.value(_PROBES), values, rtol=1e-9, atol=1e-12))


def _here(setting: Setting) -> str:
    name = setting.kink.name
    return "the formula typed here" if name == "f" else f"{called(name)} here"
