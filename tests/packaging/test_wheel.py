"""What is installed works away from the checkout: the wheel holds content, and starts from a fresh environment."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; its dependencies are those of the environment we run in."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=False)
    with zipfile.ZipFile(wheel) as archive:
        site = next(home.glob("[Ll]ib/**/site-packages"))
        archive.extractall(site)
    ours = [path for path in sys.path if path.endswith("site-packages")]
    # Only the libraries: an editable install of the checkout there would hide what the wheel lacks.
    (site / "libraries.pth").write_text("\n".join(ours))
    return home / ("Scripts" if os.name == "nt" else "bin") / Path(sys.executable).name


def run(python: Path, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(python), "-P", "-m", "tutor", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


def test_the_wheel_holds_the_content_and_no_python_beside_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "tutor/content/5-optimization/question.toml" in names
    assert "tutor/ui/home.tcss" in names
    assert "tutor/py.typed" in names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"tutor", "nn_tutor"}


def test_it_starts_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = [str(installed), "-P", "-c", "import tutor; print(tutor.__file__)"]
    found = subprocess.run(where, capture_output=True, text=True, cwd=tmp_path, check=True).stdout
    assert str(ROOT) not in found
    assert run(installed, "--version", folder=tmp_path).stdout.startswith("tutor ")


def test_it_solves_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    solved = run(installed, "solve", "5", "--json", folder=tmp_path)
    assert solved.returncode == 0, solved.stderr
    values = [finding["value"] for finding in json.loads(solved.stdout)["findings"]]
    assert {"(0, 0)", "(1, 0.98)", "1.4001", "(1, −19)", "19.0263"} <= set(values)
