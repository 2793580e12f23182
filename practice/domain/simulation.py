"""Which policy leaves most known on the day: many simulated learners, equal minutes, same luck.

A rule for a candidate's last fortnight can't be tried on candidates. So each policy gets the
same learners, the same bank, the same days and the same missed days, and what counts is the
true, weighted recall on the day after the last.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from practice.domain.learners import Bank, FsrsLearners, HalfLifeLearners, make_bank
from practice.domain.policies import (
    RETENTIONS,
    Policy,
    State,
    anki,
    cram,
    lowest_first,
    product,
    product_without_musts,
)

RNG = {"bank": 0, "learners": 1, "missed": 2, "order": 3}


@dataclass(frozen=True)
class Setting:
    """What is simulated: days until the day, minutes a day, items, learners, and their memory.

    `missed` is the share (0-1) of days on which nothing is done; `mismatch` takes learners of
    another model than FSRS; `answers` is the share of items that are whole answers. Raises
    ValueError where a number is out of reach.
    """

    days: int = 14
    minutes: float = 60
    items: int = 300
    learners: int = 200
    seed: int = 1
    missed: float = 0.0
    mismatch: bool = False
    answers: float = 0.75

    def __post_init__(self):
        """Refuse what can't be simulated."""
        limits = {
            "days": (1, 365),
            "minutes": (1, 1440),
            "items": (1, 5000),
            "learners": (2, 5000),
            "seed": (0, 2**63),
            "missed": (0, 1),
            "answers": (0, 1),
        }
        for name, (least, most) in limits.items():
            value = getattr(self, name)
            if not (math.isfinite(value) and least <= value <= most):
                raise ValueError(f"{name} must lie between {least} and {most}, not {value}")
        if self.learners * self.items > 1_000_000:
            raise ValueError("learners times items must be at most 1000000")


@dataclass(frozen=True)
class Result:
    """What a policy led to, an entry a learner: weighted recall (0-1), minutes, share of musts."""

    recall: np.ndarray
    minutes: np.ndarray
    musts: np.ndarray

    @property
    def mean(self) -> float:
        """The mean recall."""
        return float(self.recall.mean())

    @property
    def error(self) -> float:
        """The standard error of that mean, over learners."""
        return float(self.recall.std(ddof=1) / math.sqrt(len(self.recall)))


def bank_of(setting: Setting) -> Bank:
    """Return the bank that a setting's seed draws."""
    return make_bank(setting.items, _rng(setting, "bank"), setting.answers)


def compare(setting: Setting) -> dict[str, Result]:
    """Run every policy, and keep of the fixed retentions the best, found in hindsight."""
    order = _rng(setting, "order").permutation(setting.items)
    results = {
        "product": run(product, setting),
        "product_without_musts": run(product_without_musts, setting),
        "anki_like": run(anki(0.9), setting),
        "anki_bank_order": run(anki(0.9, order), setting),
        "lowest_first": run(lowest_first, setting),
        "cram": run(cram, setting),
    }
    fixed = {r: run(anki(r), setting) for r in RETENTIONS if r != 0.9}
    fixed[0.9] = results["anki_like"]
    best = max(fixed, key=lambda r: fixed[r].mean)
    return results | {"best_fixed_retention": fixed[best]}


def run(policy: Policy, setting: Setting) -> Result:
    """Let the learners of a setting follow one policy until the day."""
    bank = bank_of(setting)
    model = HalfLifeLearners if setting.mismatch else FsrsLearners
    learners = model(setting.learners, bank, _rng(setting, "learners"))
    missed = _rng(setting, "missed").random((setting.learners, setting.days)) < setting.missed
    state, used = State.blank(setting.learners, bank), np.zeros(setting.learners)
    for day in range(setting.days):
        keys = policy(state, bank, day, setting.days, setting.minutes)
        left = np.where(missed[:, day], 0.0, setting.minutes)
        used += _study(keys, left, bank, learners, state, day)
    recall = (learners.recall(setting.days) * bank.weight).sum(axis=1)
    met = state.last[:, bank.must] >= 0
    return Result(recall, used, met.mean(axis=1) if met.size else np.ones(setting.learners))


def summary(results: Mapping[str, Result]) -> dict[str, dict[str, float]]:
    """Return {name: {recall, error, minutes, musts}}, means rounded to four digits."""
    return {
        name: {
            "recall": round(result.mean, 4),
            "error": round(result.error, 4),
            "minutes": round(float(result.minutes.mean()), 1),
            "musts": round(float(result.musts.mean()), 4),
        }
        for name, result in results.items()
    }


def _study(keys, left, bank, learners, state, day):
    """Go down each learner's order while an item fits, even if forgotten; return minutes used.

    As on the site, what a recalled item left over is spent on the next.
    """
    order, start = np.argsort(-keys, axis=1, kind="stable"), left.copy()
    least, active = bank.minutes.min(), np.arange(len(left))
    for place in range(order.shape[1]):
        active = active[left[active] >= least]
        if not active.size:
            break
        what = order[active, place]
        fits = bank.minutes[what] <= left[active]
        who, what = active[fits], what[fits]
        if not who.size:
            continue
        new = state.last[who, what] < 0
        rating = learners.study(who, what, day)
        state.note(bank, who, what, day, rating)
        full = new | (rating == 1)
        left[who] -= np.where(full, bank.minutes[what], bank.review_minutes[what])
    return start - left


def _rng(setting: Setting, purpose: str) -> np.random.Generator:
    return np.random.default_rng([setting.seed, RNG[purpose]])
