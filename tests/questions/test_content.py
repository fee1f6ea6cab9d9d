"""The five questions as shipped: marks as on the paper, and prose that every screen can show."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from tutor.questions.files import content_root
from tutor.questions.question import Question, load_questions

MARKS = {
    "1": {"1.1": 5, "1.2": 2, "1.3": 2, "1.4": 1, "1.5": 3, "1.6": 2},
    "2": {"2.1": 4, "2.2": 4, "2.3": 5, "2.4": 3},
    "3": {"3": 10},
    "4": {"4.1": 5, "4.2": 5},
    "5": {"5.1": 1, "5.2": 4, "5.3": 2},
}
EXPLORERS = ["backpropagation", "convolution", "mixture", "cross_entropy", "optimization"]
PAGES = [(question, name) for question in load_questions() for name in ("paper", "theory")]
# At 80 columns a page shows 72, and sets verbatim text in by two.
COLUMNS, TABLE_COLUMNS, VERBATIM_COLUMNS = 90, 72, 70


def text_of(question: Question, name: str) -> str:
    return question.paper() if name == "paper" else question.theory()


def fenced(text: str) -> list[tuple[str, bool]]:
    """Each line, and whether it is shown verbatim; the fences themselves are left out."""
    lines, inside = [], False
    for line in text.splitlines():
        if line.startswith("```"):
            assert line == "```", f"a fence carries no language: {line}"
            inside = not inside
        else:
            lines.append((line, inside))
    assert not inside, "a fence is left open"
    return lines


def passages(text: str) -> list[str]:
    """Each paragraph and each list item as one line, as a screen joins them."""
    joined: list[str] = []
    open_ = False
    for line, verbatim in fenced(text):
        if verbatim or not line.strip():
            open_ = False
            continue
        own = line.startswith(("#", "|")) or re.match(r"(- |\d+\. )", line)
        if own or not open_:
            joined.append(line.removeprefix("- ").removeprefix("> "))
        else:
            joined[-1] += " " + line.removeprefix("> ").strip()
        open_ = not line.startswith(("#", "|"))
    return joined


def bare(line: str) -> str:
    """A passage without what is shown as code, bold or italics."""
    line = re.sub(r"`[^`]+`", "", line)
    return re.sub(r"(\*\*|\*)(?=\S)(.+?)(?<=\S)\1", r"\2", line)


def test_marks_and_parts_are_those_of_the_paper() -> None:
    questions = load_questions()
    assert {q.number: {part.id: part.marks for part in q.parts} for q in questions} == MARKS
    assert [q.marks for q in questions] == [15, 16, 10, 10, 7]
    assert sum(q.marks for q in questions) == 58


def test_every_question_has_its_explorer_and_an_inviting_line() -> None:
    questions = load_questions()
    assert [q.explorer for q in questions] == EXPLORERS
    for question in questions:
        assert 30 <= len(question.summary) <= 90
        assert not question.summary.endswith(".")
        assert all(len(part.title) <= 50 for part in question.parts)


def test_content_holds_only_what_is_read() -> None:
    kinds = {path.suffix for path in content_root().rglob("*") if path.is_file()}
    assert kinds == {".toml", ".md"}


def test_every_part_has_its_heading_and_its_marks_on_the_paper() -> None:
    for question in load_questions():
        headings = [line for line in question.paper().splitlines() if line.startswith("## ")]
        assert len(headings) == len(question.parts)
        for part, heading in zip(question.parts, headings, strict=True):
            assert heading.startswith(f"## {part.id} ")
            assert re.search(rf"\({part.marks} marks?\)$", heading)


def test_the_paper_warns_that_only_the_first_sentence_is_read() -> None:
    assert any("only the first sentence will be read" in p for p in passages(load_questions()[0].paper()))


def test_theory_fits_a_screen_or_two_and_names_its_sources() -> None:
    for question in load_questions():
        lines = question.theory().splitlines()
        assert 60 <= len(lines) <= 110, question.number
        sources = lines[lines.index("## Sources") + 1 :]
        entries = re.findall(r"- .+?, \*.+?\*(?:, [^\n]*)?\d{4}", " ".join(sources).replace(" - ", "\n- "))
        assert len(entries) >= 3, question.number


@pytest.mark.parametrize(("question", "name"), PAGES, ids=lambda x: getattr(x, "number", x))
class TestProse:
    def test_lines_fit(self, question: Question, name: str) -> None:
        for line, verbatim in fenced(text_of(question, name)):
            around = TABLE_COLUMNS if line.startswith("|") else COLUMNS
            room = VERBATIM_COLUMNS if verbatim else around
            assert len(line) <= room, line
            assert line == line.rstrip()

    def test_every_character_takes_one_column(self, question: Question, name: str) -> None:
        for character in set(text_of(question, name)) - {"\n"}:
            assert character.isprintable(), repr(character)
            assert not unicodedata.combining(character), repr(character)
            assert unicodedata.east_asian_width(character) not in "WF", repr(character)

    def test_markup_stays_in_the_subset_that_is_rendered(self, question: Question, name: str) -> None:
        for passage in passages(text_of(question, name)):
            assert not re.search(r"[*_`$\\]", bare(passage)), passage
            assert "](" not in passage
            assert not re.search(r"</?[a-zA-Z!]", passage), passage
        for line, verbatim in fenced(text_of(question, name)):
            assert verbatim or re.match(r"$|#{1,3} |> |- |\d+\. | {2,3}\S|[^\s>#+-]", line), line

    def test_tables_are_complete(self, question: Question, name: str) -> None:
        widths: list[int] = []
        for line, verbatim in [*fenced(text_of(question, name)), ("", False)]:
            if line.startswith("|") and not verbatim:
                assert line.endswith("|")
                widths.append(line.count("|"))
                assert len(widths) != 2 or re.fullmatch(r"\|(-{3,}\|)+", line), line
            else:
                assert len(set(widths)) <= 1
                widths = []

    def test_a_paragraph_is_not_taken_for_a_list(self, question: Question, name: str) -> None:
        before = ""
        for line, verbatim in fenced(text_of(question, name)):
            if re.match(r"\d+\. |- ", line) and not verbatim and before:
                assert re.match(r"\d+\. |- |  ", before), f"{before}\n{line}"
            before = line

    def test_one_title_at_the_top(self, question: Question, name: str) -> None:
        titles = [line for line, verbatim in fenced(text_of(question, name)) if line.startswith("# ")]
        assert len(titles) == 1
        assert text_of(question, name).startswith(titles[0])


def test_a_stray_asterisk_would_be_seen() -> None:
    assert "*" in bare("a * b") and "_" in bare("x_d is")
    assert not re.search(r"[*`]", bare("**Bold** and *slanted* and `x_d * 2`"))


def test_content_lies_beside_the_package_or_in_it() -> None:
    assert (Path(content_root()) / "1-backpropagation" / "question.toml").is_file()
