"""A wrong rule beside the right one: what it is called in a list, what its row says, and what its picture pairs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from tutor.explore.backpropagation import EXPLORER as FIRST_EXPLORER
from tutor.explore.backpropagation.rules import RULES as FIRST
from tutor.explore.comparison import Asked, Rule, Sweep, labels
from tutor.explore.comparison_finding import Beside, beside
from tutor.explore.comparison_picture import picture_of
from tutor.explore.convolution import EXPLORER as SECOND_EXPLORER
from tutor.explore.convolution.rules import RULES as SECOND
from tutor.explore.explorer import Explorer
from tutor.figures.draw import draw
from tutor.figures.figure import Bars


@dataclass(frozen=True)
class Number:
    """A setting with one number."""

    n: float = 3.0


def rule(right: Callable[[Number], Any], wrong: Callable[[Number], Any], **more: Any) -> Rule[Number]:
    sweep = more.pop("sweep", None)
    asked = Asked[Number]("9.1", "size", right, sweep=sweep)
    return Rule(asked, "doing it wrongly", wrong, "It is wrong.", **more)


def told(right: Any, wrong: Any, **more: Any) -> Beside:
    return beside(rule(lambda _: right, lambda _: wrong, **more), Number())


# The list of rules


@pytest.mark.parametrize("rules", [FIRST, SECOND], ids=["1", "2"])
def test_every_rule_has_a_name_of_its_own_that_begins_with_its_part(rules: Any) -> None:
    named = labels(rules)
    assert len(set(named.values())) == len(named) == len(rules)
    parts = [text.split()[0] for text in named.values()]
    assert parts == sorted(parts) and all(re.fullmatch(r"[1-5](\.\d[a-d]?)?", part) for part in parts)
    for name, text in named.items():
        assert text == f"{rules[name].asked.part} {rules[name].asked.name}: {rules[name].words}"


# The row


def test_a_row_shows_the_wrong_answer_and_the_right_one() -> None:
    assert told(30, 29).value == "29, not 30" and told(30, 29).wrong
    assert told([1, 2], [1, 3]).value == "(1, 3), not (1, 2)"
    long = told(np.arange(12) / 7, np.where(np.arange(12) == 4, -1.25, np.arange(12) / 7))
    assert long.value == "entry 5, 1: −1.25, not 0.57143"
    assert told(np.zeros((2, 5)), np.zeros((5, 2))).value == "5×2, not 2×5"
    assert told(np.zeros((2, 5)), np.array([])).value == "not defined, not 2×5"
    assert told(1.23456e-12, -7.654321e20).value == "−7.654·10²⁰, not 1.235·10⁻¹²"
    assert told(1.23e-5, 1.2300001e-5).value == "1·10⁻¹² off"


def test_what_agrees_is_no_wrong_value_and_nothing_is_claimed_of_other_numbers() -> None:
    found = told(30, 30)
    assert found.value == "30, the same here" and not found.wrong
    assert found.reason.startswith("Doing it wrongly gives 30, which is right on these numbers.\n")


def test_where_the_two_part_is_computed() -> None:
    sweep = Sweep[Number](
        "n", lambda _: np.array([2.0, 3.0, 4.0]), lambda s: s.n, lambda s, n: replace(s, n=n)
    )
    found = beside(rule(lambda s: s.n, lambda s: min(s.n, 3), sweep=sweep), Number())
    assert "right on these numbers; at n = 4 it gives 3, not 4." in found.reason
    found = beside(rule(lambda s: s.n, lambda s: s.n, sweep=sweep), Number())
    assert "right on these numbers.\n" in found.reason


def test_nothing_gives_undefined() -> None:
    assert "Doing it wrongly is not defined; right is 2×1" in told_shape().reason
    assert "gives 2; rightly it is undefined." in told(np.nan, 2).reason


def told_shape() -> Beside:
    asked = Asked[Number]("9.1", "size", lambda _: [[1.0], [2.0]], written=lambda v: "2×1")
    return beside(Rule(asked, "doing it wrongly", lambda _: [], "It is wrong."), Number())


def test_a_rule_that_does_not_apply_says_why() -> None:
    hindered = rule(lambda _: 3, lambda _: 4, unless=lambda _: "There is no layer.")
    found = beside(hindered, Number())
    assert found.value == "does not apply here" and not found.wrong and not found.given
    assert found.reason == "There is no layer.\nRight for size: 3."
    shown = picture_of(hindered, Number())
    assert shown.caption == "There is nothing here to compare. There is no layer."
    assert len(draw(shown, 44, 12).rows) == 12


# The picture


def test_entries_are_paired_by_where_they_stand() -> None:
    right, wrong = np.arange(1.0, 7.0).reshape(2, 3), np.arange(1.0, 7.0).reshape(3, 2) * 10
    shown = picture_of(rule(lambda _: right, lambda _: wrong), Number())
    rows = [
        (layer.names[0], float(layer.values[0]), layer.role)
        for layer in shown.layers
        if isinstance(layer, Bars)
    ]
    at = rows.index(("entry 1, 2", 2.0, "right"))
    assert rows[at + 1] == ("your rule", 20.0, "wrong")
    at = rows.index(("entry 1, 3", 3.0, "right"))
    assert rows[at + 1] == ("entry 2, 1", 4.0, "right")  # the 3×2 matrix has no column 3
    assert rows[-2:] == [("your rule, entry 3, 1", 50.0, "wrong"), ("your rule, entry 3, 2", 60.0, "wrong")]
    assert "The two differ in shape" in shown.caption


def test_a_caption_says_what_is_right_and_what_the_rule_gives() -> None:
    shown = picture_of(rule(lambda _: 85, lambda _: 80), Number())
    assert shown.caption == "Right for size: 85. Your rule, doing it wrongly, gives 80."


# The fields


@pytest.mark.parametrize("explorer", [FIRST_EXPLORER, SECOND_EXPLORER], ids=["1", "2"])
def test_what_a_field_means_fits_its_line(explorer: Explorer) -> None:
    for each in explorer.inputs:
        assert len(each.label) <= 14
        line = f"{each.meaning} ({each.kind.describe()})"
        assert len(line) <= 51, line


@pytest.mark.parametrize(
    ("explorer", "name", "text"),
    [
        (FIRST_EXPLORER, "loss", "zz"), (FIRST_EXPLORER, "activation", ""), (FIRST_EXPLORER, "kink", "zz"),
        (SECOND_EXPLORER, "input", "64"), (SECOND_EXPLORER, "layers", ","),
    ],
)  # fmt: skip
def test_a_fault_and_what_the_field_takes_do_not_say_the_same_twice(
    explorer: Explorer, name: str, text: str
) -> None:
    fault = explorer.read({name: text}).faults[name]
    kind = next(each.kind for each in explorer.inputs if each.name == name)
    examples = [part for part in kind.describe().split(", ") if part in fault]
    assert not examples and kind.describe() not in fault
