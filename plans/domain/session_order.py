"""In which order a day's tasks are best done, and where breaks fall.

What was learnt before is recalled first: retrieval costs least and helps most while one is
fresh. Then long work, and kinds mixed, so that no two of one nature stand side by side where
that can be had (interleaving makes one choose the method, not only use it). Reading and what
is done by hand come last. The order is of all tasks, done or not, so finishing one does not
shuffle the others.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

BREAK_AFTER, BREAK = 50, 10  # minutes
LONG = 45  # minutes from which a task is done while one is fresh
FIRST, LAST = {"review"}, {"read", "hand"}


@dataclass(frozen=True)
class Item:
    """A task of the day: its nature (themes.nature), what it is done by, minutes."""

    id: object
    nature: str
    by: str
    minutes: int


def in_order(items: Sequence[Item], put_off: Collection = ()) -> list[Item]:
    """Return a day's tasks in the order to do them; those that were put off, last."""
    late = [item for id in put_off for item in items if item.id == id]
    own = [item for item in items if item.id not in put_off and item.by != "rest"]
    first = [item for item in own if item.by in FIRST]
    last = [item for item in own if item.by in LAST]
    work = [item for item in own if item.by not in FIRST | LAST]
    return [*first, *mixed(work), *last, *late]


def mixed(work: Sequence[Item]) -> list[Item]:
    """Return work with its natures mixed; of those that can come next, the long come first,
    then the nature that most of it is left of."""
    left, found = list(work), []
    while left:
        before = found[-1].nature if found else None
        most = max(sum(each.nature == item.nature for each in left) for item in left)
        # One nature that makes up more than half must come now, or it stands by itself later.
        crowded = [
            item
            for item in left
            if 2 * sum(each.nature == item.nature for each in left) > len(left)
        ]
        able = [item for item in crowded or left if item.nature != before]
        able = able or [item for item in left if item.nature != before] or left
        chosen = min(
            able,
            key=lambda item: (
                item.minutes < LONG,
                sum(each.nature == item.nature for each in left) < most,
                left.index(item),
            ),
        )
        left.remove(chosen)
        found.append(chosen)
    return found


def breaks(items: Sequence[Item]) -> set[object]:
    """Return the ids of the tasks after which a break falls, by their planned minutes."""
    found, since = set(), 0
    for item in items[:-1]:
        since += item.minutes
        if since >= BREAK_AFTER:
            found.add(item.id)
            since = 0
    return found
