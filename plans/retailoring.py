"""The rows of a plan after its tasks were tailored anew: re-weighed, put in other words, added."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from interviewprep.ids import new_id

from .domain.layout import count_of, shares
from .domain.seed_days import COUNTED, SeedTask
from .domain.tailoring import ADDED
from .models import Plan, Task
from .steps import Step

LINE = 200  # what a title and an address hold


@dataclass(frozen=True)
class Retailored:
    """Steps as they go to the planner, the rows that changed or are new, those to be removed."""

    steps: list[Step]
    rows: dict[UUID, Task]
    gone: set[UUID]

    def weighs_otherwise(self, steps: Sequence[Step]) -> bool:
        """Whether any task that was there counts more or less than it did."""
        stood = {step.task.pk: step.task.weight for step in steps}
        return any(row.weight != stood.get(pk, row.weight) for pk, row in self.rows.items())


def values_of(asked: SeedTask, leaning: str) -> dict:
    """What a row takes of a task of the seed, but for its minutes and units."""
    return {
        "key": asked.key,
        "title": asked.title[:LINE],
        "why": asked.why,
        "because": asked.because,
        "href": asked.link[:LINE],
        "by": asked.fulfil.by,
        "kinds": list(asked.fulfil.kinds),
        "clock": asked.fulfil.minutes,
        "whole": asked.fulfil.count,
        "questions": list(asked.questions),
        "since": asked.since,
        "weight": asked.weight(leaning),
        "must": asked.must,
        "after": list(asked.after),
        "stages": list(asked.stages),
    }


# What a row takes over even when it is begun.
ALWAYS = ("because", "weight", "must", "after", "stages")


def retailored(
    plan: Plan, steps: Sequence[Step], asked: Sequence[SeedTask], leaning: str
) -> Retailored:
    """Hold a plan's rows against the tasks as they are asked now."""
    by_key = {task.key: task for task in asked}
    kept, rows, gone = [], {}, set()
    for step in steps:
        task = by_key.get(step.task.key)
        if task is None and step.task.key.startswith(ADDED) and not step.units_done:
            gone.add(step.task.pk)
            continue
        row = changed(step, task, leaning) if task else step.task
        if row is not step.task:
            rows[row.pk] = row
        kept.append(Step(row, step.progress, step.today))
    there = {step.task.key for step in steps}
    for task in asked:
        if task.key not in there and (row := new_row(plan, task, leaning)):
            rows[row.pk] = row
            kept.append(Step(row, None, steps[0].today))
    return Retailored(kept, rows, gone)


def changed(step: Step, asked: SeedTask, leaning: str) -> Task:
    """A row with what is asked now; the row itself where nothing differs."""
    values = values_of(asked, leaning)
    del values["whole"]
    if step.units_done or step.task.verdict:
        values = {name: values[name] for name in ALWAYS}
    if all(getattr(step.task, name) == value for name, value in values.items()):
        return step.task
    row = copy(step.task)
    for name, value in values.items():
        setattr(row, name, value)
    return row


def reviews_for(plan: Plan, steps: Sequence[Step], last: date) -> list[Step]:
    """A review for each day that the plan gets more, up to its new `last` one, which is light."""
    like = next((step.task for step in steps if step.task.by == "review"), None)
    span = (last - plan.last_day).days if like else 0
    days = [plan.last_day + timedelta(days=n) for n in range(span)]
    there = {step.task.day for step in steps if step.task.by == "review"}
    rows = []
    for day in days:
        if day > steps[0].today and plan.budget(day) and day not in there:
            row = copy(like)
            row._state = copy(like._state)
            row._state.adding, row.pk, row.day = True, new_id(), day
            row.verdict, row.moved_from, row.left_out_why = "", None, ""
            rows.append(Step(row, None, steps[0].today))
    return rows


def new_row(plan: Plan, asked: SeedTask, leaning: str) -> Task | None:
    """A row without a day yet; None where an earlier plan has done it all."""
    done = plan.done_before.get(asked.key, 0)
    if done and asked.fulfil.by not in COUNTED:
        return None
    sizes = shares(asked.minutes, count_of(asked))[done:]
    if not sizes or asked.fulfil.by in ("review", "rest"):
        return None
    return Task(
        id=new_id(),
        candidate_id=plan.candidate_id,
        plan=plan,
        place=0,
        count=len(sizes),
        minutes=sum(sizes),
        **values_of(asked, leaning),
    )
