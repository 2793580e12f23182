"""What is enough: where the next half hour would add little, or nothing anywhere.

The best half hour of each kind is held against the best of all. It says when to go on
elsewhere, and when to stop: nobody who is told only what is missing ever feels ready.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MINUTES = 30
ELSEWHERE = 0.25  # of what the best kind's half hour adds: below, go there instead
NOTHING = 0.002  # of all that is asked: below, stop


@dataclass(frozen=True)
class Worth:
    """What doing an item now adds to the weighted recall on the day, in so many minutes."""

    kind: str
    gain: float
    minutes: float


@dataclass(frozen=True)
class Enough:
    """By kind, the share (0-1) of all that is asked which its best half hour adds; the best."""

    added: Mapping[str, float]

    @property
    def best(self) -> str | None:
        """The kind whose half hour adds most; None where no kind is."""
        return max(self.added, key=lambda kind: (self.added[kind], kind), default=None)

    @property
    def everywhere(self) -> bool:
        """Whether half an hour adds next to nothing anywhere."""
        return max(self.added.values(), default=0.0) < NOTHING

    def of(self, kind: str) -> bool:
        """Whether a kind has enough for now: the minutes add more elsewhere."""
        most = max(self.added.values(), default=0.0)
        return self.added.get(kind, 0.0) < max(ELSEWHERE * most, NOTHING)


def enough(worths: Iterable[Worth], whole: float) -> Enough:
    """Add up each kind's best half hour; `whole` is the weight of all that is asked, above 0."""
    kinds: dict[str, list[Worth]] = {}
    for worth in worths:
        kinds.setdefault(worth.kind, []).append(worth)
    return Enough({kind: half_hour(found) / whole for kind, found in kinds.items()})


def half_hour(worths: list[Worth]) -> float:
    """What the best of these add in MINUTES; the last one counts by the part that fits."""
    left, gained = float(MINUTES), 0.0
    for worth in sorted(worths, key=lambda each: -each.gain / each.minutes):
        part = min(left / worth.minutes, 1.0)
        gained += part * worth.gain
        left -= part * worth.minutes
        if left <= 0:
            break
    return gained
