"""The pictures of question 3 along a line through x, and unit by unit; the plane is in `surface`."""

from __future__ import annotations

import numpy as np

from tutor.explore.format import number, vector
from tutor.explore.mixture.setting import Array, Setting
from tutor.explore.mixture.surface import ROLES, SURFACE, surface
from tutor.explore.mixture.writing import equals, hidden, named, output, product, responsibilities, shares
from tutor.explore.mixture.wrong import RULES, WrongRule
from tutor.explore.result import Picture
from tutor.figures.figure import Axis, Bars, Figure, Line, Reference, Role

LINE = "The experts and their mixture along a line"
UNITS = "Through the network, unit by unit"
BLAME = "Which expert is responsible"
MISWIRED = "One σ too few, one too many"
DOUBT = "Noise, and not knowing the expert"


def pictures(setting: Setting, wrong: WrongRule | None) -> list[Picture]:
    """Return every picture; a wrong rule is drawn beside the right one where it changes the output."""
    return [
        Picture(LINE, lambda: _line(setting, wrong)),
        Picture(SURFACE, lambda: surface(setting, wrong)),
        Picture(UNITS, lambda: _units(setting, wrong)),
        Picture(BLAME, lambda: _blame(setting)),
        Picture(MISWIRED, lambda: _miswired(setting, wrong)),
        Picture(DOUBT, lambda: _doubt(setting)),
    ]


def _line(setting: Setting, wrong: WrongRule | None) -> Figure:
    says = setting.mixture.hidden(setting.line)
    layers = [
        Line(setting.walk, says[:, k], f"expert {k + 1}, π = {number(weight)}", ROLES[k])
        for k, weight in enumerate(setting.pi)
    ]
    caption = f"At x {_range(setting)}; {_far(setting)}."
    if wrong is not None:
        values = wrong.value(setting.mixture, setting.line)
        layers.append(Line(setting.walk, values, f"your rule: {wrong.formula}", "wrong"))
        caption += _instead(setting, wrong)
    layers.append(Line(setting.walk, setting.mixture.probability(setting.line), "the mixture p", "right"))
    layers.append(_here(setting, setting.p))
    return _along(setting, LINE, caption, layers, wrong is RULES["mix.nosigma"])


def _range(setting: Setting) -> str:
    values = hidden(setting)
    low, high = values[int(setting.inner.argmin())], values[int(setting.inner.argmax())]
    if low == high:
        return f"every expert says {low}, and so does the mixture"
    return f"the experts say between {low} and {high}, their mixture p = {output(setting)}"


def _far(setting: Setting) -> str:
    left, right = (number(each) for each in setting.far)
    if left == right:
        return f"far out on either side p tends to {left}"
    return f"far to the left p tends to {left}, to the right to {right}"


def _instead(setting: Setting, wrong: WrongRule) -> str:
    """Say what the wrong rule gives at x."""
    value = wrong.written(setting)
    same = " as well" if value == output(setting) else ""
    return f" {wrong.words.capitalize()} gives {value} at x{same}."


def _here(setting: Setting, value: float) -> Line:
    return Line([setting.t], [value], "", "strong", joined=False, symbol="X")


def _mark(setting: Setting) -> Reference:
    """Return the line that marks x."""
    where = f"x = {vector(setting.x)}" if setting.d < 4 else f"x, t = {number(setting.t)}"
    return Reference("x", setting.t, where, "strong")


def _axis(setting: Setting) -> Axis:
    """Return the axis of the walk."""
    start = vector(setting.start) if setting.d < 4 else "x₀"
    direction = vector(setting.direction) if setting.d < 4 else "u"
    return Axis(f"t, on the line {start} + t·{direction}")


def _along(setting: Setting, title: str, caption: str, layers: list[Line], wide: bool) -> Figure:
    """Return a picture of chances along the line, with x marked; a wide one has room outside [0, 1]."""
    marks = [_mark(setting)]
    if wide:
        marks += [Reference("y", 0, "impossible", "muted"), Reference("y", 1, "sure", "muted")]
    low, high = (-0.5, 1.5) if wide else (0.0, 1.0)
    return Figure(
        title, caption, layers, _axis(setting), Axis("p(y = 1)", low=low, high=high), marks
    )  # fmt: skip


