"""Lays the seed's days over a candidate's own: what is kept, on which day, what is left out.

A task is cut into units: each coding problem, each section; what can't be divided is one.
Units keep the seed's order, whatever the days. They are chosen one by one, by weight
(priority times leaning), the first unit of every task of a weight before the second of any,
and a unit is kept if, beside those kept before it, all still fit in order. So what was left
out could not have been had by giving up anything that counts less. Kept units then go as
near as they can to where their seed day falls; with many days they spread out. What would
be left out for the order alone fills gaps, though never before or after what is of its own
sort: a third project's page comes after the first's, but a coding problem may slip in.

Decided here: the last day is light (30 minutes, or a third of a longer day, never more than
the day has), unless it is the only one. A rest day of the seed is left free where there are
as many working days as the seed has days; rest days of one's own stand for it. Review comes
back every working day but the first, when there is nothing to meet again, and the light
one, on at most half of its day. The seed's own reviews are chosen by weight like all else,
the repeats with what is left. Where a unit is longer than the room beside a review, that
day's review gives way: shortened in steps of five minutes before it goes.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plans.domain.layout import Day, Layout, light, units
from plans.domain.ledger import Ledger
from plans.domain.packing import fits, spread
from plans.domain.seed_days import SeedTask


def lay_out(tasks: Sequence[SeedTask], days: Sequence[Day], leaning: str | None = None) -> Layout:
    """Lay the seed's tasks over `days` (each date once), for a candidate of this leaning."""
    return _Planner(tasks, days, leaning).layout()


