"""Which skill is due on which day: FSRS, driven by study days.

The library is used without learning steps (they trap hinted cards for ever), without fuzz (it is random), and hears
of noon only (it counts 24 hours, not days). Nothing but days and ratings goes in, so that everything can be
computed again from the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tutor.practice.days import noon
from tutor.practice.plan import Plan
from tutor.practice.rating import Rated, Rating

LONGEST = 36_500
SHARE_OF_THE_WAIT = 3
"""Before an exam no interval is longer than a third of the days that are left: every skill comes back twice more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a skill stands.

    Attributes:
        last: the study day of the last rating.
        due: the study day on which it comes back; None when that is never before the exam.
        rating: the last rating.
        stability: the days after which it is recalled with a chance of 90 %.
        recall: the chance that it is recalled now; 1 on the day of the last rating, so show `last` beside it.
        reviews: on how many days it was rated.
        lapses: on how many of them it was not recalled.
    """

    skill: str
    last: date
    due: date | None
    rating: Rating
    stability: float
    recall: float
    reviews: int
    lapses: int


@dataclass(slots=True)
class _Card:
    """A skill's ratings by day, with the model's card as it was before the last of them."""

    number: int
    ratings: dict[date, Rated] = field(default_factory=dict)
    before: Any = None
    now: Any = None

    @property
    def last(self) -> Rated:
        return self.ratings[max(self.ratings)]


class Schedule:
    """Every skill that has been rated, and when it comes back."""

    def __init__(self, ratings: Iterable[Rated], plan: Plan, today: date) -> None:
        """Take in a log of ratings; those of days to come (the clock was wrong once) wait for their day."""
        self.plan = plan
        self._model = _model(plan, LONGEST)
        self._cards: dict[str, _Card] = {}
        for rated in ratings:
            if rated.day <= today + timedelta(days=1):
                self._card(rated.skill).ratings.setdefault(rated.day, rated)
        for card in self._cards.values():
            self._fold(card)

    def record(self, rated: Rated) -> None:
        """Take in a rating; of several on a day the first item counts, and may still change its own."""
        card = self._card(rated.skill)
        held = card.ratings.get(rated.day)
        if held is None or (held.item == rated.item and held != rated):
            card.ratings[rated.day] = rated
            self._fold(card)

    def is_rated(self, skill: str, today: date) -> bool:
        """Whether a skill has had its one rating of the day."""
        card = self._cards.get(skill)
        return card is not None and today in card.ratings

    def standing(self, skill: str, today: date) -> Standing | None:
        """How a skill stands; None when it was never rated."""
        card = self._cards.get(skill)
        if card is None:
            return None
        last = card.last
        recall = self._model.get_card_retrievability(card.now, noon(max(today, last.day)))
        lapses = sum(rated.rating is Rating.AGAIN for rated in card.ratings.values())
        due = self._due(card, today)
        count = len(card.ratings)
        return Standing(skill, last.day, due, last.rating, card.now.stability, float(recall), count, lapses)

    def standings(self, today: date) -> list[Standing]:
        """How every rated skill stands, in the order in which they were first met."""
        return [each for skill in self._cards if (each := self.standing(skill, today))]

    def due(self, today: date) -> list[Standing]:
        """The skills to be practised today, the likeliest forgotten first."""
        found = [each for each in self.standings(today) if each.due is not None and each.due <= today]
        return sorted((each for each in found if not self.is_rated(each.skill, today)), key=_urgency)

    def forecast(self, today: date, days: int) -> dict[date, tuple[str, ...]]:
        """What is due on each of the coming days, as things stand; what is overdue counts for today."""
        coming: dict[date, list[str]] = {today + timedelta(days=ahead): [] for ahead in range(days)}
        for each in self.standings(today):
            day = max(each.due, today) if each.due else None
            if day in coming and not (day == today and self.is_rated(each.skill, today)):
                coming[day].append(each.skill)
        return {day: tuple(skills) for day, skills in coming.items()}

    def _card(self, skill: str) -> _Card:
        return self._cards.setdefault(skill, _Card(len(self._cards) + 1))

    def _fold(self, card: _Card) -> None:
        """Replay a card's ratings, day by day."""
        from fsrs import Card

        card.before = card.now = Card(card_id=card.number)
        for day in sorted(card.ratings):
            card.before = card.now
            card.now = _review(self._model, card.now, card.ratings[day])

    def _due(self, card: _Card, today: date) -> date | None:
        """The day on which a card comes back: never later than the exam, and never on the day of its last rating."""
        last = card.last
        exam = self.plan.exam
        if exam is None or exam < today:
            return _day_of(card.now)
        if exam <= last.day:
            return None
        # A third of what is left, and one day where an exam is still to come, both end before it or on its day.
        wait = max(1, (exam - last.day).days // SHARE_OF_THE_WAIT)
        return _day_of(_review(_model(self.plan, wait), card.before, last))


def default_parameters() -> tuple[float, ...]:
    """FSRS's own parameters, which are to be kept with the data."""
    from fsrs import Scheduler

    return tuple(Scheduler().parameters)


def _model(plan: Plan, longest: int) -> Any:
    """The model; parameters that it refuses are replaced by its own."""
    from fsrs import Scheduler

    given: dict[str, Any] = {
        "desired_retention": plan.retention,
        "learning_steps": (),
        "relearning_steps": (),
        "maximum_interval": longest,
        "enable_fuzzing": False,
    }
    if not plan.parameters:
        return Scheduler(**given)
    try:
        return Scheduler(plan.parameters, **given)
    except ValueError:
        return Scheduler(**given)


def _review(model: Any, card: Any, rated: Rated) -> Any:
    from fsrs import Rating as ModelRating

    # The model takes any number for a rating, 0 and 5 included: it gets its own enumeration.
    return model.review_card(card, ModelRating(int(rated.rating)), noon(rated.day))[0]


def _day_of(card: Any) -> date:
    due: date = card.due.date()
    return due


def _urgency(standing: Standing) -> tuple[float, date, str]:
    return standing.recall, standing.due or standing.last, standing.skill
