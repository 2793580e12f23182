"""Puts sizes into days without changing their order: does it fit, and where does each go.

For a fixed order, taking the next day only when this one is full ("next fit") reaches the
end earliest, by exchange; run backwards it gives the latest place of each. Between the two
every choice can still be completed.
"""

from collections.abc import Sequence


def fits(sizes: Sequence[int], room: Sequence[int]) -> bool:
    """Say whether sizes (minutes), in their order, fit in days with this room (minutes)."""
    day, used, days = 0, 0, len(room)
    for size in sizes:
        while day < days and used + size > room[day]:
            day, used = day + 1, 0
        if day == days:
            return False
        used += size
    return True


def spread(sizes: Sequence[int], wishes: Sequence[int], room: Sequence[int]) -> list[int]:
    """Return a day's index for each size, never falling, as near to its wish as order allows.

    A size goes to the first day from its wish on where it has room and all after it still
    fit, else to the last such day before. Raises ValueError if they don't fit at all.
    """
    latest = _latest(sizes, room)
    placed: list[int] = []
    day, used = 0, 0
    for i, size in enumerate(sizes):
        after = latest[i + 1]
        wish = max(day, wishes[i])
        for choice in (*range(wish, len(room)), *range(wish - 1, day - 1, -1)):
            filled = size + (used if choice == day else 0)
            if filled <= room[choice] and _leaves_room(choice, filled, after, room):
                break
        day, used = choice, filled
        placed.append(day)
    return placed


def _latest(sizes: Sequence[int], room: Sequence[int]) -> list[tuple[int, int]]:
    """Return for each size the latest (day, minutes of that day from it on), and an end."""
    day, used = len(room) - 1, 0
    latest = [(len(room), 0)]
    for size in reversed(sizes):
        while day >= 0 and used + size > room[day]:
            day, used = day - 1, 0
        if day < 0:
            raise ValueError("these sizes don't fit in these days")
        used += size
        latest.append((day, used))
    return latest[::-1]


def _leaves_room(day: int, filled: int, after: tuple[int, int], room: Sequence[int]) -> bool:
    """Say whether what comes after still fits once `day` is filled so far."""
    return day < after[0] or (day == after[0] and filled + after[1] <= room[day])
