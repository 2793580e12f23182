"""Puts sizes into days without changing their order: does it fit, and where does each go.

For a fixed order, taking the next day only when this one is full ("next fit") reaches the
end earliest, by exchange; run backwards it gives the latest place of each. Between the two
every choice can still be completed.

A day's `room` is what is left beside its review, `whole` the day without one: a size longer
than the room may take the whole day, and the review gives way. Exchange asks that part of
what a day holds fits it too; it does while a review takes at most half of its day
(whole <= 2 * room), which the caller sees to.
"""

from collections.abc import Sequence


def fits(sizes: Sequence[int], room: Sequence[int], whole: Sequence[int] | None = None) -> bool:
    """Say whether sizes (minutes), in their order, fit in days with this room (minutes)."""
    days = [_Day(*each) for each in zip(room, whole or room, strict=True)]
    day, run = 0, (0, 0)
    for size in sizes:
        while day < len(days) and not days[day].holds(_joined(run, (size, size))):
            day, run = day + 1, (0, 0)
        if day == len(days):
            return False
        run = _joined(run, (size, size))
    return True


def spread(
    sizes: Sequence[int],
    wishes: Sequence[int],
    room: Sequence[int],
    whole: Sequence[int] | None = None,
) -> list[int]:
    """Return a day's index for each size, never falling, as near to its wish as order allows.

    A size goes to the first day from its wish on where it has room and all after it still
    fit, else to the last such day before. Raises ValueError if they don't fit at all.
    """
    days = [_Day(*each) for each in zip(room, whole or room, strict=True)]
    latest = _latest(sizes, days)
    placed: list[int] = []
    day, run = 0, (0, 0)
    for i, size in enumerate(sizes):
        last, after = latest[i + 1]
        wish = max(day, wishes[i])
        for choice in (*range(wish, len(days)), *range(wish - 1, day - 1, -1)):
            filled = _joined(run if choice == day else (0, 0), (size, size))
            # What comes after must still fit once the day is filled so far.
            ahead = choice < last or (choice == last and days[last].holds(_joined(filled, after)))
            if ahead and days[choice].holds(filled):
                break
        day, run = choice, filled
        placed.append(day)
    return placed


class _Day:
    """A day's minutes beside its review, and without it."""

    def __init__(self, room: int, whole: int):
        self.room, self.whole = room, whole

    def holds(self, run: tuple[int, int]) -> bool:
        """Say whether it holds sizes of this (sum, longest)."""
        total, longest = run
        return total <= (self.whole if longest > self.room else self.room)


def _joined(run: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Return the (sum, longest) of two runs of sizes put together."""
    return run[0] + other[0], max(run[1], other[1])


def _latest(sizes: Sequence[int], days: Sequence[_Day]) -> list[tuple[int, tuple[int, int]]]:
    """Return for each size the latest (day, that day's run from it on), and an end."""
    day, run = len(days) - 1, (0, 0)
    latest = [(len(days), run)]
    for size in reversed(sizes):
        while day >= 0 and not days[day].holds(_joined(run, (size, size))):
            day, run = day - 1, (0, 0)
        if day < 0:
            raise ValueError("these sizes don't fit in these days")
        run = _joined(run, (size, size))
        latest.append((day, run))
    return latest[::-1]
