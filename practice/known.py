"""A candidate's rows, as the rules of the day and the prediction for it read them: two queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, F, IntegerField, TextField, Value, When
from django.db.models.functions import Cast

from interviewprep.accounts.models import Aim, Candidate
from questions.models import Question

from . import deeds
from .domain.aiming import Choice, Item, Learner, choose, short_session
from .domain.clock import local_day
from .domain.correction import Correction, Outcome, correct
from .domain.memory import Rating
from .items import (
    ANSWER_MINUTES_AT_MOST,
    card_items,
    minutes_for,
    new_items,
    outranked,
    sort_of,
    weights_of,
)
from .models.memory_fits import fit_of, parameters_of
from .proofs import newest_grade
from .submissions import newest_result

CARDS_AT_MOST = 2_000
REVIEWS_READ = 1_000
REST_MINUTES = 10.0
FORTNIGHT = 14  # days

QUESTION = (
    *("kind", "title", "slug", "frequency", "ticked", "dimensions", "dimension_weights"),
    *("stages", "proven", "coded"),
)
ABOUT_CARD = (
    *("pk", "question_id", "own_id", "probe_id", "point", "share", "minutes"),
    *("stability", "hardness", "last_review", "due_at"),
)
COLUMNS = (*ABOUT_CARD, *QUESTION)
REVIEW = (
    *("card_id", "rating", "reviewed_at", "local_day", "stability_before", "last_review_before"),
    *("card__point", "card__probe"),
)
NO_TEXT = Value(None, output_field=TextField())
NO_NAMES = Value([], output_field=ArrayField(TextField()))
NO_NUMBERS = Value([], output_field=ArrayField(IntegerField()))


@dataclass(frozen=True)
class Rows:
    """What was read: cards, the earliest due first; questions of the bank, and one's own."""

    cards: list[dict]
    bank: list[dict]
    own: list[dict]


@dataclass(frozen=True)
class Known:
    """What the rules are told of a candidate; ids of items are "card-<pk>" and "new-<pk>".

    `weights` is what each question of the bank counts; `reviews` are the newest, the last
    first, `since_fit` those since FSRS's `parameters` were last changed, which alone say how right
    these are; `reviewed` are the minutes of today's; `again` the cards that were not known today
    and have waited long enough; `next_due` is when FSRS would ask the next that is not due yet.
    """

    aim: Aim
    today: date
    rows: Rows
    weights: dict[UUID, float]
    items: list[Item]
    reviews: list[dict]
    since_fit: list[dict]
    parameters: tuple[float, ...]
    correction: Correction
    reviewed: float
    again: list[str]
    next_due: datetime | None

    @property
    def day(self) -> date | None:
        """The day that is aimed at."""
        return self.aim.day_from(self.today)

    @property
    def has_day_ahead(self) -> bool:
        """Whether that day is later than today."""
        return bool(self.day) and self.day > self.today

    @property
    def sizes(self) -> Counter:
        """How many questions of each kind the bank has."""
        return Counter(row["kind"] for row in self.rows.bank)

    @property
    def learner(self) -> Learner:
        """Whose memory it is."""
        return Learner(self.aim.time_zone, self.correction, self.parameters)

    @property
    def daily(self) -> float:
        """The minutes of a usual day."""
        return max(sum(self.aim.minutes) / 7, 1.0)

    @property
    def minutes_left(self) -> float:
        """What is left of today's minutes; a day of rest has a few, for who comes all the same."""
        weekday = self.today.weekday()
        planned = 0 if weekday in self.aim.rest_days else self.aim.minutes[weekday]
        return max(max(planned, REST_MINUTES) - self.reviewed, 0.0)

    def choices(self, minutes: float | None = None) -> list[Choice]:
        """Today's queue towards the day; `minutes` for a short session."""
        pick = choose if minutes is None else short_session
        return pick(
            self.items,
            today=self.today,
            day=self.day,
            minutes=self.minutes_left if minutes is None else minutes,
            daily=self.daily,
            learner=self.learner,
            reviewed=self.reviewed,
        )


def has_day_ahead(candidate: Candidate, now: datetime) -> bool:
    """Whether there is a day to aim at, later than today."""
    today = deeds.today(candidate, now)
    day = candidate.kept_aim.day_from(today)
    return day is not None and day > today


