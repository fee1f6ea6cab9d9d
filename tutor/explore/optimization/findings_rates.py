"""Part 5.3: which step sizes converge, how fast, and which is best, for the momentum that was chosen."""

from __future__ import annotations

import math

from tutor.compute.descent import Quadratic
from tutor.explore.format import MINUS, joined, number
from tutor.explore.optimization.setting import Setting
from tutor.explore.optimization.way import Way
from tutor.explore.result import Finding

CLOSE = 1e-6
_REMEDY = (
    "Too small wastes steps, too large overshoots or diverges. Remedies: a schedule that lowers s, a line search, "
    "momentum, or an adaptive method (Adagrad, RMSprop, Adam); Newton's method rescales by the curvature."
)


def regime(setting: Setting) -> Finding:
    """Return whether the chosen step size converges, and how fast."""
    s, way, curved = setting.step, setting.way, setting.curved
    label = f"regime, s = {number(s)}"
    if setting.target is None:
        return Finding(
            "5.3", label, "no minimum to reach", f"There is nothing to converge to: {setting.lacking}."
        )
    if way.adaptive:
        reason = (
            f"{way.name} rescales every step by its own memory: there is no such simple rule; see the path."
        )
        return Finding("5.3", label, "see the path", reason)
    if curved is None:
        return Finding("5.3", label, *_without_rate(setting))
    name = curved.regime(s, way.momentum, way.nesterov)
    rate = float(curved.rate(s, way.momentum, way.nesterov))
    near = (
        ""
        if setting.surface.quadratic is not None
        else "\nThis holds close to the minimum, where f is nearly quadratic."
    )
    reason = _radii(curved, s, way) if way.momentum else _factors(curved, s)
    return Finding("5.3", label, f"{name}, rate {near_one(rate)}{way.tag}", reason + _level(setting) + near)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def near_one(value: float) -> str:
    """Return a number; what merely rounds to 1 or −1 is written as 1 less or more something."""
    text = number(value)
    if text not in ("1", f"{MINUS}1") or abs(abs(value) - 1) <= 1e-12:
        return text
    return f"{text} {'−' if value < math.copysign(1, value) else '+'} {number(abs(value - math.copysign(1, value)))}"


def _without_rate(setting: Setting) -> tuple[str, str]:
    """Return what is said at a minimum where some curvature vanishes."""
    assert setting.stationary is not None
    if len(setting.stationary.flat) == 2:
        return "stays where it is", "f is constant: its gradient is 0, and no step leads anywhere."
    return (
        "see the path: no rate",
        "At the minimum f has no curvature in some direction: 1 − s·0 = 1 there, so descent becomes slower and slower, "
        "slower than at any rate below 1; second derivatives do not tell which steps converge.",
    )


def _level(setting: Setting) -> str:
    found = setting.stationary
    if found is None or not len(found.flat):
        return ""
    return "\nThe eigenvalue 0 has no part: along the line of minima there is no error to shrink."


def _factors(curved: Quadratic, s: float) -> str:
    factors = 1 - s * curved.eigenvalues
    products = [
        f"1 − {number(s)}·{number(each)} = {near_one(float(f))}"
        for each, f in zip(curved.eigenvalues, factors, strict=True)
    ]
    largest = float(curved.rate(s))
    sign = " A negative factor changes side at every step: it oscillates." if (factors < 0).any() else ""
    size = "The larger size" if len(products) > 1 else "Its size"
    return (
        "Along an eigenvector with eigenvalue λ one step multiplies the error by 1 − s·λ:\n"
        f"{joined(products)}.\n{size} is {near_one(largest)}, {_verdict(curved.regime(s))}{sign}"
    )


def _verdict(name: str) -> str:
    return {
        "converges": "below 1: it converges.",
        "diverges": "above 1: it diverges.",
        "marginal": "exactly 1: it neither converges nor diverges.",
    }[name]


