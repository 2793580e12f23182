"""The plan: made, shown day by day, ticked and moved by hand."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure, render_page
from plans.agenda import read_agenda
from plans.doors import get_task
from plans.forms import MoveForm, PlanForm, day_options, initial_of
from plans.headline import headline
from plans.models import Task
from plans.scheduling import make_plan
from practice.deeds import today as today_for

from .today import today_page


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request) -> HttpResponse:
    """All days of the plan, or the form that makes it; POST makes it, anew where one stands."""
    if request.method != "POST":
        return plan_page(request)
    candidate = settle(request)
    form = PlanForm(request.POST, today=today_for(candidate, request.now))
    if not form.is_valid():
        return plan_page(request, form=form, status=422)
    key = to_id(request.POST.get("key")) or new_id()
    make_plan(candidate=candidate, key=key, now=request.now, **form.days)
    return redirect("plans:plan")


@require_POST
def task_tick(request, pk) -> HttpResponse:
    """Say that a task is done, or that it is still open; the word of a person wins."""
    candidate = settle(request)
    task, verdict = get_task(candidate, pk), request.POST.get("verdict")
    if verdict not in Task.Verdict.values or task.day is None:
        return failure(request, 422)
    step = read_agenda(candidate, request.now).step_of(task)
    task.tick(verdict, fulfilled=step.fulfilled)
    return changed(request, task)


@require_POST
def task_move(request, pk) -> HttpResponse:
    """Move a task to another day, also one that was left out."""
    candidate = settle(request)
    task, agenda = get_task(candidate, pk), read_agenda(candidate, request.now)
    form = MoveForm(request.POST, days=agenda.open_days)
    if not form.is_valid() or not task.count:
        return failure(request, 422)
    task.move(form.cleaned_data["day"])
    task.plan.note_change(request.now)
    return changed(request, task)


def changed(request, task: Task) -> HttpResponse:
    """Where one was: today's page or its part, or the task's day in the plan."""
    if request.htmx:
        return today_page(request, read_agenda(request.candidate, request.now))
    if request.POST.get("page") == "plan":
        return redirect(f"{reverse('plans:plan')}#day-{task.day.isoformat()}")
    return redirect("plans:today")


def plan_page(request, *, form: PlanForm | None = None, status=200) -> HttpResponse:
    """The days with their tasks, what was left out, and the form."""
    candidate = request.candidate
    agenda = read_agenda(candidate, request.now)
    kept, today = agenda and agenda.plan, today_for(candidate, request.now)
    context = {
        "agenda": agenda,
        "plan": kept,
        "headline": agenda and headline(agenda),
        "left_out": agenda.left_out if agenda else [],
        "open_days": agenda.open_days if agenda else [],
        "options": day_options(agenda.open_days) if agenda else "",
        "form": form
        or PlanForm(
            today=today,
            zone_known=not candidate.is_new,
            initial=initial_of(kept, candidate.kept_aim, today),
        ),
        "key": to_id(request.POST.get("key")) or new_id(),
        "page": "plan",
    }
    return render_page(request, "plans/plan.html", context, status=status)
