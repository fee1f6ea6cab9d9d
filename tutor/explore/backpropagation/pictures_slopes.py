"""Pictures of activations: f with its derivatives, the quotient at a point, the swish family."""

from __future__ import annotations

import math

import numpy as np

from tutor.compute.activations import Activation, swish, swish_landmarks, swish_limit
from tutor.explore.backpropagation.findings_kink import beside
from tutor.explore.backpropagation.findings_swish import before
from tutor.explore.backpropagation.setting import Array, Setting
from tutor.explore.backpropagation.words import called
from tutor.explore.format import number
from tutor.figures.figure import Axis, Figure, Line, Reference, Role

REACH = 3.0
POINTS = 241


def derivatives(setting: Setting) -> Figure:
    """f, f′ and f″ around x₀, with the limits of f′ where it jumps."""
    f, x0 = setting.kink, setting.x0
    name, sides = called(f.name), f.one_sided(x0)
    x = _grid(f, x0)
    curves = [f.value(x), _with_gaps(f, x, 1), _with_gaps(f, x, 2)]
    roles: tuple[Role, ...] = ("first", "second", "third")
    layers = [
        Line(x, curve, f"{name}{prime}", role)
        for curve, prime, role in zip(curves, ("", "′", "″"), roles, strict=True)
    ]
    point = np.array([x0])
    if sides.exists:
        caption = f"At x₀ = {number(x0)} {name} has the slope {number(sides.left)}; {_bend(f, x0)}."
    else:
        ends = np.array([sides.left, sides.right])
        layers.append(Line(np.repeat(point, 2), ends, "limits of f′ at x₀", "fourth", False, "○"))
        caption = (
            f"At x₀ = {number(x0)} the slope of {name} jumps from {number(sides.left)} to {number(sides.right)}; "
            f"{_bend(f, x0)}."
        )
    layers.append(Line(point, np.array([f.value(x0)]), "x₀", "strong", False, "●"))
    heights = np.concatenate([*curves[:2], np.clip(curves[2], -2, 2)])
    low, high = float(np.nanmin(heights)), float(np.nanmax(heights))
    pad = 0.05 * (high - low) + 0.05
    return Figure(
        f"{name} and its derivatives", caption, layers,
        Axis("x", low=float(x[0]), high=float(x[-1])), Axis("f, f′, f″", low=low - pad, high=high + pad),
        [Reference("x", x0, f"x₀ = {number(x0)}", "muted")],
    )  # fmt: skip


def _bend(f: Activation, x0: float) -> str:
    second = f.one_sided(x0, order=2)
    if second.exists:
        return f"f″ is {number(second.left)} there"
    return f"f″ is {beside(second)} and has no value there"


def _grid(f: Activation, x0: float) -> Array:
    """Points around 0, or around x₀ where it lies far off, with a kink and its near sides among them."""
    low, high = (-REACH, REACH) if abs(x0) < REACH else (x0 - REACH, x0 + REACH)
    close = [kink + shift for kink in f.kinks for shift in (-1e-9, 0.0, 1e-9) if low < kink < high]
    return np.unique(np.concatenate([np.linspace(low, high, POINTS), close]))


def _with_gaps(f: Activation, x: Array, order: int) -> Array:
    """A derivative with a gap at each point where it does not exist."""
    values = np.asarray(f.derivative(x, order))
    for kink in f.kinks:
        if not f.one_sided(kink, order).exists:
            values[x == kink] = np.nan
    return values


def quotient(setting: Setting) -> Figure:
    """(f(x₀ + h) − f(x₀))/h for h → 0 from above and from below."""
    f, x0 = setting.kink, setting.x0
    name, sides = called(f.name), f.one_sided(x0)
    h = np.geomspace(1e-5, 2.0, 90)
    right = (f.value(x0 + h) - f.value(x0)) / h
    left = (f.value(x0 - h) - f.value(x0)) / -h
    layers = [
        Line(h, right, "from the right, h > 0", "first"),
        Line(h, left, "from the left, h < 0", "second"),
    ]
    marks = [Reference("y", sides.right, f"right limit = {number(sides.right)}", "muted")]
    if sides.exists:
        marks = [Reference("y", sides.right, f"f′(x₀) = {number(sides.right)}", "muted")]
        end = f"meet at {number(sides.right)}: the derivative exists"
    else:
        marks.append(Reference("y", sides.left, f"left limit = {number(sides.left)}", "muted"))
        end = f"stay apart, at {number(sides.left)} from the left and {number(sides.right)} from the right"
    seen = np.concatenate([left, right, [sides.left, sides.right]])
    seen = seen[np.isfinite(seen)]
    low, high = float(seen.min()), float(seen.max())
    pad = 0.15 * (high - low) + 0.05
    return Figure(
        f"Difference quotient of {name} at x₀ = {number(x0)}",
        f"As h shrinks, the quotients of {name} at {number(x0)} {end}.",
        layers, Axis("|h|", "log"), Axis("(f(x₀+h) − f(x₀))/h", low=low - pad, high=high + pad), marks,
    )  # fmt: skip


def swish_family(setting: Setting, step: str | None) -> Figure:
    """Swish between x/2 and its limit; `step` names the wrong limit that forgets the factor x."""
    beta, c = setting.beta, setting.factor
    front, times = before(c), f"{before(c)}·" if before(c) else ""
    x = np.linspace(-4, 4, POINTS)
    toward = math.inf if beta >= 0 else -math.inf
    limit_name = f"{times}ReLU, β → ∞" if beta >= 0 else f"{times}min(0, x), β → −∞"
    layers = [
        Line(x, c * swish_limit(x, 0), f"{front}x/2, β → 0", "muted"),
        Line(x, c * swish_limit(x, toward), limit_name, "strong"),
    ]
    roles: tuple[Role, ...] = ("third", "first", "second")
    for factor, role in zip((0.25, 1.0, 4.0), roles, strict=True):
        shown = factor * (beta or 1.0)
        layers.append(Line(x, c * swish(x, shown), f"β = {number(shown)}", role))
    layers += _turning_mark(beta, c)
    if step is not None:
        layers.append(Line(x, np.where(x > 0, c, np.where(x < 0, 0.0, np.nan)), step, "wrong"))
    caption = _family_caption(beta, c)
    if step is not None:
        caption += f" The step from 0 to {number(c)} is the limit without the x in front."
    return Figure("Swish between x/2 and ReLU", caption, layers, Axis("x"), Axis(f"{front}x·σ(βx)"))


def _turning_mark(beta: float, c: float) -> list[Line]:
    if beta == 0 or abs(swish_landmarks(beta).extremum.x) > 4:
        return []
    turn = swish_landmarks(beta).extremum
    return [Line(np.array([turn.x]), np.array([c * turn.value]), "it turns here", "right", False, "●")]


def _family_caption(beta: float, c: float) -> str:
    if beta == 0:
        return f"With β = 0 swish is the line {before(c)}x/2; the curves for β = 0.25, 1 and 4 leave it towards ReLU."
    marks = swish_landmarks(beta)
    times = f"{before(c)}·" if before(c) else ""
    limit = f"{times}ReLU" if beta > 0 else f"{times}min(0, x)"
    kind = "lowest" if beta > 0 else "highest"
    x, value = number(marks.extremum.x), number(c * marks.extremum.value)
    return (
        f"Swish with β = {number(beta)} is {kind} at x = {x} with {value}; "
        f"it is at most {number(c * marks.sup_gap_relu)} away from {limit}, less for a larger |β|."
    )
