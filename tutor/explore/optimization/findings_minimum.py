"""Part 5.1: the minimum, and why it is one."""

from __future__ import annotations

import numpy as np

from tutor.explore.format import count, matrix, number, vector
from tutor.explore.optimization.setting import Setting
from tutor.explore.optimization.stationary import Stationary
from tutor.explore.result import Finding

_MANY = 20
"""Degenerate points beyond this count are a line or a curve of them, met here and there."""


def minimum_findings(setting: Setting) -> list[Finding]:
    """Return the minimum, and the other stationary points that were found."""
    return [_minimum(setting), *_others(setting)]


def _minimum(setting: Setting) -> Finding:
    found = setting.stationary
    slip = (
        "finds the point where the gradient vanishes but does not say why it is a minimum." * setting.is_paper
    )
    if found is None:
        return _none(setting)
    if len(found.flat) == 2:
        reason = (
            "∂f/∂x = 0 and ∂f/∂y = 0 everywhere: f is constant, and every point is a minimum and a maximum."
        )
        return Finding("5.1", "minimum", "everywhere: f is constant", reason)
    if len(found.flat):
        return _line(setting, found)
    if found.kind == "degenerate":
        return _degenerate(setting, found)
    point = vector(found.point)
    value = point if found.kind == "minimum" else f"none: {found.kind} at {point}"
    return Finding("5.1", "minimum", value, f"{_vanishes(setting, found)}, {_meaning(setting, found)}", slip)


def _none(setting: Setting) -> Finding:
    dx, dy = setting.surface.gradient_written
    slopes = f"∂f/∂x = {dx} and ∂f/∂y = {dy}"
    if setting.surface.quadratic is not None:
        return Finding("5.1", "minimum", "none", f"{slopes} are never 0 together: f falls without end.")
    reason = f"{slopes}: no minimum found from {vector(setting.start)} where both are 0."
    return Finding("5.1", "minimum", "none found from here", reason)


def _vanishes(setting: Setting, found: Stationary) -> str:
    """Return where the gradient vanishes, and the Hessian there with its eigenvalues."""
    x, y = (each if each == "0" else f"{each} = 0" for each in setting.surface.gradient_written)
    point = vector(found.point)
    low, high = (number(each) for each in _levelled(found))
    return (
        f"∂f/∂x = {x} and ∂f/∂y = {y} hold at {point}; f is {number(setting.height(found.point))}.\n"
        f"Hessian there {matrix(setting.curvatures(found.point))}: eigenvalues {low} and {high}"
    )


def _levelled(found: Stationary) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return the eigenvalues without what rounding left of those that are 0."""
    sizes = np.abs(found.eigenvalues)
    return np.where(sizes <= 1e-13 * sizes.max(), 0.0, found.eigenvalues)


def _meaning(setting: Setting, found: Stationary) -> str:
    if found.kind == "minimum":
        reach = "the only" if setting.surface.quadratic is not None else "a local"
        return f"both above 0: f curves upwards in every direction, so this is {reach} minimum."
    if found.kind == "maximum":
        return "both below 0: this is a maximum, f has no minimum here."
    way = np.linalg.eigh(setting.curvatures(found.point))[1][:, 0]
    return (
        "one below and one above 0: this is a saddle, and no minimum: along the eigenvector of the first, "
        f"{_direction(way)}, f falls away on both sides."
    )


def _direction(way: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> str:
    """Return a direction with its larger entry 1: (1, −1)."""
    scaled = way / way[np.abs(way).argmax()]
    return vector(np.where(np.abs(scaled) < 1e-9, 0.0, scaled))


def _line(setting: Setting, found: Stationary) -> Finding:
    way, point = _direction(found.flat[0]), vector(found.point)
    noun, back = ("minima", "upwards") if found.kind == "minimum" else ("maxima", "downwards")
    reason = (
        f"{_vanishes(setting, found)}: f is level along the eigenvector of 0, {way}, and curves {back} across it.\n"
        f"So it has a whole line of {noun}, all points {point} + t·{way}; {point} is the one nearest to the start."
    )
    if found.kind == "maximum":
        return Finding("5.1", "minimum", "none: a line of maxima", reason + " It has no minimum.")
    reason += " Gradient descent leads there: no gradient points along the line."
    return Finding("5.1", "minimum", f"a line: {point} + t·{way}", reason)


def _degenerate(setting: Setting, found: Stationary) -> Finding:
    point, around = vector(found.point), found.around
    opening = f"{_vanishes(setting, found)}, not both clearly above 0: second derivatives do not decide.\n"
    if around is None or around.verdict == "plateau":
        return Finding("5.1", "minimum", f"undecided at {point}", f"{opening}f hardly changes around it.")
    far, way = number(around.radius), _direction(around.direction)
    if around.verdict == "lower":
        down = vector(np.round(around.direction, 6) + 0.0)
        reason = f"{opening}But f is lower {far} away, in the direction {down}: this is no minimum."
        return Finding("5.1", "minimum", f"none: degenerate at {point}", reason)
    if around.verdict == "level":
        reason = (
            f"{opening}A search on circles around it finds f nowhere lower, and as low at {far} from it, "
            f"towards {way}: a minimum that has others beside it."
        )
        return Finding("5.1", "minimum", f"{point} and others beside it", reason)
    reason = (
        f"{opening}A search on circles around it finds f higher everywhere, least so towards {way}: a minimum, as far "
        "as a search can tell, and a flat one."
    )
    return Finding("5.1", "minimum", f"{point}, a flat one", reason)


def _others(setting: Setting) -> list[Finding]:
    if not setting.others:
        return []
    kinds = [each.kind for each in setting.others]
    flat = kinds.count("degenerate")
    plurals = {"minimum": "minima", "maximum": "maxima", "saddle": "saddles"}
    counted = [count(kinds.count(kind), kind, plurals[kind]) for kind in plurals if kind in kinds]
    if flat:
        counted.append("a line or curve of them" if flat > _MANY else count(flat, "degenerate point"))
    lines = [
        f"{each.kind} at {vector(each.point)}, f = {number(setting.height(each.point))}"
        for each in setting.others[:12]
    ]
    reason = "∇f = 0 by Newton's method from 81 starts around the origin:\n" + "\n".join(lines)
    if len(setting.others) > len(lines):
        reason += f"\nand {len(setting.others) - len(lines)} more."
    return [Finding("5.1", "stationary points", ", ".join(counted), reason)]
