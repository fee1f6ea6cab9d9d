"""Part 1.1: the six gradients with shapes and numbers, and the vectors to store."""

from __future__ import annotations

import numpy as np

from tutor.compute.activations import Activation
from tutor.explore.backpropagation.setting import Array, Setting
from tutor.explore.backpropagation.words import called, slope, symbol, vector_name
from tutor.explore.format import joined, number, signed
from tutor.explore.result import Finding

AGREES = 1e-6
"""A relative error of a gradient check below this speaks for the gradient."""

_ERRORS = {
    "half_sq": ("L = ½‖o − y‖²", "o − y"),
    "mse": ("L = ‖o − y‖²/s", "2(o − y)/s"),
    "bce_logits": ("binary cross-entropy of σ(o), mean over the outputs", "(σ(o) − y)/s"),
    "ce": ("cross-entropy of softmax(o)", "softmax(o) − y"),
    "ce_soft": ("cross-entropy of softmax(o)", "softmax(o) − y"),
}


def gradient_findings(setting: Setting) -> list[Finding]:
    """Return the gradients from the output backwards, and what they need of the forward pass."""
    return [
        _weights(setting, 3, "a", setting.gradients.dL_do, setting.forward.a, (setting.s, setting.r)),
        _output_error(setting),
        _hidden(setting),
        _weights(setting, 2, "h", setting.gradients.dL_dz, setting.forward.h, (setting.r, setting.m)),
        _second_bias(setting),
        _weights(setting, 1, "x", setting.gradients.dL_dh, setting.x, (setting.m, setting.n)),
        _first_bias(setting),
        _stored(setting),
    ]


_WEIGHT_SLIPS = {
    3: "writes a ∂L/∂o, a product that is not defined unless r = s: a column times a row belongs here, δ₃aᵀ.",
    2: "has the right factors but no order: W₃ᵀ multiplies from the left, and a column times a row makes δ₂hᵀ.",
    1: "leaves ∂o/∂a out of its chain of factors, and writes x ∂L/∂h for δ₁xᵀ.",
}
_INDEX = {1: "₁", 2: "₂", 3: "₃"}


def _weights(
    setting: Setting, layer: int, name: str, delta: Array, into: Array, shape: tuple[int, int]
) -> Finding:
    """∂L/∂W = δ·(input of the layer)ᵀ."""
    rows, columns = shape
    d, w = f"δ{_INDEX[layer]}", f"W{_INDEX[layer]}"
    outer = vars(setting.gradients)[f"dL_dW{layer}"]
    reason = (
        f"∂L/∂{w} = {d}{name}ᵀ: ({rows}×1)(1×{columns}) = {rows}×{columns}, the shape of {w}.\n"
        f"{_where(setting)}ntry (1, 1) = ({d})₁·{name}₁ = {number(delta[0])}·{signed(into[0])} = "
        f"{number(outer[0, 0])}; norm of all {number(float(np.linalg.norm(outer)))}.\n"
        f"{_checked(setting, f'W{layer}')}"
    )
    slip = _WEIGHT_SLIPS[layer] * setting.is_paper
    return Finding("1.1", f"∂L/∂{w}", f"{d}{name}ᵀ  ({rows}×{columns})", reason, slip)


def _output_error(setting: Setting) -> Finding:
    loss, formula = _ERRORS[setting.loss]
    reason = (
        f"∂L/∂b₃ = δ₃ = ∂L/∂o, because o = W₃a + b₃: the backward pass begins here.\n"
        f"For {loss}: δ₃ = {formula}. {_first_of(setting, setting.gradients.dL_do)}\n{_checked(setting, 'b3')}"
    )
    return Finding("1.1", "∂L/∂b₃", f"δ₃ = ∂L/∂o  ({setting.s}×1)", reason)


def _hidden(setting: Setting) -> Finding:
    right = setting.gradients.dL_da
    spoiled = right * setting.function.derivative(setting.forward.z)
    size = float(np.linalg.norm(right))
    share = f"{number(float(np.linalg.norm(spoiled)) / size, 3)} times" if size else "as"
    bound = ", and never above 1/4, as σ′ ≤ 1/4" * setting.is_paper
    reason = (
        f"∂L/∂a = W₃ᵀδ₃: ({setting.r}×{setting.s})({setting.s}×1) = {setting.r}×1. "
        f"{_where(setting)}ntry 1 = {_column_times(setting)}.\n"
        f"No {symbol(setting.function)}′ here: a enters o = W₃a + b₃ linearly; {symbol(setting.function)}′ "
        f"comes once, in δ₂.\n"
        f"With that factor here too, its norm {number(size)} comes out {share} as large{bound}."
    )
    slip = "puts a(1 − a) into ∂L/∂a: it does not belong here, and W₃ lacks its transpose." * setting.is_paper
    return Finding("1.1", "∂L/∂a", f"W₃ᵀδ₃  ({setting.r}×1)", reason, slip)


