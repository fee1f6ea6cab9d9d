"""True or false. `expected` is a boolean or one of the words below."""

from __future__ import annotations

import re

from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.verdict import Verdict, correct, invalid, wrong

TRUE = frozenset({"true", "t", "yes", "y", "1", "right", "correct", "✓", "⊤"})
FALSE = frozenset({"false", "f", "no", "n", "0", "wrong", "incorrect", "✗", "⊥"})


@kind("truth", "bool")
def mark(task: Task) -> Verdict:
    """Mark a truth value; a reason after it is not read."""
    right = truth_of(str(task.expected))
    if right is None:
        raise ValueError(f"expected: {task.expected!r} is neither true nor false.")
    head = re.split(r"[,.;:]\s|\s(?:because|since|as|–|—)\s|\s-\s", task.text + " ", maxsplit=1)[0]
    answered = truth_of(head)
    if answered is None:
        return invalid("truth", "Answer true or false.")
    read_as = str(answered)
    note = "Only the word is marked, not the reason." if head.strip() != task.text.rstrip(". !") else ""
    if answered == right:
        return correct(read_as, note)
    return wrong(read_as, f"It is {str(right).lower()}, not {read_as.lower()}.")


def truth_of(text: str) -> bool | None:
    """The truth value that a word or a short phrase names, or None."""
    words = re.sub(r"^(?:it is|it's|that is|that's|this is)\s+", "", text.casefold().strip(" .!()"))
    negated = words.startswith("not ")
    word = words.removeprefix("not ").strip()
    if word not in TRUE and word not in FALSE:
        return None
    return (word in TRUE) != negated
