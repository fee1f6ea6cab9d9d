"""`tutor solve`: an explorer's findings in print."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.cli.fault import CommandFault

if TYPE_CHECKING:
    from tutor.explore.explorer import Explorer
    from tutor.explore.result import Finding, Result
    from tutor.questions.question import Question

NARROW = 72


def run(number: str, words: Sequence[str], *, as_json: bool, content: Path | None) -> int:
    """Print what a question's explorer computes for the inputs given as `--name value`."""
    question, explorer = _find(number, content)
    result = _solve(explorer, _inputs(explorer, words))
    if as_json:
        print(json.dumps(_as_json(question, result), ensure_ascii=False, indent=2))
    else:
        print(_as_text(question, result, shutil.get_terminal_size((100, 24)).columns))
    return 0


def _find(number: str, content: Path | None) -> tuple[Question, Explorer]:
    from tutor.explore.catalogue import explorer
    from tutor.questions.files import ContentFault
    from tutor.questions.question import load_questions

    try:
        questions = {question.number: question for question in load_questions(content)}
    except ContentFault as fault:
        raise CommandFault(f"the content cannot be used: {fault}") from None
    if number not in questions:
        raise CommandFault(f"there is no question {number}; there are {', '.join(questions)}")
    question = questions[number]
    try:
        return question, explorer(question.explorer or "")
    except KeyError:
        raise CommandFault(f"question {number} has nothing to compute") from None


def _inputs(explorer: Explorer, words: Sequence[str]) -> dict[str, str]:
    """Read `--name value` and `--name=value`; a value may begin with a minus sign."""
    names = [each.name for each in explorer.inputs]
    inputs: dict[str, str] = {}
    at = 0
    while at < len(words):
        option, equals, value = words[at].partition("=")
        name = option.removeprefix("--")
        if not option.startswith("--") or name not in names:
            known = ", ".join(f"--{each}" for each in names)
            raise CommandFault(f"question {explorer.question} has no {words[at]}; it has {known}")
        if not equals:
            at += 1
            if at == len(words):
                raise CommandFault(f"{option} needs a value")
            value = words[at]
        inputs[name] = value
        at += 1
    return inputs


def _solve(explorer: Explorer, inputs: dict[str, str]) -> Result:
    from tutor.explore.explorer import InputFault

    try:
        return explorer.run(inputs)
    except InputFault as fault:
        raise CommandFault(f"--{fault.name} {inputs.get(fault.name, '')}: {fault}") from None


def _as_json(question: Question, result: Result) -> dict[str, Any]:
    return {
        "question": question.number,
        "inputs": dict(result.inputs),
        "findings": [
            {"part": each.part, "label": each.label, "value": each.value, "reason": each.explanation}
            for each in result.findings
        ],
        "figures": [{"title": each.title, "caption": each.caption} for each in result.figures],
    }


def _as_text(question: Question, result: Result, width: int) -> str:
    inputs = ", ".join(f"{name} = {text}" for name, text in result.inputs.items())
    head = [f"{question.number} {question.title}", *textwrap.wrap(inputs, width, subsequent_indent="  ")]
    findings = _narrow(result.findings, width) if width < NARROW else _table(result.findings, width)
    captions = [
        line
        for each in result.figures
        for line in textwrap.wrap(f"{each.title}: {each.caption}", width, subsequent_indent="  ")
    ]
    return "\n".join([*head, "", *findings, "Pictures", *captions])


def _table(findings: Sequence[Finding], width: int) -> list[str]:
    names = min(max(len(each.label) for each in findings), 30)
    lines = []
    for each in findings:
        lines.append(f"{each.part:<5} {each.label:<{names}}  {each.value}")
        lines += _indented(each, 6, width)
    return [*lines, ""]


def _narrow(findings: Sequence[Finding], width: int) -> list[str]:
    lines = []
    for each in findings:
        lines += [f"{each.part} {each.label}", f"  = {each.value}", *_indented(each, 4, width)]
    return [*lines, ""]


def _indented(finding: Finding, by: int, width: int) -> list[str]:
    return [
        line
        for row in finding.explanation.splitlines()
        for line in textwrap.wrap(
            row, max(width, 30), initial_indent=" " * by, subsequent_indent=" " * (by + 2)
        )
    ]
