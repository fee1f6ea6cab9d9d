"""Several options out of many.

`expected` is the right ones alone, or `{"options": [...], "answer": ["a", "c"]}`. A learner types `a, c`,
`a and c`, `ac`, the options themselves, or `none`. Each right option chosen earns a point and each other one
costs a point, so that choosing everything earns nothing worth having.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tutor.marking.options import Options, plain
from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.verdict import Verdict, invalid, of_points

_NONE = frozenset({"none", "none of them", "∅", "{}", "-", "–"})


@kind("choices")
def mark(task: Task) -> Verdict:
    """Mark a choice of several."""
    options, right = _expected(task.expected)
    typed = _typed(task.answer, options)
    chosen = {options.find(name) for name in typed}
    if None in chosen:
        strange = next(name for name in typed if options.find(name) is None)
        return invalid("option", f"“{strange}” is not an option: choose among {options.listing}.")
    return _score(options, {index for index in chosen if index is not None}, right)


def _expected(expected: Any) -> tuple[Options, set[int]]:
    """The options, and which of them are right."""
    if isinstance(expected, Mapping):
        options = Options.of(expected["options"])
        return options, {options.right(name) for name in _listed(expected["answer"])}
    names = [str(name) for name in _listed(expected)]
    # The wrong options are not known, so every letter is taken for one.
    letters = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in map(plain, names)]
    options = Options.of({name: name for name in [*names, *letters][:26]})
    return options, set(range(len(names)))


def _listed(answer: Any) -> Iterable[Any]:
    return re.split(r"[,;\s]+", answer.strip()) if isinstance(answer, str) else answer


def _typed(answer: Any, options: Options) -> list[str]:
    """The names typed, or ticked in a list."""
    if not isinstance(answer, str):
        return [str(name) for name in answer] if isinstance(answer, Iterable) else [str(answer)]
    text = answer.strip()
    if plain(text) in _NONE and options.find(text) is None:
        return []
    if options.find(text) is not None:
        return [text]
    pieces = [piece for piece in re.split(r"\s*[,;\n]\s*|\s+(?:and|&|\+)\s+", text) if piece]
    if all(options.find(piece) is not None for piece in pieces):
        return pieces
    letters = [char for char in text if char.isalnum()]
    short = all(len(label) == 1 for label in options.labels)
    run_together = short and re.fullmatch(r"[\s,;]*(?:\w[\s,;]*)+", text) is not None and len(letters) <= 26
    return letters if run_together and all(options.find(c) is not None for c in letters) else pieces


def _score(options: Options, chosen: set[int], right: set[int]) -> Verdict:
    """One point for each right option, less one for each other."""
    read_as = ", ".join(options.echo(index) for index in sorted(chosen)) or "none of them"
    hits, extra, missed = len(chosen & right), len(chosen - right), len(right - chosen)
    if not right:
        return of_points(float(not chosen), 1.0, read_as, *(["None of these belongs."] if chosen else []))
    if not extra and not missed:
        return of_points(float(hits), float(len(right)), read_as)
    said = f"{hits} of your {len(chosen)} belong{'s' if hits == 1 else ''}"
    more = f", and {missed} {'is' if missed == 1 else 'are'} missing" if missed else ""
    return of_points(float(hits - extra), float(len(right)), read_as, f"{said}{more}.")
