"""The computed answers of question 5, each with its reason."""

from __future__ import annotations

import math

import numpy as np

from tutor.compute.descent import Path
from tutor.explore.format import count, joined, matrix, number, signed, subscript, vector
from tutor.explore.optimization.setting import Setting
from tutor.explore.optimization.stationary import Stationary
from tutor.explore.optimization.surface import Array
from tutor.explore.result import Finding

CLOSE = 1e-6


def findings(setting: Setting, path: Path) -> list[Finding]:
    """Return every finding, in the order of the paper's parts."""
    return [
        _minimum(setting),
        *_others(setting),
        _gradient(setting),
        *(each for s in setting.sizes for each in _one_step(setting, s)),
        _regime(setting),
        *_limits(setting),
        _after(setting, path),
        _sizes(setting),
    ]


def _minimum(setting: Setting) -> Finding:
    surface, found = setting.surface, setting.stationary
    dx, dy = surface.gradient_written
    if found is None:
        why = (
            f"∂f/∂x = {dx} and ∂f/∂y = {dy}: no minimum found from {vector(setting.start)} where both are 0."
        )
        return Finding("5.1", "minimum", "none found from here", why)
    low, high = found.eigenvalues
    point = vector(found.point)
    meaning = {
        "minimum": f"both above 0: f curves upwards in every direction, so this is {_reach(setting)} minimum.",
        "maximum": "both below 0: this is a maximum, f has no minimum here.",
        "saddle": "one above and one below 0: this is a saddle, f falls away along the second.",
        "degenerate": "not both clearly above 0: f is flat in some direction, second derivatives do not decide.",
    }[found.kind]
    value = point if found.kind == "minimum" else f"none: {found.kind} at {point}"
    reason = (
        f"∂f/∂x = {dx} = 0 and ∂f/∂y = {dy} = 0 hold at {point}; f is {number(float(surface.value(found.point)))}.\n"
        f"Hessian there {matrix(surface.hessian(found.point))}: eigenvalues {number(low)} and {number(high)}, {meaning}"
    )
    slip = (
        "finds the point where the gradient vanishes but does not say why it is a minimum." * setting.is_paper
    )
    return Finding("5.1", "minimum", value, reason, slip)


def _others(setting: Setting) -> list[Finding]:
    if not setting.others:
        return []
    kinds = [each.kind for each in setting.others]
    plurals = {"minimum": "minima", "maximum": "maxima", "saddle": "saddles", "degenerate": "degenerate"}
    counted = [count(kinds.count(kind), kind, plurals[kind]) for kind in plurals if kind in kinds]
    lines = [
        f"{each.kind} at {vector(each.point)}, f = {number(float(setting.surface.value(each.point)))}"
        for each in setting.others[:12]
    ]
    reason = "∇f = 0 by Newton's method from 81 starts around the origin:\n" + "\n".join(lines)
    return [Finding("5.1", "stationary points", ", ".join(counted), reason)]


def _reach(setting: Setting) -> str:
    return "the only" if setting.surface.quadratic is not None else "a local"


def _gradient(setting: Setting) -> Finding:
    dx, dy = setting.surface.gradient_written
    reason = f"∇f(x, y) = ({dx}, {dy}); at {vector(setting.start)} that is {vector(setting.slope)}."
    return Finding("5.2a", f"∇f at {vector(setting.start)}", vector(setting.slope), reason)


def _one_step(setting: Setting, s: float) -> tuple[Finding, Finding]:
    start, slope = setting.start, setting.slope
    after = start - s * slope
    step = f"{vector(start)} − {number(s)}·{vector(slope)} = {vector(after)}"
    point = Finding(
        "5.2a",
        f"(x₁, y₁), s = {number(s)}",
        vector(after),
        f"(x₁, y₁) = (x₀, y₀) − s·∇f(x₀, y₀)\n= {step}.\nBoth coordinates move at once: ∇f is taken at the old point.",
    )
    return point, _distance(setting, s, after)


