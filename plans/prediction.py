"""What a candidate would say on the day: what practice knows, added up by the rules of readiness.

Only what a person confirmed counts: an answer whose points were rated but never ticked is
still unknown. The reading costs two queries beside those of `practice.known`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from interviewprep.accounts.models import Candidate
from practice.confirmed import Verdicts, read_verdicts
from practice.domain.memory import Rating
from practice.domain.outlook import Forecast, Outlook, look_ahead
from practice.items import CARD, NEW, OWN_WEIGHT
from practice.known import Known
from practice.models.attempts import Mark
from questions.domain.vocabulary import CODE_KINDS

from .domain.enough import Enough, Worth, enough
from .domain.readiness import Part, Piece, PointCard, parts_of
from .models import Task
from .now_and_ahead import read_now_and_ahead

# Tasks whose minutes go to questions and reviews.
PRACTISED = {"answered", "timed", "review"}
FORTNIGHT = 14  # days that are looked ahead without a date or a plan


@dataclass(frozen=True)
class Asked:
    """A question with what each item of memory carries of it, and what it counts.

    `key` is its id; `unticked` says that it was rated, but none of its points was confirmed.
    """

    key: UUID
    slug: str
    title: str
    kind: str
    dimensions: Mapping[str, float]
    weight: float
    parts: tuple[Part, ...] = ()
    unticked: bool = False


@dataclass(frozen=True)
class Prediction:
    """The forecast for `day`: `until` says what day it is ("interview", "plan", "fortnight").

    `planned` says whether a plan is followed until then, or the minutes that one has.
    """

    known: Known
    day: date
    until: str
    planned: bool
    asked: list[Asked]
    outlook: Outlook

    @property
    def is_ahead(self) -> bool:
        """Whether the day is still to come."""
        return self.day > self.known.today

    @property
    def forecasts(self) -> Mapping[str, Forecast]:
        """What is expected of each item."""
        return self.outlook.items

    @cached_property
    def pieces(self) -> list[Piece]:
        """The questions as readiness takes them."""
        return [piece_of(each, self.forecasts) for each in self.asked]

    @property
    def unticked(self) -> int:
        """How many answers were rated without any point confirmed."""
        return sum(each.unticked for each in self.asked)

    @cached_property
    def whole(self) -> float:
        """The weight of all that is asked."""
        return sum(each.weight for each in self.asked) or 1.0

    @cached_property
    def enough(self) -> Enough:
        """Where the next half hour adds how much."""
        worths = (
            Worth(each.kind, forecast.gain, forecast.minutes)
            for each in self.asked
            for name in (f"{NEW}{each.key}", *(part.item for part in each.parts))
            if (forecast := self.forecasts.get(name))
        )
        return enough(worths, self.whole)


def predict(known: Known, tasks: Iterable[Task], verdicts: Mapping[UUID, Verdicts]) -> Prediction:
    """Predict from what is known and confirmed, if the plan's `tasks` from today on are done."""
    tasks = list(tasks)
    day, until = horizon(known, tasks)
    outlook = look_ahead(
        known.items,
        today=known.today,
        day=day,
        minutes=minutes_ahead(known, tasks, day),
        learner=known.learner,
    )
    asked = asked_of(known, verdicts)
    return Prediction(known, day, until, bool(tasks), asked, outlook)


def horizon(known: Known, tasks: list[Task]) -> tuple[date, str]:
    """The day that is looked at: the interview's, the plan's last, or in a fortnight."""
    if known.day:
        return known.day, "interview"
    last = max((task.day for task in tasks if task.day), default=known.today)
    if last > known.today:
        return last, "plan"
    return known.today + timedelta(days=FORTNIGHT), "fortnight"


def minutes_ahead(known: Known, tasks: list[Task], day: date) -> dict[date, float]:
    """The minutes for questions and reviews of each day: as planned, else as one has them."""
    days = [known.today + timedelta(days=n) for n in range((day - known.today).days)]
    if tasks:
        minutes = dict.fromkeys(days, 0.0)
        for task in tasks:
            if task.day in minutes and task.by in PRACTISED:
                minutes[task.day] += task.minutes
    else:
        aim = known.aim
        minutes = {
            each: 0.0 if each.weekday() in aim.rest_days else float(aim.minutes[each.weekday()])
            for each in days
        }
    if known.today in minutes:
        minutes[known.today] = min(minutes[known.today], known.minutes_left)
    return minutes


