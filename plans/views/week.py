"""The week looked back on."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from interviewprep.responses import render_page
from plans.prediction import predict
from plans.standing import until_words
from plans.week import look_back
from practice.confirmed import read_marks
from practice.known import read_known


@require_safe
def week(request) -> HttpResponse:
    """What the last seven days brought, and what the next ones do about the rest."""
    candidate = request.candidate
    known = read_known(candidate, request.now)
    verdicts, missed = read_marks(candidate)
    tasks = list(candidate.tasks.current().filter(day__gte=known.today))
    prediction = predict(known, tasks, verdicts)
    context = {
        "prediction": prediction,
        "until": until_words(prediction),
        "week": look_back(candidate, prediction, missed, tasks),
    }
    return render_page(request, "plans/week.html", context)
