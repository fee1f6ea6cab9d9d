"""Question 1 explored: a typed formula has the slopes that its difference quotients come to, from either side."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.explore.backpropagation import EXPLORER
from tutor.explore.explorer import InputFault
from tutor.explore.result import Result

Function = Callable[[float], float]


def run(kink: str, x0: Any = 0) -> Result:
    return EXPLORER.run({"kink": kink, "x0": x0})


def told(kink: str, x0: Any = 0) -> tuple[str, str]:
    """What is said of f′ and of f″."""
    first, second = (each.value for each in run(kink, x0).findings if each.part in ("1.3", "1.4"))
    return first, second


# By hand: on each side the formula is the smooth one beside it.
KNOWN = [
    ("abs(x)", 0, "left −1, right 1", "none: left 0, right 0"),
    ("relu(x)", 0, "left 0, right 1", "none: left 0, right 0"),
    ("max(0, x)", 0, "left 0, right 1", "none: left 0, right 0"),
    ("max(x, 0.1x)", 0, "left 0.1, right 1", "none: left 0, right 0"),
    ("max(0, x)^2", 0, "0 from both sides", "none: left 0, right 2"),
    ("relu(x)^2", 0, "0 from both sides", "none: left 0, right 2"),
    ("x·abs(x)", 0, "0 from both sides", "none: left −2, right 2"),
    ("abs(x^3)", 0, "0 from both sides", "0"),
    ("abs(abs(x) − 1)", 1, "left −1, right 1", "none: left 0, right 0"),
    ("abs(abs(x) − 1)", 0, "left 1, right −1", "none: left 0, right 0"),
    ("relu(relu(x) − 1)", 1, "left 0, right 1", "none: left 0, right 0"),
    ("min(abs(x), x^2)", 1, "left 2, right 1", "none: left 2, right 0"),
    ("max(x, −x, x/2)", 0, "left −1, right 1", "none: left 0, right 0"),
    ("relu(x) − relu(−x)", 0, "1 from both sides", "0"),
    ("x·floor(x)", 0, "left −1, right 0", "none: left 0, right 0"),
    ("floor(x)", 0.5, "0 from both sides", "0"),
    ("abs(sin(x))", "pi", "left −1, right 1", "none: left 0, right 0"),
    ("abs(3x − 1)", "1/3", "left −3, right 3", "none: left 0, right 0"),
    ("abs(x)", 1e-9, "1 from both sides", "0"),
    ("x if x > 0 else 2x", 0, "left 2, right 1", "none: left 0, right 0"),
    ("elu(x)", 0, "1 from both sides", "none: left 1, right 0"),
    ("softsign(x)", 0, "1 from both sides", "none: left 2, right −2"),
    ("abs(x) | x", 0, "left −1, right 1", "none: left 0, right 0"),
    ("0.1x | x", 0, "left 0.1, right 1", "0 for x ≠ 0; none at 0"),
    ("3x·σ(5x)", 0, "1.5 from both sides", "7.5"),
    ("leaky relu", 0, "left 0.01, right 1", "0 for x ≠ 0; none at 0"),
]


@pytest.mark.parametrize(("kink", "x0", "first", "second"), KNOWN)
def test_the_slopes_from_both_sides(kink: str, x0: Any, first: str, second: str) -> None:
    assert told(kink, x0) == (first, second)


@pytest.mark.parametrize(("kink", "x0", "first", "second"), KNOWN)
def test_reasons_and_pictures_say_the_same(kink: str, x0: Any, first: str, second: str) -> None:
    result = run(kink, x0)
    reason = next(each.reason for each in result.findings if each.part == "1.3")
    quotients = next(each.figure for each in result.pictures if "quotient" in each.title)
    around = next(each.figure for each in result.pictures if "around x₀" in each.title)
    assert ("does not exist" in reason) == first.startswith("left")
    if sides := re.fullmatch(r"left (\S+), right (\S+)", first):
        left, right = sides.groups()
        assert f"stay apart, at {left} from the left and {right} from the right" in quotients.caption
        assert f"jumps from {left} to {right}" in around.caption
    else:
        slope = first.partition(" ")[0]
        assert f"meet at {slope}: the derivative exists" in quotients.caption
        assert f"has the slope {slope}" in around.caption
    assert ("no value there" in around.caption) == ("none" in second)


@pytest.mark.parametrize(
    ("kink", "said"),
    [
        ("floor(x)", "floor(x) jumps at 0 from −1 to 0: it has no derivative there"),
        ("sign(x)", "sign(x) jumps at 0 from −1 to 1: it has no derivative there"),
        ("sign(x)^2", "sign(x)^2 is 0 at 0, but 1 on both sides: it has no derivative there"),
        ("1/x", "1/x has no value at 0"),
        ("sqrt(x^2)", "the slope of sqrt(x^2) from the left at 0 cannot be worked out here"),
        ("abs(x)^1.5", "abs(x)^1.5 has no finite second derivative from the left at 0"),
        ("cbrt(x)", "the slope of cbrt(x) from the left at 0 cannot be worked out here"),
        ("1 | 2", "the pieces do not meet: they are 1 and 2 at x₀ = 0"),
        ("abc", "“abc” is neither an activation nor a formula in x"),
        ("", "needs an activation or a formula in x"),
        ("|x|", "one formula, or two with | between them; |x| is written abs(x)"),
    ],
)
def test_what_has_no_slopes_is_refused_in_one_sentence(kink: str, said: str) -> None:
    with pytest.raises(InputFault) as fault:
        run(kink)
    assert fault.value.name == "kink" and str(fault.value) == said


def test_only_a_known_activation_has_a_convention_and_kinks_that_are_all_known() -> None:
    reasons = {
        kink: next(f.reason for f in run(kink).findings if f.part == "1.3") for kink in ("relu", "relu(x)")
    }
    assert "by convention" in reasons["relu"] and "by convention" not in reasons["relu(x)"]
    assert told("abs(x − 1)")[1] == "0"  # at x₀ = 0; nothing is claimed of x = 1


# Formulas put together at random, with the same in Python beside them

LEAVES: list[tuple[str, Function]] = [
    ("x", lambda x: x), ("(x − 1)", lambda x: x - 1), ("(1/2·x)", lambda x: x / 2), ("x^2", lambda x: x * x),
    ("sin(x)", math.sin), ("2", lambda x: 2.0),
]  # fmt: skip


def joined(inner: st.SearchStrategy[tuple[str, Function]]) -> st.SearchStrategy[tuple[str, Function]]:
    one = st.one_of(
        inner.map(lambda u: (f"abs({u[0]})", lambda x: abs(u[1](x)))),
        inner.map(lambda u: (f"relu({u[0]})", lambda x: max(u[1](x), 0.0))),
        inner.map(lambda u: (f"(−({u[0]}))", lambda x: -u[1](x))),
    )
    pairs = st.tuples(inner, inner)
    two = st.one_of(
        pairs.map(lambda p: (f"max({p[0][0]}, {p[1][0]})", lambda x: max(p[0][1](x), p[1][1](x)))),
        pairs.map(lambda p: (f"min({p[0][0]}, {p[1][0]})", lambda x: min(p[0][1](x), p[1][1](x)))),
        pairs.map(lambda p: (f"({p[0][0]} + {p[1][0]})", lambda x: p[0][1](x) + p[1][1](x))),
        pairs.map(lambda p: (f"({p[0][0]})·({p[1][0]})", lambda x: p[0][1](x) * p[1][1](x))),
    )
    return one | two


@settings(max_examples=80, deadline=None)
@given(
    made=st.recursive(st.sampled_from(LEAVES), joined, max_leaves=6), x0=st.sampled_from([0, 1, -1, 2, 0.5])
)
def test_any_formula_has_the_slopes_that_its_quotients_come_to(made: tuple[str, Function], x0: float) -> None:
    text, f = made
    try:
        setting = EXPLORER.read({"kink": text, "x0": str(x0)})
        sides = setting.values["kink"].joined(x0).one_sided(x0)
    except (InputFault, KeyError):
        assert len(text) > 60 or text.count("x") > 4  # only long ones may be given up
        return
    h = 1e-6
    for slope, step in ((sides.left, -h), (sides.right, h)):
        assert slope == pytest.approx((f(x0 + step) - f(x0)) / step, rel=1e-3, abs=1e-3)
