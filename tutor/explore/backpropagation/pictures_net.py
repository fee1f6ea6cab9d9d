"""Pictures of the network: what is kept, the gradient check, and memory against the batch size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tutor.compute.backprop import GradientCheckCurve, gradient_check_curve
from tutor.explore.backpropagation.findings_gradients import AGREES, about
from tutor.explore.backpropagation.findings_memory import formula, in_bytes
from tutor.explore.backpropagation.rules import wrong_gradients
from tutor.explore.backpropagation.rules_gradients import Slip, slip_of
from tutor.explore.backpropagation.setting import Array, Setting
from tutor.explore.backpropagation.words import vector_name
from tutor.explore.format import joined, number
from tutor.figures.figure import Axis, Bars, Figure, Line, Reference, Role

DECADES = np.arange(-4.0, 5.0)
"""The steps of the check, in powers of ten from the best one: few, as each costs a dozen forward passes."""

FEW_DECADES = np.array([-4.0, -1.0, 3.0])
"""Enough for a wrong rule, whose error hardly depends on the step."""


def memory_bars(setting: Setting, compare: str | None) -> Figure:
    """The bytes of each vector: what must be kept, and what need not be."""
    kept = [vector_name(each) for each in setting.kept]
    spare = {"x": "x, the input", "z": "z₂, not needed", "o": "o, for the loss"}
    rest = [each for each in spare if each not in setting.kept]
    layers = [
        _bars([f"{name}, stored" for name in kept], [in_bytes(setting, [each]) for each in setting.kept], "first"),
        _bars([spare[each] for each in rest], [in_bytes(setting, [each]) for each in rest], "muted"),
    ]  # fmt: skip
    caption = (
        f"{joined(kept)} are stored, {formula(setting, setting.kept)} = {setting.kept_bytes} bytes; "
        f"the input x, {in_bytes(setting, ['x'])} bytes more, is there anyway."
    )
    if compare == "mem.params":
        sizes = {"W₁": setting.m * setting.n, "W₂": setting.r * setting.m, "W₃": setting.s * setting.r}
        sizes["b₁, b₂, b₃"] = setting.m + setting.r + setting.s
        weights = [setting.bytes * size for size in sizes.values()]
        layers.append(_bars(list(sizes), weights, "wrong"))
        caption += f" Weights and biases, {sum(weights)} bytes, do not count: they are in memory anyway."
    return Figure("What the forward pass must keep", caption, layers, Axis("bytes"))


def _bars(names: Sequence[str], sizes: Sequence[int], role: Role) -> Bars:
    return Bars(names, [float(size) for size in sizes], role, [f"{size} B" for size in sizes])


def gradient_check_v(setting: Setting, compare: str | None) -> Figure:
    """The error of central differences against their step, right and wrong gradients."""
    curve = _curve(setting, DECADES)
    layers = [Line(curve.epsilons, _above_zero(curve.worst), "back-propagation", "first", symbol="●")]
    caption, arms = _arms(curve)
    layers += arms
    slip = slip_of(compare)
    if slip is not None:
        wrong = _curve(setting, FEW_DECADES, slip)
        layers.append(
            Line(wrong.epsilons, _above_zero(wrong.worst), f"your rule: {slip.words}", "wrong", symbol="×")
        )
        caption = f"{_verdict(float(wrong.worst.min()))} {caption}"
    best = Reference("x", curve.best_epsilon, f"best ε = {about(curve.best_epsilon)}", "muted")
    return Figure(
        "Gradient check against the step ε", caption, layers,
        Axis("step ε", "log"), Axis("relative error", "log"), [best],
    )  # fmt: skip


def _curve(setting: Setting, decades: Array, slip: Slip | None = None) -> GradientCheckCurve:
    gradients = setting.gradients if slip is None else wrong_gradients(setting, slip)
    steps = setting.check.epsilon * 10.0**decades
    return gradient_check_curve(
        setting.net, setting.x, setting.y, setting.loss, epsilons=steps, gradients=gradients
    )


def _above_zero(errors: Array) -> Array:
    """What is not above 0, or not finite, has no place on a log axis."""
    return np.where((errors > 0) & np.isfinite(errors), errors, np.nan)


def _arms(curve: GradientCheckCurve) -> tuple[str, list[Line]]:
    """What the caption says of the V, and its arms as straight lines where they are there."""
    least = float(curve.worst.min())
    least_at = f"The worst error is least, {about(least)}, at ε = {about(curve.best_epsilon)}"
    said = []
    lines = []
    for slope, span, way, cause in (
        (-1, slice(0, 3), "below", "rounding"),
        (2, slice(6, 9), "above", "ε² term"),
    ):
        steps, errors = curve.epsilons[span], curve.worst[span]
        measured = _slope(steps, errors)
        if measured is None or abs(measured - slope) > 0.4:
            continue
        text = number(slope)
        said.append(f"{way} it grows with slope {number(measured, 1)} ({cause})")
        line = np.exp(np.mean(np.log(errors) - slope * np.log(steps))) * steps ** float(slope)
        lines.append(Line(steps, line, f"slope {text}: {cause}", "muted"))
    return "; ".join([least_at, *said]) + ".", lines


def _slope(steps: Array, errors: Array) -> float | None:
    """The slope in a log-log picture, or None where there is none to see."""
    if not (np.isfinite(errors) & (errors > 0)).all():
        return None
    return float(np.polyfit(np.log(steps), np.log(errors), 1)[0])


def _verdict(least: float) -> str:
    if least < AGREES:
        return "Your rule happens to give the same gradients here."
    return f"Your rule stays at {about(least)} or more whatever ε: no step excuses it."


def batch_lines(setting: Setting) -> Figure:
    """What is stored grows with the batch, the parameters do not."""
    kept = ["x", *setting.kept]
    per_sample = in_bytes(setting, kept) / setting.batch
    fixed = setting.bytes * parameters(setting)
    crossing = fixed / per_sample
    batch = np.geomspace(1, max(100.0, 20 * crossing, 2.0 * setting.batch), 120)
    layers = [
        Line(batch, per_sample * batch, joined([vector_name(each) for each in kept]), "first"),
        Line(batch, np.full(len(batch), float(fixed)), "parameters", "second"),
        Line(batch, np.full(len(batch), 4.0 * fixed), "parameters, gradients, Adam's two averages", "third"),
    ]
    caption = (
        f"One sample keeps {number(per_sample)} bytes, the parameters take {fixed} for any batch: from "
        f"{number(crossing, 1)} samples on the vectors take more than the parameters."
    )
    marks = [Reference("x", crossing, f"B = {number(crossing, 1)}", "muted")]
    if setting.batch > 1:
        marks.append(Reference("x", float(setting.batch), f"batch = {setting.batch}", "strong"))
    return Figure(
        "Memory against the batch size", caption, layers,
        Axis("batch size B", "log"), Axis("bytes", "log"), marks,
    )  # fmt: skip


def parameters(setting: Setting) -> int:
    """Return how many weights and biases the network has."""
    n, m, r, s = setting.n, setting.m, setting.r, setting.s
    return m * n + m + r * m + r + s * r + s