def _radii(curved: Quadratic, s: float, way: Way) -> str:
    sizes = [
        f"{near_one(each.radius)} for λ = {number(each.eigenvalue)}{' (it spirals)' if each.complex else ''}"
        for each in curved.directions(s, way.momentum, way.nesterov)
    ]
    largest = float(curved.rate(s, way.momentum, way.nesterov))
    name = curved.regime(s, way.momentum, way.nesterov)
    return (
        f"{_capital(way.name)}: in the long run one step multiplies the error along an eigenvector by the larger "
        f"|z| of {way.equation}: {joined(sizes)}.\nThe rate is {near_one(largest)}, {_verdict(name)}"
    )


def limits(setting: Setting) -> list[Finding]:
    """Return the limit of the step size, the best step size, and how many steps a close result needs."""
    if setting.curved is None:
        return []
    return [
        _limit(setting, setting.curved),
        _best(setting, setting.curved),
        *_steps_needed(setting, setting.curved),
    ]


def _limit(setting: Setting, curved: Quadratic) -> Finding:
    way, high = setting.way, float(curved.eigenvalues[-1])
    limit, calm = _value(curved.step_limit(way.momentum, way.nesterov)), way.calm_share() / high
    test = f"|z| < 1 for both roots of {way.equation}" if way.momentum else "|1 − s·λ| < 1"
    reason = (
        f"{_capital(way.ruled)}: {test} for every λ means s < {way.limit}; λmax = {number(high)} gives "
        f"{number(limit)}.\n"
        f"Up to {way.calm} = {number(calm)} nothing oscillates; from there to the limit it oscillates, and converges."
    )
    slip = "calls s = 10 an oscillation: its factors are −6.6 and −51.4, so it diverges." * setting.is_paper
    return Finding("5.3", "it converges for", f"0 < s < {number(limit)}{way.tag}", reason, slip)


def _value(given: float | None) -> float:
    assert given is not None  # of a quadratic that curves upwards
    return given


def _best(setting: Setting, curved: Quadratic) -> Finding:
    way, (low, high) = setting.way, (float(curved.eigenvalues[0]), float(curved.eigenvalues[-1]))
    slip = "calls s = 0.1 the correct step; it is the best of the three, not the best." * setting.is_paper
    tuned = curved.tuned(way.momentum, way.nesterov)
    assert tuned is not None and tuned.rate is not None
    value, reason = f"{number(tuned.lr)}, rate {near_one(tuned.rate)}", _why_best(curved, way)
    first = (1 - math.sqrt(way.momentum)) ** 2 / low
    last = (1 + math.sqrt(way.momentum)) ** 2 / high
    if way.momentum and not way.nesterov and first < last:
        value = f"{number(first)} to {number(last)}, rate {number(tuned.rate)}"
        reason += (
            f"\nThe error spirals there, and for every s from (1−√μ)²/λmin = {number(first)} to (1+√μ)²/λmax = "
            f"{number(last)}: the rate is √μ = {number(tuned.rate)} for all of these."
        )
    return Finding("5.3", "best constant step", value + way.tag, f"{reason}\n{_tuning(curved, way)}", slip)


def _why_best(curved: Quadratic, way: Way) -> str:
    low, high = float(curved.eigenvalues[0]), float(curved.eigenvalues[-1])
    tuned = curved.tuned(way.momentum, way.nesterov)
    assert tuned is not None and tuned.rate is not None
    rate, s = near_one(tuned.rate), number(tuned.lr)
    if len(curved.eigenvalues) == 1 and (way.nesterov or not way.momentum):
        zero = "1 − s·λ and both z 0" if way.nesterov else "the factor 0: one step reaches the line"
        return f"{_capital(way.ruled)}: s = 1/λ = 1/{number(low)} = {s} makes {zero}."
    if way.nesterov:
        return (
            f"At s = {s} the flattest and the steepest direction are equally slow: both have the rate {rate}."
        )
    lead = f"{_capital(way.ruled)}: s = {way.best} = "
    if way.momentum:
        mu = number(1 + way.momentum)
        return (
            f"{lead}2·{mu}/({number(low)} + {number(high)}) = {s} makes the larger |1 + μ − s·λ| as small "
            f"as it can be, and with it |z|: {rate}."
        )
    return (
        f"{lead}2/({number(low)} + {number(high)}) = {s} makes both "
        f"factors equally large: (κ−1)/(κ+1) = {rate}, κ = {number(high / low)}."
    )


