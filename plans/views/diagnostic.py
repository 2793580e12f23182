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
from plans.models import Task
from practice.answers import speak
from practice.models import Mark, Text
from practice.models.attempts import ANSWER
from practice.texts import texts_of
from practice.views.drafts import seconds_sent
from practice.views.questions import question_check, question_draft

AT = "plans:diagnostic"


@require_http_methods(["GET", "HEAD", "POST"])
def diagnostic(request) -> HttpResponse:
    """What it is, the present probe or its points, or the result; POST goes on."""
    if request.method != "POST":
        return page(request)
    do = request.POST.get("do", "")
    if do in ("answer", "save"):
        return written(request, do)
    return act(request, do)


def page(request, *, missing=False, status=200) -> HttpResponse:
    """The page as it stands."""
    candidate = request.candidate
    kept = rules.newest(candidate)
    context = {"diagnostic": kept, "key": new_id(), "leanings": Leaning.choices}
    context |= {"leaning": candidate.kept_aim.leaning, "missing": missing}
    if kept:
        context |= result(candidate, kept) if kept.finished_at else present(candidate, kept)
    return render_page(request, "plans/diagnostic.html", context, status=status)


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
        "minutes_at_most": SECONDS / 60,
        "marks": probe.marks if probe else [],
        "verdicts": Mark.Verdict.choices,
        "attempt_id": draft.pk if draft else new_id(),
        "spoken_id": new_id(),
        "seconds": draft.seconds if draft else 0,
        "text": texts_of(draft, [ANSWER])[ANSWER] if draft else Text(part=ANSWER),
    }


def result(candidate, kept) -> dict:
    """Where the answers place one, and which tasks count more by it."""
    closed = (Task.Verdict.DONE, Task.Verdict.DROPPED)
    tasks = candidate.tasks.current().filter(because__contains="your diagnostic", day__isnull=False)
    tasks = list(tasks.exclude(verdict__in=closed))
    planned = bool(tasks) or candidate.plans.active().exists()
    return rules.result_of(kept) | {"tasks": tasks, "planned": planned}


def written(request, do: str) -> HttpResponse:
    """Keep the draft, or take it as the answer and go on to its points."""
    probe = asked(request, rules.newest(settle(request)))
    if probe is None or probe.attempt:
        return redirect(AT)  # sent twice, or from a page that is old
    if do == "answer" and not request.POST.get("body", "").strip():
        return page(request, missing=True, status=422)
    send = question_check if do == "answer" else question_draft
    given = send(request, probe.question.slug)
    return redirect(AT) if given.status_code == 302 else given


@transaction.atomic
def act(request, do: str) -> HttpResponse:
    """Begin, say it aloud or that one doesn't know, tick the points; after all the plan follows."""
    candidate = settle(request)
    lock(candidate)
    if do == "begin":
        leaning = rules.leaning_for(candidate, request.POST.get("leaning", ""))
        key = to_id(request.POST.get("key")) or new_id()
        rules.begin(candidate=candidate, leaning=leaning, key=key, now=request.now)
        return redirect(AT)
    kept = rules.newest(candidate)
    probe = asked(request, kept)
    if probe and do in ("aloud", "unknown") and not probe.attempt:
        attempt = speak_now(request, candidate, probe)
        if do == "unknown":
            rules.place(diagnostic=kept, attempt=attempt, verdicts={}, now=request.now)
    elif probe and do == "ticks" and probe.attempt:
        verdicts = ticks(request)
        rules.place(diagnostic=kept, attempt=probe.attempt, verdicts=verdicts, now=request.now)
    elif do not in ("aloud", "unknown", "ticks", "see"):
        return failure(request, 422)
    if kept and not kept.finished_at and all(each.placed for each in rules.probes_of(kept)):
        kept.finish(request.now)
        follow(candidate=candidate, because="After your diagnostic", now=request.now)
    return redirect(AT)


def asked(request, kept) -> rules.Probe | None:
    """The present probe, if it is the one that the page was about."""
    probes = rules.probes_of(kept) if kept and not kept.finished_at else []
    probe = next((each for each in probes if not each.placed), None)
    return probe if probe and request.POST.get("probe") == str(probe.question.pk) else None


def speak_now(request, candidate, probe):
    """The answer that was said aloud, or not known; what was typed by then stays a draft."""
    if request.POST.get("body", "").strip():
        question_draft(request, probe.question.slug)
    pk = to_id(request.POST.get("spoken")) or new_id()
    given = {"candidate": candidate, "question": probe.question, "pk": pk}
    return speak(**given, seconds=seconds_sent(request), now=request.now)


def ticks(request) -> dict[str, str]:
    """What was ticked of each point."""
    return {
        name.removeprefix("point-"): verdict
        for name, verdict in request.POST.items()
        if name.startswith("point-") and verdict in Mark.Verdict
    }
