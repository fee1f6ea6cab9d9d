"""A figure drawn as text, at any size."""

from __future__ import annotations

from collections.abc import Callable

from tutor.figures.bars import draw_bars
from tutor.figures.cells import draw_cells
from tutor.figures.figure import Bars, Cells, Drawing, Figure
from tutor.figures.grid import Grid
from tutor.figures.message import write_message
from tutor.figures.plot import draw_plot


def draw(figure: Figure, width: int, height: int) -> Drawing:
    r"""Draw a figure as rows of text runs, exactly `width` cells by `height` rows.

    Args:
        figure: what to draw. Its layers decide how: with `Cells` as a grid, with `Bars` as bars, else as
            curves over common axes.
        width: cells in a row, 1 or more.
        height: rows, 1 or more.

    Returns:
        The drawing. Where there is no room, or no value to draw, it says so in words.

    Raises:
        ValueError: if width or height is below 1.
    """
    if width < 1 or height < 1:
        raise ValueError(f"width and height must be at least 1, not {width} and {height}.")
    drawn = _way(figure)(figure, width, height)
    if isinstance(drawn, str):
        drawn = write_message(figure.title, drawn, width, height)
    return drawn.drawing()


def _way(figure: Figure) -> Callable[[Figure, int, int], Grid | str]:
    """Choose how a figure is drawn."""
    if any(isinstance(layer, Cells) for layer in figure.layers):
        return draw_cells
    if any(isinstance(layer, Bars) for layer in figure.layers):
        return draw_bars
    return draw_plot
