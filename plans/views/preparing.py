"""A round's checks and an interview's questions to ask: added, ticked, removed, brought back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import render_page
from plans.asking import AskError, add_to_ask, bank_rows, restore_to_ask
from plans.doors import get_check, get_interview, get_round, get_to_ask
from plans.models import Check
from plans.models.preparing import CHECK_LONGEST
from practice.texts import tidy

from .rounds import round_page

CHECKS_AT_MOST = 40


@require_POST
def check_add(request, pk) -> HttpResponse:
    """Add an item of one's own, once by the page's key."""
    each = get_round(settle(request), pk)
    text = tidy(request.POST.get("text", "")).strip()[:CHECK_LONGEST]
    key = to_id(request.POST.get("key")) or new_id()
    place = each.checks.count()
    if text and place < CHECKS_AT_MOST:
        owner = {"candidate_id": each.candidate_id, "round": each, "created_at": request.now}
        row = Check(**owner, key=key, place=place, text=text)
        Check.objects.bulk_create([row], ignore_conflicts=True)
    return to_checks(request, each)


@require_POST
def check_tick(request, pk) -> HttpResponse:
    """Tick an item, or take the tick back."""
    check = get_check(settle(request), pk)
    check.tick(request.POST.get("verdict") != "open", request.now)
    return to_checks(request, check.round)


@require_POST
def check_delete(request, pk) -> HttpResponse:
    """Remove an item, with a way back for a week."""
    check = get_check(settle(request), pk)
    check.delete_softly(request.now)
    return to_checks(request, check.round)


@require_POST
def check_restore(request, pk) -> HttpResponse:
    """Bring an item back."""
    check = get_check(settle(request), pk, deleted=True)
    check.restore()
    return to_checks(request, check.round)


@require_http_methods(["GET", "HEAD", "POST"])
def to_ask(request, pk) -> HttpResponse:
    """The bank's questions to ask, to pick from; POST adds one of them or one's own."""
    if request.method != "POST":
        return pick_page(request, get_interview(request.candidate, pk))
    interview = get_interview(settle(request), pk)
    sent = {name: tidy(request.POST.get(name, "")).strip() for name in ("source", "text")}
    key = to_id(request.POST.get("key")) or new_id()
    try:
        add_to_ask(interview=interview, key=key, now=request.now, **sent)
    except AskError as error:
        return pick_page(request, interview, error=str(error), status=422)
    return redirect("plans:to_ask", pk)


@require_POST
def to_ask_tick(request, pk) -> HttpResponse:
    """Say that it was asked, or take that back."""
    asked = get_to_ask(settle(request), pk)
    asked.tick(request.POST.get("verdict") != "open", request.now)
    return redirect(f"{asked.interview.get_absolute_url()}#to-ask")


@require_POST
def to_ask_delete(request, pk) -> HttpResponse:
    """Remove it, with a way back for a week."""
    asked = get_to_ask(settle(request), pk)
    asked.delete_softly(request.now)
    return redirect("plans:to_ask", asked.interview_id)


@require_POST
def to_ask_restore(request, pk) -> HttpResponse:
    """Bring it back."""
    asked = get_to_ask(settle(request), pk, deleted=True)
    restore_to_ask(asked=asked)
    return redirect("plans:to_ask", asked.interview_id)


def to_checks(request, each) -> HttpResponse:
    """The checklist as it stands: the part that htmx swaps, or back to it."""
    if request.htmx:
        return round_page(request, each)
    return redirect(f"{each.get_absolute_url()}#checklist")


def pick_page(request, interview, *, error="", status=200) -> HttpResponse:
    """What was picked, what the bank offers, and a field for one's own."""
    context = {**bank_rows(interview, request.now), "interview": interview, "key": new_id()}
    context |= {"error": error, "typed": request.POST.get("text", "") if error else ""}
    return render_page(request, "plans/to_ask.html", context, status=status)
