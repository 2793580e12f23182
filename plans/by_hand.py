"""What a candidate does to the plan by hand: move, drop, split, add. Each can be undone."""

from copy import copy
from datetime import date, datetime
from uuid import UUID, uuid5

from .changes import change_plan
from .domain.seed_days import COUNTED
from .models import Change, Plan, Task
from .pieces import base_of, sizes_of
from .steps import Step
from .theming import themes_of

DROPPED = "You dropped it."
OWN = "own-"  # what the key of a task of one's own begins with


def move_task(*, step: Step, day: date, today: date, now: datetime) -> Change | None:
    """Put a task on a day, where the planner leaves it; where it first stood is remembered."""
    task = step.task
    if task.day == day:
        return None
    row = copy(task)
    row.move(day)
    said = f"Moved to {named(day)}: {task.title}."
    return changed(task.plan, [row], said, today, now)


def drop_task(*, step: Step, today: date, now: datetime) -> Change | None:
    """Leave out what of a task is still open; the planner does not bring it back."""
    task = step.task
    if task.verdict == Task.Verdict.DROPPED or step.done:
        return None
    done, minutes = base_of(step)
    row = copy(task)
    rows = [row]
    if done:
        row.count, row.minutes = done, minutes
        row = part_of(task, task.count - done, task.minutes - minutes, f"dropped {done}")
        rows.append(row)
    row.moved_from, row.day = row.moved_from or row.day, None
    row.left_out_why, row.verdict = DROPPED, Task.Verdict.DROPPED
    return changed(task.plan, rows, f"Dropped: {task.title}.", today, now)


def split_task(
    *, step: Step, units: int, day: date, key: UUID, today: date, now: datetime
) -> Change | None:
    """Put the last `units` of a task on another day: pieces of a quota, minutes of all else.

    Once per `key`. None where that is not less than what is open of it.
    """
    task = step.task
    row, repeat = copy(task), task.plan.tasks.filter(pk=uuid5(task.plan_id, str(key))).exists()
    if repeat or not 0 < units < step.parts:
        return None
    if task.by in COUNTED:
        count, minutes = units, sum(sizes_of(task)[-units:])
        row.count -= units
    else:
        count, minutes = task.count, units
    row.minutes -= minutes
    other = part_of(task, count, minutes, str(key))
    other.move(day)
    said = f"Split, {minutes} min of it on {named(day)}: {task.title}."
    return changed(task.plan, [row, other], said, today, now)


def add_task(
    *, plan: Plan, title: str, minutes: int, day: date, key: UUID, today: date, now: datetime
) -> Change | None:
    """A task of one's own, ticked by hand; once per `key`."""
    pk = uuid5(plan.pk, str(key))
    if plan.tasks.filter(pk=pk).exists():
        return None
    row = Task(id=pk, candidate_id=plan.candidate_id, plan=plan, place=0, key=f"{OWN}{pk.hex}")
    row.title, row.minutes, row.by, row.count, row.whole = title, minutes, "hand", 1, 1
    # Where a person put it, the planner leaves it.
    row.day = row.moved_from = day
    return changed(plan, [row], f"Added on {named(day)}: {title}.", today, now)


def part_of(task: Task, count: int, minutes: int, name: str) -> Task:
    """Another row for a part of a task; its id follows from its name, so it is made once."""
    part = copy(task)
    part._state = copy(task._state)
    part._state.adding = True
    part.pk, part.count, part.minutes = uuid5(task.plan_id, name), count, minutes
    part.verdict = ""
    return part


def changed(plan: Plan, rows: list[Task], said: str, today: date, now: datetime) -> Change:
    """Write some rows, with the themes of their days."""
    new = {row.pk: row for row in rows}
    there = [new.pop(task.pk, task) for task in plan.tasks.all()]
    values = {"themes": themes_of(plan, [*there, *new.values()], today)}
    return change_plan(plan=plan, rows=rows, values=values, said=said, today=today, now=now)


def named(day: date) -> str:
    """A day in words: "Friday 4 December"."""
    return f"{day:%A} {day.day} {day:%B}"
