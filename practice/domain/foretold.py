"""What was predicted before each review, worked out as it would have been on that morning.

A correction that has seen a review says nothing about how well it was foretold. So each day's
reviews are predicted from the days before it, and only then may the correction learn of them.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

import numpy as np

from practice.domain import forgetting
from practice.domain.correction import FACTORS, Outcome, evidence, fit


def foretell(
    reviews: Iterable[tuple[date, Outcome]], decay: float = forgetting.DECAY
) -> list[tuple[date, float, bool]]:
    """Return (day, the chance of recall (0-1) as predicted, recalled), the earliest first.

    Second reviews within a day are left out, as `correct` leaves them out.
    """
    told = [review for review in reviews if review[1].days >= 1]
    told.sort(key=lambda review: review[0])
    kinds = sorted({outcome.kind for _, outcome in told})
    seen = np.zeros((len(kinds), len(FACTORS)))
    found = []
    for day, group in groupby(told, key=lambda review: review[0]):
        outcomes = [outcome for _, outcome in group]
        of_kind = np.array([kinds.index(outcome.kind) for outcome in outcomes])
        stability = np.array([outcome.stability for outcome in outcomes])
        days = np.array([outcome.days for outcome in outcomes])
        recalled = np.array([outcome.recalled for outcome in outcomes])
        _, factors = fit(seen)
        chance = forgetting.recall(days, stability * factors[of_kind], decay)
        found += zip([day] * len(outcomes), chance.tolist(), recalled.tolist(), strict=True)
        np.add.at(seen, of_kind, evidence(stability, days, recalled, decay))
    return found
