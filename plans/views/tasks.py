"""A plan's tasks by hand: ticked, moved, dropped, split, added; and every change undone."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure, render_page
from plans import by_hand
from plans.agenda import Agenda, read_agenda
from plans.changes import undo_change
from plans.doors import get_change, get_task
from plans.following import keep_mending, lock
from plans.forms import DayForm, OwnTaskForm, SplitForm
from plans.models import Change, Task
from plans.notes import as_shown, note_of
from plans.steps import Step

from .today import today_page

CHANGES_SHOWN = 50


@require_POST
@transaction.atomic
def task_tick(request, pk) -> HttpResponse:
    """Say that a task is done, or that it is still open; the word of a person wins."""
    _, step = opened(request, pk)
    verdict = request.POST.get("verdict")
    if verdict not in (Task.Verdict.DONE, Task.Verdict.OPEN) or step.task.day is None:
        return failure(request, 422)
    step.task.tick(verdict, fulfilled=step.fulfilled)
    return back(request, step.task)


@require_POST
@transaction.atomic
def task_move(request, pk) -> HttpResponse:
    """Move a task to another day, also one that was left out."""
    agenda, step = opened(request, pk)
    form = DayForm(request.POST, days=agenda.open_days)
    if not form.is_valid() or not step.task.count:
        return failure(request, 422)
    by_hand.move_task(step=step, day=form.cleaned_data["day"], **when(request, agenda))
    return back(request, get_task(request.candidate, pk))


@require_POST
@transaction.atomic
def task_drop(request, pk) -> HttpResponse:
    """Leave out what of a task is open; the plan says so, and can bring it back."""
    agenda, step = opened(request, pk)
    by_hand.drop_task(step=step, **when(request, agenda))
    return back(request, get_task(request.candidate, pk))


@require_POST
@transaction.atomic
def task_split(request, pk) -> HttpResponse:
    """Put a part of a task on another day."""
    agenda, step = opened(request, pk)
    most = step.parts - 1
    form, key = SplitForm(request.POST, days=agenda.open_days, most=most), key_of(request)
    if most < 1 or not form.is_valid():
        return failure(request, 422)
    given = form.cleaned_data
    by_hand.split_task(
        step=step, units=given["units"], day=given["day"], key=key, **when(request, agenda)
    )
    return back(request, step.task)


@require_POST
@transaction.atomic
def task_new(request) -> HttpResponse:
    """Add a task of one's own."""
    candidate = settle(request)
    lock(candidate)
    keep_mending(candidate=candidate, now=request.now)
    agenda = read_agenda(candidate, request.now)
    if agenda is None:
        return redirect("plans:plan")
    form = OwnTaskForm(request.POST, days=agenda.open_days)
    if not form.is_valid():
        return failure(request, 422)
    by_hand.add_task(
        plan=agenda.plan, key=key_of(request), **form.cleaned_data, **when(request, agenda)
    )
    return redirect(f"{reverse('plans:plan')}#day-{form.cleaned_data['day'].isoformat()}")


@require_POST
@transaction.atomic
def undo(request) -> HttpResponse:
    """Undo the newest change; what the plan moved by itself while it was read counts as one.

    With `keep` that is kept instead, and said no more from tomorrow on.
    """
    candidate, key = settle(request), to_id(request.POST.get("change"))
    lock(candidate)
    mended = keep_mending(candidate=candidate, now=request.now)
    change = get_change(candidate, key) if key else mended
    agenda = read_agenda(candidate, request.now, mending=False)
    if change and agenda and "keep" not in request.POST:
        undo_change(change=change, today=agenda.today, now=request.now)
    return back(request)


@require_safe
def changes(request) -> HttpResponse:
    """What became of the plan, and why; the newest change can be undone."""
    rows = Change.objects.filter(
        candidate=request.candidate, plan__ended_at=None, undone_at=None
    ).order_by("-at", "-pk")[:CHANGES_SHOWN]
    agenda = read_agenda(request.candidate, request.now)
    context = {
        "changes": [(change, as_shown(change.details)) for change in rows],
        "mended": agenda and agenda.mended,
        "note": agenda and note_of(agenda),
    }
    return render_page(request, "plans/changes.html", context)


def opened(request, pk) -> tuple[Agenda, Step]:
    """The plan as it is kept from now on, and one's own task in it; in a transaction, locked."""
    candidate = settle(request)
    lock(candidate)
    keep_mending(candidate=candidate, now=request.now)
    task, agenda = get_task(candidate, pk), read_agenda(candidate, request.now)
    return agenda, agenda.step_of(task)


def when(request, agenda: Agenda) -> dict:
    """The day and the instant of a change."""
    return {"today": agenda.today, "now": request.now}


def key_of(request):
    """The key of the page that sent the form."""
    return to_id(request.POST.get("key")) or new_id()


def back(request, task: Task | None = None) -> HttpResponse:
    """Where one was: today's page or its part, the session, the task's day in the plan."""
    page = request.POST.get("page")
    if request.htmx and page != "plan":
        return today_page(request, read_agenda(request.candidate, request.now))
    if page == "session":
        return redirect("plans:session")
    if page == "changes":
        return redirect("plans:changes")
    if page == "plan":
        day = task and task.day
        place = f"#day-{day.isoformat()}" if day else "#left-out" if task else ""
        return redirect(f"{reverse('plans:plan')}{place}")
    return redirect("plans:today")
