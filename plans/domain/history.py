"""What was known on past evenings, worked out from the log of reviews as if one looked then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from practice.domain import forgetting


@dataclass(frozen=True)
class Trace:
    """An item's stabilities (days, corrected) from each local day on that it was reviewed on.

    `told` and `said` are the weights that it carries, of all that is asked (0-1).
    """

    told: float
    said: float
    steps: Sequence[tuple[date, float]]


@dataclass(frozen=True)
class Evening:
    """What of all that is asked (0-1) would have been said on a day, and what had been tried."""

    day: date
    known: float
    tried: float


def history(
    traces: Iterable[Trace], days: Sequence[date], decay: float = forgetting.DECAY
) -> list[Evening]:
    """Return one Evening a day; an item counts from the day of its first step."""
    known, tried = np.zeros(len(days)), np.zeros(len(days))
    numbers = np.array([day.toordinal() for day in days])
    for trace in traces:
        first = np.array([day.toordinal() for day, _ in trace.steps])
        held = np.array([stability for _, stability in trace.steps])
        at = np.searchsorted(first, numbers, side="right") - 1
        met = at >= 0
        chance = forgetting.recall(numbers - first[at], held[at], decay)
        known += np.where(met, chance * trace.said, 0)
        tried += np.where(met, trace.told, 0)
    columns = zip(days, known.tolist(), tried.tolist(), strict=True)
    return [Evening(*row) for row in columns]
