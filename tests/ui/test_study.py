"""A question's screen: what is typed, stepped, dragged or wrong, and what the screen makes of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.widgets import Input


def test_opening_question_5_shows_the_papers_numbers(run):
    async def scenario(terminal):
        await terminal.open("5")
        for text in ("(1, 0.98)", "1.4001", "(1, 0.8)", "1.2806", "(1, −19)", "19.0263", "0 < s < 0.38197"):
            assert text in terminal.text
        assert "Path of descent" in terminal.text

    run(scenario)


def test_changing_a_number_changes_answer_reason_and_picture(run):
    async def scenario(terminal):
        await terminal.open("5")
        before = terminal.text
        await terminal.write("x0", "2")
        assert "∇f at (2, 1)" in terminal.text
        assert "(2, 0.98)" not in before
        assert "From (2, 1) gradient descent" in terminal.text

    run(scenario)


def test_typing_is_echoed_and_understood(run):
    async def scenario(terminal):
        await terminal.open("5")
        await terminal.press("tab", "tab", "tab")
        await terminal.type("0.25")
        assert terminal.app.screen.query_one("#input-step").value == "0.25"
        assert "regime, s = 0.25" in terminal.text

    run(scenario)


def test_a_value_that_cannot_be_read_is_named_and_the_last_answers_stay(run):
    async def scenario(terminal):
        await terminal.open("5")
        await terminal.write("step", "abc")
        assert "✗" in terminal.line("step size s")
        assert "not current: see step" in terminal.text
        assert "1.2806" in terminal.text
        await terminal.write("step", "-1")
        assert "✗ must be at least" in terminal.line("step size s")
        await terminal.write("step", "0.1")
        assert "✗" not in terminal.line("step size s")
        assert "not current" not in terminal.text

    run(scenario)


def test_divergence_has_a_name(run):
    async def scenario(terminal):
        await terminal.open("5")
        await terminal.write("step", "10")
        await terminal.write("steps", "400")
        assert "diverges" in terminal.line("after 400 steps")

    run(scenario)


def test_arrow_keys_step_the_value_and_reset_brings_the_papers_back(run):
    async def scenario(terminal):
        await terminal.open("5")
        await terminal.press("tab", "up", "up")
        assert terminal.app.screen.query_one("#input-x0").value == "1.2"
        await terminal.press("down")
        assert terminal.app.screen.query_one("#input-x0").value == "1.1"
        await terminal.press("ctrl+r")
        assert terminal.app.screen.query_one("#input-x0").value == "1"

    run(scenario)


def test_the_slider_follows_the_mouse(run):
    async def scenario(terminal):
        await terminal.open("5")
        field = terminal.app.screen.query_one("#input-x0")
        await terminal.pilot.click("#input-x0", offset=(field.outer_size.width - 20, 0))
        await terminal.settle()
        assert terminal.app.screen.query_one("#input-x0").value == "-3"

    run(scenario)


def test_choosing_an_answer_explains_it(run):
    async def scenario(terminal):
        await terminal.open("5")
        terminal.app.screen.query_one("#findings").focus()
        await terminal.press("down", "down", "down")
        assert "√1.9604 = 1.4001" in terminal.text

    run(scenario)


def test_a_wrong_rule_is_drawn_beside_the_right_one(run):
    async def scenario(terminal):
        await terminal.open("5")
        await terminal.press("f8")
        assert "none: the right rule alone" in terminal.text
        terminal.app.screen.focused.value = "5.2a adding gradient"
        await terminal.settle()
        await terminal.press("enter")
        assert "adding the grad" in terminal.line("drawn beside it")
        await terminal.press("f8", "pageup", "up", "up", "pageup", "pageup", "pageup", "pageup", "enter")
        assert "drawn beside" not in terminal.text

    run(scenario)


def test_the_next_picture_and_the_large_picture(run):
    async def scenario(terminal):
        await terminal.open("5")
        await terminal.press("f5")
        assert "Distance after T steps" in terminal.text and "Path of descent" not in terminal.text
        await terminal.press("f11")
        assert "Computed" not in terminal.text and "Distance after T steps" in terminal.text
        await terminal.press("ctrl+l")
        assert "Computed" in terminal.text

    run(scenario)


@pytest.mark.parametrize("number", "12345")
def test_everything_is_visible_at_120_by_40(run, number):
    async def scenario(terminal):
        await terminal.open(number)
        view = terminal.app.screen.explore
        for name in ("#fields", "#findings"):
            shown = terminal.app.screen.query_one(name)
            assert shown.virtual_size.height <= shown.size.height, f"{name} must be scrolled"
        assert {"Numbers", "Computed", "Why"} <= set(terminal.text.replace("─", " ").split())
        assert view.result.pictures[0].title in terminal.text

    run(scenario)


@pytest.mark.parametrize("number", "12345")
def test_at_80_by_24_panes_are_tabs(run, number):
    async def scenario(terminal):
        await terminal.open(number)
        assert "Computed" in terminal.text
        await terminal.press("f6")
        assert "Why (" in terminal.text and "Computed" not in terminal.text
        await terminal.press("f6")
        assert terminal.app.screen.explore.result.pictures[0].title in terminal.text
        await terminal.press("ctrl+o")
        assert "Computed" in terminal.text

    run(scenario, size=(80, 24))


@pytest.mark.parametrize(
    "size", [(20, 5), (1, 1), (40, 12), (60, 20), (100, 30), (200, 60), (250, 12), (30, 80)]
)
def test_any_size_works(run, size):
    async def scenario(terminal):
        await terminal.open("5")
        await terminal.press("tab", "up", "f6", "f5", "f4", "f2")
        assert terminal.app.screen.explore is not None

    run(scenario, size=size)


def test_resizing_while_typing(run):
    async def scenario(terminal):
        await terminal.open("5")
        for size in ((20, 5), (80, 24), (200, 60), (41, 12), (120, 40)):
            await terminal.pilot.resize_terminal(*size)
            await terminal.pilot.press("up")
        await terminal.settle()
        assert "Computed" in terminal.text

    run(scenario)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.text(max_size=40), min_size=6, max_size=6))
def test_no_text_in_any_field_crashes_the_screen(run, texts):
    async def scenario(terminal):
        await terminal.open("5")
        for text in texts:
            for field in terminal.app.screen.query(Input):
                field.value = text
            await terminal.settle()
        assert terminal.app.is_running

    run(scenario)


def test_a_program_failure_is_told_as_one(run, monkeypatch):
    async def scenario(terminal):
        await terminal.open("5")
        view = terminal.app.screen.explore

        def fail(*_):
            raise RuntimeError("the [red]cause[/]")

        monkeypatch.setattr(type(view.explorer), "result", fail)
        await terminal.write("x0", "2")
        assert "The program failed here" in terminal.text
        assert "[red]cause[/]" in terminal.text

    run(scenario)


def test_a_step_back_finds_what_was_typed(run):
    async def scenario(terminal):
        await terminal.open("5")
        field = terminal.app.screen.focused
        await terminal.write("f", "x^2 + 3y^2")
        await terminal.press("up", "up", "down", "down")
        assert field.id == "input-f" and field.value == "x^2 + 3y^2"

    run(scenario)


def test_the_next_pane_has_the_focus_where_all_are_shown(run):
    async def scenario(terminal):
        await terminal.open("5")
        visited = []
        for _ in range(5):
            await terminal.press("f6")
            visited.append(terminal.app.screen.focused.id)
        assert visited == ["findings", "why", "picture-0", "picture-1", "input-f"]

    run(scenario)


def test_the_focus_comes_back_with_the_room(run):
    async def scenario(terminal):
        await terminal.open("5")
        await terminal.pilot.resize_terminal(30, 8)
        await terminal.settle()
        await terminal.pilot.resize_terminal(120, 40)
        await terminal.settle()
        assert terminal.app.screen.focused is not None

    run(scenario)
