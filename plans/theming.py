"""What each day of a plan is about, by the tasks that stand on it now."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

from .domain import themes
from .domain.seed_days import Fulfil, SeedTask
from .models import Plan, Task
from .seed import seed

# What tasks that are no seed day's are about.
OWN = "What your own interviews ask"


@cache
def seed_tasks() -> dict[str, SeedTask]:
    """The seed's tasks by their keys."""
    return {task.key: task for task in seed().tasks}


@cache
def late_keys() -> frozenset[str]:
    """The keys of what is of use on the last days only."""
    return frozenset(task.key for task in seed().tasks if task.late)


def themes_of(plan: Plan, rows: Iterable[Task], today: date) -> dict[str, str]:
    """The themes by ISO date; those of days that are past stay."""
    held: dict[date, list[tuple[SeedTask, int]]] = defaultdict(list)
    resting = set()
    for row in rows:
        if row.day is None or row.day < today:
            continue
        held[row.day].append((themed(row), row.minutes))
        if row.by == "rest" and row.day != plan.last_day:
            resting.add(row.day)
    names = {
        day.isoformat(): themes.REST if day in resting else themes.theme_of(placed)
        for day, placed in held.items()
    }
    past = {day: theme for day, theme in plan.themes.items() if day < today.isoformat()}
    return past | names


def themed(row: Task) -> SeedTask:
    """A row as the rule for themes takes it."""
    kept = seed_tasks().get(row.key)
    if kept:
        return kept
    fulfil = Fulfil(row.by, tuple(row.kinds), row.count)
    return SeedTask(row.key, 0, OWN, row.title, row.why, row.minutes, 0, fulfil)
