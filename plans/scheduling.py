"""Making a plan: the seed's days laid over the candidate's, and the aim written with it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from interviewprep.accounts.models import Aim, Candidate
from practice.domain.clock import day_start, local_day

from .agenda import Agenda, read_agenda
from .domain.layout import Day, Layout, LeftOut, Placed, count_of, units
from .domain.planner import lay_out
from .domain.seed_days import COUNTED, SeedTask
from .domain.tailoring import tailor
from .mending import mend
from .models import Plan, Task
from .retailoring import values_of
from .seed import seed
from .steps import Step
from .theming import themes_of
from .wants import read_wants

# Asked again by every plan, whatever an earlier one had done.
EVERY_PLAN = {"review", "rest"}
# The task of the day-of list, and why the interview's own day has no other.
DAY_OF = "day-of-list"
EVE = "Your interview is today: the plan ends the evening before."


@transaction.atomic
def make_plan(
    *,
    candidate: Candidate,
    key: UUID,
    first_day: date,
    last_day: date,
    interview_date: date | None,
    minutes: list[int],
    rest_days: list[int],
    leaning: str,
    afresh: bool = False,
    now: datetime,
) -> Plan:
    """Make the plan that is followed from now on, once per `key`; the one before it is kept.

    What the one before had done is not asked again, unless `afresh` or its days are over.
    """
    Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    repeat = candidate.plans.filter(key=key).first()
    if repeat:
        return repeat
    before = read_agenda(candidate, now)
    if before:
        before.plan.end(now)
    going_on = before is not None and not afresh and not before.is_over
    aim = Aim.objects.select_for_update().get(candidate=candidate)
    plan = Plan(
        candidate=candidate,
        key=key,
        first_day=first_day,
        last_day=last_day,
        interview_date=interview_date,
        minutes=minutes,
        rest_days=rest_days,
        leaning=leaning,
        done_before=done_units(before) if going_on else {},
        created_at=now,
        # What ticked a task of the plan before must not tick another one in this.
        counts_from=now if before else day_start(min(first_day, today_of(aim, now)), aim.time_zone),
        takes_earlier=before is None,
    )
    plan.write_aim(aim)
    tasks = tailor(seed().tasks, read_wants(candidate, aim, plan, now))
    asked = [left for task in tasks if (left := unfinished(task, plan.done_before))]
    layout = day_of(asked, plan) if plan.is_day_of else lay_out(asked, days_of(plan), leaning)
    plan.themes = {day.isoformat(): theme for day, theme in layout.themes.items()}
    plan.save(force_insert=True)
    rows = mended(plan, tasks_of(plan, asked, layout), aim, today_of(aim, now))
    Task.objects.bulk_create(rows)
    return plan


def mended(plan: Plan, rows: list[Task], aim: Aim, today: date) -> list[Task]:
    """The rows as the planner goes on with them: what rounds ask before them, light eves, and
    what the seed's order alone left out where there is room after all."""
    within = any(today <= day <= plan.last_day for day in aim.round_days)
    steps = [Step(row, None, today) for row in rows]
    done = None if plan.is_day_of else mend(plan, steps, aim, today, gently=not within)
    if done is None:
        return rows
    plan.themes = themes_of(plan, done.rows, plan.first_day)
    plan.save(update_fields=["themes"])
    for place, row in enumerate(done.rows):
        row.place = place
        if row.day is None:
            row.moved_from = None
    return done.rows


def today_of(aim: Aim, now: datetime) -> date:
    """The local day by this aim's zone."""
    return local_day(now, aim.time_zone)


def done_units(before: Agenda) -> dict[str, int]:
    """What was done of each seed task so far, by its key: what this and earlier plans had."""
    done = dict(before.plan.done_before)
    for step in before.steps:
        if step.task.by not in EVERY_PLAN:
            done[step.task.key] = done.get(step.task.key, 0) + step.units_done
    return {key: units for key, units in done.items() if units}


def unfinished(task: SeedTask, done_before: dict[str, int]) -> SeedTask | None:
    """What is left of a seed task; None where nothing is."""
    done = done_before.get(task.key, 0)
    if not done:
        return task
    left = units(task)[done:]
    if not left or task.fulfil.by not in COUNTED:
        return None
    return replace(task, minutes=sum(left), fulfil=replace(task.fulfil, count=len(left)))


def day_of(asked: list[SeedTask], plan: Plan) -> Layout:
    """The interview's own day: the day-of list, and nothing to study."""
    listed = [task for task in asked if task.key == DAY_OF]
    layout = lay_out(listed, days_of(plan))
    rest = [
        LeftOut(task.key, task.minutes, count_of(task), EVE) for task in asked if task.key != DAY_OF
    ]
    themes = dict.fromkeys(layout.themes, "Your interview")
    return Layout(layout.placed, (*layout.left_out, *rest), themes)


def days_of(plan: Plan) -> list[Day]:
    """The candidate's days, first to last, with their minutes."""
    span = (plan.last_day - plan.first_day).days + 1
    days = [plan.first_day + timedelta(days=n) for n in range(span)]
    return [Day(day, plan.budget(day), plan.is_rest(day)) for day in days]


def tasks_of(plan: Plan, asked: list[SeedTask], layout: Layout) -> list[Task]:
    """The rows of a plan: what was placed in the order of the days, then what was left out."""
    by_key = {task.key: task for task in asked}
    rows = [*layout.placed, *layout.left_out]
    return [task_of(plan, by_key[row.key], row, place) for place, row in enumerate(rows)]


def task_of(plan: Plan, asked: SeedTask, row: Placed | LeftOut, place: int) -> Task:
    """One row: so many units of a seed task, on its day or with why it has none."""
    return Task(
        candidate_id=plan.candidate_id,
        plan=plan,
        place=place,
        count=row.count,
        minutes=row.minutes,
        day=getattr(row, "day", None),
        left_out_why=getattr(row, "why", ""),
        **values_of(asked, plan.leaning),
    )
