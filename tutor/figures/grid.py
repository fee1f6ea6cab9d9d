"""The drawing while it is made: one character and one ink for each cell, later turned into runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from tutor.figures.figure import Drawing, Role, Run
from tutor.figures.text import shorten, split_cells

_ROLES: tuple[Role, ...] = get_args(Role)
_INKS: dict[Role | None, int] = {None: 0} | {role: number for number, role in enumerate(_ROLES, 1)}
_ROLE_OF: tuple[Role | None, ...] = (None, *_ROLES)
_BLANKS = (" ", "")


def ink_of(role: Role | None) -> int:
    """Give the whole number that stands for a role while drawing: 1 and up, 0 for plain text."""
    return _INKS[role]


class Grid:
    """`width` × `height` cells, row 0 at the top; a wide character is followed by an empty string."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.characters = [[" "] * width for _ in range(height)]
        self.inks = [[0] * width for _ in range(height)]

    def write(self, row: int, column: int, text: str, role: Role | None = None) -> None:
        """Write text from a cell on; what does not fit into the row is shortened."""
        if not 0 <= row < self.height:
            return
        cells = split_cells(shorten(text, self.width - column))
        self.characters[row][column : column + len(cells)] = cells
        self.inks[row][column : column + len(cells)] = [ink_of(role)] * len(cells)

    def place(
        self, row: int, column: int, characters: Sequence[Sequence[str]], inks: Sequence[Sequence[int]]
    ) -> None:
        """Copy a block of cells onto the grid with its top left corner at (row, column); it must fit."""
        for offset, (line, colours) in enumerate(zip(characters, inks, strict=True)):
            self.characters[row + offset][column : column + len(line)] = line
            self.inks[row + offset][column : column + len(line)] = colours

    def is_blank(self, row: int, start: int, stop: int) -> bool:
        """Tell whether a stretch of a row lies on the grid and is empty."""
        return self.is_filled(row, start, stop, " ")

    def is_filled(self, row: int, start: int, stop: int, character: str) -> bool:
        """Tell whether a stretch of a row lies on the grid and holds nothing but one character."""
        if not (0 <= row < self.height and 0 <= start <= stop <= self.width):
            return False
        return all(found == character for found in self.characters[row][start:stop])

    def drawing(self) -> Drawing:
        """Gather the cells into runs of one role; blanks join the run before them."""
        return Drawing(tuple(_runs(*row) for row in zip(self.characters, self.inks, strict=True)))


def _runs(characters: Sequence[str], inks: Sequence[int]) -> tuple[Run, ...]:
    runs: list[Run] = []
    start, ink = 0, 0
    for column, colour in enumerate(inks):
        if colour != ink and characters[column] not in _BLANKS:
            if column > start:
                runs.append(Run("".join(characters[start:column]), _ROLE_OF[ink]))
            start, ink = column, colour
    if start < len(characters):
        runs.append(Run("".join(characters[start:]), _ROLE_OF[ink]))
    return tuple(runs)
