"""An explorer: declared inputs, and a pure function from their values to findings and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tutor.explore.inputs import Input
from tutor.explore.result import Finding, Picture, Result

Values = Mapping[str, Any]
Compute = Callable[[Values, str | None], tuple[Sequence[Finding], Sequence[Picture]]]


class InputFault(ValueError):
    """An input that cannot be used: `name` is the input, the text says why in one sentence."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


@dataclass(frozen=True)
class Reading:
    """What was understood of the typed inputs: values by name, and a fault for each that was not."""

    texts: Mapping[str, str]
    values: Values
    faults: Mapping[str, str]


@dataclass(frozen=True)
class Explorer:
    """What a question's screen runs.

    `wrong_rules` maps the id of a wrong rule to what it does in words: `run(inputs, compare=id)` draws
    that rule beside the right one.
    """

    question: str
    inputs: tuple[Input, ...]
    compute: Compute
    wrong_rules: Mapping[str, str] = field(default_factory=dict)

    def defaults(self) -> dict[str, str]:
        """Return the paper's own numbers, as typed."""
        return {each.name: each.default for each in self.inputs}

    def read(self, texts: Mapping[str, str]) -> Reading:
        """Read every input (those not given at their default); raise InputFault for an unknown name."""
        known = self.defaults()
        for name in texts:
            if name not in known:
                raise InputFault(name, f"question {self.question} has no input “{name}”")
        merged = {**known, **texts}
        values: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for each in self.inputs:
            try:
                values[each.name] = each.kind.read(merged[each.name])
            except ValueError as fault:
                faults[each.name] = str(fault)
        return Reading(merged, values, faults)

    def run(self, inputs: Mapping[str, object] | None = None, compare: str | None = None) -> Result:
        """Return the findings and pictures for the inputs; raise InputFault for the first faulty one."""
        if compare is not None and compare not in self.wrong_rules:
            raise ValueError(f"compare: question {self.question} has no wrong rule “{compare}”")
        reading = self.read({name: str(value) for name, value in (inputs or {}).items()})
        for name, message in reading.faults.items():
            raise InputFault(name, message)
        return self.result(reading, compare)

    def result(self, reading: Reading, compare: str | None = None) -> Result:
        """Return the findings and pictures for a faultless reading; raise InputFault where inputs clash."""
        findings, pictures = self.compute(reading.values, compare)
        return Result(dict(reading.texts), tuple(findings), tuple(pictures))
