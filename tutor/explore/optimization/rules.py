"""The wrong rules of question 5 by name: what each answers, its formula, and why it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from tutor.explore.comparison import Asked, Rule, Sweep
from tutor.explore.format import count
from tutor.explore.formulas import varied
from tutor.explore.optimization.pictures import PATH
from tutor.explore.optimization.setting import Setting
from tutor.explore.optimization.surface import Array
from tutor.explore.optimization.way import Way
from tutor.explore.optimization.wrong_path import doubled, wrong_path

Table = dict[str, Rule[Setting]]
NOWHERE = np.full(2, np.nan)


def _gradient(setting: Setting, at: Array) -> Array:
    return np.asarray(setting.surface.gradient(at))


def _step(setting: Setting) -> Array:
    return np.asarray(setting.start - setting.step * setting.slope)


def _from_minimum(setting: Setting, point: Array) -> Array:
    return NOWHERE if setting.target is None else np.asarray(point - setting.target)


def _distance(setting: Setting, point: Array) -> float:
    return float(setting.gap(point))


def _minimum(setting: Setting) -> Array:
    return np.empty(0) if setting.target is None else setting.target


def _end(setting: Setting) -> Array:
    """Return where the chosen way is after T steps, or where it ended early."""
    return np.asarray(setting.descend(setting.way_down()).points[-1])


def _with_limits(value: Callable[[Array, Array], float]) -> Callable[[Setting], float]:
    """Return what a function of the Hessian and its eigenvalues gives for plain descent, times what momentum brings.

    NaN without a minimum that f curves away from.
    """

    def read(setting: Setting) -> float:
        local, curved = setting.local, setting.curved
        if local is None or curved is None:
            return np.nan
        return value(np.asarray(local.A), np.asarray(curved.eigenvalues)) * _gain(setting.way)

    return read


def _gain(way: Way) -> float:
    """Return how much larger steps momentum allows: the limit, over plain descent's."""
    return (1 + way.momentum) / (1 + 2 * way.momentum if way.nesterov else 1)


def _calm(setting: Setting) -> float:
    """Return the step size up to which nothing oscillates."""
    return (
        np.nan if setting.curved is None else setting.way.calm_share() / float(setting.curved.eigenvalues[-1])
    )


def _best(setting: Setting) -> float:
    """Return the step size with the best rate for the momentum."""
    way = setting.way
    tuned = None if setting.curved is None else setting.curved.tuned(way.momentum, way.nesterov)
    return np.nan if tuned is None else tuned.lr


def _highest(setting: Setting) -> float:
    """Return the right limit of the step size."""
    return _with_limits(lambda _, e: 2 / e[-1])(setting)


def _widened(hessian: Array) -> float:
    """Return the largest eigenvalue with the mixed derivative doubled."""
    mixed = hessian + (hessian - np.diag(np.diag(hessian)))
    return float(np.linalg.eigvalsh(mixed)[-1])


def _solved(change: Callable[[Array, Array], Array]) -> Callable[[Setting], Array]:
    """Return a point made of the Hessian A and the slope at the origin, b; NaN without a minimum."""

    def read(setting: Setting) -> Array:
        local = setting.local
        if local is None or local.minimum is None:
            return NOWHERE
        try:
            with np.errstate(all="ignore"):
                return np.asarray(change(np.asarray(local.A), np.asarray(local.b)))
        except np.linalg.LinAlgError:
            return NOWHERE

    return read


def _sizes(setting: Setting) -> Array:
    return np.linspace(0.02, 2, 100) * setting.step


S = Sweep[Setting]("s", _sizes, lambda s: s.step, varied("step"))
MINIMUM = Asked[Setting]("5.1", "minimum", _minimum, entries=lambda _: ["x", "y"])
GRADIENT = Asked[Setting](
    "5.2a", "∇f at the start", lambda s: s.slope, "(∂f/∂x, ∂f/∂y)", lambda _: ["∂f/∂x", "∂f/∂y"]
)
STEP = Asked[Setting]("5.2a", "(x₁, y₁)", _step, "(x₀, y₀) − s·∇f", lambda _: ["x₁", "y₁"])
END = Asked[Setting]("5.2a", "(x, y) after T steps", _end, "", lambda _: ["x", "y"])
DISTANCE = Asked[Setting](
    "5.2b", "distance after a step", lambda s: np.empty(0) if s.target is None else _distance(s, _step(s)),
    "√((x₁ − x*)² + (y₁ − y*)²), where (x*, y*) is the minimum", sweep=S,
)  # fmt: skip
LIMIT = Asked[Setting](
    "5.3", "limit of s", lambda s: np.empty(0) if s.curved is None else _highest(s), "2/λmax"
)


