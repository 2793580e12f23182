"""How ready a candidate is: a prediction with its working, and how right such predictions were.

A question counts by how much of what is asked it stands for. What one knows of it is the
share of its points that one confirmed as said, times the chance to recall them. What was not
tried is unknown: it is shown beside what is known, and never counted as nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FEWEST_REVIEWS = 30  # before the site says how right it has been
BINS = 5


@dataclass(frozen=True)
class Piece:
    """A question as readiness sees it; the shares of `dimensions` add up to 1.

    `weight` on any scale; `now`, `without` and `then` are the shares of its points (0-1) that
    would be said today, on the day if nothing more is done, and on the day if the plan is
    followed. `tried` and `will_try` are how surely it has been, and will have been, tried.
    """

    kind: str
    dimensions: Mapping[str, float]
    weight: float
    now: float = 0.0
    without: float = 0.0
    then: float = 0.0
    tried: float = 0.0
    will_try: float = 0.0


@dataclass(frozen=True)
class Share:
    """What of a part of all that is asked would be said, missed, and is unknown; they add to 1."""

    known: float
    missed: float
    unknown: float

    @property
    def of_tried(self) -> float | None:
        """What is known of what was tried; None where nothing was."""
        tried = self.known + self.missed
        return self.known / tried if tried else None


@dataclass(frozen=True)
class Outlook:
    """One kind or dimension: `weight` is its share of all that is asked (0-1)."""

    name: str
    weight: float
    now: Share
    without: Share
    then: Share
    pieces: int
    tried: int


def readiness(pieces: Iterable[Piece], by: str) -> list[Outlook]:
    """Add up by "kind" or "dimension", the weightiest first."""
    parts: dict[str, list[tuple[float, Piece]]] = {}
    for piece in pieces:
        names = {piece.kind: 1.0} if by == "kind" else piece.dimensions
        for name, part in names.items():
            parts.setdefault(name, []).append((piece.weight * part, piece))
    whole = sum(weight for rows in parts.values() for weight, _ in rows) or 1.0
    found = [outlook(name, rows, whole) for name, rows in parts.items()]
    return sorted(found, key=lambda each: (-each.weight, each.name))


def in_all(pieces: Iterable[Piece]) -> Outlook:
    """Everything that is asked."""
    rows = [(piece.weight, piece) for piece in pieces]
    return outlook("all", rows, sum(weight for weight, _ in rows) or 1.0)


def outlook(name: str, rows: list[tuple[float, Piece]], whole: float) -> Outlook:
    """Add up one part."""
    total = sum(weight for weight, _ in rows)
    return Outlook(
        name=name,
        weight=total / whole,
        now=share([(w, p.now * p.tried, p.tried) for w, p in rows], total),
        without=share([(w, p.without * p.tried, p.tried) for w, p in rows], total),
        then=share([(w, p.then * p.will_try, p.will_try) for w, p in rows], total),
        pieces=len(rows),
        tried=sum(piece.tried > 0 for _, piece in rows),
    )


def share(rows: list[tuple[float, float, float]], total: float) -> Share:
    """From (weight, known, tried) of each question."""
    if not total:
        return Share(0.0, 0.0, 1.0)
    known = sum(weight * known for weight, known, _ in rows) / total
    tried = sum(weight * tried for weight, _, tried in rows) / total
    return Share(known, max(tried - known, 0.0), max(1 - tried, 0.0))


@dataclass(frozen=True)
class Bin:
    """Reviews of about the same prediction: its mean, the share recalled, and how many."""

    predicted: float
    recalled: float
    count: int


@dataclass(frozen=True)
class Calibration:
    """How right the predictions were; `brier` is their mean squared error, 0 the best.

    `guessing` is the Brier score of always saying the share that was recalled.
    """

    bins: list[Bin]
    brier: float
    guessing: float
    count: int


def calibration(reviews: Iterable[tuple[float, bool]]) -> Calibration | None:
    """From (predicted recall, whether it was recalled); None below FEWEST_REVIEWS."""
    told = list(reviews)
    if len(told) < FEWEST_REVIEWS:
        return None
    groups: dict[int, list[tuple[float, bool]]] = {}
    for predicted, recalled in told:
        groups.setdefault(min(int(predicted * BINS), BINS - 1), []).append((predicted, recalled))
    bins = [
        Bin(
            sum(predicted for predicted, _ in rows) / len(rows),
            sum(recalled for _, recalled in rows) / len(rows),
            len(rows),
        )
        for _, rows in sorted(groups.items())
    ]
    rate = sum(recalled for _, recalled in told) / len(told)
    return Calibration(
        bins=bins,
        brier=sum((predicted - recalled) ** 2 for predicted, recalled in told) / len(told),
        guessing=rate * (1 - rate),
        count=len(told),
    )
