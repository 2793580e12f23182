"""FSRS's parameters fitted to a candidate's own reviews, and whether that is any better.

The defaults are the mean of many people. After some hundred reviews one's own are worth
more, but only somewhat: 21 numbers from so little would follow chance. So each starts at its
default and moves away as far as the reviews outweigh how much people differ in it: the most
probable parameters under normal priors, found by Fisher scoring. And what was fitted to the
earlier reviews has to predict the newest ones better than the defaults do, or it is dropped.

Measured on simulated learners (`learners.py`) who practise by FSRS's usual dates; the mean log
loss on what was held out, with the defaults and fitted, and on the 300 reviews that came next,
with the defaults and with what was used:

    memory                       reviews  kept  held out         the next 300
    FSRS's, parameters spread        200  50 %  0.381 -> 0.382   0.362 -> 0.362
                                     500  51 %  0.346 -> 0.345   0.356 -> 0.355
                                    1000  49 %  0.355 -> 0.353   0.369 -> 0.369
    half-life regression's           200  98 %  0.917 -> 0.552   0.885 -> 0.506
                                     500 100 %  0.897 -> 0.456   0.908 -> 0.394
                                    1000 100 %  0.899 -> 0.317   0.894 -> 0.267

So whoever forgets as FSRS expects loses nothing by it and gains next to nothing, and whoever
does not gains much. 10,000 reviews take 0.2 s and 51 MB.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

import fsrs
import numpy as np

from practice.domain import forgetting

LEAST = 200  # reviews
LEAST_TOLD = 50  # of which so many must come on a later day than their card's last
HELD_OUT = 0.2  # of those, the newest

# How much people differ in each: half the standard deviations with which fsrs-rs (BSD-3-Clause)
# holds its parameters to the defaults; the rest of those is chance. Of the four first
# stabilities they are ours, of the logarithms, and most is shared: who forgets faster forgets
# everything faster.
SPREAD = np.array(
    [
        *(0.4, 0.4, 0.4, 0.4, 0.285, 0.14, 0.3, 0.06, 0.195, 0.09, 0.165),
        *(0.15, 0.045, 0.08, 0.285, 0.125, 0.515, 0.155, 0.16, 0.07, 0.135),
    ]
)
SHARED = 0.6
LOWER = np.array(fsrs.scheduler.LOWER_BOUNDS_PARAMETERS)
UPPER = np.array(fsrs.scheduler.UPPER_BOUNDS_PARAMETERS)

STEPS = 30
NUDGE = 1e-4  # in spreads, to see where a parameter leads
SURE = 1e-4  # no chance is taken for nearer than this to 0 or 1


class TooFewReviewsError(ValueError):
    """There is too little to fit parameters to."""


@dataclass(frozen=True)
class Reviewed:
    """One review: of which card, on which local day, and its rating (1-4)."""

    card: str
    day: date
    rating: int


@dataclass(frozen=True)
class Fitted:
    """Parameters in `fsrs`' order, and the mean log loss (nats) on `held_out` newest reviews.

    `before` is the loss of the defaults, `after` that of what was fitted to the reviews before
    those; where it is no less, `kept` is False and the parameters are the defaults.
    """

    parameters: tuple[float, ...]
    before: float
    after: float
    held_out: int
    kept: bool


@dataclass(frozen=True)
class Visit:
    """Every card's k-th review, the cards met most often first: ratings (n,), days (n,) since.

    `told` are the cards of which a memory predicts it, as it comes on a later day than their
    last; `places` are theirs among all such reviews, in the order in which these were made.
    """

    ratings: np.ndarray
    days: np.ndarray
    told: np.ndarray
    places: np.ndarray


@dataclass(frozen=True)
class Log:
    """Reviews as arrays: a visit after the other, and whether each told one was recalled."""

    visits: list[Visit]
    recalled: np.ndarray


def fit(reviews: Iterable[Reviewed]) -> Fitted:
    """Return what `reviews`, in the order in which they were made, say of the parameters.

    Held out is the newest fifth of the told ones. Raises TooFewReviewsError.
    """
    reviews = list(reviews)
    log = log_of(reviews)
    count = len(log.recalled)
    if len(reviews) < LEAST or count < LEAST_TOLD:
        raise TooFewReviewsError(f"{len(reviews)} reviews, of which {count} on a later day")
    newest = np.arange(count) >= count - round(count * HELD_OUT)
    default = forgetting.PARAMETERS
    found = most_probable(log, ~newest)
    before, after = (loss(log, w, newest) for w in (default, found))
    kept = after < before
    chosen = most_probable(log, np.ones(count, bool)) if kept else default
    return Fitted(tuple(chosen.tolist()), before, after, int(newest.sum()), kept)


def loss(log: Log, w: np.ndarray, among: np.ndarray) -> float:
    """Return the mean log loss (nats) of parameters (21,) on the told reviews `among`."""
    chance = predict(log, w[:, None, None])[0, among]
    return float(-np.log(np.where(log.recalled[among], chance, 1 - chance)).mean())


def predict(log: Log, w: np.ndarray) -> np.ndarray:
    """Return the chances (m, told) of recall before each told review, for `w` (21, m, 1)."""
    chances = np.empty((w.shape[1], len(log.recalled)))
    stability, difficulty = forgetting.first(log.visits[0].ratings, w)
    # Where a step goes much too far the numbers do so too; then it is not taken.
    with np.errstate(all="ignore"):
        for visit in log.visits[1:]:
            met = len(visit.ratings)
            stability, difficulty = stability[:, :met], difficulty[:, :met]
            chance = forgetting.recall(visit.days, stability, w[20])
            chances[:, visit.places] = chance[:, visit.told]
            stability, difficulty = forgetting.reviewed(
                stability, difficulty, visit.days, visit.ratings, w
            )
    return np.clip(chances, SURE, 1 - SURE)


def log_of(reviews: list[Reviewed]) -> Log:
    """Return the reviews, in the order in which they were made, as arrays."""
    cards: dict[str, list[int]] = {}
    days = np.zeros(len(reviews), int)
    for place, review in enumerate(reviews):
        met = cards.setdefault(review.card, [])
        if met:
            days[place] = max((review.day - reviews[met[-1]].day).days, 0)
        met.append(place)
    ratings = np.array([review.rating for review in reviews], int)
    rank = np.cumsum(days > 0) - 1
    longest = sorted(cards.values(), key=len, reverse=True)
    visits = []
    for places in zip_longest(*longest):
        made = np.array([place for place in places if place is not None])
        told = np.flatnonzero(days[made] > 0)
        visits.append(Visit(ratings[made], days[made], told, rank[made[told]]))
    return Log(visits, ratings[days > 0] > fsrs.Rating.Again)


# The most probable parameters ------------------------------------------------------------

# What scoring moves: each parameter's distance from its default, the first four's in logarithms.
_PRIOR = np.diag(SPREAD**2)
_PRIOR[:4, :4] += SHARED**2
_PRECISION = np.linalg.inv(_PRIOR)


def most_probable(log: Log, among: np.ndarray) -> np.ndarray:
    """Return the parameters (21,) of the highest posterior, given the told reviews `among`."""
    moved, damping = np.zeros(len(SPREAD)), 1e-3
    recalled = log.recalled[among]
    nudges = np.vstack([np.zeros(len(SPREAD)), np.diag(SPREAD * NUDGE)])
    cost = _cost(log, moved, among)
    for _ in range(STEPS):
        chances = predict(log, _parameters(moved + nudges))[:, among]
        slope = (chances[1:] - chances[0]) / (SPREAD * NUDGE)[:, None]
        spread = chances[0] * (1 - chances[0])
        downhill = slope @ ((recalled - chances[0]) / spread) - _PRECISION @ moved
        bend = (slope / spread) @ slope.T + _PRECISION
        while damping < 1e6:
            step = np.linalg.solve(bend + damping * np.diag(np.diag(bend)), downhill)
            lower = _cost(log, moved + step, among)
            if lower < cost:
                break
            damping *= 10
        else:
            break
        gained, cost, moved = cost - lower, lower, moved + step
        damping = max(damping / 10, 1e-6)
        if gained < 1e-4:
            break
    return _parameters(moved)[:, 0, 0]


def _cost(log: Log, moved: np.ndarray, among: np.ndarray) -> float:
    w = _parameters(moved)[:, 0, 0]
    return loss(log, w, among) * among.sum() + moved @ _PRECISION @ moved / 2


def _parameters(moved: np.ndarray) -> np.ndarray:
    """Return the parameters (21, m, 1) that lie `moved` (m, 21) from the defaults, in bounds."""
    moved = np.atleast_2d(moved).T
    default = forgetting.PARAMETERS[:, None]
    w = np.vstack([default[:4] * np.exp(np.clip(moved[:4], -9, 9)), default[4:] + moved[4:]])
    return np.clip(w, LOWER[:, None], UPPER[:, None])[:, :, None]
