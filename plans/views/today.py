"""Today: what to do now, the days at a glance, what is done; a start page without a plan."""

from django.db.models import Value
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from interviewprep.accounts.models import Leaning
from interviewprep.responses import render_page
from plans.agenda import Agenda, read_agenda
from plans.cushions import tightest
from plans.headline import headline
from plans.next_round import next_round
from plans.notes import note_of
from plans.prediction import predict
from plans.standing import dimension_bars, until_words
from plans.steps import Minutes
from practice.confirmed import read_verdicts
from questions.models import Question

PARTS = {"today": "today"}


@require_safe
def today(request) -> HttpResponse:
    """The plan's day; the start page without a plan."""
    agenda = read_agenda(request.candidate, request.now)
    return today_page(request, agenda) if agenda else start_page(request)


def today_page(request, agenda: Agenda) -> HttpResponse:
    """The day as it stands, or its part for htmx."""
    aim = request.candidate.kept_aim
    context = {
        "agenda": agenda,
        "headline": headline(agenda, aim),
        "round": next_round(aim, request.now),
        "plan": agenda.plan,
        "note": note_of(agenda),
        "tight": tightest(agenda, aim),
        "day": agenda.day,
        "still_open": agenda.still_open,
        "open_minutes": Minutes.of(agenda.still_open),
        "due": agenda.waiting.due,
        "next_review": agenda.waiting.next_at,
        "drafted": agenda.drafted,
        "done_today": agenda.done_today,
        **readiness_of(request, agenda),
        "page": "today",
    }
    return render_page(request, "plans/today.html", context, parts=PARTS)


def readiness_of(request, agenda: Agenda) -> dict:
    """The five dimensions, now and on the day."""
    known = agenda.waiting.known
    prediction = predict(known, agenda.ahead, read_verdicts(request.candidate))
    return {
        "prediction": prediction,
        "until": until_words(prediction),
        "dimensions": dimension_bars(prediction),
    }


def start_page(request) -> HttpResponse:
    """One sentence, three ways to begin, and the plan."""
    return render_page(request, "plans/start.html", {"openings": openings()})


def openings() -> list[dict]:
    """For each leaning the question to open with, in one query: [{label, slug, title}]."""
    first, *others = (
        Question.objects.opening(leaning)
        .annotate(leaning=Value(leaning))
        .values_list("leaning", "slug", "title")[:1]
        for leaning in Leaning.values
    )
    found = {leaning: rest for leaning, *rest in first.union(*others, all=True)}
    return [
        {"label": label, "slug": slug, "title": title}
        for leaning, label in Leaning.choices
        for slug, title in [found.get(leaning, ("", ""))]
    ]
