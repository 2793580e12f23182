"""Simulated learners: what `simulation.py` tries a policy on, before any candidate pays for it.

Two kinds of memory. FSRS-6's, with parameters that differ from learner to learner, from kind
to kind and from item to item, so that a policy that believes the defaults is always somewhat
wrong. And half-life regression, another model altogether: forgetting is exponential, far
faster than FSRS's, and the half-life grows about threefold with each recall, however soon it
comes (after Settles and Meeder, "A trainable spaced repetition model for language learning",
ACL 2016).

Every item has its draws of luck beforehand, so that two policies meet the same learner.
"""

from dataclasses import dataclass
from typing import Protocol

import fsrs
import numpy as np

from practice.domain import forgetting

DRAWS = 24  # visits to one item that have luck of their own
ANSWER, POINT = 0, 1


@dataclass(frozen=True)
class Bank:
    """What there is to learn, an entry an item, most weight per minute first.

    `minutes` for a first answer or a forgotten one, `review_minutes` where it is recalled,
    `weight` adds up to 1, `must` is boolean, `kind` 0 for a whole answer, 1 for one point.
    """

    minutes: np.ndarray
    review_minutes: np.ndarray
    weight: np.ndarray
    must: np.ndarray
    kind: np.ndarray


class Learners(Protocol):
    """Learners in rows, items in columns; `who` and `what` are index arrays of one length."""

    def recall(self, day: int) -> np.ndarray:
        """Return the true chance (0-1) of recall on `day`, learners x items; unseen: 0."""

    def study(self, who: np.ndarray, what: np.ndarray, day: int) -> np.ndarray:
        """Answer these items on `day` and return the ratings (1-4)."""


def make_bank(items: int, rng: np.random.Generator, answers: float = 0.75) -> Bank:
    """Draw a bank: a share `answers` of whole answers (5-20 minutes), and points (1-2 minutes).

    A whole answer weighs as six points, which is about what it holds.
    """
    kind = (rng.random(items) >= answers).astype(int)
    whole = kind == ANSWER
    minutes = np.where(whole, rng.uniform(5, 20, items), rng.uniform(1, 2, items))
    again = np.where(whole, minutes * 0.5, minutes * 0.6)
    weight = rng.lognormal(0, 0.8, items) * np.where(whole, 6, 1)
    # What must be known is mostly what weighs much.
    must = np.zeros(items, bool)
    must[np.argsort(-weight * rng.lognormal(0, 0.5, items))[: round(items * 0.05)]] = True
    order = np.argsort(-weight / minutes, kind="stable")
    return Bank(
        minutes[order], again[order], (weight / weight.sum())[order], must[order], kind[order]
    )


class Forgetful:
    """What both kinds share: luck, first ratings, and when an item was last met (-1: never)."""

    def __init__(self, learners: int, bank: Bank, rng: np.random.Generator):
        """Draw the luck of `learners` learners over the items of `bank`."""
        shape = (learners, len(bank.weight))
        self.kind = bank.kind
        self.last = np.full(shape, -1)
        self._visits = np.zeros(shape, int)
        self._luck = rng.random((*shape, DRAWS), dtype=np.float32)
        self._mood = rng.random((*shape, DRAWS), dtype=np.float32)
        first = rng.dirichlet(forgetting.FIRST_RATINGS * 20, learners)
        self._first = first.cumsum(axis=1)[:, :3]
        self._recalled = forgetting.RECALLED_RATINGS.cumsum()[:2]

    def study(self, who, what, day):
        """Answer: recalled where luck is below the true chance, then hard, good or easy."""
        visit = self._visits[who, what] % DRAWS
        luck, mood = self._luck[who, what, visit], self._mood[who, what, visit]
        new = self.last[who, what] < 0
        first = 1 + (mood[:, None] > self._first[who]).sum(axis=1)
        again = 2 + (mood[:, None] > self._recalled).sum(axis=1)
        recalled = luck < self.chance(who, what, day)
        rating = np.where(new, first, np.where(recalled, again, 1))
        self.learn(who, what, day, rating, new)
        self.last[who, what] = day
        self._visits[who, what] += 1
        return rating


class FsrsLearners(Forgetful):
    """FSRS-6 with parameters spread around the defaults."""

    def __init__(self, learners: int, bank: Bank, rng: np.random.Generator):
        """Draw each learner's parameters, and each kind's and item's own stability."""
        super().__init__(learners, bank, rng)
        w = np.repeat(forgetting.PARAMETERS[:, None], learners, axis=1)
        w[:4] *= rng.lognormal(0, 0.4, learners)
        w[:4] *= rng.lognormal(0, 0.2, (4, learners))
        w[8] += rng.normal(0, 0.3, learners)
        for index in (4, 5, 6, 9, 10, 11, 13, 14, 15, 16):
            w[index] *= rng.lognormal(0, 0.1, learners)
        w[20] *= rng.lognormal(0, 0.2, learners)
        lower = np.array(fsrs.scheduler.LOWER_BOUNDS_PARAMETERS)[:, None]
        upper = np.array(fsrs.scheduler.UPPER_BOUNDS_PARAMETERS)[:, None]
        self._w = np.clip(w, lower, upper)
        by_kind = rng.lognormal(0, 0.25, (learners, 2))
        self._ease = by_kind[:, bank.kind] * rng.lognormal(0, 0.3, self.last.shape)
        self._stability = np.ones(self.last.shape)
        self._difficulty = np.ones(self.last.shape)

    def recall(self, day):
        """Return the true chance of recall on `day`."""
        left = forgetting.recall(day - self.last, self._stability, self._w[20][:, None])
        return np.where(self.last < 0, 0, left)

    def chance(self, who, what, day):
        """Return the true chance of recall of these items."""
        gone = day - self.last[who, what]
        return forgetting.recall(gone, self._stability[who, what], self._w[20][who])

    def learn(self, who, what, day, rating, new):
        """Take over what the rating makes of each memory."""
        w, gone = self._w[:, who], day - self.last[who, what]
        fresh = forgetting.first(rating, w)
        old = self._stability[who, what], self._difficulty[who, what]
        later = forgetting.reviewed(*old, gone, rating, w)
        self._stability[who, what] = np.where(new, fresh[0] * self._ease[who, what], later[0])
        self._difficulty[who, what] = np.where(new, fresh[1], later[1])


class HalfLifeLearners(Forgetful):
    """Half-life regression: 2 ** (-days / half-life), which doubles or halves with each answer."""

    def __init__(self, learners: int, bank: Bank, rng: np.random.Generator):
        """Draw each learner's first half-life and growth, and each item's own."""
        super().__init__(learners, bank, rng)
        self._base = rng.lognormal(0, 0.4, (learners, 1)) * rng.lognormal(0, 0.4, self.last.shape)
        self._growth = rng.uniform(2.3, 3.7, learners)
        self._half_life = np.ones(self.last.shape)

    def recall(self, day):
        """Return the true chance of recall on `day`."""
        return np.where(self.last < 0, 0, 2.0 ** (-(day - self.last) / self._half_life))

    def chance(self, who, what, day):
        """Return the true chance of recall of these items."""
        return 2.0 ** (-(day - self.last[who, what]) / self._half_life[who, what])

    def learn(self, who, what, day, rating, new):
        """Multiply the half-life where it was recalled, divide it where it was not."""
        grown = self._growth[who]
        first = self._base[who, what] * 1.6 ** (rating - 1.0)
        old = self._half_life[who, what]
        later = np.where(rating > 1, old * grown, old / 2)
        self._half_life[who, what] = np.clip(np.where(new, first, later), 0.25, 365)