def _distance(setting: Setting, s: float, after: Array) -> Finding:
    label = f"distance, s = {number(s)}"
    target = setting.target
    if target is None:
        return Finding("5.2b", label, "no minimum", "There is no minimum to measure from.")
    gaps = after - target
    squares = " + ".join(f"({number(a)} − {signed(b)})²" for a, b in zip(after, target, strict=True))
    size = float(np.linalg.norm(gaps))
    before = float(np.linalg.norm(setting.start - target))
    trend = "closer than" if size < before else "no closer than"
    reason = f"√({squares}) = √{number(float(gaps @ gaps), 6)} = {number(size)}: {trend} the start ({number(before)})."
    return Finding("5.2b", label, number(size), reason)


def _regime(setting: Setting) -> Finding:
    s, found = setting.step, setting.stationary
    label = f"regime, s = {number(s)}"
    if found is None or found.kind != "minimum":
        return Finding(
            "5.3", label, "no minimum to reach", "Descent has no minimum to converge to from here."
        )
    quadratic = setting.local
    assert quadratic is not None
    if setting.optimizer not in ("gradient descent", "nesterov"):
        name = setting.optimizer
        reason = f"{name} rescales every step by its own memory: there is no such simple rule; see the path."
        return Finding("5.3", label, "see the path", reason)
    nesterov = setting.optimizer == "nesterov"
    regime = quadratic.regime(s, setting.momentum, nesterov)
    rate = float(quadratic.rate(s, setting.momentum, nesterov))
    if setting.momentum:
        how = f"With momentum {number(setting.momentum)} the slower eigenvector shrinks by {number(rate)} a step."
    else:
        how = _factors(s, found)
    near = (
        ""
        if setting.surface.quadratic is not None
        else "\nThis holds close to the minimum, where f is nearly quadratic."
    )
    return Finding("5.3", label, f"{regime}, rate {number(rate)}", how + near)


def _factors(s: float, found: Stationary) -> str:
    factors = 1 - s * found.eigenvalues
    products = [
        f"1 − {number(s)}·{number(each)} = {number(f)}"
        for each, f in zip(found.eigenvalues, factors, strict=True)
    ]
    largest = float(np.abs(factors).max())
    sign = " A negative factor changes side at every step: it oscillates." if (factors < 0).any() else ""
    verdict = "below 1: it converges." if largest < 1 - 1e-12 else "above 1: it diverges."
    if abs(largest - 1) <= 1e-12:
        verdict = "exactly 1: it neither converges nor diverges."
    return (
        "Along an eigenvector with eigenvalue λ one step multiplies the error by 1 − s·λ:\n"
        f"{joined(products)}.\nThe larger size is {number(largest)}, {verdict}{sign}"
    )


def _limits(setting: Setting) -> list[Finding]:
    quadratic, s = setting.local, setting.step
    if quadratic is None or quadratic.optimal_step is None or quadratic.optimal_rate is None:
        return []
    low, high = quadratic.eigenvalues
    nesterov = setting.optimizer == "nesterov"
    limit = float(quadratic.step_limit(setting.momentum, nesterov) or math.nan)
    formula = {True: "2(1+μ)/((1+2μ)·λmax)", False: "2(1+μ)/λmax"}[nesterov] if setting.momentum else "2/λmax"
    first = Finding(
        "5.3",
        "it converges for",
        f"0 < s < {number(limit)}",
        f"|1 − s·λ| < 1 for every λ means s < {formula}; λmax = {number(high)} gives {number(limit)}.\n"
        f"Up to 1/λmax = {number(1 / high)} nothing oscillates; from there to the limit it oscillates, and converges.",
        "calls s = 10 an oscillation: its factors are −6.6 and −51.4, so it diverges." * setting.is_paper,
    )
    best = Finding(
        "5.3",
        "best constant step",
        f"{number(quadratic.optimal_step)}, rate {number(quadratic.optimal_rate)}",
        f"s = 2/(λmin + λmax) = 2/({number(low)} + {number(high)}) = {number(quadratic.optimal_step)} makes both "
        f"factors equally large: (κ−1)/(κ+1) = {number(quadratic.optimal_rate)}, κ = {number(high / low)}.\n"
        f"{_momentum_tuning(setting)}",
        "calls s = 0.1 the correct step; it is the best of the three, not the best." * setting.is_paper,
    )
    return [first, best, *_steps_needed(setting, s)]


