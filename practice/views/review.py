"""Review: the next due question, recall first and the answer after."""

import re

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure, render_page
from practice.domain.memory import preview
from practice.doors import get_card
from practice.models import Attempt
from practice.models.memory_fits import parameters_of
from practice.points import claim_of, cue_of
from practice.queue import effect_of, first_card, new_questions, read_queue
from practice.reviews import newest, rate, undo
from questions.askable import Askable
from questions.models import Probe

from .attempts import rating_sent

PARTS = {"card": "card"}


@require_safe
def review(request) -> HttpResponse:
    """The next due question; what to do instead where nothing is due."""
    return review_page(request)


@require_POST
def review_rating(request, pk) -> HttpResponse:
    """Rate the card that was shown, and go on to the next."""
    card = get_card(settle(request), pk)
    rating, key = rating_sent(request), to_id(request.POST.get("key"))
    if rating is None or key is None:
        return failure(request, 422)
    state = request.POST.get("state")
    rate(card=card, rating=rating, key=key, now=request.now, state=state)
    if request.htmx:
        return review_page(request)
    left = minutes_asked(request)
    session = "" if left is None else f"?minutes={left}"
    return redirect(reverse("practice:review") + session)


@require_POST
def review_undo(request) -> HttpResponse:
    """Take back the last rating: its question is asked again, or rated after its answer."""
    candidate = settle(request)
    review = undo(candidate=candidate, pk=to_id(request.POST.get("review")), now=request.now)
    if review and review.memory_before is None:
        return redirect(where_first_rated(candidate, review.card.subject))
    return redirect("practice:review")


def minutes_asked(request) -> int | None:
    """A short session ("I have 12 minutes"); None for all of today's."""
    asked = request.POST.get("minutes") or request.GET.get("minutes", "")
    return int(asked) if re.fullmatch("[0-9]{1,3}", asked) else None


def where_first_rated(candidate, subject) -> Attempt | Askable | Probe:
    """Where somebody rates a subject for the first time: below its answer, or on its primer."""
    if isinstance(subject, Probe):
        return subject
    return candidate.attempts.answered().at(subject).first() or subject


def review_page(request) -> HttpResponse:
    """The queue's page, or its card for htmx."""
    candidate, aim = request.candidate, request.candidate.kept_aim
    minutes = minutes_asked(request)
    queue = read_queue(candidate, request.now, minutes)
    card = first_card(candidate, queue)
    last = newest(candidate, request.now)
    context = {
        "queue": queue,
        "session": minutes,
        "session_left": None if minutes is None else max(minutes - queue.first_minutes, 0),
        "new": new_questions(queue) if queue.new else [],
        "card": card,
        "question": card and (card.question or card.own),
        "entry": card and not card.probe and card.subject.parsed,
        "cue": cue_of(card) if card and card.point else "",
        "claim": claim_of(card) if card and card.point else "",
        "key": new_id(),
        "last": last,
        "effect": effect_of(last, queue.known) if last else None,
        "ratings": [],
    }
    if card:
        parameters = parameters_of(candidate)
        intervals = preview(card.memory, request.now, aim.time_zone, aim.retention, parameters)
        context["ratings"] = [
            # Towards a day the queue says when it comes again, not the interval.
            (r, r.name.capitalize(), "" if queue.known else label)
            for r, label in intervals.items()
        ]
    else:
        later = candidate.cards.filter(due_at__gt=request.now)
        context["next"] = later.kept().order_by("due_at").with_subject().first()
    return render_page(request, "practice/review.html", context, parts=PARTS)
