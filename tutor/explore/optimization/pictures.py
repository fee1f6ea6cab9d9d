"""The pictures of question 5."""

from __future__ import annotations

import numpy as np

from tutor.compute.descent import Path
from tutor.explore.format import count, number, vector
from tutor.explore.optimization.findings_path import ended
from tutor.explore.optimization.pictures_sizes import cliff, factors
from tutor.explore.optimization.setting import Setting
from tutor.explore.optimization.surface import Array
from tutor.explore.optimization.way import OPTIMIZERS, Way
from tutor.explore.result import Picture
from tutor.figures.figure import Axis, Contours, Figure, Line, Role

ROLES: tuple[Role, ...] = ("first", "second", "third", "fourth", "fifth", "sixth")
PATH = "Path of descent"
FAR = 1e12
"""Beyond this a path has left every picture; it is cut there."""


def pictures(setting: Setting, path: Path, wrong: tuple[str, Path] | None) -> list[Picture]:
    """Return every picture; `wrong` is a wrong rule in words and its path, drawn beside the right one."""
    return [
        Picture(PATH, lambda: _contours(setting, path, wrong)),
        Picture("Distance after T steps, for every step size", lambda: cliff(setting)),
        Picture("f along the path", lambda: _loss(setting, path, wrong)),
        Picture("Factor per step against the step size", lambda: factors(setting)),
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
        layers += _minima(setting, x, y)
    return Figure(
        PATH, _path_caption(setting, path), layers,
        Axis("x", low=float(x[0]), high=float(x[-1])), Axis("y", low=float(y[0]), high=float(y[-1])), equal=True,
    )  # fmt: skip


def _path_caption(setting: Setting, path: Path) -> str:
    name = setting.way.name
    opening = f"From {vector(setting.start)} {name}, s = {number(setting.step)},"
    if path.diverged_at is not None:
        return f"{opening} {_early(path)}."
    where = ""
    if setting.target is not None:
        where = f", {number(float(setting.gap(path.points[-1])))} from the minimum"
    return f"{opening} comes in {count(len(path.points) - 1, 'step')} to {vector(path.points[-1])}{where}."


def _early(path: Path) -> str:
    """Say in a few words how a path ended before its time."""
    value, _ = ended(path)
    if value.startswith("diverges"):
        return f"leaves all bounds: it {value}"
    return f"steps to where f has no finite value, at step {path.diverged_at}"


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
    if setting.target is None or setting.curved is None or setting.local is None or _flat(setting).size:
        return []
    _, vectors = np.linalg.eigh(setting.local.A)
    names = ("flattest direction", "steepest direction")
    roles: tuple[Role, Role] = ("third", "fourth")
    return [_through(setting.target, vectors[:, i], x, y, name, roles[i]) for i, name in enumerate(names)]


def _flat(setting: Setting) -> Array:
    return setting.stationary.flat if setting.stationary is not None else np.empty((0, 2))


def _minima(setting: Setting, x: Array, y: Array) -> list[Line]:
    """Return the line of minima of a quadratic that has one."""
    flat = _flat(setting)
    if len(flat) != 1 or setting.target is None:
        return []
    return [_through(setting.target, flat[0], x, y, "line of minima", "right")]


def _through(centre: Array, way: Array, x: Array, y: Array, name: str, role: Role) -> Line:
    """Return a straight line through a point, as far as the picture reaches."""
    length = float(x[-1] - x[0])
    along = centre + np.linspace(-length, length, 81)[:, np.newaxis] * way
    inside = (along[:, 0] >= x[0]) & (along[:, 0] <= x[-1]) & (along[:, 1] >= y[0]) & (along[:, 1] <= y[-1])
    return Line(along[inside, 0], along[inside, 1], name, role)


def _loss(setting: Setting, path: Path, wrong: tuple[str, Path] | None) -> Figure:
    target = setting.target
    floor = 0.0 if target is None else setting.height(target)
    axis = Axis("f") if target is None else Axis("f − f(minimum)", "log")
    layers = [_against_time("the path", path.values - floor, "first", target is None)]
    if wrong is not None:
        off = wrong[1].values - floor
        layers.append(_against_time(f"your rule: {wrong[0]}", off, "wrong", target is None))
    first, last = number(path.values[0] - floor), number(path.values[-1] - floor)
    trend = "falls" if path.values[-1] < path.values[0] else "does not fall"
    what = "f" if target is None else "The height above the minimum"
    caption = f"{what} {trend} from {first} to {last} in {count(len(path.values) - 1, 'step')}"
    caption += f" of {setting.way.name}" + (f"; {setting.lacking}." if target is None else ".")
    if setting.constant:
        caption = f"f is constant, {number(path.values[0])}: no step leads lower."
    return Figure("f along the path", caption, layers, Axis("iteration"), axis)


def _against_time(name: str, values: Array, role: Role, plain: bool = False) -> Line:
    """Return values against the iteration; what is not above 0 has no place on a log axis."""
    shown = values if plain else np.where(values > 1e-24, values, np.nan)
    return Line(np.arange(len(values), dtype=np.float64), shown, name, role)


def _race(setting: Setting) -> Figure:
    title = "The same start, six ways down"
    if setting.target is None:
        return Figure(title, f"There is nothing to race to: {setting.lacking}.", [])
    weight = setting.momentum or 0.9
    ways = {
        "gradient descent": Way(OPTIMIZERS[0], 0.0),
        f"momentum {number(weight)}": Way(OPTIMIZERS[0], weight),
        f"Nesterov {number(weight)}": Way("nesterov", weight),
    }
    ways |= {way.name: way for way in (Way(name, 0.0) for name in OPTIMIZERS[2:])}
    layers, ends = [], []
    for role, (label, way) in zip(ROLES, ways.items(), strict=True):
        path = setting.descend(setting.way_down(way))
        gaps = setting.gap(path.points)
        layers.append(_against_time(label, gaps, role))
        ends.append((float(gaps[-1]) if path.diverged_at is None else np.inf, label))
    gap, best = min(ends)
    caption = (
        f"After {count(setting.steps, 'step')} of size {number(setting.step)}, {best} is closest to the minimum "
        f"({number(gap)}); each is as PyTorch defines it."
    )
    if not np.isfinite(gap):
        caption = f"With s = {number(setting.step)} none of the six comes to an end: all diverge."
    return Figure(title, caption, layers, Axis("iteration"), Axis("distance to the minimum", "log"))
