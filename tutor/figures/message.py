"""What a picture says when it cannot be drawn."""

from __future__ import annotations

from tutor.figures.grid import Grid
from tutor.figures.heading import write_centred
from tutor.figures.text import wrap

TOO_SMALL = "too small to draw"
NO_VALUES = "nothing to draw: there are no values"
NOTHING = "nothing to draw: every value is infinite or undefined"
NOTHING_ON_LOG = "nothing to draw: a logarithmic axis needs values above zero"
NONE_WITHIN = "nothing lies within these limits"


def write_message(title: str, sentence: str, width: int, height: int) -> Grid:
    """Put a sentence in the middle of an otherwise empty drawing, under the title if there is room."""
    grid = Grid(width, height)
    lines = wrap(sentence, width)[:height]
    first = (height - len(lines)) // 2
    if title and first > 0:
        write_centred(grid, 0, title, "strong")
    for number, line in enumerate(lines):
        write_centred(grid, first + number, line, "muted")
    return grid
