"""Pictures of question 2 on a grid: what a unit sees, and where a map shrinks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tutor.explore.convolution.setting import Setting, Sight
from tutor.explore.convolution.words import grouped
from tutor.explore.convolution.wrong import DRAWN, size_without_one
from tutor.figures.figure import Axis, Cells, Figure, Role

MARGIN = 2
WIDEST = 240
"""Rows and columns of the image that are drawn at most, around the unit's window."""

_SEEN, _UNSEEN, _PADDING, _SKIPPED, _OUTSIDE = range(5)
_VIEW: tuple[tuple[str, str, Role], ...] = (
    ("█", "seen by the unit", "first"),
    ("·", "image", "muted"),
    ("╱", "padding in its window", "second"),
    ("▒", "in its window, not read", "third"),
    (" ", "", "muted"),
)


def unit_view(setting: Setting) -> Figure:
    """Draw the window of the unit on the image, with its part in the padding hatched."""
    rows, columns = (setting.sight(axis, index) for axis, index in enumerate(setting.unit))
    down, across = _shown(rows), _shown(columns)
    window = np.outer(_in_window(rows, down), _in_window(columns, across))
    image = np.outer((down >= 0) & (down < rows.n), (across >= 0) & (across < columns.n))
    seen = np.outer(_is_seen(rows, down), _is_seen(columns, across))
    kind = np.where(image, _UNSEEN, _OUTSIDE)
    kind[window & ~image] = _PADDING
    kind[window & image] = _SKIPPED
    kind[seen] = _SEEN
    return Figure(
        "What one unit sees of the image", _view_caption(setting, rows, columns), [Cells(kind, _VIEW)],
        Axis("column", low=float(across[0])), Axis("row", low=float(down[0])),
    )  # fmt: skip


def _shown(sight: Sight) -> NDArray[np.int_]:
    """Return the rows or columns that are drawn: the window, with a margin where the image goes on."""
    low = max(sight.first - MARGIN, min(sight.first, 0))
    high = min(sight.last + MARGIN, max(sight.last, sight.n - 1))
    if high - low >= WIDEST:
        middle = min(max((sight.first + sight.last) // 2, 0), sight.n - 1)
        low = max(low, min(middle - WIDEST // 2, high - WIDEST + 1))
        high = low + WIDEST - 1
    return np.arange(low, high + 1)


def _in_window(sight: Sight, places: NDArray[np.int_]) -> NDArray[np.bool_]:
    low, high = max(sight.first, int(places[0])), min(sight.last, int(places[-1]))
    inside: NDArray[np.bool_] = (places >= low) & (places <= high)
    return inside


def _is_seen(sight: Sight, places: NDArray[np.int_]) -> NDArray[np.bool_]:
    return np.array([i >= 0 and bool(sight.pixels >> i & 1) for i in places.tolist()])


def _view_caption(setting: Setting, rows: Sight, columns: Sight) -> str:
    unit = f"Unit ({setting.unit[0]}, {setting.unit[1]})"
    height, width = rows.last - rows.first + 1, columns.last - columns.first + 1
    down, across = (f"{grouped(sight.first)} to {grouped(sight.last)}" for sight in (rows, columns))
    return (
        f"{unit} looks at rows {down} and columns {across}, {grouped(height)}×{grouped(width)}; "
        f"{rows.seen}×{columns.seen} of them are pixels that reach it."
    )


# The shrink map

_SHRINKS, _KEEPS, _GROWS, _NO_FIT, _MISNAMED, _HERE = range(6)


def shrink_map(setting: Setting, compare: str | None) -> Figure:
    """Draw for every kernel and padding whether the map shrinks, with the setting's own marked."""
    window, n = setting.window, setting.n
    kernels, paddings = np.arange(1, max(11, window.k + 2) + 1), np.arange(max(6, int(window.p) + 2))
    room = n + 2 * paddings[:, np.newaxis] - window.d * (kernels - 1) - 1
    kind = np.where(room < 0, _NO_FIT, _judged(n, room // window.s + 1))
    counts = [int((kind == each).sum()) for each in (_SHRINKS, _KEEPS, _GROWS)]
    wrong = compare == "size.no_plus1"
    if wrong:
        kind[(room >= 0) & (kind != _judged(n, room // window.s))] = _MISNAMED
    kind[int(window.p), window.k - 1] = _HERE
    out = window.output(n)
    meaning: tuple[tuple[str, str, Role], ...] = (
        ("▼", "shrinks", "first"),
        ("=", "keeps its size", "right"),
        ("▲", "grows", "second"),
        ("·", "does not fit", "muted"),
        ("×", "misjudged without the + 1", "wrong"),
        ("●", f"here: {n} → {out}", "strong"),
    )
    border = "2p < d(k − 1)" if window.s == 1 else "n + 2p − d(k − 1) − 1 < s(n − 1)"
    caption = (
        f"With n = {n}, s = {window.s}, d = {window.d} the map shrinks where {border}: {counts[0]} of these "
        f"{kind.size} settings shrink it, {counts[1]} keep its size, {counts[2]} make it grow."
    )
    if wrong and compare:
        caption += (
            f" {DRAWN[compare].capitalize()} would make {size_without_one(window, n)} of {n}, not {out}."
        )
    return Figure(
        "Where the map shrinks: kernel and padding", caption, [Cells(kind, meaning)],
        Axis("kernel k", low=1), Axis("padding p", low=0),
    )  # fmt: skip


def _judged(n: int, out: NDArray[np.int_]) -> NDArray[np.int_]:
    return np.where(out < n, _SHRINKS, np.where(out == n, _KEEPS, _GROWS))