def _column_times(setting: Setting) -> str:
    """The first entry of W₃ᵀδ₃ written out where it is short."""
    column, delta = setting.net.parameters.W3[:, 0], setting.gradients.dL_do
    total = number(float(setting.gradients.dL_da[0]))
    if len(delta) > 3:
        return f"column 1 of W₃ times δ₃ = {total}"
    terms = " + ".join(f"{signed(w)}·{signed(d)}" for w, d in zip(column, delta, strict=True))
    return f"{terms} = {total}"


def _second_bias(setting: Setting) -> Finding:
    f, run, gradients = setting.function, setting.forward, setting.gradients
    steep = f"{symbol(f)}′({number(run.z[0])})"
    if setting.is_paper:
        steep = f"{number(run.a[0])}·(1 − {number(run.a[0])})"
    reason = (
        f"∂L/∂b₂ = δ₂ = ∂L/∂z₂ = ∂L/∂a ⊙ {symbol(f)}′(z₂), entry by entry, with {_steepness(f)}.\n"
        f"{_where(setting)}ntry 1 = {number(gradients.dL_da[0])}·{steep} = "
        f"{number(gradients.dL_dz[0])}; norm {number(float(np.linalg.norm(gradients.dL_dz)))}.\n"
        f"{_checked(setting, 'b2')}"
    )
    value = "(W₃ᵀδ₃)⊙a⊙(1−a)" if setting.is_paper else f"(W₃ᵀδ₃)⊙{symbol(f)}′(z₂)"
    return Finding("1.1", "∂L/∂b₂ = δ₂", f"{value}  ({setting.r}×1)", reason)


def _steepness(f: Activation) -> str:
    known = slope(f)
    return known if "=" in known else f"f = {called(f.name)}"


def _first_bias(setting: Setting) -> Finding:
    reason = (
        f"∂L/∂b₁ = δ₁ = ∂L/∂h = W₂ᵀδ₂: ({setting.m}×{setting.r})({setting.r}×1) = {setting.m}×1.\n"
        f"{_first_of(setting, setting.gradients.dL_dh)}\n{_checked(setting, 'b1')}"
    )
    slip = "writes W₂ without its transpose; its factor a(1 − a) is right here, once." * setting.is_paper
    return Finding("1.1", "∂L/∂b₁ = δ₁", f"W₂ᵀδ₂  ({setting.m}×1)", reason, slip)


def _where(setting: Setting) -> str:
    """How a sentence about an entry begins, up to its "e": it says where the numbers come from."""
    if not setting.is_cut:
        return "E"
    return f"On a small net ({'-'.join(str(size) for size in setting.shown_sizes)} units): e"


def _first_of(setting: Setting, delta: Array) -> str:
    size = number(float(np.linalg.norm(delta)))
    return f"{_where(setting)}ntry 1 = {number(delta[0])}; norm {size}."


def _checked(setting: Setting, name: str) -> str:
    error, step = setting.check.errors[name], about(setting.check.epsilon)
    if error < AGREES:
        return f"Gradient check: (L(θ+ε) − L(θ−ε))/2ε agrees up to {about(error)} (ε = {step})."
    return (
        f"Gradient check: {about(error)} off at ε = {step}: the slope is too small to be measured, or jumps."
    )


def about(error: float) -> str:
    """Return an error with the two figures that mean something."""
    return number(float(f"{error:.1e}"))


def _stored(setting: Setting) -> Finding:
    kept = [vector_name(each) for each in setting.kept]
    needs = {"h": "∂L/∂W₂ = δ₂hᵀ uses h", "a": "∂L/∂W₃ = δ₃aᵀ uses a", "z": "δ₂ uses z₂"}
    uses = joined([*(needs[each] for each in setting.kept), "∂L/∂W₁ = δ₁xᵀ uses x"])
    turn = f"z₂ is not needed: {slope(setting.function)} follows from a."
    if "z" in setting.kept:
        turn = f"{called(setting.function.name)} turns round, so a does not tell its slope: z₂ is needed."
    reason = (
        f"{uses}. {turn}\n"
        "W₂ and W₃ are used too, but parameters are in memory anyway; W₁ only for ∂L/∂x.\n"
        "δ₃, δ₂ and δ₁ are made by the backward pass; the forward pass has nothing of them to store."
    )
    return Finding("1.1", "vectors to store", f"{{{', '.join(kept)}}} (x is the input)", reason)
