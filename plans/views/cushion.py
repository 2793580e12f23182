"""The cushion before each round, and what would mend one that is short."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from interviewprep.accounts.guests import settle
from interviewprep.responses import failure, render_page
from plans.agenda import read_agenda
from plans.changes import change_plan
from plans.cushions import choices, cushions, tightest
from plans.following import keep_mending, lock
from plans.notes import details_of
from plans.theming import themes_of


@require_http_methods(["GET", "HEAD", "POST"])
def cushion(request) -> HttpResponse:
    """Minutes to spare before each round, with the ways out; POST takes one of them."""
    if request.method == "POST":
        return choose(request)
    agenda, aim = read_agenda(request.candidate, request.now), request.candidate.kept_aim
    tight = tightest(agenda, aim) if agenda else None
    offered = choices(agenda, aim, tight) if tight else []
    context = {
        "agenda": agenda,
        "cushions": cushions(agenda, aim) if agenda else [],
        "tight": tight,
        "choices": [
            (each, details_of(each.mended.shifts) if each.mended else []) for each in offered
        ],
    }
    return render_page(request, "plans/cushion.html", context)


@transaction.atomic
def choose(request) -> HttpResponse:
    """Take one way out, as it was previewed; one that is not offered any more changes nothing."""
    candidate = settle(request)
    lock(candidate)
    keep_mending(candidate=candidate, now=request.now)
    agenda, aim = read_agenda(candidate, request.now), candidate.kept_aim
    tight = tightest(agenda, aim) if agenda else None
    offered = {each.key: each for each in choices(agenda, aim, tight)} if tight else {}
    chosen = offered.get(request.POST.get("choice", ""))
    if chosen is None:
        return failure(request, 422) if offered else redirect("plans:cushion")
    mended = chosen.mended
    rows = {row.pk: row for row in chosen.rows} | (mended.changed if mended else {})
    there = mended.rows if mended else [step.task for step in agenda.steps]
    values = {"themes": themes_of(agenda.plan, there, agenda.today)}
    change_plan(
        plan=agenda.plan,
        rows=rows.values(),
        gone=mended.gone if mended else (),
        values=values | ({"extra": chosen.extra} if chosen.extra else {}),
        said=f"{chosen.label}.",
        details=details_of(mended.shifts) if mended else (),
        today=agenda.today,
        now=request.now,
    )
    return redirect("plans:plan")
