"""The primers, each with its three probes: recalled, looked up and rated, they become cards."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure, render_page
from practice.domain.memory import preview
from practice.doors import get_probe
from practice.models.memory_fits import parameters_of
from practice.reviews import card_for, rate
from questions.models import Probe, Question
from questions.primers import PrimerPage, primer_pages

from .attempts import rating_sent

PARTS = {"probes": "probes"}


@require_safe
def primer_list(request) -> HttpResponse:
    """All primers in the order of the first days."""
    return render_page(request, "practice/primer_list.html", {"pages": primer_pages().values()})


@require_safe
def primer(request, slug) -> HttpResponse:
    """One primer."""
    return primer_page(request, get_page(slug))


@require_POST
def probe_rating(request, slug, key) -> HttpResponse:
    """How well did you know it: from now on it is met again in review."""
    page, probe = get_page(slug), get_probe(slug, key)
    rating, sent = rating_sent(request), to_id(request.POST.get("key"))
    if rating is None or sent is None:
        return failure(request, 422)
    card = card_for(candidate=settle(request), subject=probe)
    rate(card=card, rating=rating, key=sent, now=request.now, state=request.POST.get("state"))
    return primer_page(request, page) if request.htmx else redirect("practice:primer", slug)


def get_page(slug: str) -> PrimerPage:
    """A primer, or 404."""
    if slug not in primer_pages():
        raise Http404
    return primer_pages()[slug]


def primer_page(request, page: PrimerPage) -> HttpResponse:
    """The primer with its probes as they stand."""
    slug, order = page.primer.slug, list(primer_pages().values())
    place = order.index(page) + 1
    practise = Question.objects.asked().filter(slug__in=page.primer.practise).only("slug", "title")
    context = {
        "page": page,
        "primer": page.primer,
        "probes": probes_of(request, slug),
        "practise": sorted(practise, key=lambda each: page.primer.practise.index(each.slug)),
        "next": order[place] if place < len(order) else None,
    }
    return render_page(request, "practice/primer.html", context, parts=PARTS)


def probes_of(request, slug: str) -> list[dict]:
    """The probes of a primer, each with its card and what a rating would do."""
    candidate, aim = request.candidate, request.candidate.kept_aim
    probes = Probe.objects.filter(primer=slug, retired_at=None).order_by("place")
    cards = {card.probe_id: card for card in candidate.cards.filter(probe__primer=slug)}
    parameters, shown = parameters_of(candidate), []
    for probe in probes:
        card = cards.get(probe.pk)
        rated = card is not None and card.due_at is not None and card.due_at > request.now
        intervals = preview(
            card and card.memory, request.now, aim.time_zone, aim.retention, parameters
        )
        ratings = [(r, r.name.capitalize(), label) for r, label in intervals.items()]
        shown.append(
            {
                "probe": probe,
                "due_at": card.due_at if rated else None,
                "ratings": ratings,
                "state": card.state if card else "",
                "key": new_id(),
            }
        )
    return shown