def _momentum_tuning(setting: Setting) -> str:
    tuning = setting.local.heavy_ball() if setting.local else None
    if tuning is None or tuning.rate is None:
        return ""
    return (
        f"With momentum: s = {number(tuning.lr)} and μ = {number(tuning.momentum)} reach the rate "
        f"{number(tuning.rate)}."
    )


def _steps_needed(setting: Setting, s: float) -> list[Finding]:
    quadratic = setting.local
    if quadratic is None or setting.optimizer not in ("gradient descent", "nesterov"):
        return []
    nesterov = setting.optimizer == "nesterov"
    steps = quadratic.steps_to(s, CLOSE, setting.momentum, nesterov)
    rate = float(quadratic.rate(s, setting.momentum, nesterov))
    if math.isinf(steps):
        reason = f"The rate {number(rate)} is not below 1: the distance never shrinks for good."
        return [Finding("5.3", "steps to 10⁻⁶", "never", reason)]
    logs = f"ln 10⁻⁶ / ln {number(rate, 6)}" if rate > 0 else "the rate is 0"
    reason = f"Smallest T with rateᵀ ≤ 10⁻⁶: {logs}, rounded up, is {number(steps)}."
    return [Finding("5.3", "steps to 10⁻⁶", number(steps), reason)]


def _after(setting: Setting, path: Path) -> Finding:
    label = f"after {count(setting.steps, 'step')}"
    if path.diverged_at is not None:
        return Finding("5.3", label, *_ended(path))
    last = path.points[-1]
    f_first, f_last = number(path.values[0]), number(path.values[-1])
    reason = f"{setting.optimizer}, s = {number(setting.step)}: f went from {f_first} to {f_last}"
    if setting.target is not None:
        gap = float(np.linalg.norm(last - setting.target))
        reason += f"; the distance to the minimum is {number(gap)}"
    x, y = f"x{subscript(setting.steps)}", f"y{subscript(setting.steps)}"
    return Finding("5.3", label, vector(last), f"({x}, {y}) = {vector(last)}.\n{reason}.")


def _ended(path: Path) -> tuple[str, str]:
    """Return how a path ended early: it grew beyond all bounds, or stepped where f is not defined."""
    step, last = path.diverged_at, path.points[-1]
    if max(float(np.abs(last).max()), abs(float(path.values[-1]))) > 1e100:
        return (
            f"diverges at step {step}",
            f"At step {step} a number is beyond what the computer can hold: it diverges.",
        )
    where = f"Step {step} from {vector(last)} leads to where f has no finite value."
    return f"f is undefined at step {step}", where


def _sizes(setting: Setting) -> Finding:
    quadratic = setting.local
    if quadratic is None or quadratic.minimum is None:
        return Finding("5.3", "sizes that converge", "no minimum", "There is no minimum to converge to.")
    verdicts = {number(s): quadratic.regime(s) == "converges" for s in setting.sizes}
    good = ", ".join(s for s, converges in verdicts.items() if converges) or "none"
    bad = ", ".join(s for s, converges in verdicts.items() if not converges)
    lines = [
        f"s = {number(s)}: largest |1 − s·λ| = {number(float(quadratic.rate(s)))}, it {quadratic.regime(s)}"
        + _pace(quadratic.steps_to(s, CLOSE))
        for s in setting.sizes
    ]
    remedy = (
        "Too small wastes steps, too large overshoots or diverges. Remedies: a schedule that lowers s, a line search, "
        "momentum, or an adaptive method (Adagrad, RMSprop, Adam); Newton's method rescales by the curvature."
    )
    slip = "offers early stopping: it limits overfitting and mends no step size." * setting.is_paper
    return Finding(
        "5.3", "sizes that converge", f"{good}; not {bad}" if bad else good, "\n".join([*lines, remedy]), slip
    )


def _pace(steps: float) -> str:
    return "." if math.isinf(steps) else f", {number(steps)} steps to 10⁻⁶."
