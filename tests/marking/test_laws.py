"""Laws of marking formulas: a rewriting is right, a mutant is wrong, and no text raises anything.

Formulas are built here with a value of their own in mpmath, so that the marker is judged by another engine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tutor.marking import Outcome, mark

Formula = tuple[Any, ...]

FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": mpmath.exp,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tanh": mpmath.tanh,
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "relu": lambda z: z if mpmath.re(z) > 0 else mpmath.mpf(0),
    "abs": abs,
    "sqrt": mpmath.sqrt,
    "log": mpmath.log,
}
NAMES = ("x", "y", "β")
CANNOT_TELL = ("large", "budget", "unclear")


def leaves() -> st.SearchStrategy[Formula]:
    numbers = st.sampled_from(["1", "2", "3", "1/2", "0.25", "5", "pi"])
    return st.one_of(st.sampled_from(NAMES).map(lambda n: ("name", n)), numbers.map(lambda n: ("number", n)))


def grown(below: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    return st.one_of(
        st.tuples(st.sampled_from("+-*/"), below, below),
        st.tuples(
            st.just("call"), st.sampled_from(["exp", "sin", "cos", "tanh", "sigmoid", "relu", "abs"]), below
        ),
        st.tuples(st.just("square"), below),
        st.tuples(st.just("minus"), below),
    )


FORMULAS = st.recursive(leaves(), grown, max_leaves=7)


def text(formula: Formula) -> str:
    match formula:
        case ("name" | "number", word):
            return str(word)
        case ("call", function, inner):
            return f"{function}({text(inner)})"
        case ("square", inner):
            return f"({text(inner)})^2"
        case ("minus", inner):
            return f"(-({text(inner)}))"
        case (sign, left, right):
            return f"(({text(left)}){sign}({text(right)}))"
    raise AssertionError(formula)


def value(formula: Formula, point: dict[str, Any]) -> Any:
    match formula:
        case ("name", name):
            return point[name]
        case ("number", "pi"):
            return mpmath.pi()
        case ("number", number):
            top, _, bottom = str(number).partition("/")
            return mpmath.mpf(top) / mpmath.mpf(bottom or 1)
        case ("call", function, inner):
            return FUNCTIONS[function](value(inner, point))
        case ("square", inner):
            return value(inner, point) ** 2
        case ("minus", inner):
            return -value(inner, point)
        case (sign, left, right):
            a, b = value(left, point), value(right, point)
            return {"+": a + b, "-": a - b, "*": a * b}[sign] if sign != "/" else a / b
    raise AssertionError(formula)


def rewritings(formula: Formula) -> list[Formula]:
    """Formulas equal to this one at every real point where it has a value."""
    one, two = ("number", "1"), ("number", "2")
    found: list[Formula] = [
        ("-", ("+", formula, ("name", "x")), ("name", "x")),
        ("/", ("*", two, formula), two),
        ("minus", ("minus", formula)),
        (
            "*",
            formula,
            ("+", ("square", ("call", "sin", ("name", "y"))), ("square", ("call", "cos", ("name", "y")))),
        ),
    ]
    match formula:
        case ("+" | "*" as sign, a, b):
            found.append((sign, b, a))
        case ("-", a, b):
            found += [("+", a, ("minus", b)), ("minus", ("-", b, a))]
        case ("/", a, b):
            found.append(("*", a, ("/", one, b)))
        case ("square", a):
            found.append(("*", a, a))
        case ("call", "sigmoid", a):
            found += [
                ("-", one, ("call", "sigmoid", ("minus", a))),
                ("/", one, ("+", one, ("call", "exp", ("minus", a)))),
            ]
        case ("call", "tanh", a):
            found.append(("-", ("*", two, ("call", "sigmoid", ("*", two, a))), one))
        case ("call", "relu", a):
            found.append(("/", ("+", a, ("call", "abs", a)), two))
        case ("call", "abs", a):
            found.append(("+", ("call", "relu", a), ("call", "relu", ("minus", a))))
    match formula:
        case ("*", ("+", a, b), c):
            found.append(("+", ("*", a, c), ("*", b, c)))
    return found


def mutants(formula: Formula) -> list[Formula]:
    """Formulas that look like this one and are mostly different."""
    found: list[Formula] = [("+", formula, ("number", "0.25")), ("minus", formula)]
    match formula:
        case ("+" | "-" | "*" | "/" as sign, a, b):
            found += [(other, a, b) for other in "+-*/" if other != sign] + [a, b, (sign, b, a)]
        case ("call", function, a):
            found += [
                ("call", other, a) for other in ("tanh", "sigmoid", "relu", "abs") if other != function
            ] + [a]
        case ("square", a):
            found += [a, ("*", ("number", "2"), a)]
        case ("number", _):
            found.append(("number", "3.01"))
        case ("name", name):
            found.append(("name", NAMES[(NAMES.index(name) + 1) % len(NAMES)]))
    return found


def changed(data: st.DataObject, formula: Formula, change: Callable[[Formula], list[Formula]]) -> Formula:
    """The formula with one of its parts changed."""
    if formula[0] not in ("name", "number") and data.draw(st.booleans()):
        places = [at for at, part in enumerate(formula) if at and isinstance(part, tuple)]
        at = data.draw(st.sampled_from(places))
        return (*formula[:at], changed(data, formula[at], change), *formula[at + 1 :])
    return data.draw(st.sampled_from(change(formula)))


def difference(left: Formula, right: Formula, step: int, digits: int) -> Any:
    """The two values' difference at one of a few points, or None where one has none."""
    with mpmath.workdps(digits):
        point = {name: mpmath.mpf((7 * step + 11 * at) % 29 - 14) / 7 for at, name in enumerate(NAMES)}
        try:
            gap = value(left, point) - value(right, point)
        except (ZeroDivisionError, OverflowError, ValueError):
            return None
        return gap if mpmath.isfinite(gap) else None