def _not_squares(setting: Setting) -> str:
    """Return why losing the 2 of the squares would not halve the gradient, or ""."""
    quadratic = setting.surface.quadratic
    if quadratic is not None and not quadratic.b.any():
        return ""
    return "f is no sum of squares alone: losing their 2 would not simply halve the gradient."


_UPHILL, _SCALED = "The gradient points uphill; descent subtracts it.", "The step is s times the gradient."
_AT_ONCE = "Both coordinates move at once: ∇f is taken at the old point."

_STEPS: Table = {
    "gd.plus": Rule(STEP, "adding the gradient instead of subtracting it", lambda s: s.start + s.step * s.slope,
                    _UPHILL, "(x₀, y₀) + s·∇f", PATH),
    "gd.seq": Rule(STEP, "using the new x when y is updated", lambda s: _in_turn(s, 0), _AT_ONCE, picture=PATH),
    "gd.noeta": Rule(STEP, "leaving the step size out", lambda s: s.start - s.slope, _SCALED, "(x₀, y₀) − ∇f", PATH),
    "gd.seq_y": Rule(STEP, "using the new y when x is updated", lambda s: _in_turn(s, 1), _AT_ONCE),
    "gd.value": Rule(STEP, "subtracting s·f instead of s·∇f",
                     lambda s: s.start - s.step * float(s.surface.value(s.start)),
                     "The value says how high f is, and not which way is down.", "(x₀, y₀) − s·f"),
    "gd.step_only": Rule(STEP, "giving the step alone", lambda s: -s.step * s.slope,
                         "It says how far the point moves; it starts at (x₀, y₀).", "−s·∇f"),
    "gd.swap": Rule(STEP, "exchanging the two derivatives", lambda s: s.start - s.step * s.slope[::-1],
                    "Each coordinate moves by its own derivative."),
    "gd.half_gradient": Rule(STEP, "losing the 2 of the squares", lambda s: s.start - s.step * s.slope / 2,
                             "(u²)′ = 2u·u′.", "(x₀, y₀) − s·∇f/2", unless=_not_squares),
    "grad.swapped": Rule(GRADIENT, "exchanging the two derivatives", lambda s: s.slope[::-1],
                         "∂f/∂x comes first.", "(∂f/∂y, ∂f/∂x)"),
    "grad.half": Rule(GRADIENT, "losing the 2 of the squares", lambda s: s.slope / 2, "(u²)′ = 2u·u′.", "∇f/2",
                      unless=_not_squares),
    "path.plus": Rule(END, "adding the gradient in every step", lambda s: wrong_path(s, "gd.plus").points[-1],
                      _UPHILL, picture=PATH),
    "path.noeta": Rule(END, "leaving the step size out of every step", lambda s: wrong_path(s, "gd.noeta").points[-1],
                       _SCALED, picture=PATH),
    "path.one_step": Rule(END, "stopping after one step", lambda s: _end(replace(s, steps=1)),
                          "Every step starts where the one before it ended."),
    "path.old_gradient": Rule(END, "taking the first gradient in every step",
                              lambda s: wrong_path(s, "gd.old_gradient").points[-1],
                              "The gradient is another at every point: compute it anew."),
    "path.double_step": Rule(END, "doubling the second step", lambda s: doubled(s),
                             "Every step has the same size s; the other steps are as they should be."),
}  # fmt: skip

_DISTANCES: Table = {
    "dist.squared": Rule(DISTANCE, "leaving out the root", lambda s: _distance(s, _step(s)) ** 2,
                         "The L2 distance is the root of the sum of squares.", "(x₁ − x*)² + (y₁ − y*)²"),
    "dist.l1": Rule(DISTANCE, "adding the coordinates", lambda s: np.abs(_from_minimum(s, _step(s))).sum(),
                    "That is L1; L2 is as the crow flies.", "|x₁ − x*| + |y₁ − y*|"),
    "dist.max": Rule(DISTANCE, "taking the larger coordinate", lambda s: np.abs(_from_minimum(s, _step(s))).max(),
                     "Both coordinates count.", "max(|x₁ − x*|, |y₁ − y*|)"),
    "dist.moved": Rule(DISTANCE, "measuring how far the point moved",
                       lambda s: s.step * float(np.linalg.norm(s.slope)),
                       "Asked is how far it still is from the minimum.", "s·‖∇f‖"),
    "dist.start": Rule(DISTANCE, "measuring from the start", lambda s: _distance(s, s.start),
                       "Take the step first.", "√((x₀ − x*)² + (y₀ − y*)²)"),
    "dist.value": Rule(DISTANCE, "giving the value of f there", lambda s: float(s.surface.value(_step(s))),
                       "f says how high the point lies, not how far away.", "f(x₁, y₁)"),
    "dist.plus": Rule(DISTANCE, "adding the gradient", lambda s: _distance(s, s.start + s.step * s.slope), _UPHILL),
    "dist.noeta": Rule(DISTANCE, "leaving the step size out", lambda s: _distance(s, s.start - s.slope), _SCALED),
}  # fmt: skip

