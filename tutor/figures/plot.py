"""Curves, points and level lines over common axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tutor.figures.canvas import Canvas
from tutor.figures.figure import Figure, Line, Reference
from tutor.figures.grid import Grid
from tutor.figures.heading import Entry, Legend, Rows, make_legend, share_rows, write_centred
from tutor.figures.marks import label_room
from tutor.figures.message import NO_VALUES, NONE_WITHIN, NOTHING, NOTHING_ON_LOG, TOO_SMALL
from tutor.figures.panel import Panel
from tutor.figures.references import Composed, Located, Site, locate, name_lines, rules, settle
from tutor.figures.scale import Floats, Span, on_scale, span_of
from tutor.figures.series import Series, cells, extent, prepare
from tutor.figures.text import cell_width, shorten

_AXIS_ROWS = 2
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 10
_GAP = 3
_NOMINAL = 1000
"""Cells of a canvas that is only asked what lies on it."""
_SPARE = 0.03
"""How much of the y axis is left free above and below the data."""


def draw_plot(figure: Figure, width: int, height: int) -> Grid | str:
    """Draw curves; a sentence comes back where there is nothing to draw or no room."""
    series = prepare(figure)
    spans = _spans(figure, series)
    if isinstance(spans, str):
        return spans
    return settle(_Plot(figure, series, *spans, width, height).compose)


def _spans(figure: Figure, series: Sequence[Series]) -> tuple[Span, Span] | str:
    """Choose both axes, or say why there is nothing to draw."""
    xs, ys = extent(series)
    if not any(part.size for part in ys):
        return _why_nothing(figure)
    x = span_of(figure.x, [*xs, _references(figure, "x")])
    if x is None:
        return NOTHING
    _, visible = extent(series, within=x)
    y = span_of(
        figure.y, [*(visible if any(v.size for v in visible) else ys), _references(figure, "y")], _SPARE
    )
    return NOTHING if y is None else (x, y)


def _references(figure: Figure, axis: str) -> Floats:
    scale = figure.x.scale if axis == "x" else figure.y.scale
    return on_scale([item.value for item in figure.references if item.axis == axis], scale)


def _why_nothing(figure: Figure) -> str:
    lines = [layer for layer in figure.layers if isinstance(layer, Line)]
    if not any(np.size(line.x) for line in lines):
        return NO_VALUES if lines or not figure.layers else NOTHING
    finite = any((np.isfinite(line.x) & np.isfinite(line.y)).any() for line in lines)
    return NOTHING_ON_LOG if finite else NOTHING


@dataclass(frozen=True)
class _Plot:
    """What is drawn and how much room there is."""

    figure: Figure
    series: Sequence[Series]
    x: Span
    y: Span
    width: int
    height: int

    def compose(self, in_legend: Sequence[Reference]) -> Composed:
        """Lay everything out with the names of some reference lines in the legend."""
        legend, rows, y_label = self._heading(in_legend)
        canvas = None if rows is None else self._canvas(rows.canvas)
        if rows is None or canvas is None:
            return TOO_SMALL
        located = locate(self.figure.references, canvas)
        grid = Grid(self.width, self.height)
        if rows.title:
            write_centred(grid, 0, self.figure.title, "strong")
        legend.cut_to(rows.legend, self.width).write_on(grid, rows.title)
        if y_label:
            grid.write(rows.top - 1, 0, y_label)
        site = self._draw_canvas(grid, rows, canvas, located)
        beside = [item for item in located if item.reference not in in_legend]
        return grid, name_lines(grid, site, beside)

    def _heading(self, in_legend: Sequence[Reference]) -> tuple[Legend, Rows | None, str]:
        """Share the rows out.

        The y label is what goes left of the last row above the canvas: a row of its own, or the end of
        the legend if that leaves room. Where rows are dear it is an entry of the legend instead.
        """
        whole = Canvas(_NOMINAL, _NOMINAL, self.x, self.y)
        entries = [item.entry for item in self.series if item.layer.label]
        entries += [item.entry for item in locate(in_legend, whole)]
        legend = make_legend(entries, self.width)
        y_label = self.figure.y.label
        upright = any(item.axis == "x" and item.label for item in self.figure.references)
        apart = bool(y_label) and cell_width(y_label) + _GAP > legend.free_at_left(self.width)
        rows = self._share(legend, upright or apart)
        if not y_label or rows is None or rows.names or (not apart and rows.legend == len(legend.lines)):
            return legend, rows, y_label
        legend = make_legend([Entry("↑", y_label, None), *entries], self.width)
        return legend, self._share(legend, False), ""

    def _share(self, legend: Legend, names: bool) -> Rows | None:
        wanted = Rows(bool(self.figure.title), len(legend.lines), names, 0, bool(self.figure.x.label))
        return share_rows(self.height, wanted, _AXIS_ROWS, _FEWEST_ROWS)

    def _canvas(self, rows: int) -> Canvas | None:
        """Fit the canvas between the y labels and the right edge."""
        room = label_room(Canvas(1, rows, self.x, self.y).y_marks())
        canvas = Canvas(self.width - room - 1, rows, self.x, self.y)
        if self.figure.equal and canvas.columns >= _FEWEST_COLUMNS:
            canvas = canvas.with_equal_units()
            spare = self.width - label_room(canvas.y_marks()) - 1
            canvas = replace(canvas, columns=min(canvas.columns, spare))
        return canvas if canvas.columns >= _FEWEST_COLUMNS else None

    def _draw_canvas(self, grid: Grid, rows: Rows, canvas: Canvas, located: Sequence[Located]) -> Site:
        """Draw the axes and everything between them; return where the canvas came to lie."""
        label = shorten(self.figure.x.label, canvas.columns if rows.x_label else canvas.columns // 2)
        beside_ticks = label and not rows.x_label
        drawn = cells(self.series, canvas)
        y_marks = canvas.y_marks()
        x_marks = canvas.x_marks(label_room(y_marks) + 1, cell_width(label) + 2 if beside_ticks else 0)
        panel = Panel(canvas.columns, canvas.rows, x_marks, y_marks, rules(located), cells=drawn)
        start = (self.width - panel.margin - canvas.columns) // 2
        left = start + panel.margin
        panel.draw_on(grid, rows.top, start)
        below = rows.top + canvas.rows + 1
        if beside_ticks:
            grid.write(below, left + canvas.columns - cell_width(label), label)
        elif label:
            grid.write(below + 1, left + (canvas.columns - cell_width(label)) // 2, label)
        if not drawn:
            write_centred(grid, rows.top + canvas.rows // 2, NONE_WITHIN)
        return Site(rows.top, left, canvas.columns, canvas.rows, rows.top - 1 if rows.names else None)