class _Planner:
    """One run: the days in indices, what was kept so far, and what went where."""

    def __init__(self, tasks: Sequence[SeedTask], days: Sequence[Day], leaning: str | None):
        self.tasks = sorted(tasks, key=lambda task: task.day)
        self.days = sorted(days, key=lambda day: day.date)
        self.leaning = leaning
        self.seed_days = sorted({task.day for task in tasks})
        self.working = [i for i, day in enumerate(self.days) if day.minutes > 0 and not day.rest]
        self.own_rest = len(self.working) < len(self.days)
        self.last = len(self.days) - 1 if self.days else None
        self.resting = self._rest_days()
        self.working = [i for i in self.working if i not in self.resting.values()]
        self.room = [self.days[i].minutes for i in self.working]
        self.light = len(self.working) > 1 and self.working[-1] == self.last
        if self.light:
            self.room[-1] = light(self.room[-1])
        self.whole = list(self.room)  # without review
        self.longest = max(self.whole, default=0)
        self.ledger = Ledger(self.tasks, self.days)

    def layout(self) -> Layout:
        """Choose, place, and account for the rest."""
        self._place(self._choose())
        self._fill_gaps(self.beside)
        self._place_reviews()
        # What a review left of its day after all.
        self._fill_gaps(self.whole)
        self._place_rest()
        kept_light = (self.whole[-1], self.days[-1].minutes) if self.light else None
        return Layout(
            tuple(self.ledger.rows()),
            tuple(self.ledger.left_out(self.longest, kept_light)),
            self.ledger.themes(self.resting),
        )

    def _rest_days(self) -> dict[int, int]:
        """Return which of the candidate's days each rest day of the seed leaves free."""
        if self.own_rest or len(self.working) < len(self.seed_days):
            return {}
        rests = {task.day for task in self.tasks if task.fulfil.by == "rest"}
        rests = sorted(rests - {*self.seed_days[-1:]})
        others = [day for day in self.seed_days if day not in rests]
        starts = self._starts(others, len(self.working) - len(rests))
        # Just before the seed day that follows begins, so that no earlier one is cut in two.
        return {
            rest: self.working[nth + min(starts[day] for day in others if day > rest)]
            for nth, rest in enumerate(rests)
        }

    def _starts(self, seed_days: Sequence[int], days: int) -> dict[int, int]:
        """Return the index of the working day on which each seed day begins: first to first,
        last to last, the others in proportion."""
        stretch = max(0, days - 1)
        gaps = max(1, len(seed_days) - 1)
        return {day: rank * stretch // gaps for rank, day in enumerate(seed_days)}

    def _placed_days(self) -> list[int]:
        """Return the seed days that fall on working days."""
        return [day for day in self.seed_days if day not in self.resting]

    def _flowing(self, task: SeedTask) -> bool:
        """Say whether a task goes to any working day, in order."""
        return task.fulfil.by not in ("review", "rest") and task.day not in self.resting

    def _reviews(self) -> Iterator[tuple[int, int]]:
        """Yield (task position, working day) for each day of review."""
        seed = [i for i, task in enumerate(self.tasks) if task.fulfil.by == "review"]
        days = range(1, len(self.working) - self.light)
        if seed:
            for nth, day in enumerate(days):
                share = nth * (len(seed) - 1) // (len(days) - 1) if len(days) > 1 else -1
                yield seed[share], day

    def _choose(self) -> list[tuple[int, int, int]]:
        """Keep what fits, by weight; return (task position, unit, minutes) in order.

        A review that is kept takes its minutes from its day's room.
        """
        own, repeats = [], []
        for position, task in enumerate(self.tasks):
            if self._flowing(task):
                own += self._wanted(position)
        reviewed: set[int] = set()
        for position, day in self._reviews():
            (repeats if position in reviewed else own).extend(self._wanted(position, day))
            reviewed.add(position)
        kept: list[tuple[int, int, int]] = []
        self._keep(own, kept)
        self.beside = list(self.room)  # the seed's own reviews
        self._keep(repeats, kept)
        return kept

    def _keep(self, wanted: list[tuple], kept: list[tuple[int, int, int]]) -> None:
        """Add to `kept`, and take from the room, what of `wanted` fits beside what is there."""
        closed = set()
        for _, unit, position, day, size in sorted(wanted, key=lambda want: want[:4]):
            # Units grow: where one didn't fit, none after it does.
            if (position, day) in closed:
                continue
            if day < 0:
                insort(kept, (position, unit, size))
            else:
                self.room[day] -= size
            halved = day >= 0 and 2 * self.room[day] < self.whole[day]
            if not halved and fits([size for *_, size in kept], self.room, self.whole):
                continue
            closed.add((position, day))
            if day < 0:
                kept.remove((position, unit, size))
            else:
                self.room[day] += size

    def _wanted(self, position: int, day: int = -1) -> list[tuple]:
        """Return a task's units to sort: (-weight, unit, position, day, minutes)."""
        weight, sizes = -self.tasks[position].weight(self.leaning), units(self.tasks[position])
        return [(weight, unit, position, day, size) for unit, size in enumerate(sizes)]

    def _place(self, kept: list[tuple[int, int, int]]) -> None:
        """Spread the kept units over the working days, each seed day over its window."""
        seed_days = self._placed_days()
        starts = self._starts(seed_days, len(self.working))
        ends = {day: starts[after] for day, after in pairwise(seed_days)}
        total: dict[int, int] = defaultdict(int)
        for position, _, size in kept:
            total[self.tasks[position].day] += size
        before: dict[int, int] = defaultdict(int)
        wishes = []
        for position, _, size in kept:
            day = self.tasks[position].day
            window = ends.get(day, len(self.working)) - starts[day]
            wishes.append(starts[day] + before[day] * window // max(1, total[day]))
            before[day] += size
        sizes = [size for *_, size in kept]
        for (position, _, size), index in zip(
            kept, spread(sizes, wishes, self.room, self.whole), strict=True
        ):
            self.ledger.put(position, self.working[index], size)

    def _fill_gaps(self, rooms: Sequence[int]) -> None:
        """Put what the order left out on the day nearest to its own that has room for it."""
        left = [
            want
            for at, task in enumerate(self.tasks)
            if self._flowing(task)
            for want in self._wanted(at)[self.ledger.count(at) :]
        ]
        starts = self._starts(self._placed_days(), len(self.working))
        used = [self.ledger.used(index) for index in self.working]
        closed = set()
        for _, _, position, _, size in sorted(left):
            wish = starts[self.tasks[position].day]
            first, last = self.ledger.own_sort(position)
            free = [
                nth
                for nth, room in enumerate(rooms)
                if first <= self.working[nth] <= last
                and used[nth] + size <= (self.whole[nth] if size > room else room)
            ]
            if not free or position in closed:
                closed.add(position)
                continue
            nth = min(free, key=lambda nth: (abs(nth - wish), nth))
            used[nth] += size
            self.ledger.put(position, self.working[nth], size, in_gap=True)

    def _place_reviews(self) -> None:
        """Give each day's review what its day has left, at most half of the day."""
        for position, day in self._reviews():
            index, whole = self.working[day], self.whole[day]
            room = min(whole - self.ledger.used(index), whole // 2)
            for size in units(self.tasks[position]):
                if size > room:
                    break
                room -= size
                self.ledger.put(position, index, size)

    def _place_rest(self) -> None:
        """Place the rests, and on the seed's rest days what belongs to them, if it fits."""
        for position, task in enumerate(self.tasks):
            if task.fulfil.by != "rest":
                continue
            if task.day in self.resting:
                self.ledger.put(position, self.resting[task.day], task.minutes)
            elif task.day == self.seed_days[-1] and self.last in self.working:
                self.ledger.put(position, self.last, task.minutes)
            elif self.own_rest:
                self.ledger.whys[position] = "Your own rest days stand for it."
            else:
                self.ledger.whys[position] = (
                    f"No day to spare: there are {len(self.days)} for {len(self.seed_days)}."
                )
        optional = [
            position
            for position, task in enumerate(self.tasks)
            if task.day in self.resting and task.fulfil.by not in ("review", "rest")
        ]
        optional.sort(key=lambda position: -self.tasks[position].weight(self.leaning))
        for position in optional:
            self._place_on_rest(position)

    def _place_on_rest(self, position: int) -> None:
        """Place as much of a rest day's own task as the day holds, in order or not."""
        task, day = self.tasks[position], self.resting[self.tasks[position].day]
        out_of_order = any(
            index > day if self.tasks[other].day < task.day else index < day
            for other, index in self.ledger.cells
            if self._flowing(self.tasks[other])
        )
        room = self.days[day].minutes - self.ledger.used(day)
        for size in units(task):
            if size > room:
                return
            room -= size
            self.ledger.put(position, day, size, in_gap=out_of_order)
