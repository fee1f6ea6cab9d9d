"""The picture of a wrong rule beside the right one: two curves where a number can be varied, else bars in pairs."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.explore.comparison import LABEL, TITLE, Rule, Sweep, numbers, same
from tutor.explore.format import number
from tutor.figures.figure import Axis, Bars, Figure, Line, Reference

Array = NDArray[np.float64]
S = TypeVar("S")
_ROOM = 0.08


def picture_of(rule: Rule[S], setting: S) -> Figure:
    """Return a wrong rule's numbers beside the right ones."""
    right, wrong = rule.asked.value(setting), rule.value(setting)
    sweep = rule.asked.sweep
    if sweep is None or np.size(right) != 1:
        return _bars(rule, setting, right, wrong)
    return _curves(rule, setting, sweep, (float(numbers(right)[0]), float(numbers(wrong)[0])))


def _caption(rule: Rule[S], right: ArrayLike, wrong: ArrayLike, where: str = "") -> str:
    asked = rule.asked
    told = "the same" if same(wrong, right) else asked.tell(wrong)
    start = f"{where} the right" if where else "The right"
    return f"{start} {asked.name} is {asked.tell(right)}; your rule, {rule.words}, gives {told}."


def _bars(rule: Rule[S], setting: S, right: ArrayLike, wrong: ArrayLike) -> Figure:
    truths, slips = numbers(right), numbers(wrong)
    entries = rule.asked.entries
    names = [rule.asked.name] if entries is None else list(entries(setting))
    layers: list[Bars] = []
    if len(names) < truths.size:
        names = _places(np.shape(right))
    for at, (name, truth) in enumerate(zip(names, truths, strict=False)):
        layers.append(Bars([name], [truth], "right", [f"{number(truth)}, right"]))
        if at < slips.size:
            layers.append(Bars([LABEL], [slips[at]], "wrong", [number(slips[at])]))
    return Figure(TITLE, _caption(rule, right, wrong), layers, Axis(rule.asked.name))


def _places(shape: tuple[int, ...]) -> list[str]:
    """Return the names of the entries of a matrix, row by row."""
    return ["entry " + ", ".join(str(at + 1) for at in place) for place in np.ndindex(*shape)]


def _curves(rule: Rule[S], setting: S, sweep: Sweep[S], here: tuple[float, float]) -> Figure:
    at = sweep.here(setting)
    along = np.unique(np.append(sweep.values(setting), at))
    settings = [sweep.at(setting, float(each)) for each in along]
    right, wrong = (
        np.array([float(numbers(value(each))[0]) for each in settings])
        for value in (rule.asked.value, rule.value)
    )
    low, high = _window(right, here)
    layers = [
        Line(along, right, f"right: {rule.asked.name}", "right"),
        Line(along, wrong, f"{LABEL}: {rule.formula}" if rule.formula else LABEL, "wrong", symbol=None),
        Line([at], [here[0]], "", "right", joined=False, symbol="●"),
        Line([at], [here[1]], "", "wrong", joined=False, symbol="×"),
    ]
    where = f"At {sweep.label} = {number(at)}"
    caption = _caption(rule, *here, where)
    mark = Reference("x", at, f"{sweep.label} = {number(at)}", "strong")
    return Figure(
        TITLE, caption, layers, Axis(sweep.label, low=float(along[0]), high=float(along[-1])),
        Axis(rule.asked.name, low=low, high=high), [mark],
    )  # fmt: skip


def _window(right: Array, here: tuple[float, float]) -> tuple[float | None, float | None]:
    """Return heights that show both numbers and most of the right curve; what shoots up at an edge is cut off."""
    usual = right[np.isfinite(right)]
    ends = [*np.quantile(usual, [0.04, 0.96])] if usual.size else []
    shown = [float(each) for each in (*ends, *here) if np.isfinite(each)]
    if not shown or min(shown) == max(shown):
        return None, None
    low, high = min(shown), max(shown)
    room = _ROOM * (high - low)
    return low - room, high + room
