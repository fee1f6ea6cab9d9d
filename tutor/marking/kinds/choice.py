"""One option out of several.

`expected` is the right option alone, or `{"options": [...], "answer": "b"}`, where the options are texts in
the order shown, or label → text. A learner types the label, its number in the list, or the option itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from tutor.marking.options import Options, plain
from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.verdict import Verdict, correct, invalid, wrong


@kind("choice")
def mark(task: Task) -> Verdict:
    """Mark one choice."""
    if not isinstance(task.expected, Mapping):
        return _without_options(task)
    options = Options.of(task.expected["options"])
    right = options.right(task.expected["answer"])
    chosen = options.find(task.text)
    if chosen is None:
        return invalid("option", f"Choose {options.listing}.")
    if chosen == right:
        return correct(options.echo(chosen))
    return wrong(options.echo(chosen), f"Not {options.labels[chosen]}.")


def _without_options(task: Task) -> Verdict:
    """Compare with the right option only: what the others are is not known."""
    if plain(task.text) == plain(str(task.expected)):
        return correct(task.text)
    return wrong(task.text, "That is not the right option.")
