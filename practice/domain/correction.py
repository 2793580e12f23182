"""The product watches its own predictions, and mends them where a memory is not the model's.

Aiming at a day leaves reviews until late, because FSRS's memory fades slowly. Whoever
forgets faster than that would lose by it, even against plain Anki. So what was predicted is
compared with what was recalled: a factor on stability, per kind of item, shrunk towards the
candidate's overall factor and that towards 1. It corrects every prediction, and it chooses
when reviewing starts: whoever forgets much faster than the model reviews from the first day.
To know it in time, a part of the first days' minutes goes into early reviews.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from practice.domain import forgetting

# Beyond five times either way the shape of the curve is wrong, not its scale: then a smaller
# factor only reviews more often than there are minutes for (measured by `simulate --mismatch`).
FACTORS = np.geomspace(0.2, 5, 33)
_LOGS = np.log(FACTORS)

# The scales of two Laplace priors on the logarithm: of the overall factor around 1, and of a
# kind's around the overall. Their tails let a few dozen reviews speak, a handful hardly.
OVERALL_SPREAD = 0.4
KIND_SPREAD = 0.25

# Of simulated FSRS learners one or two in a hundred come below before the last days.
STEADY_BELOW = 0.65
ENOUGH = 12  # reviews, after which none is made for the sake of knowing,
DOUBT_BELOW = 0.9  # unless they say that memory may fade faster:
ENOUGH_IN_DOUBT = 30


@dataclass(frozen=True)
class Outcome:
    """One review: its kind, the stability (days) before, the whole days since the last, result."""

    kind: str
    stability: float
    days: float
    recalled: bool


@dataclass(frozen=True)
class Correction:
    """What the reviews so far say; `predicted` and `observed` are mean recall, None before any."""

    overall: float = 1.0
    by_kind: Mapping[str, float] = field(default_factory=dict)
    reviews: int = 0
    predicted: float | None = None
    observed: float | None = None

    @property
    def steady(self) -> bool:
        """Whether to review from now on what is about to go, since it will not last."""
        return self.overall < STEADY_BELOW

    @property
    def watching(self) -> bool:
        """Whether too few reviews have been seen to know how fast this memory fades."""
        return bool(watches(self.overall, self.reviews))

    def factor(self, kind: str) -> float:
        """Return what to multiply the stability of an item of `kind` by."""
        return self.by_kind.get(kind, self.overall)


def correct(outcomes: Iterable[Outcome], decay: float = forgetting.DECAY) -> Correction:
    """Return the correction that reviews call for; second reviews within a day say nothing.

    `decay` is the last of the FSRS parameters that the stabilities were worked out with.
    """
    told = [outcome for outcome in outcomes if outcome.days >= 1]
    if not told:
        return Correction()
    kinds = sorted({outcome.kind for outcome in told})
    stability = np.array([outcome.stability for outcome in told])
    days = np.array([outcome.days for outcome in told])
    recalled = np.array([outcome.recalled for outcome in told])
    each = evidence(stability, days, recalled, decay)
    of_kind = np.array([kinds.index(outcome.kind) for outcome in told])
    overall, by_kind = fit(np.stack([each[of_kind == k].sum(axis=0) for k in range(len(kinds))]))
    return Correction(
        float(overall),
        dict(zip(kinds, by_kind.tolist(), strict=True)),
        len(told),
        float(forgetting.recall(days, stability, decay).mean()),
        float(recalled.mean()),
    )


def watches(overall, reviews):
    """Return whether `reviews` that led to this `overall` factor are too few; arrays broadcast."""
    doubt = np.asarray(overall) < DOUBT_BELOW
    return np.asarray(reviews) < np.where(doubt, ENOUGH_IN_DOUBT, ENOUGH)


def evidence(stability, days, recalled, decay=forgetting.DECAY):
    """Return the log likelihood (m, factors) of m reviews under each of FACTORS."""
    stabilities = np.asarray(stability)[:, None] * FACTORS
    chance = forgetting.recall(np.asarray(days)[:, None], stabilities, decay)
    chance = np.clip(chance, 1e-4, 1 - 1e-4)
    return np.where(np.asarray(recalled)[:, None], np.log(chance), np.log1p(-chance))


def fit(evidence):
    """Return the overall factor (...) and each kind's (..., kinds), both posterior means of logs.

    `evidence` (..., kinds, factors) is the summed log likelihood of each kind's reviews.
    """
    overall = _mean(evidence.sum(axis=-2) - np.abs(_LOGS) / OVERALL_SPREAD)
    away = np.abs(_LOGS - overall[..., None, None])
    return np.exp(overall), np.exp(_mean(evidence - away / KIND_SPREAD))


def _mean(log_weights):
    weights = np.exp(log_weights - log_weights.max(axis=-1, keepdims=True))
    return (weights * _LOGS).sum(axis=-1) / weights.sum(axis=-1)
