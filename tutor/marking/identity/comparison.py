"""One question's comparisons: the right formula, its domain, its functions, its points and its budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tutor.marking.expected import Expected
from tutor.marking.identity.decide import Answer, Decision, decide
from tutor.marking.identity.free import free_functions
from tutor.marking.identity.rounding import digits_if_rounded
from tutor.marking.identity.samples import Samples, point_text, sample
from tutor.marking.identity.space import Point, Space
from tutor.marking.task import Task
from tutor.maths.tree import Node


@dataclass(frozen=True, slots=True)
class Comparison:
    """Compares formulas with the right one, always at the same points."""

    task: Task
    right: Node
    declared: Mapping[str, Any]
    functions: Mapping[str, Any]

    @classmethod
    def of(cls, task: Task, expected: Expected) -> Comparison:
        """The comparisons of a task."""
        functions = {**free_functions(task.generic), **task.functions}
        return cls(task, expected.tree, expected.declared, functions)

    def decide(self, typed: Node) -> Decision:
        """Whether a formula is the right one.

        Raises:
            MathsError: if that takes too long.
        """
        decision = Decision(Answer.SAME)
        for space in self._spaces(typed):
            decision = decide(typed, self.right, space, self.task.budget, self.task.seed, self.functions)
            if decision.answer is not Answer.SAME:
                return decision
        return decision

    def digits(self, typed: Node) -> int:
        """How many digits of its decimals are right, 0 when it is wrong whatever they hide."""
        task = self.task
        return min(
            digits_if_rounded(typed, self.right, space, task.budget, task.seed, self.functions)
            for space in self._spaces(typed)
        )

    def samples(self, typed: Node) -> Samples | None:
        """Both formulas at a few ordinary points."""
        return sample(typed, self.right, self._spaces(typed)[0], self.task.seed, self.functions)

    def text_of(self, point: Point) -> str:
        """A point in words."""
        return point_text(point)

    def _spaces(self, typed: Node) -> list[Space]:
        return Space.all_of((typed, self.right), self.declared, self.task.domain)
