"""Tables and derivations: what else counts in a cell, and the wrong rule behind one, also on the learner's numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.questions.library import Library
from tutor.questions.lint import check

Pack = Callable[..., Library]

TABLE = """
kind = "table"
prompt = "A square of side {a}, a box of that height, and its weight at 7 a cell."
columns = ["Area", "Volume"]
solution = "As it says."
paper = { a = 5 }
[draw]
a = { int = [5, 9] }
[[row]]
title = "square"
cells = [{ answer = "a^2", name = "area" }, { answer = "a^3", name = "volume", follow = "area·a" }]
[[row]]
title = "weight"
cells = ["", { answer = "7a^3", name = "weight", follow = "7volume" }]
[[accept]]
cell = "area"
answer = "a^2/100"
note = "In dm²."
score = 0.5
[[accept]]
cell = "weight"
answer = "7a^3 + 1"
note = "With the lid."
[[mistake]]
id = "area.perimeter"
cell = "area"
answer = "4a"
say = "This is the perimeter."
[[mistake]]
id = "volume.sum"
cell = "volume"
answer = "a^2 + a"
follow = "area + a"
say = \"\"\"
You added.
A box has layers.
{a^2}·{a} is right.\"\"\"
"""


@pytest.mark.parametrize(
    ("typed", "score", "mistake", "said"),
    [
        ("25 | 125; 875", 3, None, ""),
        # What is accepted in a cell counts whatever the other cells hold.
        ("25 | 125; 876", 3, None, "Weight, Volume: With the lid."),
        ("25 | 120; 876", 2, None, "With the lid."),
        ("0.25 | 125; 876", 2.5, None, "Square, Area: In dm²."),
        # What follows counts, and the wrong rule before it is named; the others that are wrong are told.
        ("20 | 100; 700", 2, "area.perimeter", "follows from your earlier answer"),
        ("20 | 99; 1", 0, "area.perimeter", "Not right yet either: square, Volume; weight, Volume."),
        # A wrong rule on the learner's own earlier number.
        ("25 | 30; 210", 2, "volume.sum", "is right"),
        ("40 | 45; 315", 1, "volume.sum", "A box has layers."),
    ],
)
def test_a_table(pack: Pack, typed: str, score: float, mistake: str | None, said: str) -> None:
    verdict = pack(box=TABLE).find("box").paper().mark(typed)
    assert (verdict.score, verdict.mistake) == (score, mistake)
    assert said in " ".join([verdict.note, *verdict.feedback])


def test_numbers_of_the_variant_are_not_told_of_numbers_of_the_learner(pack: Pack) -> None:
    verdict = pack(box=TABLE).find("box").paper().mark("40 | 45; 315")
    assert "25" not in " ".join(verdict.feedback)


@pytest.mark.parametrize(("rule", "is_told"), [("area + a", False), ("area - a", True)])
def test_a_mistake_must_follow_to_what_it_gives(
    written: Callable[..., Path], rule: str, is_told: bool
) -> None:
    faults = check(written(box=TABLE.replace("area + a", rule)), seeds=2).faults
    told = [fault for fault in faults if "volume.sum" in fault and "follows to another answer" in fault]
    assert bool(told) is is_told


MATRIX = """
kind = "matrix"
prompt = "The gradient of a linear layer."
answer = "g x^T"
solution = "By the chain rule."
paper = {}
[variables]
g = ["r"]
x = ["n"]
[[accept]]
answer = "x g^T"
says = ["transposed layout"]
note = "In that layout."
[[accept]]
answer = "g_i x_j"
variables = { g_i = "real", x_j = "real" }
aliases = { "δᵢ" = "g_i" }
note = "Entry by entry."
[[mistake]]
id = "mat.swap"
answer = "x g^T"
say = "Swapped."
[[mistake]]
id = "mat.side"
answer = "x ⊙ g"
score = 0.5
say = "Side by side."
"""


@pytest.mark.parametrize(
    ("typed", "score", "mistake"),
    [
        ("g x^T", 1, None),
        ("x g^T", 0, "mat.swap"),
        ("x g^T (in the Transposed layout).", 1, None),
        ("x g^T, transposed layout", 1, None),
        ("transposed layout", 0, None),
        ("g, transposed layout", 0, None),
        ("δᵢ x_j", 1, None),
        ("g_i + x_j", 0, None),
        # Sizes that do not fit earn what the rule behind them earns.
        ("g x", 0.5, "mat.side"),
        ("g ⊙ x", 0.5, "mat.side"),
    ],
)
def test_a_matrix_in_another_form(pack: Pack, typed: str, score: float, mistake: str | None) -> None:
    verdict = pack(grad=MATRIX).find("grad").paper().mark(typed)
    assert (verdict.score, verdict.mistake) == (score, mistake)
    assert (verdict.outcome.value == "partial") is (score == 0.5)
