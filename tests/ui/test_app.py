"""Home, theory, help, palette, themes: the ways through the app."""

import shutil
from pathlib import Path

import pytest

from tutor.questions.files import content_root
from tutor.ui.actions import APP_ACTIONS, EXPLORE_ACTIONS, STUDY_ACTIONS
from tutor.ui.palette import Commands


def test_home_lists_the_questions_and_enter_opens_the_first(run):
    async def scenario(terminal):
        for question in terminal.app.questions:
            assert question.title in terminal.text
        await terminal.press("enter")
        assert "› 1 " in terminal.text
        await terminal.press("escape")
        assert "Questions" in terminal.text

    run(scenario)


def test_the_list_moves_with_letters(run):
    async def scenario(terminal):
        await terminal.press("j", "j", "k", "enter")
        assert "› 2 " in terminal.text
        await terminal.press("escape", "G", "enter")
        assert "› 5 " in terminal.text

    run(scenario)


@pytest.mark.parametrize("number", "12345")
def test_theory_has_the_paper_and_the_theory(run, number):
    async def scenario(terminal):
        await terminal.open(number)
        await terminal.press("f4")
        assert "The question" in terminal.text
        await terminal.press("end")
        assert "Sources" in terminal.text
        await terminal.press("f2")
        assert "Computed" in terminal.text

    run(scenario)


def test_coming_back_to_a_question_finds_it_as_it_was_left(run):
    async def scenario(terminal):
        await terminal.open("5")
        await terminal.write("x0", "2")
        await terminal.press("f7")
        assert "› 1 " in terminal.text
        await terminal.press("escape", "5")
        assert terminal.app.screen.query_one("#question-5 #input-x0").value == "2"

    run(scenario)


def test_help_is_for_the_thing_that_has_the_focus(run):
    async def scenario(terminal):
        await terminal.press("question_mark")
        assert "Choose a question" in terminal.text
        await terminal.press("escape")
        await terminal.open("5")
        await terminal.press("f1")
        assert "Change any number" in terminal.text
        assert "Ctrl+R" in terminal.text
        await terminal.press("escape")
        await terminal.press("f4", "ctrl+g")
        assert "scroll" in terminal.text

    run(scenario)


def test_the_palette_offers_every_question_part_and_action(run):
    async def scenario(terminal):
        await terminal.open("5")
        names = {command.name for command in Commands(terminal.app.screen)._commands()}
        for question in terminal.app.questions:
            assert f"Question {question.number}: {question.title}" in names
            assert {f"Part {part.id}: {part.title}" for part in question.parts} <= names
        labels = {action.label.capitalize() for action in (*APP_ACTIONS, *STUDY_ACTIONS, *EXPLORE_ACTIONS)}
        assert labels - {"Find"} <= names

    run(scenario)


def test_the_palette_goes_to_a_part(run):
    async def scenario(terminal):
        await terminal.press("ctrl+p")
        await terminal.type("Part 5.3")
        await terminal.press("enter")
        await terminal.settle()
        assert "Why (5.3" in terminal.text

    run(scenario)


def test_every_action_has_a_key_that_terminals_leave_alone():
    for action in (*APP_ACTIONS, *STUDY_ACTIONS, *EXPLORE_ACTIONS):
        keys = set(action.keys.split(","))
        assert keys - {"f1", "f11"}, f"{action.label} is only on a key that many terminals take"
        assert not keys & {f"ctrl+{letter}" for letter in "aekuwdfhijmcxvz"}, "text fields need this key"


def test_themes_change_and_no_colour_is_one_of_them(run):
    async def scenario(terminal):
        await terminal.open("5")
        seen = {terminal.app.theme}
        for _ in range(3):
            await terminal.press("ctrl+t")
            seen.add(terminal.app.theme)
            assert "Computed" in terminal.text
        assert {"textual-dark", "textual-light", "no-colour"} <= seen

    run(scenario)


MARKUP = "[/] [red]x[/red] [$primary]v [/b] a[0] [lr=0.1] [@click=app.quit]q[/]"


def test_text_from_content_is_never_markup(run, tmp_path: Path):
    folder = shutil.copytree(content_root(), tmp_path / "content") / "5-optimization"
    file = folder / "question.toml"
    lines = [
        f"{line.partition('=')[0]}= '{MARKUP}'" if line.startswith(("title", "summary")) else line
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    for name in ("paper.md", "theory.md"):
        (folder / name).write_text(
            f"# {MARKUP}\n\n{MARKUP}\n\n- {MARKUP}\n\n| {MARKUP} |\n", encoding="utf-8"
        )

    async def scenario(terminal):
        assert "[red]x[/red]" in terminal.text
        await terminal.press("G")
        assert "[lr=0.1]" in terminal.text
        await terminal.open("5")
        assert "[red]x[/red]" in terminal.text
        await terminal.press("f4")
        assert terminal.text.count("[/b] a[0] [lr=0.1]") >= 3
        await terminal.press("ctrl+p")
        await terminal.type("Part 5.1")
        assert "[lr=0.1]" in terminal.text

    run(scenario, content=tmp_path / "content")


def test_a_broken_content_file_names_itself_on_the_screen(run, tmp_path: Path):
    folder = shutil.copytree(content_root(), tmp_path / "content") / "5-optimization"
    (folder / "question.toml").write_text("title = 5\n", encoding="utf-8")

    async def scenario(terminal):
        assert "5-optimization/question.toml" in terminal.text

    run(scenario, content=tmp_path / "content")
