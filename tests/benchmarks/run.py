"""Every budget of the design, measured against its yardstick in the same run.

    python tests/benchmarks/run.py [--rounds 7] [NAME …]

Machines differ and drift: only the ratios mean something. Needs pyte and psutil.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from terminal import Program, median, p95  # noqa: E402

HERE = Path(__file__).parent
TUTOR = [sys.executable, "-m", "tutor"]
Row = tuple[str, float, str, float]  # what, measured, unit, budget


def start_up(rounds: int) -> Iterator[Row]:
    """Process start to a home screen that takes keys, against a bare Textual app, in turns."""
    times: dict[str, list[float]] = {"hello": [], "tutor": []}
    for _ in range(rounds + 1):
        for name, command, expect in (
            ("hello", [sys.executable, str(HERE / "hello.py")], "Hello"),
            ("tutor", TUTOR, "Questions"),
        ):
            program = Program(command, expect)
            times[name].append(program.first_paint_ms)
            program.stop()
    ratio = median(times["tutor"][1:]) / median(times["hello"][1:])
    yield "start-up / bare Textual app", ratio, "×", 1.35


def warm(rounds: int) -> Iterator[Row]:
    """Memory once warmed up, and what it costs to do nothing."""
    program = Program(TUTOR, "Questions")
    program.settle(1.5)
    usage = program.usage()
    program.stop()
    yield "memory once warmed up", usage.rss_mib, "MiB", 64
    program = Program(TUTOR, "Questions")
    program.press("5")
    program.settle(1.5)
    idle = program.usage().idle_percent
    program.stop()
    yield "idle on a question", idle, "% of a core", 1


def keys(rounds: int) -> Iterator[Row]:
    """A key in a field to the answers and to the picture, against an Input that feeds one Static."""
    floor = Program([sys.executable, str(HERE / "input_static.py")], "value 1")
    tutor = Program(TUTOR, "Questions")
    floor.settle()
    tutor.settle(1.5)
    tutor.press("5", "tab")
    tutor.settle(1.0)
    base: list[float] = []
    answers: list[float] = []
    pictures: list[float] = []
    for _ in range(rounds * 3):
        base += floor.latencies(["1", "2", "\x7f", "\x7f"], (0, 3, 120, 37), 4)
        answers += tutor.latencies(["up", "down"], (1, 12, 50, 14), 2)
        pictures += tutor.latencies(["up", "down"], (56, 1, 62, 16), 2)
    floor.stop()
    tutor.stop()
    yield "key → answers, median / floor", median(answers) / median(base), "×", 1.35
    yield "key → answers, p95 / floor's median", p95(answers) / median(base), "×", 2
    yield "key → picture, median / floor", median(pictures) / median(base), "×", 2.2
    yield "key → picture, p95 / floor's median", p95(pictures) / median(base), "×", 3


def questions(rounds: int) -> Iterator[Row]:
    """Going to another question, the first time and again."""
    first: list[float] = []
    again: list[float] = []
    for _ in range(max(rounds // 2, 2)):
        program = Program(TUTOR, "Questions")
        program.settle(1.5)
        program.press("5")
        whole = (0, 0, 60, 39)
        first += program.latencies(["f7"], whole, 4)
        again += program.latencies(["f7"], whole, 10)
        program.stop()
    yield "another question, first time (median)", median(first), "ms", 80
    yield "another question, again (median)", median(again), "ms", 25


def importing(rounds: int) -> Iterator[Row]:
    """The core's import against numpy's."""

    def once(statement: str) -> float:
        code = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"
        command = [sys.executable, "-c", code]
        return float(
            subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE.parents[1]).stdout
        )

    both = [(once("import numpy"), once("import tutor.compute, numpy")) for _ in range(rounds * 2 + 1)][1:]
    everything = "import tutor.compute.descent, tutor.compute.convnet"
    whole = [once(everything) for _ in range(rounds)]
    numpy = median([a for a, _ in both])
    yield "import tutor.compute / import numpy", median([b for _, b in both]) / numpy, "×", 1.15
    yield "import of two of its modules / import numpy", median(whole) / numpy, "×", 1.5


def best_of(work: Callable[[], object], rounds: int) -> float:
    def once() -> float:
        at = time.perf_counter()
        work()
        return time.perf_counter() - at

    return min(once() for _ in range(rounds * 10))


def descent(rounds: int) -> Iterator[Row]:
    """1000 step sizes × 1000 steps on a quadratic, against squaring the factors of each eigenmode."""
    import numpy as np

    from tutor.compute.descent import Quadratic

    A, start, sizes = (
        np.array([[2.0, -2.0], [-2.0, 4.0]]),
        np.array([1.0, 1.0]),
        np.linspace(0.001, 0.4, 1000),
    )

    def doubling() -> object:
        eigenvalues, Q = np.linalg.eigh(A)
        factor = 1 - np.multiply.outer(sizes, eigenvalues)
        power, base, steps = np.ones_like(factor), factor, 1000
        with np.errstate(all="ignore"):
            while steps:
                if steps & 1:
                    power = power * base
                base, steps = base * base, steps >> 1
            return np.linalg.norm(power * (Q.T @ start), axis=1)

    ratio = best_of(lambda: Quadratic(A).sweep(start, 1000, sizes), rounds) / best_of(doubling, rounds)
    yield "1000 × 1000 steps of descent / eigenmode doubling", ratio, "×", 1.5


def layers(rounds: int) -> Iterator[Row]:
    """The table of a plain stack of 100 rows."""
    from tutor.compute.convnet import layer_table, parse_layers

    stack = parse_layers(" ".join(["Conv3-8-Psame ReLU"] * 50))
    yield "layer table of 100 rows", best_of(lambda: layer_table((64, 64, 3), stack), rounds) * 1000, "ms", 1


def answers(name: str) -> list[dict[str, Any]]:
    path = HERE.parent / "answers" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def cpu(work: Callable[[], object]) -> float:
    at = time.thread_time()
    work()
    return (time.thread_time() - at) * 1000


def marking(rounds: int) -> Iterator[Row]:
    """Milliseconds of CPU to mark; SymPy's simplify on the same pairs, in the same run."""
    import sympy

    from tutor.marking import mark, warm_up
    from tutor.maths import MathsError, read, to_sympy

    warm_up()
    formulas, matrices, hostile = answers("formulas"), answers("matrix"), answers("hostile")

    def formula(row: dict[str, Any]) -> object:
        domain = row.get("domain") or {}
        return mark("formula", row["student"], expected=row["teacher"], variables=row["vars"], domain=domain)

    def matrix(row: dict[str, Any]) -> object:
        options = {
            name: value for name, value in (row.get("opts") or {}).items() if name in ("broadcast", "generic")
        }
        aliases = row.get("alias") or {}
        return mark(
            "matrix",
            row["student"],
            expected=row["teacher"],
            variables=row["vars"],
            aliases=aliases,
            **options,
        )

    def attack(row: dict[str, Any]) -> object:
        repeat = row.get("repeat") or len(row["student"])
        text = (row["student"] * (repeat // max(len(row["student"]), 1) + 1))[:repeat]
        return mark("formula", text, expected="x", variables=["x"])

    times = [cpu(lambda row=row: formula(row)) for row in formulas]
    yield "mark one formula, median", median(times), "ms CPU", 5
    yield "mark one formula, worst of the answer files", max(times), "ms CPU", 100
    yield (
        "mark one matrix, median",
        median([cpu(lambda row=row: matrix(row)) for row in matrices]),
        "ms CPU",
        10,
    )
    yield (
        "mark a hostile input, worst",
        max(cpu(lambda row=row: attack(row)) for row in hostile),
        "ms CPU",
        100,
    )

    pairs = []
    for row in formulas[:60]:
        try:
            pairs.append(
                [to_sympy(read(row[side], variables=row["vars"]).tree) for side in ("student", "teacher")]
            )
        except (MathsError, ValueError):
            continue
    simplify = [cpu(lambda a=a, b=b: sympy.simplify(a - b) == 0) for a, b in pairs]
    yield "mark one formula / sympy.simplify(a − b)", median(times) / median(simplify), "×", 1


def checking(rounds: int) -> Iterator[Row]:
    """The lint of all content over 20 seeds."""
    at = time.perf_counter()
    subprocess.run([*TUTOR, "check"], check=False, capture_output=True, cwd=HERE.parents[1])
    yield "tutor check, 20 seeds", time.perf_counter() - at, "s", 30


ALL = {
    each.__name__: each
    for each in (start_up, warm, keys, questions, importing, descent, layers, marking, checking)
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ALL))
    options = parser.parse_args()
    for name in options.names or ALL:
        for what, measured, unit, budget in ALL[name](options.rounds):
            verdict = "ok  " if measured <= budget else "OVER"
            print(f"{verdict} {what:<52} {measured:8.3g} {unit:<12} budget {budget:g}", flush=True)


if __name__ == "__main__":
    main()
