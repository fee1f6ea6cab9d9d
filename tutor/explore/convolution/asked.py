"""What question 2 asks for, as wrong rules answer it, and the letters of a layer that they are written in."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tutor.compute.convnet import BatchNorm, Conv, Dense, GlobalAveragePool, Layer, LayerRow, Pool
from tutor.explore.comparison import Asked, Rule, Sweep
from tutor.explore.convolution.setting import Setting, Shape, pick
from tutor.explore.format import number
from tutor.explore.formulas import Array, Formulas


def _sizes(setting: Setting) -> Array:
    low = max(1, setting.window.span - 2 * int(setting.window.p))
    return np.arange(low, max(2 * setting.n, low + 30), dtype=np.float64)


N = Sweep[Setting]("n", _sizes, lambda s: s.n, lambda s, value: replace(s, n=round(value)))
SIZE = Asked[Setting](
    "2.1a", "size of the map", lambda s: s.window.output(s.n), "⌊(n + 2p − e)/s⌋ + 1", sweep=N
)
PADDING = Asked[Setting](
    "2.1a", "padding that keeps the size", lambda s: (s.window.span - 1) / 2, "d(k − 1)/2"
)
COUNTS = Asked[Setting](
    "2.3", "parameters by layer", lambda s: [row.parameters for row in s.table],
    entries=lambda s: [row.layer for row in s.table],
)  # fmt: skip
TOTAL = Asked[Setting]("2.3", "parameters in all", lambda s: s.table.total_parameters)
FIELD = Asked[Setting]("2.4", "receptive field", lambda s: pick(s.field_rows[-1].rf, 0), "1 + Σ d(k − 1)·j")

WINDOW = Formulas[Setting](
    {
        "n": lambda s: s.n,
        "k": lambda s: s.window.k,
        "s": lambda s: s.window.s,
        "p": lambda s: int(s.window.p),
        "d": lambda s: s.window.d,
        "e": lambda s: s.window.span,
    },
    {"e": "the d(k − 1) + 1 cells that the kernel spans"},
)
"""The window of part 2.1a."""

Step = tuple[Layer, LayerRow, Shape]
_MEANINGS = {
    "h": "the height of its input", "w": "the width of its input", "c": "the channels of its input",
    "k": "its kernel", "s": "its stride", "p": "its padding", "d": "its dilation",
    "e": "the cells that its kernel spans",
    "f": "its filters", "g": "its groups", "a": "the height of its output", "b": "the width of its output",
    "A": "its height with stride 1", "B": "its width with stride 1", "W": "its weights", "P": "its parameters",
    "M": "its multiply-adds",
    "u": "the units of the dense layer", "i": "the channels of the image",
    "F": "the numbers before that pooling",
    "T": "the parameters of the network",
}  # fmt: skip


@dataclass(frozen=True)
class Which:
    """One layer of the network: the first of a kind, the second, or the last (−1)."""

    name: str
    kind: type[Layer]
    place: int = 0

    def step(self, setting: Setting) -> Step | None:
        """Return the layer with its row and the shape of its input, or None where there is none."""
        found = [step for step in setting.steps if isinstance(step[0], self.kind)]
        return found[self.place] if -1 <= self.place < len(found) and found else None

    def missing(self, setting: Setting) -> str:
        """Return what says that there is no such layer, or ""."""
        return "" if self.step(setting) else f"This network has no {self.name}."

    def value(self, of: Callable[[Step], float]) -> Callable[[Setting], float]:
        """Return what reads a number off the layer; NaN where there is none."""

        def read(setting: Setting) -> float:
            step = self.step(setting)
            return math.nan if step is None else float(of(step))

        return read

    @property
    def letters(self) -> Formulas[Setting]:
        """What the letters of a formula stand for in this layer."""
        readers = {letter: self.value(of) for letter, of in _READERS.items()}
        readers["T"] = lambda s: s.table.total_parameters
        readers["u"] = DENSE.value(lambda step: step[0].units if isinstance(step[0], Dense) else math.nan)
        readers["i"] = lambda s: s.image[2]
        readers["F"] = lambda s: _before(s, self.step(s))
        return Formulas[Setting](readers, _MEANINGS)

    def shape(self) -> Asked[Setting]:
        """Return what asks for its output."""

        def value(setting: Setting) -> Sequence[int]:
            step = self.step(setting)
            return () if step is None else tuple(step[1].output_hwc)

        entries = ["height", "width", "channels"]
        return Asked("2.3", f"output of the {self.name}", value, entries=lambda _: entries, written=_shape)

    def number(self, what: str, of: Callable[[Step], float], formula: str = "") -> Asked[Setting]:
        """Return what asks for a number of it."""
        return Asked("2.3", f"{what} of the {self.name}", self.value(of), formula)

    def rule(
        self, asked: Asked[Setting], words: str, texts: str | Sequence[str], why: str,
        unless: Callable[[Setting], str] | None = None,
    ) -> Rule[Setting]:  # fmt: skip
        """Return a wrong rule of one formula, or of one for each number; where it fits the layer not, it says so."""
        several = (texts,) if isinstance(texts, str) else tuple(texts)
        formula = texts if isinstance(texts, str) else f"({', '.join(texts)})"
        letters = self.letters

        def hindered(setting: Setting) -> str:
            return (
                self.missing(setting) or self._unfit(setting, formula) or (unless(setting) if unless else "")
            )

        legend = letters.legend(formula, asked.formula)
        return Rule(asked, words, letters.value(*several), why, formula, unless=hindered, legend=legend)

    def _unfit(self, setting: Setting, formula: str) -> str:
        step = self.step(setting)
        if step is None or not isinstance(step[0], Conv | Pool):
            return ""
        text, (high, wide) = step[0].text, step[0].windows
        if any(letter in formula for letter in "ke") and (high.k, high.s, high.d) != (wide.k, wide.s, wide.d):
            return f"{text} differs along height and width; this rule is written for a square kernel."
        if "p" in formula.replace("ceil", "") and "same" in (high.p, wide.p):
            return f"{text} pads as much as “same” takes; this rule is written for a padding p."
        return ""


def _before(setting: Setting, step: Step | None) -> float:
    """Return how many numbers go into the layer before a layer."""
    at = next((at for at, each in enumerate(setting.steps) if each is step), 0)
    return math.prod(setting.steps[at - 1][2]) if at else math.nan


def _window(name: str) -> Callable[[Step], float]:
    def read(step: Step) -> float:
        found = getattr(step[0].windows[0], name) if isinstance(step[0], Conv | Pool) else math.nan
        return float(found) if isinstance(found, int) else math.nan

    return read


def _places(axis: int) -> Callable[[Step], float]:
    """Return what reads how many places a kernel has with stride 1."""

    def read(step: Step) -> float:
        layer, _, shape = step
        return (
            replace(layer.windows[axis], s=1).output(shape[axis])
            if isinstance(layer, Conv | Pool)
            else math.nan
        )

    return read


def _filters(step: Step) -> float:
    return step[0].filters if isinstance(step[0], Conv) else step[1].output_hwc[2]


_READERS: dict[str, Callable[[Step], float]] = {
    "h": lambda step: step[2][0],
    "w": lambda step: step[2][1],
    "c": lambda step: step[2][2],
    "k": _window("k"),
    "s": _window("s"),
    "p": _window("p"),
    "d": _window("d"),
    "e": _window("span"),
    "f": _filters,
    "g": lambda step: step[0].groups if isinstance(step[0], Conv) else 1,
    "a": lambda step: step[1].output_hwc[0],
    "b": lambda step: step[1].output_hwc[1],
    "A": _places(0),
    "B": _places(1),
    "W": lambda step: step[1].weights,
    "P": lambda step: step[1].parameters,
    "M": lambda step: step[1].macs,
}


def _shape(values: Array) -> str:
    return "×".join(number(float(each)) for each in values)


CONV, SECOND = Which("first convolution", Conv), Which("second convolution", Conv, 1)
POOL, LAST_POOL = Which("first pooling", Pool), Which("last pooling", Pool, -1)
DENSE, NORM = Which("dense layer", Dense), Which("batch norm", BatchNorm)
MEAN = Which("global average pooling", GlobalAveragePool)
