"""The quiz, the mock paper and progress, by keyboard alone."""

import pytest

from tutor.ui.quiz.answer import AnswerPane


def drill(terminal, *words):
    terminal.app.practise("drill", words)


async def give(terminal, text):
    """Type into the field that has the focus, as a whole."""
    terminal.app.screen.focused.value = text
    await terminal.settle()


def test_enter_reads_and_enter_again_marks(run):
    async def scenario(terminal):
        drill(terminal, "gd.limit")
        await terminal.settle()
        view = terminal.app.screen.view
        await give(terminal, "999")
        assert "read as 999" in terminal.text
        await terminal.press("enter")
        assert "Enter marks it." in terminal.text
        assert view.marked is None
        await terminal.press("enter")
        assert "✗ Not right. 2 more tries." in terminal.text

    run(scenario)


def test_a_right_answer_is_right_and_enter_goes_on(run):
    async def scenario(terminal):
        drill(terminal, "gd.limit")
        await terminal.settle()
        screen = terminal.app.screen
        before = screen.view.stem
        await give(terminal, screen.sitting._session.item.variant.answer)
        await terminal.press("enter", "enter")
        assert "✓ Right." in terminal.text
        assert "Enter or F7 goes on" in terminal.text
        await terminal.press("enter")
        assert screen.view is None or screen.view.stem != before

    run(scenario)


def test_a_wrong_rule_is_named_and_can_be_seen(run):
    async def scenario(terminal):
        drill(terminal, "5.2a")
        await terminal.settle()
        screen = terminal.app.screen
        wrong = next(
            one for one in screen.sitting._session.item.variant.drawn.wrongs if one.mistake.id == "gd.plus"
        )
        typed = screen.sitting._session.item.variant.drawn.answers.typed(wrong.expected)
        await give(terminal, typed)
        await terminal.press("enter", "enter")
        assert screen.view.marked.verdict.mistake == "gd.plus"
        assert screen.view.feedback[0] in " ".join(terminal.text.split()) or screen.view.feedback
        await terminal.press("f9")
        assert "› 5 " in terminal.text and "Computed" in terminal.text
        await terminal.press("escape")
        assert terminal.app.screen is screen

    run(scenario)


def test_what_cannot_be_read_costs_nothing_and_a_caret_points_at_it(run):
    async def scenario(terminal):
        drill(terminal, "4.1")
        await terminal.settle()
        await give(terminal, "x*(log(p)")
        assert "▲" in terminal.text
        await terminal.press("enter", "enter")
        assert terminal.app.screen.view.tries == 3

    run(scenario)


def test_hints_come_one_by_one_and_the_solution_is_always_there(run):
    async def scenario(terminal):
        drill(terminal, "gd.limit")
        await terminal.settle()
        await terminal.press("f4")
        assert "Hint 1:" in terminal.text
        await terminal.press("f6")
        assert "Worked solution" in terminal.text
        assert "Fresh numbers are owed" in terminal.text
        await terminal.press("f8")
        assert "Worked solution" not in terminal.text

    run(scenario)


KINDS = {
    "1.1.W3": "matrix", "1.1.stored": "choices", "1.4": "text", "2.2a": "truth", "2.3": "table", "2.4": "shape",
    "3.derivation": "blanks", "4.1": "formula", "4.1.order": "order", "5.1": "point",
}  # fmt: skip


@pytest.mark.parametrize(("part", "kind"), KINDS.items())
@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_every_kind_of_answer_can_be_given(run, part, kind, size):
    async def scenario(terminal):
        drill(terminal, part)
        await terminal.settle()
        screen = terminal.app.screen
        assert screen.view.kind == kind
        pane = screen.query_one(AnswerPane)
        answer = screen.sitting._session.item.variant.answer
        cells = [cell.strip() for cell in answer.replace("|", ";").replace("\n", ";").split(";")]
        ways = {
            "table": cells,
            "blanks": cells,
            "order": answer.replace(",", " ").split(),
            "truth": answer.lower(),
        }
        pane.put(ways.get(kind, answer))
        await terminal.settle()
        await terminal.press(*(["enter"] * (2 if pane.reads_live else 1)))
        assert screen.view.marked is not None
        if kind != "text":
            assert str(screen.view.marked.verdict.outcome) == "correct"

    run(scenario, size=size)


def test_the_end_is_a_report(run):
    async def scenario(terminal):
        drill(terminal, "gd.limit")
        await terminal.settle()
        await terminal.press("f7")
        await terminal.press("escape")
        assert "Report" in terminal.text
        await terminal.press("escape")
        assert "Questions" in terminal.text

    run(scenario)


