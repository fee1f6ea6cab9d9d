"""The meanings of a formula of matrices.

Where `*` between square matrices, `·` between two columns or `A²` can mean two things, each gives a reading of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from tutor.maths import misfits
from tutor.maths.declare import Shape
from tutor.maths.errors import MathsError
from tutor.maths.printer import to_text
from tutor.maths.shapes import Resolved, Resolver
from tutor.maths.traverse import walk
from tutor.maths.tree import Node, Product

MOST_SPOTS = 3


def resolve(tree: Node, shapes: Mapping[str, Shape], *, broadcast: bool = False) -> tuple[Resolved, ...]:
    """The meanings of a formula of matrices, entry-by-entry ones first.

    `shapes` gives each variable's shape (a family's is that of one member); other names are numbers. With
    `broadcast` a row or a column is added to every row or column of a matrix.

    Raises MathsError (code shape) where no meaning fits, with what would.
    """
    first = Resolver(shapes, broadcast, ())
    try:
        found = [first.resolved(tree)]
    except MathsError as error:
        found = []
        failure = error
    count = first.spots
    choices = itertools.product((0, 1), repeat=count) if count <= MOST_SPOTS else [(0,) * count, (1,) * count]
    for choice in list(choices)[1:]:
        try:
            other = Resolver(shapes, broadcast, choice).resolved(tree)
        except MathsError:
            continue
        if other.tree not in [reading.tree for reading in found]:
            found.append(other)
    if not found:
        raise _with_brackets(tree, shapes, broadcast, failure)
    return tuple(found)


def _with_brackets(tree: Node, shapes: Mapping[str, Shape], broadcast: bool, error: MathsError) -> MathsError:
    """The error with a hint where other brackets would make a mixed chain of products fit."""
    for chain in walk(tree):
        if not isinstance(chain, Product) or _fits(chain, shapes, broadcast):
            continue
        for other in misfits.regroupings(chain):
            if not _fits(other, shapes, broadcast):
                continue
            hint = f"With brackets it fits: {to_text(other, matrices=True)}."
            return MathsError(error.code, error.message, error.position, error.length, hint)
    return error


def _fits(tree: Node, shapes: Mapping[str, Shape], broadcast: bool) -> bool:
    try:
        Resolver(shapes, broadcast, ()).resolved(tree)
    except MathsError:
        return False
    return True
