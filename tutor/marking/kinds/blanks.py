"""A derivation with formulas left out.

`expected` is the list of what belongs in the blanks: a formula, or a mapping with `answer` and, where they differ
from the whole part, `kind`, `variables`, `domain`, `aliases`, `tolerance`, `label`, `name` and `follow` (see the
table's cells). The answer is a list, or a text with `;` or line ends between the blanks, or with
commas where they make as many.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tutor.marking.cells import Cell, mark_cells
from tutor.marking.members import cut
from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.verdict import Verdict, invalid


@kind("blanks")
def mark(task: Task) -> Verdict:
    """Mark a derivation: one point a blank."""
    if isinstance(task.expected, (str, Mapping)) or not task.expected:
        raise ValueError("expected: the blanks need a list of what belongs in them.")
    cells = [Cell.of(_label(at, one), one, "formula") for at, one in enumerate(task.expected, 1)]
    answers = _answers(task.answer)
    if len(answers) == 1:
        answers = cut(answers[0], len(cells)) or answers
    if len(answers) != len(cells):
        return invalid("cells", f"There are {len(cells)} blanks to fill in; your answer has {len(answers)}.")
    if not any(answer.strip() for answer in answers):
        return invalid("empty", "Fill in at least one blank.")
    return mark_cells(task, cells, answers)


def _label(at: int, declared: Any) -> str:
    return str(declared.get("label", f"blank {at}")) if isinstance(declared, Mapping) else f"blank {at}"


def _answers(answer: Any) -> list[str]:
    if isinstance(answer, str):
        return [blank.strip() for blank in re.split(r"[;\n]", answer.strip())]
    return (
        ["" if blank is None else str(blank) for blank in answer]
        if isinstance(answer, Sequence)
        else [str(answer)]
    )
