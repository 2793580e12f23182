"""Calendars: an interview's to take along, and the feed at its secret address."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from interviewprep.accounts.guests import settle
from plans import ics
from plans.doors import get_feed, get_interview
from plans.feeds import new_address

CONTENT_TYPE = "text/calendar; charset=utf-8"


@require_safe
def interview_ics(request, pk) -> HttpResponse:
    """The rounds of one interview, as a file."""
    body = ics.interview_calendar(get_interview(request.candidate, pk))
    name = 'attachment; filename="interview.ics"'
    return HttpResponse(body, content_type=CONTENT_TYPE, headers={"Content-Disposition": name})


@require_safe
def feed(request, token) -> HttpResponse:
    """The calendar of whoever has this address; no session is needed."""
    return HttpResponse(ics.feed_calendar(get_feed(token), request.now), CONTENT_TYPE)


@require_POST
def feed_new(request) -> HttpResponse:
    """Make the address, or put another in its place."""
    replaces = request.POST.get("replaces", "")
    new_address(candidate=settle(request), replaces=replaces, now=request.now)
    return redirect("plans:interview_list")
