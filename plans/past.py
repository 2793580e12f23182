"""How it has been: what was known evening by evening, and how right the predictions were."""

from dataclasses import dataclass
from datetime import date, timedelta

from practice.domain.clock import local_day
from practice.domain.foretold import foretell
from practice.items import CARD, sort_of
from practice.known import REVIEWS_READ, Known, outcomes

from .charts import Column, columns, line, top_of
from .domain.calibration import Calibration, calibration
from .domain.history import Evening, Trace, history
from .domain.readiness import in_all
from .prediction import Prediction

DAYS_SHOWN = 28


@dataclass(frozen=True)
class KnownChart:
    """What was known, as lines on a scale up to `top` per cent; `evenings` are its table."""

    evenings: list[Evening]
    top: int
    known: str
    tried: str
    planned: str
    without: str
    today_at: float

    @property
    def rows(self) -> list[dict]:
        """The evenings in whole per cents, the newest first."""
        return [
            {
                "day": each.day,
                "known": round(100 * each.known),
                "tried": round(100 * each.tried),
            }
            for each in reversed(self.evenings)
        ]


@dataclass(frozen=True)
class ReviewDay:
    """A day's reviews that were foretold: all, those recalled, and the share (0-1) expected."""

    day: date
    count: int = 0
    recalled: int = 0
    expected: float = 0.0

    @property
    def recalled_share(self) -> int:
        """How many were recalled, in per cent; for a day with reviews."""
        return round(100 * self.recalled / self.count)

    @property
    def expected_share(self) -> int:
        """How many were expected to be, in per cent."""
        return round(100 * self.expected)


Told = list[tuple[date, float, bool]]


def foretold(known: Known) -> Told:
    """Each of the newest reviews with what was predicted on its morning."""
    told = outcomes(known.since_fit, known.aim.time_zone)
    return foretell(told, known.parameters[20])


def calibration_of(told: Told) -> Calibration | None:
    """How right the predictions were; None while there are too few."""
    return calibration((chance, recalled) for _, chance, recalled in told)


def known_chart(prediction: Prediction) -> KnownChart | None:
    """The last four weeks, then the way to the day; None before two evenings are there."""
    days = days_shown(prediction.known)
    if len(days) < 2:
        return None
    evenings = history(traces(prediction), days, prediction.known.parameters[20])
    whole = in_all(prediction.pieces)
    span = max((prediction.day - days[0]).days, 1)
    places = [(each.day - days[0]).days / span for each in evenings]
    top = top_of([*(each.tried for each in evenings), whole.then.known])
    now = (places[-1], evenings[-1].known)
    return KnownChart(
        evenings=evenings,
        top=top,
        known=line([(p, each.known) for p, each in zip(places, evenings, strict=True)], top),
        tried=line([(p, each.tried) for p, each in zip(places, evenings, strict=True)], top),
        planned=line([now, (1.0, whole.then.known)], top),
        without=line([now, (1.0, whole.without.known)], top),
        today_at=round(100 * places[-1], 2),
    )


def days_shown(known: Known) -> list[date]:
    """The days up to today that the log tells of, four weeks at most."""
    if not known.reviews:
        return []
    first = known.reviews[-1]["local_day"]
    if len(known.reviews) == REVIEWS_READ:
        first += timedelta(days=1)
    first = max(first, known.today - timedelta(days=DAYS_SHOWN - 1))
    return [first + timedelta(days=n) for n in range((known.today - first).days + 1)]


def traces(prediction: Prediction) -> list[Trace]:
    """Each card's stabilities, from the log, with what it carries of all that is asked."""
    known, whole = prediction.known, prediction.whole
    zone, factor = known.aim.time_zone, known.correction.factor
    steps: dict[str, list[tuple[date, float]]] = {}
    for review in known.reviews:
        if review["stability_before"] is not None:
            step = local_day(review["last_review_before"], zone), review["stability_before"]
            steps.setdefault(f"{CARD}{review['card_id']}", []).append(step)
    cards = {f"{CARD}{card['pk']}": card for card in known.rows.cards}
    found = []
    for asked in prediction.asked:
        for part in asked.parts:
            if card := cards.get(part.item):
                sort = factor(sort_of(card["point"], card["probe_id"]))
                latest = local_day(card["last_review"], zone), card["stability"]
                # Of two reviews on one day the later is read last, and stands.
                past = dict([*reversed(steps.get(part.item, [])), latest])
                weight = asked.weight / whole
                held = [(day, stability * sort) for day, stability in sorted(past.items())]
                found.append(Trace(part.told * weight, part.said * weight, held))
    return found


def review_days(known: Known, told: Told) -> list[ReviewDay]:
    """The last days' reviews, against what was expected."""
    by_day: dict[date, list[tuple[float, bool]]] = {}
    for day, chance, recalled in told:
        by_day.setdefault(day, []).append((chance, recalled))
    return [
        ReviewDay(
            day=day,
            count=len(rows),
            recalled=sum(recalled for _, recalled in rows),
            expected=sum(chance for chance, _ in rows) / len(rows),
        )
        if (rows := by_day.get(day))
        else ReviewDay(day)
        for day in days_shown(known)
    ]


def review_columns(days: list[ReviewDay]) -> list[Column]:
    """A bar a day: its reviews, filled as far as they were recalled."""
    return columns([(day.count, day.recalled) for day in days])
