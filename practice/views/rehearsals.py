"""Rehearsals aloud of stories, worksheets and pitches: what to say, and the takes so far."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure, render_page
from practice.domain.speaking import read_fillers, read_measured, trend
from practice.doors import get_pitch, get_story, get_take, get_worksheet
from practice.models import Take
from practice.models.pitches import KINDS, PARTS
from practice.rehearsing import Rehearsal, rehearsal_of, spoken_parts
from practice.takes import keep_take, note_fillers, pace_of, takes_of

from .hearing import hears
from .texts import is_autosave

SHOWN = 40  # as many as a browser keeps recordings of (static/js/aloud/store.js)
COMPARED = 2


@hears
@require_http_methods(["GET", "HEAD", "POST"])
def story_aloud(request, pk) -> HttpResponse:
    """A story to say aloud; POST keeps a take."""
    return rehearse(request, lambda candidate: get_story(candidate, pk))


@hears
@require_http_methods(["GET", "HEAD", "POST"])
def worksheet_aloud(request, pk) -> HttpResponse:
    """A deep dive to say aloud, area by area; POST keeps a take."""
    return rehearse(request, lambda candidate: get_worksheet(candidate, pk))


@hears
@require_http_methods(["GET", "HEAD", "POST"])
def pitch_aloud(request, kind) -> HttpResponse:
    """A part of a pitch to say aloud (`?part=`); POST keeps a take."""
    parts = spoken_parts(kind) if kind in KINDS else []
    part = request.GET.get("part") or next(iter(parts), "")
    if part not in parts:
        raise Http404
    return rehearse(request, lambda candidate: get_pitch(candidate, kind), part)


@require_POST
def take_fillers(request, pk) -> HttpResponse:
    """Keep how many fillers were counted while listening back."""
    take = get_take(settle(request), pk)
    try:
        note_fillers(take=take, fillers=read_fillers(request.POST.get("fillers")))
    except ValueError:
        return failure(request, 422)
    attempt = take.candidate.attempts.answered().filter(pk=take.key).first()
    return redirect(attempt or f"{with_take(place_of(take), take)}#listen")


@require_POST
def take_delete(request, pk) -> HttpResponse:
    """Delete a take's numbers; the page deletes the recording itself."""
    take = get_take(settle(request), pk)
    take.delete()
    return redirect(f"{place_of(take)}#takes")


def rehearse(request, door, part: str = "") -> HttpResponse:
    """The page of what `door(candidate)` opens, or a take of it kept."""
    candidate = settle(request) if request.method == "POST" else request.candidate
    rehearsal = rehearsal_of(door(candidate), pace=pace_of(candidate), part=part)
    if request.method != "POST":
        return rehearsal_page(request, rehearsal)
    key = to_id(request.POST.get("key"))
    try:
        measured = read_measured(request.POST, rehearsal.keys)
    except ValueError:
        measured = None
    if measured is None or key is None:
        return rehearsal_page(request, rehearsal, refused=True, status=422)
    keep_take(
        candidate=candidate,
        subject=rehearsal.subject,
        key=key,
        part=part,
        measured=measured,
        words=rehearsal.words(measured),
        now=request.now,
    )
    if is_autosave(request):
        shown = {"rehearsal": rehearsal, **takes_context(request, rehearsal)}
        return render(request, "practice/takes.html", shown)
    return redirect(f"{rehearsal.url}#takes")


def rehearsal_page(request, rehearsal: Rehearsal, *, refused=False, status=200) -> HttpResponse:
    """What to say, the recorder, and the takes so far."""
    kind = getattr(rehearsal.subject, "kind", "") if rehearsal.part else ""
    context = {
        "rehearsal": rehearsal,
        "kind": kind,
        "others": [(part, PARTS[kind][part][0]) for part in spoken_parts(kind)] if kind else [],
        "key": new_id(),
        "refused": refused,
        **takes_context(request, rehearsal),
    }
    return render_page(request, "practice/rehearsal.html", context, status=status)


def takes_context(request, rehearsal: Rehearsal) -> dict:
    """The takes so far, drawn, and those that are chosen to be heard and compared."""
    found = takes_of(candidate=request.candidate, subject=rehearsal.subject, part=rehearsal.part)
    takes = list(found)
    numbered = list(zip(range(len(takes), 0, -1), takes, strict=True))[:SHOWN]
    asked = request.GET.getlist("take")
    chosen = [each for each in numbered if str(each[1].pk) in asked][:COMPARED][::-1]
    return {
        "takes": numbered,
        "chart": trend([take.seconds for _, take in reversed(numbered)], rehearsal.target),
        "chosen": [(number, take, places(take, rehearsal)) for number, take in chosen],
        "compared": compared([take for _, take in chosen], rehearsal),
    }


def places(take: Take, rehearsal: Rehearsal) -> list[tuple]:
    """Where in a recording each part begins: (label, second)."""
    labels = {each.key: each.label for each in rehearsal.parts}
    found, at = [], 0.0
    for each in take.parts:
        found.append((labels.get(each["part"], each["part"]), round(at, 1)))
        at += each["seconds"]
    return found


def compared(takes: list[Take], rehearsal: Rehearsal) -> list[tuple]:
    """A part's seconds of each take beside its target: (label, target, [seconds, …])."""
    said = [{each["part"]: each["seconds"] for each in take.parts} for take in takes]
    return [
        (each.label, each.seconds, [parts.get(each.key) for parts in said])
        for each in rehearsal.parts
        if any(each.key in parts for parts in said)
    ]


def place_of(take: Take) -> str:
    """Where takes like this one are made and listed."""
    return rehearsal_of(take.subject, part=take.part).url


def with_take(url: str, take: Take) -> str:
    """The same page with this take open."""
    return f"{url}{'&' if '?' in url else '?'}take={take.pk}"
