"""Seven days looked back on: minutes by kind, what became solid, what is still a gap, what next.

All of it is worked out from the logs and from the same prediction as readiness, so the two
pages can't disagree. A question is solid when one would still say most of it on the day
without doing more.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from practice.confirmed import Missed
from practice.domain.aiming import recall_on
from practice.domain.memory import Memory, Rating
from practice.items import CARD, sort_of
from practice.known import Known, minutes_of
from questions.domain.vocabulary import KINDS

from .domain.fulfilment import Deed
from .models import Task
from .prediction import Asked, Prediction, piece_of

DAYS = 7
SOLID = 0.7  # of a question's points on the day, if nothing more is done
GAPS_SHOWN = 12


@dataclass(frozen=True)
class KindMinutes:
    """Minutes that went into a kind, and how much of the longest kind's that is (0-100)."""

    label: str
    minutes: int
    width: int


@dataclass(frozen=True)
class Gap:
    """A point that was missed, with its question, and the day on which the queue brings it."""

    title: str
    slug: str
    text: str
    must: bool
    back: date | None


@dataclass(frozen=True)
class DayAhead:
    """A day to come: what is planned on it, in minutes and by name."""

    date: date
    minutes: int
    titles: list[str]


@dataclass(frozen=True)
class Week:
    """The days from `first` to `last`, today."""

    first: date
    last: date
    kinds: list[KindMinutes]
    days: int
    solid: list[Asked]
    gaps: list[Gap]
    more_gaps: int
    ahead: list[DayAhead]

    @property
    def minutes(self) -> int:
        """All minutes."""
        return sum(kind.minutes for kind in self.kinds)


def look_back(
    prediction: Prediction, missed: list[Missed], tasks: Iterable[Task], done: Iterable[Deed]
) -> Week:
    """The last seven days, from what was read already; `done` is what was practised in them."""
    known = prediction.known
    first = known.today - timedelta(days=DAYS - 1)
    deeds = [(deed.day, deed.kind, deed.seconds) for deed in done if deed.what != "review"]
    reviews = [row for row in known.reviews if row["local_day"] >= first]
    gaps = gaps_of(prediction, missed)
    return Week(
        first=first,
        last=known.today,
        kinds=minutes_by_kind(known, deeds, reviews),
        days=len({day for day, _, _ in deeds} | {row["local_day"] for row in reviews}),
        solid=became_solid(prediction, reviews),
        gaps=gaps[:GAPS_SHOWN],
        more_gaps=max(len(gaps) - GAPS_SHOWN, 0),
        ahead=days_ahead(tasks, known.today),
    )


def minutes_by_kind(known: Known, deeds: list[tuple], reviews: list[dict]) -> list[KindMinutes]:
    """Answers by their clock, reviews by what they usually take; the longest first.

    A first rating belongs to the answer that it rates.
    """
    seconds: Counter = Counter()
    for _, kind, taken in deeds:
        seconds[kind] += taken
    kinds = {row["pk"]: row["kind"] for row in (*known.rows.bank, *known.rows.own)}
    about = {c["pk"]: kinds.get(c["question_id"] or c["own_id"], "") for c in known.rows.cards}
    for review in reviews:
        if review["stability_before"] is not None:
            seconds[about.get(review["card_id"], "")] += 60 * minutes_of(review)
    rows = [(KINDS.get(kind, "Primers"), round(taken / 60)) for kind, taken in seconds.items()]
    rows = sorted((row for row in rows if row[1]), key=lambda row: (-row[1], row[0]))
    return [
        KindMinutes(label, minutes, round(100 * minutes / rows[0][1])) for label, minutes in rows
    ]


def became_solid(prediction: Prediction, reviews: list[dict]) -> list[Asked]:
    """The questions that are solid now and were not before these reviews."""
    earliest = {f"{CARD}{review['card_id']}": review for review in reviews}
    found = []
    for asked in prediction.asked:
        if not any(part.item in earliest for part in asked.parts):
            continue
        piece = piece_of(asked, prediction.forecasts)
        if piece.tried * piece.without < SOLID:
            continue
        before = sum(
            part.said * recall_before(prediction, part.item, earliest) for part in asked.parts
        )
        if before < SOLID:
            found.append(asked)
    return found


def recall_before(prediction: Prediction, item: str, earliest: dict[str, dict]) -> float:
    """The chance to recall an item on the day as it stood before the first of these reviews."""
    review = earliest.get(item)
    if review is None:
        return prediction.forecasts[item].without
    if review["stability_before"] is None:
        return 0.0
    memory = Memory(review["stability_before"], 5.0, review["last_review_before"])
    sort = sort_of(review["card__point"], review["card__probe"])
    return recall_on(prediction.day, memory, sort, prediction.known.learner)


def gaps_of(prediction: Prediction, missed: list[Missed]) -> list[Gap]:
    """The points that were missed and not recalled since: those that must be said first."""
    known = prediction.known
    titles = {row["pk"]: row for row in (*known.rows.bank, *known.rows.own)}
    cards = {(c["question_id"] or c["own_id"], c["point"]): c["pk"] for c in known.rows.cards}
    latest: dict[UUID, int] = {}
    for review in known.reviews:
        latest.setdefault(review["card_id"], review["rating"])
    back = {
        choice.id: day
        for day, choices in reversed(prediction.outlook.days.items())
        for choice in choices
    }
    found = []
    for each in missed:
        card = cards.get((each.about, each.point))
        if each.about not in titles or latest.get(card, Rating.AGAIN) >= Rating.GOOD:
            continue
        row = titles[each.about]
        weight = known.weights.get(each.about, 0.0)
        gap = Gap(row["title"], row["slug"], each.text, each.must, back.get(f"{CARD}{card}"))
        found.append((not each.must, -weight, row["title"], gap))
    return [gap for *_, gap in sorted(found, key=lambda row: row[:3])]


def days_ahead(tasks: Iterable[Task], today: date) -> list[DayAhead]:
    """What the plan has on the next seven days."""
    found = []
    for day in (today + timedelta(days=n) for n in range(1, DAYS + 1)):
        those = [task for task in tasks if task.day == day and task.by != "rest"]
        if those:
            titles = [task.title for task in those]
            found.append(DayAhead(day, sum(task.minutes for task in those), titles))
    return found
