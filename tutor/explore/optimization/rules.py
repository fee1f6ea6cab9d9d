"""The wrong rules of question 5 by name: what each answers, its formula, and why it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from tutor.compute.descent import SGD, Path, descend
from tutor.explore.comparison import Asked, Rule, Sweep
from tutor.explore.formulas import varied
from tutor.explore.optimization.pictures import PATH
from tutor.explore.optimization.setting import Setting
from tutor.explore.optimization.surface import Array

Table = dict[str, Rule[Setting]]
NOWHERE = np.full(2, np.nan)


def _gradient(setting: Setting, at: Array) -> Array:
    return np.asarray(setting.surface.gradient(at))


def _step(setting: Setting) -> Array:
    return np.asarray(setting.start - setting.step * setting.slope)


def _from_minimum(setting: Setting, point: Array) -> Array:
    return NOWHERE if setting.target is None else np.asarray(point - setting.target)


def _distance(setting: Setting, point: Array) -> float:
    return float(np.linalg.norm(_from_minimum(setting, point)))


def _minimum(setting: Setting) -> Array:
    return NOWHERE if setting.target is None else setting.target


def _end(setting: Setting) -> Array:
    """Return where plain gradient descent is after T steps."""
    return np.asarray(setting.descend(SGD(setting.step)).points[-1])


def _with_limits(value: Callable[[Array, Array], float]) -> Callable[[Setting], float]:
    """Return what a function of the Hessian and its eigenvalues gives; NaN without a minimum."""

    def read(setting: Setting) -> float:
        local = setting.local
        if local is None or local.minimum is None:
            return np.nan
        return value(np.asarray(local.A), np.asarray(local.eigenvalues))

    return read


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
DISTANCE = Asked[Setting]("5.2b", "distance after a step", lambda s: _distance(s, _step(s)), sweep=S)
LIMIT = Asked[Setting]("5.3", "limit of s", _with_limits(lambda _, e: 2 / e[-1]), "2/λmax")

_UPHILL, _SCALED = "The gradient points uphill; descent subtracts it.", "Only s times the gradient is walked."
_AT_ONCE = "Both coordinates move at once: ∇f is taken at the old point."

_STEPS: Table = {
    "gd.plus": Rule(STEP, "adding the gradient instead of subtracting it", lambda s: s.start + s.step * s.slope,
                    _UPHILL, "(x₀, y₀) + s·∇f", PATH),
    "gd.seq": Rule(STEP, "using the new x when y is updated", lambda s: _in_turn(s, 0), _AT_ONCE, picture=PATH),
    "gd.noeta": Rule(STEP, "leaving the step size out", lambda s: s.start - s.slope, _SCALED, "(x₀, y₀) − ∇f", PATH),
    "gd.seq_y": Rule(STEP, "using the new y when x is updated", lambda s: _in_turn(s, 1), _AT_ONCE),
    "gd.value": Rule(STEP, "subtracting s·f, the value", lambda s: s.start - s.step * float(s.surface.value(s.start)),
                     "The value says how high f is, and not which way is down.", "(x₀, y₀) − s·f"),
    "gd.step_only": Rule(STEP, "giving the step alone", lambda s: -s.step * s.slope,
                         "It says how far the point moves; it starts at (x₀, y₀).", "−s·∇f"),
    "gd.swap": Rule(STEP, "exchanging the two derivatives", lambda s: s.start - s.step * s.slope[::-1],
                    "Each coordinate moves by its own derivative."),
    "gd.half_gradient": Rule(STEP, "losing the 2 of the squares", lambda s: s.start - s.step * s.slope / 2,
                             "(u²)′ = 2u·u′.", "(x₀, y₀) − s·∇f/2"),
    "grad.swapped": Rule(GRADIENT, "exchanging the two derivatives", lambda s: s.slope[::-1],
                         "∂f/∂x comes first.", "(∂f/∂y, ∂f/∂x)"),
    "grad.half": Rule(GRADIENT, "losing the 2 of the squares", lambda s: s.slope / 2, "(u²)′ = 2u·u′."),
    "path.plus": Rule(END, "adding the gradient in every step", lambda s: wrong_path(s, "gd.plus").points[-1],
                      _UPHILL, picture=PATH),
    "path.noeta": Rule(END, "leaving the step size out of every step", lambda s: wrong_path(s, "gd.noeta").points[-1],
                       _SCALED, picture=PATH),
    "path.one_step": Rule(END, "stopping after one step", _step, "Every step starts where the one before it ended."),
    "path.old_gradient": Rule(END, "taking the first gradient in every step",
                              lambda s: s.start - s.steps * s.step * s.slope,
                              "The gradient is another at every point: compute it anew."),
    "path.double_step": Rule(END, "doubling the second step", lambda s: _doubled(s), "The step size stays s."),
}  # fmt: skip

_DISTANCES: Table = {
    "dist.squared": Rule(DISTANCE, "leaving out the root", lambda s: _distance(s, _step(s)) ** 2,
                         "The L2 distance is the root of the sum of squares.", "x₁² + y₁²"),
    "dist.l1": Rule(DISTANCE, "adding the coordinates", lambda s: np.abs(_from_minimum(s, _step(s))).sum(),
                    "That is L1; L2 is as the crow flies.", "|x₁| + |y₁|"),
    "dist.max": Rule(DISTANCE, "taking the larger coordinate", lambda s: np.abs(_from_minimum(s, _step(s))).max(),
                     "Both coordinates count.", "max(|x₁|, |y₁|)"),
    "dist.moved": Rule(DISTANCE, "measuring how far the point moved",
                       lambda s: s.step * float(np.linalg.norm(s.slope)),
                       "Asked is how far it still is from the minimum.", "s·‖∇f‖"),
    "dist.start": Rule(DISTANCE, "measuring from the start", lambda s: _distance(s, s.start),
                       "Take the step first.", "‖(x₀, y₀)‖"),
    "dist.value": Rule(DISTANCE, "giving the value of f there", lambda s: float(s.surface.value(_step(s))),
                       "f says how high the point lies, not how far away.", "f(x₁, y₁)"),
    "dist.plus": Rule(DISTANCE, "adding the gradient", lambda s: _distance(s, s.start + s.step * s.slope), _UPHILL),
    "dist.noeta": Rule(DISTANCE, "leaving the step size out", lambda s: _distance(s, s.start - s.slope), _SCALED),
}  # fmt: skip

_HESSIAN: Table = {
    "hes.no_factor_2": Rule(LIMIT, "taking the form's own matrix", _with_limits(lambda _, e: 4 / e[-1]),
                            "∂²/∂x² of ax² is 2a: the Hessian is twice that matrix.", "4/λmax"),
    "hes.no_cross": Rule(LIMIT, "leaving the mixed derivative out", _with_limits(lambda A, _: 2 / np.diag(A).max()),
                         "It turns the steepest direction away from the axes, and makes it steeper."),
    "hes.cross_twice": Rule(LIMIT, "doubling the mixed derivative", _with_limits(lambda A, _: 2 / _widened(A)),
                            "∂²/∂x∂y of bxy is b; the 2 belongs to the squares."),
    "gd.half": Rule(LIMIT, "stopping where nothing oscillates", _with_limits(lambda _, e: 1 / e[-1]),
                    "Beyond 1/λmax descent overshoots, and still converges up to 2/λmax.", "1/λmax"),
    "gd.lmin": Rule(LIMIT, "using the smaller eigenvalue", _with_limits(lambda _, e: 2 / e[0]),
                    "The steep direction diverges first.", "2/λmin"),
    "gd.best_as_limit": Rule(LIMIT, "giving the best step", _with_limits(lambda _, e: 2 / e.sum()),
                             "Larger steps still converge, only more slowly.", "2/(λmin + λmax)"),
    "min.negated": Rule(MINIMUM, "turning the signs", lambda s: -_minimum(s), "Put it into ∇f: it does not give 0."),
    "min.swapped": Rule(MINIMUM, "exchanging the coordinates", lambda s: _minimum(s)[::-1], "x comes first."),
    "min.no_cross": Rule(MINIMUM, "minimising in x and y apart", _solved(lambda A, b: -b / np.diag(A)),
                         "The mixed term ties the two equations together."),
    "min.no_factor_2": Rule(MINIMUM, "losing the 2 of the squares",
                            _solved(lambda A, b: np.asarray(np.linalg.solve(A - np.diag(np.diag(A)) / 2, -b))),
                            "(x²)′ = 2x, while (xy)′ = y for x."),
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


def _doubled(setting: Setting) -> Array:
    after = _step(setting)
    return np.asarray(after - 2 * setting.step * _gradient(setting, after))


def wrong_path(setting: Setting, rule: str) -> Path:
    """Follow one of gd.plus, gd.seq and gd.noeta from the same start with the same step size."""
    surface = setting.surface

    def gradient(v: Array) -> Array:
        right = np.asarray(surface.gradient(v))
        if rule == "gd.plus":
            return -right
        moved = np.array([v[0] - setting.step * right[0], v[1]])
        return np.array([right[0], np.asarray(surface.gradient(moved))[1]]) if rule == "gd.seq" else right

    size = 1.0 if rule == "gd.noeta" else setting.step
    return descend(surface.value, gradient, setting.start, setting.steps, SGD(size))


RULES: Mapping[str, Rule[Setting]] = {**_STEPS, **_DISTANCES, **_HESSIAN}
