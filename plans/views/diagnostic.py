"""The ten-minute diagnostic: offered, six probes, and where these days go."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from interviewprep.accounts.guests import settle
from interviewprep.accounts.models import Leaning
from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure, render_page
from plans import diagnostic as rules
from plans.domain.probing import SECONDS
from plans.following import follow, lock
from practice.answers import speak
from practice.models import Mark, Text
from practice.models.attempts import ANSWER
from practice.texts import texts_of
from practice.views.questions import question_check

AT = "plans:diagnostic"


@require_http_methods(["GET", "HEAD", "POST"])
def diagnostic(request) -> HttpResponse:
    """What it is, the present probe or its points, or the result; POST goes on."""
    if request.method == "POST":
        return act(request)
    candidate = request.candidate
    kept = rules.newest(candidate)
    context = {"diagnostic": kept, "key": new_id(), "leanings": Leaning.choices}
    context |= {"leaning": candidate.kept_aim.leaning, "missing": "missing" in request.GET}
    if kept:
        context |= result(candidate, kept) if kept.finished_at else present(candidate, kept)
    return render_page(request, "plans/diagnostic.html", context)


def present(candidate, kept) -> dict:
    """The probe that is to be answered, or whose points are to be ticked."""
    probes = rules.probes_of(kept)
    number, probe = next(((n, p) for n, p in enumerate(probes, 1) if not p.placed), (0, None))
    draft = None
    if probe and not probe.attempt:
        draft = candidate.attempts.open().at(probe.question).first()
    return {
        "number": number,
        "of": len(probes),
        "probe": probe,
        "seconds_at_most": SECONDS,
        "marks": list(probe.attempt.marks.order_by("place")) if probe and probe.attempt else [],
        "verdicts": Mark.Verdict.choices,
        "attempt_id": draft.pk if draft else new_id(),
        "seconds": draft.seconds if draft else 0,
        "text": texts_of(draft, [ANSWER])[ANSWER] if draft else Text(part=ANSWER),
    }


def result(candidate, kept) -> dict:
    """Where the answers place one, and which tasks count more by it."""
    tasks = candidate.tasks.current().filter(because__contains="your diagnostic")
    found = rules.result_of(rules.probes_of(kept))
    return found | {"tasks": list(tasks), "planned": candidate.plans.active().exists()}


def act(request) -> HttpResponse:
    """Begin, answer in writing or aloud, say that one doesn't know, tick the points."""
    candidate, do = settle(request), request.POST.get("do", "")
    if do == "begin":
        begin(request, candidate)
        return redirect(AT)
    kept = rules.newest(candidate)
    probes = rules.probes_of(kept) if kept and not kept.finished_at else []
    probe = next((each for each in probes if not each.placed), None)
    if probe is None or request.POST.get("probe") != str(probe.question.pk):
        return redirect(AT)  # sent twice, or from a page that is old
    if do == "answer" and not probe.attempt:
        if not request.POST.get("body", "").strip():
            return redirect("/plan/diagnostic/?missing=1")
        given = question_check(request, probe.question.slug)
        return redirect(AT) if given.status_code == 302 else given
    if do in ("aloud", "unknown") and not probe.attempt:
        attempt = speak_now(request, candidate, probe)
        return ticked(request, kept, attempt, {}) if do == "unknown" else redirect(AT)
    if do == "ticks" and probe.attempt:
        verdicts = {
            name.removeprefix("point-"): verdict
            for name, verdict in request.POST.items()
            if name.startswith("point-") and verdict in Mark.Verdict
        }
        return ticked(request, kept, probe.attempt, verdicts)
    return failure(request, 422)


@transaction.atomic
def begin(request, candidate) -> None:
    """Begin one, by the leaning that was chosen."""
    lock(candidate)
    leaning = rules.leaning_for(candidate, request.POST.get("leaning", ""))
    key = to_id(request.POST.get("key")) or new_id()
    rules.begin(candidate=candidate, leaning=leaning, key=key, now=request.now)


def speak_now(request, candidate, probe):
    """The answer that was said aloud, or not known."""
    pk = to_id(request.POST.get("attempt")) or new_id()
    given = {"candidate": candidate, "question": probe.question, "pk": pk}
    return speak(**given, seconds=0, now=request.now)


def ticked(request, kept, attempt, verdicts) -> HttpResponse:
    """Take the ticks; after the last probe the plan follows."""
    rules.place(diagnostic=kept, attempt=attempt, verdicts=verdicts, now=request.now)
    if all(each.placed for each in rules.probes_of(kept)):
        kept.finish(request.now)
        follow(candidate=kept.candidate, because="After your diagnostic", now=request.now)
    return redirect(AT)
