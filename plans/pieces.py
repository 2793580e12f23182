"""A plan's open tasks cut into the pieces that the planner places, and put together again.

A piece is what can't be divided: one coding problem of a quota, one section, a page to read.
What is done stays where it is, and so does what a person put on a day by hand.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from .domain.layout import shares
from .domain.seed_days import COUNTED
from .models import Plan, Task
from .steps import Step

# Tasks of one row each: two that are called alike are still two.
APART = {"review", "hand", "read"}


@dataclass(frozen=True)
class Piece:
    """One unit of a task that is still open, and the minutes it takes."""

    id: str
    task: Task
    minutes: int

    @property
    def group(self) -> str:
        """What it is put together with: the other pieces of its task, on whatever day."""
        return str(self.task.pk) if self.task.by in APART else self.task.key


def sizes_of(task: Task) -> list[int]:
    """The minutes of each unit of a task."""
    return shares(task.minutes, task.count) if task.by in COUNTED and task.count else [task.minutes]


def pieces_of(step: Step) -> list[Piece]:
    """What of a task is still open."""
    task, sizes = step.task, sizes_of(step.task)
    done = step.units_done if task.by in COUNTED else 0
    return [Piece(f"{task.pk}#{n}", task, sizes[n]) for n in range(done, len(sizes))]


def stays(step: Step, today: date, resting: frozenset[date]) -> bool:
    """Whether the planner leaves a task alone: done, dropped, resting, or put there by hand."""
    task = step.task
    if step.done or task.by == "rest" or task.verdict == Task.Verdict.DROPPED:
        return True
    if task.by == "review" and (task.day is None or task.day < today):
        return True
    by_hand = task.moved_from is not None or (task.day and task.left_out_why)
    return task.day is not None and task.day >= today and (by_hand or task.day in resting)


def minutes_taken(steps: Iterable[Step], today: date, resting: frozenset[date]) -> dict[date, int]:
    """Minutes of each day from today on that are not to be planned again."""
    taken: dict[date, int] = defaultdict(int)
    for step in steps:
        day = step.task.day
        if day is None or day < today:
            continue
        if not stays(step, today, resting):
            gone = len(sizes_of(step.task)) - len(pieces_of(step))
            done = sum(sizes_of(step.task)[:gone])
            taken[day] += done if day == today else 0
        elif not step.done or day == today:
            taken[day] += step.task.minutes
    return taken


@dataclass
class Group:
    """The rows of one task that are open, and where its pieces go: day (None: left out)."""

    steps: list[Step] = field(default_factory=list)
    places: dict[date | None, list[Piece]] = field(default_factory=dict)
    whys: list[str] = field(default_factory=list)


def rows_after(plan: Plan, groups: Iterable[Group]) -> tuple[dict[UUID, Task], set[UUID]]:
    """The rows that are changed or new, by id, and the ids of those that are needed no more."""
    changed, gone = {}, set()
    for group in groups:
        rows, spare = put_together(plan, group)
        changed |= {row.pk: row for row in rows}
        gone |= spare
    return changed, gone


def put_together(plan: Plan, group: Group) -> tuple[list[Task], set[UUID]]:
    """One task's rows: each day's pieces in a row that stood there, else in one that is free."""
    begun = {step.task.pk: base_of(step) for step in group.steps}
    free = [step.task for step in group.steps if not begun[step.task.pk][0]]
    here = {step.task.day: step.task for step in reversed(group.steps)}
    holders: dict[date | None, Task] = {day: here[day] for day in group.places if day in here}
    used = {task.pk for task in holders.values()}
    rows = []
    for day in sorted(group.places, key=lambda day: day or date.max):
        holder = holders.get(day) or next((task for task in free if task.pk not in used), None)
        row = copy(holder) if holder else copied(plan, group.steps[0].task, day)
        used.add(row.pk)
        count, minutes = begun.get(row.pk, (0, 0))
        row.count = count + len(group.places[day])
        row.minutes = minutes + sum(piece.minutes for piece in group.places[day])
        put_on(row, day, group.whys)
        rows.append(row)
    for step in group.steps:
        count, minutes = begun[step.task.pk]
        if count and step.task.pk not in used:
            row = copy(step.task)
            row.count, row.minutes = count, minutes
            rows.append(row)
            used.add(row.pk)
    return rows, {step.task.pk for step in group.steps} - used


def base_of(step: Step) -> tuple[int, int]:
    """The units of a row that are done, and their minutes: they stay where they are."""
    sizes = sizes_of(step.task)
    done = len(sizes) - len(pieces_of(step))
    return done, sum(sizes[:done])


def put_on(row: Task, day: date | None, whys: Sequence[str]) -> None:
    """Give a row its day, or say why it has none any more, and which it had."""
    if day is None and (row.day is not None or not row.left_out_why):
        row.moved_from, row.left_out_why = row.day, whys[0]
    elif day is not None and row.day != day:
        row.moved_from, row.left_out_why = None, ""
    row.day = day


def copied(plan: Plan, task: Task, day: date | None) -> Task:
    """Another row of a task. Its id follows from what it is, so that a page's form can name
    a row which only the next write will keep."""
    row = copy(task)
    row.pk = uuid5(plan.pk, f"{task.key} {task.pk} {day}")
    row._state = copy(task._state)
    row._state.adding = True
    row.verdict, row.moved_from, row.left_out_why, row.day = "", None, "", None
    return row
