"""The week looked back on."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from interviewprep.responses import render_page
from plans.now_and_ahead import read_now_and_ahead
from plans.prediction import predict
from plans.standing import until_words
from plans.week import look_back
from practice.confirmed import read_marks


@require_safe
def week(request) -> HttpResponse:
    """What the last seven days brought, and what the next ones do about the rest."""
    candidate = request.candidate
    stand = read_now_and_ahead(candidate, request.now)
    verdicts, missed = read_marks(candidate)
    prediction = predict(stand.known, stand.tasks, verdicts)
    context = {
        "prediction": prediction,
        "until": until_words(prediction),
        "week": look_back(prediction, missed, stand.tasks, stand.recent),
    }
    return render_page(request, "plans/week.html", context)
