"""What to do today, so that most is known on the day: reviews and new items in one queue.

A constant retention serves somebody who learns for ever. A candidate has a date, so many
minutes until then, and items that cost from one minute to twenty: what counts is what a
minute adds to the weighted recall on that day, given that later days can review too. The
order is that of `ranking.py`; here it becomes a queue that fits the minutes, with a reason
for each item, and what a rating does for the day.

Nothing is kept between two calls. After a rating, a missed day or a change of date the queue
is chosen anew from what is known by then, and the same knowledge gives the same queue.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

import numpy as np

from practice.domain import forgetting
from practice.domain.clock import local_day
from practice.domain.correction import Correction
from practice.domain.memory import Memory
from practice.domain.ranking import NEVER, Deck, Ranks, Why, rank


@dataclass(frozen=True)
class Learner:
    """Whose memory it is: their time zone, what their reviews corrected, FSRS's parameters."""

    zone: str = "UTC"
    correction: Correction = field(default_factory=Correction)
    parameters: tuple[float, ...] = tuple(forgetting.PARAMETERS.tolist())


ANYBODY = Learner()


@dataclass(frozen=True)
class Item:
    """What can be learned: a whole answer, which is dear, or one key point or probe.

    `minutes` for a first or a forgotten answer, `review_minutes` for a recalled one, both above
    0; `weight` on any scale, above 0; `kind` is what the correction tells apart.
    """

    id: str
    minutes: float
    review_minutes: float
    weight: float
    must: bool = False
    memory: Memory | None = None
    kind: str = "answer"


@dataclass(frozen=True)
class Choice:
    """An item of the queue: expected minutes, the weighted recall it adds on the day, and why."""

    id: str
    minutes: float
    gain: float
    why: Why


@dataclass(frozen=True)
class Effect:
    """The chance of recall (0-1) on the day, before a rating and after it."""

    before: float
    after: float


def choose(
    items: Iterable[Item],
    *,
    today: date,
    day: date,
    minutes: float,
    daily: float | None = None,
    learner: Learner = ANYBODY,
    reviewed: float = 0.0,
) -> list[Choice]:
    """Return today's queue towards `day`, in order, within `minutes`.

    `daily` are the minutes of a usual day until then (None: `minutes`), `reviewed` those of
    today that already went into reviews. An item is taken if it fits even when it is
    forgotten; one that was met today is not. Raises ValueError if `day` is before `today`.
    """
    items = sorted(items, key=lambda item: item.id)
    if day < today:
        raise ValueError(f"{day} is before {today}")
    if not items:
        return []
    ranks = rank(
        deck_of(items, today, learner),
        left=(day - today).days,
        daily=max(minutes if daily is None else daily, 1.0),
        steady=learner.correction.steady,
        watching=learner.correction.watching,
        reviewed=reviewed,
    )
    dear = np.array([max(item.minutes, item.review_minutes) for item in items])
    taken = take(ranks, dear, minutes)
    return [choice(items[i], ranks, i) for i in taken]


def short_session(
    items: Iterable[Item],
    *,
    today: date,
    day: date,
    minutes: float,
    daily: float,
    learner: Learner = ANYBODY,
    reviewed: float = 0.0,
) -> list[Choice]:
    """Return what to do with `minutes` now, out of a usual day's `daily`: "I have 12 minutes".

    What does not fit is left out, so that a must-have of 20 minutes doesn't keep it empty;
    when the last days begin follows from the usual day and not from this short one.
    """
    return choose(
        items,
        today=today,
        day=day,
        minutes=minutes,
        daily=max(daily, minutes),
        learner=learner,
        reviewed=reviewed,
    )


def effect(
    before: Memory | None,
    after: Memory,
    *,
    day: date,
    kind: str = "answer",
    learner: Learner = ANYBODY,
) -> Effect:
    """Return what a rating changed for the day; what was never met counts as not known."""
    return Effect(
        recall_on(day, before, kind, learner) if before else 0.0,
        recall_on(day, after, kind, learner),
    )


def recall_on(day: date, memory: Memory, kind: str, learner: Learner) -> float:
    """Return the chance (0-1) that `memory` is recalled on a day, if nothing more is done."""
    held = memory.stability * learner.correction.factor(kind)
    decay = learner.parameters[20]
    return float(forgetting.recall(_days(memory, day, learner.zone), held, decay))


def take(ranks: Ranks, dear: np.ndarray, minutes: float) -> list[int]:
    """Return the indices that fit `minutes`, in order; `dear` are the minutes if forgotten."""
    taken, least = [], dear.min()
    for index in np.argsort(-ranks.key, kind="stable").tolist():
        if minutes < least or ranks.key[index] == -np.inf:
            break
        if dear[index] <= minutes:
            taken.append(index)
            minutes -= ranks.minutes[index]
    return taken


def choice(item: Item, ranks: Ranks, index: int) -> Choice:
    """Return an item's place in the queue."""
    return Choice(
        item.id, float(ranks.minutes[index]), float(ranks.gain[index]), Why(ranks.why[index])
    )


def deck_of(items: Sequence[Item], today: date, learner: Learner) -> Deck:
    """Return the items as arrays; an item that was never met gets a memory that is not read."""
    memories = [item.memory for item in items]
    return Deck(
        minutes=np.array([item.minutes for item in items], float),
        review_minutes=np.array([item.review_minutes for item in items], float),
        weight=np.array([item.weight for item in items], float),
        must=np.array([item.must for item in items]),
        stability=np.array([m.stability if m else 1.0 for m in memories]),
        difficulty=np.array([m.difficulty if m else 5.0 for m in memories]),
        days=np.array([_days(m, today, learner.zone) if m else NEVER for m in memories]),
        factor=np.array([learner.correction.factor(item.kind) for item in items]),
        w=np.array(learner.parameters),
    )


def _days(memory: Memory, day: date, zone: str) -> int:
    return max((day - _local_day(memory.last_review, zone)).days, 0)


@lru_cache(maxsize=8192)
def _local_day(instant: datetime, zone: str) -> date:
    return local_day(instant, zone)
