"""Part 5.2: the gradient, one step of plain gradient descent, and how far it leaves the minimum."""

from __future__ import annotations

import numpy as np

from tutor.explore.format import number, signed, vector
from tutor.explore.optimization.setting import Setting
from tutor.explore.optimization.surface import Array
from tutor.explore.result import Finding


def gradient(setting: Setting) -> Finding:
    """Return the gradient at the start."""
    dx, dy = setting.surface.gradient_written
    reason = f"∇f(x, y) = ({dx}, {dy}); at {vector(setting.start)} that is {vector(setting.slope)}."
    return Finding("5.2a", f"∇f at {vector(setting.start)}", vector(setting.slope), reason)


def one_step(setting: Setting, s: float) -> tuple[Finding, Finding]:
    """Return where one plain step of that size leads, and its distance from the minimum."""
    start, slope = setting.start, setting.slope
    after = start - s * slope
    reason = (
        "(x₁, y₁) = (x₀, y₀) − s·∇f(x₀, y₀)\n"
        f"= {vector(start)} − {number(s)}·{vector(slope)} = {vector(after)}.\n"
        f"Both coordinates move at once: ∇f is taken at the old point.{_otherwise(setting, s, after)}"
    )
    point = Finding("5.2a", f"(x₁, y₁), s = {number(s)}", vector(after), reason)
    return point, _distance(setting, s, after)


def _otherwise(setting: Setting, s: float, after: Array) -> str:
    """Say where the first step of the chosen way leads, if it is not plain gradient descent's."""
    way = setting.way
    if way.name == "gradient descent":
        return ""
    with np.errstate(all="ignore"):
        other = way.optimizer_with(s).begin(2)(setting.start, setting.slope)
    if np.allclose(other, after, rtol=1e-12, atol=0):
        return f"\nThat is plain gradient descent; {way.name} makes the same first step."
    return f"\nThat is plain gradient descent; the first step of {way.name} leads to {vector(other)}."


def _distance(setting: Setting, s: float, after: Array) -> Finding:
    label = f"distance, s = {number(s)}"
    found, target = setting.stationary, setting.target
    if target is None or found is None:
        return Finding("5.2b", label, "no minimum", f"There is no distance to tell: {setting.lacking}.")
    size, before = float(setting.gap(after)), float(setting.gap(setting.start))
    trend = "closer than" if size < before else "no closer than"
    end = f"{trend} the start ({number(before)})."
    if len(found.flat) == 2:
        return Finding("5.2b", label, "0", "f is constant: every point is a minimum.")
    squares = " + ".join(f"({number(a)} − {signed(b)})²" for a, b in zip(after, target, strict=True))
    reason = f"√({squares}) = √{number(size**2, 6)} = {number(size)}: {end}"
    if len(found.flat):
        reason += f"\nThe minima are a line; {vector(target)} is the nearest of them."
    return Finding("5.2b", label, number(size), reason)
