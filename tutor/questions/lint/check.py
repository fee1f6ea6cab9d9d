"""All checks over a content folder, template by template and seed by seed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tutor.maths import Budget, MathsError
from tutor.questions.exercise import Exercise
from tutor.questions.files import ContentFault
from tutor.questions.library import Library
from tutor.questions.lint.structure import structure_faults
from tutor.questions.lint.trial import trial_faults
from tutor.questions.variant import Variant

SECONDS_A_TEMPLATE = 5.0
SECONDS_A_SEED = 0.3
MOST_FAULTS = 3
MOST_UNDRAWN = 2

_NUMBERS = re.compile(r"\d+")

Progress = Callable[[int, int, str], None]
Key = tuple[str, str]
"""A template: the number of its question, and its id."""


@dataclass
class Report:
    """What was found: the faults as sentences, and how much was tried."""

    faults: list[str] = field(default_factory=list)
    questions: int = 0
    templates: int = 0
    mistakes: int = 0
    variants: int = 0

    def add(self, fault: str) -> None:
        """Keep a fault; the same one on other seeds is told once."""
        known = {_without_place(kept) for kept in self.faults}
        if _without_place(fault) not in known:
            self.faults.append(fault)


def check(
    root: Path | None = None, seeds: int = 20, progress: Progress | None = None, workers: int = 1
) -> Report:
    """Try out everything below a content folder on the paper's numbers and on so many seeds.

    With more than one worker, templates are tried in processes of their own.
    """
    report = Report()
    try:
        library = Library.at(root)
    except ContentFault as fault:
        report.add(str(fault))
        return report
    exercises = _readable(library, report)
    for found in structure_faults(library, exercises):
        report.add(str(found))
    templates = {(one.book.question.number, one.template.id): one.template for one in exercises}
    report.questions, report.templates = len(library.questions), len(templates)
    report.mistakes = sum(len(template.mistake) for template in templates.values())
    for done, (faults, variants) in enumerate(_tried(root, seeds, list(templates), workers)):
        if progress:
            progress(done, len(templates), list(templates)[done][1])
        report.variants += variants
        for told in faults:
            report.add(told)
    if progress:
        progress(len(templates), len(templates), "")
    return report


def _without_place(fault: str) -> str:
    """A fault without the part and the seed on which it was met, and without the numbers drawn there."""
    key, quote, said = (fault.rpartition(" (part")[0] or fault).partition("”")
    return f"{key}{quote}{_NUMBERS.sub('#', said)}"


def _readable(library: Library, report: Report) -> list[Exercise]:
    """Every exercise whose file can be read."""
    found: list[Exercise] = []
    for book in library.books.values():
        try:
            ids = book.ids
        except ContentFault as fault:
            report.add(str(fault))
            continue
        for id_ in ids:
            try:
                found += book.of_template(id_)
            except ContentFault as fault:
                report.add(str(fault))
    return found


def _tried(
    root: Path | None, seeds: int, keys: Sequence[Key], workers: int
) -> Iterable[tuple[list[str], int]]:
    """For each template its faults and how many variants were tried."""
    trying = partial(_try_out, root, seeds)
    if workers <= 1 or len(keys) < 2:
        yield from map(trying, keys)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(trying, keys)


def _try_out(root: Path | None, seeds: int, key: Key) -> tuple[list[str], int]:
    """Try a template on its paper's cases and on seeds, within a limit of processor time."""
    number, id_ = key
    cases = Library.at(root).books[number].of_template(id_)
    budget = Budget(SECONDS_A_TEMPLATE + SECONDS_A_SEED * seeds)
    faults: list[str] = []
    tried = undrawn = 0
    for draw in _variants(cases, seeds):
        try:
            variant = draw()
            tried += 1
        except ContentFault as fault:
            faults.append(str(fault))
            undrawn += 1
            if undrawn == MOST_UNDRAWN:
                break
            continue
        try:
            faults += map(str, trial_faults(variant, budget))
        except ContentFault as fault:
            faults.append(str(fault))
        except MathsError:
            faults.append(str(cases[0].fault("answer", "it takes too long to try this template out")))
            break
        if len(faults) > MOST_FAULTS:
            break
    return faults, tried


def _variants(cases: Sequence[Exercise], seeds: int) -> Iterator[Callable[[], Variant]]:
    """Ways to the paper's variants, and then to fresh ones."""
    for case in cases:
        if case.on_paper:
            yield case.paper
    for seed in range(seeds if cases[0].template.draw else not cases[0].on_paper):
        yield lambda seed=seed: cases[0].draw(seed)  # type: ignore[misc]