def asked_of(known: Known, verdicts: Mapping[UUID, Verdicts]) -> list[Asked]:
    """Every question of the bank and one's own, with what was confirmed of each."""
    whole: dict[UUID, dict] = {}
    points: dict[UUID, list[dict]] = {}
    for card in known.rows.cards:
        key = card["question_id"] or card["own_id"]
        if card["point"]:
            points.setdefault(key, []).append(card)
        elif key:
            whole[key] = card
    latest: dict[UUID, dict] = {}
    for review in known.reviews:
        latest.setdefault(review["card_id"], review)
    usual = sum(known.weights.values()) / max(len(known.weights), 1)
    found = []
    for row in (*known.rows.bank, *known.rows.own):
        key, parts = row["pk"], ()
        if key in whole:
            parts = parts_for(row, whole[key], points.get(key, []), verdicts.get(key, {}), latest)
        weight = known.weights.get(key, OWN_WEIGHT * usual)
        shares = zip(row["dimensions"], row["dimension_weights"], strict=True)
        found.append(
            Asked(
                key=key,
                slug=row["slug"],
                title=row["title"],
                kind=row["kind"],
                dimensions={name: share / 100 for name, share in shares},
                weight=weight,
                parts=parts,
                unticked=key in whole and not any(part.told for part in parts),
            )
        )
    return found


def parts_for(
    row: dict, whole: dict, points: list[dict], verdicts: Verdicts, latest: dict[UUID, dict]
) -> tuple[Part, ...]:
    """What each card of a question carries of it, by the verdicts and the cards' newest reviews."""
    answered = max((day for _, _, day in verdicts.values()), default=None)
    cards = {
        card["point"]: PointCard(
            f"{CARD}{card['pk']}",
            card["share"],
            shown(latest.get(card["pk"]), verdicts.get(card["point"])),
        )
        for card in points
    }
    review = latest.get(whole["pk"])
    # What was ticked on the day of the answer stands, however the answer was rated as a whole.
    forgot = bool(review) and review["rating"] == Rating.AGAIN
    forgot = forgot and (answered is None or review["local_day"] > answered)
    return parts_of(
        f"{CARD}{whole['pk']}",
        cards,
        {name: verdict[:2] for name, verdict in verdicts.items()},
        ticked=row["ticked"] and row["kind"] not in CODE_KINDS,
        shown=0.0 if forgot else coded(row),
    )


def coded(row: dict) -> float:
    """How far an answer in code was right (0-1): by its tests where they were run."""
    return 1.0 if row["coded"] is None else row["coded"] / 100


def shown(review: dict | None, verdict: tuple | None) -> float:
    """How far a point was shown (0-1) when it last came back, or in the answer before that."""
    if review is None:
        return 1.0
    if review["rating"] == Rating.AGAIN:
        return 0.0
    halves = verdict and verdict[1] == Mark.Verdict.PARTLY and review["local_day"] == verdict[2]
    return 0.5 if halves and review["rating"] == Rating.HARD else 1.0


def piece_of(each: Asked, forecasts: Mapping[str, Forecast]) -> Piece:
    """What would be said of a question now, and on the day."""
    of_parts = [(part, forecasts[part.item]) for part in each.parts if part.item in forecasts]
    told = sum(part.told for part, _ in of_parts)
    plan = forecasts.get(f"{NEW}{each.key}")
    if not told:
        will_try = float(plan.met) if plan else 0.0
        then = plan.then if plan else 0.0
        return Piece(each.kind, each.dimensions, each.weight, then=then, will_try=will_try)
    return Piece(
        kind=each.kind,
        dimensions=each.dimensions,
        weight=each.weight,
        now=sum(part.said * forecast.now for part, forecast in of_parts) / told,
        without=sum(part.said * forecast.without for part, forecast in of_parts) / told,
        then=sum(
            (part.later if forecast.done else part.said) * forecast.then
            for part, forecast in of_parts
        )
        / told,
        tried=told,
        will_try=told,
    )


def read_prediction(candidate: Candidate, now: datetime) -> Prediction:
    """Predict with the plan as it stands, mended, in five queries."""
    stand = read_now_and_ahead(candidate, now)
    return predict(stand.known, stand.tasks, read_verdicts(candidate))
