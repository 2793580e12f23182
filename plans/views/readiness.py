"""Readiness: the prediction for the day, how it is worked out, and how right it has been."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from interviewprep.responses import render_page
from plans.past import calibration_of, foretold, known_chart, review_columns, review_days
from plans.prediction import read_prediction
from plans.standing import (
    dimension_bars,
    enough_words,
    example,
    kind_bars,
    leaning_words,
    stage_words,
    until_words,
    whole_bar,
)
from practice.memory_fit import memory_fit_of


@require_safe
def readiness(request) -> HttpResponse:
    """What would be said on the day, with the whole sum behind it."""
    prediction = read_prediction(request.candidate, request.now)
    known = prediction.known
    told, kinds = foretold(known), kind_bars(prediction)
    days = review_days(known, told)
    context = {
        "prediction": prediction,
        "correction": known.correction,
        "whole": whole_bar(prediction),
        "until": until_words(prediction),
        "leaning": leaning_words(prediction),
        "stages": stage_words(prediction),
        "dimensions": dimension_bars(prediction),
        "kinds": kinds,
        "enough": enough_words(prediction, kinds),
        "example": example(prediction),
        "calibration": calibration_of(told),
        "told": len(told),
        "memory_fit": memory_fit_of(request.candidate, len(known.reviews), request.now),
        "chart": known_chart(prediction),
        "days": days,
        "columns": review_columns(days),
    }
    return render_page(request, "plans/readiness.html", context)
