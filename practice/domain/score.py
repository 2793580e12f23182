"""What ticking the key points of an answer comes to, out of 100.

A score is shown when every point was ticked: before that it would be a verdict on what the
candidate has not looked at yet. Until then there is only what was reached "so far", in
which a point not ticked counts nothing.
"""

from collections.abc import Sequence
from enum import StrEnum


class Mark(StrEnum):
    """A person's verdict on one key point of their answer."""

    SAID = "said"
    PARTLY = "partly"
    NOT = "not"


# In halves, so that the arithmetic is whole and a score never hangs on a float.
HALVES = {Mark.SAID: 2, Mark.PARTLY: 1, Mark.NOT: 0}

Point = tuple[int, str | None]


def score(points: Sequence[Point]) -> int | None:
    """Return the score, 0-100, of (weight, verdict) pairs; None until all are ticked.

    Weights need not add to 100: an attempt keeps those of its day. Raises ValueError for an
    unknown verdict or a weight below 0.
    """
    if any(verdict is None for _, verdict in points):
        return None
    return _share(points)


def so_far(points: Sequence[Point]) -> int | None:
    """Return what the ticked points reach of all, 0-100; None while nothing is ticked."""
    if all(verdict is None for _, verdict in points):
        return None
    return _share(points)


def _share(points: Sequence[Point]) -> int | None:
    if any(weight < 0 for weight, _ in points):
        raise ValueError("a key point's weight can't be below 0")
    whole = 2 * sum(weight for weight, _ in points)
    if whole == 0:
        return None
    halves = sum(
        weight * HALVES[Mark(verdict)] for weight, verdict in points if verdict is not None
    )
    # Rounded half up, not to the even number as round() does: 0.5 of a point is one.
    return (200 * halves + whole) // (2 * whole)
