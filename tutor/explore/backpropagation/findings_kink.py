"""Parts 1.3 and 1.4: slopes from both sides of a point, and what is left to differentiate again."""

from __future__ import annotations

from tutor.compute.activations import Activation, OneSided
from tutor.explore.backpropagation.setting import Setting
from tutor.explore.backpropagation.shapes import Typed
from tutor.explore.backpropagation.words import called
from tutor.explore.format import number, signed
from tutor.explore.result import Finding

NEAR = 0.001
"""How far the quotients that are printed look to either side."""


def kink_findings(setting: Setting) -> list[Finding]:
    """Return the one-sided slopes at x₀, and the second derivative there."""
    return [_one_sided(setting), _second(setting)]


def _one_sided(setting: Setting) -> Finding:
    f, x0 = setting.kink, setting.x0
    name, at, sides = called(f.name), number(x0), f.one_sided(x0)
    left, right = number(sides.left), number(sides.right)
    lines = [_quotient(f, x0, -NEAR, sides.left), _quotient(f, x0, NEAR, sides.right)]
    if sides.exists:
        value = f"{left} from both sides"
        lines.append(f"Both limits are {left}, so the derivative at {at} exists and is {left}.")
    else:
        value = f"left {left}, right {right}"
        low, high = sorted((sides.left, sides.right))
        kind = "subgradient" if sides.left < sides.right else "generalised slope (Clarke)"
        lines.append(
            f"The limits differ, so the derivative at {at} does not exist. Each slope in [{number(low)}, "
            f"{number(high)}] is a {kind}{_convention(f, x0)}."
        )
    paper = f.name == "relu" and x0 == 0
    slip = "writes f(0⁻) and f(0⁺) and drops the lim: there is one f(0) = 0; its values are right." * paper
    return Finding("1.3", f"{name}′ at {at}", value, "\n".join(lines), slip)


def _convention(f: Activation, x0: float) -> str:
    """Say what automatic differentiation returns; of a formula that depends on how it is programmed."""
    if isinstance(f, Typed):
        return ""
    return f"; automatic differentiation returns {number(f.derivative(x0))} by convention"


def _quotient(f: Activation, x0: float, h: float, limit: float) -> str:
    side = "left: " if h < 0 else "right:"
    there, here = f.value(x0 + h), f.value(x0)
    return (
        f"{side} (f({number(x0 + h)}) − f({number(x0)}))/{signed(h)} = ({number(there)} − {signed(here)})"
        f"/{signed(h)} = {number((there - here) / h)}, limit {number(limit)}"
    )


def _second(setting: Setting) -> Finding:
    f, x0 = setting.kink, setting.x0
    name, at = called(f.name), number(x0)
    sides = f.one_sided(x0, order=2)
    value = (
        number(sides.left)
        if sides.exists
        else f"none: left {number(sides.left, 2)}, right {number(sides.right, 2)}"
    )
    if is_straight(f):
        places = ", ".join(number(each) for each in f.kinks)
        value = f"0 for x ≠ {places}; none at {places}" if places else "0 everywhere"
    slip = "says “0 everywhere … useless”: so is the activation's f″, not the network's second derivative."
    reason = f"{_why_second(f, x0)}\n{_curvature(f)}"
    return Finding("1.4", f"{name}″ at {at}", value, reason, slip * (f.name == "relu"))


def is_straight(f: Activation) -> bool:
    """Whether the activation consists of straight pieces, and all its kinks are known."""
    if isinstance(f, Typed) and f.bends:
        return False
    return not f.derivative([-7.0, -2.0, -0.5, 0.5, 2.0, 7.0], 2).any()


def _why_second(f: Activation, x0: float) -> str:
    at, first, second = number(x0), f.one_sided(x0), f.one_sided(x0, order=2)
    if not first.exists:
        return (
            f"f′ jumps at {at} from {number(first.left)} to {number(first.right)}: there it cannot be differentiated "
            "again (as a distribution f″ is an impulse of that height).\n"
            f"Beside {at} f″ is {beside(second)}."
        )
    if not second.exists:
        return (
            f"f′({at}) exists but has a corner there: f″ is {number(second.left)} from the left and "
            f"{number(second.right)} from the right, so f″({at}) does not exist."
        )
    return f"f″({at}) = {number(second.left)}, from both sides: f can be differentiated twice there."


def beside(second: OneSided) -> str:
    """Return the limits of f″ from both sides in words."""
    if second.left == second.right:
        return f"{number(second.left)} on both sides"
    return f"{number(second.left)} on the left and {number(second.right)} on the right"


def _curvature(f: Activation) -> str:
    """A second derivative of a loss through the activation, which does not vanish with f″."""
    w, x, y = 0.4, 1.5, 1.0
    z = w * x
    a, first, second = float(f.value(z)), float(f.derivative(z)), float(f.derivative(z, 2))
    curvature = 2 * x * x * (first**2 + (a - y) * second)
    return (
        f"That is the activation, not the network: L = (f(w·x) − y)² at w = {number(w)}, x = {number(x)}, "
        f"y = {number(y)} has ∂²L/∂w² = 2x²(f′² + (f − y)f″) = {number(curvature)}, "
        "and derivatives across two layers remain as well."
    )
