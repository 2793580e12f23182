"""What went where while a plan is laid out, and the account of it: kept, left out, named."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from plans.domain import themes
from plans.domain.layout import Day, LeftOut, Placed, count_of, why_left
from plans.domain.seed_days import SeedTask


class Ledger:
    """Minutes and units of each task on each day; tasks and days by their positions."""

    def __init__(self, tasks: Sequence[SeedTask], days: Sequence[Day]):
        self.tasks, self.days = tasks, days
        # (task, day) -> [minutes, units]
        self.cells: dict[tuple[int, int], list[int]] = {}
        self.in_gaps: set[tuple[int, int]] = set()
        self.whys: dict[int, str] = {}

    def put(self, task: int, day: int, minutes: int, *, in_gap: bool = False) -> None:
        """Put a unit on a day; of a review there is one unit, which grows."""
        if in_gap and (task, day) not in self.cells:
            self.in_gaps.add((task, day))
        cell = self.cells.setdefault((task, day), [0, 0])
        cell[0] += minutes
        cell[1] = 1 if self.tasks[task].fulfil.by == "review" else cell[1] + 1

    def used(self, day: int) -> int:
        """Return the minutes put on a day so far."""
        return sum(minutes for (_, each), (minutes, _) in self.cells.items() if each == day)

    def count(self, task: int) -> int:
        """Return how many units of a task were put anywhere."""
        return sum(count for (each, _), (_, count) in self.cells.items() if each == task)

    def own_sort(self, task: int) -> tuple[int, int]:
        """Return the days between which a task stands in order among those of its sort."""
        fulfil = self.tasks[task].fulfil
        first, last = 0, len(self.days)
        for other, day in self.cells:
            each = self.tasks[other].fulfil
            if (each.by, each.kinds) == (fulfil.by, fulfil.kinds):
                first = max(first, day) if other < task else first
                last = min(last, day) if other > task else last
        return first, last

    def rows(self) -> Iterator[Placed]:
        """Yield what was placed, day by day, review first, then in the seed's order."""
        # Of a review's days the one that has most of it stands for the seed's.
        own: dict[int, int] = {}
        for task, day in sorted(self.cells, key=lambda cell: (-self.cells[cell][0], cell)):
            own.setdefault(task, day)
        order = sorted(
            self.cells,
            key=lambda cell: (cell[1], self.tasks[cell[0]].fulfil.by != "review", cell[0]),
        )
        for task, day in order:
            yield Placed(
                self.tasks[task].key,
                self.days[day].date,
                *self.cells[task, day],
                repeat=self.tasks[task].fulfil.by == "review" and own[task] != day,
                in_gap=(task, day) in self.in_gaps,
            )

    def left_out(self, longest: int, kept_light: tuple[int, int] | None) -> Iterator[LeftOut]:
        """Yield what was not placed of each task, so that both add up to the seed."""
        kept: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for row in self.rows():
            if not row.repeat:
                kept[row.key][0] += row.minutes
                kept[row.key][1] += row.count
        for position, task in enumerate(self.tasks):
            minutes, count = kept[task.key]
            of = count_of(task)
            if (minutes, count) != (task.minutes, of):
                why = self.whys.get(position) or why_left(task, minutes, count, longest, kept_light)
                yield LeftOut(task.key, task.minutes - minutes, of - count, why)

    def themes(self, resting: dict[int, int]) -> dict[date, str]:
        """Return each day's theme; `resting` are the days that a seed day of rest fell on."""
        held: dict[int, list[tuple[SeedTask, int]]] = defaultdict(list)
        for (task, day), (minutes, _) in sorted(self.cells.items()):
            held[day].append((self.tasks[task], minutes))
        names = {day.date: themes.theme_of(held[i]) for i, day in enumerate(self.days)}
        named = {task.day: task.theme for task in self.tasks}
        return names | {self.days[day].date: named[seed] for seed, day in resting.items()}
