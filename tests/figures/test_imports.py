"""A figure is data: describing one costs numpy, and only drawing it loads plotext."""

import subprocess
import sys

import pytest


def loaded_by(code: str) -> set[str]:
    program = f"import sys\n{code}\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["tutor.figures.figure", "tutor.figures.draw"])
def test_importing_the_room_loads_numpy_only(module: str) -> None:
    loaded = loaded_by(f"import {module}")
    assert "numpy" in loaded
    assert not loaded & {"plotext", "textual", "rich", "sympy"}


def test_drawing_loads_plotext() -> None:
    code = (
        "from tutor.figures.draw import draw\n"
        "from tutor.figures.figure import Figure, Line\n"
        "draw(Figure('', '', [Line([0, 1], [0, 1])]), 40, 10)"
    )
    assert "plotext" in loaded_by(code)
