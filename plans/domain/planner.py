"""Lays the seed's days over a candidate's own: what is kept, on which day, what is left out.

A task is cut into units: each coding problem, each section; what can't be divided is one.
Units keep the seed's order, whatever the days. They are chosen one by one, by weight
(priority times leaning), the first unit of every task of a weight before the second of any,
and a unit is kept if, beside those kept before it, all still fit in order. So what was left
out could not have been had by giving up anything that counts less. Kept units then go as
near as they can to where their seed day falls; with many days they spread out.

Decided here: the last day is light (30 minutes, or a third of a longer day, never more than
the day has), unless it is the only one. A rest day of the seed is left free where there are
as many working days as the seed has days; rest days of one's own stand for it. Review comes
back every working day but the first, when there is nothing to meet again, and the light
one; it is shortened in steps of five minutes before it goes.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from plans.domain.layout import Day, Layout, LeftOut, Placed, count_of, light, units, why_left
from plans.domain.packing import fits, spread
from plans.domain.seed_days import SeedTask

REST_THEME = "Rest"


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
        self.longest = max(self.room, default=0)
        # (task position, working day) -> [minutes, units]
        self.placed: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
        self.whys: dict[int, str] = {}

    def layout(self) -> Layout:
        """Choose, place, and account for the rest."""
        kept = self._choose()
        self._place(kept)
        self._place_rest()
        return Layout(tuple(self._rows()), tuple(self._left_out()), self._themes())

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

        Reviews are written down at once: they take their minutes from their day.
        """
        wanted = []
        for position, task in enumerate(self.tasks):
            if self._flowing(task):
                wanted += self._wanted(position, None)
        for position, day in self._reviews():
            wanted += self._wanted(position, day)
        wanted.sort(key=lambda want: want[:4])
        kept: list[tuple[int, int, int]] = []
        closed = set()
        for _, unit, position, day, size in wanted:
            # Units grow: where one didn't fit, none after it does.
            if (position, day) in closed:
                continue
            if day < 0:
                insort(kept, (position, unit, size))
            else:
                self.room[day] -= size
            if fits([size for *_, size in kept], self.room) and min(self.room) >= 0:
                if day >= 0:
                    self.placed[position, self.working[day]][0] += size
                    self.placed[position, self.working[day]][1] = 1
                continue
            closed.add((position, day))
            if day < 0:
                kept.remove((position, unit, size))
            else:
                self.room[day] += size
        return kept

    def _wanted(self, position: int, day: int | None) -> list[tuple]:
        """Return a task's units to sort: (-weight, unit, position, day, minutes)."""
        task = self.tasks[position]
        weight = -task.weight(self.leaning)
        day = -1 if day is None else day
        return [(weight, unit, position, day, size) for unit, size in enumerate(units(task))]

    def _place(self, kept: list[tuple[int, int, int]]) -> None:
        """Spread the kept units over the working days, each seed day over its window."""
        seed_days = [day for day in self.seed_days if day not in self.resting]
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
        for (position, _, size), index in zip(
            kept, spread([size for *_, size in kept], wishes, self.room), strict=True
        ):
            cell = self.placed[position, self.working[index]]
            cell[0] += size
            cell[1] += 1

    def _place_rest(self) -> None:
        """Place the rests, and on the seed's rest days what belongs to them, if it fits."""
        for position, task in enumerate(self.tasks):
            if task.fulfil.by != "rest":
                continue
            if task.day in self.resting:
                self.placed[position, self.resting[task.day]] = [task.minutes, 1]
            elif task.day == self.seed_days[-1] and self.last in self.working:
                self.placed[position, self.last] = [task.minutes, 1]
            elif self.own_rest:
                self.whys[position] = "Your own rest days stand for it."
            else:
                self.whys[position] = (
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
        """Place as much of a rest day's own task as the day holds and the order allows."""
        task = self.tasks[position]
        day = self.resting[task.day]
        for other, index in self.placed:
            if self._flowing(self.tasks[other]) and (
                index > day if self.tasks[other].day < task.day else index < day
            ):
                self.whys[position] = "What comes before the rest day runs past it."
                return
        room = self.days[day].minutes
        room -= sum(minutes for (_, index), (minutes, _) in self.placed.items() if index == day)
        for size in units(task):
            if size > room:
                return
            room -= size
            cell = self.placed[position, day]
            cell[0] += size
            cell[1] += 1

    def _rows(self) -> Iterator[Placed]:
        """Yield what was placed, day by day, review first, then in the seed's order."""
        reviewed = set()
        order = sorted(
            self.placed,
            key=lambda cell: (cell[1], self.tasks[cell[0]].fulfil.by != "review", cell[0]),
        )
        for position, index in order:
            task = self.tasks[position]
            minutes, count = self.placed[position, index]
            repeat = position in reviewed
            if task.fulfil.by == "review":
                reviewed.add(position)
            yield Placed(task.key, self.days[index].date, minutes, count, repeat)

    def _left_out(self) -> Iterator[LeftOut]:
        """Yield what was not placed of each task, so that both add up to the seed."""
        kept: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for row in self._rows():
            if not row.repeat:
                kept[row.key][0] += row.minutes
                kept[row.key][1] += row.count
        for position, task in enumerate(self.tasks):
            minutes, count = kept[task.key]
            of = count_of(task)
            if (minutes, count) != (task.minutes, of):
                why = self.whys.get(position) or why_left(task, minutes, count, self.longest)
                yield LeftOut(task.key, task.minutes - minutes, of - count, why)

    def _themes(self) -> dict[date, str]:
        """Return each day's theme: of the seed day that most of its minutes come from, or,
        where there is only review, of the one that falls on it."""
        named = {task.day: task.theme for task in self.tasks}
        minutes: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for (position, index), (size, _) in self.placed.items():
            if self._flowing(self.tasks[position]):
                minutes[index][self.tasks[position].day] += size
        themes = {day.date: REST_THEME for day in self.days}
        for seed_day, index in self.resting.items():
            themes[self.days[index].date] = named[seed_day]
        seed_days = [day for day in self.seed_days if day not in self.resting]
        starts = self._starts(seed_days, len(self.working))
        for nth, index in enumerate(self.working):
            falling = {day: 0 for day in starts if starts[day] <= nth}
            most = minutes[index] or dict(list(falling.items())[-1:])
            if most:
                seed_day = min(most, key=lambda day: (-most[day], day))
                themes[self.days[index].date] = named[seed_day]
        return themes
