"""In which order items are worth their minutes, for a day that is still ahead: d+, on arrays.

The rule that `aiming.py` gives to the site and `simulation.py` to two hundred learners at
once. Until the last days, what is new counts by its weight per minute and what was seen
waits, since a later review does more for the day. In the last days both count by what they
add to the expected recall on the day, per minute. How many days that is follows from how
long it takes to review what was seen. Must-haves that were never met come first.

Where `correction.py` finds that memory fades much faster than the model says, what is about
to go comes first instead, and must-haves after it, as long as they still fit.
"""

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from practice.domain import forgetting

NEVER = -1  # days since the last review of what was not met yet
REVIEW_LOAD = 0.25  # of the minutes that reviewing all that was seen takes: the last days
WATCHED = 0.3  # of a day's minutes, at most, for reviews that show how fast memory fades
WATCH_UNTIL = 7  # days before the day; later than that, reviews come by themselves
SURE = 0.97  # recall from which a review would show nothing
DUE = 0.9
MUSTS_AT_MOST = 0.5  # of the minutes after today; where they need more, nothing goes before

_GOOD, _AGAIN = 3, 1


class Why(IntEnum):
    """Why an item stands where it does; a higher one comes first, but for pressing musts."""

    LATER = 0  # seen, and a later review would do more
    ADDS = 1  # adds most per minute
    MUST = 2  # a must-have that was never met
    DUE = 3  # about to go, where memory fades fast
    WATCH = 4  # shows how fast memory fades


@dataclass(frozen=True)
class Deck:
    """Items (n,) and their memories (..., n); where `days` is NEVER, the memory is ignored.

    `minutes` for a first or a forgotten answer, `review_minutes` for a recalled one;
    stability in days and its correction `factor`; `days` since the last review; `w` are FSRS's
    parameters (21,).
    """

    minutes: np.ndarray
    review_minutes: np.ndarray
    weight: np.ndarray
    must: np.ndarray
    stability: np.ndarray
    difficulty: np.ndarray
    days: np.ndarray
    factor: np.ndarray
    w: np.ndarray = field(default_factory=lambda: forgetting.PARAMETERS)


@dataclass(frozen=True)
class Ranks:
    """An array (..., n) each: the expected weighted recall it adds, the minutes, why, the key."""

    gain: np.ndarray
    minutes: np.ndarray
    why: np.ndarray
    key: np.ndarray


def rank(deck: Deck, *, left: int, daily, steady, watching, reviewed=0.0) -> Ranks:
    """Rank items `left` days before the day, with `daily` minutes a day; the highest key first.

    `steady` and `watching` come from the correction, `reviewed` are today's minutes that went
    into reviews; each is one value, or (..., 1). What was met today has the key -inf.
    """
    seen = deck.days > NEVER
    worth, minutes, chance = expect(deck, left)
    gain, density = deck.weight * worth, deck.weight * worth / minutes
    fresh = deck.weight / deck.minutes

    load = np.where(seen, minutes, 0).sum(axis=-1, keepdims=True)
    late = left <= np.maximum(np.round(REVIEW_LOAD * load / daily), 1)
    must = deck.must & ~seen
    room = MUSTS_AT_MOST * daily * (left - 1)
    pressing = (must * deck.minutes).sum(axis=-1, keepdims=True) > room

    waits = seen & (~late | steady)
    key = np.where(late & ~np.asarray(steady) | seen, density, fresh)
    key = np.where(must, fresh, key)
    why = np.where(waits, Why.LATER, np.where(must, Why.MUST, Why.ADDS))
    due = seen & steady & (chance < DUE)
    why, key = np.where(due, Why.DUE, why), np.where(due, chance * deck.weight / minutes, key)

    telling = seen & (deck.days >= 1) & (chance < SURE) & watching & ~np.asarray(steady)
    telling = telling & ~late & (left > WATCH_UNTIL)
    telling = _within(telling, deck.weight / minutes, minutes, WATCHED * daily - reviewed)
    why, key = np.where(telling, Why.WATCH, why), np.where(telling, deck.weight / minutes, key)

    # Keys are weights per minute: brought below 1, the tiers come before them.
    key = why + np.where(must & pressing, len(Why), 0) + key / (1 + key.max(initial=0))
    return Ranks(gain, minutes, why, np.where(deck.days == 0, -np.inf, key))


def expect(deck: Deck, left: int):
    """Return what doing each now adds to its recall in `left` days, its minutes, its recall now.

    Seen: r * R(day | good) + (1 - r) * R(day | forgotten) - R(day | not done), r the recall
    now. Unseen: R(day) over the first ratings. Minutes are expected ones.
    """
    seen, days, w = deck.days > NEVER, np.maximum(deck.days, 0), deck.w
    chance = known(deck, 0)
    good, _ = forgetting.reviewed(deck.stability, deck.difficulty, days, _GOOD, w)
    again, _ = forgetting.reviewed(deck.stability, deck.difficulty, days, _AGAIN, w)
    after = chance * forgetting.recall(left, good * deck.factor, w[20])
    after = after + (1 - chance) * forgetting.recall(left, again * deck.factor, w[20])
    first = forgetting.recall(left, w[:4] * deck.factor[..., None], w[20])
    first = first @ forgetting.FIRST_RATINGS
    worth = np.maximum(np.where(seen, after - known(deck, left), first), 0)
    minutes = chance * deck.review_minutes + (1 - chance) * deck.minutes
    return worth, np.where(seen, minutes, deck.minutes), chance


def known(deck: Deck, left: int):
    """Return the chance (..., n) that each is recalled in `left` days; 0 where never met."""
    days = np.maximum(deck.days, 0) + left
    chance = forgetting.recall(days, deck.stability * deck.factor, deck.w[20])
    return np.where(deck.days > NEVER, chance, 0)


def _within(wanted, key, minutes, budget):
    """Return which of the wanted to take, highest key first, until `budget` minutes are used."""
    order = np.argsort(np.where(wanted, -key, np.inf), axis=-1, kind="stable")
    cost = np.take_along_axis(np.where(wanted, minutes, 0), order, axis=-1)
    taken = np.cumsum(cost, axis=-1) - cost < budget
    result = np.zeros(wanted.shape, bool)
    np.put_along_axis(result, order, taken, axis=-1)
    return result & wanted
