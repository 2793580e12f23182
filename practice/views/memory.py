"""FSRS's parameters fitted to one's own reviews: how it stands, asking for it, going back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from interviewprep.accounts.guests import settle
from interviewprep.responses import render_page
from practice.fits import ask, reset
from practice.memory_fit import memory_fit_of

PARTS = {"memory-fit": "fit"}


@require_http_methods(["GET", "HEAD", "POST"])
def memory_fit(request) -> HttpResponse:
    """How the fit stands; a POST asks for one."""
    if request.method == "POST":
        ask(candidate=settle(request), now=request.now)
        return answer(request)
    return memory_page(request)


@require_POST
def memory_reset(request) -> HttpResponse:
    """Go back to the usual parameters."""
    reset(candidate=settle(request), now=request.now)
    return answer(request)


def answer(request) -> HttpResponse:
    """Where one came from, or for htmx how it stands now."""
    if request.htmx:
        request.candidate.refresh_from_db()
        return memory_page(request)
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else "practice:memory_fit")


def memory_page(request) -> HttpResponse:
    """The page, or its part for htmx."""
    reviews = request.candidate.reviews.standing().count()
    context = {"memory_fit": memory_fit_of(request.candidate, reviews, request.now)}
    return render_page(request, "practice/memory.html", context, parts=PARTS)
