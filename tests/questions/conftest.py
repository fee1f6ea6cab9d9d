"""A content pack of one question, written for a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.questions.library import Library

Pack = Callable[..., Library]

HEAD = """
number = "9"
title = "A test"
summary = "Only for a test"
marks = {marks}

[[part]]
id = "9"
marks = {marks}
title = "All of it"

[[skill]]
id = "test.skill"
title = "Testing"
needs = []
"""

COMMON = """
id = "{id}"
part = "9"
version = 1
skill = "test.skill"
title = "A test"
marks = {marks}
hint = ["Think.", "Think again."]
"""


def write_pack(root: Path, templates: dict[str, str], *, marks: int = 0) -> Path:
    """Write templates (id → what differs from the common head) as question 9."""
    folder = root / "9-test"
    (folder / "parts").mkdir(parents=True)
    (folder / "question.toml").write_text(HEAD.format(marks=marks), encoding="utf-8")
    for page in ("paper", "theory"):
        (folder / f"{page}.md").write_text("# A test\n", encoding="utf-8")
    for id_, text in templates.items():
        common = COMMON.format(id=id_, marks=marks if "[paper]" in text or "paper =" in text else 1)
        (folder / "parts" / f"{id_}.toml").write_text(common + text, encoding="utf-8")
    return root


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes a pack of the templates given by id, and returns its folder."""
    return lambda marks=0, **templates: write_pack(tmp_path, templates, marks=marks)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A library of the templates given by id."""

    def make(**templates: str) -> Library:
        return Library.at(write_pack(tmp_path, templates))

    return make
