"""The picture of a wrong rule beside the right one: two curves where a number can be varied, else bars in pairs."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.explore.comparison import LABEL, TITLE, Rule, Sweep, numbers, same
from tutor.explore.comparison_finding import entry, gives, names, places
from tutor.explore.format import number
from tutor.figures.figure import Axis, Bars, Figure, Line, Reference

Array = NDArray[np.float64]
S = TypeVar("S")
_ROOM = 0.08


def picture_of(rule: Rule[S], setting: S) -> Figure:
    """Return a wrong rule's numbers beside the right ones."""
    hindered = rule.hindered(setting)
    if hindered:
        return Figure(TITLE, f"There is nothing here to compare. {hindered}", [])
    right, wrong = rule.asked.value(setting), rule.value(setting)
    sweep = rule.asked.sweep
    if sweep is None or np.size(right) != 1:
        return _bars(rule, setting, right, wrong)
    return _curves(rule, setting, sweep, (float(numbers(right)[0]), float(numbers(wrong)[0])))


def _caption(rule: Rule[S], right: ArrayLike, wrong: ArrayLike, where: str = "") -> str:
    asked = rule.asked
    told = "gives the same" if same(wrong, right) else gives(asked.tell(wrong))
    return f"Right for {asked.name}{where}: {asked.tell(right)}. Your rule, {rule.words}, {told}."


def _bars(rule: Rule[S], setting: S, right: ArrayLike, wrong: ArrayLike) -> Figure:
    """Return bars in pairs: each entry of the right answer with the wrong one that stands in its place."""
    slips = dict(zip(places(np.shape(wrong)), numbers(wrong), strict=False))
    layers: list[Bars] = []
    caption = _caption(rule, right, wrong)
    one = rule.asked.entries is None and np.size(right) == 1
    called = [rule.asked.name] if one else names(rule.asked, setting, np.shape(right))
    for name, place, truth in zip(called, places(np.shape(right)), numbers(right), strict=True):
        layers.append(Bars([name], [truth], "right", [f"{number(truth)}, right"]))
        if place in slips:
            slip = slips.pop(place)
            layers.append(Bars([LABEL], [slip], "wrong", [number(slip)]))
    for place, slip in slips.items():
        layers.append(Bars([f"{LABEL}, {entry(place)}"], [slip], "wrong", [number(slip)]))
    if slips or (np.size(wrong) and np.size(wrong) < np.size(right)):
        caption += " The two differ in shape: what stands in the same place is drawn as a pair."
    return Figure(TITLE, caption, layers, Axis(rule.asked.name))


def _curves(rule: Rule[S], setting: S, sweep: Sweep[S], here: tuple[float, float]) -> Figure:
    at = sweep.here(setting)
    along = np.unique(np.append(sweep.values(setting), at))
    settings = [sweep.at(setting, float(each)) for each in along]
    right, wrong = (
        np.array([float(numbers(value(each))[0]) for each in settings])
        for value in (rule.asked.value, rule.value)
    )
    low, high = _window(right, here)
    letters = rule.letters(setting)
    layers = [
        Line(along, right, f"right: {rule.asked.name}", "right"),
        Line(along, wrong, f"{LABEL}: {letters}" if letters else LABEL, "wrong", symbol=None),
        Line([at], [here[0]], "", "right", joined=False, symbol="●"),
        Line([at], [here[1]], "", "wrong", joined=False, symbol="×"),
    ]
    caption = _caption(rule, *here, f" at {sweep.label} = {number(at)}")
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