_HESSIAN: Table = {
    "hes.no_factor_2": Rule(LIMIT, "taking the form's own matrix", _with_limits(lambda _, e: 4 / e[-1]),
                            "∂²/∂x² of ax² is 2a: the Hessian is twice that matrix.", "4/λmax"),
    "hes.no_cross": Rule(LIMIT, "leaving the mixed derivative out", _with_limits(lambda A, _: 2 / np.diag(A).max()),
                         "The mixed derivative turns the steepest direction away from the axes, and makes it steeper."),
    "hes.cross_twice": Rule(LIMIT, "doubling the mixed derivative", _with_limits(lambda A, _: 2 / _widened(A)),
                            "∂²/∂x∂y of bxy is b; the 2 belongs to the squares."),
    "gd.half": Rule(LIMIT, "stopping where nothing oscillates", _calm,
                    "Beyond it descent overshoots, and still converges up to the limit.", "1/λmax"),
    "gd.lmin": Rule(LIMIT, "using the smaller eigenvalue", _with_limits(lambda _, e: 2 / e[0]),
                    "The steep direction diverges first.", "2/λmin"),
    "gd.best_as_limit": Rule(LIMIT, "giving the best step", _best,
                             "Larger steps still converge, only more slowly.", "2/(λmin + λmax)"),
    "min.negated": Rule(MINIMUM, "turning the signs", lambda s: -_minimum(s),
                        "Put it into ∇f: away from the origin it does not give 0."),
    "min.swapped": Rule(MINIMUM, "exchanging the coordinates", lambda s: _minimum(s)[::-1], "x comes first."),
    "min.no_cross": Rule(MINIMUM, "minimising in x and y apart", _solved(lambda A, b: -b / np.diag(A)),
                         "The mixed term ties the two equations together."),
    "min.no_factor_2": Rule(MINIMUM, "losing the 2 of the squares",
                            _solved(lambda A, b: np.asarray(np.linalg.solve(A - np.diag(np.diag(A)) / 2, -b))),
                            "∂(x²)/∂x = 2x, while ∂(xy)/∂x = y: it is the squares that bring a 2."),
    "min.one_equation": Rule(MINIMUM, "solving ∂f/∂x = 0 with y = 0",
                             _solved(lambda A, b: np.array([-b[0] / A[0, 0], 0.0])),
                             "At a minimum both derivatives vanish."),
}  # fmt: skip


def _in_turn(setting: Setting, first: int) -> Array:
    """Move one coordinate, then the other with the gradient at the new point."""
    point = setting.start.copy()
    for axis in (first, 1 - first):
        point[axis] -= setting.step * _gradient(setting, point)[axis]
    return point


def told_for(rule: Rule[Setting], setting: Setting) -> Rule[Setting]:
    """Return the rule with its name and letters for the momentum and the optimizer that were chosen."""
    way = setting.way
    if rule.asked is END:
        end = f"point after {count(setting.steps, 'step')} of {way.name}"
        return replace(rule, asked=replace(END, name=end))
    rule = replace(rule, unless=rule.unless or _missing(rule))
    if rule.asked is not LIMIT or not way.tag:
        return rule
    letters = _with_momentum(rule.formula, way) if isinstance(rule.formula, str) else rule.formula
    if rule.value in (_calm, _best):
        letters = way.calm if rule.value is _calm else way.best
    return replace(
        rule, formula=letters, asked=replace(LIMIT, name=f"limit of s{way.tag}", formula=way.limit)
    )


def _missing(rule: Rule[Setting]) -> Callable[[Setting], str] | None:
    """Return what says why there is nothing to compare, for rules about the minimum."""
    if rule.asked not in (MINIMUM, DISTANCE, LIMIT):
        return None

    def why(setting: Setting) -> str:
        if setting.target is None:
            return f"There is nothing to compare: {setting.lacking}."
        if rule.asked is not DISTANCE and (setting.local is None or setting.local.minimum is None):
            return "There is nothing to compare: f is flat at its minimum in some direction."
        return ""

    return why


def _with_momentum(formula: str, way: Way) -> str:
    """Return 2(1+μ)/λmin for 2/λmin."""
    top, _, bottom = formula.partition("/")
    if not way.momentum or not bottom:
        return formula
    return f"{top}(1+μ)/((1+2μ){bottom})" if way.nesterov else f"{top}(1+μ)/{bottom}"


RULES: Mapping[str, Rule[Setting]] = {**_STEPS, **_DISTANCES, **_HESSIAN}