def _units(setting: Setting, wrong: WrongRule | None) -> Figure:
    says, parts = hidden(setting), shares(setting, setting.hidden)
    bars: list[Bars] = []
    for k in range(setting.K):
        weight, value = setting.pi[k], setting.hidden[k]
        sigma, role = named("σ", k), ROLES[k]
        bars.append(Bars([sigma], [value], "muted", [f"σ({number(setting.inner[k])}) {equals(says[k])}"]))
        bars.append(
            Bars(
                [named("π", k) + sigma],
                [weight * value],
                role,
                [f"{product(weight, says[k])} {equals(parts[k])}"],
            )
        )
    bars.append(Bars(["output p"], [setting.p], "right", [output(setting)]))
    most = int((setting.pi * setting.hidden).argmax())
    caption = (
        f"The contributions π_kσ_k add up to p = {output(setting)}; "
        f"most comes from hidden unit {most + 1}, {parts[most]}."
    )
    if wrong is not None:
        value = float(wrong.value(setting.mixture, setting.x))
        bars.append(
            Bars(["your rule"], [value], "wrong", [f"{wrong.formula} {equals(wrong.written(setting))}"])
        )
        caption += _instead(setting, wrong)
    return Figure(UNITS, caption, bars, Axis("hidden values σ_k, contributions π_kσ_k, output"))


def _blame(setting: Setting) -> Figure:
    r = setting.mixture.responsibilities(setting.line, setting.y)
    layers = [
        Line(setting.walk, r[:, k], f"{named('r', k)}, π = {number(weight)}", ROLES[k])
        for k, weight in enumerate(setting.pi)
    ]
    most = int(setting.responsibilities.argmax())
    caption = (
        f"If y = {setting.y} is seen at x, expert {most + 1} is the likeliest source, "
        f"with {responsibilities(setting)[most]} (before y it was {number(setting.pi[most])}); "
        "at every t the shares sum to 1."
    )
    return Figure(
        BLAME, caption, layers, _axis(setting),
        Axis(f"p(z = k | x, y = {setting.y})", low=0, high=1), [_mark(setting)],
    )  # fmt: skip


def _miswired(setting: Setting, wrong: WrongRule | None) -> Figure:
    roles: dict[str, Role] = {"mix.nosigma": "first", "mix.extrasig": "second", "mix.avglogit": "third"}
    layers = []
    for name, role in roles.items():
        rule = RULES[name]
        chosen: Role = "wrong" if rule is wrong else role
        layers.append(Line(setting.walk, rule.value(setting.mixture, setting.line), rule.formula, chosen))
    right = setting.mixture.probability(setting.line)
    layers += [Line(setting.walk, right, "right: Σ π_k σ(w_k·x)", "right"), _here(setting, setting.p)]
    straight, squeezed, single = (RULES[name].written(setting) for name in roles)
    caption = (
        f"At x, {output(setting)} is right. Without σ it is {straight}, and nothing keeps it in [0, 1]; with one more "
        f"σ {squeezed}, always 0.5 to 0.7311; with σ after the sum {single}."
    )
    return _along(setting, MISWIRED, caption, layers, True)


def _doubt(setting: Setting) -> Figure:
    total, noise, which = setting.uncertainty(setting.line)
    layers = [
        Line(setting.walk, total, "H(p), all of it", "right"),
        Line(setting.walk, noise, "noise Σ π_k H(σ_k)", "first"),
        Line(setting.walk, which, "which expert I(z; y | x)", "second"),
    ]
    at = int(which.argmax())
    here = [number(float(part)) for part in setting.uncertainty(setting.x)]
    caption = (
        f"At x, y is uncertain by {here[0]} nats: {here[1]} of noise and {here[2]} of not knowing the expert"
        f"{_most_doubt(setting.walk, which, at)}."
    )
    marks = [_mark(setting), Reference("y", float(np.log(2)), "ln 2 = a fair coin", "muted")]
    return Figure(
        DOUBT, caption, layers, _axis(setting), Axis("uncertainty of y, nats", low=0), marks
    )  # fmt: skip


def _most_doubt(walk: Array, which: Array, at: int) -> str:
    if which[at] < 1e-9:
        return ", as all say the same"
    return f"; the latter is largest at t = {number(walk[at], 2)}, {number(float(which[at]))}"
