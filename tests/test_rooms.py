"""Who may import whom: each room imports what the design names, and start-up imports nothing heavy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tutor"

# Room → our rooms it may import, and the outside libraries it may import.
ROOMS = {
    "compute": (set(), {"numpy"}),
    "maths": (set(), {"numpy", "flint", "sympy"}),
    "marking": ({"maths"}, {"numpy", "flint"}),
    "figures": (set(), {"numpy", "plotext"}),
    "explore": ({"compute", "maths", "figures"}, {"numpy"}),
    "questions": ({"compute", "maths", "marking"}, {"numpy", "msgspec"}),
    "practice": ({"questions", "marking", "figures"}, {"fsrs", "platformdirs", "msgspec", "numpy"}),
    "ui": (
        {"compute", "maths", "marking", "figures", "explore", "questions", "practice"},
        {"textual", "rich"},
    ),
    "cli": (
        {"compute", "maths", "marking", "figures", "explore", "questions", "practice", "ui"},
        {"rich", "msgspec"},
    ),
}


def imports(tree: ast.AST) -> list[str]:
    """Every module that a file imports, at its top or inside a function."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found.append(node.module or "")
    return found


def room_files() -> list[tuple[str, Path]]:
    return [
        (path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path)
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent != PACKAGE or path.name == "cli.py"
    ]


@pytest.mark.parametrize(("room", "path"), room_files(), ids=lambda each: str(each).rpartition("tutor/")[2])
def test_a_room_imports_what_the_design_allows(room: str, path: Path) -> None:
    assert room in ROOMS, f"{room} is not a room of the house"
    ours, outside = ROOMS[room]
    for module in imports(ast.parse(path.read_text(encoding="utf-8"))):
        first, _, rest = module.partition(".")
        if first == "tutor":
            other = rest.partition(".")[0]
            assert other in {*ours, room, "__version__", ""}, f"{path}: {room} must not import {module}"
        elif first not in sys.stdlib_module_names:
            assert first in outside, f"{path}: {room} must not import {module}"


def loaded(statement: str) -> set[str]:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {statement}; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in result.stdout.split()}


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [
        ("import tutor", {"numpy", "textual", "sympy", "plotext", "flint", "msgspec", "argparse"}),
        ("import tutor.cli", {"numpy", "textual", "sympy", "plotext", "flint", "msgspec"}),
        (
            "import tutor.ui.app; tutor.ui.app.TutorApp()",
            {"numpy", "sympy", "plotext", "markdown_it", "flint", "fsrs", "sqlite3"},
        ),
        ("import tutor.figures.figure", {"plotext", "textual"}),
        ("import tutor.explore.explorer", {"plotext", "textual", "sympy", "flint"}),
        ("import tutor.maths", {"flint", "sympy", "textual", "plotext"}),
        ("import tutor.marking", {"flint", "sympy", "textual", "plotext"}),
        ("import tutor.questions.question", {"numpy", "textual"}),
    ],
)
def test_what_importing_a_room_does_not_load(statement: str, forbidden: set[str]) -> None:
    assert not loaded(statement) & forbidden


def test_the_core_loads_numpy_and_nothing_else_of_note() -> None:
    names = "activations backprop convnet mixture information descent".split()
    core = loaded("; ".join(f"import tutor.compute.{name}" for name in names))
    assert core - loaded("import numpy") - set(sys.stdlib_module_names) <= {"tutor"}


def test_content_holds_no_python() -> None:
    assert not list((ROOT / "content").rglob("*.py"))


def test_nothing_typed_or_read_is_ever_executed() -> None:
    forbidden = {"eval", "exec", "sympify", "parse_expr", "compile", "__import__"}
    for _, path in room_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                plain = isinstance(node.func, ast.Name) or name in {"sympify", "parse_expr"}
                assert not (plain and name in forbidden), f"{path}:{node.lineno} calls {name}"
