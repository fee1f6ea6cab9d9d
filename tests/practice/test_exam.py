"""The mock paper: its own marks, no feedback before it is handed in, nothing lost when it is left."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tutor.practice.exam import Exam
from tutor.practice.marked import How, as_text, in_print, is_blank, marked_line, print_lines
from tutor.practice.rating import Rating
from tutor.practice.session import NotNow
from tutor.practice.store import StoreFault, open_store
from tutor.questions.library import Library

PARTS = ["1.1", "1.2.i", "1.2.ii", "2.1a", "2.1b", "2.1c"]


def begin(desk: Any, **options: Any) -> Exam:
    return Exam.begin(desk.catalogue, desk.logbook, ticks=desk.ticks, **options)


def resume(desk: Any) -> Exam | None:
    return Exam.resume(desk.catalogue, desk.logbook, ticks=desk.ticks)


def fill(exam: Exam, answers: dict[str, Any]) -> None:
    for part, answer in answers.items():
        exam.go(exam.find(part))
        exam.write(answer)


def test_the_paper_is_asked_in_order_with_its_own_numbers(desk: Any) -> None:
    exam = begin(desk)
    assert [field.variant.part for field in exam.fields] == PARTS
    assert all(field.variant.id.endswith(":paper") for field in exam.fields)
    assert exam.mark().total == 10 and exam.mark().earned == 0


def test_who_answers_everything_rightly_gets_every_mark(desk: Any) -> None:
    exam = begin(desk)
    fill(exam, {field.variant.part: field.variant.answer for field in exam.fields})
    paper = exam.hand_in()
    assert paper.earned == paper.total == 10
    assert all(line.how is How.RIGHT and not line.verdict.feedback for line in paper.lines if line.verdict)


def test_every_loss_is_explained_and_the_answer_told(desk: Any) -> None:
    exam = begin(desk)
    fill(exam, {"1.1": "7", "1.2.i": "hm?", "2.1a": "b", "2.1c": "21; 20; 70; 3"})
    paper = exam.hand_in()
    how = {line.variant.part: line.how for line in paper.lines}
    assert how == {
        "1.1": How.WRONG,
        "1.2.i": How.UNREAD,
        "1.2.ii": How.BLANK,
        "2.1a": How.WRONG,
        "2.1b": How.BLANK,
        "2.1c": How.METHOD,
    }
    assert paper.earned == Fraction(3, 2)
    text = "\n".join(print_lines(paper))
    assert "1½ of 10 marks." in text and "This is one width and one height." in text
    for line in paper.lines:
        assert any(line.variant.answer in why for why in line.why)


def test_what_follows_from_an_earlier_wrong_answer_earns_its_marks(desk: Any) -> None:
    exam = begin(desk)
    fill(exam, {"1.1": "7", "1.2.i": "70", "1.2.ii": "280"})
    lines = {line.variant.part: line for line in exam.hand_in().lines}
    assert lines["1.1"].earned == 0
    assert lines["1.2.i"].how is How.FOLLOWS and lines["1.2.i"].earned == 2
    assert "follows" in lines["1.2.i"].why[0]
    assert lines["1.2.ii"].how is How.RIGHT and lines["1.2.ii"].earned == 2


def test_nothing_is_told_before_it_is_handed_in_but_what_cannot_be_read_is(desk: Any) -> None:
    exam = begin(desk)
    for answer in ("14", "7", "1000", "", None):
        reading = exam.read(answer)
        assert reading.read_as == (answer or "") and not reading.complaint
    assert exam.read("2·(3 +").complaint and exam.read("2·(3 +").position is not None
    exam.write("7")
    assert list(desk.logbook.store.entries()) == []


def test_it_can_be_left_and_resumed_with_every_answer(desk: Any) -> None:
    exam = begin(desk, minutes=60)
    fill(exam, {"1.1": "14", "2.1c": [["21", "20"], ["", None]]})
    desk.later(seconds=600)
    exam.save()
    desk.later(seconds=100_000)
    later = resume(desk.again())
    assert later is not None
    assert {field.variant.part: field.answer for field in later.fields if field.is_answered} == {
        "1.1": "14",
        "2.1c": [["21", "20"], ["", None]],
    }
    assert later.here.variant.part == "1.2.i" and later.seconds_left == 3000
    assert later.changed == ()


def test_an_answer_can_be_changed_and_taken_back(desk: Any) -> None:
    exam = begin(desk)
    for answer in ("7", "14", ""):
        exam.write(answer)
    assert exam.answered == 0
    later = resume(desk.again())
    assert later is not None and later.answered == 0


def test_after_the_time_nothing_can_be_written_but_what_was_is_marked(desk: Any) -> None:
    exam = begin(desk, minutes=1)
    exam.write("14")
    desk.later(seconds=61)
    assert exam.is_time_up and exam.seconds_left == 0
    with pytest.raises(NotNow, match="Time is up"):
        exam.write("7")
    assert exam.hand_in().earned == 2


@pytest.mark.parametrize("minutes", [0, -5, 10**9])
def test_a_time_limit_is_a_time(desk: Any, minutes: int) -> None:
    with pytest.raises(NotNow, match="from 1 to 10000 minutes"):
        begin(desk, minutes=minutes)
    assert resume(desk) is None


def test_moving_between_parts_stops_at_the_ends_and_finds_parts_by_name(desk: Any) -> None:
    exam = begin(desk)
    assert exam.go(-3).variant.part == "1.1" and exam.go(99).variant.part == "2.1c"
    assert exam.find("1.2") == 1 and exam.find("2") == 3 and exam.find("1.2.ii") == 2
    for none in ("9", ""):
        with pytest.raises(NotNow, match="has no part"):
            exam.find(none)


def test_handing_in_rates_each_skill_by_its_first_answer_and_closes_the_sitting(desk: Any) -> None:
    exam = begin(desk)
    fill(exam, {"1.1": "14", "1.2.i": "5", "1.2.ii": "280", "2.1b": "false"})
    exam.hand_in()
    ratings = {each.skill: each.rating for each in desk.logbook.schedule.standings(desk.logbook.today)}
    assert ratings == {"rect.around": Rating.GOOD, "rect.fence": Rating.AGAIN, "shape.claim": Rating.AGAIN}
    assert resume(desk.again()) is None
    with pytest.raises(NotNow, match="handed in already"):
        exam.hand_in()
    assert len(list(open_store().entries())) == 4
    before = open_store().ratings()
    open_store().rebuild()
    assert open_store().ratings() == before


def test_a_paper_that_cannot_be_saved_stays_open(desk: Any) -> None:
    exam = begin(desk)
    exam.write("14")
    desk.logbook.store._database.pragma("query_only = ON")
    with pytest.raises(StoreFault):
        exam.hand_in()
    with pytest.raises(StoreFault):
        exam.write("7")
    assert exam.here.answer == "14"
    later = resume(desk.again())
    assert later is not None and later.hand_in().earned == 2


def test_two_tutors_may_write_the_same_paper(desk: Any) -> None:
    one = begin(desk)
    other = resume(desk.again())
    assert other is not None
    one.write("14")
    other.go(3)
    other.write("a")
    last = resume(desk.again())
    assert last is not None and last.answered == 2


def test_a_sitting_can_be_thrown_away(desk: Any) -> None:
    exam = begin(desk)
    exam.write("7")
    exam.discard()
    assert resume(desk.again()) is None and list(open_store().entries()) == []


def test_a_seed_gives_the_paper_on_fresh_numbers_for_the_same_marks(desk: Any) -> None:
    exam = begin(desk, seed=4)
    ids = [field.variant.id for field in exam.fields]
    assert len(set(ids)) == 6 and "1.1@1:4" in ids and exam.mark().total == 10
    fill(
        exam,
        {field.variant.part: field.variant.answer for field in exam.fields if field.variant.part[0] == "1"},
    )
    later = resume(desk.again())
    assert later is not None and [field.variant.id for field in later.fields] == ids


def test_too_few_figures_earn_half_where_there_is_no_second_try() -> None:
    variant = Library.at(None).variant("5.2b.ii")
    line = marked_line(variant, "1.3", {})
    assert line.how is How.METHOD and line.earned == variant.marks / 2
    assert line.why == ("Right, but with too few figures.", f"The answer: {variant.answer}")
    assert marked_line(variant, "1.28", {}).earned == variant.marks


def test_answers_as_text_and_marks_in_print() -> None:
    assert as_text([["1", "2"], ["3", None]]) == "1 | 2; 3 | " and as_text(["a", "c"]) == "a, c"
    assert is_blank([["", " "], [None]]) and not is_blank([["", "0"]])
    shown = [in_print(Fraction(marks)) for marks in ("2", "3/2", "2/3", "1/2", "5/7", "0")]
    assert shown == ["2", "1½", "⅔", "½", "0.71", "0"]
