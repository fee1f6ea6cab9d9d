"""Which parts are done, due, weak or strong, by marks of the paper; what is still alive; what comes next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import numpy as np
import pytest

from tutor.figures.draw import draw
from tutor.figures.figure import Bars, Cells
from tutor.practice.exam import Exam
from tutor.practice.plan import set_exam
from tutor.practice.progress import SkillState, lines, progress
from tutor.practice.progress.pictures import pictures
from tutor.practice.progress.text import lines as in_print


def now(desk: Any) -> Any:
    return progress(desk.catalogue, desk.logbook)


def part(desk: Any, name: str) -> Any:
    return next(each for each in now(desk).parts if each.part == name)


def skill(desk: Any, name: str) -> Any:
    return next(each for each in now(desk).skills if each.skill == name)


def get(desk: Any, word: str, *, right: bool = True) -> None:
    session = desk.practise("drill", word)
    session.answer(session.item.variant.answer if right else "-7")
    session.end()


def test_at_first_nothing_is_tried_and_the_first_part_is_next(desk: Any) -> None:
    start = now(desk)
    assert (start.earned, start.marks) == (0, 10)
    assert [each.word for each in start.parts] == ["not tried"] * 3
    assert len(start.skills_in(SkillState.NEW)) == 6 and start.due == ()
    assert start.next[0].command == "tutor quiz 1.1"


def test_marks_are_those_of_the_paper_by_the_latest_first_answer(desk: Any) -> None:
    get(desk, "1.2")
    assert part(desk, "1.2").earned == 4 and part(desk, "1.2").is_done
    desk.later(days=1)
    get(desk, "1.2", right=False)
    assert part(desk, "1.2").earned == 0 and part(desk, "1.2").word == "weak"
    session = desk.practise("drill", "1.2")
    session.hint()
    session.answer(session.item.variant.answer)
    assert part(desk, "1.2").earned == 3


def test_a_second_try_does_not_change_what_the_first_was_worth(desk: Any) -> None:
    session = desk.practise("drill", "1.2")
    session.answer("-7")
    session.answer(session.item.variant.answer)
    assert part(desk, "1.2").earned == 0
    assert desk.logbook.history.past("1.2").items == 1


def test_what_is_beyond_the_paper_earns_none_of_its_marks(desk: Any) -> None:
    get(desk, "inside")
    found = part(desk, "1.1")
    assert found.earned == 0 and found.tried == 0 and found.asked == 1
    assert found.states == {SkillState.NEW: 1, SkillState.GROWING: 1}


def test_a_skill_is_new_growing_strong_weak_and_faded(desk: Any) -> None:
    assert skill(desk, "rect.inside").state is SkillState.NEW
    for wait, state in ((2, SkillState.GROWING), (11, SkillState.GROWING), (46, SkillState.STRONG)):
        get(desk, "inside")
        assert skill(desk, "rect.inside").state is state
        desk.later(days=wait)
    assert skill(desk, "rect.inside").is_due
    desk.later(days=2000)
    assert skill(desk, "rect.inside").state is SkillState.WEAK
    get(desk, "inside")
    get(desk, "1.1", right=False)
    found = skill(desk, "rect.around")
    assert (found.state, found.lapses, found.is_due) == (SkillState.WEAK, 1, False)


def test_what_is_due_is_first_to_be_advised(desk: Any) -> None:
    get(desk, "inside")
    desk.later(days=2)
    found = now(desk)
    assert [each.skill for each in found.due] == ["rect.inside"] and part(desk, "1.1").is_due
    assert found.next[0].command == "tutor quiz --mode review"
    get(desk, "inside")
    assert now(desk).due == ()


def test_a_mistake_is_alive_with_what_was_said_of_it(desk: Any) -> None:
    session = desk.practise("drill", "1.1")
    numbers = session.item.variant.numbers
    session.answer(str(numbers["a"] + numbers["b"]))
    (mistake,) = now(desk).mistakes
    assert (mistake.mistake, mistake.count, mistake.cleared) == ("around.half", 1, 0)
    assert any(each.command == "tutor quiz rect.around" for each in now(desk).next)


def test_an_exam_in_sight_and_a_paper_under_way_are_advised(desk: Any) -> None:
    set_exam(desk.logbook.store, desk.logbook.today + timedelta(days=3))
    desk.logbook.reload()
    assert now(desk).days_to_exam == 3
    assert now(desk).next[0].text == "The exam is in 3 days: sit the mock paper"
    exam = Exam.begin(desk.catalogue, desk.logbook)
    exam.write("14")
    assert now(desk).next[0].text == "Go on with the mock paper: 1 of 6 parts are answered"
    exam.hand_in()
    (paper,) = now(desk).exams
    assert (paper.earned, paper.marks) == (2, 10)
    assert not any("mock" in each.text for each in now(desk).next)


def test_the_calendar_counts_study_days(desk: Any) -> None:
    get(desk, "inside")
    get(desk, "1.1", right=False)
    desk.later(days=3)
    get(desk, "inside")
    days = now(desk).days
    assert [(day.answers, day.right) for day in days] == [(2, 1), (1, 1)]
    assert (days[1].day - days[0].day).days == 3


def test_the_pictures_show_these_numbers_and_can_be_drawn_at_any_size(desk: Any) -> None:
    get(desk, "1.2")
    get(desk, "inside")
    standing = now(desk)
    by_part, states, days, coming = pictures(standing)
    assert isinstance(by_part.layers[0], Bars) and list(by_part.layers[0].values) == [0, 4, 0]
    assert "4 of 10 marks" in by_part.caption
    assert isinstance(states.layers[0], Bars) and list(states.layers[0].values) == [4, 0, 2, 0]
    assert isinstance(days.layers[0], Cells)
    kind = np.asarray(days.layers[0].kind)
    assert kind[standing.today.weekday(), -1] == 2 and (kind == 2).sum() == 1
    assert (kind == 0).sum() == 6 - standing.today.weekday()
    assert isinstance(coming.layers[0], Bars) and list(coming.layers[0].values)[:4] == [0, 0, 2, 0]
    for figure in (by_part, states, days, coming):
        for width, height in ((10, 3), (60, 16), (120, 40)):
            drawn = draw(figure, width, height)
            assert len(drawn.rows) == height


def test_progress_is_plain_data_and_plain_lines(desk: Any) -> None:
    get(desk, "inside")
    standing = now(desk)
    data = msgspec.json.decode(msgspec.json.encode(standing))
    assert data["parts"][0]["part"] == "1.1" and data["skills"][1]["state"] in {"new", "growing"}
    text = "\n".join(lines(standing))
    assert lines is in_print and "Skills that are growing" in text and "seen today" in text
    assert "100 %" not in text and "tutor quiz 1.1" in text


@pytest.mark.parametrize("days", [0, 40, 400])
def test_a_long_break_never_shows_as_mastery(desk: Any, days: int) -> None:
    get(desk, "inside")
    desk.later(days=days)
    found = skill(desk, "rect.inside")
    assert found.state is not SkillState.STRONG and found.last == desk.logbook.today - timedelta(days=days)
