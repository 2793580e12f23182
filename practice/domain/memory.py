"""When a card is to be met again: FSRS-6, in days that begin at 4 a.m. where one is.

The model is `fsrs`'s own, unfuzzed, so that undo and replay give the same dates. Two
things are ours. Time between reviews is counted in local days, as Anki counts it: to
`fsrs` alone, one evening and the next morning are the same day, and a card due "in 1 day"
would hardly grow. And what was not known comes back after ten minutes: an item is a whole
answer, which takes minutes to say, so it can be had again in the same sitting, but not at
once, when it would only be an echo.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from functools import lru_cache

import fsrs

from practice.domain import forgetting
from practice.domain.clock import DAY_BEGINS, day_start, local_day

RETENTION = 0.9
AGAIN_AFTER = timedelta(minutes=10)
SOLID_RECALL = 0.85
DEFAULTS = fsrs.scheduler.DEFAULT_PARAMETERS


class Rating(IntEnum):
    """How well one knew it; the numbers are FSRS's."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True)
class Memory:
    """FSRS's state: stability in days until recall is 0.9, difficulty 1-10, last review (UTC)."""

    stability: float
    difficulty: float
    last_review: datetime


@dataclass(frozen=True)
class Rated:
    """What a rating leaves: the memory, when it is due (UTC), and in how many days (0: today)."""

    memory: Memory
    due_at: datetime
    days: int


def rate(
    memory: Memory | None,
    rating: Rating,
    now: datetime,
    zone: str,
    retention: float = RETENTION,
    parameters: Sequence[float] = DEFAULTS,
) -> Rated:
    """Return what `rating` at `now` makes of `memory` (None: the first time).

    Due when recall falls to `retention`: from 04:00 of a later local day, or ten minutes on
    after AGAIN. Raises ValueError if `retention` is not between 0 and 1, or one of the 21
    `parameters` is out of FSRS's bounds.
    """
    today = local_day(now, zone)
    if memory is None:
        card = fsrs.Card(card_id=0, due=_stamp(today))
    else:
        card = fsrs.Card(
            card_id=0,
            state=fsrs.State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=_stamp(today),
            last_review=_stamp(local_day(memory.last_review, zone)),
        )
    card, _ = _scheduler(retention, tuple(parameters)).review_card(
        card, fsrs.Rating(rating), _stamp(today)
    )
    kept = Memory(card.stability, card.difficulty, now)
    if rating == Rating.AGAIN:
        return Rated(kept, now + AGAIN_AFTER, 0)
    days = (card.due - _stamp(today)).days
    return Rated(kept, day_start(today + timedelta(days=days), zone), days)


def replay(
    reviews: Iterable[tuple[Rating, datetime]],
    zone: str,
    retention: float = RETENTION,
    parameters: Sequence[float] = DEFAULTS,
) -> Rated | None:
    """Return what a card's `reviews`, the earliest first, leave; None where there are none."""
    rated = None
    for rating, now in reviews:
        rated = rate(rated and rated.memory, rating, now, zone, retention, parameters)
    return rated


def preview(
    memory: Memory | None,
    now: datetime,
    zone: str,
    retention: float = RETENTION,
    parameters: Sequence[float] = DEFAULTS,
) -> dict[Rating, str]:
    """Return how far away each rating would put the card, for its button: "10 min", "3 d"."""
    return {
        rating: _label(rate(memory, rating, now, zone, retention, parameters).days)
        for rating in Rating
    }


def recall(memory: Memory, at: datetime) -> float:
    """Return the chance (0-1) that it is recalled at `at`; before the last review it is 1.

    FSRS-6's forgetting curve, R(t, S) = (1 + factor * t / S) ** -w20 with
    factor = 0.9 ** (-1 / w20) - 1, t and S in days
    (https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm).
    """
    days = (at - memory.last_review) / timedelta(days=1)
    return float(forgetting.recall(days, memory.stability))


def solid_days_factor(
    threshold: float = SOLID_RECALL, parameters: Sequence[float] = DEFAULTS
) -> float:
    """Return t / S at which recall falls to `threshold` (0-1): the curve above, inverted.

    So that a database can ask for last_review + stability * factor >= day.
    """
    return float(forgetting.recall_days(threshold, parameters[20]))


def _label(days: int) -> str:
    if days == 0:
        return f"{AGAIN_AFTER // timedelta(minutes=1)} min"
    if days < 31:
        return f"{days} d"
    if days < 365:
        return f"{round(days / 30.4375)} mo"
    return f"{days / 365.25:.1f}".removesuffix(".0") + " y"


def _stamp(day: date) -> datetime:
    """Return an instant that stands for the whole local day, so that differences are days."""
    return datetime.combine(day, DAY_BEGINS, tzinfo=UTC)


@lru_cache(maxsize=256)
def _scheduler(retention: float, parameters: tuple[float, ...]) -> fsrs.Scheduler:
    if not 0 < retention < 1:
        raise ValueError(f"retention must lie between 0 and 1, not {retention}")
    return fsrs.Scheduler(
        parameters=parameters,
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
    )
