"""The pictures of question 5."""

from __future__ import annotations

import numpy as np

from tutor.compute.descent import Path
from tutor.explore.format import number, vector
from tutor.explore.optimization.setting import OPTIMIZERS, Setting
from tutor.explore.optimization.surface import Array
from tutor.explore.result import Picture
from tutor.figures.figure import Axis, Contours, Figure, Line, Reference, Role

ROLES: tuple[Role, ...] = ("first", "second", "third", "fourth", "fifth", "sixth")
PATH = "Path of descent"
FAR = 1e12
"""Beyond this a path has left every picture; it is cut there."""


def pictures(setting: Setting, path: Path, wrong: tuple[str, Path] | None) -> list[Picture]:
    """Return every picture; `wrong` is a wrong rule in words and its path, drawn beside the right one."""
    return [
        Picture(PATH, lambda: _contours(setting, path, wrong)),
        Picture("Distance after T steps, for every step size", lambda: _cliff(setting)),
        Picture("f along the path", lambda: _loss(setting, path, wrong)),
        Picture("Factor per step against the step size", lambda: _factors(setting)),
        Picture("The same start, six ways down", lambda: _race(setting)),
    ]


def _contours(setting: Setting, path: Path, wrong: tuple[str, Path] | None) -> Figure:
    points = _near(path.points, setting)
    x, y = _window(points, setting)
    grid = np.stack(np.meshgrid(x, y), axis=-1)
    with np.errstate(all="ignore"):
        heights = np.asarray(setting.surface.value(grid), dtype=np.float64)
    layers: list[Line | Contours] = [Contours(x, y, heights, _levels(heights), label="f = constant")]
    layers += _eigenvectors(setting, x, y)
    if wrong is not None:
        off = _near(wrong[1].points, setting)
        layers.append(Line(off[:, 0], off[:, 1], f"your rule: {wrong[0]}", "wrong", symbol="×"))
    layers.append(Line(points[:, 0], points[:, 1], "the path", "first", symbol="•"))
    layers.append(Line(points[:1, 0], points[:1, 1], "start", "second", joined=False, symbol="S"))
    if setting.target is not None:
        layers.append(
            Line(setting.target[:1], setting.target[1:], "minimum", "right", joined=False, symbol="M")
        )
    return Figure(
        PATH, _path_caption(setting, path), layers,
        Axis("x", low=float(x[0]), high=float(x[-1])), Axis("y", low=float(y[0]), high=float(y[-1])), equal=True,
    )  # fmt: skip


def _path_caption(setting: Setting, path: Path) -> str:
    steps = len(path.points) - 1
    if path.diverged_at is not None:
        return f"From {vector(setting.start)} the path leaves all bounds: it diverges at step {path.diverged_at}."
    end = vector(path.points[-1])
    where = ""
    if setting.target is not None:
        where = f", {number(float(np.linalg.norm(path.points[-1] - setting.target)))} from the minimum"
    return f"From {vector(setting.start)} {steps} steps of size {number(setting.step)} lead to {end}{where}."


def _near(points: Array, setting: Setting) -> Array:
    """Cut a path where it has left the neighbourhood of start and minimum by far."""
    centre = setting.start if setting.target is None else setting.target
    reach = 8 * max(float(np.linalg.norm(setting.start - centre)), 1e-3) + 1e-9
    far = np.flatnonzero(~(np.linalg.norm(points - centre, axis=1) <= reach))
    return points[: far[0] + 1] if far.size else points


def _window(points: Array, setting: Setting) -> tuple[Array, Array]:
    inside = points[np.isfinite(points).all(axis=1) & (np.abs(points) < FAR).all(axis=1)]
    shown = [*inside, setting.start] if setting.target is None else [*inside, setting.start, setting.target]
    low, high = np.min(shown, axis=0), np.max(shown, axis=0)
    middle, half = (low + high) / 2, float(max((high - low).max() / 2, 1e-3)) * 1.5
    wide = half * 2  # a picture is about twice as wide as it is high
    x = np.linspace(middle[0] - wide, middle[0] + wide, 91)
    return x, np.linspace(middle[1] - half, middle[1] + half, 46)


def _levels(heights: Array) -> Array:
    """Level lines that lie closer together towards the bottom, as f rises with the square of the distance."""
    finite = heights[np.isfinite(heights)]
    if not finite.size or finite.max() == finite.min():
        return np.array([])
    low, high = float(finite.min()), float(np.quantile(finite, 0.98))
    return low + (high - low) * np.linspace(0, 1, 9)[1:] ** 2


def _eigenvectors(setting: Setting, x: Array, y: Array) -> list[Line]:
    if setting.target is None or setting.local is None:
        return []
    _, vectors = np.linalg.eigh(setting.local.A)
    length = float(x[-1] - x[0])
    lines = []
    for i, name in enumerate(("flattest direction", "steepest direction")):
        along = setting.target + np.linspace(-length, length, 81)[:, np.newaxis] * vectors[:, i]
        inside = (
            (along[:, 0] >= x[0]) & (along[:, 0] <= x[-1]) & (along[:, 1] >= y[0]) & (along[:, 1] <= y[-1])
        )
        lines.append(Line(along[inside, 0], along[inside, 1], name, ("third", "fourth")[i]))
    return lines


