"""What the simulated learners are told to do each day: the product, and what else there is.

A policy says in which order, highest key first; `simulation.py` goes down that order while
there are minutes. All see the same: ratings, and FSRS with its default parameters. Each key
is learners x items.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from practice.domain import correction, forgetting
from practice.domain.learners import Bank
from practice.domain.ranking import NEVER, Deck, rank

RETENTIONS = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95)  # those that Anki lets one choose, and its 0.9
NOT_MET = -1


@dataclass
class State:
    """What a policy knows of learners in rows: FSRS's memory of each item, its last day, results.

    `evidence` (learners, kinds, factors) is what the reviews say of the factor on stability.
    """

    stability: np.ndarray
    difficulty: np.ndarray
    last: np.ndarray
    evidence: np.ndarray
    reviews: np.ndarray

    @classmethod
    def blank(cls, learners: int, bank: Bank) -> "State":
        """Nothing met yet."""
        shape = (learners, len(bank.weight))
        kinds = bank.kind.max() + 1
        return cls(
            np.ones(shape),
            np.full(shape, 5.0),
            np.full(shape, NOT_MET),
            np.zeros((learners, kinds, len(correction.FACTORS))),
            np.zeros(learners, int),
        )

    def note(self, bank: Bank, who, what, day: int, rating) -> None:
        """Take over the ratings of one item `what` of each learner in `who`."""
        seen, days = self.last[who, what] != NOT_MET, day - self.last[who, what]
        old = self.stability[who, what], self.difficulty[who, what]
        if seen.any():
            told = correction.evidence(old[0][seen], days[seen], rating[seen] > 1)
            self.evidence[who[seen], bank.kind[what[seen]]] += told
            self.reviews[who[seen]] += 1
        first, later = forgetting.first(rating), forgetting.reviewed(*old, days, rating)
        self.stability[who, what] = np.where(seen, later[0], first[0])
        self.difficulty[who, what] = np.where(seen, later[1], first[1])
        self.last[who, what] = day


Policy = Callable[[State, Bank, int, int, float], np.ndarray]  # state, bank, day, days, minutes


def product(state: State, bank: Bank, day: int, days: int, minutes: float) -> np.ndarray:
    """What the site does: the order of `ranking.py`, with what `correction.py` makes of reviews."""
    overall, by_kind = correction.fit(state.evidence)
    seen = state.last != NOT_MET
    deck = Deck(
        bank.minutes,
        bank.review_minutes,
        bank.weight,
        bank.must,
        state.stability,
        state.difficulty,
        np.where(seen, day - state.last, NEVER),
        by_kind[:, bank.kind],
    )
    return rank(
        deck,
        left=days - day,
        daily=minutes,
        steady=(overall < correction.STEADY_BELOW)[:, None],
        watching=correction.watches(overall, state.reviews)[:, None],
    ).key


def product_without_musts(state, bank, day, days, minutes):
    """The product where nothing is a must: the difference is what musts cost."""
    free = Bank(bank.minutes, bank.review_minutes, bank.weight, np.zeros_like(bank.must), bank.kind)
    return product(state, free, day, days, minutes)


def anki(retention: float, order: np.ndarray | None = None) -> Policy:
    """Return Anki's rule: due first, the longest waiting before; then new ones; then ahead.

    New ones by weight per minute, or where `order` (items,) is given, the lowest of it first.
    """

    def keys(state, bank, day, days, minutes):
        factor = forgetting.recall_days(retention)
        due = state.last + np.maximum(np.round(state.stability * factor), 1)
        new = bank.weight / bank.minutes if order is None else 1 / (1.0 + order)
        # Below 0, what is not due yet: only once nothing is new, the soonest due first.
        return np.where(
            state.last == NOT_MET, new / new.max(), np.where(due <= day, 1e6 - due, -due)
        )

    return keys


def lowest_first(state, bank, day, days, minutes):
    """What is most nearly forgotten, below 0.9, comes first; then new ones."""
    chance = forgetting.recall(day - state.last, state.stability)
    new = bank.weight / bank.minutes
    seen = np.where(chance < 0.9, 3 - chance, -chance)
    return np.where(state.last == NOT_MET, new / new.max(), seen)


def cram(state, bank, day, days, minutes):
    """New ones until the last day, which goes over what weighs most per minute."""
    key = bank.weight / bank.minutes
    key = key / key.max()
    first = state.last != NOT_MET if day == days - 1 else state.last == NOT_MET
    return key + np.where(first, 2, 0)
