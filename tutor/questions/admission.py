"""Which numbers make a variant: those on which the right answer and every wrong one can be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from tutor.maths import Budget
from tutor.questions.assembly import Drawn, KeyFault, accepted_apart, assembled, derived, keyed, told_apart
from tutor.questions.drawing import draw
from tutor.questions.formulas import Scope, holds
from tutor.questions.generator import Generator
from tutor.questions.kinds import KINDS
from tutor.questions.pieces import Row
from tutor.questions.template import Template

MOST_TRIES = 400
SECONDS = 2.0

Rows = Mapping[str, Sequence[Row]]


def draw_until_told_apart(template: Template, rows: Rows, name: str) -> Drawn:
    """The first numbers, among those drawn in the name of a variant, that may be asked.

    Raises:
        KeyFault: if there are none in a bounded number of tries, or a formula cannot be read.
    """
    reasons: Counter[tuple[str, str]] = Counter()
    budget = Budget(SECONDS)
    tries = MOST_TRIES if template.draw else 1
    for attempt in range(tries):
        try:
            return _admitted(template, rows, Generator(f"{name}/{attempt}"), budget)
        except KeyFault as fault:
            if not fault.drawn:
                raise
            reasons[fault.key, str(fault)] += 1
    (key, reason), often = reasons.most_common(1)[0]
    raise KeyFault(key, f"in {often} of {tries} draws it {reason}" if template.draw else f"it {reason}")


def drawn_alike(template: Template, given: Scope, name: str) -> Drawn | None:
    """These numbers, if they may be asked of this template too."""
    try:
        return _completed(template, given, Generator(name))
    except KeyFault as fault:
        if not fault.drawn:
            raise
        return None


def _admitted(template: Template, rows: Rows, source: Generator, budget: Budget) -> Drawn:
    """One draw; raise KeyFault for numbers that may not be asked."""
    scope = Scope()
    scope.budget = budget
    for name, how in template.draw.items():
        with keyed(f"draw.{name}"):
            for key, value in draw(name, how, rows.get(name, ()), source).items():
                if key in scope:
                    raise KeyFault(f"draw.{name}", f"sets {key} a second time")
                scope[key] = value
    found = _completed(template, scope, source)
    scope.budget = None
    return found


def _completed(template: Template, scope: Scope, source: Generator) -> Drawn:
    """Drawn numbers with their answers; raise KeyFault for numbers that may not be asked."""
    derived(template, scope)
    for at, condition in enumerate(template.require, 1):
        with keyed(f"require {at}"):
            if not holds(condition, scope):
                raise KeyFault(f"require {at}", f"does not hold: {condition}", drawn=True)
    found = assembled(template, scope, KINDS[template.kind].shuffle(template, source))
    _must_be_apart(found)
    return found


def _must_be_apart(found: Drawn) -> None:
    """Raise KeyFault where two answers coincide that no one declares to."""
    for wrong in found.wrongs:
        if told_apart(found, wrong, None) is False:
            said = "gives the right answer: require numbers that tell them apart, or say “when” it applies"
            raise KeyFault(f"mistake {wrong.mistake.id}", said, drawn=True)
        for accepted in found.accepted:
            if accepted_apart(found, wrong, accepted) is False:
                said = "gives an accepted answer: it is no mistake, or other numbers must be required"
                raise KeyFault(f"mistake {wrong.mistake.id}", said, drawn=True)
    for one, other in combinations(found.wrongs, 2):
        declared = (
            other.mistake.id in one.mistake.may_coincide or one.mistake.id in other.mistake.may_coincide
        )
        if not declared and told_apart(found, one, other) is False:
            key = f"mistake {one.mistake.id}"
            said = (
                f"gives the same answer as {other.mistake.id}: require other numbers, or say “may_coincide”"
            )
            raise KeyFault(key, said, drawn=True)
