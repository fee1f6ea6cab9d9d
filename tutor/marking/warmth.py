"""Paying for the first use in advance."""

from __future__ import annotations

from tutor.marking.marker import mark


def warm_up() -> None:
    """Load what marking needs and use each part once, 0.1 to 0.2 s; call it in the worker that marks.

    The first formula imports python-flint, and numpy's first matrix product takes longer than a hundred others.
    """
    mark("formula", "max(x, 0)", expected="relu(x)")
    mark("number", "1.41", expected="sqrt(2)")
    mark("matrix", "A.T @ B", expected="A^T B", variables={"A": ["n", "m"], "B": ["n", "k"]})
