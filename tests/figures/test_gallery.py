"""The kinds of pictures that the questions draw, compared with drawings that were looked at and found good.

Run this file to see the pictures (`python tests/figures/test_gallery.py [WIDTH HEIGHT]`), or with `write`
to keep the present drawings as the good ones.
"""

import sys
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pytest

from tutor.figures.draw import draw
from tutor.figures.figure import Axis, Bars, Cells, Contours, Figure, Line, Reference

GOOD = Path(__file__).parent / "gallery"
SIZE = (60, 18)
EIGENVALUES = np.array([3 - 5**0.5, 3 + 5**0.5])


def kink() -> Figure:
    x = np.linspace(-6, 6, 193)
    slope = np.where(x == 0, np.nan, np.where(x > 0, 1.0, 0.0))
    layers = [
        Line(x, np.maximum(x, 0), "relu(x)", "first"),
        Line(x, slope, "relu′(x)", "second"),
        Line([0], [0], "kink", "wrong", joined=False, symbol="◆"),
    ]
    return Figure(
        "ReLU and its derivative", "", layers, Axis("x"), Axis("y"), [Reference("y", 0, "", "muted")]
    )


def swish_family() -> Figure:
    x = np.linspace(-6, 6, 193)
    roles = ("second", "third", "fourth")
    family = [
        Line(x, x / (1 + np.exp(-beta * x)), f"β = {beta}", role)  # type: ignore[arg-type]
        for beta, role in zip((0, 1, 5), roles, strict=True)
    ]
    relu = Line(x, np.maximum(x, 0), "ReLU", "first")
    return Figure("The swish family and ReLU", "", [relu, *family], Axis("x"), Axis("x·σ(βx)"))


def gradient_check() -> Figure:
    h = np.logspace(-12, 0, 97)
    layers = [
        Line(h, h**2 / 6 + 1e-16 / h, "central", "first"),
        Line(h, h / 2 + 1e-16 / h, "one-sided", "second"),
    ]
    best = Reference("x", 6.0555e-6, "best ε")
    return Figure("Gradient check", "", layers, Axis("ε", "log"), Axis("error", "log"), [best])


def descent() -> Figure:
    """Draw gradient descent on f = y² + (y − x)² from (1, 1) with step 0.1."""
    matrix = np.array([[2.0, -2.0], [-2.0, 4.0]])
    path = [np.array([1.0, 1.0])]
    for _ in range(40):
        path.append(path[-1] - 0.1 * matrix @ path[-1])
    points = np.array(path)
    _, axes = np.linalg.eigh(matrix)
    grid = np.linspace(-1.5, 1.5, 61)
    heights = grid[:, None] ** 2 + (grid[:, None] - grid[None, :]) ** 2
    layers = [
        Contours(grid, grid, heights, [0.05, 0.2, 0.5, 1, 2, 4], label="f = 0.05, 0.2, 0.5, 1, 2, 4"),
        Line(axes[0, 0] * np.array([-1, 1]), axes[1, 0] * np.array([-1, 1]), "v₁, λ = 0.764", "second"),
        Line(axes[0, 1] * np.array([-1, 1]), axes[1, 1] * np.array([-1, 1]), "v₂, λ = 5.236", "third"),
        Line(points[:, 0], points[:, 1], "path", "first", symbol="•"),
        Line([0], [0], "minimum", "right", joined=False, symbol="✚"),
    ]
    return Figure("f = y² + (y − x)², s = 0.1", "", layers, Axis("x"), Axis("y"), equal=True)


def cliff() -> Figure:
    s = np.logspace(-3, 0, 241)
    parts = np.linalg.eigh(np.array([[2.0, -2.0], [-2.0, 4.0]]))[1].T @ np.array([1.0, 1.0])
    lines = []
    for steps, role in ((1, "first"), (10, "second"), (100, "third"), (1000, "fourth")):
        with np.errstate(over="ignore"):
            distance = np.hypot(*(parts[i] * (1 - s * EIGENVALUES[i]) ** steps for i in (0, 1)))
        lines.append(Line(s, distance, f"T = {steps}", role))  # type: ignore[arg-type]
    references = [Reference("x", 2 / EIGENVALUES[1], "2/λmax"), Reference("x", 0.1, "s", "strong")]
    title = "Distance to the minimum after T steps"
    return Figure(title, "", lines, Axis("step s", "log"), Axis("distance", "log", 1e-12, 1e4), references)


def cross_entropy() -> Figure:
    p, x = np.linspace(0.005, 0.995, 199), 0.3
    floor = -(x * np.log(x) + (1 - x) * np.log(1 - x))
    ce = -(x * np.log(p) + (1 - x) * np.log(1 - p))
    layers = [Line(p, ce, "cross-entropy", "first"), Line(p, ce - floor, "KL", "second")]
    references = [Reference("y", floor, "floor H(x)"), Reference("x", x, "x", "strong")]
    return Figure("Cross-entropy and its floor", "", layers, Axis("p"), Axis("nats", high=3), references)


def parameters() -> Figure:
    names = ["Conv4-5 valid", "Pool3", "Conv8-3 same", "FC 120", "FC 10"]
    bars = Bars(names, [304, 0, 296, 30720, 1210])
    return Figure("Parameters by layer", "", [bars], Axis("parameters"), Axis("layer"))


def field(size: int, reach: int, centre: int) -> Figure:
    kind = np.zeros((size, size), dtype=int)
    near = slice(max(centre - reach, 0), centre + reach + 1)
    kind[near, near] = 1
    kind[centre, centre] = 2
    meaning = [("·", "not seen", "muted"), ("█", "seen", "first"), ("◆", "centre", "strong")]
    return Figure("What the unit sees", "", [Cells(kind, meaning)], Axis("column"), Axis("row"))  # type: ignore[list-item]


PICTURES = {
    "kink": kink,
    "swish": swish_family,
    "gradient_check": gradient_check,
    "descent": descent,
    "cliff": cliff,
    "cross_entropy": cross_entropy,
    "parameters": parameters,
    "field_64": lambda: field(64, 10, 31),
    "field_11": lambda: field(11, 5, 0),
}


def drawn(name: str, size: tuple[int, int] = SIZE) -> str:
    return "\n".join(row.rstrip() for row in draw(PICTURES[name](), *size).text.split("\n"))


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_look_as_they_did(name: str) -> None:
    now, good = drawn(name).split("\n"), (GOOD / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    pairs = [zip_longest(*rows, fillvalue=" ") for rows in zip_longest(now, good, fillvalue="")]
    changed = sum(new != old for row in pairs for new, old in row)
    # Another processor may round exp and log the other way, which moves a dot here and there.
    assert changed <= 4, drawn(name)


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (160, 50)])
@pytest.mark.parametrize("name", PICTURES)
def test_every_series_is_in_the_legend_at_other_sizes(name: str, size: tuple[int, int]) -> None:
    figure, text = PICTURES[name](), drawn(name, size)
    labels = [layer.label for layer in figure.layers if isinstance(layer, Line | Contours)]
    missing = [label for label in labels if label and label not in text]
    assert not missing or f"+{len(missing)}" in text or (size == (40, 10) and "more" in text)


if __name__ == "__main__":
    sizes = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) == 3 else SIZE
    for picture in PICTURES:
        print(drawn(picture, sizes), end="\n" + "─" * sizes[0] + "\n")
        if sys.argv[1:] == ["write"]:
            GOOD.mkdir(exist_ok=True)
            (GOOD / f"{picture}.txt").write_text(drawn(picture) + "\n", encoding="utf-8")
