"""Interviews: listed, made, changed, researched, deleted and brought back."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.markup import to_html
from interviewprep.responses import render_page
from plans.doors import get_interview
from plans.feeds import path_of
from plans.following import follow_description, follow_rounds
from plans.interview_forms import InterviewForm
from plans.interviews import make_interview
from plans.models import Interview, Round
from plans.models.interviews import RESEARCH
from plans.models.versioned import ChangedError
from plans.rounds import as_rows, links_in, next_first, with_deleted
from practice.texts import texts_of
from practice.views.texts import save

from .jobs import shown

FORM = "plans/interview_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
def interview_list(request) -> HttpResponse:
    """All interviews, the next round first; POST makes one."""
    if request.method == "POST":
        return create(request)
    interviews = request.candidate.interviews.order_by("-created_at", "-pk").prefetch_related(
        "rounds"
    )
    feed = request.candidate.feeds.first()
    context = {
        "interviews": next_first(interviews.prefetch_related("rounds"), request.now),
        "deleted": Interview.everything.restorable(request.candidate, request.now),
        "token": feed.token if feed else "",
        "feed": feed and request.build_absolute_uri(path_of(feed)),
    }
    return render_page(request, "plans/interview_list.html", context)


@require_safe
def interview_new(request) -> HttpResponse:
    """The form that makes one."""
    return render_page(request, FORM, {"form": InterviewForm(), "key": new_id()})


@require_safe
def interview_detail(request, pk) -> HttpResponse:
    """One interview: its rounds, the posting, the research sheet, the questions to ask."""
    interview = get_interview(request.candidate, pk)
    rounds = Round.everything.filter(interview=interview).order_by("starts_at", "pk")
    rounds, deleted = with_deleted(rounds, request.now)
    to_ask = list(interview.to_ask.order_by("created_at", "pk"))
    texts = texts_of(interview.notebook, [*RESEARCH, *(each.part for each in to_ask)])
    context = {
        "interview": interview,
        "description": to_html(interview.description) if interview.description else "",
        "rounds": as_rows(rounds, request.now),
        "deleted": deleted,
        "research": [
            (part, label, hint, texts[part], new_id()) for part, (label, hint) in RESEARCH.items()
        ],
        "sources": links_in(texts["sources"].body),
        "to_ask": [(each, texts[each.part], new_id()) for each in to_ask],
    }
    return render_page(request, "plans/interview_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def interview_edit(request, pk) -> HttpResponse:
    """Change what is said of it; 409 with both where it was changed elsewhere."""
    if request.method != "POST":
        interview = get_interview(request.candidate, pk)
        initial = {"version": interview.version}
        form = InterviewForm(instance=interview, initial=initial)
        return render_page(request, FORM, {"form": form, "interview": interview})
    interview = get_interview(settle(request), pk)
    form = InterviewForm(request.POST, request.FILES, instance=interview)
    if not form.is_valid():
        return render_page(request, FORM, {"form": form, "interview": interview}, status=422)
    version = form.cleaned_data["version"] or 0
    try:
        kept = interview.revise(version=version, values=form.values, now=request.now)
    except ChangedError as changed:
        return conflict(request, form, changed.kept)
    change = follow_description(interview=kept, now=request.now)
    return shown(kept, change) if kept.description != interview.description else redirect(kept)


@require_POST
def interview_part(request, pk, part) -> HttpResponse:
    """Save a part of the research, or the answer to a question that was asked."""
    interview = get_interview(settle(request), pk)
    if part not in RESEARCH and part not in {each.part for each in interview.to_ask.all()}:
        raise Http404
    return save(request, interview.notebook, part, lambda: redirect(interview))


@require_POST
def interview_delete(request, pk) -> HttpResponse:
    """Delete, with a way back for a week."""
    interview = get_interview(settle(request), pk)
    interview.delete_softly(request.now)
    without(interview, request.now)
    return redirect("plans:interview_list")


@require_POST
def interview_restore(request, pk) -> HttpResponse:
    """Bring a deleted interview back."""
    interview = get_interview(settle(request), pk, deleted=True)
    interview.restore()
    follow_description(interview=interview, now=request.now)
    return redirect(interview)


def create(request) -> HttpResponse:
    """Make an interview, once by the page's key."""
    candidate = settle(request)
    form, key = InterviewForm(request.POST, request.FILES), to_id(request.POST.get("key"))
    if not form.is_valid():
        context = {"form": form, "key": key or new_id()}
        return render_page(request, FORM, context, status=422)
    values = {"candidate": candidate, "values": form.values, "now": request.now}
    interview = make_interview(key=key or new_id(), **values)
    if interview.deleted_at:
        return redirect("plans:interview_list")
    change = follow_description(interview=interview, now=request.now)
    return shown(interview, change) if change else redirect(interview)


def without(interview: Interview, now) -> None:
    """What it asked is asked no more."""
    because = f"Without {interview.title}"
    follow_rounds(candidate=interview.candidate, because=because, now=now)


def conflict(request, form, interview: Interview) -> HttpResponse:
    """409: what was sent in the form, what stands beside it; sending again keeps the form's."""
    form.data = form.data.copy()
    form.data["version"] = interview.version
    context = {"form": form, "interview": interview, "theirs": form.theirs(interview)}
    return render_page(request, FORM, context, status=409)
