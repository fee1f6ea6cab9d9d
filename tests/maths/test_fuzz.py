"""A hundred thousand texts, kept out of the default run: pytest -m fuzz tests/maths."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import numpy as np
import pytest

from tutor.maths import (
    Budget,
    MathsError,
    agree,
    differentiate,
    evaluate,
    evaluate_matrix,
    read,
    resolve,
    shape_of,
    to_text,
)

ANSWERS = Path(__file__).parents[1] / "answers"
NAMES = {"x": "real", "y": "real", "beta": "real", "n": "int+", "x_1": "real", "pi_k": "unit", "k": "index"}
SHAPES = {"W": ["s", "r"], "A": ["n", "n"], "B": ["n", "n"], "g": ["s"], "a": ["r"], "z": ["r"]}
SIZES = {"s": 3, "r": 4, "n": 2}

WORDS = (
    "x y beta e pi i n k x_1 pi_k π_j sin log ln exp sqrt abs max min tanh sigmoid σ σ' relu relu' softplus gelu floor "
    "gamma erf log2 log_2 arcsin tan cosh sum_k Σ_{k=1}^n prod_k if else then otherwise and or not mod where np. math. "
    "( ) ( ) ( ) [ ] { } | | ‖ , , ; + - − * / · ^ ^ ** // ! % ' ² ⁻¹ ⁿ √ ∛ = == < > <= ≥ != ½ 0 1 2 3 0.5 1e3 2e-3 "
    "10 99 1000000 .5 1. ∞ ᵀ ^T .T ⊙ @ ⊗ .* W A B g a z softmax( diag( inv( norm( ones(n) eye(n) I W.T _ _{ "
    "\\ $ \u200b х"
).split()
PIECES = [
    "x",
    "y",
    "2",
    "n",
    "e",
    "pi",
    "0.5",
    "x^2",
    "exp(x)",
    "sin(y)",
    "|x|",
    "max(x,y)",
    "x!",
    "gamma(x)",
    "erf(x)",
]


def soup(rng: random.Random) -> str:
    space = rng.choice(["", "", " "])
    return space.join(rng.choice(WORDS) for _ in range(rng.randint(1, 30)))


def grown(rng: random.Random, depth: int = 0) -> str:
    """A well-formed formula, towers and nests included."""
    if depth > 5 or rng.random() < 0.2:
        return rng.choice(PIECES)
    first, second = grown(rng, depth + 1), grown(rng, depth + 1)
    forms = [
        f"({first}+{second})",
        f"({first}-{second})",
        f"({first})*({second})",
        f"({first})/({second})",
        f"({first})^({second})",
        f"{first}^{second}",
        f"exp({first})",
        f"gamma({first})",
        f"tan({first})",
        f"erf({first})",
        f"log({first})",
        f"({first} if {second}>0 else {first})",
        f"floor({first})",
        f"({first})!",
        f"mod({first},{second})",
        f"sum_{{k=1}}^{rng.randint(1, 40)} (k*({first}))",
        f"sqrt({first})",
        f"-{first}",
    ]
    return rng.choice(forms)


def mutated(rng: random.Random, texts: list[str]) -> str:
    text = list(rng.choice(texts))
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(text) + 1)
        text[at : at + rng.randint(0, 2)] = rng.choice(["", rng.choice(WORDS), rng.choice("()+-*/^|x2,.'")])
    return "".join(text)[:500]


def long(rng: random.Random) -> str:
    piece = rng.choice(
        ["x+", "x*", "x-", "x/", "sin(x)*", "2^", "exp(x)+", "|x|*", "(x+1)(", "-x^", "x ", "max(x,1)+"]
    )
    return (piece * rng.randint(2, 200))[:497] + "x"


def nested(rng: random.Random) -> str:
    depth = rng.randint(2, 50)
    name = rng.choice(
        ["sqrt(", "max(", "|", "floor(", "σ(", "σ'(", "(", "-", "√", "x^", "log(", "gelu(", "x if x else "]
    )
    end = {"max(": ",x)", "|": "|", "-": "", "√": "", "x^": "", "x if x else ": ""}.get(name, ")")
    return name * depth + "x" + end * depth


def anything(rng: random.Random) -> str:
    ranges = [(32, 127), (0x370, 0x3FF), (0x2070, 0x209F), (0x2200, 0x22FF), (0, 0x10FFFF)]
    low, high = rng.choice(ranges)
    return "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(0, 40)))


def answers() -> list[str]:
    files = ("formulas", "notation", "matrix", "errors", "numeric")
    lines = [
        line
        for name in files
        for line in (ANSWERS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return [json.loads(line)[who] for line in lines for who in ("student", "teacher")]


@pytest.fixture
def asked(request: pytest.FixtureRequest) -> None:
    if "fuzz" not in (request.config.getoption("-m") or ""):
        pytest.skip("long: asked for with -m fuzz")


def checked(text: str, rng: random.Random) -> None:
    """All that happens to one answer. Raises only what must never be raised."""
    try:
        reading = read(text, NAMES)
        assert read(reading.printed, NAMES).tree == reading.tree
        point = {
            "x": rng.randint(-64, 64) / 16,
            "y": 0.75,
            "beta": 1.5,
            "n": 3,
            "x_1": -0.25,
            "pi_k": [0.25, 0.75],
            "k": 1,
        }
        other = reading.tree if rng.random() < 0.3 else read("x+y", NAMES).tree
        agree(reading.tree, other, point, rounded=rng.random() < 0.2, budget=Budget())
        evaluate(reading.tree, point | {"x": np.linspace(-2, 2, 5)}, branches=[], budget=Budget())
        if rng.random() < 0.2:
            assert to_text(differentiate(reading.tree, "x"))
    except MathsError:
        return


def checked_matrix(text: str) -> None:
    try:
        tree = read(text, SHAPES).tree
        shapes = {name: shape_of(sizes) for name, sizes in SHAPES.items()}
        values = {
            name: np.full([SIZES.get(str(size), 1) for size in shape], 0.5) for name, shape in shapes.items()
        }
        for resolved in resolve(tree, shapes):
            expected = tuple(SIZES.get(str(size), size) for size in resolved.shape)
            assert evaluate_matrix(resolved.tree, values | SIZES).shape == expected
    except MathsError:
        return


@pytest.mark.fuzz
@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("part", range(10))
def test_nothing_typed_breaks_reading_or_evaluating(part: int) -> None:
    rng = random.Random(part)
    texts = answers()
    slowest: list[tuple[float, str]] = []
    for _ in range(11_000):
        makers = [soup, grown, lambda rng: mutated(rng, texts), anything, long, nested]
        text = rng.choices(makers, weights=[40, 40, 40, 10, 10, 5])[0](rng)
        started = time.thread_time()
        try:
            checked(text, rng)
            if rng.random() < 0.4:
                checked_matrix(text)
        except BaseException:
            print(repr(text))
            raise
        slowest = sorted([*slowest, (time.thread_time() - started, text)])[-3:]
    for seconds, text in reversed(slowest):
        print(f"{seconds * 1000:.0f} ms of processor time for {text!r}")
