"""What following the queue day by day leads to: the plan ahead, and what is known on the day.

Nobody knows how an item will go, so each that is done goes on with its expected recall. It is
a forecast to show beside today's queue, not a plan to keep: each day is chosen anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from practice.domain import forgetting
from practice.domain.aiming import ANYBODY, Choice, Item, Learner, choice, deck_of, take
from practice.domain.correction import watches
from practice.domain.ranking import NEVER, Deck, expect, known, rank


@dataclass(frozen=True)
class Forecast:
    """The chance (0-1) that an item is recalled now, and on the day without more, or as planned.

    `gain` is the weighted recall on the day that doing it now would add, in so many expected
    `minutes`. `met` says whether it has been, or will have been, met, and `done` whether it is
    in any of the queues ahead.
    """

    now: float
    without: float
    then: float
    gain: float
    minutes: float
    met: bool
    done: bool


@dataclass(frozen=True)
class Outlook:
    """The queues of the days ahead, and the weighted mean recall (0-1) on the day.

    `recall` is expected if they are followed, `without` if nothing more is done; `items` are
    the forecasts of each, by its id.
    """

    days: Mapping[date, Sequence[Choice]]
    recall: float
    without: float
    items: Mapping[str, Forecast]


def look_ahead(
    items: Iterable[Item],
    *,
    today: date,
    day: date,
    minutes: Mapping[date, float],
    learner: Learner = ANYBODY,
) -> Outlook:
    """Return the queues of every day from `today` until before `day`, and what they lead to.

    `minutes` by day, 0 where a day is missing. An item that was done goes on with the
    stability that leaves its expected recall on the day. Raises ValueError as `choose` does.
    """
    items = sorted(items, key=lambda item: item.id)
    if day < today:
        raise ValueError(f"{day} is before {today}")
    dates = [today + timedelta(days=n) for n in range((day - today).days)]
    if not items:
        return Outlook({each: [] for each in dates}, 0.0, 0.0, {})
    deck, correction = deck_of(items, today, learner), learner.correction
    dear = np.maximum(deck.minutes, deck.review_minutes)
    open_days = [minutes.get(each, 0.0) for each in dates if minutes.get(each, 0.0) > 0]
    daily = max(sum(open_days) / len(open_days), 1.0) if open_days else 1.0
    start, (worth, cost, now) = deck, expect(deck, len(dates))
    done = np.zeros(len(items), bool)
    queues, reviews = {}, correction.reviews
    for left, each in zip(range(len(dates), 0, -1), dates, strict=True):
        ranks = rank(
            deck,
            left=left,
            daily=daily,
            steady=correction.steady,
            watching=watches(correction.overall, reviews),
        )
        taken = take(ranks, dear, minutes.get(each, 0.0))
        done[taken] = True
        queues[each] = [choice(items[i], ranks, i) for i in taken]
        reviews += int((deck.days[taken] > NEVER).sum())
        deck = _tomorrow(deck, np.array(taken, int), left)
    without, then = known(start, len(dates)), known(deck, 0)
    columns = now, without, then, start.weight * worth, cost, deck.days > NEVER, done
    rows = zip(*(column.tolist() for column in columns), strict=True)
    forecasts = {item.id: Forecast(*row) for item, row in zip(items, rows, strict=True)}
    return Outlook(queues, _weighted(then, deck), _weighted(without, deck), forecasts)


def _tomorrow(deck: Deck, taken: np.ndarray, left: int) -> Deck:
    """Return the deck a day later, where the items `taken` were done as expected."""
    worth, _, _ = expect(deck, left)
    then = np.clip(worth + known(deck, left), 1e-6, 1 - 1e-9)[taken]
    stability, days = deck.stability.copy(), np.where(deck.days > NEVER, deck.days + 1, NEVER)
    held = forgetting.stability_for(then, left, deck.w[20])
    stability[taken], days[taken] = held / deck.factor[taken], 1
    return replace(deck, stability=stability, days=days)


def _weighted(chance: np.ndarray, deck: Deck) -> float:
    return float((chance * deck.weight).sum() / deck.weight.sum())
