"""A question as its folder declares it: `question.toml`, `paper.md` and `theory.md`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from tutor.questions.files import ContentFault, content_root, read_text, read_toml
from tutor.questions.wording import NAME_PATTERN

Name = Annotated[str, msgspec.Meta(pattern=NAME_PATTERN)]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Marks = Annotated[int, msgspec.Meta(ge=0, le=1000)]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part as on the paper: 5.2, and what it asks in a few words."""

    id: Name
    marks: Marks
    title: Line


class Skill(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What parts exercise and what is scheduled: `gd.step`, after the skills that it needs."""

    id: Name
    title: Line
    needs: list[Name]


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question: its number, title, marks and parts, and the name of the explorer behind its screen."""

    number: Name
    title: Line
    summary: Line
    marks: Marks
    part: Annotated[list[Part], msgspec.Meta(min_length=1)]
    explorer: Name | None = None
    skill: list[Skill] = []
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
    first: dict[str, str] = {}
    for question in found:
        here = question.folder.name
        other = first.setdefault(question.number, here)
        if other != here:
            raise ContentFault(
                f"{here}/question.toml", f"the key “number” is {question.number}, as it is in {other}"
            )
    return tuple(sorted(found, key=lambda question: (len(question.number), question.number)))


def load_question(folder: Path, root: Path) -> Question:
    """Return the question in a folder; raise ContentFault naming the file and the key."""
    question = read_toml(folder / "question.toml", root, Question)
    name = f"{folder.name}/question.toml"
    ids = [part.id for part in question.part]
    for at, part in enumerate(question.part, 1):
        if part.id in ids[: at - 1]:
            raise ContentFault(
                name, f"the key “id” of part {at} is {part.id}, as it is of part {ids.index(part.id) + 1}"
            )
    total = sum(part.marks for part in question.part)
    if total != question.marks:
        raise ContentFault(
            name, f"the key “marks” is {question.marks}, but those of the parts add up to {total}"
        )
    return msgspec.structs.replace(question, folder=folder)
