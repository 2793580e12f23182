"""Debriefs: what was asked in a round, how it went, what came next, and what carried over."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure, render_page
from plans.debriefing import (
    add_debriefed,
    carried_over,
    change_debriefed,
    remove_debriefed,
    suggestions,
    write_own,
)
from plans.doors import get_debriefed, get_interview, get_round
from plans.following import follow
from plans.interview_forms import OutcomeForm
from plans.models import Round
from plans.models.versioned import ChangedError
from practice.doors import get_question
from practice.models.proofs import Grade
from practice.texts import tidy
from practice.views.own_questions import USUAL_KIND
from questions.domain.vocabulary import KINDS

NOTE_AT_MOST, PROMPT_AT_MOST = 2_000, 2_000
STALE = "That question was changed elsewhere meanwhile: see what stands, then say it again."
MISSING = "Write the question, and say how it went."


@require_http_methods(["GET", "HEAD", "POST"])
def debrief(request, pk) -> HttpResponse:
    """What was asked, with a search for the next; POST adds a question."""
    if request.method != "POST":
        return debrief_page(request, get_round(request.candidate, pk))
    each, sent = get_round(settle(request), pk), sent_by(request)
    slug, prompt = (tidy(request.POST.get(name, "")).strip() for name in ("question", "prompt"))
    if sent["grade"] not in Grade.values or not (slug or prompt):
        return debrief_page(request, each, error=MISSING, status=422)
    kind = request.POST.get("kind")
    if slug:
        subject = get_question(each.candidate, slug)
    else:
        own = {"prompt": prompt[:PROMPT_AT_MOST], "kind": kind if kind in KINDS else USUAL_KIND}
        subject = write_own(candidate=each.candidate, key=sent["key"], now=request.now, **own)
    add_debriefed(of=each, subject=subject, now=request.now, **sent)
    follow_debrief(each, request.now)
    return redirect("plans:debrief", pk)


@require_POST
def debrief_outcome(request, pk) -> HttpResponse:
    """Say what they said, and what came next; 409 where it was changed elsewhere."""
    each = get_round(settle(request), pk)
    form = OutcomeForm(request.POST, instance=each)
    if not form.is_valid():
        return debrief_page(request, each, form=form, status=422)
    version = form.cleaned_data["version"] or 0
    try:
        each.revise(version=version, values=form.values, now=request.now)
    except ChangedError as changed:
        form.data = form.data.copy()
        form.data["version"] = changed.kept.version
        theirs = form.theirs(changed.kept)
        return debrief_page(request, each, form=form, theirs=theirs, status=409)
    return redirect(f"{request.path.removesuffix('outcome/')}#outcome")


@require_POST
def debriefed_change(request, pk) -> HttpResponse:
    """Another word on how a question went."""
    debriefed, sent = get_debriefed(settle(request), pk), sent_by(request)
    if sent["grade"] not in Grade.values:
        return failure(request, 422)
    version = request.POST.get("version", "")[:9]
    version = int(version) if version.isascii() and version.isdigit() else 0
    try:
        change_debriefed(debriefed=debriefed, version=version, now=request.now, **sent)
    except ChangedError:
        each = get_round(request.candidate, debriefed.round_id)
        return debrief_page(request, each, error=stale_words(sent), status=409)
    follow_debrief(debriefed.round, request.now)
    return redirect("plans:debrief", debriefed.round_id)


@require_POST
def debriefed_delete(request, pk) -> HttpResponse:
    """It was not asked after all."""
    debriefed = get_debriefed(settle(request), pk)
    remove_debriefed(debriefed=debriefed, now=request.now)
    follow_debrief(debriefed.round, request.now)
    return redirect("plans:debrief", debriefed.round_id)


@require_safe
def carried(request, pk) -> HttpResponse:
    """What an interview asked, held against what was practised before and since."""
    interview = get_interview(request.candidate, pk)
    asked = carried_over(interview)
    gaps = [each for each in asked if each.grade != Grade.SOLID]
    context = {
        "interview": interview,
        "asked": asked,
        "before": sum(each.before for each in asked),
        "gaps": len(gaps),
        "closed": sum(each.closed for each in gaps),
    }
    return render_page(request, "plans/carried.html", context)


def follow_debrief(each: Round, now: datetime) -> None:
    """What a round has proven to be a gap comes first in the plan."""
    because = f"After what {each.interview.company} asked"
    follow(candidate=each.candidate, because=because, now=now)


def stale_words(sent: dict) -> str:
    """What to do where a question was changed elsewhere: what was sent is shown, and not lost."""
    grade = Grade(sent["grade"]).label.lower()
    return f"{STALE} You had chosen “{grade}” and written: “{sent['note'] or 'nothing'}”"


def sent_by(request) -> dict:
    """What a form says of a question: grade, note, and the key that its page made."""
    return {
        "grade": request.POST.get("grade", ""),
        "note": tidy(request.POST.get("note", "")).strip()[:NOTE_AT_MOST],
        "key": to_id(request.POST.get("key")) or new_id(),
    }


def debrief_page(request, each, *, form=None, error="", theirs=(), status=200) -> HttpResponse:
    """The questions of a round, the search, and what came next."""
    asked = each.debriefed.select_related("proof__question", "proof__own").order_by("pk")
    query = request.GET.get("q", "").replace("\x00", "")[:200]
    context = {
        "round": each,
        "asked": [(row, new_id()) for row in asked],
        "query": query,
        "typed": tidy(request.POST.get("prompt", "")) if error else query,
        "found": [(question, new_id()) for question in suggestions(request.candidate, query)],
        "kinds": KINDS.items(),
        "usual_kind": USUAL_KIND,
        "grades": Grade.choices,
        "key": new_id(),
        "error": error,
        "theirs": theirs,
        "form": form or OutcomeForm(instance=each, initial={"version": each.version}),
        "future": each.starts_at > request.now,
    }
    return render_page(request, "plans/debrief.html", context, status=status)
