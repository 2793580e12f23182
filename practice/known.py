"""A candidate's rows as the items that the rules of the day take.

An item is a card (a whole answer, one key point, a probe), or a question of the bank that was
never met. What each counts follows from how often it is asked and from the leaning.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, TextField, Value

from interviewprep.accounts.models import Aim, Candidate, Leaning
from questions.domain.vocabulary import KIND_WEIGHTS
from questions.models import Question

from . import deeds
from .domain.aiming import Choice, Item, Learner, choose, short_session
from .domain.clock import local_day
from .domain.correction import Correction, Outcome, correct
from .domain.memory import Memory, Rating

# A point takes a minute and a half to recall and compare, a whole answer at most five.
POINT_MINUTES = 1.5
ANSWER_MINUTES_AT_MOST = 5
# What no leaning's weights speak of, against a usual question: one's own, a probe; and what a
# question counts, by how often it is asked, that belongs to a stage rather than to a leaning.
OWN_WEIGHT, PROBE_WEIGHT, STAGE_WEIGHT = 1.5, 0.3, 0.0003
MUST_FROM = 5  # of how often it is asked
CARDS_AT_MOST = 2_000
REVIEWS_READ = 1_000
REST_MINUTES = 10.0

# What the ids of items begin with.
CARD, NEW = "card-", "new-"

QUESTION = ("kind", "frequency")
ABOUT_CARD = (
    *("pk", "question_id", "own_id", "probe_id", "point", "share", "minutes"),
    *("stability", "hardness", "last_review", "due_at"),
)
COLUMNS = (*ABOUT_CARD, *QUESTION)
REVIEW = (
    *("rating", "local_day", "stability_before", "last_review_before"),
    *("card__point", "card__probe"),
)


@dataclass(frozen=True)
class Known:
    """What the rules are told of a candidate; ids of items are "card-<pk>" and "new-<pk>".

    `reviewed` are the minutes of today's reviews; `again` the cards that were not known today
    and have waited long enough; `next_due` is when FSRS would ask the next that is not due yet;
    `sizes` how many questions of each kind there are.
    """

    aim: Aim
    today: date
    items: list[Item]
    correction: Correction
    reviewed: float
    again: list[str]
    next_due: datetime | None
    sizes: Counter

    @property
    def day(self) -> date:
        """The day that is aimed at."""
        return self.aim.next_date

    @property
    def learner(self) -> Learner:
        """Whose memory it is."""
        return Learner(zone=self.aim.time_zone, correction=self.correction)

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
            daily=max(sum(self.aim.minutes) / 7, 1.0),
            learner=self.learner,
            reviewed=self.reviewed,
        )


def has_day_ahead(candidate: Candidate, now: datetime) -> bool:
    """Whether there is a day to aim at, later than today."""
    next_date = candidate.kept_aim.next_date
    return bool(next_date) and next_date > deeds.today(candidate, now)


def read_known(candidate: Candidate, now: datetime) -> Known:
    """Read a candidate's items, in two queries."""
    today, aim = deeds.today(candidate, now), candidate.kept_aim
    cards, rows = read_rows(candidate)
    weights = weights_of(rows, aim.leaning)
    correction, reviewed = correction_of(candidate, today, aim.time_zone)
    items = [*card_items(cards, weights), *new_items(rows, cards, weights)]
    again = [
        str(card["pk"])
        for card in cards
        if card["due_at"] <= now and local_day(card["last_review"], aim.time_zone) == today
    ]
    sizes = Counter(row["kind"] for row in rows)
    later = min((card["due_at"] for card in cards if card["due_at"] > now), default=None)
    return Known(aim, today, items, correction, reviewed, again, later, sizes)


def read_rows(candidate: Candidate) -> tuple[list[dict], list[dict]]:
    """The candidate's cards, the earliest due first, and the bank's questions, in one query."""
    nothing = Value(None, output_field=TextField())
    empty = {name: nothing for name in ABOUT_CARD if name not in ("pk", "minutes")}
    cards = candidate.cards.kept().with_minutes().order_by("due_at", "pk")
    # A question's difficulty is another thing than a card's.
    cards = cards.annotate(hardness=F("difficulty"), kind=Value(""), frequency=Value(0))
    cards = cards.values_list(*COLUMNS)[:CARDS_AT_MOST]
    asked = Question.objects.asked().annotate(**empty).order_by("slug").values_list(*COLUMNS)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in cards.union(asked, all=True)]
    return [row for row in rows if not row["kind"]], [row for row in rows if row["kind"]]


