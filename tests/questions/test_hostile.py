"""A stranger's pack can neither run code, nor read outside itself, nor hang the lint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import thread_time

import pytest

from tutor.questions.lint import check

Written = Callable[..., Path]

PLAIN = """
kind = "number"
prompt = "Twice {a}?"
answer = "2a"
solution = "Double."
[draw]
a = { int = [1, 9] }
"""

HOSTILE = {
    "towers": PLAIN.replace('"2a"', '"9^9^9^9^9"'),
    "deep brackets": PLAIN.replace('"2a"', '"' + "(" * 200 + "a" + ")" * 200 + '"'),
    "long formula": PLAIN.replace('"2a"', '"' + "a+" * 4000 + 'a"'),
    "python": PLAIN.replace('"2a"', "\"__import__('os').system('true')\""),
    "attribute": PLAIN.replace('"2a"', '"a.__class__"'),
    "large whole number": PLAIN.replace("[1, 9]", "[1, 1" + "0" * 5000 + "]"),
    "large decimal": PLAIN.replace("int = [1, 9]", "decimal = [0, 1e308], step = 1e300"),
    "not a number": PLAIN.replace("int = [1, 9]", "decimal = [0, nan], step = 1"),
    "tiny step": PLAIN.replace("int = [1, 9]", "decimal = [0, 1], step = 1e-300"),
    "huge vector": PLAIN.replace("int = [1, 9]", "int = [1, 9], size = 100000000"),
    "huge matrix": PLAIN.replace("int = [1, 9]", "int = [1, 9], size = [64, 64, 64]"),
    "deep lists": "x = " + "[" * 3000 + "]" * 3000 + PLAIN,
    "dotted keys": ".".join("a" * 1 for _ in range(3000)) + " = 1\n" + PLAIN,
    "huge text": PLAIN.replace("Twice {a}?", "x" * 900_000),
    "huge file": PLAIN + "#" * 1_000_001,
    "steering a terminal": PLAIN.replace("Double.", "\\u001b]0;title\\u0007"),
    "writing backwards": PLAIN.replace("Double.", "\\u202etext"),
    "odd id": PLAIN.replace("kind", 'see = { "../../x" = "1" }\nkind'),
    "odd bank": PLAIN.replace("int = [1, 9]", 'bank = "../../../etc/passwd"'),
    "sums of sums": PLAIN.replace('"2a"', '"sum_(i=1)^400 (sum_(j=1)^400 (i·j·a))"'),
    "huge sum": PLAIN.replace('"2a"', '"sum_(i=1)^1000000000 i"'),
    "many steps": PLAIN.replace('"2a"', '"descent.sgd(A, b, b, 10^9, 0.1)"')
    + "[let]\nA = [[1, 0], [0, 1]]\nb = [1, 1]\n",
    "many layers": PLAIN.replace('"2a"', '"convnet.total_parameters(x, 10^9, 10^9, 10^9)"')
    + 'x = { choice = ["' + "Conv1-1 " * 60 + '"] }\n',
    "billions of requirements": PLAIN.replace("[draw]", "require = [" + '"a > 10", ' * 41 + "]\n[draw]"),
    "nothing to draw": PLAIN.replace("[1, 9]", "[9, 1]"),
    "a field for ever": PLAIN.replace('{ int = [1, 9] }', '{ choice = ["{a}{a}{a}{a}"] }'),
    "a mistake of its own": PLAIN + '[[mistake]]\nid = "x"\nsay = "y"\nphrases = ["' + "* " * 60 + '"]\n',
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused_quickly(written: Written, name: str) -> None:
    root = written(evil=HOSTILE[name])
    start = thread_time()
    report = check(root, seeds=2)
    assert report.faults, "it is no sound pack"
    assert all(fault.startswith("9-test/") and len(fault) < 500 for fault in report.faults)
    assert all(fault.isprintable() for fault in report.faults)
    assert thread_time() - start < 8


def test_heavy_formulas_end_at_a_limit_of_processor_time(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.questions.admission.SECONDS", 0.2)
    heavy = "·".join(["exp(sin(i·a))"] * 25)
    lets = "\n".join(f'x{at} = "sum_(i=1)^400 ({heavy})"' for at in range(60))
    template = PLAIN.replace('"2a"', '"' + "+".join(f"x{at}" for at in range(60)) + '"') + f"[let]\n{lets}\n"
    start = thread_time()
    report = check(written(heavy=template), seeds=20)
    assert any("too complicated" in fault or "too long" in fault for fault in report.faults)
    assert thread_time() - start < 5


@pytest.mark.parametrize("where", ["parts/evil.toml", "banks/evil.toml", "parts", "theory.md", "."])
def test_nothing_outside_the_pack_is_read(
    written: Written, tmp_path_factory: pytest.TempPathFactory, where: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    secret = PLAIN.replace("Twice", "secret-word")
    (outside / "evil.toml").write_text(secret + "row = [{ a = 1 }]", encoding="utf-8")
    root = written(plain=PLAIN.replace("int = [1, 9]", 'bank = "evil"') if "banks" in where else PLAIN)
    link = root / "9-test" / where
    if where == ".":
        link = root / "8-link"
        (outside / "question.toml").write_text(
            (root / "9-test" / "question.toml").read_text(), encoding="utf-8"
        )
    link.parent.mkdir(exist_ok=True)
    if link.is_dir() and not link.is_symlink():
        link = link / "sub"
        link.symlink_to(outside / "evil.toml")
        link.rename(link.parent / "evil.toml")
    else:
        link.unlink(missing_ok=True)
        link.symlink_to(outside if where == "." else outside / "evil.toml")
    faults = check(root, seeds=1).faults
    assert any("outside" in fault for fault in faults), faults
    assert not any("secret-word" in fault for fault in faults)


def test_a_pipe_in_place_of_a_file_does_not_block(written: Written) -> None:
    import os

    root = written(plain=PLAIN)
    os.mkfifo(root / "9-test" / "parts" / "pipe.toml")
    assert any("pipe.toml: is not a file" in fault for fault in check(root, seeds=1).faults)


def test_markup_and_odd_letters_stay_what_they_are(written: Written) -> None:
    template = PLAIN.replace("Twice {a}?", "[red]Twice[/red] <b>{a}</b> `x` **y** \\\\[link] 漢字 é {{x}}")
    assert check(written(odd=template), seeds=2).faults == []
