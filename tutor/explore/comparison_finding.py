"""What a wrong rule gives in words: a row that shows it against the right answer, and why it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from tutor.explore.comparison import LABEL, Asked, Rule, numbers, said, same
from tutor.explore.format import number, times
from tutor.explore.result import Finding

S = TypeVar("S")
_LONGEST = 30
"""Of what stands in the list of answers; the reason has the rest."""
_NOWHERE = ("not defined", "undefined")


@dataclass(frozen=True)
class Beside(Finding):
    """What a wrong rule gives, with the right numbers beside it."""

    given: tuple[float, ...] = ()
    right: tuple[float, ...] = ()


def gives(told: str) -> str:
    """Return "gives 3", or "is not defined"."""
    return "is not defined" if told in _NOWHERE else f"gives {told}"


def beside(rule: Rule[S], setting: S) -> Beside:
    """Return the finding that a wrong rule leads to."""
    asked, correct = rule.asked, rule.asked.value(setting)
    truth, right = asked.tell(correct), tuple(numbers(correct))
    hindered = rule.hindered(setting)
    if hindered:
        reason = hindered if truth in _NOWHERE else f"{hindered}\nRight for {asked.name}: {truth}."
        return Beside(asked.part, LABEL, "does not apply here", reason, right=right)
    given = rule.value(setting)
    told, agree = asked.tell(given), same(given, correct)
    done = f"{rule.words[:1].upper()}{rule.words[1:]} {gives(told)}"
    if agree:
        lines = [f"{done}, which is right on these numbers{_elsewhere(rule, setting)}."]
        value = f"{told}, the same here"
        value = value if len(value) <= _LONGEST else "the same here"
    else:
        lines = [f"{done}; {_rightly(truth)}."]
        value = _row(asked, setting, given, correct)
    lines.append(said(rule.why, setting))
    if letters := rule.letters(setting):
        place = f" in place of {asked.formula}" if asked.formula else ""
        legend = said(rule.legend, setting)
        lines.append(f"In letters: {letters}{place}{f', with {legend}' if legend else ''}.")
    return Beside(
        asked.part, LABEL, value, "\n".join(lines), wrong=not agree, given=tuple(numbers(given)), right=right
    )


def _rightly(truth: str) -> str:
    return "rightly it is undefined" if truth in _NOWHERE else f"right is {truth}"


def _elsewhere(rule: Rule[S], setting: S) -> str:
    """Return where the rule goes wrong, of the values that a picture varies; "" where none is known."""
    sweep = rule.asked.sweep
    if sweep is None:
        return ""
    here = sweep.here(setting)
    for at in sorted(sweep.values(setting), key=lambda each: (each != round(each), abs(each - here))):
        other = sweep.at(setting, float(at))
        given, correct = rule.value(other), rule.asked.value(other)
        told, truth = rule.asked.tell(given), rule.asked.tell(correct)
        if told != truth and truth not in _NOWHERE and not rule.hindered(other):
            return f"; at {sweep.label} = {number(at)} it {gives(told)}, not {truth}"
    return ""


def places(shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return where the entries of a matrix stand, counted from 1, row by row; a vector is a column."""
    return [tuple(at + 1 for at in place) for place in np.ndindex(*(*shape, 1)[: max(len(shape), 2)])]


def entry(place: tuple[int, ...]) -> str:
    """Return "entry 2, 1"."""
    return f"entry {', '.join(map(str, place))}"


def names(asked: Asked[S], setting: S, shape: tuple[int, ...]) -> list[str]:
    """Return the names of the entries of an answer."""
    own = [] if asked.entries is None else list(asked.entries(setting))
    return own if len(own) == int(np.prod(shape)) else [entry(place) for place in places(shape)]


def _row(asked: Asked[S], setting: S, given: ArrayLike, correct: ArrayLike) -> str:
    """Return "3, not 4" for the list of answers: of what is too long the first number that differs, or the sizes."""
    told, truth = asked.tell(given), asked.tell(correct)
    texts = [f"{told}, not {truth}"] if told != truth else []
    shape, wanted = np.shape(given), np.shape(correct)
    if shape == wanted:
        texts += _first_that_differs(names(asked, setting, shape), numbers(given), numbers(correct))
    elif np.size(given):
        texts.append(f"{_sizes(shape)}, not {_sizes(wanted)}")
    else:
        texts.append(f"not defined, not {_sizes(wanted)}")
    return next((text for text in texts if len(text) <= _LONGEST), f"{texts[-1][: _LONGEST - 1]}…")


def _first_that_differs(called: list[str], given: ArrayLike, correct: ArrayLike) -> list[str]:
    """Return the first pair that differs, with its name, then by its place, then alone with fewer figures."""
    pairs = list(zip(called, numbers(given), numbers(correct), strict=True))
    at = next(at for at, (_, wrong, right) in enumerate(pairs) if not same(wrong, right))
    name, wrong, right = pairs[at]
    short = next((d for d in (4, 6, 9, 12) if number(wrong, d) != number(right, d)), None)
    if short is None:
        return [f"{number(wrong - right)} off"]
    text = f"{number(wrong, short)}, not {number(right, short)}"
    rough = f"{number(float(f'{wrong:.2e}'))}, not {number(float(f'{right:.2e}'))}"
    return [f"{name}: {text}", f"no. {at + 1}: {text}", text, rough] if len(pairs) > 1 else [text, rough]


def _sizes(shape: tuple[int, ...]) -> str:
    return times((*shape, 1, 1)[: max(len(shape), 2)])
