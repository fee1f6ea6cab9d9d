"""Wrong rules of parts 1.1 to 1.5 that give numbers, by name: bytes, slopes at x₀, the limits of swish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from numpy.typing import ArrayLike

from tutor.explore.backpropagation.asked import (
    AT_X0,
    BOTH,
    BYTES,
    LETTERS,
    SIDES,
    SLOPE,
    TO_INFINITY,
    TO_ZERO,
    TURN,
    stored,
)
from tutor.explore.backpropagation.scope import about, about_family, about_kinks, about_zero
from tutor.explore.backpropagation.setting import Setting
from tutor.explore.backpropagation.words import called
from tutor.explore.comparison import Asked, Rule

MEMORY, FAMILY = "What the forward pass must keep", "Swish between x/2 and ReLU"
Table = dict[str, Rule[Setting]]
sizes, slope = LETTERS.rule, AT_X0.rule


def _bytes(words: str, value: Callable[[Setting], float], why: str) -> Rule[Setting]:
    return Rule(BYTES, words, value, why)


def _several(asked: Asked[Setting], words: str, texts: tuple[str, str], why: str) -> Rule[Setting]:
    values: Callable[[Setting], ArrayLike] = AT_X0.value(*texts)
    return Rule(asked, words, values, why)


def _turn(words: str, texts: tuple[str, str], why: str) -> Rule[Setting]:
    legend = LETTERS.legend(*texts)
    return Rule(
        TURN, words, LETTERS.value(*texts), why, f"({', '.join(texts)})", unless=_is_a_line, legend=legend
    )


def _is_a_line(setting: Setting) -> str:
    return "With β = 0 swish is the line x/2, which does not turn." * (setting.beta == 0)


def _needs_z(setting: Setting) -> str:
    return f"z₂ is needed for {called(setting.function.name)}: keeping it is no mistake." * (
        "z" in setting.kept
    )


def _needs_no_z(setting: Setting) -> str:
    name = called(setting.function.name)
    return f"z₂ is not needed for {name}: keeping none is no mistake." * ("z" not in setting.kept)


_ANYWAY = "Parameters lie in memory anyway; only vectors that the forward pass makes are stored for the backward pass."
_EACH = "A linear step needs its input again: h for ∂L/∂W₂ and a for ∂L/∂W₃."

_MEMORY: Table = {
    "mem.params": sizes(BYTES, "counting the weights and biases", "k·(m·n + r·m + s·r + m + r + s)", _ANYWAY),
    "mem.weights": sizes(BYTES, "counting the weights", "k·(m·n + r·m + s·r)", _ANYWAY),
    "mem.with_weights": _bytes("counting W₂ and W₃ as well", lambda s: stored(s) + s.bytes * (s.r * s.m + s.s * s.r),
                               _ANYWAY),
    "mem.nobatch": _bytes("counting one sample", lambda s: stored(s) / s.batch,
                          "Every sample of the batch has vectors of its own."),
    "mem.z_and_a": replace(sizes(BYTES, "keeping z₂ as well as a", "B·k·(m + 2r)",
                                 "Where the slope follows from a, as a(1 − a) does, z₂ is not needed."),
                           unless=_needs_z),
    "mem.relu_z": replace(sizes(BYTES, "keeping no z₂", "B·k·(m + r)",
                                "A function that turns round has one output for two inputs: a does not tell its "
                                "slope."), unless=_needs_no_z),
    "mem.input": _bytes("counting the input x", lambda s: stored(s) + s.batch * s.bytes * s.n,
                        "x is the input, there before the pass; count it only if that is asked."),
    "mem.output": _bytes("counting s numbers for o or ∂L/∂o", lambda s: stored(s) + s.batch * s.bytes * s.s,
                         "∂L/∂o is made by the backward pass; only a loss may keep o."),
    "mem.input_output": _bytes("counting x and ∂L/∂o", lambda s: stored(s) + s.batch * s.bytes * (s.n + s.s),
                               "∂L/∂o is made by the backward pass, and x is the input."),
    "mem.nobytes": _bytes("counting numbers", lambda s: stored(s) / s.bytes, "Each number takes several bytes."),
    "mem.bits": _bytes("counting bits", lambda s: 8 * stored(s), "A byte is 8 bits; asked are bytes."),
    "mem.last": sizes(BYTES, "counting a alone", "B·k·r", _EACH),
    "mem.infer": sizes(BYTES, "counting the output alone", "B·k·s",
                       "That is enough to predict; training walks back and needs each layer's input."),
    "mem.product": sizes(BYTES, "multiplying the sizes", "k·m·r",
                         "Two vectors side by side take the sum of their sizes; the product would be a matrix."),
    "mem.all": sizes(BYTES, "keeping every vector", "B·k·(n + m + 2r + s)",
                     "Ask of each vector which gradient uses it: h, a, and the input x."),
}  # fmt: skip
_MEMORY["mem.params"] = replace(_MEMORY["mem.params"], picture=MEMORY)

_SIDES: Table = {
    "slope.swapped": _several(SIDES, "giving the right one first", ("right", "left"),
                              "The left slope belongs to h < 0, where the left piece holds."),
    "relu.value": _several(SIDES, "giving the value of f", ("a", "a"),
                           "A slope is a quotient, (f(x₀ + h) − f(x₀))/h; the value is how high f stands."),
    "relu.one_at0": _several(SIDES, "using the right piece on both sides", ("right", "right"),
                             "For h < 0 the left piece holds."),
    "slope.left_only": _several(SIDES, "using the left piece on both sides", ("left", "left"),
                                "For h > 0 the right piece holds."),
    "relu.half_at0": _several(SIDES, "giving the mean for both", ("(left + right)/2", "(left + right)/2"),
                              "The mean is one of the subgradients, and the slope of neither side."),
    "slope.sign_left": _several(SIDES, "dividing by |h| on the left", ("−left", "right"),
                                "For h < 0 the difference and h change sign together."),
}  # fmt: skip

_NO_SLOPE = (
    "The slopes from both sides differ, so no derivative exists; software returns one of them by convention."
)
_ORDERS = "The product rule: (x·q)′ = q + x·q′, and the inner derivative brings β each time."
_OUTPUT = "In a(1 − a) both factors hold the output a = σ(z)."

_SLOPES: Table = {
    "slope.one_left": slope(SLOPE, "taking the slope from the left", "left", _NO_SLOPE),
    "slope.one_right": slope(SLOPE, "taking the slope from the right", "right", _NO_SLOPE),
    "slope.mean": slope(SLOPE, "taking the mean of both slopes", "(left + right)/2", _NO_SLOPE),
    "sig.z1mz": slope(SLOPE, "putting z where the output belongs", "z·(1 − z)", _OUTPUT),
    "sig.twice": slope(SLOPE, "sending z through the sigmoid twice", "σ(a)·(1 − σ(a))", _OUTPUT),
    "sig.mixed": slope(SLOPE, "taking σ of the output in one factor", "a·(1 − σ(a))", _OUTPUT),
    "sig.neg": slope(SLOPE, "changing the sign", "−a·(1 − a)", "The sigmoid rises everywhere."),
    "sig.nosquare": slope(SLOPE, "using the quotient rule without its square", "1 − a",
                          "1/(1 + e⁻ᶻ) has the derivative e⁻ᶻ/(1 + e⁻ᶻ)²: that is a(1 − a)."),
    "sig.tanhrule": slope(SLOPE, "using the slope of tanh", "1 − a^2",
                          "1 − a² belongs to tanh; the sigmoid has a(1 − a)."),
    "sig.asq": slope(SLOPE, "squaring the output", "a^2", _OUTPUT),
    "tanh.sigrule": slope(SLOPE, "using the slope of the sigmoid", "a·(1 − a)",
                          "a(1 − a) belongs to the sigmoid; tanh has 1 − a²."),
    "tanh.z": slope(SLOPE, "squaring z in place of the output", "1 − z^2", "In 1 − a² stands the output a = tanh z."),
    "tanh.sech": slope(SLOPE, "forgetting the square", "1/cosh(z)", "The slope of tanh is 1/cosh² z."),
    "tanh.nosquare": slope(SLOPE, "subtracting the output itself", "1 − a", "The output is squared: 1 − a²."),
    "tanh.sq": slope(SLOPE, "giving the square of the output", "a^2", "At z = 0 tanh is steepest, with slope 1 − 0²."),
    "sw.first": slope(SLOPE, "taking the first term alone", "σ(β·x)", _ORDERS),
    "sw.second": slope(SLOPE, "taking the second term alone", "β·x·σ(β·x)·(1 − σ(β·x))", _ORDERS),
    "sw.sigprime": slope(SLOPE, "differentiating the sigmoid alone", "β·σ(β·x)·(1 − σ(β·x))", _ORDERS),
    "sw.nobeta": slope(SLOPE, "losing the inner derivative β", "σ(β·x) + x·σ(β·x)·(1 − σ(β·x))", _ORDERS),
    "sw.no1ms": slope(SLOPE, "losing the factor 1 − σ", "σ(β·x)·(1 + β·x)", "σ′ = σ(1 − σ) has both factors."),
    "sw.published": slope(SLOPE, "using g + σ·(β − βg)", "x·σ(β·x) + σ(β·x)·(β − β·x·σ(β·x))",
                          "The right form is βg + σ(1 − βg); the two agree at β = 1 only."),
    "sw.flat": _several(BOTH, "giving 0, as if nothing happened at 0", ("0", "0"),
                        "σ(0) = 1/2, so the function passes through 0 with a slope."),
    "sw.half_second": _several(BOTH, "finding the product rule's term once", ("left", "second/2"),
                               "(x·q)″ = 2q′ + x·q″: the first derivative of q comes in twice."),
    "sw.noc": _several(BOTH, "losing the factor in front", ("left/c", "second/c"),
                       "A constant factor stays in front of every derivative."),
    "sw.other_order": _several(BOTH, "giving the other derivative", ("second", "left"),
                               "Each prime is one derivative more."),
}  # fmt: skip

_HALF, _CASES = (
    "β·x → 0 inside the σ, and σ(0) = 1/2.",
    "x > 0 sends σ to 1, x < 0 sends it to 0; x stays in front.",
)

_SWISH: Table = {
    "sw.liminf_step": Rule(TO_INFINITY, "forgetting the x in front of σ", LETTERS.value("c if x > 0 else 0"),
                           "The step is the limit of σ(βx) alone; g has x in front of it.", "c if x > 0 else 0",
                           FAMILY),
    "sw.lim0_0": sizes(TO_ZERO, "letting the whole function go to 0", "0", _HALF),
    "sw.lim0_x": sizes(TO_ZERO, "taking σ(0) for 1", "c·x", _HALF),
    "sw.lim0_half": sizes(TO_ZERO, "losing the x in front", "c/2", "Only β goes to its limit; x stays as it is."),
    "sw.lim0_relu": sizes(TO_ZERO, "taking the limit for β → ∞", "c·max(x, 0)", _HALF),
    "sw.liminf_abs": sizes(TO_INFINITY, "letting σ go to −1 for x < 0", "c·abs(x)", "That is tanh; σ goes to 0 there."),
    "sw.liminf_x": sizes(TO_INFINITY, "taking x for positive", "c·x", _CASES),
    "sw.liminf_0": sizes(TO_INFINITY, "taking x for negative", "0", _CASES),
    "sw.liminf_min": sizes(TO_INFINITY, "taking the limit for β → −∞", "c·min(x, 0)", _CASES),
    "sw.liminf_half": sizes(TO_INFINITY, "taking the limit for β → 0", "c·x/2",
                            "As β grows, σ(βx) leaves 1/2 for every x but 0."),
    "sw.liminf_inf": sizes(TO_INFINITY, "letting g grow without end", "inf",
                           "βx grows inside the σ, which stays between 0 and 1."),
    "sw.minfixed": _turn("keeping the minimum of β = 1", ("u", "c·v"),
                         "g′ vanishes where β·x = −1.27846, so both scale with 1/β."),
    "sw.minmul": _turn("multiplying by β", ("u·β", "c·v·β"),
                       "A larger β draws the dip towards 0: both are divided by β."),
    "sw.minx_only": _turn("scaling the place alone", ("u/β", "c·v"),
                          "g = x·σ(βx): the x in front scales the depth as well."),
    "sw.min_1b": _turn("putting the minimum at −1/β", ("−1/β", "−c·σ(−1)/β"),
                       "There the slope σ(u)(1 + u·σ(−u)) at u = −1 is still positive."),
}  # fmt: skip

_ABOUT = {"sig": about("sigmoid"), "tanh": about("tanh"), "sw": about("swish")}
_SLOPES |= {
    name: replace(rule, unless=_ABOUT[name.partition(".")[0]])
    for name, rule in _SLOPES.items()
    if rule.asked is SLOPE and not name.startswith("slope.")
}
_SLOPES |= {
    name: replace(_SLOPES[name], unless=about_kinks)
    for name in ("slope.one_left", "slope.one_right", "slope.mean")
}
_SLOPES |= {name: replace(_SLOPES[name], unless=about_family) for name in ("sw.noc", "sw.other_order")}
_SLOPES |= {name: replace(_SLOPES[name], unless=about_zero) for name in ("sw.flat", "sw.half_second")}

NUMBER_TABLE: Mapping[str, Rule[Setting]] = {**_MEMORY, **_SIDES, **_SLOPES, **_SWISH}