def _tuning(curved: Quadratic, way: Way) -> str:
    tuning = curved.heavy_ball()
    assert tuning is not None and tuning.rate is not None
    heavy = (
        f"With the best momentum: s = {number(tuning.lr)} and μ = {number(tuning.momentum)} reach the rate "
        f"{near_one(tuning.rate)}."
    )
    plain = curved.tuned()
    if tuning.momentum < 1e-12:
        heavy = "No momentum does better: all directions curve equally."
    if not way.momentum or plain is None or plain.rate is None:
        return heavy
    return f"Without momentum s = {number(plain.lr)} would be best, with the rate {near_one(plain.rate)}.\n{heavy}"


def _steps_needed(setting: Setting, curved: Quadratic) -> list[Finding]:
    way, s = setting.way, setting.step
    if way.adaptive:
        return []
    steps = curved.steps_to(s, CLOSE, way.momentum, way.nesterov)
    rate = float(curved.rate(s, way.momentum, way.nesterov))
    if math.isinf(steps):
        reason = f"The rate {near_one(rate)} is not below 1: the distance never shrinks for good."
        return [Finding("5.3", "steps to 10⁻⁶", f"never{way.tag}", reason)]
    logs = f"ln 10⁻⁶ / ln {number(rate, 6)}" if 0 < rate < 0.9999995 else f"the rate is {near_one(rate)}"
    reason = f"Smallest T with rateᵀ ≤ 10⁻⁶: {logs}, rounded up, is {number(steps)}."
    if rate <= 0:
        reason = "The rate is 0: one step leads to the minimum."
    if way.momentum:
        reason += " With momentum it may take some steps more: it has to gather speed, and may spiral."
    return [Finding("5.3", "steps to 10⁻⁶", f"{number(steps)}{way.tag}", reason)]


def sizes(setting: Setting) -> Finding:
    """Return which of the step sizes that part 5.2 asks for converge."""
    curved, way, label = setting.curved, setting.way, "sizes that converge"
    if curved is None:
        if setting.target is not None:
            value, reason = _without_rate(setting)
            return Finding("5.3", label, value, reason)
        return Finding("5.3", label, "no minimum", f"There is nothing to converge to: {setting.lacking}.")
    names = {number(s): curved.regime(s, way.momentum, way.nesterov) for s in setting.sizes}
    good = ", ".join(s for s, name in names.items() if name == "converges") or "none"
    bad = ", ".join(s for s, name in names.items() if name != "converges")
    lines = [f"{_capital(way.ruled)}:", *(_size(curved, s, way) for s in setting.sizes), _REMEDY]
    slip = "offers early stopping: it limits overfitting and mends no step size." * setting.is_paper
    value = f"{good}; not {bad}" if bad else good
    return Finding("5.3", label, value + way.tag, "\n".join(lines), slip)


def _size(curved: Quadratic, s: float, way: Way) -> str:
    rate = float(curved.rate(s, way.momentum, way.nesterov))
    name = curved.regime(s, way.momentum, way.nesterov)
    does = {"converges": "it converges", "diverges": "it diverges", "marginal": "it comes no closer"}[name]
    steps = curved.steps_to(s, CLOSE, way.momentum, way.nesterov)
    pace = "" if math.isinf(steps) else f", {number(steps)} steps to 10⁻⁶"
    letter = "|z|" if way.momentum else "|1 − s·λ|"
    return f"s = {number(s)}: largest {letter} = {near_one(rate)}, {does}{pace}."
