"""An answer in words.

`expected` is a term (`"vanishing gradient"`, or a list of terms that are all right), or key ideas:

    {"ideas": [{"id": "kink", "name": "the kink at 0", "say": ["not differentiable at 0", "undefined at 0"],
                "deny": ["differentiable everywhere"]}, …],
     "need": 1,           # how many ideas earn the full score; all of them when it is not given
     "sentences": 1}      # how many sentences are read; all of them when it is not given

A term is marked like any answer. Ideas are only looked for: the verdict quotes the words that say or deny each
of them, proposes a score, and carries the code `self`, because the learner compares with the model answer and
decides.
"""

from __future__ import annotations

from collections.abc import Mapping

from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.verdict import Verdict, correct, invalid, wrong
from tutor.marking.words import ideas, terms

MAX_CHARACTERS = 2_000


@kind("text")
def mark(task: Task) -> Verdict:
    """Mark a term, or look for key ideas."""
    if len(task.text) > MAX_CHARACTERS:
        return invalid("length", f"This is too long to read: keep to {MAX_CHARACTERS} characters.")
    if isinstance(task.expected, Mapping):
        return ideas.look_for(ideas.Ideas.of(task.expected), task.text)
    wanted = [task.expected] if isinstance(task.expected, str) else list(task.expected)
    return _term(task.text, [str(term) for term in wanted])


def _term(answer: str, wanted: list[str]) -> Verdict:
    """The answer against every term that is right."""
    matches = [terms.compare(answer, term) for term in wanted]
    if terms.Match.SAME in matches:
        return correct(answer)
    if terms.Match.SLIP in matches:
        return correct(answer, note=f"Read as “{wanted[matches.index(terms.Match.SLIP)]}”.")
    if terms.Match.DENIED in matches:
        return wrong(answer, "With a “not” in it this says the opposite.", code="denied")
    if terms.Match.PART in matches:
        return wrong(answer, "That is only a part of the term.", code="part")
    return wrong(answer, "That is not the term asked for.")
