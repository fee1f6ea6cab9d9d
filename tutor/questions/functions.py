"""The functions of the compute core that content formulas may call: a fixed table, name by name.

Nothing is looked up by a name that was typed or read; what is not in the table does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from tutor.maths import MathsError
from tutor.questions.core import Program, programs
from tutor.questions.values import Value, for_program, from_program

LARGEST_ARGUMENT = 10**12


@cache
def table() -> Mapping[str, Program]:
    """Every function by its name, with its program and the fewest and most arguments."""
    return MappingProxyType(programs())


@cache
def arities() -> Mapping[str, tuple[int, int]]:
    """How many arguments each function takes."""
    return MappingProxyType({name: (fewest, most) for name, (_, fewest, most) in table().items()})


@cache
def of_numbers() -> Mapping[str, Callable[..., Any]]:
    """The functions as the evaluator of formulas calls them, with numbers alone."""
    return MappingProxyType({name: _of_numbers(name) for name in table()})


def call(name: str, arguments: Sequence[Value]) -> Value:
    """A function's value.

    Raises:
        MathsError: where it has none (code undefined); the message is the function's own.
    """
    program = table()[name][0]
    given = [for_program(argument) for argument in arguments]
    if any(isinstance(one, (int, float)) and abs(one) > LARGEST_ARGUMENT for one in given):
        raise MathsError("large", f"{name} is not computed for numbers as large as this.")
    try:
        return from_program(program(*given))
    except (ValueError, TypeError, KeyError, ArithmeticError, IndexError) as fault:
        raise MathsError("undefined", f"{name} has no value here: {fault}") from None


def _of_numbers(name: str) -> Callable[..., Any]:
    def program(*arguments: float) -> Any:
        from tutor.questions.values import fraction

        return call(name, [fraction(argument) for argument in arguments])

    return program
