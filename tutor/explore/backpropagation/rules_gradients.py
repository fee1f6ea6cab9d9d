"""Wrong rules of part 1.1 by name: each factor of a gradient missing, doubled, taken elsewhere or turned round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tutor.explore.backpropagation.asked import gradient
from tutor.explore.backpropagation.setting import Array, Setting
from tutor.explore.backpropagation.words import called, slope, symbol
from tutor.explore.comparison import Rule, Said

CHECK = "Gradient check against the step ε"
NONE = np.array([])
"""What a product gives whose sizes do not fit."""


def total(terms: Array) -> float:
    """Return the sum; 0 where it is nothing beside its terms but rounding."""
    found = float(terms.sum())
    return 0.0 if abs(found) <= 1e-14 * float(np.abs(terms).sum()) else found


class Run:
    """The numbers of a forward and a backward pass, called as on the paper."""

    def __init__(self, setting: Setting) -> None:
        weights, forward = setting.net.parameters, setting.forward
        self.W2, self.W3, self.b3 = weights.W2, weights.W3, weights.b3
        self.x, self.h, self.a, self.o = setting.x, forward.h, forward.a, forward.o
        self.g, self.dL_da, self.d2 = (
            setting.gradients.dL_do,
            setting.gradients.dL_da,
            setting.gradients.dL_dz,
        )
        self.d1 = setting.gradients.dL_dh
        self.slope = np.asarray(setting.function.derivative(forward.z))
        self.slope_at_a = np.asarray(setting.function.derivative(forward.a))


@dataclass(frozen=True)
class Slip:
    """A wrong δ₂: what it does in words, its formula, its numbers, and why it is wrong."""

    words: str
    formula: str
    delta: Callable[[Run], Array]
    why: Said[Setting]
    unless: Callable[[Setting], str] | None = None


def _with_slope(formula: str) -> Callable[[Setting], str]:
    """Return a formula that says a(1−a) for the slope where that is the slope: of the sigmoid."""

    def written(setting: Setting) -> str:
        if setting.is_paper:
            return formula
        f = symbol(setting.function)
        return formula.replace("a(1−a)", f"{f}′(z₂)").replace("σ′", f"{f}′")

    return written


def _why_once(setting: Setting) -> str:
    slope = "sigmoid" if setting.is_paper else called(setting.function.name)
    return f"a enters o linearly; the slope of {slope} comes in once, between a and z₂."


def _why_in_proportion(setting: Setting) -> str:
    most = ", at most 1/4" * setting.is_paper
    return f"a = {symbol(setting.function)}(z₂) passes a gradient on only in proportion to its slope{most}."


def _why_at_z(setting: Setting) -> str:
    written = "; written with the output it is a(1 − a)" * setting.is_paper
    return f"The slope belongs to what went in, z₂{written}."


def _why_not_tanh(setting: Setting) -> str:
    right = slope(setting.function).partition(" = ")[2]
    name = "sigmoid" if setting.is_paper else called(setting.function.name)
    return f"a is an output of {name} here, and its slope is {right or f'{symbol(setting.function)}′(z₂)'}."


def _is_tanh(setting: Setting) -> str:
    return "The activation is tanh here, and 1 − a² is its slope: there is no mistake in it." * (
        setting.function.name == "tanh"
    )


SLIPS: Mapping[str, Slip] = {
    "fprime_twice": Slip(
        "counting the activation's slope twice", "(W₃ᵀδ₃) ⊙ a(1−a) ⊙ a(1−a)", lambda v: v.d2 * v.slope, _why_once,
    ),
    "no_fprime": Slip(
        "leaving the slope out of δ₂", "W₃ᵀδ₃", lambda v: v.dL_da, _why_in_proportion,
    ),
    "fprime_a": Slip(
        "taking the slope at a, not at z₂", "(W₃ᵀδ₃) ⊙ σ′(a)", lambda v: v.dL_da * v.slope_at_a, _why_at_z,
    ),
    "fprime_out": Slip(
        "putting a factor o(1 − o) after ∂L/∂o", "(W₃ᵀ(δ₃ ⊙ o(1−o))) ⊙ a(1−a)",
        lambda v: (v.W3.T @ (v.g * v.o * (1 - v.o))) * v.slope,
        "The last layer has no sigmoid: o = W₃a + b₃ is linear, with slope 1.",
    ),
    "tanhrule": Slip(
        "using 1 − a², the slope of tanh", "(W₃ᵀδ₃) ⊙ (1−a²)", lambda v: v.dL_da * (1 - v.a**2),
        _why_not_tanh, _is_tanh,
    ),
}  # fmt: skip

_CARRIED: Mapping[str, tuple[str, Callable[[Run, Array], Array]]] = {
    "b2": ("{}", lambda v, d: d),
    "W2": ("({}) hᵀ", lambda v, d: np.outer(d, v.h)),
    "b1": ("W₂ᵀ({})", lambda v, d: v.W2.T @ d),
    "W1": ("(W₂ᵀ({})) xᵀ", lambda v, d: np.outer(v.W2.T @ d, v.x)),
}
"""How δ₂ makes each of the other gradients."""


def _of(
    name: str, words: str, formula: str, value: Callable[[Run], ArrayLike], why: Said[Setting], picture: str = "",
    unless: Callable[[Setting], str] | None = None,
) -> Rule[Setting]:  # fmt: skip
    written = _with_slope(formula)
    return Rule(gradient(name), words, lambda s: value(Run(s)), why, written, picture, unless)


def _carried() -> Iterator[tuple[str, Rule[Setting]]]:
    """Yield every slip in δ₂ with every gradient that it spoils."""
    for name, (around, carry) in _CARRIED.items():
        for slip_name, slip in SLIPS.items():
            formula = around.format(slip.formula)

            def value(v: Run, carry: Callable[[Run, Array], Array] = carry, slip: Slip = slip) -> Array:
                return carry(v, slip.delta(v))

            yield f"{name}.{slip_name}", _of(name, slip.words, formula, value, slip.why, CHECK, slip.unless)


_SHAPES = (
    "Going back a matrix is transposed, and a column times a row makes the matrix: sizes tell the order."
)


def _misfit(name: str, words: str, formula: str, why: str = _SHAPES) -> Rule[Setting]:
    """Return a rule whose product has no meaning."""
    return _of(name, words, formula, lambda _: NONE, why)


_COLUMN = "Vectors are columns here, and a gradient has the shape of what it is taken for."

_OTHERS: dict[str, Rule[Setting]] = {
    "W3.dW_swap": _of("W3", "transposing it", "a δ₃ᵀ", lambda v: np.outer(v.a, v.g),
                      "The gradient has the shape of W₃, s×r, to be subtracted from it."),
    "W2.dW_swap": _of("W2", "transposing it", "h δ₂ᵀ", lambda v: np.outer(v.h, v.d2),
                      "The gradient has the shape of W₂, r×m, to be subtracted from it."),
    "W1.dW_swap": _of("W1", "transposing it", "x δ₁ᵀ", lambda v: np.outer(v.x, v.d1),
                      "The gradient has the shape of W₁, m×n, to be subtracted from it."),
    "W3.dW_input": _of("W3", "taking h as the layer's input", "δ₃ hᵀ", lambda v: np.outer(v.g, v.h),
                       "W₃ multiplies a, so a is its input."),
    "W2.dW_input": _of("W2", "taking a as the layer's input", "δ₂ aᵀ", lambda v: np.outer(v.d2, v.a),
                       "a is the layer's output; W₂ multiplies h."),
    "W1.dW_input": _of("W1", "taking h as the layer's input", "δ₁ hᵀ", lambda v: np.outer(v.d1, v.h),
                       "h is the layer's output; W₁ multiplies x."),
    "W3.fprime_out": _of("W3", SLIPS["fprime_out"].words, "(δ₃ ⊙ o(1−o)) aᵀ",
                         lambda v: np.outer(v.g * v.o * (1 - v.o), v.a), SLIPS["fprime_out"].why),
    "W3.dx_for_dW": _of("W3", "giving what is handed back to a", "W₃ᵀδ₃", lambda v: v.dL_da,
                        "That is ∂L/∂a; the gradient of weights multiplies by the layer's input, not its weights."),
    "b3.db_dW": _of("b3", "giving the gradient of W₃", "δ₃ aᵀ", lambda v: np.outer(v.g, v.a),
                    "A bias is added, with the factor 1; no input multiplies it."),
    "b3.db_value": _of("b3", "multiplying by b₃ itself", "δ₃ ⊙ b₃", lambda v: v.g * v.b3,
                       "o is linear in b₃: the derivative is 1, not b₃."),
    "b3.db_axis": _of("b3", "adding up the entries", "Σ δ₃", lambda v: total(v.g),
                      "Each bias adds to its own output; a sum is taken over examples only."),
    "b3.fprime_out": _of("b3", SLIPS["fprime_out"].words, "δ₃ ⊙ o(1−o)", lambda v: v.g * v.o * (1 - v.o),
                         SLIPS["fprime_out"].why),
    "b3.db_one": _of("b3", "stopping at ∂o/∂b₃", "1", lambda _: 1.0,
                     "The chain rule goes on: how o changes times how the loss changes with o."),
    "b3.db_row": _of("b3", "writing a row", "δ₃ᵀ", lambda v: v.g[np.newaxis], _COLUMN),
    "b2.db_row": _of("b2", "writing a row", "((W₃ᵀδ₃) ⊙ a(1−a))ᵀ", lambda v: v.d2[np.newaxis], _COLUMN),
    "b1.db_row": _of("b1", "writing a row", "((W₃ᵀδ₃) ⊙ a(1−a))ᵀW₂", lambda v: v.d1[np.newaxis], _COLUMN),
    "b2.db_dW": _of("b2", "giving the gradient of W₂", "δ₂ hᵀ", lambda v: np.outer(v.d2, v.h),
                    "A bias is added, with the factor 1; no input multiplies it."),
    "b1.db_dW": _of("b1", "giving the gradient of W₁", "δ₁ xᵀ", lambda v: np.outer(v.d1, v.x),
                    "A bias is added, with the factor 1; no input multiplies it."),
    "b1.fprime_h": _of("b1", "putting a slope h(1 − h) at h", "δ₁ ⊙ h(1−h)", lambda v: v.d1 * v.h * (1 - v.h),
                       "The first layer has no sigmoid: h = W₁x + b₁ is linear."),
    "W1.fprime_h": _of("W1", "putting a slope h(1 − h) at h", "(δ₁ ⊙ h(1−h)) xᵀ",
                       lambda v: np.outer(v.d1 * v.h * (1 - v.h), v.x),
                       "The first layer has no sigmoid: h = W₁x + b₁ is linear."),
    "a.fprime_twice": _of("a", "putting the slope into ∂L/∂a", "(W₃ᵀδ₃) ⊙ a(1−a)", lambda v: v.d2,
                          "a enters o linearly; the slope comes in one step later, in ∂L/∂z₂."),
    "a.fprime_out": _of("a", SLIPS["fprime_out"].words, "W₃ᵀ(δ₃ ⊙ o(1−o))",
                        lambda v: v.W3.T @ (v.g * v.o * (1 - v.o)), SLIPS["fprime_out"].why),
    "a.dW_for_dx": _of("a", "giving the gradient of W₃", "δ₃ aᵀ", lambda v: np.outer(v.g, v.a),
                       "What is handed back multiplies by the weights, not by the layer's input."),
    "W3.no_product": _misfit("W3", "multiplying two columns", "δ₃ ⊙ a or aᵀδ₃",
                             "δ₃ has s entries and a has r: only a column times a row fits, δ₃aᵀ."),
    "W2.no_product": _misfit("W2", "leaving transposes out", "W₃δ₃ or δ₃W₃h a(1−a)"),
    "W1.no_product": _misfit("W1", "leaving transposes or a matrix out", "x W₂W₃δ₃ a(1−a)"),
    "b2.no_product": _misfit("b2", "having W₃ without its transpose, or after the slope", "W₃δ₃ or W₃ᵀ(δ₃ ⊙ a(1−a))"),
    "b1.no_product": _misfit("b1", "leaving transposes or a matrix out", "W₂W₃δ₃ a(1−a)"),
}  # fmt: skip

GRADIENT_TABLE: Mapping[str, Rule[Setting]] = {**dict(_carried()), **_OTHERS}


def slip_of(rule: str | None) -> Slip | None:
    """Return the wrong δ₂ that a rule follows, where it is one."""
    target, _, name = (rule or "").partition(".")
    return SLIPS.get(name) if target in _CARRIED else None
