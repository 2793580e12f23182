"""The plan: made, and shown day by day."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import render_page
from plans.agenda import read_agenda
from plans.cushions import tightest
from plans.forms import PlanForm, day_options, initial_of
from plans.headline import headline
from plans.notes import note_of
from plans.scheduling import make_plan
from practice.deeds import today as today_for


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


def plan_page(request, *, form: PlanForm | None = None, status=200) -> HttpResponse:
    """The days with their tasks, what was left out, and the form."""
    candidate = request.candidate
    agenda = read_agenda(candidate, request.now)
    kept, today = agenda and agenda.plan, today_for(candidate, request.now)
    context = {
        "agenda": agenda,
        "plan": kept,
        "note": agenda and note_of(agenda),
        "tight": agenda and tightest(agenda, candidate.kept_aim),
        "headline": agenda and headline(agenda, candidate.kept_aim),
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
