"""How right the predictions were: of what would be recalled with 80 %, how many were."""

from collections.abc import Iterable
from dataclasses import dataclass

FEWEST_REVIEWS = 30  # before the site says how right it has been
BINS = 10
NEAR = 80  # per cent: the prediction that a page speaks of first


@dataclass(frozen=True)
class Bin:
    """Reviews of `about` the same prediction (per cent): its mean, the share recalled, how many."""

    about: int
    predicted: float
    recalled: float
    count: int

    @property
    def hits(self) -> int:
        """How many were recalled."""
        return round(self.recalled * self.count)

    @property
    def share(self) -> int:
        """How many were recalled, in per cent."""
        return round(100 * self.recalled)


@dataclass(frozen=True)
class Calibration:
    """How right the predictions were; `brier` is their mean squared error, 0 the best.

    `guessing` is the Brier score of always saying the share that was recalled.
    """

    bins: list[Bin]
    brier: float
    guessing: float
    count: int

    @property
    def rate(self) -> int:
        """How many were recalled in all, in per cent."""
        return round(100 * sum(each.recalled * each.count for each in self.bins) / self.count)

    @property
    def knows(self) -> bool:
        """Whether the predictions were nearer than always saying the average."""
        return self.brier < self.guessing

    @property
    def near(self) -> Bin:
        """The reviews foretold with about 80 %; where there are none, the most alike."""
        return max(self.bins, key=lambda each: (each.about == NEAR, each.count, each.about))


def calibration(reviews: Iterable[tuple[float, bool]]) -> Calibration | None:
    """From (predicted recall, whether it was recalled); None below FEWEST_REVIEWS."""
    told = list(reviews)
    if len(told) < FEWEST_REVIEWS:
        return None
    groups: dict[int, list[tuple[float, bool]]] = {}
    for predicted, recalled in told:
        groups.setdefault(round(predicted * BINS), []).append((predicted, recalled))
    bins = [
        Bin(
            100 // BINS * about,
            sum(predicted for predicted, _ in rows) / len(rows),
            sum(recalled for _, recalled in rows) / len(rows),
            len(rows),
        )
        for about, rows in sorted(groups.items())
    ]
    rate = sum(recalled for _, recalled in told) / len(told)
    return Calibration(
        bins=bins,
        brier=sum((predicted - recalled) ** 2 for predicted, recalled in told) / len(told),
        guessing=rate * (1 - rate),
        count=len(told),
    )
