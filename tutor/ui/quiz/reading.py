"""How an answer was read and marked, as styled text: always in words, colour only beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.content import Content

if TYPE_CHECKING:
    from tutor.practice.reading import Reading
    from tutor.practice.view import View

STYLES = {
    "correct": "$text-success",
    "partial": "$text-warning",
    "wrong": "$text-error",
    "invalid": "$text-warning",
    "undecided": "$text-warning",
}
MARKS = {"correct": "✓", "partial": "◐", "wrong": "✗", "invalid": "…", "undecided": "?"}


def reading(given: Any, said: Reading, *, waits: bool = False) -> Content:
    """Say how an answer is understood, or point at what cannot be; `waits` where Enter would mark it now."""
    if said.complaint:
        return _complaint(given, said)
    if not said.read_as:
        return Content("")
    parts: list[Any] = [("read as ", "$foreground-muted"), (said.read_as, "bold")]
    parts.append(("\nEnter marks it." if waits else "", "$text-primary"))
    return Content.assemble(*parts)


def _complaint(given: Any, said: Reading) -> Content:
    """What cannot be read, with a caret under the place in the learner's own text."""
    told = Content.styled("\n".join(said.complaint), "$text-warning")
    if said.position is None or not isinstance(given, str):
        return told
    text = given.replace("\n", " ")
    indent = " " * Content(text[: min(said.position, len(text))]).cell_length
    caret = "▲" * max(min(said.length, 12), 1)
    return Content.assemble(text, "\n", indent, (caret, "bold $text-error"), "\n", told)


def verdict(view: View) -> Content:
    """The verdict in words, at most three lines of feedback, and the right answer once it may be seen."""
    parts: list[Content] = []
    if view.outcome:
        outcome = str(view.marked.verdict.outcome) if view.marked else "undecided"
        parts.append(Content.styled(f"{MARKS[outcome]} {view.outcome}", f"bold {STYLES[outcome]}"))
    if view.marked and view.marked.verdict.read_as:
        parts.append(Content.assemble(("read as ", "$foreground-muted"), view.marked.verdict.read_as))
    if view.state != "shown":  # then what was said of an earlier answer is beside the point
        parts += [Content(line) for line in view.feedback]
    if view.marked and view.marked.verdict.note:
        parts.append(Content.styled(view.marked.verdict.note, "$foreground-muted"))
    if view.answer:
        parts.append(Content.assemble(("the answer: ", "$foreground-muted"), (view.answer, "bold")))
    return Content("\n").join(parts)


def report(lines: Iterable[str]) -> Content:
    """The report at the end: its headings stand out."""
    styled = (
        Content.styled(line, "bold $text-primary") if line.endswith(":") else Content(line) for line in lines
    )
    return Content("\n").join(styled)


def marks(number: str) -> str:
    """Return marks with their word: 1 mark, 1/2 mark, 4 marks."""
    number = {"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "3/2": "1½"}.get(number, number)
    few = number in ("1", "½", "⅓", "⅔", "¼", "¾") or "/" in number
    return f"{number} mark" if few else f"{number} marks"