def is_different(left: Formula, right: Formula) -> bool:
    """Whether the two differ at some point by as much at 60 digits as at 120: then it is no rounding."""
    for step in range(1, 7):
        rough, fine = (difference(left, right, step, digits) for digits in (60, 120))
        if rough is not None and fine and abs(rough - fine) < abs(fine) * mpmath.mpf(10) ** -9:
            return True
    return False


@settings(max_examples=60, deadline=None)
@given(FORMULAS, st.data())
def test_a_rewriting_is_marked_correct(formula: Formula, data: st.DataObject) -> None:
    other = changed(data, formula, rewritings)
    verdict = mark("formula", text(other), expected=text(formula), variables=NAMES)
    assert verdict.outcome == "correct" or verdict.code in CANNOT_TELL, (text(formula), text(other), verdict)


@settings(max_examples=60, deadline=None)
@given(FORMULAS, st.data())
def test_a_mutant_is_not_marked_correct(formula: Formula, data: st.DataObject) -> None:
    other = changed(data, formula, mutants)
    if is_different(formula, other):
        verdict = mark("formula", text(other), expected=text(formula), variables=NAMES)
        assert verdict.outcome != "correct", (text(formula), text(other), verdict)


def test_the_oracle_itself_tells_formulas_apart() -> None:
    x, y = ("name", "x"), ("name", "y")
    assert is_different(("+", x, y), ("-", x, y))
    assert not is_different(("+", x, y), ("+", y, x))


PIECES = """
x y W g a ( ) [ ] { } + - * / ^ ** @ ⊙ ² ᵀ .T ' ! % , ; : < > = == | ‖ √ σ Σ_k exp log relu max if else 1 2.5 0
1e9 pi e ∞
""".split()
TYPED = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from([*PIECES, " "]), max_size=25).map("".join),
    st.text("0123456789.eE+-×x, "),
)
QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("formula", {"expected": "x*relu(y)", "variables": ["x", "y"]}),
    (
        "matrix",
        {
            "expected": "W^T g ⊙ a",
            "variables": {"W": ["s", "r"], "g": ["s"], "a": ["r"], "x": "real", "y": "unit"},
        },
    ),
    ("number", {"expected": "sqrt(2)"}),
    ("number", {"expected": {"value": 7, "unit": "bytes"}}),
    ("shape", {"expected": "31x31x5"}),
    ("shape", {"expected": "r x 2m", "variables": ["r", "m"]}),
    ("point", {"expected": "(1, sqrt(2))"}),
    ("set", {"expected": "{1, 2, x}", "variables": ["x"]}),
    ("table", {"expected": [[1, "2x2"], [{"answer": 3, "follow": "a+1"}, 4]]}),
    ("choice", {"expected": {"options": ["x", "y"], "answer": "x"}}),
    ("choices", {"expected": {"options": ["x", "y"], "answer": "a"}}),
    ("truth", {"expected": True}),
    ("order", {"expected": "x y"}),
    ("blanks", {"expected": ["x", "2"], "variables": ["x"]}),
    ("text", {"expected": "x y"}),
    ("text", {"expected": {"ideas": [{"say": ["not x", "e 1"], "deny": ["y"]}], "sentences": 1}}),
]


@pytest.mark.parametrize(("kind", "question"), QUESTIONS)
@settings(max_examples=40, deadline=None)
@given(typed=TYPED)
@example(typed="\x00")
@example(typed="(" * 600)
@example(typed="9^9^9^9")
@example(typed="\ud800")
def test_no_answer_raises_anything(kind: str, question: dict[str, Any], typed: str) -> None:
    verdict = mark(kind, typed, **question)
    assert isinstance(verdict.outcome, Outcome)
    assert 0 <= verdict.score <= verdict.max
    assert len(verdict.feedback) <= 3
    assert verdict.position is None or 0 <= verdict.position <= len(typed)


@pytest.fixture
def asked_for(request: pytest.FixtureRequest) -> None:
    """Skip what takes minutes unless `-m fuzz` asks for it."""
    if "fuzz" not in (request.config.getoption("-m") or ""):
        pytest.skip("long: asked for with -m fuzz")


LONG = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.mark.fuzz
@pytest.mark.usefixtures("asked_for")
@settings(max_examples=100_000, deadline=None, suppress_health_check=LONG)
@given(st.sampled_from(QUESTIONS), TYPED)
def test_no_answer_raises_anything_in_a_hundred_thousand(
    question: tuple[str, dict[str, Any]], typed: str
) -> None:
    verdict = mark(question[0], typed, **question[1])
    assert isinstance(verdict.outcome, Outcome)


@pytest.mark.fuzz
@pytest.mark.usefixtures("asked_for")
@settings(max_examples=20_000, deadline=None, suppress_health_check=LONG)
@given(FORMULAS, st.data())
def test_rewritings_and_mutants_in_tens_of_thousands(formula: Formula, data: st.DataObject) -> None:
    other = changed(data, changed(data, formula, rewritings), rewritings)
    verdict = mark("formula", text(other), expected=text(formula), variables=NAMES)
    assert verdict.outcome == "correct" or verdict.code in CANNOT_TELL, (text(formula), text(other), verdict)
    mutant = changed(data, other, mutants)
    if is_different(formula, mutant):
        assert mark("formula", text(mutant), expected=text(formula), variables=NAMES).outcome != "correct"
