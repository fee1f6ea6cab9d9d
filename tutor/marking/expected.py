"""Reading the right answer, and the learner's with the same names.

Whatever is wrong with the right answer is the author's fault and a ValueError; what is wrong with the learner's is
a MathsError.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tutor import maths
from tutor.marking.task import Task
from tutor.maths import MathsError, Reading
from tutor.maths.tree import Node

_MOST_NAMES = 40


class NoValueError(ValueError):
    """A right answer, or a wrong rule, that can be read but has no value for these variables."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The right answer as a tree, with every name that may occur in an answer and what is declared of it."""

    tree: Node
    declared: Mapping[str, Any]
    task: Task
    matrices: bool

    @classmethod
    def of(cls, task: Task, *, matrices: bool) -> Expected:
        """Read the right answer; a name that occurs in it and is declared nowhere is a real variable.

        Raises:
            ValueError: if it cannot be read.
        """
        declared = _declared(task)
        for _ in range(_MOST_NAMES):
            try:
                reading = _read(str(task.expected), task, declared, matrices)
                return cls(reading.tree, declared, task, matrices)
            except MathsError as fault:
                name = str(task.expected)[fault.position : fault.position + fault.length]
                if fault.code != "unknown" or name in declared or not name:
                    raise ValueError(f"expected: {task.expected!r} cannot be read. {fault}") from None
                declared[name] = "real"
        raise ValueError(f"expected: {task.expected!r} has more than {_MOST_NAMES} undeclared names.")

    def read_answer(self, text: str) -> Reading:
        """The learner's text, with the same names.

        Raises:
            MathsError: if it cannot be read.
        """
        return _read(text, self.task, self.declared, self.matrices)


def _declared(task: Task) -> dict[str, Any]:
    """Every name that the question declares, in `variables` or in `domain`."""
    given = task.variables
    declared: dict[str, Any] = dict(given) if isinstance(given, Mapping) else dict.fromkeys(given, "real")
    for name, domain in task.domain.items():
        if name != "*":
            declared.setdefault(name, domain)
    return declared


def _read(text: str, task: Task, declared: Mapping[str, Any], matrices: bool) -> Reading:
    functions = {**dict.fromkeys(task.generic, 1), **task.functions}
    return maths.read(text, declared, functions, task.aliases, matrices=matrices)
