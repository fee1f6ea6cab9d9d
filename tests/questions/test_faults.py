"""A broken content file names itself and the key, in words that can be read aloud."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.questions.files import ContentFault, content_root
from tutor.questions.question import load_question, load_questions
from tutor.questions.wording import in_words, toml_in_words

FILE = "5-optimization/question.toml"
NAME = "must be a name of at most 40 letters, digits, dots, hyphens and underscores"

# What is written in the file, what stands there instead, and what is said of it.
CORRUPTIONS = [
    ('title = "Optimization"', "", "the key “title” is missing"),
    ('title = "Optimization"', "title = 5", "the key “title” must be text, but is a whole number"),
    ('title = "Optimization"', 'title = ""', "the key “title” must be text that is not empty"),
    ('title = "Optimization"', 'titel = "Optimization"', "the key “titel” is not one that is known here"),
    ("marks = 7", 'marks = "7"', "the key “marks” must be a whole number, but is text"),
    ("marks = 7", "marks = 7.5", "the key “marks” must be a whole number, but is a decimal number"),
    ("marks = 7", "marks = true", "the key “marks” must be a whole number, but is a truth value"),
    ("marks = 7", "marks = -7", "the key “marks” must be a whole number of at least 0"),
    ("marks = 7", "marks = 8", "the key “marks” is 8, but those of the parts add up to 7"),
    ('number = "5"', 'number = "1"', "the key “number” is 1, as it is in 1-backpropagation"),
    ('explorer = "optimization"', 'explorer = "../x"', f"the key “explorer” {NAME}"),
    ('explorer = "optimization"', "explorer = []", "the key “explorer” must be text, but is a list"),
    ("marks = 4", "", "the key “marks” in part 2 is missing"),
    ("marks = 4", "marks = 1979-05-27", "the key “marks” of part 2 must be a whole number, but is a date"),
    ("marks = 4", "marks = 2000", "the key “marks” of part 2 must be a whole number of at most 1000"),
    ('id = "5.2"', 'id = "5 2"', f"the key “id” of part 2 {NAME}"),
    ('id = "5.2"', 'id = "5.1"', "the key “id” of part 2 is 5.1, as it is of part 1"),
    ('id = "5.2"', 'id = "5.2"\nmark = 4', "the key “mark” in part 2 is not one that is known here"),
    ("marks = 7", "marks 7", "is not TOML at line 4, column 7: Expected '=' after a key"),
    ("marks = 7", "marks = 7\nmarks = 7", "is not TOML at line 5, column 10: a key given twice"),
    ('number = "5"', 'number = "5', "is not TOML at line 1, column 12: a text that does not end on its line"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(content_root(), tmp_path / "content"))


@pytest.mark.parametrize(("old", "new", "said"), CORRUPTIONS)
def test_a_broken_line_is_named(copy: Path, old: str, new: str, said: str) -> None:
    file = copy / FILE
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentFault) as fault:
        load_questions(copy)
    assert str(fault.value).startswith(f"{FILE}: {said}")
    assert fault.value.file == FILE
    assert "`" not in str(fault.value) and "$" not in str(fault.value)


def test_parts_must_be_a_list_that_is_not_empty(copy: Path) -> None:
    file = copy / FILE
    head = file.read_text(encoding="utf-8").partition("[[part]]")[0]
    for tail, said in (
        ("part = []", "the key “part” must be a list that is not empty"),
        ("part = {}", "the key “part” must be a list, but is a table"),
        ("part = [3]", "part 1 must be a table, but is a whole number"),
        ("", "the key “part” is missing"),
    ):
        file.write_text(head + tail, encoding="utf-8")
        with pytest.raises(ContentFault, match=said):
            load_questions(copy)


def test_no_line_of_a_question_can_go_unnoticed_but_the_explorer(copy: Path) -> None:
    for file in sorted(copy.glob("*/question.toml")):
        lines = file.read_text(encoding="utf-8").splitlines()
        for at, line in enumerate(lines):
            if not line or line.startswith("explorer"):
                continue
            file.write_text("\n".join(lines[:at] + lines[at + 1 :]), encoding="utf-8")
            with pytest.raises(ContentFault) as fault:
                load_question(file.parent, copy)
            assert fault.value.file == f"{file.parent.name}/question.toml"


@pytest.mark.parametrize("page", ["paper", "theory"])
def test_a_page_that_cannot_be_read_is_named(copy: Path, page: str) -> None:
    file = copy / "3-mixture" / f"{page}.md"
    question = load_question(file.parent, copy)
    read = question.paper if page == "paper" else question.theory
    for content, said in (
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"a" * 1_000_001, "is larger than 1000 kB"),
        (None, "is missing"),
    ):
        file.unlink()
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(ContentFault, match=rf"^3-mixture/{page}\.md: {said}$"):
            read()


def test_a_page_outside_the_content_folder_is_not_read(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    page = copy / "3-mixture" / "paper.md"
    page.unlink()
    page.symlink_to(tmp_path / "secret.md")
    with pytest.raises(ContentFault, match="lies outside the content folder"):
        load_question(page.parent, copy).paper()


def test_a_folder_without_questions_says_so(tmp_path: Path) -> None:
    with pytest.raises(ContentFault, match=r"holds no folder with a question\.toml"):
        load_questions(tmp_path)
    with pytest.raises(ContentFault, match="nowhere: there is no such content folder"):
        load_questions(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("validator", "said"),
    [
        (
            "Expected `str`, got `int` - at `$.part[0].hint[2].text`",
            "the key “text” of hint 3 of part 1 must be text, but is a whole number",
        ),
        (
            "Expected `array` of length <= 3 - at `$.part[0].hint`",
            "the key “hint” of part 1 must be a list of at most 3 entries",
        ),
        (
            "Expected `int | float`, got `str` - at `$.s`",
            "the key “s” must be a whole number or a number, but is text",
        ),
        (
            "Expected `str`, got `int` - at `$.draw[...]`",
            "an entry of draw must be text, but is a whole number",
        ),
        (
            "Expected `str` of length >= 1 - at `key` in `$.draw`",
            "a key in draw must be text that is not empty",
        ),
        (
            "Invalid value 'sum' - at `$.part[1].kind`",
            "the key “kind” of part 2 must be one of number, formula, matrix, shape, point, set, table, choice, "
            "choices, truth, order, blanks, text, not 'sum'",
        ),
    ],
)
def test_a_validators_message_becomes_a_sentence(validator: str, said: str) -> None:
    assert in_words(validator) == said


@given(st.text())
def test_any_message_can_be_told(message: str) -> None:
    assert in_words(message)
    assert toml_in_words(message)
    assert in_words(f"Expected `str` - at `$.{message}`")
