"""`tutor check`: the lint of content."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.fault import CommandFault

if TYPE_CHECKING:
    from tutor.questions.exercise import Exercise
    from tutor.questions.lint import Report

SEEDS_SEEN = 3


def run(directory: Path | None, seeds: int) -> int:
    """Try out a content folder, print every fault, and return 1 if there are any."""
    from tutor.questions.lint import check

    if directory is not None and not directory.is_dir():
        raise CommandFault(f"there is no directory {directory}")
    report = check(directory, seeds, _progress if sys.stderr.isatty() else None, os.cpu_count() or 1)
    faults = [*report.faults, *_faults_of_links(directory, report)]
    for fault in faults:
        print(fault)
    print(_summary(report, len(faults)))
    return 1 if faults else 0


def _progress(done: int, total: int, name: str) -> None:
    """Draw the bar over itself; wipe it at the end."""
    width = min(shutil.get_terminal_size((80, 24)).columns - 32, 40)
    full = width * done // max(total, 1)
    line = f"[{'#' * full}{'.' * (width - full)}] {done}/{total} {name[:20]}" if name else ""
    print(f"\r{line:<{width + 31}}", end="" if name else "\r", file=sys.stderr, flush=True)


def _summary(report: Report, faults: int) -> str:
    counted = (
        _count(report.questions, "question"),
        _count(report.templates, "template"),
        _count(report.mistakes, "mistake"),
        _count(report.variants, "variant"),
    )
    return f"{', '.join(counted)}: {_count(faults, 'fault') if faults else 'no faults'}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _faults_of_links(directory: Path | None, report: Report) -> Iterator[str]:
    """Whether the numbers of every part are what its question's explorer takes."""
    from tutor.questions.library import Library

    if report.faults:
        return
    for exercise in Library.at(directory).exercises():
        if exercise.template.see:
            yield from _faults_of_link(exercise)


def _faults_of_link(exercise: Exercise) -> Iterator[str]:
    from tutor.explore.catalogue import explorer
    from tutor.explore.explorer import InputFault

    try:
        shown = explorer(exercise.book.question.explorer or "")
    except KeyError:
        yield str(exercise.fault("see", "has no explorer to show it"))
        return
    for mistake in exercise.template.mistake:
        if mistake.see and mistake.see not in shown.wrong_rules:
            yield str(
                exercise.fault(f"mistake {mistake.id}", f"the explorer has no wrong rule {mistake.see}")
            )
    fresh = [] if exercise.is_fixed else list(range(SEEDS_SEEN))
    for seed in [None, *fresh] if exercise.on_paper else fresh:
        inputs, _ = exercise.variant(seed).explore()
        try:
            faults = shown.read(inputs).faults
        except InputFault as fault:
            faults = {fault.name: str(fault)}
        for name, message in faults.items():
            yield str(exercise.fault(f"see.{name}", f"“{inputs[name]}”: {message}", seed))
