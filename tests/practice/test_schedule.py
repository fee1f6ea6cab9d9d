"""Days, not hours; one rating a skill and day; nothing beyond the exam; and the same due list from the log alone."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.practice.catalogue import Catalogue
from tutor.practice.days import noon, study_day
from tutor.practice.plan import Plan, keep_parameters, read_plan, set_exam
from tutor.practice.rating import Rated, Rating, replay
from tutor.practice.schedule import Schedule, default_parameters
from tutor.practice.store import open_store
from tutor.questions.library import Library

DAY = date(2026, 3, 2)
AGAIN, HARD, GOOD = Rating.AGAIN, Rating.HARD, Rating.GOOD
W: tuple[float, ...] = default_parameters()


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def practised(ratings: list[Rating], plan: Plan | None = None) -> list[int]:
    """The intervals of a skill that is practised on the very days it is due."""
    schedule, day, waits = Schedule([], plan or Plan(), DAY), DAY, []
    for at, rating in enumerate(ratings):
        schedule.record(Rated("gd.step", day, str(at), rating))
        standing = schedule.standing("gd.step", day)
        assert standing is not None and standing.due is not None
        waits.append((standing.due - day).days)
        day = standing.due
    return waits


def test_intervals_are_those_measured_without_learning_steps() -> None:
    assert practised([GOOD] * 4) == [2, 11, 46, 163]
    assert practised([AGAIN, GOOD, GOOD, GOOD, GOOD]) == [1, 2, 6, 17, 44]
    assert practised([HARD] * 5) == [1, 3, 7, 12, 18]


def test_practising_a_little_earlier_every_day_still_counts_as_a_day() -> None:
    here, moment = ZoneInfo("Europe/London"), datetime(2026, 3, 2, 20, 0, tzinfo=ZoneInfo("Europe/London"))
    schedule = Schedule([], Plan(), study_day(moment))
    for at in range(10):
        today = study_day(moment.astimezone(here))
        schedule.record(Rated("gd.step", today, str(at), AGAIN if at == 0 else GOOD))
        moment += timedelta(days=1, minutes=-2)
    standing = schedule.standing("gd.step", today)
    assert standing is not None and standing.reviews == 10 and standing.stability > 15  # 0.6 by the clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 3, 3, 59, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 3, 4, 0, tzinfo=UTC), date(2026, 3, 3)),
        (datetime(2026, 3, 29, 4, 30, tzinfo=ZoneInfo("Europe/Berlin")), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 3, 59, tzinfo=ZoneInfo("Europe/Berlin")), date(2026, 10, 24)),
    ],
)
def test_a_study_day_begins_at_four_by_the_clock_on_the_wall(moment: datetime, day: date) -> None:
    assert study_day(moment) == day
    assert noon(day).tzinfo is UTC and noon(day).date() == day


def test_one_rating_a_day_and_only_its_own_item_changes_it() -> None:
    schedule = Schedule([], Plan(), DAY)
    schedule.record(Rated("gd.step", DAY, "first", AGAIN))
    schedule.record(Rated("gd.step", DAY, "second", GOOD))
    standing = schedule.standing("gd.step", DAY)
    assert standing is not None and (standing.rating, standing.reviews, standing.lapses) == (AGAIN, 1, 1)
    schedule.record(Rated("gd.step", DAY, "first", HARD))
    standing = schedule.standing("gd.step", DAY)
    assert standing is not None and (standing.rating, standing.reviews, standing.lapses) == (HARD, 1, 0)


def test_before_an_exam_no_interval_is_longer_than_a_third_of_what_is_left() -> None:
    exam = Plan(exam=after(30))
    assert practised([GOOD] * 2, exam) == [2, 9]
    schedule = Schedule([Rated("a", DAY, "1", GOOD), Rated("a", after(2), "2", GOOD)], exam, after(2))
    assert schedule.forecast(after(2), 60)[after(11)] == ("a",)


def test_nothing_comes_back_after_the_exam_until_it_is_over() -> None:
    schedule = Schedule([Rated("a", after(9), "1", GOOD)], Plan(exam=after(10)), after(9))
    assert [each.due for each in schedule.standings(after(9))] == [after(10)]
    schedule.record(Rated("a", after(10), "2", GOOD))
    assert [each.due for each in schedule.standings(after(10))] == [None]
    assert schedule.due(after(10)) == []
    (standing,) = schedule.standings(after(11))
    assert standing.due is not None and standing.due > after(11)


def test_an_exam_set_later_brings_distant_skills_forward() -> None:
    rated = [Rated("a", after(day), str(day), GOOD) for day in (0, 2, 13)]
    assert Schedule(rated, Plan(), after(20)).due(after(20)) == []
    (due,) = Schedule(rated, Plan(exam=after(24)), after(20)).due(after(20))
    assert due.skill == "a" and due.due == after(16)


def test_the_likeliest_forgotten_comes_first() -> None:
    log = [Rated("steady", DAY, "1", GOOD), Rated("shaky", DAY, "2", AGAIN)]
    assert [each.skill for each in Schedule(log, Plan(), DAY).due(after(9))] == ["shaky", "steady"]


def test_ratings_from_a_clock_that_was_wrong_wait_for_their_day() -> None:
    log = [Rated("a", DAY, "1", GOOD), Rated("a", date(2031, 1, 1), "2", GOOD)]
    (standing,) = Schedule(log, Plan(), DAY).standings(DAY)
    assert standing.last == DAY


def test_a_break_does_not_look_like_mastery() -> None:
    (standing,) = Schedule([Rated("a", DAY, "1", GOOD)], Plan(), after(60)).standings(after(60))
    assert standing.last == DAY and standing.recall < 0.7


def test_the_plan_is_kept_with_the_data_and_nonsense_counts_as_never_set() -> None:
    store = open_store()
    assert read_plan(store) == Plan()
    set_exam(store, after(30))
    store.set("retention", "0.95")
    keep_parameters(store, W)
    assert read_plan(store) == Plan(after(30), 0.95, W)
    for text, kept in (("0", 0.8), ("1.5", 0.97), ("nan", 0.9), ("much", 0.9)):
        store.set("retention", text)
        assert read_plan(store).retention == kept
    store.set("exam", "soon")
    store.set("fsrs 6 parameters", "[1, 2")
    assert read_plan(store).exam is None and read_plan(store).parameters == ()
    for odd in ((1.0, 2.0), (float("nan"),) * 21, (1e9,) * 21):
        assert practised([GOOD] * 2, Plan(parameters=odd)) == [2, 11]


# What follows computes FSRS-6 from its published formulas, without the library.


def recall(days: int, stability: float) -> float:
    factor = math.pow(0.9, -1 / W[20]) - 1
    return math.pow(1 + factor * days / stability, -W[20])


def initial_difficulty(rating: int) -> float:
    return float(W[4] - math.exp(W[5] * (rating - 1)) + 1)


def stability_after(s: float, d: float, r: float, rating: int) -> float:
    if rating == 1:
        lapse = W[11] * math.pow(d, -W[12]) * (math.pow(s + 1, W[13]) - 1) * math.exp(W[14] * (1 - r))
        return min(lapse, s / math.exp(W[17] * W[18]))
    penalty = W[15] if rating == 2 else 1.0
    growth = math.exp(W[8]) * (11 - d) * math.pow(s, -W[9]) * (math.exp(W[10] * (1 - r)) - 1)
    return s * (1 + growth * penalty)


def difficulty_after(d: float, rating: int) -> float:
    moved = d - W[6] * (rating - 3) * (10 - d) / 9
    return min(max(W[7] * initial_difficulty(4) + (1 - W[7]) * moved, 1), 10)


def due_by_hand(days: list[tuple[date, int]], exam: date | None, today: date) -> date | None:
    (last, first), *rest = days
    s, d = W[first - 1], min(max(initial_difficulty(first), 1), 10)
    for day, rating in rest:
        s = max(stability_after(s, d, recall((day - last).days, s), rating), 0.001)
        d, last = difficulty_after(d, rating), day
    wait = max(round(s), 1)
    if exam is None or exam < today:
        return last + timedelta(days=wait)
    if exam <= last:
        return None
    return min(last + timedelta(days=min(wait, max(1, (exam - last).days // 3))), exam)


def test_a_year_of_practice_matches_the_formulas_and_never_breaks_a_rule() -> None:
    """Two dozen skills, a learner who forgets, misses days, repeats some, and sits an exam on day 300."""
    random, exam = Random(20260302), after(300)
    skills = [f"skill.{number}" for number in range(24)]
    log: dict[str, list[tuple[date, int]]] = {}
    rated: list[Rated] = []
    schedule = Schedule([], Plan(exam), DAY)
    for ahead in range(365):
        today = after(ahead)
        due = [each.skill for each in schedule.due(today)]
        by_hand = [s for s, days in log.items() if (d := due_by_hand(days, exam, today)) and d <= today]
        assert sorted(due) == sorted(s for s in by_hand if log[s][-1][0] < today)
        for each in schedule.standings(today):
            assert each.due is None or each.due > each.last
            assert each.due is None or today > exam or each.due <= exam
        if random.random() < 0.15:
            continue
        new = [skill for skill in skills if skill not in log][:2]
        twice = random.sample(due, len(due) // 3)
        for at, skill in enumerate([*due[:15], *new, *twice]):
            standing = schedule.standing(skill, today)
            knows = standing is not None and random.random() < standing.recall
            rating = random.choice([GOOD, GOOD, GOOD, HARD]) if knows else AGAIN
            one = Rated(skill, today, f"{ahead}.{at}", rating)
            if not schedule.is_rated(skill, today):
                log.setdefault(skill, []).append((today, int(rating)))
                rated.append(one)
            schedule.record(one)
        assert not {each.skill for each in schedule.due(today)} & {s for s in log if log[s][-1][0] == today}
    assert len(log) == 24 and len(rated) > 300
    again = Schedule(rated, Plan(exam), after(365))
    assert again.standings(after(365)) == schedule.standings(after(365))


@settings(max_examples=60, deadline=None)
@given(
    gaps=st.lists(st.tuples(st.integers(1, 400), st.sampled_from([1, 2, 3])), min_size=1, max_size=12),
    wait=st.integers(0, 500),
    exam=st.none() | st.integers(-10, 600),
)
def test_every_due_day_is_the_one_that_the_formulas_give(
    gaps: list[tuple[int, int]], wait: int, exam: int | None
) -> None:
    days, day = [], DAY
    for gap, rating in gaps:
        day += timedelta(days=gap)
        days.append((day, rating))
    today = day + timedelta(days=wait)
    sits = None if exam is None else day + timedelta(days=exam)
    schedule = Schedule([Rated("a", each, "i", Rating(r)) for each, r in days], Plan(sits), today)
    (standing,) = schedule.standings(today)
    assert standing.due == due_by_hand(days, sits, today)


@pytest.mark.fuzz
def test_a_year_with_the_quiz_over_all_skills(desk: Any, request: pytest.FixtureRequest) -> None:
    """The shipped content, sat by a learner who forgets; every day's due list is recomputed from the log alone."""
    if "fuzz" not in (request.config.getoption("-m") or ""):
        pytest.skip("long: asked for with -m fuzz")
    desk.catalogue, random = Catalogue(Library.at(None)), Random(7)
    exam = desk.logbook.today + timedelta(days=300)
    set_exam(desk.logbook.store, exam)
    desk.logbook.reload()
    for _ in range(365):
        today, log = desk.logbook.today, dict[str, list[tuple[date, int]]]()
        for rated in sorted(replay(desk.logbook.store.entries()).values(), key=lambda each: each.day):
            log.setdefault(rated.skill, []).append((rated.day, int(rated.rating)))
        assert all(len({day for day, _ in days}) == len(days) for days in log.values())
        due = {each.skill for each in desk.logbook.schedule.due(today)}
        assert due == {s for s, days in log.items() if (d := due_by_hand(days, exam, today)) and d <= today}
        for each in desk.logbook.schedule.standings(today):
            assert each.due is None or today > exam or each.due <= exam
        if random.random() < 0.85:
            practise_a_day(desk, random)
        desk.later(days=1)
    assert len(desk.logbook.schedule.standings(desk.logbook.today)) == len(desk.catalogue.by_skill)


def practise_a_day(desk: Any, random: Random) -> None:
    """What is due, and a little more."""
    for mode, most in (("review", 30), ("mixed", 5)):
        session = desk.practise(mode, seed=random.randint(0, 10**6))
        for _ in range(most):
            if session.is_over:
                break
            standing = desk.logbook.schedule.standing(session.item.variant.skill, desk.logbook.today)
            if random.random() < (standing.recall if standing else 0.3):
                session.answer(session.item.variant.answer)
            elif random.random() < 0.5:
                session.answer("−7")
            else:
                session.reveal()
            session.next()
        session.end()
