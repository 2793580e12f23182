"""Start today's session: one task after the other, with breaks, on any device."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure, render_page
from plans.agenda import read_agenda
from plans.doors import get_task
from plans.following import keep_mending, lock
from plans.session import begin, break_end, sit
from practice.deeds import today as today_for


@require_http_methods(["GET", "HEAD", "POST"])
def session(request) -> HttpResponse:
    """The day's tasks in a good order, the present one large; POST begins or goes on with it."""
    if request.method == "POST":
        return act(request)
    candidate = request.candidate
    agenda = read_agenda(candidate, request.now)
    running = candidate.sessions.running(today_for(candidate, request.now)).first()
    context = {
        "agenda": agenda,
        "sitting": sit(agenda, running, request.now) if agenda else None,
        "key": new_id(),
        "page": "session",
    }
    return render_page(request, "plans/session.html", context)


@transaction.atomic
def act(request) -> HttpResponse:
    """Begin, put a task off or take that back, take a break or go on, stop for today."""
    candidate, what = settle(request), request.POST.get("do", "")
    lock(candidate)
    keep_mending(candidate=candidate, now=request.now)
    agenda = read_agenda(candidate, request.now)
    running = agenda and candidate.sessions.running(agenda.today).first()
    if agenda and what == "begin":
        key = to_id(request.POST.get("key")) or new_id()
        begin(candidate=candidate, agenda=agenda, key=key, now=request.now)
    elif running is None:
        return redirect("plans:session")
    elif what in ("put-off", "take-back"):
        task = get_task(candidate, to_id(request.POST.get("task")))
        running.put(task, off=what == "put-off")
    elif what in ("break", "go-on"):
        running.rest(break_end(request.now) if what == "break" else None, request.now)
    elif what == "stop":
        running.end(request.now)
    else:
        return failure(request, 422)
    return redirect("plans:session")
