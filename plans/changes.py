"""Changing a plan so that it can be undone: what stood before is kept beside what was done."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Max

from .models import Change, Plan, Task

# Of a task and of a plan, what a change may touch.
OF_TASK = [
    each.name for each in Task._meta.concrete_fields if each.name not in ("id", "candidate", "plan")
]
OF_PLAN = ("last_day", "extra", "themes", "mended_to", "leaning")
TICKS = ("", Task.Verdict.DONE, Task.Verdict.OPEN)


@transaction.atomic
def change_plan(
    *,
    plan: Plan,
    rows: Iterable[Task] = (),
    gone: Iterable[UUID] = (),
    values: Mapping[str, Any] | None = None,
    said: str,
    details: Iterable[dict] = (),
    today: date,
    now: datetime,
) -> Change:
    """Write rows as they shall stand, delete those `gone`, and log what stood before.

    `said` is one line for the candidate, `details` what became of each task. The caller holds
    the candidate's lock.
    """
    rows, gone, values = list(rows), set(gone), dict(values or {})
    stood = {task.pk: task for task in plan.tasks.filter(pk__in=[*(r.pk for r in rows), *gone])}
    before = {
        "tasks": {str(pk): fields_of(task) for pk, task in stood.items()}
        | {str(row.pk): None for row in rows if row.pk not in stood},
        "plan": plain({name: getattr(plan, name) for name in values}),
    }
    plan.tasks.filter(pk__in=gone).delete()
    Task.objects.bulk_update([row for row in rows if row.pk in stood], OF_TASK)
    Task.objects.bulk_create(with_places(plan, [row for row in rows if row.pk not in stood]))
    change = Change.objects.create(
        candidate_id=plan.candidate_id,
        plan=plan,
        at=now,
        said=said,
        details=plain(list(details)),
        before=before,
    )
    note = {"change": str(change.pk), "said": said, "day": today.isoformat()}
    write_plan(plan, values | {"note": note}, now)
    return change


@transaction.atomic
def undo_change(*, change: Change, today: date, now: datetime) -> bool:
    """Put back what stood before; False where a newer change stands, or it is undone already.

    What was ticked meanwhile stays ticked. What past days left open stays where it is from now
    on: a person has looked at it.
    """
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=change.plan_id)
    newest = plan.log.filter(undone_at=None).order_by("-at", "-pk").first()
    if newest is None or newest.pk != change.pk:
        return False
    kept = newest.before["tasks"]
    plan.tasks.filter(pk__in=[pk for pk, fields in kept.items() if fields is None]).delete()
    there = {str(task.pk): task for task in plan.tasks.filter(pk__in=kept)}
    for pk, fields in kept.items():
        if fields is not None:
            restore(plan, pk, fields, there.get(pk))
    newest.undone_at = now
    newest.save(update_fields=["undone_at"])
    write_plan(plan, newest.before["plan"] | {"mended_to": today, "note": {}}, now)
    return True


def restore(plan: Plan, pk: str, fields: dict, there: Task | None) -> None:
    """Give a task the fields it had, or bring it back with them."""
    row = there or Task(pk=UUID(pk), plan=plan, candidate_id=plan.candidate_id)
    ticked = row.verdict
    for name, value in fields.items():
        setattr(row, name, Task._meta.get_field(name).to_python(value))
    if there and ticked in TICKS and fields["verdict"] in TICKS:
        row.verdict = ticked
    row.save(force_insert=there is None)


def fields_of(task: Task) -> dict:
    """What a task says, as JSON holds it."""
    return plain({name: getattr(task, name) for name in OF_TASK})


def plain(values: Any) -> Any:
    """Days and ids as text, so that JSON can hold them."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def with_places(plan: Plan, rows: list[Task]) -> list[Task]:
    """New rows take the places after all that ever stood."""
    last = plan.tasks.aggregate(last=Max("place"))["last"]
    for place, row in enumerate(rows, 0 if last is None else last + 1):
        row.place = place
    return rows


def write_plan(plan: Plan, values: Mapping[str, Any], now: datetime) -> None:
    """Give the plan these fields, and tell calendars that follow it."""
    for name, value in values.items():
        setattr(plan, name, Plan._meta.get_field(name).to_python(value))
    plan.save(update_fields=list(values))
    plan.note_change(now)
