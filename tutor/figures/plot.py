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
        legend, rows = self._heading(in_legend)
        canvas = None if rows is None else self._canvas(rows.canvas)
        if rows is None or canvas is None:
            return TOO_SMALL
        located = locate(self.figure.references, canvas)
        grid = Grid(self.width, self.height)
        if rows.title:
            write_centred(grid, 0, self.figure.title, "strong")
        legend = legend.cut_to(rows.legend, self.width)
        legend.write_on(grid, rows.title)
        if rows.names or self._fits_beside(legend):
            grid.write(rows.top - 1, 0, self.figure.y.label)
        site = self._draw_canvas(grid, rows, canvas, located)
        beside = [item for item in located if item.reference not in in_legend]
        return grid, name_lines(grid, site, beside)

    def _heading(self, in_legend: Sequence[Reference]) -> tuple[Legend, Rows | None]:
        """Share the rows out. The y label has a row of its own, or joins the legend where rows are dear."""
        entries = [item.entry for item in self.series if item.layer.label]
        entries += [item.entry for item in locate(in_legend, Canvas(1, 1, self.x, self.y))]
        legend = make_legend(entries, self.width)
        upright = any(item.axis == "x" and item.label for item in self.figure.references)
        apart = bool(self.figure.y.label) and not self._fits_beside(legend)
        rows = self._share(legend, upright or apart)
        if rows is not None and apart and not rows.names:
            legend = make_legend([Entry("↑", self.figure.y.label, None), *entries], self.width)
            rows = self._share(legend, False)
        return legend, rows

    def _fits_beside(self, legend: Legend) -> bool:
        return cell_width(self.figure.y.label) + _GAP <= legend.free_at_left(self.width)

    def _share(self, legend: Legend, names: bool) -> Rows | None:
        wanted = Rows(bool(self.figure.title), len(legend.lines), names, 0, bool(self.figure.x.label))
        return share_rows(self.height, wanted, _AXIS_ROWS, _FEWEST_ROWS)

    def _canvas(self, rows: int) -> Canvas | None:
        """Fit the canvas between the y labels and the right edge."""
        room = label_room(Canvas(1, rows, self.x, self.y).y_marks())
        canvas = Canvas(self.width - room - 1, rows, self.x, self.y)
        if canvas.columns < _FEWEST_COLUMNS:
            return None
        if self.figure.equal:
            canvas = canvas.with_equal_units()
            spare = self.width - label_room(canvas.y_marks()) - 1
            canvas = replace(canvas, columns=min(canvas.columns, spare))
        return canvas

    def _draw_canvas(self, grid: Grid, rows: Rows, canvas: Canvas, located: Sequence[Located]) -> Site:
        """Draw the axes and everything between them; return where the canvas came to lie."""
        label = shorten(self.figure.x.label, canvas.columns if rows.x_label else canvas.columns // 2)
        beside_ticks = label and not rows.x_label
        drawn = cells(self.series, canvas)
        panel = Panel(
            canvas.columns,
            canvas.rows,
            canvas.x_marks(cell_width(label) + 1 if beside_ticks else 0),
            canvas.y_marks(),
            rules(located),
            cells=drawn,
        )
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
