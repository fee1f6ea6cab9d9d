"""A question as its folder declares it: `question.toml`, `paper.md` and `theory.md`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from tutor.questions.files import ContentFault, content_root, read_text, read_toml

Name = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Marks = Annotated[int, msgspec.Meta(ge=0, le=1000)]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part as on the paper: 5.2, and what it asks in a few words."""

    id: Name
    marks: Marks
    title: Line


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question: its number, title, marks and parts, and the name of the explorer behind its screen."""

    number: Name
    title: Line
    summary: Line
    marks: Marks
    part: list[Part]
    explorer: Name | None = None
    folder: Path = Path()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in the paper's order."""
        return tuple(self.part)

    def paper(self) -> str:
        """Return the question as on the paper, in Markdown; raise ContentFault."""
        return read_text(self.folder / "paper.md", self.folder.parent)

    def theory(self) -> str:
        """Return what one needs to answer it, in Markdown; raise ContentFault."""
        return read_text(self.folder / "theory.md", self.folder.parent)


def load_questions(root: Path | None = None) -> tuple[Question, ...]:
    """Return every question below the content folder, by number; raise ContentFault for a faulty file."""
    root = root or content_root()
    if not root.is_dir():
        raise ContentFault(root.name, "there is no such content folder")
    found = [load_question(file.parent, root) for file in sorted(root.glob("*/question.toml"))]
    if not found:
        raise ContentFault(root.name, "holds no folder with a question.toml")
    numbers = [question.number for question in found]
    for question in found:
        if numbers.count(question.number) > 1:
            raise ContentFault(question.folder.name, f"key “number”: {question.number} is used twice")
    return tuple(sorted(found, key=lambda question: (len(question.number), question.number)))


def load_question(folder: Path, root: Path) -> Question:
    """Return the question in a folder; raise ContentFault naming the file and the key."""
    question = read_toml(folder / "question.toml", root, Question)
    total = sum(part.marks for part in question.part)
    if total != question.marks:
        name = f"{folder.name}/question.toml"
        raise ContentFault(name, f"key “marks”: is {question.marks}, but the parts have {total} in all")
    return msgspec.structs.replace(question, folder=folder)
