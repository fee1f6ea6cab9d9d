"""One question on the table: what is free, what costs, what is shown, and what is kept before it is told."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.practice.item import PAUSE, TRIES, State, tries_of
from tutor.practice.rating import Rating
from tutor.practice.session import NotNow, Session
from tutor.practice.store import StoreFault, open_store
from tutor.practice.view import Action
from tutor.questions.kinds import Form


@pytest.fixture
def session(desk: Any) -> Session:
    found: Session = desk.practise("drill", "1.1")
    return found


def answer_of(session: Session) -> str:
    assert session.item is not None
    return session.item.variant.answer


def rated(desk: Any, skill: str = "rect.around") -> Rating | None:
    standing = desk.logbook.schedule.standing(skill, desk.logbook.today)
    return standing.rating if standing else None


def test_a_right_answer_closes_the_question_and_shows_everything(session: Session, desk: Any) -> None:
    assert session.view.answer == session.view.solution == ""
    marked = session.answer(answer_of(session))
    assert marked.share == 1.0 and not marked.charged
    assert session.view.state is State.RIGHT and session.view.outcome == "Right."
    assert session.view.answer == answer_of(session) and "2·(" in session.view.solution
    assert rated(desk) is Rating.GOOD
    with pytest.raises(NotNow):
        session.answer("1")


@pytest.mark.parametrize("free", ["", "   ", "2·(", "what?", "1.1.1", "x" * 600, "\udcff"])
def test_what_is_no_answer_costs_nothing(session: Session, desk: Any, free: str) -> None:
    before = session.view.tries
    marked = session.answer(free)
    assert marked.verdict.is_free and not marked.charged and session.view.tries == before
    assert session.view.outcome.endswith("it costs nothing.")
    assert rated(desk) is None
    session.answer(answer_of(session))
    assert rated(desk) is Rating.GOOD


def test_the_same_wrong_answer_is_charged_once_however_it_is_written(session: Session, desk: Any) -> None:
    assert session.answer("1000").charged
    for same in ("1000", " 1000 ", "1000"):
        marked = session.answer(same)
        assert marked.repeated and not marked.charged and "costs nothing" in marked.verdict.note
    assert session.view.tries == TRIES - 1
    assert len(list(desk.logbook.store.entries())) == 1


def test_three_wrong_answers_close_the_question_with_its_solution(session: Session) -> None:
    for number in range(TRIES):
        assert session.view.solution == ""
        assert session.answer(str(1000 + number)).charged
    assert session.view.state is State.SPENT and session.view.solution
    assert Action.ANSWER not in session.view.actions


def test_hints_open_after_a_pause_or_another_try_and_say_their_price_first(
    session: Session, desk: Any
) -> None:
    assert "a quarter" in session.view.offer and not session.view.hints
    first = session.hint()
    assert session.view.hints == (first,) and "not recalled" in session.view.offer
    with pytest.raises(NotNow, match=r"opens in \d s"):
        session.hint()
    desk.later(PAUSE)
    session.hint()
    session.answer("1000")
    session.hint()
    assert len(session.view.hints) == 3 and session.view.offer == ""
    with pytest.raises(NotNow, match="no more hints"):
        session.hint()
    assert Action.HINT not in session.view.actions


def test_help_costs_a_quarter_each_and_the_report_counts_it(session: Session) -> None:
    session.hint()
    session.answer("1000")
    session.answer(answer_of(session))
    report = session.end()
    assert (report.earned, report.marks) == (1.0, 2.0)
    assert (report.asked, report.right, report.helped) == (1, 0, 1)


def test_one_hint_that_restates_is_hard_and_the_rule_is_again(desk: Any) -> None:
    one = desk.practise("drill", "1.1")
    one.hint()
    one.answer(answer_of(one))
    assert rated(desk) is Rating.HARD
    two = desk.practise("drill", "inside")
    two.hint()
    desk.later(PAUSE)
    two.hint()
    two.answer(answer_of(two))
    assert rated(desk, "rect.inside") is Rating.AGAIN


def test_the_solution_can_always_be_shown_and_then_fresh_numbers_are_owed(
    session: Session, desk: Any
) -> None:
    asked = session.view.code
    assert session.reveal() == session.view.solution != ""
    assert session.view.state is State.SHOWN and rated(desk) is Rating.AGAIN
    assert desk.logbook.history.past("1.1").owed
    session.next()
    assert session.view.code.startswith("1.1@") and session.view.code != asked
    session.answer(answer_of(session))
    assert not desk.logbook.history.past("1.1").owed


def test_looking_at_the_solution_after_success_costs_nothing(session: Session, desk: Any) -> None:
    session.answer(answer_of(session))
    assert session.reveal() and rated(desk) is Rating.GOOD
    assert [entry.what for entry in desk.logbook.store.entries()] == ["answer"]
    assert not desk.logbook.history.past("1.1").owed


def test_a_wrong_answer_names_its_mistake_in_three_lines(desk: Any) -> None:
    session = desk.practise("drill", "1.1")
    assert session.item is not None
    numbers = session.item.variant.numbers
    session.answer(str(numbers["a"] + numbers["b"]))
    assert session.view.feedback[0] == "This is one width and one height."
    assert len(session.view.feedback) == 3
    (entry,) = desk.logbook.store.entries()
    assert entry.mistake == "around.half" and set(entry.mistakes) >= {"around.half", "around.width_twice"}


def test_the_numbers_that_were_shown_are_kept_with_the_answer(session: Session, desk: Any) -> None:
    assert session.item is not None
    variant = session.item.variant
    session.answer("1000")
    (entry,) = open_store().entries()
    (shown,) = open_store().shown(entry.shown)
    assert (shown.variant, shown.prompt, shown.numbers) == (variant.id, variant.prompt, variant.numbers)
    assert shown.answer == variant.answer and shown.solution == variant.solution


def test_the_verdict_is_on_the_disk_before_it_is_told(session: Session) -> None:
    session.answer("1000")
    assert [entry.answer for entry in open_store().entries()] == ["1000"]


def test_an_answer_that_cannot_be_saved_was_not_given(session: Session, desk: Any) -> None:
    desk.logbook.store._database.pragma("query_only = ON")
    for act in (lambda: session.answer("1000"), session.hint, session.reveal, session.next):
        before = session.view
        with pytest.raises(StoreFault, match="only be read"):
            act()
        assert session.view == before
    session.go_on_unsaved()
    assert not session.view.saved
    assert session.answer("1000").charged
    assert rated(desk) is Rating.AGAIN
    assert "None of this was saved." in session.end().lines
    assert list(open_store().entries()) == []


def test_reading_an_answer_neither_marks_nor_keeps_it(session: Session, desk: Any) -> None:
    for answer in ("1000", answer_of(session)):
        assert session.read(answer).read_as == answer and session.read(answer).is_readable
    wrong = session.read("2·(3 +")
    assert not wrong.is_readable and wrong.position is not None
    assert session.view.marked is None and list(desk.logbook.store.entries()) == []


def test_see_it_opens_the_question_with_the_wrong_rule_of_the_learner(desk: Any) -> None:
    session = desk.practise("drill", "1.1")
    assert session.item is not None
    numbers = session.item.variant.numbers
    with pytest.raises(NotNow, match="before an answer"):
        session.see()
    session.answer(str(numbers["a"] + numbers["b"]))
    sight = session.see()
    assert (sight.question, sight.compare) == ("1", "around.half")
    assert sight.inputs == {"x0": str(numbers["a"])}


def test_of_few_options_fewer_may_be_tried(desk: Any) -> None:

    class Asked:
        def __init__(self, kind: str, options: int = 0) -> None:
            self.kind = kind
            self.form = Form(options=tuple((str(n), str(n)) for n in range(options)))

    tries = {(kind, n): tries_of(Asked(kind, n)) for kind, n in (("truth", 0), ("choice", 2), ("choice", 6))}  # type: ignore[arg-type]
    assert tries == {("truth", 0): 1, ("choice", 2): 1, ("choice", 6): TRIES}


def test_only_words_that_could_not_be_judged_are_the_learners_to_judge(session: Session) -> None:
    session.answer("1000")
    with pytest.raises(NotNow, match="nothing here for you to judge"):
        session.judge(1.0)
