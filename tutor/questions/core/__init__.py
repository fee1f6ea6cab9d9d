"""The compute core as content formulas call it: plain functions of numbers, texts and lists, one module a room.

Every module's `FUNCTIONS` maps a name to the program, and the fewest and most arguments it takes. Sizes are bounded,
since a content pack may come from a stranger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Program = tuple[Callable[..., Any], int, int]
Programs = Mapping[str, Program]


def programs() -> dict[str, Program]:
    """Every function that content may call; imports the compute core."""
    from tutor.questions.core import (
        activations,
        backprop,
        convnet,
        descent,
        information,
        mixture,
        stopping,
    )

    rooms = (activations, backprop, convnet, descent, information, mixture, stopping)
    return {name: program for room in rooms for name, program in room.FUNCTIONS.items()}


def at_most(name: str, value: Any, most: int) -> Any:
    """A size that is small enough to compute with.

    Raises:
        ValueError: if it is larger than `most`.
    """
    if value > most:
        raise ValueError(f"{name} is {value}, and at most {most} is computed here")
    return value
