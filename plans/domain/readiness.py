"""How ready a candidate is: a prediction with its working, and how right such predictions were.

A question counts by how much of what is asked it stands for. What one knows of it is the
share of its points that one confirmed as said, times the chance to recall them. What was not
tried is unknown: it is shown beside what is known, and never counted as nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Of a point that one said by halves, as of its score.
SAID = {"said": 1.0, "partly": 0.5, "not": 0.0}


@dataclass(frozen=True)
class Part:
    """What one item of memory carries of its question, as shares (0-1) of the question's points.

    `told` is what was confirmed, either way; `said` what would be said if the item is recalled,
    and `later` the same once it came back: what was not known counts nothing until then.
    """

    item: str
    told: float
    said: float
    later: float


@dataclass(frozen=True)
class PointCard:
    """A point that comes back by itself: its item, weight (of 100), how far it was shown (0-1)."""

    item: str
    weight: int
    shown: float


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


def parts_of(
    whole: str,
    points: Mapping[str, PointCard],
    verdicts: Mapping[str, tuple[int, str]],
    *,
    ticked: bool,
    shown: float = 1.0,
) -> tuple[Part, ...]:
    """Return what each item of a question carries: its `whole`, and points that have their own.

    `verdicts` by point: (weight of 100, one of SAID). Where nothing is there to be `ticked`, the
    whole counts as it is recalled; `shown` says how far (0-1) it was, when it last came back.
    """
    if not (ticked or verdicts or points):
        return (Part(whole, 1.0, shown, 1.0),)
    apart = [
        Part(point.item, point.weight / 100, point.shown * point.weight / 100, point.weight / 100)
        for point in points.values()
    ]
    room = max(1 - sum(part.told for part in apart), 0.0)
    rest = [
        (w / 100, SAID[verdict]) for name, (w, verdict) in verdicts.items() if name not in points
    ]
    told = min(sum(weight for weight, _ in rest), room)
    said = min(sum(weight * part for weight, part in rest), told)
    return (Part(whole, told, said if shown else 0.0, said), *apart)


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
