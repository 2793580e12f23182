"""The days that work is placed on: what stands where, within which days each may lie, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Rank = tuple[bool, float]


@dataclass(frozen=True)
class Work:
    """A task that can't be divided: minutes, what it counts, and between which days it may lie.

    `after` are the ids of what must come before it, the same day included; `wish` is the day
    on which it would best stand if it stands nowhere yet.
    """

    id: str
    minutes: int
    weight: float
    must: bool = False
    after: tuple[str, ...] = ()
    not_before: date | None = None
    deadline: date | None = None
    wish: date | None = None


class Board:
    """Tasks on days: `day_of` says where each stands, `left` the minutes that a day has left.

    `order` is one in which all can be done. Raises ValueError where tasks must come before
    each other in a circle.
    """

    def __init__(
        self, tasks: Mapping[str, Work], room: Mapping[date, int], stood: Mapping[str, date]
    ):
        self.tasks, self.room, self.stood = tasks, dict(room), stood
        self.days = sorted(self.room)
        self.left = dict(self.room)
        self.on: dict[date, set[str]] = {day: set() for day in self.days}
        self.day_of: dict[str, date] = {}
        self.before = {id: [b for b in task.after if b in tasks] for id, task in tasks.items()}
        self.behind: dict[str, list[str]] = {id: [] for id in tasks}
        for id, those in self.before.items():
            for each in those:
                self.behind[each].append(id)
        self.order = in_order(self.before)
        self.place_in_order = {id: n for n, id in enumerate(self.order)}
        self.last = {id: task.deadline or date.max for id, task in tasks.items()}
        self.tight = dict(self.last)  # so that what comes behind still can
        must = {id for id, task in tasks.items() if task.must}
        for id in reversed(self.order):
            for each in self.before[id]:
                self.tight[each] = min(self.tight[each], self.tight[id])
                if id in must:
                    must.add(each)
        self.musts = frozenset(must)
        # What a task counts: a must more than any other.
        self.rank: dict[str, Rank] = {id: (t.must, t.weight) for id, t in tasks.items()}
        self.journal: list[tuple[str, date | None]] = []
        self.failed: dict[tuple, Rank] = {}
        self.held: set[str] = set()  # what must stay for the task that is being placed

    def guarded(self, id: str) -> Rank:
        """What would be lost at most if a task went: its own rank, or of one behind it."""
        behind = [self.guarded(each) for each in self.behind[id] if each in self.day_of]
        return max([self.rank[id], *behind])

    def chain(self, id: str) -> list[str]:
        """What must be placed for a task to be: itself last."""
        found = {id}
        for each in reversed(self.order[: self.place_in_order[id] + 1]):
            if each in found:
                found.update(b for b in self.before[each] if b not in self.day_of)
        return sorted(found, key=self.place_in_order.__getitem__)

    def window(self, id: str, last: date) -> list[date]:
        """The days on which a task may lie, by what stands before it."""
        first = [self.day_of[each] for each in self.before[id] if each in self.day_of]
        first = max([*first, self.tasks[id].not_before or date.min])
        return [day for day in self.days if first <= day <= last]

    def ahead_of(self, id: str) -> set[str]:
        """All that must come before a task."""
        found = set(self.before[id])
        for each in list(found):
            found |= self.ahead_of(each)
        return found

    def with_behind(self, id: str) -> set[str]:
        """A task with all placed that must come after it."""
        found = {id}
        for each in self.behind[id]:
            if each in self.day_of:
                found |= self.with_behind(each)
        return found

    def like(self, id: str) -> tuple:
        """What tasks have in common of which one finds no more room than the other."""
        days = self.window(id, self.last[id])
        return (self.tasks[id].minutes, *days[:1], *days[-1:])

    def put(self, id: str, day: date) -> None:
        """Place a task."""
        self.journal.append((id, None))
        self.day_of[id] = day
        self.on[day].add(id)
        self.left[day] -= self.tasks[id].minutes

    def take(self, id: str) -> None:
        """Take a task from its day."""
        day = self.day_of.pop(id)
        self.journal.append((id, day))
        self.on[day].remove(id)
        self.left[day] += self.tasks[id].minutes

    def take_with_behind(self, id: str) -> None:
        """Take a task, and what must come after it."""
        for each in sorted(self.with_behind(id) if id in self.day_of else ()):
            self.take(each)

    def roll_back(self, mark: int) -> None:
        """Undo what was done since."""
        for id, day in reversed(self.journal[mark:]):
            if day is None:
                self.take(id)
            else:
                self.put(id, day)
        del self.journal[mark:]


def in_order(before: Mapping[str, Sequence[str]]) -> list[str]:
    """Ids so that each comes after what must come before it, else as they are given."""
    found: dict[str, None] = {}
    for start in before:
        path = [(start, iter(before[start]))] if start not in found else []
        on_path = {start}
        while path:
            id, rest = path[-1]
            following = next((each for each in rest if each not in found), None)
            if following is None:
                found[id] = None
                on_path.discard(id)
                path.pop()
            elif following in on_path:
                raise ValueError(f"{following} must come before itself")
            else:
                on_path.add(following)
                path.append((following, iter(before[following])))
    return list(found)


def named(day: date) -> str:
    """A day in words: "3 December"."""
    return f"{day.day} {day:%B}"