def read_known(candidate: Candidate, now: datetime) -> Known:
    """Read what is known of a candidate, in two queries."""
    today, aim = deeds.today(candidate, now), candidate.kept_aim
    rows, reviews = read_rows(candidate), read_reviews(candidate)
    weights = weights_of(rows.bank, aim.leaning, aim.stages_from(today))
    items = [
        *card_items(rows.cards, weights),
        *new_items(rows.bank, rows.cards, weights, minutes_until(aim, today)),
    ]
    grades = {row["pk"]: row["proven"] for row in (*rows.bank, *rows.own) if row["proven"]}
    parameters, fit = parameters_of(candidate), fit_of(candidate)
    changed_at = fit and fit.changed_at
    since_fit = [row for row in reviews if not changed_at or row["reviewed_at"] > changed_at]
    told = (outcome for _, outcome in outcomes(since_fit, aim.time_zone))
    return Known(
        aim=aim,
        today=today,
        rows=rows,
        weights=weights,
        items=outranked(items, rows.cards, grades),
        reviews=reviews,
        since_fit=since_fit,
        parameters=parameters,
        correction=correct(told, parameters[20]),
        reviewed=sum(minutes_of(row) for row in reviews if row["local_day"] == today),
        again=[
            str(card["pk"])
            for card in rows.cards
            if card["due_at"] <= now and local_day(card["last_review"], aim.time_zone) == today
        ],
        next_due=min((c["due_at"] for c in rows.cards if c["due_at"] > now), default=None),
    )


def minutes_until(aim: Aim, today: date) -> int:
    """The minutes of all days before the one that is aimed at; of a fortnight without one."""
    day = aim.day_from(today)
    days = (day - today).days if day else FORTNIGHT
    weekdays = ((today + timedelta(days=n)).weekday() for n in range(days))
    return sum(aim.minutes[each] for each in weekdays if each not in aim.rest_days)


def read_rows(candidate: Candidate) -> Rows:
    """The candidate's cards, the bank's questions and the candidate's own, in one query."""
    cards = candidate.cards.kept().with_minutes().order_by("due_at", "pk")
    # A question's difficulty is another thing than a card's.
    cards = cards.annotate(
        hardness=F("difficulty"),
        kind=Value(""),
        title=Value(""),
        slug=Value(""),
        frequency=Value(0),
        ticked=Value(False),
        dimensions=NO_NAMES,
        dimension_weights=NO_NUMBERS,
        stages=NO_NAMES,
        proven=Value(""),
        coded=Value(None, output_field=IntegerField()),
    )
    no_card = {name: NO_TEXT for name in ABOUT_CARD if name not in ("pk", "minutes")}
    # A question whose points are ticked; what has none counts as a whole.
    bank = Question.objects.asked().annotate(
        **no_card,
        ticked=Value(True),
        proven=newest_grade(candidate, question="pk"),
        coded=newest_result(candidate),
    )
    own = candidate.ownquestions.order_by("pk").annotate(
        **no_card,
        slug=Cast("pk", TextField()),
        ticked=Case(When(entry__key_points=[], then=False), default=True),
        proven=newest_grade(candidate, own="pk"),
        coded=Value(None, output_field=IntegerField()),
    )
    parts = (
        cards.values_list(*COLUMNS)[:CARDS_AT_MOST],
        bank.order_by("slug").values_list(*COLUMNS),
        own.values_list(*COLUMNS)[:CARDS_AT_MOST],
    )
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in parts[0].union(*parts[1:], all=True)]
    asked = [row for row in rows if row["kind"]]
    return Rows(
        cards=[row for row in rows if not row["kind"]],
        bank=[row for row in asked if row["frequency"]],
        own=[row for row in asked if not row["frequency"]],
    )


def read_reviews(candidate: Candidate) -> list[dict]:
    """The newest reviews, the last first."""
    standing = candidate.reviews.standing().order_by("-reviewed_at")
    return list(standing.values(*REVIEW)[:REVIEWS_READ])


def minutes_of(review: dict) -> float:
    """How long a review takes."""
    return minutes_for(ANSWER_MINUTES_AT_MOST, review["card__point"], review["card__probe"])


def outcomes(reviews: Iterable[dict], zone: str) -> Iterable[tuple[date, Outcome]]:
    """What reviews say of a memory, each with its local day; the first of a card says nothing."""
    for row in reviews:
        if row["stability_before"] is not None:
            days = (row["local_day"] - local_day(row["last_review_before"], zone)).days
            sort = sort_of(row["card__point"], row["card__probe"])
            recalled = row["rating"] > Rating.AGAIN
            yield row["local_day"], Outcome(sort, row["stability_before"], days, recalled)
