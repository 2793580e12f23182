"""A deep dive made ready to be defended: how its numbers stand, and the one page of it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.responses import render_page
from practice.claims import claims_about, mark, numbers_of, stands_of
from practice.doors import get_worksheet
from practice.models import Claim
from practice.models.worksheets import PARTS
from practice.one_page import one_page
from practice.texts import texts_of

from .worksheets import labels_of, title_of

STANDS = {
    Claim.Stand.SOLID: "Solid",
    Claim.Stand.SHAKY: "Shaky",
    Claim.Stand.UNSAID: "Not mine to say",
}


@require_http_methods(["GET", "HEAD", "POST"])
def worksheet_figures(request, pk) -> HttpResponse:
    """Every number of a worksheet, to be marked; POST marks them."""
    candidate = settle(request) if request.method == "POST" else request.candidate
    worksheet = get_worksheet(candidate, pk)
    texts = texts_of(worksheet, PARTS)
    numbers = numbers_of(worksheet, texts, stands_of(worksheet, claims_about(worksheet)))
    if request.method == "POST":
        known = {each.words for each in numbers}
        sent = enumerate(request.POST.getlist("words"))
        stands = {words: request.POST.get(f"stand-{n}") for n, words in sent if words in known}
        mark(worksheet=worksheet, stands=stands, now=request.now)
        return redirect("practice:worksheet_figures", pk)
    labels = labels_of(worksheet)
    context = {
        "worksheet": worksheet,
        "title": title_of(texts),
        "numbers": [(each, [labels[part] for part in each.parts]) for each in numbers],
        "stands": STANDS.items(),
    }
    return render_page(request, "practice/worksheet_figures.html", context)


@require_safe
def worksheet_page(request, pk) -> HttpResponse:
    """All of it that one needs beside a call, on one sheet of paper."""
    worksheet = get_worksheet(request.candidate, pk)
    page = one_page(worksheet, texts_of(worksheet, PARTS), labels_of(worksheet))
    context = {"worksheet": worksheet, "page": page}
    return render_page(request, "practice/worksheet_page.html", context)
