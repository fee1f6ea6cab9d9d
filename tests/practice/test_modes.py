"""Drill until it sits, mix so that the method must be found, review what is due."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tutor.practice.catalogue import UnknownName, suspects
from tutor.practice.plan import set_exam
from tutor.practice.session import NotNow, Session


def answer(session: Session) -> str:
    assert session.item is not None
    return session.item.variant.answer


def template(session: Session) -> str:
    assert session.item is not None
    return session.item.variant.exercise.template.id


def skill(session: Session) -> str:
    assert session.item is not None
    return session.item.variant.skill


def get_right(session: Session) -> None:
    session.answer(answer(session))
    session.next()


def miss(session: Session) -> None:
    """A wrong answer of whatever kind, and on to the next."""
    assert session.item is not None
    wrong = {"choice": "bc", "truth": ("false", "true"), "table": ["1; 2; 3; 4"]}.get(
        session.item.variant.kind, ["-7"]
    )
    for each in wrong:
        if session.item.variant.mark(each).outcome == "wrong":
            session.answer(each)
            break
    assert session.item.is_scored
    session.next()


@pytest.mark.parametrize(
    ("words", "templates"),
    [
        (["1"], ["1.1", "inside", "1.2"]),
        (["1.2"], ["1.2"]),
        (["1.2.ii"], ["1.2"]),
        (["2.1"], ["2.1a", "2.1b", "2.1c"]),
        (["shape.claim", "1.2"], ["2.1b", "1.2"]),
    ],
)
def test_questions_parts_and_skills_can_be_named(desk: Any, words: list[str], templates: list[str]) -> None:
    assert sorted(desk.catalogue.scope(words)) == sorted(templates)


def test_what_names_nothing_is_told(desk: Any) -> None:
    with pytest.raises(UnknownName, match=r"no question, part or skill 9\.9"):
        desk.practise("drill", "9.9")


def test_a_drill_ends_when_everything_named_sits(desk: Any) -> None:
    session = desk.practise("drill", "1")
    asked = []
    while not session.is_over:
        asked.append(template(session))
        assert session.view.heading != f"No. {session.number}"
        get_right(session)
    assert asked == ["1.1", "inside", "1.2"] or sorted(asked) == ["1.1", "1.2", "inside"]
    assert session.end().right == 3


def test_a_drill_asks_what_was_missed_again_at_once_on_fresh_numbers(desk: Any) -> None:
    session = desk.practise("drill", "1")
    first, code = template(session), session.view.code
    miss(session)
    assert template(session) == first and session.view.code != code
    assert session.view.why == "it did not sit yet"
    get_right(session)
    assert template(session) != first


def test_after_three_misses_a_drill_turns_to_something_else_and_comes_back(desk: Any) -> None:
    session = desk.practise("drill", "1")
    first = template(session)
    for _ in range(3):
        assert template(session) == first
        miss(session)
    others = []
    while template(session) != first:
        others.append(template(session))
        get_right(session)
    assert len(others) == 2
    get_right(session)
    assert session.is_over


def test_what_is_passed_over_is_rated_and_does_not_come_back(desk: Any) -> None:
    session = desk.practise("drill", "1.1")
    session.next()
    assert session.is_over
    (entry,) = desk.logbook.store.entries()
    assert entry.what == "skip" and len(desk.logbook.schedule.standings(desk.logbook.today)) == 1
    with pytest.raises(NotNow):
        session.next()


@pytest.mark.parametrize("words", [(), ("rect.around", "rect.fence")])
def test_mixed_never_asks_a_skill_twice_in_a_row_whatever_the_learner_does(
    desk: Any, words: tuple[str, ...]
) -> None:
    session, random = desk.practise("mixed", *words), Random(5)
    before = None
    for _ in range(50):
        assert skill(session) != before
        before = skill(session)
        act = random.choice([get_right, get_right, miss, Session.next, Session.fresh])
        if random.random() < 0.2:
            session.reveal()
            session.next()
        else:
            act(session)


def test_mixed_hides_the_topic_until_there_is_an_answer(desk: Any) -> None:
    session = desk.practise("mixed")
    assert session.view.heading == "No. 1" and session.view.code == ""
    session.answer("what?")
    assert session.view.heading == "No. 1"
    session.answer(answer(session))
    assert session.item is not None and session.item.variant.title in session.view.heading
    assert session.view.code == session.item.variant.id


def test_mixed_asks_what_a_skill_builds_on_first(desk: Any) -> None:
    session = desk.practise("mixed", "rect.fence", "rect.around")
    assert skill(session) == "rect.around"


def test_mixed_takes_new_skills_from_the_questions_in_turn(desk: Any) -> None:
    session = desk.practise("mixed")
    questions = []
    for _ in range(4):
        questions.append(session.item.variant.exercise.book.question.number)
        get_right(session)
    assert questions == ["1", "2", "1", "2"]


def test_mixed_brings_back_what_was_missed_after_something_else(desk: Any) -> None:
    session = desk.practise("mixed")
    missed = template(session)
    miss(session)
    assert template(session) != missed
    get_right(session)
    assert template(session) == missed


def test_fresh_numbers_come_at_once_in_a_drill_and_after_something_else_in_mixed(desk: Any) -> None:
    drill = desk.practise("drill", "1.1")
    code = drill.view.code
    drill.answer(answer(drill))
    drill.fresh()
    assert template(drill) == "1.1" and drill.view.code != code
    mixed = desk.practise("mixed")
    asked = template(mixed)
    mixed.fresh()
    assert template(mixed) != asked
    get_right(mixed)
    assert template(mixed) == asked
    assert not any(entry.what == "skip" for entry in desk.logbook.store.entries())


def test_review_asks_what_is_due_until_it_sits_and_nothing_else(desk: Any) -> None:
    learned = desk.practise("drill", "1.1", "inside", "2.1b")
    while not learned.is_over:
        get_right(learned)
    assert desk.practise("review").is_over
    desk.later(days=2)
    session = desk.practise("review")
    asked = []
    while not session.is_over:
        asked.append(skill(session))
        miss(session) if len(asked) == 1 else get_right(session)
    assert sorted(set(asked)) == ["rect.around", "rect.inside", "shape.claim"]
    assert len(asked) == 4 and asked[2] == asked[0]
    assert desk.practise("review").is_over


def test_an_owed_question_is_asked_in_the_next_session_even_on_the_same_day(desk: Any) -> None:
    session = desk.practise("drill", "inside")
    session.reveal()
    session.end()
    later = desk.again().practise("review")
    assert template(later) == "inside" and later.view.why == "you saw its solution"


def test_a_session_starts_with_what_is_due(desk: Any) -> None:
    first = desk.practise("drill", "2.1b")
    get_right(first)
    desk.later(days=3)
    assert skill(desk.again().practise("mixed")) == "shape.claim"


def test_the_second_question_splits_the_mistakes_that_the_first_left_possible(desk: Any) -> None:
    for seed in range(40):
        session = desk.practise("drill", "1.1", seed=seed)
        assert session.item is not None
        numbers = session.item.variant.numbers
        if numbers["a"] == numbers["b"]:
            break
    session.answer(str(2 * numbers["a"]))
    assert session.item is not None and session.item.last is not None
    possible = suspects(session.item.variant, session.item.last.verdict.mistake)
    assert possible == {"around.width_twice", "around.height_twice", "around.half"}
    session.next()
    assert session.view.why == "to find out which of several mistakes it was"
    assert session.item is not None and session.item.variant.tells_apart(possible)


def test_numbers_that_do_not_split_the_mistakes_are_not_taken(desk: Any) -> None:
    three = frozenset({"around.width_twice", "around.height_twice", "around.half"})
    for seed in range(40):
        assert desk.catalogue.splitting("1.1", three, Random(seed)).tells_apart(three)


def test_numbers_that_were_seen_are_not_taken_again(desk: Any) -> None:
    class Dice(Random):
        rolls = iter((7, 7, 8, 9))

        def randint(self, low: int, high: int) -> int:
            return next(self.rolls)

    assert desk.catalogue.fresh("1.1", Dice(), ["1.1@1:7"]).id == "1.1@1:8"
    assert desk.catalogue.fresh("2.1b", Random(), ["2.1b@1:paper"]).id == "2.1b@1:paper"


def test_a_mistake_lives_until_it_could_have_been_made_on_two_days_and_was_not(desk: Any) -> None:
    session = desk.practise("drill", "1.1")
    assert session.item is not None
    numbers = session.item.variant.numbers
    session.answer(str(numbers["a"] + numbers["b"]))
    session.next()
    get_right(session)
    for _ in range(2):
        assert [habit.mistake for habit in desk.logbook.history.alive] == ["around.half"]
        desk.later(days=1)
        session = desk.practise("drill", "1.1")
        session.answer(answer(session))
    assert desk.logbook.history.alive == []


def test_a_session_with_a_seed_is_the_same_again(desk: Any) -> None:
    codes = []
    for _ in range(2):
        session = desk.practise("drill", "1", seed=11)
        assert session.item is not None
        codes.append(session.item.variant.id)
    assert codes[0] == codes[1]


def test_what_another_tutor_did_meanwhile_counts(desk: Any) -> None:
    mine, other = desk.practise("mixed"), desk.again()
    theirs = other.practise("drill", "shape.claim")
    theirs.answer("false")
    get_right(mine)
    assert desk.logbook.schedule.is_rated("shape.claim", desk.logbook.today)


def test_the_exam_day_is_read_by_the_next_session(desk: Any) -> None:
    set_exam(desk.logbook.store, desk.logbook.today)
    desk.logbook.reload()
    assert desk.logbook.plan.days_to_exam(desk.logbook.today) == 0


def test_the_report_tells_skills_mistakes_and_tomorrow(desk: Any) -> None:
    session = desk.practise("drill", "1.1", "2.1b")
    assert session.item is not None
    numbers = session.item.variant.numbers
    session.answer(str(numbers["a"] + numbers["b"]))
    session.answer(answer(session))
    session.next()
    get_right(session)
    desk.later(seconds=150)
    session.reveal()
    lines = "\n".join(session.end().lines)
    assert "This is one width and one height. (1×)" in lines
    assert "The way around a rectangle: 1 of 2 at once" in lines and "Marks: 3.5 of 5." in lines
    assert "to practise tomorrow" in lines


def test_a_session_without_an_answer_says_so(desk: Any) -> None:
    assert desk.practise("mixed").end().lines == ("Nothing was answered.",)
