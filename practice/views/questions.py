"""One question: the sheet, the draft, and the moment that the answer is given."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import render_page
from practice.answers import finish, speak
from practice.domain.speaking import read_measured
from practice.doors import get_question
from practice.models import Attempt
from practice.models.attempts import ANSWER
from practice.models.cards import NOTE
from practice.rehearsing import rehearsal_of
from practice.reviews import card_for
from practice.takes import keep_take
from practice.texts import tidy

from .drafts import named_attempt, seconds_sent, sheet_context
from .exercises import exercise_page
from .hearing import hears
from .rehearsals import takes_context
from .texts import save, unfit


@require_safe
def question_detail(request, slug) -> HttpResponse:
    """The prompt, the clock and the sheet; the guide on request (`?guide=1`)."""
    question = get_question(request.candidate, slug)
    return sheet_page(request, question, guide="guide" in request.GET)


@require_POST
def question_draft(request, slug) -> HttpResponse:
    """Save the draft."""
    refused = unfit(request)
    if refused:
        return refused
    attempt = repeated(request) or named_attempt(request, slug)
    return save(request, attempt, ANSWER, lambda: redirect(attempt.sheet_url))


@require_POST
def question_check(request, slug) -> HttpResponse:
    """Save the draft, say that it is the answer, and go on to its key points."""
    given = answered_before(request)
    if given:
        return redirect(given)
    question = get_question(settle(request), slug)
    body = tidy(request.POST.get("body", "")).strip()
    if not body or body == question.starter.strip():
        interview = request.POST.get("mode") == Attempt.Mode.INTERVIEW
        return sheet_page(request, question, missing=True, interview=interview, status=422)
    refused = unfit(request)
    if refused:
        return refused
    attempt = named_attempt(request, slug)
    return save(request, attempt, ANSWER, lambda: finished(request, attempt))


@hears
@require_http_methods(["GET", "HEAD", "POST"])
def question_aloud(request, slug) -> HttpResponse:
    """Say it aloud: the prompt large, the clock, the recorder; then the same ticks."""
    if request.method != "POST":
        rehearsal = rehearsal_of(get_question(request.candidate, slug))
        context = {
            "question": rehearsal.subject,
            "attempt_id": new_id(),
            "rehearsal": rehearsal,
            **takes_context(request, rehearsal),
        }
        return render_page(request, "practice/question_aloud.html", context)
    given = answered_before(request)
    if given:
        return redirect(given)
    candidate = settle(request)
    with transaction.atomic():
        attempt = speak(
            candidate=candidate,
            question=get_question(candidate, slug),
            pk=to_id(request.POST.get("attempt")) or new_id(),
            seconds=seconds_sent(request),
            now=request.now,
        )
        keep_spoken(request, attempt)
    return redirect(attempt)


@require_POST
def question_note(request, slug) -> HttpResponse:
    """Save one's note on it, which stands on the sheet for the last evening."""
    refused = unfit(request)
    if refused:
        return refused
    candidate = settle(request)
    question = get_question(candidate, slug)
    card = card_for(candidate=candidate, subject=question)
    return save(request, card, NOTE, lambda: redirect(question))


def finished(request, attempt: Attempt) -> HttpResponse:
    """The written answer is given: show its page."""
    finish(attempt=attempt, seconds=seconds_sent(request), now=request.now)
    return redirect(attempt)


def keep_spoken(request, attempt: Attempt) -> None:
    """Keep what the recorder measured; without it the answer counts all the same."""
    try:
        measured = read_measured(request.POST, ())
    except ValueError:
        return
    keep_take(
        candidate=attempt.candidate,
        subject=attempt.asked,
        key=attempt.pk,
        measured=measured,
        now=request.now,
    )


def answered_before(request) -> Attempt | None:
    """The attempt that this very page gave already: its form was sent twice."""
    pk = to_id(request.POST.get("attempt"))
    return request.candidate.attempts.answered().filter(pk=pk).first() if pk else None


def repeated(request) -> Attempt | None:
    """The answer that took this very save already, before it was given: the reply was lost."""
    given, key = answered_before(request), to_id(request.POST.get("key"))
    took = given and given.texts.filter(versions__key=key, part=ANSWER).exists()
    return given if took else None


def sheet_page(
    request, question, *, guide=False, missing=False, interview=False, status=200
) -> HttpResponse:
    """The question with its sheet; `interview` is for code alone."""
    shown = {"guide": guide, "missing": missing}
    if question.is_code:
        return exercise_page(request, question, interview=interview, status=status, **shown)
    context = sheet_context(request.candidate, question) | shown
    return render(request, "practice/question_detail.html", context, status=status)
