"""My interview is tomorrow, or in two hours: what to do until then."""

import re

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from interviewprep.responses import render_page
from plans.at_hand import read_at_hand
from plans.domain.last_hours import LEAST, MOST
from plans.domain.last_hours import last_hours as plan_for

# What is offered, in minutes.
OFFERED = {
    30: "half an hour",
    60: "an hour",
    120: "two hours",
    180: "an evening: three hours",
    300: "half a day: five hours",
    480: "a day: eight hours",
}
USUAL = 120


@require_safe
def last_hours(request) -> HttpResponse:
    """A plan for the hours that there are, and what to leave alone; nothing is kept."""
    minutes = minutes_asked(request.GET.get("minutes", ""))
    context = {
        "offered": OFFERED,
        "minutes": minutes,
        "plan": plan_for(minutes, read_at_hand(request.candidate, request.now)),
        "page": "last hours",
    }
    return render_page(request, "plans/last_hours.html", context)


def minutes_asked(text: str) -> int:
    """The minutes asked for, within what can be planned; two hours where none are."""
    if not re.fullmatch("[0-9]{1,4}", text):
        return USUAL
    return min(max(int(text), LEAST), MOST)