def _cliff(setting: Setting) -> Figure:
    title = "Distance to the minimum after T steps, for every step size"
    quadratic = setting.local
    if quadratic is None or quadratic.stability_limit is None:
        return Figure(title, "There is no minimum to measure from.", [])
    limit = quadratic.stability_limit
    sizes = np.unique(
        np.append(np.geomspace(limit / 300, limit * 1.25, 240), [limit, limit * 0.999, limit * 1.001])
    )
    layers = []
    for i, steps in enumerate((1, 10, 100, 1000)):
        gaps = quadratic.sweep(setting.start, steps, sizes)
        layers.append(Line(sizes, np.where(gaps > 1e-12, gaps, np.nan), f"T = {steps}", ROLES[i]))
    marks = [Reference("x", limit, f"2/λmax = {number(limit)}", "wrong")]
    if sizes[0] <= setting.step <= sizes[-1]:
        marks.append(Reference("x", setting.step, f"s = {number(setting.step)}", "strong"))
    caption = f"More steps bring you closer up to the cliff at 2/λmax = {number(limit)}; beyond it they carry you away."
    return Figure(
        title, caption, layers, Axis("step size s", "log"), Axis("distance", "log", 1e-9, 1e6), marks
    )  # fmt: skip


def _loss(setting: Setting, path: Path, wrong: tuple[str, Path] | None) -> Figure:
    floor = 0.0 if setting.target is None else float(setting.surface.value(setting.target))
    layers = [_against_time("the path", path.values - floor, "first")]
    if wrong is not None:
        layers.append(_against_time(f"your rule: {wrong[0]}", wrong[1].values - floor, "wrong"))
    trend = "falls" if path.values[-1] < path.values[0] else "does not fall"
    first, last = number(path.values[0] - floor), number(path.values[-1] - floor)
    caption = f"The height above the minimum {trend} from {first} to {last} in {len(path.values) - 1} steps."
    return Figure("f along the path", caption, layers, Axis("iteration"), Axis("f − f(minimum)", "log"))


def _against_time(name: str, values: Array, role: Role) -> Line:
    """Return values against the iteration; what is not above 0 has no place on a log axis."""
    return Line(
        np.arange(len(values), dtype=np.float64), np.where(values > 1e-24, values, np.nan), name, role
    )


def _factors(setting: Setting) -> Figure:
    title = "Factor per step against the step size"
    quadratic = setting.local
    if quadratic is None or quadratic.stability_limit is None or quadratic.optimal_step is None:
        return Figure(title, "There is no minimum to converge to.", [])
    sizes = np.linspace(0, quadratic.stability_limit * 1.3, 200)
    layers = [
        Line(sizes, np.abs(1 - sizes * eigenvalue), f"|1 − s·{number(eigenvalue)}|", ("third", "fourth")[i])
        for i, eigenvalue in enumerate(quadratic.eigenvalues)
    ]
    if setting.momentum:
        rate = np.asarray(quadratic.rate(sizes, setting.momentum))
        layers.append(Line(sizes, rate, f"with momentum {number(setting.momentum)}", "first"))
    best, limit = quadratic.optimal_step, quadratic.stability_limit
    marks = [
        Reference("y", 1.0, "no progress", "wrong"),
        Reference("x", best, f"best s = {number(best)}", "right"),
    ]
    if setting.step <= sizes[-1]:
        marks.append(Reference("x", setting.step, f"s = {number(setting.step)}", "strong"))
    caption = f"The larger factor is smallest at s = {number(best)}; it crosses 1 at {number(limit)}."
    return Figure(title, caption, layers, Axis("step size s"), Axis("factor", low=0), marks)


def _race(setting: Setting) -> Figure:
    title, target = "The same start, six ways down", setting.target
    if target is None:
        return Figure(title, "There is no minimum to race to.", [])
    weight = setting.momentum or 0.9
    ways = {
        "gradient descent": ("gradient descent", 0.0),
        f"momentum {number(weight)}": ("gradient descent", weight),
    }
    ways |= {name: (name, weight if name == "nesterov" else 0.0) for name in OPTIMIZERS[1:]}
    layers, ends = [], []
    for role, (label, (name, momentum)) in zip(ROLES, ways.items(), strict=True):
        path = setting.descend(setting.way_down(name, momentum))
        gaps = np.linalg.norm(path.points - target, axis=1)
        layers.append(_against_time(label, gaps, role))
        ends.append((float(gaps[-1]) if path.diverged_at is None else np.inf, label))
    gap, best = min(ends)
    caption = (
        f"After {setting.steps} steps of size {number(setting.step)}, {best} is closest to the minimum "
        f"({number(gap)}); each follows PyTorch's definition."
    )
    return Figure(title, caption, layers, Axis("iteration"), Axis("distance to the minimum", "log"))
