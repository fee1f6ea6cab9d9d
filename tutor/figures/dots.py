"""Fine dots on a canvas of cells: two across and four down in each, shown as braille characters."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]

ACROSS, DOWN = 2, 4
"""Dots in a cell; a terminal cell is about twice as high as wide, so the dots lie on a square grid."""

_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], dtype=np.uint8)
_BRAILLE = [chr(0x2800 + code) for code in range(256)]


class Dots:
    """A canvas of `columns` × `rows` cells whose dots are set in inks (small whole numbers; 0 is none)."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._codes = np.zeros((rows, columns), dtype=np.uint8)
        self._inks = np.zeros((rows, columns), dtype=np.uint8)

    def add(self, across: Indices, down: Indices, ink: int) -> None:
        """Set dots (counted from the top left) in an ink, which colours the cells they lie in."""
        plane = np.zeros((self.rows * DOWN, self.columns * ACROSS), dtype=np.uint8)
        plane[down, across] = 1
        cells = plane.reshape(self.rows, DOWN, self.columns, ACROSS)
        codes = np.einsum("rdca,da->rc", cells, _BITS)
        self._codes |= codes
        self._inks[codes > 0] = ink

    def characters(self) -> Iterator[tuple[int, int, str, int]]:
        """Give (row, column, character, ink) of every cell that is not empty, row 0 at the top."""
        rows, columns = np.nonzero(self._codes)
        codes, inks = self._codes[rows, columns], self._inks[rows, columns]
        for row, column, code, ink in zip(
            rows.tolist(), columns.tolist(), codes.tolist(), inks.tolist(), strict=True
        ):
            yield row, column, _BRAILLE[code], ink