def test_the_mock_paper_is_kept_resumed_and_marked(run):
    async def scenario(terminal):
        await terminal.press("x")
        assert "for 58 marks" in terminal.text
        await terminal.press("enter")
        assert "0 of" in terminal.text and "1.1.W3" in terminal.text
        await give(terminal, "g a^T")
        await terminal.press("f7")
        assert "✓ 1.1.W3" in terminal.text
        await terminal.press("escape")
        await terminal.press("x")
        assert "✓ 1.1.W3" in terminal.text
        await terminal.press("f10")
        await terminal.press("f10")
        assert "of 58 marks." in terminal.text
        assert "1.1.W3  ½ of ½, right" in terminal.text

    run(scenario)


def test_progress_says_what_to_do_next(run):
    async def scenario(terminal):
        await terminal.press("s")
        assert "How you stand" in terminal.text
        assert "Marks: 0 of 58" in terminal.text
        assert "Marks by part" in terminal.text
        await terminal.press("escape")

    run(scenario)


def test_practising_a_question_from_its_screen(run):
    async def scenario(terminal):
        await terminal.open("5")
        await terminal.press("f3")
        assert "Practise: drill" in terminal.text

    run(scenario)


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (80, 24), (200, 60)])
def test_practice_at_any_size(run, size):
    async def scenario(terminal):
        for key in ("p", "x", "s"):
            await terminal.press(key)
            await terminal.press("escape", "escape")

    run(scenario, size=size)