def weights_of(rows: list[dict], leaning: str) -> dict[UUID, float]:
    """What each question counts: its kind's share in what the leaning is asked, by frequency."""
    shares = KIND_WEIGHTS[leaning or Leaning.LLM]
    totals: dict[str, int] = {}
    for row in rows:
        totals[row["kind"]] = totals.get(row["kind"], 0) + row["frequency"]
    return {
        row["pk"]: row["frequency"]
        * (shares[row["kind"]] / totals[row["kind"]] if row["kind"] in shares else STAGE_WEIGHT)
        for row in rows
        if row["frequency"]
    }


def card_items(cards: list[dict], weights: dict[UUID, float]) -> Iterable[Item]:
    """Each card as an item; a whole answer counts less by the points that have their own."""
    usual = sum(weights.values()) / max(len(weights), 1)
    apart: dict[tuple, int] = {}
    for card in cards:
        if card["point"]:
            key = (card["question_id"], card["own_id"])
            apart[key] = apart.get(key, 0) + card["share"]
    for card in cards:
        minutes = minutes_for(card["minutes"], card["point"], card["probe_id"])
        taken = 0 if card["point"] else apart.get((card["question_id"], card["own_id"]), 0)
        share = (card["share"] if card["point"] else max(100 - taken, 0)) / 100
        yield Item(
            id=f"{CARD}{card['pk']}",
            minutes=minutes,
            review_minutes=minutes,
            weight=max(whole_weight(card, weights, usual) * share, 1e-9),
            memory=Memory(card["stability"], card["hardness"], card["last_review"]),
            kind=sort_of(card["point"], card["probe_id"]),
        )


def sort_of(point: str, probe: UUID | None) -> str:
    """What the correction tells apart: what a card asks is one "point", or an "answer"."""
    return "point" if point or probe else "answer"


def minutes_for(minutes: int, point: str, probe: UUID | None) -> float:
    """How long a card takes to recall and compare; `minutes` are those of its question."""
    if sort_of(point, probe) == "point":
        return POINT_MINUTES
    return float(min(minutes, ANSWER_MINUTES_AT_MOST))


def whole_weight(card: dict, weights: dict[UUID, float], usual: float) -> float:
    """What the whole that a card is about, or is a part of, counts."""
    if card["probe_id"]:
        return usual * PROBE_WEIGHT
    return usual * OWN_WEIGHT if card["own_id"] else weights.get(card["question_id"], usual)


def new_items(rows: list[dict], cards: list[dict], weights: dict[UUID, float]) -> Iterable[Item]:
    """Each question that was not met yet; its first answer takes its whole minutes."""
    met = {card["question_id"] for card in cards}
    for row in rows:
        if row["pk"] not in met and row["pk"] in weights:
            minutes = float(max(row["minutes"], 1))
            yield Item(
                id=f"{NEW}{row['pk']}",
                minutes=minutes,
                review_minutes=min(minutes, ANSWER_MINUTES_AT_MOST),
                weight=weights[row["pk"]],
                must=row["frequency"] >= MUST_FROM,
            )


def correction_of(candidate: Candidate, today: date, zone: str) -> tuple[Correction, float]:
    """What the newest reviews say of this memory, and the minutes that today's took."""
    rows = candidate.reviews.standing().order_by("-reviewed_at").values(*REVIEW)[:REVIEWS_READ]
    outcomes, minutes = [], 0.0
    for row in rows:
        asked = row["card__point"], row["card__probe"]
        if row["local_day"] == today:
            minutes += minutes_for(ANSWER_MINUTES_AT_MOST, *asked)
        if row["stability_before"] is not None:
            days = (row["local_day"] - local_day(row["last_review_before"], zone)).days
            recalled = row["rating"] > Rating.AGAIN
            outcomes.append(Outcome(sort_of(*asked), row["stability_before"], days, recalled))
    return correct(outcomes), minutes
