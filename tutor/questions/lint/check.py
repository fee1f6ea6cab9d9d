"""All checks over a content folder, template by template and seed by seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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

Progress = Callable[[int, int, str], None]


@dataclass
class Report:
    """What was found: the faults as sentences, and how much was tried."""

    faults: list[str] = field(default_factory=list)
    questions: int = 0
    templates: int = 0
    mistakes: int = 0
    variants: int = 0

    def add(self, fault: ContentFault) -> None:
        """Keep a fault; the same one on other seeds is told once."""
        told = str(fault)
        known = {kept.rpartition(" (part")[0] or kept for kept in self.faults}
        if (told.rpartition(" (part")[0] or told) not in known:
            self.faults.append(told)


def check(root: Path | None = None, seeds: int = 20, progress: Progress | None = None) -> Report:
    """Try out everything below a content folder on the paper's numbers and on so many seeds."""
    report = Report()
    try:
        library = Library.at(root)
    except ContentFault as fault:
        report.add(fault)
        return report
    report.questions = len(library.questions)
    exercises = _readable(library, report)
    for found in structure_faults(library, exercises):
        report.add(found)
    by_template: dict[tuple[str, str], list[Exercise]] = {}
    for exercise in exercises:
        by_template.setdefault((exercise.book.question.number, exercise.template.id), []).append(exercise)
    for done, ((_, name), cases) in enumerate(by_template.items()):
        if progress:
            progress(done, len(by_template), name)
        _try_out(cases, seeds, report)
    if progress:
        progress(len(by_template), len(by_template), "")
    return report


def _readable(library: Library, report: Report) -> list[Exercise]:
    """Every exercise whose file can be read."""
    found: list[Exercise] = []
    for book in library.books.values():
        try:
            ids = book.ids
        except ContentFault as fault:
            report.add(fault)
            continue
        for id_ in ids:
            try:
                found += book.of_template(id_)
            except ContentFault as fault:
                report.add(fault)
    return found


def _try_out(cases: list[Exercise], seeds: int, report: Report) -> None:
    """Try a template on its paper's cases and on seeds, within a limit of processor time."""
    template = cases[0].template
    report.templates += 1
    report.mistakes += len(template.mistake)
    budget = Budget(SECONDS_A_TEMPLATE + SECONDS_A_SEED * seeds)
    failed = 0
    for draw in _variants(cases, seeds):
        try:
            variant = draw()
            report.variants += 1
            for fault in trial_faults(variant, budget):
                report.add(fault)
                failed += 1
        except ContentFault as found:
            report.add(found)
            failed += 1
        except MathsError:
            report.add(cases[0].fault("answer", "it takes too long to try this template out"))
            return
        if failed > MOST_FAULTS:
            return


def _variants(cases: list[Exercise], seeds: int) -> Iterator[Callable[[], Variant]]:
    """Ways to the paper's variants, and then to fresh ones."""
    for case in cases:
        if case.on_paper:
            yield case.paper
    for seed in range(seeds if cases[0].template.draw else not cases[0].on_paper):
        yield lambda seed=seed: cases[0].draw(seed)  # type: ignore[misc]