def test_a_store_that_cannot_be_used_does_not_end_practice(run, tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("TUTOR_DATA", str(blocked))

    async def scenario(terminal):
        await terminal.press("p")
        assert "Your practice cannot be saved" in terminal.text and "its folder" in terminal.text
        await terminal.press("down", "enter")
        assert terminal.app.screen.view is not None
        assert "not saved" in terminal.text
        await terminal.press("escape", "escape", "x", "escape")
        assert "Questions" in terminal.text

    run(scenario)


def test_an_answer_that_cannot_be_saved_counts_as_not_given(run, monkeypatch):
    from tutor.practice.store import Store, StoreFault, Trouble

    async def scenario(terminal):
        drill(terminal, "gd.limit")
        await terminal.settle()
        quiz = terminal.app.screen
        with monkeypatch.context() as full:

            def refuse(store, *ignored):
                raise StoreFault(Trouble.FULL, store.path)

            full.setattr(Store, "add", refuse)
            await give(terminal, "999")
            await terminal.press("enter", "enter")
            assert "the disk is full" in terminal.text.replace("\n", " ")
            assert quiz.view.marked is None
            await terminal.press("enter")
            assert "the disk is full" in terminal.text.replace("\n", " ")
        await terminal.press("enter")
        assert "✗ Not right. 2 more tries." in terminal.text

    run(scenario)


def test_nothing_is_shown_of_the_answer_before_one_is_given(run):
    async def scenario(terminal):
        drill(terminal, "5.2a")
        await terminal.settle()
        assert "see it" not in terminal.text
        quiz = terminal.app.screen
        await terminal.press("f9")
        assert terminal.app.screen is quiz
        await give(terminal, "(99, 99)")
        await terminal.press("enter", "enter")
        assert "see it" in terminal.text
        await terminal.press("f9")
        assert terminal.app.screen is terminal.app.study

    run(scenario)


def test_a_mock_paper_can_have_a_time_limit(run):
    async def scenario(terminal):
        await terminal.press("x")
        await give(terminal, "soon")
        await terminal.press("enter")
        assert "✗ A limit is a whole number of minutes" in terminal.text
        await give(terminal, "90")
        await terminal.press("enter")
        assert "90:00 left" in terminal.text or "89:5" in terminal.text
        exam = terminal.app.screen
        exam._left = 1.0
        exam._tick()
        await terminal.settle()
        assert "Time is up" in terminal.text
        await terminal.press("enter")
        assert "0 of 58 marks." in terminal.text

    run(scenario)


def test_the_day_of_the_exam_is_asked_for_and_stands_in_the_title_bar(run):
    async def scenario(terminal):
        await terminal.press("s", "e")
        await give(terminal, "yesterday")
        await terminal.press("enter")
        assert "✗ The exam takes a day such as" in terminal.text
        await give(terminal, "12")
        await terminal.press("enter")
        assert "Exam in 12 days" in terminal.text
        assert "exam in 12 days" in terminal.line("Progress")
        await terminal.press("escape")
        assert "exam in 12 days" in terminal.text
        await terminal.open("5")
        assert "exam in 12 days" in terminal.line("5 Optimization")

    run(scenario)


def test_a_row_of_progress_is_practised_with_enter(run):
    async def scenario(terminal):
        await terminal.press("s")
        standing = terminal.app.screen.query_one("#standing")
        assert standing.rows[standing.cursor].text.startswith("New: 1.1")
        await terminal.press("end", "j", "j", "k")
        while not standing.rows[standing.cursor].text.startswith("2.2 "):
            await terminal.press("down")
        await terminal.press("enter")
        assert "Practise: drill" in terminal.text
        assert terminal.app.screen.view.heading.startswith("2.2")
        await terminal.press("escape", "escape")
        assert standing.rows[standing.cursor].text.startswith("2.2 ")

    run(scenario)


def test_a_table_is_filled_in_by_rows_and_columns(run):
    async def scenario(terminal):
        drill(terminal, "2.3")
        await terminal.settle()
        assert "Output volume" in terminal.line("Parameters")
        await terminal.press("down", "down", "up")
        assert terminal.app.screen.focused.id == "cell-2"

    run(scenario)


def test_an_option_has_the_letter_it_is_read_back_by(run):
    async def scenario(terminal):
        drill(terminal, "1.1.stored")
        await terminal.settle()
        pane = terminal.app.screen.query_one(AnswerPane)
        await terminal.press("b")
        assert pane.given == "b"
        await terminal.press("1", "b")
        assert pane.given == "a"

    run(scenario)


def test_of_words_the_learner_has_the_last_word(run):
    async def scenario(terminal):
        drill(terminal, "1.4")
        await terminal.settle()
        await terminal.type("ReLU is blue")
        await terminal.press("enter", "enter")
        assert "F10 compare" in terminal.text and "Model answer" not in terminal.text
        await terminal.press("f10")
        assert "The model answer:" in terminal.text
        await terminal.press("enter")
        assert "✓ Right. This is your own score." in terminal.text
        await terminal.press("escape")
        assert "1 right at once" in terminal.text

    run(scenario)


def test_nothing_is_answered_that_was_not_chosen(run):
    async def scenario(terminal):
        drill(terminal, "1.1.stored")
        await terminal.settle()
        await terminal.press("enter")
        assert terminal.app.screen.view.tries == 3
        await terminal.press("escape", "escape", "x", "enter")
        exam = terminal.app.screen
        while exam.sheet.kind != "choices":
            await terminal.press("f7")
        await terminal.press("f7")
        assert all(mark == "·" for _, _, mark in exam.sheet.parts)

    run(scenario)


def test_a_true_or_false_question_is_asked_once(run):
    async def scenario(terminal):
        drill(terminal, "2.2a")
        await terminal.settle()
        await terminal.press("2", "enter")
        assert "That was the last try" in terminal.text and "the answer:" in terminal.text

    run(scenario)


def test_what_is_written_in_the_mock_paper_is_kept_as_it_is_written(run):
    async def scenario(terminal):
        from tutor.practice.store import open_store

        await terminal.press("x", "enter")
        await give(terminal, "g a^T (")
        (draft,) = open_store().sittings()[0].drafts
        assert draft.answer == "g a^T ("
        await terminal.press("f7")
        assert "? 1.1.W3" in terminal.text

    run(scenario)


def test_a_marked_paper_can_be_read_again(run):
    async def scenario(terminal):
        await terminal.press("x", "enter")
        await give(terminal, "g")
        await terminal.press("f10", "f10")
        await terminal.press("enter")
        for text in ("What is ∂L/∂W₃", "yours: g", "the answer: g a^T", "Worked solution"):
            assert text in terminal.text
        await terminal.press("escape", "escape", "s")
        standing = terminal.app.screen.query_one("#standing")
        while not standing.rows[standing.cursor].text.startswith("Handed in on"):
            await terminal.press("down")
        await terminal.press("enter")
        assert "yours: g" in terminal.text

    run(scenario)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_after_marking_the_verdict_is_in_sight(run, size):
    async def scenario(terminal):
        drill(terminal, "1.1.stored")
        await terminal.settle()
        for keys in (("c", "enter"), ("d", "enter"), ("e", "enter"), ("enter",), ("c", "enter")):
            await terminal.press(*keys)
            await terminal.pilot.pause(0.1)
        assert "✗ Not right. 2 more tries." in terminal.text and "of your 1 belong" in terminal.text

    run(scenario, size=size)


def test_a_review_with_nothing_due_says_so(run):
    async def scenario(terminal):
        await terminal.press("r")
        assert "Nothing is due today." in terminal.text and "p on the first screen" in terminal.text

    run(scenario)
