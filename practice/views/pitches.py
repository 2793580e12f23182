"""The opening and the money: four things that everyone is asked, a page each."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id
from interviewprep.responses import page_not_found, render_page
from practice.beside import unsaid_in
from practice.doors import get_pitch
from practice.models.pitches import PARTS, PRIVATE
from practice.models.texts import length
from practice.pitches import (
    LEADS,
    begin_pitch,
    offered,
    overview,
    remarks_on,
    spoken,
    to_keep,
    unsaid_of,
)
from practice.takes import wpm_of
from practice.texts import texts_of

from .texts import save, unfit


@require_safe
def pitch_list(request) -> HttpResponse:
    """The four with how far each is; nothing private."""
    rows = overview(request.candidate)
    return render_page(request, "practice/pitch_list.html", {"rows": rows})


@require_safe
def pitch_detail(request, kind) -> HttpResponse:
    """Its parts, each saving itself, and what to look at."""
    pitch = get_pitch(request.candidate, kind)
    texts = texts_of(pitch, PARTS[kind])
    wpm = wpm_of(request.candidate)
    unsaid, labels = unsaid_of(request.candidate), {part: PARTS[kind][part][0] for part in texts}
    fields = {
        part: (part, *PARTS[kind][part][:2], text, new_id(), length(text.body, wpm))
        for part, text in texts.items()
    }
    keep, keep_seconds = to_keep(texts, wpm)
    context = {
        "pitch": pitch,
        "lead": LEADS[kind],
        "fields": [field for part, field in fields.items() if part not in PRIVATE],
        "private": [field for part, field in fields.items() if part in PRIVATE],
        "spoken": spoken(pitch),
        "written": any(text.body.strip() for text in texts.values()),
        "remarks": remarks_on(pitch, texts, wpm),
        "warned": unsaid_in(texts, unsaid, labels),
        "keep": keep,
        "keep_seconds": keep_seconds,
        "offered": offered(request.candidate, unsaid) if kind == "about-me" else [],
    }
    return render_page(request, "practice/pitch_detail.html", context, parts={"look": "look"})


@require_POST
def pitch_part(request, kind, part) -> HttpResponse:
    """Save one part; the first that is saved makes the row."""
    if part not in PARTS.get(kind, {}):
        return page_not_found(request)
    refused = unfit(request)
    if refused:
        return refused
    pitch = begin_pitch(candidate=settle(request), kind=kind, now=request.now)
    return save(request, pitch, part, lambda: redirect(pitch))
